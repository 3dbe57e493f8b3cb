// Made from the OpenAPI document by "npm run build:client"; a test says when it is old.

export interface paths {
    "/api/caliper": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes in an envelope of events (Caliper 1.2), all of it or nothing.
         * @description For a service key with the scope `events:write`.
         */
        post: operations["postCaliper"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/catalogues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The catalogues of the institution, by title.
         * @description For a service key with the scope `courses:read`.
         */
        get: operations["listCatalogues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/catalogues/{catalogueId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One catalogue; its ETag is what a change of it needs.
         * @description For a service key with the scope `courses:read`.
         */
        get: operations["getCatalogue"];
        /**
         * Bring a whole course; If-Match is needed where one is there already.
         * @description For a service key with the scope `courses:write`.
         */
        put: operations["putCatalogue"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The courses of the institution; with a session, its own course.
         * @description For a session with the permission `signed-in`, or a service key with the scope `courses:read`.
         */
        get: operations["listCourses"];
        put?: never;
        /**
         * Make a course of your own system, bound to a catalogue; once more changes nothing but the title.
         * @description For a service key with the scope `courses:write`.
         */
        post: operations["createCourse"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{courseId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One course.
         * @description For a session with the permission `signed-in`, or a service key with the scope `courses:read`.
         */
        get: operations["getCourse"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{courseId}/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The columns and objects that were seen in a course, mapped or not.
         * @description For a session with the permission `course:staff`, or a service key with the scope `courses:read`.
         */
        get: operations["listActivity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{courseId}/activity-mapping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which skills the columns of the gradebook and the objects of other systems say something about.
         * @description For a session with the permission `course:staff`, or a service key with the scope `courses:read`.
         */
        get: operations["getActivityMapping"];
        /**
         * Replaces the mapping of a course. What was read before counts for the new skills soon after.
         * @description For a session with the permission `course:staff`, or a service key with the scope `courses:write`.
         */
        put: operations["putActivityMapping"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{courseId}/coaches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The coaches of a course, and what they know best.
         * @description For a session with the permission `signed-in`, or a service key with the scope `courses:read`.
         */
        get: operations["listCoaches"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{courseId}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lessons and questions of a course, filtered, in sequence, by difficulty, or for a learner.
         * @description For a session with the permission `signed-in`, or a service key with the scope `courses:read`.
         */
        get: operations["listContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{courseId}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The questions of a course: what they are about and how hard they are.
         * @description For a session with the permission `course:staff`, or a service key with the scope `courses:read`.
         */
        get: operations["listItems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{courseId}/lessons": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The lessons of a course.
         * @description For a session with the permission `signed-in`, or a service key with the scope `courses:read`.
         */
        get: operations["listLessons"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{courseId}/path-pins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What staff pinned in every path of the course.
         * @description For a session with the permission `course:staff`, or a service key with the scope `courses:read`.
         */
        get: operations["getPathPins"];
        /**
         * Pins anew, whole: to the front, within dates, or never.
         * @description For a session with the permission `course:staff`, or a service key with the scope `courses:write`.
         */
        put: operations["putPathPins"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{courseId}/skills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The skills of a course, with what comes first and the parameters in force.
         * @description For a session with the permission `signed-in`, or a service key with the scope `courses:read`.
         */
        get: operations["listSkills"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/courses/{courseId}/survey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How useful and enjoyable the learners of the course find it.
         * @description For a session with the permission `course:staff`, or a service key with the scope `courses:read`.
         */
        get: operations["getCourseSurvey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell of up to 1,000 events; each is answered for by itself, and profiles are up to date by then.
         * @description For a service key with the scope `events:write`.
         */
        post: operations["postEvents"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/experiments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The experiments of the institution, by name.
         * @description For a service key with the scope `experiments`.
         */
        get: operations["listExperiments"];
        put?: never;
        /**
         * Defines an experiment; nobody is assigned until it is started.
         * @description For a service key with the scope `experiments`.
         */
        post: operations["createExperiment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/experiments/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One experiment: learners per variant, and whether they fell there as planned.
         * @description For a service key with the scope `experiments`.
         */
        get: operations["getExperiment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/learners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is known, of the institution or of one course.
         * @description For a session with the permission `course:staff`, or a service key with the scope `learners:read`.
         */
        get: operations["listLearners"];
        put?: never;
        /**
         * Enrol a learner of your own system in a course; once more changes nothing but the name.
         * @description For a service key with the scope `learners:write`.
         */
        post: operations["enrolLearner"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/learners/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One learner, and the courses they are in.
         * @description For a session with the permission `course:staff`, or a service key with the scope `learners:read`.
         */
        get: operations["getLearner"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ml/answers/predict": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The chance that a learner answers items rightly at once and without help, by all facts up to now.
         * @description For a session with the permission `signed-in`, or a service key with the scope `models:read`.
         */
        post: operations["predictAnswers"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ml/difficulty/adjust": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * How hard questions on each skill should be for a learner now, and what moved it. Changes nothing.
         * @description For a session with the permission `signed-in`, or a service key with the scope `learners:read`.
         */
        post: operations["adjustDifficulty"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ml/engagement/predict": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * How likely the learner is to take something up and stay with it, and what that rests on.
         * @description For a session with the permission `signed-in`, or a service key with the scope `learners:read`.
         */
        post: operations["predictEngagement"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ml/items/most-informative": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Which items to ask to learn most about a learner, about the items, or about both.
         * @description For a session with the permission `course:staff`, or a service key with the scope `models:read`.
         */
        post: operations["findInformativeItems"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ml/models/{kind}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Goes back at once to a model that served before.
         * @description For a session with the permission `course:staff`, or a service key with the scope `models:write`.
         */
        post: operations["rollBackModel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ml/models/performance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How the models of a course do: what serves, on which data, with which figures, and whether they still hold.
         * @description For a session with the permission `course:staff`, or a service key with the scope `models:read`.
         */
        get: operations["getModelPerformance"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ml/models/train": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Trains models of a course in the background.
         * @description For a session with the permission `course:staff`, or a service key with the scope `models:write`.
         */
        post: operations["trainModels"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ml/paths/effectiveness": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether a mastered skill costs those less time who follow their path. Observed, not by lot.
         * @description For a session with the permission `course:staff`, or a service key with the scope `models:read`.
         */
        get: operations["getPathEffectiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ml/profile/update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Folds all facts of a learner anew, mends the stored profile if it is another, and gives it.
         * @description For a service key with the scope `learners:write`.
         */
        post: operations["updateProfile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ml/recommendations/generate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes a fresh set of suggestions; what would come out nearly the same is given again.
         * @description For a session with the permission `signed-in`, or a service key with the scope `learners:write`.
         */
        post: operations["generateRecommendations"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ml/retention/predict": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The chance that skills are still recalled at a time, with what it is made of. Changes nothing.
         * @description For a session with the permission `signed-in`, or a service key with the scope `learners:read`.
         */
        post: operations["predictRetention"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/ml/training-runs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far a training is, and what came of it.
         * @description For a session with the permission `course:staff`, or a service key with the scope `models:read`.
         */
        get: operations["getTrainingRun"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/practice/answers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answers a step of a question. The first try is evidence; in an assignment it counts for the grade.
         * @description For a session with the permission `signed-in`, or a service key with the scope `learners:write`.
         */
        post: operations["answerQuestion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/practice/felt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Says how hard a question felt; later ones heed it. Said twice, the first counts.
         * @description For a session with the permission `signed-in`, or a service key with the scope `learners:write`.
         */
        post: operations["sayHowItFelt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/practice/hints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Opens the next hint of a step. Each one halves what a right first answer counts.
         * @description For a session with the permission `signed-in`, or a service key with the scope `learners:write`.
         */
        post: operations["openHint"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/practice/next": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The next question for a learner, with why it is that one. In an assignment, an open one comes again.
         * @description For a session with the permission `signed-in`, or a service key with the scope `learners:write`.
         */
        post: operations["askNextQuestion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What to review today and in the next two weeks, and why; for whoever has the session.
         * @description For a session with the permission `learner:self`.
         */
        get: operations["getMyReviews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{userId}/coach": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The coach who fits a learner now, with reasons and alternatives.
         * @description For a session with the permission `signed-in`, or a service key with the scope `learners:read`.
         */
        get: operations["getCoach"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{userId}/coach/choice": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The coach whom the learner asked for.
         * @description For a session with the permission `signed-in`, or a service key with the scope `learners:read`.
         */
        get: operations["getCoachChoice"];
        /**
         * Asks for a coach, or leaves the choice to the tool; it needs If-Match.
         * @description For a session with the permission `signed-in`, or a service key with the scope `learners:write`.
         */
        put: operations["chooseCoach"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{userId}/coach/message": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A coach speaks to a learner; that is kept as a fact.
         * @description For a session with the permission `signed-in`, or a service key with the scope `learners:write`.
         */
        post: operations["askCoach"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{userId}/coach/rate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Whether a message helped; the first rating of a message counts.
         * @description For a session with the permission `signed-in`, or a service key with the scope `learners:write`.
         */
        post: operations["rateCoach"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{userId}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Changes of the profile while they happen, as Server-Sent Events; the first says how it stands.
         * @description For a session with the permission `signed-in`, or a service key with the scope `learners:read`.
         */
        get: operations["streamProfile"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{userId}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The facts behind a number of the profile, newest first.
         * @description For a session with the permission `signed-in`, or a service key with the scope `learners:read`.
         */
        get: operations["listEvidence"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{userId}/goals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The goal of a learner, how far it is reached, and when it will be.
         * @description For a session with the permission `signed-in`, or a service key with the scope `learners:read`.
         */
        get: operations["getGoals"];
        put?: never;
        /**
         * Sets the goal of a learner in the place of the one before.
         * @description For a session with the permission `signed-in`, or a service key with the scope `learners:write`.
         */
        post: operations["setGoals"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{userId}/learning-path": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The learner’s path as it is stored, with why each step is in it.
         * @description For a session with the permission `signed-in`, or a service key with the scope `learners:read`.
         */
        get: operations["getLearningPath"];
        put?: never;
        /**
         * Makes the learner’s path, or brings the one that is there up to date.
         * @description For a session with the permission `learner:self`, or a service key with the scope `learners:write`.
         */
        post: operations["makeLearningPath"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{userId}/learning-path/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every decision about the learner’s paths and why it was made, newest first.
         * @description For a session with the permission `signed-in`, or a service key with the scope `learners:read`.
         */
        get: operations["listLearningPathHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{userId}/learning-path/update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * What the learner wants of their path: steps to skip or to begin with, form, time a week.
         * @description For a session with the permission `learner:self`, or a service key with the scope `learners:write`.
         */
        put: operations["updateLearningPath"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{userId}/profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The whole profile of a learner; every number says how it is made and how sure it is.
         * @description For a session with the permission `signed-in`, or a service key with the scope `learners:read`.
         */
        get: operations["getProfile"];
        /**
         * Takes what a learner says about themselves: preferences, the quiz, signals that are off, a pause.
         * @description For a session with the permission `signed-in`, or a service key with the scope `learners:write`.
         */
        put: operations["putProfile"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{userId}/profile/analyze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Computes the profile anew, says what changed since a time, and lists the evidence. Stores nothing.
         * @description For a session with the permission `signed-in`, or a service key with the scope `learners:read`.
         */
        post: operations["analyzeProfile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{userId}/progress-analytics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How things went and where they are going, overall and by skill, beside what the gradebook has.
         * @description For a session with the permission `signed-in`, or a service key with the scope `learners:read`.
         */
        get: operations["getProgressAnalytics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{userId}/recommendations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the learner is suggested to do next, the best first. Only reads what is stored.
         * @description For a session with the permission `signed-in`, or a service key with the scope `learners:read`.
         */
        get: operations["listRecommendations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{userId}/recommendations/{recommendationId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One suggestion, with all that it rests on.
         * @description For a session with the permission `signed-in`, or a service key with the scope `learners:read`.
         */
        get: operations["explainRecommendation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{userId}/recommendations/{recommendationId}/feedback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Says that a suggestion was seen, taken up, put off or done, and how good it was.
         * @description For a session with the permission `signed-in`, or a service key with the scope `learners:write`.
         */
        post: operations["giveRecommendationFeedback"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{userId}/recommendations/why-not": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Why something is not suggested, or not higher up, as everything ranks now.
         * @description For a session with the permission `signed-in`, or a service key with the scope `learners:read`.
         */
        get: operations["explainWhyNot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{userId}/reviews": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a learner should review today and in the next two weeks, and why.
         * @description For a session with the permission `signed-in`, or a service key with the scope `learners:read`.
         */
        get: operations["getReviews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{userId}/skill-predictions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What to expect of each skill: now, in a week, in four, and when its target is reached.
         * @description For a session with the permission `signed-in`, or a service key with the scope `learners:read`.
         */
        get: operations["getSkillPredictions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/{userId}/survey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the learner may be asked how it was.
         * @description For a session with the permission `learner:self`, or a service key with the scope `learners:read`.
         */
        get: operations["getSurvey"];
        put?: never;
        /**
         * What the learner said, from 1 to 5, or that they would rather not say.
         * @description For a session with the permission `learner:self`, or a service key with the scope `learners:write`.
         */
        post: operations["answerSurvey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/xapi/statements": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes in statements of the Experience API (xAPI 1.0.3), none where one is refused. A list that broke off may be sent again.
         * @description For a service key with the scope `events:write`.
         */
        post: operations["postStatements"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Problem: {
            detail?: string;
            /** @description Finds this answer in the log. */
            reference: string;
            status: number;
            /** @description Says to people what to do. */
            title: string;
            /** @description Names the kind of problem for programs. */
            type: string;
        };
    };
    responses: {
        /** @description What was sent is not what this endpoint takes; `title` says which fields. */
        Problem400: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description No session or key that opens anything. */
        Problem401: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The session or key may not do this. */
        Problem403: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is nothing here, or it is not yours to see. */
        Problem404: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The method is not among those in `Allow`. */
        Problem405: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description It does not go with what is there: it was changed meanwhile, a key was used again, or a rule forbids it; `title` says which. */
        Problem409: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description It is over. */
        Problem410: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description It is another state by now than the one in `If-Match`. */
        Problem412: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too large. */
        Problem413: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body must be `application/json`. */
        Problem415: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description A change needs `If-Match` with the ETag of the state that it changes. */
        Problem428: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Too many requests; `Retry-After` says when to come back. */
        Problem429: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description Our mistake; what was sent before is safe. */
        Problem500: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The service cannot be reached right now; nothing was half written. */
        Problem503: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    postCaliper: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
                /** @description Id of the course; needed for learners who are in several. */
                course?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Descriptions of entities in the envelope; nothing is kept of them. */
                        described: number;
                        /** @description What became of each event. */
                        events: {
                            id: string;
                            /** @enum {string} */
                            outcome: "recorded" | "known" | "unknown-actor" | "course-needed" | "no-effect" | "voided" | "conflict";
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            405: components["responses"]["Problem405"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listCatalogues: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            /** Format: date-time */
                            importedAt: string;
                            items: number;
                            language: string;
                            licence: string;
                            /** @description 1, 2, 3, …: goes up with every change. */
                            revision: number;
                            skills: number;
                            title: string;
                        }[];
                        /** @description Cursor of the page after this one; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description The state is the one in `If-None-Match`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getCatalogue: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
            };
            header?: never;
            path: {
                /** @description Id of the catalogue. */
                catalogueId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** Format: date-time */
                        importedAt: string;
                        items: number;
                        language: string;
                        licence: string;
                        /** @description 1, 2, 3, …: goes up with every change. */
                        revision: number;
                        skills: number;
                        title: string;
                    };
                };
            };
            /** @description The state is the one in `If-None-Match`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    putCatalogue: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
            };
            header: {
                /** @description The ETag of the state that is to be changed; `*` for whatever it is. */
                "If-Match": string;
            };
            path: {
                /** @description Id of the catalogue. */
                catalogueId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default [] */
                    coaches?: {
                        id: string;
                        lines: {
                            bored?: string[];
                            effort?: string[];
                            finished: string[];
                            greeting: string[];
                            hint: string[];
                            misconception?: string[];
                            "nearly-there": string[];
                            plan?: string[];
                            returning: string[];
                            "review-due"?: string[];
                            right: string[];
                            stuck: string[];
                            tired?: string[];
                            wrong: string[];
                        };
                        name: string;
                        personality: string;
                        /** @enum {string} */
                        teachingStyle: "encouraging" | "analytical" | "socratic" | "playful" | "direct";
                        topics: string[];
                    }[];
                    /** @default [] */
                    figures?: {
                        alt: string;
                        base64: string;
                        /** @enum {string} */
                        mediaType: "image/png" | "image/jpeg" | "image/gif" | "image/svg+xml" | "image/webp";
                        name: string;
                    }[];
                    id: string;
                    items: {
                        attribution?: string;
                        /** @default  */
                        bodyMarkdown?: string;
                        family?: string;
                        /** @default [] */
                        figures?: string[];
                        id: string;
                        language?: string;
                        /** @enum {string} */
                        level?: "introductory" | "intermediate" | "advanced";
                        minutes?: number;
                        /** @enum {string} */
                        modality?: "text" | "video" | "practice" | "figure" | "conversation" | "other";
                        objectives?: string[];
                        steps: {
                            answer: {
                                correct: string;
                                /** @constant */
                                kind: "single-choice";
                                options: {
                                    id: string;
                                    /** @constant */
                                    keepLast?: true;
                                    misconception?: string;
                                    textMarkdown: string;
                                }[];
                            } | {
                                correct: string[];
                                /** @constant */
                                kind: "multiple-choice";
                                options: {
                                    id: string;
                                    /** @constant */
                                    keepLast?: true;
                                    misconception?: string;
                                    textMarkdown: string;
                                }[];
                            } | {
                                /** @constant */
                                kind: "numeric";
                                tolerance: number;
                                unit?: {
                                    /** @default [] */
                                    accepted?: string[];
                                    label: string;
                                };
                                value: number;
                            } | {
                                accepted: string[];
                                /** @default false */
                                caseSensitive?: boolean;
                                /** @constant */
                                kind: "text";
                            } | {
                                correct: string[];
                                /** @constant */
                                kind: "ordering";
                                options: {
                                    id: string;
                                    /** @constant */
                                    keepLast?: true;
                                    misconception?: string;
                                    textMarkdown: string;
                                }[];
                            } | {
                                correct: {
                                    [key: string]: string;
                                };
                                /** @constant */
                                kind: "matching";
                                left: {
                                    id: string;
                                    /** @constant */
                                    keepLast?: true;
                                    misconception?: string;
                                    textMarkdown: string;
                                }[];
                                right: {
                                    id: string;
                                    /** @constant */
                                    keepLast?: true;
                                    misconception?: string;
                                    textMarkdown: string;
                                }[];
                            } | {
                                accepted: string[];
                                /** @constant */
                                kind: "expression";
                            };
                            /** @default [] */
                            hints?: {
                                ask?: {
                                    answer: {
                                        correct: string;
                                        /** @constant */
                                        kind: "single-choice";
                                        options: {
                                            id: string;
                                            /** @constant */
                                            keepLast?: true;
                                            misconception?: string;
                                            textMarkdown: string;
                                        }[];
                                    } | {
                                        correct: string[];
                                        /** @constant */
                                        kind: "multiple-choice";
                                        options: {
                                            id: string;
                                            /** @constant */
                                            keepLast?: true;
                                            misconception?: string;
                                            textMarkdown: string;
                                        }[];
                                    } | {
                                        /** @constant */
                                        kind: "numeric";
                                        tolerance: number;
                                        unit?: {
                                            /** @default [] */
                                            accepted?: string[];
                                            label: string;
                                        };
                                        value: number;
                                    } | {
                                        accepted: string[];
                                        /** @default false */
                                        caseSensitive?: boolean;
                                        /** @constant */
                                        kind: "text";
                                    } | {
                                        correct: string[];
                                        /** @constant */
                                        kind: "ordering";
                                        options: {
                                            id: string;
                                            /** @constant */
                                            keepLast?: true;
                                            misconception?: string;
                                            textMarkdown: string;
                                        }[];
                                    } | {
                                        correct: {
                                            [key: string]: string;
                                        };
                                        /** @constant */
                                        kind: "matching";
                                        left: {
                                            id: string;
                                            /** @constant */
                                            keepLast?: true;
                                            misconception?: string;
                                            textMarkdown: string;
                                        }[];
                                        right: {
                                            id: string;
                                            /** @constant */
                                            keepLast?: true;
                                            misconception?: string;
                                            textMarkdown: string;
                                        }[];
                                    } | {
                                        accepted: string[];
                                        /** @constant */
                                        kind: "expression";
                                    };
                                    answerMarkdown: string;
                                };
                                id: string;
                                textMarkdown: string;
                                title?: string;
                            }[];
                            id: string;
                            /** @default {} */
                            parameters?: {
                                /** @default 0 */
                                difficulty?: number;
                                /** @default 1 */
                                discrimination?: number;
                            };
                            promptMarkdown: string;
                            skills: string[];
                            solutionMarkdown: string;
                        }[];
                        /** @default [] */
                        tags?: string[];
                        title: string;
                    }[];
                    /** @default en */
                    language?: string;
                    /** @default [] */
                    lessons?: {
                        bodyMarkdown: string;
                        id: string;
                        language?: string;
                        /** @enum {string} */
                        level?: "introductory" | "intermediate" | "advanced";
                        media?: {
                            captions: {
                                [key: string]: string;
                            };
                            /** @constant */
                            kind: "video";
                            name: string;
                            poster?: string;
                            seconds: number;
                            transcriptMarkdown: string;
                        };
                        minutes: number;
                        /** @enum {string} */
                        modality?: "text" | "video" | "practice" | "figure" | "conversation" | "other";
                        objectives?: string[];
                        skills: string[];
                        tags?: string[];
                        title: string;
                    }[];
                    licence: string;
                    skills: {
                        description: string;
                        id: string;
                        /** @default {} */
                        parameters?: {
                            /** @default 0.2 */
                            guess?: number;
                            /** @default 0.12 */
                            learn?: number;
                            /** @default 0.25 */
                            prior?: number;
                            /** @default 0.1 */
                            slip?: number;
                        };
                        /** @default [] */
                        prerequisites?: {
                            skill: string;
                            weight: number;
                        }[];
                        title: string;
                    }[];
                    title: string;
                    videos?: {
                        base64: string;
                        /** @enum {string} */
                        mediaType: "video/webm" | "video/mp4";
                        name: string;
                    }[];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** Format: date-time */
                        importedAt: string;
                        items: number;
                        language: string;
                        licence: string;
                        /** @description 1, 2, 3, …: goes up with every change. */
                        revision: number;
                        skills: number;
                        title: string;
                    };
                };
            };
            /** @description Done. */
            201: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** Format: date-time */
                        importedAt: string;
                        items: number;
                        language: string;
                        licence: string;
                        /** @description 1, 2, 3, …: goes up with every change. */
                        revision: number;
                        skills: number;
                        title: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listCourses: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description What it plays; null until staff have chosen. */
                            catalogue: string | null;
                            courseId: string;
                            /** Format: date-time */
                            createdAt: string;
                            /** @description What an outside system calls it; null for a course of an LMS. */
                            externalId: string | null;
                            system: string | null;
                            title: string;
                        }[];
                        /** @description Cursor of the page after this one; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description The state is the one in `If-None-Match`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    createCourse: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Id of the catalogue that the course plays, for ever. */
                    catalogue: string;
                    /** @description What your system calls it; the same id always means the same. */
                    externalId: string;
                    /** @description Names your system, so that another key reaches the same things. Without it the key itself is the system. */
                    system?: string;
                    title: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What it plays; null until staff have chosen. */
                        catalogue: string | null;
                        courseId: string;
                        /** Format: date-time */
                        createdAt: string;
                        /** @description What an outside system calls it; null for a course of an LMS. */
                        externalId: string | null;
                        system: string | null;
                        title: string;
                    };
                };
            };
            /** @description Done. */
            201: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What it plays; null until staff have chosen. */
                        catalogue: string | null;
                        courseId: string;
                        /** Format: date-time */
                        createdAt: string;
                        /** @description What an outside system calls it; null for a course of an LMS. */
                        externalId: string | null;
                        system: string | null;
                        title: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getCourse: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
            };
            header?: never;
            path: {
                /** @description Id of the course. */
                courseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What it plays; null until staff have chosen. */
                        catalogue: string | null;
                        courseId: string;
                        /** Format: date-time */
                        createdAt: string;
                        /** @description What an outside system calls it; null for a course of an LMS. */
                        externalId: string | null;
                        system: string | null;
                        title: string;
                    };
                };
            };
            /** @description The state is the one in `If-None-Match`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listActivity: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description Only these. */
                state?: "unmapped" | "mapped" | "ignored" | "ours";
            };
            header?: never;
            path: {
                /** @description Id of the course. */
                courseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Grades or events of it in the ledger. */
                            facts: number;
                            id: string;
                            /** @enum {string} */
                            kind: "column" | "object";
                            label: string;
                            last_at: string | null;
                            learners: number;
                            skills: {
                                /** @description Id of a skill of the course. */
                                skill: string;
                                /** @description How much one whole grade says about the skill, in answers: 1 is as much as one first answer without help. */
                                weight: number;
                            }[];
                            source: string;
                            /** @enum {string} */
                            state: "unmapped" | "mapped" | "ignored" | "ours";
                        }[];
                        /** @description Cursor of the page after this one; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description The state is the one in `If-None-Match`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getActivityMapping: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
            };
            header?: never;
            path: {
                /** @description Id of the course. */
                courseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        entries: {
                            /** @description The column or object, as the list of the activity of the course names it. */
                            id: string;
                            /** @description It is to be asked about no more; it says nothing about skills. */
                            ignored: boolean;
                            skills: {
                                /** @description Id of a skill of the course. */
                                skill: string;
                                /** @description How much one whole grade says about the skill, in answers: 1 is as much as one first answer without help. */
                                weight: number;
                            }[];
                        }[];
                    };
                };
            };
            /** @description The state is the one in `If-None-Match`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    putActivityMapping: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
            };
            header: {
                /** @description The ETag of the state that is to be changed; `*` for whatever it is. */
                "If-Match": string;
            };
            path: {
                /** @description Id of the course. */
                courseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    entries: {
                        /** @description The column or object, as the list of the activity of the course names it. */
                        id: string;
                        /** @description It is to be asked about no more; it says nothing about skills. */
                        ignored: boolean;
                        skills: {
                            /** @description Id of a skill of the course. */
                            skill: string;
                            /** @description How much one whole grade says about the skill, in answers: 1 is as much as one first answer without help. */
                            weight: number;
                        }[];
                    }[];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        entries: {
                            /** @description The column or object, as the list of the activity of the course names it. */
                            id: string;
                            /** @description It is to be asked about no more; it says nothing about skills. */
                            ignored: boolean;
                            skills: {
                                /** @description Id of a skill of the course. */
                                skill: string;
                                /** @description How much one whole grade says about the skill, in answers: 1 is as much as one first answer without help. */
                                weight: number;
                            }[];
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listCoaches: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Id of the course. */
                courseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            id: string;
                            name: string;
                            personality: string;
                            teachingStyle: string;
                            topics: string[];
                        }[];
                        /** @description Cursor of the page after this one; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description The state is the one in `If-None-Match`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listContent: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /** @description Lessons or questions only. */
                kind?: "lesson" | "item";
                /** @description A language tag, such as `en`. */
                language?: string;
                level?: "introductory" | "intermediate" | "advanced";
                /** @description How many at most. */
                limit?: number;
                modality?: "text" | "video" | "practice" | "figure" | "conversation" | "other";
                /** @description As the course has it; the easiest first; or what fits the learner best first. */
                order?: "sequence" | "difficulty" | "for-learner";
                /** @description Only what is about this skill. */
                skill?: string;
                tag?: string;
                /** @description Whose order, for `for-learner`; a learner with a session need not say. */
                user?: string;
            };
            header?: never;
            path: {
                /** @description Id of the course. */
                courseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description On the latent scale; null for a lesson. */
                            difficulty: number | null;
                            /** @description How well it fits the learner now; null in another order. */
                            fit: number | null;
                            id: string;
                            /** @enum {string} */
                            kind: "lesson" | "item";
                            language: string;
                            /**
                             * @description As the course says; else by the difficulty of the question.
                             * @enum {string}
                             */
                            level: "introductory" | "intermediate" | "advanced";
                            /** @description How long it takes; null: not known. */
                            minutes: number | null;
                            /** @enum {string} */
                            modality: "text" | "video" | "practice" | "figure" | "conversation" | "other";
                            objectives: string[];
                            /** @description Where it stands in the course, from 0. */
                            place: number;
                            skills: {
                                id: string;
                                title: string;
                            }[];
                            tags: string[];
                            title: string;
                        }[];
                        /** @description Cursor of the page after this one; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description The state is the one in `If-None-Match`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listItems: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description Only items on this skill. */
                skill?: string;
            };
            header?: never;
            path: {
                /** @description Id of the course. */
                courseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Mean over its steps, on the scale of abilities. */
                            difficulty: number;
                            /** @description Mean over its steps. */
                            discrimination: number;
                            family: string | null;
                            id: string;
                            /** @description Of all its steps. */
                            skills: string[];
                            steps: {
                                /** @description The rule of what is right; only for keys with the scope courses:write. */
                                answer?: {
                                    correct: string;
                                    /** @constant */
                                    kind: "single-choice";
                                    options: {
                                        id: string;
                                        /** @constant */
                                        keepLast?: true;
                                        misconception?: string;
                                        textMarkdown: string;
                                    }[];
                                } | {
                                    correct: string[];
                                    /** @constant */
                                    kind: "multiple-choice";
                                    options: {
                                        id: string;
                                        /** @constant */
                                        keepLast?: true;
                                        misconception?: string;
                                        textMarkdown: string;
                                    }[];
                                } | {
                                    /** @constant */
                                    kind: "numeric";
                                    tolerance: number;
                                    unit?: {
                                        /** @default [] */
                                        accepted: string[];
                                        label: string;
                                    };
                                    value: number;
                                } | {
                                    accepted: string[];
                                    /** @default false */
                                    caseSensitive: boolean;
                                    /** @constant */
                                    kind: "text";
                                } | {
                                    correct: string[];
                                    /** @constant */
                                    kind: "ordering";
                                    options: {
                                        id: string;
                                        /** @constant */
                                        keepLast?: true;
                                        misconception?: string;
                                        textMarkdown: string;
                                    }[];
                                } | {
                                    correct: {
                                        [key: string]: string;
                                    };
                                    /** @constant */
                                    kind: "matching";
                                    left: {
                                        id: string;
                                        /** @constant */
                                        keepLast?: true;
                                        misconception?: string;
                                        textMarkdown: string;
                                    }[];
                                    right: {
                                        id: string;
                                        /** @constant */
                                        keepLast?: true;
                                        misconception?: string;
                                        textMarkdown: string;
                                    }[];
                                } | {
                                    accepted: string[];
                                    /** @constant */
                                    kind: "expression";
                                };
                                difficulty: number;
                                discrimination: number;
                                hints: number;
                                id: string;
                                /** @description Kind of answer: `single-choice`, `numeric`, … */
                                kind: string;
                                skills: string[];
                            }[];
                            tags: string[];
                            title: string;
                        }[];
                        /** @description Cursor of the page after this one; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description The state is the one in `If-None-Match`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listLessons: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Id of the course. */
                courseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            bodyMarkdown: string;
                            id: string;
                            minutes: number;
                            skills: string[];
                            title: string;
                        }[];
                        /** @description Cursor of the page after this one; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description The state is the one in `If-None-Match`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getPathPins: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
            };
            header?: never;
            path: {
                courseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        pins: {
                            availableAt: string | null;
                            dueAt: string | null;
                            /** @enum {string} */
                            place: "first" | "dated" | "never";
                            target: {
                                id: string;
                                /** @enum {string} */
                                kind: "lesson" | "practice" | "assessment" | "skill";
                            };
                        }[];
                        version: number;
                    };
                };
            };
            /** @description The state is the one in `If-None-Match`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    putPathPins: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
            };
            header: {
                /** @description The ETag of the state that is to be changed; `*` for whatever it is. */
                "If-Match": string;
            };
            path: {
                courseId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    pins: ({
                        /**
                         * @description Not before.
                         * @default null
                         */
                        availableAt?: string | null;
                        /**
                         * @description To be finished by.
                         * @default null
                         */
                        dueAt?: string | null;
                        /**
                         * @description `first`: opens every path; `dated`: is in every path, within its dates; `never`: is in none.
                         * @constant
                         */
                        place: "dated";
                        target: {
                            id: string;
                            /** @enum {string} */
                            kind: "lesson" | "practice" | "assessment" | "skill";
                        };
                    } | {
                        /** @default null */
                        availableAt?: null;
                        /** @default null */
                        dueAt?: null;
                        /**
                         * @description `first`: opens every path; `dated`: is in every path, within its dates; `never`: is in none.
                         * @enum {string}
                         */
                        place: "first" | "never";
                        target: {
                            id: string;
                            /** @enum {string} */
                            kind: "lesson" | "practice" | "assessment" | "skill";
                        };
                    })[];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        pins: {
                            availableAt: string | null;
                            dueAt: string | null;
                            /** @enum {string} */
                            place: "first" | "dated" | "never";
                            target: {
                                id: string;
                                /** @enum {string} */
                                kind: "lesson" | "practice" | "assessment" | "skill";
                            };
                        }[];
                        version: number;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listSkills: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Id of the course. */
                courseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            description: string;
                            id: string;
                            /** @description How many items have a step on it. */
                            items: number;
                            /** @description Knowledge tracing: P(known before), P(learn), P(guess), P(slip). */
                            parameters: {
                                /** @default 0.2 */
                                guess: number;
                                /** @default 0.12 */
                                learn: number;
                                /** @default 0.25 */
                                prior: number;
                                /** @default 0.1 */
                                slip: number;
                            };
                            prerequisites: {
                                skill: string;
                                /** @description How much it leans on it, (0, 1]. */
                                weight: number;
                            }[];
                            title: string;
                        }[];
                        /** @description Cursor of the page after this one; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description The state is the one in `If-None-Match`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getCourseSurvey: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
            };
            header?: never;
            path: {
                courseId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        answers: number;
                        enjoyable: {
                            high: number;
                            low: number;
                            mean: number;
                        } | null;
                        /** @description 1 to 5 with its 95 % interval; null below five people. */
                        useful: {
                            high: number;
                            low: number;
                            mean: number;
                        } | null;
                    };
                };
            };
            /** @description The state is the one in `If-None-Match`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    postEvents: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Events of one learner are taken in the order in which they stand here. */
                    events: ({
                        /**
                         * Format: date-time
                         * @description When it happened.
                         */
                        at: string;
                        /** @description Id of the course. */
                        course: string;
                        data: {
                            /**
                             * @description 1 for the first try: only that one is evidence.
                             * @default 1
                             */
                            attempt?: number;
                            correct: boolean;
                            /** @description Of an item of your own, on the scale of abilities. */
                            difficulty?: number;
                            /** @description Of an item of your own. */
                            discrimination?: number;
                            /**
                             * @description Hints that were open then; each halves what a right answer says.
                             * @default 0
                             */
                            hints?: number;
                            /** @description An item of the catalogue, or one of your own; then say its skills. */
                            item: string;
                            /** @description The wrong idea behind it. */
                            misconception?: string;
                            /** @enum {string} */
                            mode?: "practice" | "review" | "placement" | "external";
                            /** @description How long it took, in seconds. */
                            seconds: number;
                            /** @description Of an item of your own: skills of the catalogue. */
                            skills?: string[];
                            /** @description Needed where an item of the catalogue has several. */
                            step?: string;
                        };
                        /** @description Names this event for ever: sent again, it is known and not recorded twice. */
                        key: string;
                        /** @constant */
                        type: "answer";
                        /** @description Our own opaque id of the learner. */
                        userId: string;
                    } | {
                        /**
                         * Format: date-time
                         * @description When it happened.
                         */
                        at: string;
                        /** @description A lesson of the catalogue. */
                        content: string;
                        /** @description Id of the course. */
                        course: string;
                        data: Record<string, never>;
                        /** @description Names this event for ever: sent again, it is known and not recorded twice. */
                        key: string;
                        /** @constant */
                        type: "lesson-opened";
                        /** @description Our own opaque id of the learner. */
                        userId: string;
                    } | {
                        /**
                         * Format: date-time
                         * @description When it happened.
                         */
                        at: string;
                        /** @description A lesson of the catalogue. */
                        content: string;
                        /** @description Id of the course. */
                        course: string;
                        data: {
                            /**
                             * @default text
                             * @enum {string}
                             */
                            modality?: "text" | "video" | "practice" | "figure" | "conversation" | "other";
                            /** @default null */
                            seconds?: number | null;
                        };
                        /** @description Names this event for ever: sent again, it is known and not recorded twice. */
                        key: string;
                        /** @constant */
                        type: "lesson-completed";
                        /** @description Our own opaque id of the learner. */
                        userId: string;
                    } | {
                        /**
                         * Format: date-time
                         * @description When it happened.
                         */
                        at: string;
                        /** @description Anything that can be seen, by an id of yours. */
                        content: string;
                        /** @description Id of the course. */
                        course: string;
                        data: {
                            /**
                             * @default text
                             * @enum {string}
                             */
                            modality?: "text" | "video" | "practice" | "figure" | "conversation" | "other";
                            /** @default null */
                            seconds?: number | null;
                            /**
                             * @description How much of it was seen.
                             * @default null
                             */
                            share?: number | null;
                        };
                        /** @description Names this event for ever: sent again, it is known and not recorded twice. */
                        key: string;
                        /** @constant */
                        type: "content-viewed";
                        /** @description Our own opaque id of the learner. */
                        userId: string;
                    } | {
                        /**
                         * Format: date-time
                         * @description When it happened.
                         */
                        at: string;
                        /** @description Id of the course. */
                        course: string;
                        data: {
                            again?: boolean;
                            /** @default null */
                            completed?: boolean | null;
                            label?: string;
                            /** @enum {string} */
                            modality: "text" | "video" | "practice" | "figure" | "conversation" | "other";
                            object: string;
                            /** @default null */
                            score?: number | null;
                            /** @default null */
                            seconds?: number | null;
                            /** @default [] */
                            skills?: string[];
                            verb: string;
                        };
                        /** @description Names this event for ever: sent again, it is known and not recorded twice. */
                        key: string;
                        /** @constant */
                        type: "activity";
                        /** @description Our own opaque id of the learner. */
                        userId: string;
                    } | {
                        /**
                         * Format: date-time
                         * @description When it happened.
                         */
                        at: string;
                        /** @description Id of the course. */
                        course: string;
                        data: {
                            /** @description Names the column for ever, within the course. */
                            column: string;
                            label: string;
                            score: number;
                            /**
                             * @description The skills that it is evidence of, which needs the scope evidence:write; none: it is only shown.
                             * @default []
                             */
                            skills?: {
                                /** @description An id as catalogues use them. */
                                id: string;
                                /** @description How many answers it is worth. */
                                weight: number;
                            }[];
                        };
                        /** @description Names this event for ever: sent again, it is known and not recorded twice. */
                        key: string;
                        /** @constant */
                        type: "grade-read";
                        /** @description Our own opaque id of the learner. */
                        userId: string;
                    } | {
                        /**
                         * Format: date-time
                         * @description When it happened.
                         */
                        at: string;
                        /** @description Id of the course. */
                        course: string;
                        data: {
                            motivation_type: ("achievement" | "mastery" | "social" | "competitive") | null;
                            priority_areas: string[];
                            target_skill_level: number;
                            timeline: string | null;
                        };
                        /** @description Names this event for ever: sent again, it is known and not recorded twice. */
                        key: string;
                        /** @constant */
                        type: "goals-set";
                        /** @description Our own opaque id of the learner. */
                        userId: string;
                    } | {
                        /**
                         * Format: date-time
                         * @description When it happened.
                         */
                        at: string;
                        /** @description Id of the course. */
                        course: string;
                        data: {
                            ask_confidence?: boolean;
                            difficulty_progression_rate?: ("slow" | "moderate" | "fast") | null;
                            key_shortcuts?: boolean;
                            language?: string | null;
                            minutes_per_day?: number | null;
                            motivation_factors?: ("achievement" | "mastery" | "social" | "competitive")[];
                            no_ai?: boolean;
                            preferred_characters?: string[];
                            preferred_content_type?: ("visual" | "analytical" | "interactive" | "mixed") | null;
                            quiet_introductions?: boolean;
                            reviews_per_day?: number | null;
                            session_minutes?: number | null;
                            show_difficulty?: boolean;
                            suggestions_per_day?: number | null;
                        };
                        /** @description Names this event for ever: sent again, it is known and not recorded twice. */
                        key: string;
                        /** @constant */
                        type: "preferences-set";
                        /** @description Our own opaque id of the learner. */
                        userId: string;
                    } | {
                        /**
                         * Format: date-time
                         * @description When it happened.
                         */
                        at: string;
                        /** @description Id of the course. */
                        course: string;
                        data: {
                            answers: {
                                [key: string]: "visual" | "analytical" | "interactive" | "mixed";
                            };
                        };
                        /** @description Names this event for ever: sent again, it is known and not recorded twice. */
                        key: string;
                        /** @constant */
                        type: "style-quiz";
                        /** @description Our own opaque id of the learner. */
                        userId: string;
                    } | {
                        /**
                         * Format: date-time
                         * @description When it happened.
                         */
                        at: string;
                        /** @description Id of the course. */
                        course: string;
                        data: {
                            off: ("skills" | "forgetting" | "grades" | "similar-learners" | "habits" | "goals" | "preferences")[];
                        };
                        /** @description Names this event for ever: sent again, it is known and not recorded twice. */
                        key: string;
                        /** @constant */
                        type: "signals-set";
                        /** @description Our own opaque id of the learner. */
                        userId: string;
                    } | {
                        /**
                         * Format: date-time
                         * @description When it happened.
                         */
                        at: string;
                        /** @description Id of the course. */
                        course: string;
                        data: {
                            paused: boolean;
                        };
                        /** @description Names this event for ever: sent again, it is known and not recorded twice. */
                        key: string;
                        /** @constant */
                        type: "personalization-set";
                        /** @description Our own opaque id of the learner. */
                        userId: string;
                    } | {
                        /**
                         * Format: date-time
                         * @description When it happened.
                         */
                        at: string;
                        /** @description Id of the course. */
                        course: string;
                        data: {
                            /** @description An id as catalogues use them. */
                            decision: string;
                            /** @enum {string} */
                            felt: "too-easy" | "right" | "too-hard";
                        };
                        /** @description Names this event for ever: sent again, it is known and not recorded twice. */
                        key: string;
                        /** @constant */
                        type: "difficulty-felt";
                        /** @description Our own opaque id of the learner. */
                        userId: string;
                    } | {
                        /**
                         * Format: date-time
                         * @description When it happened.
                         */
                        at: string;
                        /** @description Id of the course. */
                        course: string;
                        data: {
                            /** @description A coach of the catalogue. */
                            coach: string;
                            helpful: boolean;
                        };
                        /** @description Names this event for ever: sent again, it is known and not recorded twice. */
                        key: string;
                        /** @constant */
                        type: "coach-rated";
                        /** @description Our own opaque id of the learner. */
                        userId: string;
                    } | {
                        /**
                         * Format: date-time
                         * @description When it happened.
                         */
                        at: string;
                        /** @description Id of the course. */
                        course: string;
                        data: {
                            enjoyable: number;
                            /** @description An id as catalogues use them. */
                            survey: string;
                            useful: number;
                        };
                        /** @description Names this event for ever: sent again, it is known and not recorded twice. */
                        key: string;
                        /** @constant */
                        type: "survey-answered";
                        /** @description Our own opaque id of the learner. */
                        userId: string;
                    } | {
                        /**
                         * Format: date-time
                         * @description When it happened.
                         */
                        at: string;
                        /** @description An id as catalogues use them. */
                        content?: string;
                        /** @description Id of the course. */
                        course: string;
                        data: {
                            [key: string]: unknown;
                        };
                        /** @description Names this event for ever: sent again, it is known and not recorded twice. */
                        key: string;
                        /** @enum {string} */
                        type: "hint" | "solution" | "placement" | "round-started" | "round-finished" | "launch" | "coach-spoke" | "experiment-exposed" | "suggestion-seen" | "suggestion-accepted" | "suggestion-dismissed" | "suggestion-completed" | "suggestion-rated" | "grade-delivered";
                        /** @description Our own opaque id of the learner. */
                        userId: string;
                    })[];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description One for each event, in the order in which they were sent. */
                        events: {
                            key: string;
                            /** @description Why it was refused. */
                            problem: {
                                /** @enum {string} */
                                code: "unknown-learner" | "course-unbound" | "product-only" | "needs-evidence" | "unknown-item" | "known-item" | "unknown-step" | "step-needed" | "unknown-skill" | "unknown-lesson" | "unknown-coach" | "not-yet" | "too-long-ago" | "conflict";
                                detail: string;
                            } | null;
                            /**
                             * @description `recorded`: it is in the profile now; `known`: it was before; `refused`: nothing of it was written.
                             * @enum {string}
                             */
                            result: "recorded" | "known" | "refused";
                        }[];
                        known: number;
                        recorded: number;
                        refused: number;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            405: components["responses"]["Problem405"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listExperiments: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            course: string | null;
                            /** Format: date-time */
                            createdAt: string;
                            endsAt: string | null;
                            name: string;
                            startsAt: string | null;
                            /** @enum {string} */
                            state: "draft" | "running" | "stopped";
                            variants: {
                                name: string;
                                treatment: {
                                    /** @enum {string} */
                                    policy: "engine" | "popular" | "fixed";
                                } | {
                                    shift: number;
                                } | {
                                    fixed: number;
                                } | {
                                    /** @enum {string} */
                                    policy: "engine" | "course-order";
                                };
                                weight: number;
                            }[];
                            /** @enum {string} */
                            where: "recommendations" | "difficulty" | "paths";
                        }[];
                        /** @description Cursor of the page after this one; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description The state is the one in `If-None-Match`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    createExperiment: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Null: every course of the institution.
                     * @default null
                     */
                    course?: string | null;
                    /**
                     * @description After `startsAt`.
                     * @default null
                     */
                    endsAt?: string | null;
                    name: string;
                    /**
                     * @description Not before, even when it was started.
                     * @default null
                     */
                    startsAt?: string | null;
                    /** @description Each has a name of its own. */
                    variants: {
                        name: string;
                        treatment: {
                            /** @enum {string} */
                            policy: "engine" | "popular" | "fixed";
                        };
                        /** @description Shares are weights by their sum. */
                        weight: number;
                    }[];
                    /**
                     * @description What is decided in another way.
                     * @constant
                     */
                    where: "recommendations";
                } | {
                    /**
                     * @description Null: every course of the institution.
                     * @default null
                     */
                    course?: string | null;
                    /**
                     * @description After `startsAt`.
                     * @default null
                     */
                    endsAt?: string | null;
                    name: string;
                    /**
                     * @description Not before, even when it was started.
                     * @default null
                     */
                    startsAt?: string | null;
                    /** @description Each has a name of its own. */
                    variants: {
                        name: string;
                        treatment: {
                            /** @description Added to the chance that is aimed at. */
                            shift: number;
                        } | {
                            /** @description The chance that is aimed at, for everybody. */
                            fixed: number;
                        };
                        /** @description Shares are weights by their sum. */
                        weight: number;
                    }[];
                    /**
                     * @description What is decided in another way.
                     * @constant
                     */
                    where: "difficulty";
                } | {
                    /**
                     * @description Null: every course of the institution.
                     * @default null
                     */
                    course?: string | null;
                    /**
                     * @description After `startsAt`.
                     * @default null
                     */
                    endsAt?: string | null;
                    name: string;
                    /**
                     * @description Not before, even when it was started.
                     * @default null
                     */
                    startsAt?: string | null;
                    /** @description Each has a name of its own. */
                    variants: {
                        name: string;
                        treatment: {
                            /** @enum {string} */
                            policy: "engine" | "course-order";
                        };
                        /** @description Shares are weights by their sum. */
                        weight: number;
                    }[];
                    /**
                     * @description What is decided in another way.
                     * @constant
                     */
                    where: "paths";
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        course: string | null;
                        /** Format: date-time */
                        createdAt: string;
                        endsAt: string | null;
                        name: string;
                        startsAt: string | null;
                        /** @enum {string} */
                        state: "draft" | "running" | "stopped";
                        variants: {
                            name: string;
                            treatment: {
                                /** @enum {string} */
                                policy: "engine" | "popular" | "fixed";
                            } | {
                                shift: number;
                            } | {
                                fixed: number;
                            } | {
                                /** @enum {string} */
                                policy: "engine" | "course-order";
                            };
                            weight: number;
                        }[];
                        /** @enum {string} */
                        where: "recommendations" | "difficulty" | "paths";
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getExperiment: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
            };
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        counts: {
                            assigned: number;
                            /** @description Learners who met the variant at least once. */
                            exposed: number;
                            /** @description Share of the learners, in (0, 1]. */
                            planned: number;
                            variant: string;
                        }[];
                        course: string | null;
                        /** Format: date-time */
                        createdAt: string;
                        endsAt: string | null;
                        name: string;
                        /** @description Whether learners fell to the variants as planned; null while there are none. */
                        sampleRatio: {
                            /** @description Of one look. */
                            pValue: number;
                            /** @description Holds however often one looks. */
                            sequentialPValue: number;
                            /** @enum {string} */
                            severity: "none" | "watch" | "act";
                            /** @enum {string} */
                            verdict: "as-planned" | "unusual" | "not-as-planned";
                        } | null;
                        startsAt: string | null;
                        /** @enum {string} */
                        state: "draft" | "running" | "stopped";
                        variants: {
                            name: string;
                            treatment: {
                                /** @enum {string} */
                                policy: "engine" | "popular" | "fixed";
                            } | {
                                shift: number;
                            } | {
                                fixed: number;
                            } | {
                                /** @enum {string} */
                                policy: "engine" | "course-order";
                            };
                            weight: number;
                        }[];
                        /** @enum {string} */
                        where: "recommendations" | "difficulty" | "paths";
                    };
                };
            };
            /** @description The state is the one in `If-None-Match`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listLearners: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
                /** @description Only the learners of this course. Staff see those of their own. */
                course?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /** @description Only the one whom your system calls so. */
                externalId?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description Names your system, so that another key reaches the same things. Without it the key itself is the system. */
                system?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            courses: {
                                course: string;
                                /** @description When the roster of the LMS had them no more. */
                                leftAt: string | null;
                                /** @enum {string} */
                                role: "learner" | "staff" | "observer" | "guest";
                            }[];
                            /** Format: date-time */
                            createdAt: string;
                            /** @description What an outside system calls them; null for people of an LMS. */
                            externalId: string | null;
                            name: string | null;
                            synthetic: boolean;
                            system: string | null;
                            /** @description Our own opaque id: `{userId}` of all other endpoints. */
                            userId: string;
                        }[];
                        /** @description Cursor of the page after this one; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description The state is the one in `If-None-Match`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    enrolLearner: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Id of the course. */
                    course: string;
                    /** @description What your system calls it; the same id always means the same. */
                    externalId: string;
                    /** @description Shown to staff; what is known stays when it is absent. */
                    name?: string;
                    /**
                     * @description A test student: nothing is learned from them, and no report counts them. Decided when they are new.
                     * @default false
                     */
                    synthetic?: boolean;
                    /** @description Names your system, so that another key reaches the same things. Without it the key itself is the system. */
                    system?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The course that they were put into. */
                        course: string;
                        courses: {
                            course: string;
                            /** @description When the roster of the LMS had them no more. */
                            leftAt: string | null;
                            /** @enum {string} */
                            role: "learner" | "staff" | "observer" | "guest";
                        }[];
                        /** Format: date-time */
                        createdAt: string;
                        /** @description What an outside system calls them; null for people of an LMS. */
                        externalId: string | null;
                        name: string | null;
                        synthetic: boolean;
                        system: string | null;
                        /** @description Our own opaque id: `{userId}` of all other endpoints. */
                        userId: string;
                    };
                };
            };
            /** @description Done. */
            201: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The course that they were put into. */
                        course: string;
                        courses: {
                            course: string;
                            /** @description When the roster of the LMS had them no more. */
                            leftAt: string | null;
                            /** @enum {string} */
                            role: "learner" | "staff" | "observer" | "guest";
                        }[];
                        /** Format: date-time */
                        createdAt: string;
                        /** @description What an outside system calls them; null for people of an LMS. */
                        externalId: string | null;
                        name: string | null;
                        synthetic: boolean;
                        system: string | null;
                        /** @description Our own opaque id: `{userId}` of all other endpoints. */
                        userId: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getLearner: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
            };
            header?: never;
            path: {
                /** @description Our own opaque id of the learner. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        courses: {
                            course: string;
                            /** @description When the roster of the LMS had them no more. */
                            leftAt: string | null;
                            /** @enum {string} */
                            role: "learner" | "staff" | "observer" | "guest";
                        }[];
                        /** Format: date-time */
                        createdAt: string;
                        /** @description What an outside system calls them; null for people of an LMS. */
                        externalId: string | null;
                        name: string | null;
                        synthetic: boolean;
                        system: string | null;
                        /** @description Our own opaque id: `{userId}` of all other endpoints. */
                        userId: string;
                    };
                };
            };
            /** @description The state is the one in `If-None-Match`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    predictAnswers: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    course?: string;
                    items: string[];
                    /** @description Opaque id of the learner, or `me` with a session. */
                    user_id: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The tracer that says so; null while none serves the course. */
                        model: string | null;
                        predictions: {
                            /** @description Of a right answer at once and without help; null: unknown item. */
                            chance: number | null;
                            /** @description Whether there is enough evidence to call it a level. */
                            enough: boolean;
                            high: number | null;
                            item: string;
                            /** @description 80 % interval. */
                            low: number | null;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    adjustDifficulty: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Id of the course; needed with a key when the learner is in several. */
                    course?: string;
                    /** @description All practised skills when absent or empty. */
                    skills?: string[];
                    /**
                     * @description Id of the learner; `me`, with a session, is whoever asks.
                     * @default me
                     */
                    user?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        adjustments: {
                            /** @description Latest first tries that were looked at. */
                            answers: number;
                            base: number;
                            /** @description Scores, time taken, wrong answers in a row, wrong ideas, how it felt, and how long the session is. */
                            parts: {
                                /** @description What it moves; above 0 is easier. All effects add up to the difference from `base`. */
                                effect: number;
                                /** @enum {string} */
                                name: "scores" | "time" | "errors" | "misconceptions" | "felt" | "engagement";
                                /** @description What was seen. */
                                value: number;
                            }[];
                            skill: {
                                id: string;
                                title: string;
                            };
                            /** @description The chance of a right answer that suits the learner; higher is easier. An experiment may aim elsewhere, and a pause at nothing. */
                            target_success: number;
                        }[];
                        /** Format: date-time */
                        as_of: string;
                        course: string;
                        /**
                         * @description How quickly the aim follows new answers, as the learner wishes.
                         * @enum {string}
                         */
                        rate: "slow" | "moderate" | "fast";
                        user: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    predictEngagement: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    content_id: string;
                    /** @enum {string} */
                    content_type: "course" | "assessment" | "character" | "review";
                    course?: string;
                    /** @description Opaque id of the learner, or `me` with a session. */
                    user_id: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Chance that it is taken up; null: the learner has switched habits off. */
                        engagement: number | null;
                        intercept: number | null;
                        /** @description Outcomes of this learner that it rests on; with few it is a guess. */
                        outcomes: number;
                        /** @description On the scale of log-odds. */
                        parts: {
                            name: string;
                            share: number;
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    findInformativeItems: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description What shall be learned about: `both` unless told otherwise.
                     * @enum {string}
                     */
                    about?: "learner" | "items" | "both";
                    /** @description Id of the course; needed with a key. */
                    course?: string;
                    /** @description How many at most; 10 unless told otherwise. */
                    limit?: number;
                    /** @description Only items on these; all unless told otherwise. */
                    skills?: string[];
                    /** @description Whom it would be asked; anybody unless told otherwise. */
                    user_id?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            about_item: number;
                            about_learner: number;
                            /** @description That the item has had. */
                            answers: number;
                            chance: number;
                            /** @description Expected of one answer, in nats. */
                            information: number;
                            item: string;
                            skills: string[];
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    rollBackModel: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
            };
            header?: never;
            path: {
                kind: "tracing" | "tracer" | "difficulty" | "memory" | "ranking" | "engagement";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Id of the course; needed with a key. */
                    course?: string;
                    /** @description A model that has served; the one before the present one unless told otherwise. */
                    to?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        bytes: number;
                        code_version: string;
                        /** @description Beside what served when it was trained (or the defaults), on the same learners. */
                        comparison: {
                            [key: string]: {
                                challenger: number;
                                champion: number;
                                gain: number;
                                standardError: number;
                            };
                        };
                        /** Format: date-time */
                        created_at: string;
                        /** @description Of the cross-validation among the other learners. */
                        folds: {
                            [key: string]: number;
                        }[];
                        /** @description Learners that the metrics rest on. */
                        held_out: number;
                        id: string;
                        /** @enum {string} */
                        kind: "tracing" | "tracer" | "difficulty" | "memory" | "ranking" | "engagement";
                        /** @description On learners that no fit of this course has seen. */
                        metrics: {
                            [key: string]: number;
                        };
                        origin: {
                            from: string[];
                            /** @enum {string} */
                            how: "trained" | "warm-start";
                        };
                        /** @enum {string} */
                        state: "champion" | "challenger" | "retired" | "rejected";
                        why: string;
                        window: {
                            answers: number;
                            from: string | null;
                            learners: number;
                            to: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getModelPerformance: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
                /** @description Id of the course; needed with a key. */
                course?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        course: string;
                        history: {
                            /** Format: date-time */
                            at: string;
                            from: string | null;
                            /** @enum {string} */
                            how: "promoted" | "rolled-back" | "warm-start";
                            /** @enum {string} */
                            kind: "tracing" | "tracer" | "difficulty" | "memory" | "ranking" | "engagement";
                            model: string;
                            why: string;
                        }[];
                        kinds: {
                            challenger: {
                                bytes: number;
                                code_version: string;
                                /** @description Beside what served when it was trained (or the defaults), on the same learners. */
                                comparison: {
                                    [key: string]: {
                                        challenger: number;
                                        champion: number;
                                        gain: number;
                                        standardError: number;
                                    };
                                };
                                /** Format: date-time */
                                created_at: string;
                                /** @description Of the cross-validation among the other learners. */
                                folds: {
                                    [key: string]: number;
                                }[];
                                /** @description Learners that the metrics rest on. */
                                held_out: number;
                                id: string;
                                /** @enum {string} */
                                kind: "tracing" | "tracer" | "difficulty" | "memory" | "ranking" | "engagement";
                                /** @description On learners that no fit of this course has seen. */
                                metrics: {
                                    [key: string]: number;
                                };
                                origin: {
                                    from: string[];
                                    /** @enum {string} */
                                    how: "trained" | "warm-start";
                                };
                                /** @enum {string} */
                                state: "champion" | "challenger" | "retired" | "rejected";
                                why: string;
                                window: {
                                    answers: number;
                                    from: string | null;
                                    learners: number;
                                    to: string | null;
                                };
                            } | null;
                            champion: {
                                bytes: number;
                                code_version: string;
                                /** @description Beside what served when it was trained (or the defaults), on the same learners. */
                                comparison: {
                                    [key: string]: {
                                        challenger: number;
                                        champion: number;
                                        gain: number;
                                        standardError: number;
                                    };
                                };
                                /** Format: date-time */
                                created_at: string;
                                /** @description Of the cross-validation among the other learners. */
                                folds: {
                                    [key: string]: number;
                                }[];
                                /** @description Learners that the metrics rest on. */
                                held_out: number;
                                id: string;
                                /** @enum {string} */
                                kind: "tracing" | "tracer" | "difficulty" | "memory" | "ranking" | "engagement";
                                /** @description On learners that no fit of this course has seen. */
                                metrics: {
                                    [key: string]: number;
                                };
                                origin: {
                                    from: string[];
                                    /** @enum {string} */
                                    how: "trained" | "warm-start";
                                };
                                /** @enum {string} */
                                state: "champion" | "challenger" | "retired" | "rejected";
                                why: string;
                                window: {
                                    answers: number;
                                    from: string | null;
                                    learners: number;
                                    to: string | null;
                                };
                            } | null;
                            /** @description Whether the champion’s chances are still true; null where it gives none. */
                            drift: {
                                /** @description Answers after its data that it was held against. */
                                answers: number;
                                evidence: number;
                                /** Format: date-time */
                                looked_at: string;
                                reason: string;
                                /** @enum {string} */
                                severity: "none" | "watch" | "act";
                            } | null;
                            /** @enum {string} */
                            kind: "tracing" | "tracer" | "difficulty" | "memory" | "ranking" | "engagement";
                            main_metric: string;
                            since: string | null;
                        }[];
                    };
                };
            };
            /** @description The state is the one in `If-None-Match`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    trainModels: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Id of the course; needed with a key. */
                    course?: string;
                    /** @description Which models; all unless told otherwise. */
                    kinds?: ("tracing" | "tracer" | "difficulty" | "memory" | "ranking" | "engagement")[];
                };
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        asked_at: string;
                        course: string;
                        finished_at: string | null;
                        id: string;
                        kinds: ("tracing" | "tracer" | "difficulty" | "memory" | "ranking" | "engagement")[];
                        outcomes: {
                            /** @enum {string} */
                            kind: "tracing" | "tracer" | "difficulty" | "memory" | "ranking" | "engagement";
                            model: string | null;
                            /** @enum {string} */
                            result: "promoted" | "kept" | "rejected" | "too-little-data" | "failed";
                            seconds: number;
                            why: string;
                        }[];
                        problem: string | null;
                        progress: number;
                        started_at: string | null;
                        /** @enum {string} */
                        state: "queued" | "running" | "done" | "failed";
                        /** @description What is being done: `reading`, or the kind that is being trained. */
                        step: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getPathEffectiveness: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
                /** @description Id of the course; needed with a key. */
                course?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        followed: {
                            learners: number;
                            measured: number;
                            minutes_per_skill: number | null;
                        };
                        others: {
                            learners: number;
                            measured: number;
                            minutes_per_skill: number | null;
                        };
                        /** @description Time per mastered skill of those who followed their path over that of the others, with its 95 % interval. */
                        ratio: {
                            estimate: number;
                            high: number;
                            low: number;
                            p: number;
                        } | null;
                    };
                };
            };
            /** @description The state is the one in `If-None-Match`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    updateProfile: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Needed when the learner is in several. */
                    course?: string;
                    userId: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The stored profile was not what its facts add up to, and is now. */
                        mended: boolean;
                        profile: {
                            /** Format: date-time */
                            as_of: string;
                            behavioralMetrics: {
                                characters: {
                                    [key: string]: {
                                        /** @description How often this coach was called helpful. Formula: helpful / (helpful + unhelpful); Wilson interval. Unit: share. Unknown below 3 ratings. Not said while the signal `preferences` is switched off. */
                                        helpful: {
                                            /** @description Whether there is enough evidence to say a value. */
                                            enough: boolean;
                                            /** @description What it rests on, counted as the description of the field says. */
                                            evidence: number;
                                            formula: string;
                                            high: number | null;
                                            /** @description Lower end of the 80 % interval; null where there is none. */
                                            low: number | null;
                                            unit: string;
                                            /** @description Why there is no value; null when there is one. */
                                            unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                            /** @description Null: unknown. */
                                            value: number | null;
                                        };
                                        spoke: number;
                                    };
                                };
                                /** @description By kind: `lesson`, `round`, `content`, `activity`. */
                                completion_rates: {
                                    [key: string]: {
                                        /** @description Whether there is enough evidence to say a value. */
                                        enough: boolean;
                                        /** @description What it rests on, counted as the description of the field says. */
                                        evidence: number;
                                        formula: string;
                                        high: number | null;
                                        /** @description Lower end of the 80 % interval; null where there is none. */
                                        low: number | null;
                                        unit: string;
                                        /** @description Why there is no value; null when there is one. */
                                        unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                        /** @description Null: unknown. */
                                        value: number | null;
                                    };
                                };
                                engagement_patterns: {
                                    /** @description On how many of the latest 14 days the learner was here. Formula: count of days with a session. Unit: days. Unknown below 1 sessions. Not said while the signal `habits` is switched off. */
                                    active_days: {
                                        /** @description Whether there is enough evidence to say a value. */
                                        enough: boolean;
                                        /** @description What it rests on, counted as the description of the field says. */
                                        evidence: number;
                                        formula: string;
                                        high: number | null;
                                        /** @description Lower end of the 80 % interval; null where there is none. */
                                        low: number | null;
                                        unit: string;
                                        /** @description Why there is no value; null when there is one. */
                                        unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                        /** @description Null: unknown. */
                                        value: number | null;
                                    };
                                    /** @description How much time passes between sittings. Formula: median time from the end of a session to the beginning of the next; quartiles. Unit: days. Unknown below 4 sessions. Not said while the signal `habits` is switched off. */
                                    days_between_sessions: {
                                        /** @description Whether there is enough evidence to say a value. */
                                        enough: boolean;
                                        /** @description What it rests on, counted as the description of the field says. */
                                        evidence: number;
                                        formula: string;
                                        high: number | null;
                                        /** @description Lower end of the 80 % interval; null where there is none. */
                                        low: number | null;
                                        unit: string;
                                        /** @description Why there is no value; null when there is one. */
                                        unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                        /** @description Null: unknown. */
                                        value: number | null;
                                    };
                                    /** @description How long ago the learner was here last. Formula: now - time of the latest fact of their own. Unit: days. Unknown below 1 facts. Not said while the signal `habits` is switched off. */
                                    days_since_active: {
                                        /** @description Whether there is enough evidence to say a value. */
                                        enough: boolean;
                                        /** @description What it rests on, counted as the description of the field says. */
                                        evidence: number;
                                        formula: string;
                                        high: number | null;
                                        /** @description Lower end of the 80 % interval; null where there is none. */
                                        low: number | null;
                                        unit: string;
                                        /** @description Why there is no value; null when there is one. */
                                        unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                        /** @description Null: unknown. */
                                        value: number | null;
                                    };
                                    /** @description How long a sitting is. Formula: median over the latest 30 sessions; quartiles. Unit: minutes. Unknown below 3 sessions. Not said while the signal `habits` is switched off. */
                                    session_minutes: {
                                        /** @description Whether there is enough evidence to say a value. */
                                        enough: boolean;
                                        /** @description What it rests on, counted as the description of the field says. */
                                        evidence: number;
                                        formula: string;
                                        high: number | null;
                                        /** @description Lower end of the 80 % interval; null where there is none. */
                                        low: number | null;
                                        unit: string;
                                        /** @description Why there is no value; null when there is one. */
                                        unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                        /** @description Null: unknown. */
                                        value: number | null;
                                    };
                                    takes_up: {
                                        [key: string]: {
                                            /** @description Whether there is enough evidence to say a value. */
                                            enough: boolean;
                                            /** @description What it rests on, counted as the description of the field says. */
                                            evidence: number;
                                            formula: string;
                                            high: number | null;
                                            /** @description Lower end of the 80 % interval; null where there is none. */
                                            low: number | null;
                                            unit: string;
                                            /** @description Why there is no value; null when there is one. */
                                            unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                            /** @description Null: unknown. */
                                            value: number | null;
                                        };
                                    };
                                };
                                /** @description The three hours of the week with most work; empty until known. */
                                optimal_study_times: {
                                    /** @description Begins at, in UTC. */
                                    hour: number;
                                    /** @description How much of all work falls into this hour of the week. Formula: seconds in the hour / seconds in all. Unit: share. Unknown below 5 sessions. Not said while the signal `habits` is switched off. */
                                    share: {
                                        /** @description Whether there is enough evidence to say a value. */
                                        enough: boolean;
                                        /** @description What it rests on, counted as the description of the field says. */
                                        evidence: number;
                                        formula: string;
                                        high: number | null;
                                        /** @description Lower end of the 80 % interval; null where there is none. */
                                        low: number | null;
                                        unit: string;
                                        /** @description Why there is no value; null when there is one. */
                                        unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                        /** @description Null: unknown. */
                                        value: number | null;
                                    };
                                    /** @description 0 is Monday, in UTC. */
                                    weekday: number;
                                }[];
                                /** @description Coaches that the learner named, then those whose share of helpful ratings is above .5 even at its low end. */
                                preferred_characters: string[];
                            };
                            controls: {
                                /** @description What the learner chose at their first launch; null: they were not asked. */
                                consent: {
                                    /** Format: date-time */
                                    at: string;
                                    /** @enum {string} */
                                    choice: "personal" | "course-order";
                                    version: number;
                                } | null;
                                /** @description The language of the pages; null: that of the launch. */
                                language: string | null;
                                /** @description After so many minutes of a day a break is suggested; null: never. */
                                minutes_per_day: number | null;
                                /** @description No language model writes for this learner. */
                                no_ai: boolean;
                                /** @description Personalization is paused: everybody gets the order of the course. */
                                paused: boolean;
                                /** @description New parts of the tool are not announced. */
                                quiet_introductions: boolean;
                                /** @description Signals that are not used. */
                                signals_off: ("skills" | "forgetting" | "grades" | "similar-learners" | "habits" | "goals" | "preferences")[];
                                /** @description No more suggestions a day than these; null: no limit. */
                                suggestions_per_day: number | null;
                            };
                            courseId: string;
                            goals: {
                                motivation_type: ("achievement" | "mastery" | "social" | "competitive") | null;
                                priority_areas: string[];
                                /** Format: date-time */
                                set_at: string;
                                target_skill_level: number;
                                timeline: string | null;
                            } | null;
                            /** @description Preferences, each with its evidence. They change how things are presented. They never make questions easier or harder and never keep content from anybody. */
                            learningStyle: {
                                /** @description How fast new skills follow each other. What the learner said; else, with 5 or more of the latest 10 questions rated, `fast` when most felt too easy, `slow` when most felt too hard. */
                                difficulty_progression_rate: {
                                    enough: boolean;
                                    evidence: {
                                        /** @description How much it counts: choices of the quiz, things that were opened, ratings. */
                                        count: number;
                                        /** @description What this source speaks for. */
                                        says: string;
                                        /** @enum {string} */
                                        source: "stated" | "quiz" | "behaviour";
                                    }[];
                                    /** @description What decided. */
                                    source: ("stated" | "quiz" | "behaviour") | null;
                                    /** @description Null: unknown. */
                                    value: ("slow" | "moderate" | "fast") | null;
                                };
                                motivation_factors: {
                                    /** @enum {string} */
                                    factor: "achievement" | "mastery" | "social" | "competitive";
                                    /** @enum {string} */
                                    source: "stated" | "goals";
                                }[];
                                optimal_session_length: {
                                    /** @description The length of sitting in which the learner does well. Formula: median length of the sessions with 3 or more answers and no smaller share right than over all; quartiles. Unit: minutes. Unknown below 6 sessions with 3 or more answers, of the latest 30. Not said while the signal `habits` is switched off. */
                                    measured: {
                                        /** @description Whether there is enough evidence to say a value. */
                                        enough: boolean;
                                        /** @description What it rests on, counted as the description of the field says. */
                                        evidence: number;
                                        formula: string;
                                        high: number | null;
                                        /** @description Lower end of the 80 % interval; null where there is none. */
                                        low: number | null;
                                        unit: string;
                                        /** @description Why there is no value; null when there is one. */
                                        unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                        /** @description Null: unknown. */
                                        value: number | null;
                                    };
                                    /** @description Minutes that the learner said. */
                                    stated: number | null;
                                };
                                /** @description What the learner said; else what most choices of the quiz and of behaviour speak for, with 5 or more of them; `mixed` when none has half. Behaviour speaks for the kind of content of which most is finished, among kinds opened 5 times or more. */
                                preferred_content_type: {
                                    enough: boolean;
                                    evidence: {
                                        /** @description How much it counts: choices of the quiz, things that were opened, ratings. */
                                        count: number;
                                        /** @description What this source speaks for. */
                                        says: string;
                                        /** @enum {string} */
                                        source: "stated" | "quiz" | "behaviour";
                                    }[];
                                    /** @description What decided. */
                                    source: ("stated" | "quiz" | "behaviour") | null;
                                    /** @description Null: unknown. */
                                    value: ("visual" | "analytical" | "interactive" | "mixed") | null;
                                };
                                /** @description As the learner said. */
                                reviews_per_day: number | null;
                            };
                            /** @description The last fact that is in it. */
                            sequence: number;
                            skillProfile: {
                                /** @description General ability beside the learners that the items were placed on. Formula: mean of the posterior of a two-parameter logistic model on a grid from -4 to 4; 1.28 standard deviations. Unit: logits. Unknown below 5 first tries. Not said while the signal `skills` is switched off. */
                                ability: {
                                    /** @description Whether there is enough evidence to say a value. */
                                    enough: boolean;
                                    /** @description What it rests on, counted as the description of the field says. */
                                    evidence: number;
                                    formula: string;
                                    high: number | null;
                                    /** @description Lower end of the 80 % interval; null where there is none. */
                                    low: number | null;
                                    unit: string;
                                    /** @description Why there is no value; null when there is one. */
                                    unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                    /** @description Null: unknown. */
                                    value: number | null;
                                };
                                /** @description Every skill of the course by its id, and what else was practised. */
                                current_levels: {
                                    [key: string]: {
                                        /** @description First tries. */
                                        answers: number;
                                        correct: number;
                                        /** @description How well the skill is known. Formula: P(known) of Bayesian knowledge tracing after every answer, guess and slip moved by how hard the question was; Wilson interval over 1 + evidence answers. Unit: probability. Unknown below 3 answers of evidence (first tries; a hint halves one, a mapped grade counts what its mapping says). */
                                        known: {
                                            /** @description Whether there is enough evidence to say a value. */
                                            enough: boolean;
                                            /** @description What it rests on, counted as the description of the field says. */
                                            evidence: number;
                                            formula: string;
                                            high: number | null;
                                            /** @description Lower end of the 80 % interval; null where there is none. */
                                            low: number | null;
                                            unit: string;
                                            /** @description Why there is no value; null when there is one. */
                                            unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                            /** @description Null: unknown. */
                                            value: number | null;
                                        };
                                        /** @description Null: never practised. */
                                        last_at: string | null;
                                        title: string;
                                    };
                                };
                                /** @description The practised skills. */
                                improvement_trajectory: {
                                    /** @description Where it stood at the end of each day on which it moved; at most 20. */
                                    points: {
                                        /** Format: date */
                                        day: string;
                                        known: number;
                                    }[];
                                    skill: string;
                                    title: string;
                                    /** @description How fast mastery changes now; below 0 it is being lost. Formula: p (1 - p) × slope of the damped local trend of log-odds of `known` over days (Kalman filter). Unit: share of mastery a day. Unknown below 3 days on which it was practised. Not said while the signal `skills` is switched off. */
                                    velocity: {
                                        /** @description Whether there is enough evidence to say a value. */
                                        enough: boolean;
                                        /** @description What it rests on, counted as the description of the field says. */
                                        evidence: number;
                                        formula: string;
                                        high: number | null;
                                        /** @description Lower end of the 80 % interval; null where there is none. */
                                        low: number | null;
                                        unit: string;
                                        /** @description Why there is no value; null when there is one. */
                                        unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                        /** @description Null: unknown. */
                                        value: number | null;
                                    };
                                }[];
                                /** @description How fast the mean over the practised skills changes now. Formula: p (1 - p) × slope of the damped local trend of log-odds of `known` over days (Kalman filter). Unit: share of mastery a day. Unknown below 3 days on which it was practised. Not said while the signal `skills` is switched off. */
                                learning_velocity: {
                                    /** @description Whether there is enough evidence to say a value. */
                                    enough: boolean;
                                    /** @description What it rests on, counted as the description of the field says. */
                                    evidence: number;
                                    formula: string;
                                    high: number | null;
                                    /** @description Lower end of the 80 % interval; null where there is none. */
                                    low: number | null;
                                    unit: string;
                                    /** @description Why there is no value; null when there is one. */
                                    unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                    /** @description Null: unknown. */
                                    value: number | null;
                                };
                                /** @description Known at .85 or above with enough evidence. */
                                mastered_concepts: string[];
                                /** @description Wrong ideas that showed, the newest first. */
                                misconceptions: {
                                    key: string;
                                    /** Format: date-time */
                                    last_at: string;
                                    /** @description Right first tries in the skill since it showed last. */
                                    right_since: number;
                                    skill: string;
                                    times: number;
                                }[];
                                /** @description Known below .5 with enough evidence. */
                                weak_areas: {
                                    /** @description How well the skill is known. Formula: P(known) of Bayesian knowledge tracing after every answer, guess and slip moved by how hard the question was; Wilson interval over 1 + evidence answers. Unit: probability. Unknown below 3 answers of evidence (first tries; a hint halves one, a mapped grade counts what its mapping says). */
                                    known: {
                                        /** @description Whether there is enough evidence to say a value. */
                                        enough: boolean;
                                        /** @description What it rests on, counted as the description of the field says. */
                                        evidence: number;
                                        formula: string;
                                        high: number | null;
                                        /** @description Lower end of the 80 % interval; null where there is none. */
                                        low: number | null;
                                        unit: string;
                                        /** @description Why there is no value; null when there is one. */
                                        unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                        /** @description Null: unknown. */
                                        value: number | null;
                                    };
                                    skill: string;
                                    title: string;
                                }[];
                            };
                            /** Format: date-time */
                            updated_at: string;
                            userId: string;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    generateRecommendations: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    course?: string;
                    /** @default 3 */
                    limit?: number;
                    /** @enum {string} */
                    type?: "course" | "assessment" | "character" | "review";
                    /** @description Opaque id of the learner, or `me` with a session. */
                    user_id: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Of an assessment: when it is best taken. */
                            best_time: {
                                /** @description From the time when it was suggested. */
                                hours: number;
                                /** @enum {string} */
                                reason: "deadline" | "rest" | "prerequisite-first" | "spacing" | "usual-time" | "ready";
                                /** @enum {string} */
                                when: "now" | "later" | "tomorrow";
                            } | null;
                            content_id: string;
                            /** @enum {string} */
                            content_type: "course" | "assessment" | "character" | "review";
                            /** @description Chance that it is taken up; null when habits are off. */
                            engagement: number | null;
                            expires_at: string | null;
                            feedback_score: number | null;
                            first_if: {
                                /** @enum {string} */
                                change: "known-at-most" | "known-at-least" | "days-without-practice";
                                skill: string;
                                value: number;
                            } | null;
                            id: string;
                            parts: {
                                name: string;
                                /** @description What it rests on; null: a property of the content, or your own word. */
                                signal: ("skills" | "forgetting" | "grades" | "similar-learners" | "habits" | "goals" | "preferences") | null;
                                /** @description In units of the score; what takes away is below 0. */
                                value: number;
                            }[];
                            /** @description 0 for the first of its set. */
                            position: number;
                            /** @description How probable its kind was in this slot; null where nothing was drawn. */
                            propensity: number | null;
                            reasons: {
                                code: string;
                                signal: ("skills" | "forgetting" | "grades" | "similar-learners" | "habits" | "goals" | "preferences") | null;
                                values: {
                                    [key: string]: string | number | null;
                                };
                            }[];
                            /** @description Exactly the sum of the parts; 0 in the order of the course. */
                            recommendation_score: number;
                            /** Format: date-time */
                            recommended_at: string;
                            seen: boolean;
                            title: string;
                            user_action: ("accepted" | "dismissed" | "completed") | null;
                        }[];
                        /** @description The decision that made the set; null when there is none. */
                        set_id: string | null;
                        /** @description Older than a day, or something has happened since: make a new one. */
                        stale: boolean;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    predictRetention: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: date-time
                     * @description When; now when absent.
                     */
                    at?: string;
                    /** @description Id of the course; needed with a key when the learner is in several. */
                    course?: string;
                    /** @description All practised skills when absent or empty. */
                    skills?: string[];
                    /**
                     * @description Id of the learner; `me`, with a session, is whoever asks.
                     * @default me
                     */
                    user?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        at: string;
                        course: string;
                        predictions: {
                            /** @description Chance of recall at that time; null for what was never practised. */
                            chance: number | null;
                            /** @description Since the last answer. */
                            days: number | null;
                            /** @description Of keeping it in memory, 1 to 10. */
                            difficulty: number | null;
                            intercept: number | null;
                            /** @description What the chance is made of; effects and intercept add up to its logit. */
                            parts: {
                                effect: number;
                                name: string;
                                value: number;
                            }[];
                            reviews: number;
                            skill: {
                                id: string;
                                title: string;
                            };
                            stability: number | null;
                        }[];
                        user: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getTrainingRun: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        asked_at: string;
                        course: string;
                        finished_at: string | null;
                        id: string;
                        kinds: ("tracing" | "tracer" | "difficulty" | "memory" | "ranking" | "engagement")[];
                        outcomes: {
                            /** @enum {string} */
                            kind: "tracing" | "tracer" | "difficulty" | "memory" | "ranking" | "engagement";
                            model: string | null;
                            /** @enum {string} */
                            result: "promoted" | "kept" | "rejected" | "too-little-data" | "failed";
                            seconds: number;
                            why: string;
                        }[];
                        problem: string | null;
                        progress: number;
                        started_at: string | null;
                        /** @enum {string} */
                        state: "queued" | "running" | "done" | "failed";
                        /** @description What is being done: `reading`, or the kind that is being trained. */
                        step: string;
                    };
                };
            };
            /** @description The state is the one in `If-None-Match`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    answerQuestion: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Which try at the step it is; the same try sent twice is one answer.
                     * @default 1
                     */
                    attempt?: number;
                    /** @description How sure the learner was. */
                    confidence?: number;
                    /** @description Id of the course; needed with a key when the learner is in several. */
                    course?: string;
                    /** @description Of the question. */
                    decision: string;
                    /** @description What the learner answered. */
                    response: {
                        /** @description What was typed, the id of an option, or the ids of several (in order, where order is asked for). */
                        answer: string | string[];
                    } | {
                        /** @description Ids on the left to ids on the right. */
                        pairs: {
                            [key: string]: string;
                        };
                    };
                    /** @description Time taken; measured here when absent. */
                    seconds?: number;
                    /**
                     * @description From 1.
                     * @default 1
                     */
                    step?: number;
                    /**
                     * @description Id of the learner; `me`, with a session, is whoever asks.
                     * @default me
                     */
                    user?: string;
                } | {
                    /**
                     * @description Which try at the step it is; the same try sent twice is one answer.
                     * @default 1
                     */
                    attempt?: number;
                    /** @description How sure the learner was. */
                    confidence?: number;
                    /** @description Id of the course; needed with a key when the learner is in several. */
                    course?: string;
                    /** @description Of the question. */
                    decision: string;
                    /** @description A scored result, which ends the step. Only for a key with the scope `evidence:write`. */
                    result: {
                        correct: boolean;
                        /** @description The wrong idea behind it, in the words of the course; only for a wrong answer. */
                        misconception?: string;
                        seconds?: number;
                    };
                    /** @description Time taken; measured here when absent. */
                    seconds?: number;
                    /**
                     * @description From 1.
                     * @default 1
                     */
                    step?: number;
                    /**
                     * @description Id of the learner; `me`, with a session, is whoever asks.
                     * @default me
                     */
                    user?: string;
                } | {
                    /**
                     * @description Which try at the step it is; the same try sent twice is one answer.
                     * @default 1
                     */
                    attempt?: number;
                    /** @description How sure the learner was. */
                    confidence?: number;
                    /** @description Id of the course; needed with a key when the learner is in several. */
                    course?: string;
                    /** @description Of the question. */
                    decision: string;
                    /** @description Time taken; measured here when absent. */
                    seconds?: number;
                    /**
                     * @description Show the solution. Before any answer it counts as "not known".
                     * @constant
                     */
                    solution: true;
                    /**
                     * @description From 1.
                     * @default 1
                     */
                    step?: number;
                    /**
                     * @description Id of the learner; `me`, with a session, is whoever asks.
                     * @default me
                     */
                    user?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        attempt: number;
                        decision: string;
                        misconception: {
                            /** @description The wrong idea, in the words of the course. */
                            idea: string | null;
                            key: string;
                            look_at: {
                                /** @description A hint is left at this step. */
                                hint: boolean;
                                lesson: {
                                    id: string;
                                    title: string;
                                } | null;
                            };
                        } | null;
                        next: {
                            /** @enum {string} */
                            action: "try-again" | "next-step" | "next-question";
                            attempt: number | null;
                            /** @description The next step of the same question. */
                            question: {
                                /** @description Which try at this step comes next. */
                                attempt: number;
                                attribution: string | null;
                                /** @description What all steps share. */
                                body: {
                                    html: string;
                                    text: string;
                                };
                                /** @description Only with a session can they be fetched. */
                                figures: {
                                    alt: string;
                                    url: string;
                                }[];
                                /** @description The chance of a right answer as foretold when it was asked. */
                                foretold: {
                                    chance: number;
                                    model: string;
                                } | null;
                                hints: {
                                    /** @description Whether one may be opened now. */
                                    allowed: boolean;
                                    opened: number;
                                    total: number;
                                };
                                item: string;
                                /** @description `single-choice`, `multiple-choice`, `ordering`, `matching`, `numeric`, `text` or `expression`. */
                                kind: string;
                                /** @description To be matched with `right`. */
                                left: {
                                    html: string;
                                    /** @description What an answer names it by. */
                                    id: string;
                                    /** @description Markdown. */
                                    text: string;
                                }[];
                                /** @description To choose from or to put in order. */
                                options: {
                                    html: string;
                                    /** @description What an answer names it by. */
                                    id: string;
                                    /** @description Markdown. */
                                    text: string;
                                }[];
                                prompt: {
                                    html: string;
                                    text: string;
                                };
                                right: {
                                    html: string;
                                    /** @description What an answer names it by. */
                                    id: string;
                                    /** @description Markdown. */
                                    text: string;
                                }[];
                                /** @description From 1. */
                                step: number;
                                steps: number;
                                title: string;
                                unit: string | null;
                            } | null;
                            step: number | null;
                        };
                        /** @description It had been taken before; nothing was changed now. */
                        replayed: boolean;
                        /** @description The skills of the step, as they are now. */
                        skills: {
                            /** @description The level before this answer; null when it was new, or nothing changed. */
                            before: number | null;
                            /** @description False: too few answers to call it a level. */
                            enough: boolean;
                            /** @description Answers' worth of evidence. */
                            evidence: number;
                            high: number;
                            id: string;
                            /** @description Chance that it is known. */
                            known: number;
                            /** @description With `high` an interval of 80 %. */
                            low: number;
                            title: string;
                        }[];
                        /** @description Once the step is over. */
                        solution: {
                            html: string;
                            text: string;
                        } | null;
                        step: number;
                        verdict: {
                            code: string;
                            correct: boolean | null;
                            /** @description False: it could not be read, and was not counted. */
                            readable: boolean;
                            text: string;
                        };
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    sayHowItFelt: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Id of the course; needed with a key when the learner is in several. */
                    course?: string;
                    /** @description Of the question. */
                    decision: string;
                    /** @enum {string} */
                    felt: "too-easy" | "right" | "too-hard";
                    /**
                     * @description Id of the learner; `me`, with a session, is whoever asks.
                     * @default me
                     */
                    user?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        decision: string;
                        /**
                         * @description What counts: what was said first.
                         * @enum {string}
                         */
                        felt: "too-easy" | "right" | "too-hard";
                        /** @description False: it had been said before. */
                        recorded: boolean;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    openHint: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Id of the course; needed with a key when the learner is in several. */
                    course?: string;
                    /** @description Of the question. */
                    decision: string;
                    /** @description Which hint, from 1; an open one is given again at no cost. Absent: the next one. */
                    hint?: number;
                    /**
                     * @description From 1.
                     * @default 1
                     */
                    step?: number;
                    /**
                     * @description Id of the learner; `me`, with a session, is whoever asks.
                     * @default me
                     */
                    user?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        decision: string;
                        hint: {
                            html: string;
                            id: string;
                            number: number;
                            text: string;
                            title: string | null;
                        } | null;
                        /** @description Hints that are not open yet. */
                        left: number;
                        refused: ("none-left" | "not-now") | null;
                        step: number;
                        /** @description How much a right first answer still counts. */
                        worth: number;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    askNextQuestion: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Id of the course; needed with a key when the learner is in several. */
                    course?: string;
                    /**
                     * @default practice
                     * @enum {string}
                     */
                    mode?: "practice" | "review" | "placement";
                    /** @description The assignment that it counts for; absent: free practice in the course. */
                    placement?: string;
                    /**
                     * @description Who chooses. Only for a key with the scope `experiments`; the engine otherwise.
                     * @enum {string}
                     */
                    policy?: "engine" | "fixed" | "random";
                    /** @description In free practice: the skills to ask about; all when absent or empty. */
                    skills?: string[];
                    /**
                     * @description Id of the learner; `me`, with a session, is whoever asks.
                     * @default me
                     */
                    user?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        course: string;
                        /** @description Names the question in answers and hints; null when none came. */
                        decision: string | null;
                        /** @description Two-parameter logistic, on the scale of ability: mean 0, standard deviation 1. */
                        difficulty: {
                            difficulty: number;
                            discrimination: number;
                        } | null;
                        /** @description Why no question came. */
                        ended: ("not-ready" | "nothing-to-ask" | "nothing-due" | "placed" | "closed" | "no-rounds-left" | "round-finished") | null;
                        /** @enum {string} */
                        mode: "practice" | "review" | "placement";
                        /** @description How to present it to this learner now. */
                        pacing: {
                            break: {
                                because: ("long-session" | "many-wrong") | null;
                                suggested: boolean;
                            };
                            hint: {
                                /** @enum {string} */
                                because: "wrong-idea" | "new-skill" | "still-weak" | "known-well";
                                /** @description The hint to offer first; null when none is left. */
                                number: number | null;
                                /** @enum {string} */
                                offer: "now" | "after-wrong" | "when-asked";
                            };
                            session_minutes: number;
                            /** @description The usual time of this learner for a question. */
                            usual_seconds: number;
                            /** @description To read first: another question on a skill that is new to the learner, with its solution. */
                            worked_example: {
                                item: string;
                                prompt_html: string;
                                solution_html: string;
                                title: string;
                            } | null;
                        } | null;
                        placement: string | null;
                        /** @enum {string} */
                        policy: "engine" | "fixed" | "random";
                        /** @description The chance with which this question was drawn. */
                        propensity: number | null;
                        question: {
                            /** @description Which try at this step comes next. */
                            attempt: number;
                            attribution: string | null;
                            /** @description What all steps share. */
                            body: {
                                html: string;
                                text: string;
                            };
                            /** @description Only with a session can they be fetched. */
                            figures: {
                                alt: string;
                                url: string;
                            }[];
                            /** @description The chance of a right answer as foretold when it was asked. */
                            foretold: {
                                chance: number;
                                model: string;
                            } | null;
                            hints: {
                                /** @description Whether one may be opened now. */
                                allowed: boolean;
                                opened: number;
                                total: number;
                            };
                            item: string;
                            /** @description `single-choice`, `multiple-choice`, `ordering`, `matching`, `numeric`, `text` or `expression`. */
                            kind: string;
                            /** @description To be matched with `right`. */
                            left: {
                                html: string;
                                /** @description What an answer names it by. */
                                id: string;
                                /** @description Markdown. */
                                text: string;
                            }[];
                            /** @description To choose from or to put in order. */
                            options: {
                                html: string;
                                /** @description What an answer names it by. */
                                id: string;
                                /** @description Markdown. */
                                text: string;
                            }[];
                            prompt: {
                                html: string;
                                text: string;
                            };
                            right: {
                                html: string;
                                /** @description What an answer names it by. */
                                id: string;
                                /** @description Markdown. */
                                text: string;
                            }[];
                            /** @description From 1. */
                            step: number;
                            steps: number;
                            title: string;
                            unit: string | null;
                        } | null;
                        reasons: {
                            code: string;
                            /** @description In the language of the session, else English. */
                            text: string;
                            values: {
                                [key: string]: string | number;
                            };
                        }[];
                        /** @description The skill that it was chosen for. */
                        skill: {
                            /** @description The level before this answer; null when it was new, or nothing changed. */
                            before: number | null;
                            /** @description False: too few answers to call it a level. */
                            enough: boolean;
                            /** @description Answers' worth of evidence. */
                            evidence: number;
                            high: number;
                            id: string;
                            /** @description Chance that it is known. */
                            known: number;
                            /** @description With `high` an interval of 80 %. */
                            low: number;
                            title: string;
                        } | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getMyReviews: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        as_of: string;
                        /** @description Reviews a day at most, by the learner's preference. */
                        cap: number;
                        course: string;
                        done_today: number;
                        /** @description The next 14 days, today first. */
                        forecast: {
                            /** Format: date */
                            day: string;
                            reviews: number;
                        }[];
                        /** @description Due, and without room in the next 14 days. */
                        left: {
                            /**
                             * Format: date-time
                             * @description Midnight (UTC) of the day on which the chance has fallen to what is wanted.
                             */
                            due_at: string;
                            importance: number;
                            /** Format: date-time */
                            last_at: string;
                            overdue_days: number;
                            /** @description Midnight (UTC) of the day that has room for it; null: none of the next 14. */
                            planned_at: string | null;
                            /** @description Chance that it is still recalled, now. */
                            retention: number;
                            skill: {
                                id: string;
                                title: string;
                            };
                            /** @description Days after a review in which that chance falls to 90 %. */
                            stability: number;
                            why: {
                                /** @enum {string} */
                                code: "due" | "overdue" | "exam";
                                text: string;
                            };
                        }[];
                        /** @description The learner wants nothing planned from forgetting. */
                        off: boolean;
                        /** @description What would lose most by waiting first. */
                        today: {
                            /**
                             * Format: date-time
                             * @description Midnight (UTC) of the day on which the chance has fallen to what is wanted.
                             */
                            due_at: string;
                            importance: number;
                            /** Format: date-time */
                            last_at: string;
                            overdue_days: number;
                            /** @description Midnight (UTC) of the day that has room for it; null: none of the next 14. */
                            planned_at: string | null;
                            /** @description Chance that it is still recalled, now. */
                            retention: number;
                            skill: {
                                id: string;
                                title: string;
                            };
                            /** @description Days after a review in which that chance falls to 90 %. */
                            stability: number;
                            why: {
                                /** @enum {string} */
                                code: "due" | "overdue" | "exam";
                                text: string;
                            };
                        }[];
                        /** @description Planned for later, in order of day. */
                        upcoming: {
                            /**
                             * Format: date-time
                             * @description Midnight (UTC) of the day on which the chance has fallen to what is wanted.
                             */
                            due_at: string;
                            importance: number;
                            /** Format: date-time */
                            last_at: string;
                            overdue_days: number;
                            /** @description Midnight (UTC) of the day that has room for it; null: none of the next 14. */
                            planned_at: string | null;
                            /** @description Chance that it is still recalled, now. */
                            retention: number;
                            skill: {
                                id: string;
                                title: string;
                            };
                            /** @description Days after a review in which that chance falls to 90 %. */
                            stability: number;
                            why: {
                                /** @enum {string} */
                                code: "due" | "overdue" | "exam";
                                text: string;
                            };
                        }[];
                        user: string;
                        wanted_retention: number;
                    };
                };
            };
            /** @description The state is the one in `If-None-Match`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getCoach: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
                /** @description Id of the course; needed with a key when the learner is in several. */
                course?: string;
                /** @description Who fits for this skill. */
                skill?: string;
            };
            header?: never;
            path: {
                /** @description Opaque id of the learner, or `me` with a session. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The other coaches of the course, the best first. */
                        alternatives: {
                            /** @description The learner asked for this coach, and so gets this coach. */
                            chosen: boolean;
                            id: string;
                            name: string;
                            personality: string;
                            reasons: {
                                /** @enum {string} */
                                part: "topic" | "style" | "helped" | "continuity" | "variety" | "choice";
                                /** @description What it adds to the score. */
                                points: number;
                                text: string;
                            }[];
                            /** @description How well the coach fits: the sum of the points of the parts. */
                            score: number;
                            /** @enum {string} */
                            teaching_style: "encouraging" | "analytical" | "socratic" | "playful" | "direct";
                            topics: {
                                id: string;
                                title: string;
                            }[];
                        }[];
                        coach: {
                            /** @description The learner asked for this coach, and so gets this coach. */
                            chosen: boolean;
                            id: string;
                            name: string;
                            personality: string;
                            reasons: {
                                /** @enum {string} */
                                part: "topic" | "style" | "helped" | "continuity" | "variety" | "choice";
                                /** @description What it adds to the score. */
                                points: number;
                                text: string;
                            }[];
                            /** @description How well the coach fits: the sum of the points of the parts. */
                            score: number;
                            /** @enum {string} */
                            teaching_style: "encouraging" | "analytical" | "socratic" | "playful" | "direct";
                            topics: {
                                id: string;
                                title: string;
                            }[];
                        };
                        /** @description Whether a language model may write for coaches here; all three must allow it. */
                        generated: {
                            allowed: boolean;
                            stopped_by: ("administrator" | "instructor" | "learner") | null;
                        };
                        /** @description What a coach would speak to now. */
                        moment: {
                            /** @enum {string} */
                            moment: "greeting" | "right" | "wrong" | "hint" | "stuck" | "returning" | "nearly-there" | "finished" | "misconception" | "bored" | "tired" | "effort" | "review-due" | "plan";
                            skill: {
                                id: string;
                                title: string;
                            } | null;
                            text: string;
                            /** @description The numbers that it was seen by. */
                            values: {
                                [key: string]: number;
                            };
                        };
                    };
                };
            };
            /** @description The state is the one in `If-None-Match`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getCoachChoice: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
                /** @description Id of the course; needed with a key when the learner is in several. */
                course?: string;
            };
            header?: never;
            path: {
                /** @description Opaque id of the learner, or `me` with a session. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Null leaves the choice to the tool. */
                        coach: string | null;
                    };
                };
            };
            /** @description The state is the one in `If-None-Match`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    chooseCoach: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
                /** @description Id of the course; needed with a key when the learner is in several. */
                course?: string;
            };
            header: {
                /** @description The ETag of the state that is to be changed; `*` for whatever it is. */
                "If-Match": string;
            };
            path: {
                /** @description Opaque id of the learner, or `me` with a session. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Null leaves the choice to the tool. */
                    coach: string | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Null leaves the choice to the tool. */
                        coach: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    askCoach: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
                /** @description Id of the course; needed with a key when the learner is in several. */
                course?: string;
            };
            header?: never;
            path: {
                /** @description Opaque id of the learner, or `me` with a session. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Who shall speak; without it, the best match. */
                    coach?: string;
                    /** @description The question in front of the learner, by the id of its decision. */
                    decision?: string;
                    /**
                     * @description What to speak to; without it, what is there.
                     * @enum {string}
                     */
                    moment?: "greeting" | "right" | "wrong" | "hint" | "stuck" | "returning" | "nearly-there" | "finished" | "misconception" | "bored" | "tired" | "effort" | "review-due" | "plan";
                    skill?: string;
                    /**
                     * @description `author`: only lines that the authors wrote, at once; `any`: also a language model, where all allow it.
                     * @default any
                     * @enum {string}
                     */
                    written_by?: "any" | "author";
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        coach: {
                            /** @description The learner asked for this coach, and so gets this coach. */
                            chosen: boolean;
                            id: string;
                            name: string;
                            personality: string;
                            reasons: {
                                /** @enum {string} */
                                part: "topic" | "style" | "helped" | "continuity" | "variety" | "choice";
                                /** @description What it adds to the score. */
                                points: number;
                                text: string;
                            }[];
                            /** @description How well the coach fits: the sum of the points of the parts. */
                            score: number;
                            /** @enum {string} */
                            teaching_style: "encouraging" | "analytical" | "socratic" | "playful" | "direct";
                            topics: {
                                id: string;
                                title: string;
                            }[];
                        };
                        /** @description A language model wrote it. */
                        generated: boolean;
                        /** @description Name it to rate the message; null when nothing was said. */
                        id: string | null;
                        /** @description Who wrote it, in words; show it with the text. */
                        label: string;
                        /** @description Null when the coach has said everything about this within a week. */
                        text: string | null;
                        why: {
                            /** @enum {string} */
                            moment: "greeting" | "right" | "wrong" | "hint" | "stuck" | "returning" | "nearly-there" | "finished" | "misconception" | "bored" | "tired" | "effort" | "review-due" | "plan";
                            skill: {
                                id: string;
                                title: string;
                            } | null;
                            text: string;
                            /** @description The numbers that it was seen by. */
                            values: {
                                [key: string]: number;
                            };
                        };
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    rateCoach: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
                /** @description Id of the course; needed with a key when the learner is in several. */
                course?: string;
            };
            header?: never;
            path: {
                /** @description Opaque id of the learner, or `me` with a session. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    helpful: boolean;
                    message: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        coach: string;
                        /** @description False: it was rated before. */
                        counted: boolean;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    streamProfile: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
                /** @description Id of the course; needed with a key when the learner is in several. */
                course?: string;
            };
            header?: {
                /** @description The `id` of the last event that was received: what came before it is not told again. */
                "Last-Event-ID"?: string;
            };
            path: {
                /** @description Opaque id of the learner, or `me` with a session. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The connection stays open. `x-event-data` is the schema of the data of one event, which is JSON. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listEvidence: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
                /** @description Id of the course; needed with a key when the learner is in several. */
                course?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description Only facts that say something about this skill. */
                skill?: string;
                /** @description Only facts of this kind. */
                type?: "answer" | "hint" | "solution" | "placement" | "round-started" | "round-finished" | "lesson-opened" | "lesson-completed" | "content-viewed" | "launch" | "grade-read" | "activity" | "goals-set" | "goals-removed" | "preferences-set" | "style-quiz" | "signals-set" | "personalization-set" | "consent-given" | "skill-reset" | "difficulty-felt" | "coach-spoke" | "coach-rated" | "survey-answered" | "survey-dismissed" | "experiment-exposed" | "suggestion-seen" | "suggestion-accepted" | "suggestion-dismissed" | "suggestion-completed" | "suggestion-rated" | "grade-delivered";
            };
            header?: never;
            path: {
                /** @description Opaque id of the learner, or `me` with a session. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /**
                             * Format: date-time
                             * @description When it happened.
                             */
                            at: string;
                            completion: ("started" | "completed" | "abandoned") | null;
                            content_id: string | null;
                            id: string;
                            /**
                             * Format: date-time
                             * @description When we were told.
                             */
                            recorded_at: string;
                            /** @description What it says; the fields are those of its type. */
                            says: {
                                [key: string]: unknown;
                            };
                            seconds: number | null;
                            /** @description The order in which facts are folded. */
                            sequence: number;
                            type: string;
                        }[];
                        /** @description Cursor of the page after this one; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description The state is the one in `If-None-Match`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getGoals: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
                /** @description Id of the course; needed with a key when the learner is in several. */
                course?: string;
            };
            header?: never;
            path: {
                /** @description Opaque id of the learner, or `me` with a session. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        expected_at: {
                            high: string | null;
                            low: string | null;
                            median: string | null;
                        } | null;
                        goals: {
                            motivation_type: ("achievement" | "mastery" | "social" | "competitive") | null;
                            priority_areas: string[];
                            /** Format: date-time */
                            set_at: string;
                            target_skill_level: number;
                            timeline: string | null;
                        } | null;
                        /** @description How well the skills of the goal are known, taken together. Formula: mean over them of min(1, known / target), 0 for one without enough evidence. Unit: share. Unknown below 1 skills of the goal with enough evidence. Not said while the signal `goals` is switched off. */
                        mastery: {
                            /** @description Whether there is enough evidence to say a value. */
                            enough: boolean;
                            /** @description What it rests on, counted as the description of the field says. */
                            evidence: number;
                            formula: string;
                            high: number | null;
                            /** @description Lower end of the 80 % interval; null where there is none. */
                            low: number | null;
                            unit: string;
                            /** @description Why there is no value; null when there is one. */
                            unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                            /** @description Null: unknown. */
                            value: number | null;
                        };
                        /** @description Work that is expected to be left; null: cannot be said. */
                        minutes_left: number | null;
                        /** @description The chance that the goal is reached by its date. Formula: share of 200 drawn completion dates up to it, read off the quantiles of the estimate. Unit: probability. Unknown below 3 days of work in the latest 28. Not said while the signal `goals` is switched off. */
                        on_time: {
                            /** @description Whether there is enough evidence to say a value. */
                            enough: boolean;
                            /** @description What it rests on, counted as the description of the field says. */
                            evidence: number;
                            formula: string;
                            high: number | null;
                            /** @description Lower end of the 80 % interval; null where there is none. */
                            low: number | null;
                            unit: string;
                            /** @description Why there is no value; null when there is one. */
                            unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                            /** @description Null: unknown. */
                            value: number | null;
                        };
                        reached: number;
                        skills: {
                            /** @description How well the skill is known. Formula: P(known) of Bayesian knowledge tracing after every answer, guess and slip moved by how hard the question was; Wilson interval over 1 + evidence answers. Unit: probability. Unknown below 3 answers of evidence (first tries; a hint halves one, a mapped grade counts what its mapping says). */
                            known: {
                                /** @description Whether there is enough evidence to say a value. */
                                enough: boolean;
                                /** @description What it rests on, counted as the description of the field says. */
                                evidence: number;
                                formula: string;
                                high: number | null;
                                /** @description Lower end of the 80 % interval; null where there is none. */
                                low: number | null;
                                unit: string;
                                /** @description Why there is no value; null when there is one. */
                                unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                /** @description Null: unknown. */
                                value: number | null;
                            };
                            reached: boolean;
                            skill: string;
                            title: string;
                        }[];
                        total: number;
                    };
                };
            };
            /** @description The state is the one in `If-None-Match`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    setGoals: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
                /** @description Id of the course; needed with a key when the learner is in several. */
                course?: string;
            };
            header?: never;
            path: {
                /** @description Opaque id of the learner, or `me` with a session. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    motivation_type: ("achievement" | "mastery" | "social" | "competitive") | null;
                    priority_areas: string[];
                    target_skill_level: number;
                    timeline: string | null;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        expected_at: {
                            high: string | null;
                            low: string | null;
                            median: string | null;
                        } | null;
                        goals: {
                            motivation_type: ("achievement" | "mastery" | "social" | "competitive") | null;
                            priority_areas: string[];
                            /** Format: date-time */
                            set_at: string;
                            target_skill_level: number;
                            timeline: string | null;
                        } | null;
                        /** @description How well the skills of the goal are known, taken together. Formula: mean over them of min(1, known / target), 0 for one without enough evidence. Unit: share. Unknown below 1 skills of the goal with enough evidence. Not said while the signal `goals` is switched off. */
                        mastery: {
                            /** @description Whether there is enough evidence to say a value. */
                            enough: boolean;
                            /** @description What it rests on, counted as the description of the field says. */
                            evidence: number;
                            formula: string;
                            high: number | null;
                            /** @description Lower end of the 80 % interval; null where there is none. */
                            low: number | null;
                            unit: string;
                            /** @description Why there is no value; null when there is one. */
                            unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                            /** @description Null: unknown. */
                            value: number | null;
                        };
                        /** @description Work that is expected to be left; null: cannot be said. */
                        minutes_left: number | null;
                        /** @description The chance that the goal is reached by its date. Formula: share of 200 drawn completion dates up to it, read off the quantiles of the estimate. Unit: probability. Unknown below 3 days of work in the latest 28. Not said while the signal `goals` is switched off. */
                        on_time: {
                            /** @description Whether there is enough evidence to say a value. */
                            enough: boolean;
                            /** @description What it rests on, counted as the description of the field says. */
                            evidence: number;
                            formula: string;
                            high: number | null;
                            /** @description Lower end of the 80 % interval; null where there is none. */
                            low: number | null;
                            unit: string;
                            /** @description Why there is no value; null when there is one. */
                            unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                            /** @description Null: unknown. */
                            value: number | null;
                        };
                        reached: number;
                        skills: {
                            /** @description How well the skill is known. Formula: P(known) of Bayesian knowledge tracing after every answer, guess and slip moved by how hard the question was; Wilson interval over 1 + evidence answers. Unit: probability. Unknown below 3 answers of evidence (first tries; a hint halves one, a mapped grade counts what its mapping says). */
                            known: {
                                /** @description Whether there is enough evidence to say a value. */
                                enough: boolean;
                                /** @description What it rests on, counted as the description of the field says. */
                                evidence: number;
                                formula: string;
                                high: number | null;
                                /** @description Lower end of the 80 % interval; null where there is none. */
                                low: number | null;
                                unit: string;
                                /** @description Why there is no value; null when there is one. */
                                unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                /** @description Null: unknown. */
                                value: number | null;
                            };
                            reached: boolean;
                            skill: string;
                            title: string;
                        }[];
                        total: number;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getLearningPath: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
                /** @description Id of the course; needed with a key when the learner is in several. */
                course?: string;
            };
            header?: never;
            path: {
                /** @description Opaque id of the learner, or `me` with a session. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        course: string;
                        /** Format: date-time */
                        createdAt: string;
                        /** @description Steps done; 0-based place of the current one. */
                        currentPosition: number;
                        /** @description By the learner’s own days of work; the interval holds 8 of 10 courses. Null: more than two years away. */
                        estimatedCompletion: {
                            high: string | null;
                            low: string | null;
                            median: string | null;
                        };
                        id: string;
                        minutesLeft: number;
                        minutesPerWeek: number;
                        /** @description The weighted level at the end less what jumps cost, in [0, 1]; 1 is all known. */
                        objective: number;
                        parameters: string;
                        /**
                         * @description `course-order`: the same order for everybody.
                         * @enum {string}
                         */
                        policy: "engine" | "course-order";
                        saw: {
                            catalogue: string;
                            pins: number;
                            revision: number;
                            sequence: number;
                            /** @enum {string} */
                            weeklyMinutesFrom: "wish" | "habits" | "default";
                        };
                        seed: string;
                        /** @enum {string} */
                        state: "active" | "completed" | "replaced";
                        steps: {
                            /** @description Id of the lesson, the skill or the placement. */
                            contentId: string;
                            doneAt: string | null;
                            /** @description When it is likely to be finished; null when that is too far away to tell. */
                            expectedBy: string | null;
                            /** @description What it adds to the weighted level where it stands, in [0, 1]. */
                            gain: number;
                            /** @enum {string} */
                            kind: "lesson" | "practice" | "review" | "assessment";
                            /** @description At the learner’s own pace. */
                            minutes: number;
                            /** @enum {string} */
                            modality: "text" | "video" | "practice";
                            module: string;
                            reasons: {
                                code: string;
                                /** @description In words, in the language of the session; English for keys. */
                                text: string;
                                values: {
                                    [key: string]: string | number | string[];
                                };
                            }[];
                            /** @enum {string} */
                            state: "done" | "current" | "later";
                            title: string;
                        }[];
                        /** Format: date-time */
                        updatedAt: string;
                        version: number;
                        warnings: {
                            code: string;
                            /** @description In words, in the language of the session; English for keys. */
                            text: string;
                            values: {
                                [key: string]: string | number | string[];
                            };
                        }[];
                        wishes: {
                            /** @description Steps to begin with, in this order, each after what it needs. */
                            first: string[];
                            /** @description Study time; null: as the learner’s own habits show it. */
                            minutesPerWeek: number | null;
                            /** @description The form that is rather wanted where there are several. */
                            prefer: ("text" | "video" | "practice") | null;
                            /** @description Steps to leave out; they count as known. */
                            skip: string[];
                        };
                    };
                };
            };
            /** @description The state is the one in `If-None-Match`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    makeLearningPath: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
                /** @description Id of the course; needed with a key when the learner is in several. */
                course?: string;
            };
            header?: never;
            path: {
                /** @description Opaque id of the learner, or `me` with a session. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description A new path in the place of the old one.
                     * @default false
                     */
                    fresh?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        course: string;
                        /** Format: date-time */
                        createdAt: string;
                        /** @description Steps done; 0-based place of the current one. */
                        currentPosition: number;
                        /** @description By the learner’s own days of work; the interval holds 8 of 10 courses. Null: more than two years away. */
                        estimatedCompletion: {
                            high: string | null;
                            low: string | null;
                            median: string | null;
                        };
                        id: string;
                        minutesLeft: number;
                        minutesPerWeek: number;
                        /** @description The weighted level at the end less what jumps cost, in [0, 1]; 1 is all known. */
                        objective: number;
                        parameters: string;
                        /**
                         * @description `course-order`: the same order for everybody.
                         * @enum {string}
                         */
                        policy: "engine" | "course-order";
                        saw: {
                            catalogue: string;
                            pins: number;
                            revision: number;
                            sequence: number;
                            /** @enum {string} */
                            weeklyMinutesFrom: "wish" | "habits" | "default";
                        };
                        seed: string;
                        /** @enum {string} */
                        state: "active" | "completed" | "replaced";
                        steps: {
                            /** @description Id of the lesson, the skill or the placement. */
                            contentId: string;
                            doneAt: string | null;
                            /** @description When it is likely to be finished; null when that is too far away to tell. */
                            expectedBy: string | null;
                            /** @description What it adds to the weighted level where it stands, in [0, 1]. */
                            gain: number;
                            /** @enum {string} */
                            kind: "lesson" | "practice" | "review" | "assessment";
                            /** @description At the learner’s own pace. */
                            minutes: number;
                            /** @enum {string} */
                            modality: "text" | "video" | "practice";
                            module: string;
                            reasons: {
                                code: string;
                                /** @description In words, in the language of the session; English for keys. */
                                text: string;
                                values: {
                                    [key: string]: string | number | string[];
                                };
                            }[];
                            /** @enum {string} */
                            state: "done" | "current" | "later";
                            title: string;
                        }[];
                        /** Format: date-time */
                        updatedAt: string;
                        version: number;
                        warnings: {
                            code: string;
                            /** @description In words, in the language of the session; English for keys. */
                            text: string;
                            values: {
                                [key: string]: string | number | string[];
                            };
                        }[];
                        wishes: {
                            /** @description Steps to begin with, in this order, each after what it needs. */
                            first: string[];
                            /** @description Study time; null: as the learner’s own habits show it. */
                            minutesPerWeek: number | null;
                            /** @description The form that is rather wanted where there are several. */
                            prefer: ("text" | "video" | "practice") | null;
                            /** @description Steps to leave out; they count as known. */
                            skip: string[];
                        };
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listLearningPathHistory: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
                /** @description Id of the course; needed with a key when the learner is in several. */
                course?: string;
                /** @description `next` of the page before. */
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
            };
            header?: never;
            path: {
                /** @description Opaque id of the learner, or `me` with a session. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            added: {
                                module: string;
                                reason: string;
                                title: string;
                            }[];
                            /** Format: date-time */
                            at: string;
                            moved: string[];
                            objective: number;
                            objectiveKept: number;
                            /** @enum {string} */
                            outcome: "kept" | "changed";
                            parameters: string;
                            path: string;
                            removed: {
                                module: string;
                                reason: string;
                                title: string;
                            }[];
                            revision: number;
                            seed: string;
                            sequence: number;
                            triggers: {
                                code: string;
                                /** @description In words, in the language of the session; English for keys. */
                                text: string;
                                values: {
                                    [key: string]: string | number | string[];
                                };
                            }[];
                        }[];
                        /** @description Cursor of the page after this one; null on the last. */
                        next: string | null;
                    };
                };
            };
            /** @description The state is the one in `If-None-Match`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    updateLearningPath: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
                /** @description Id of the course; needed with a key when the learner is in several. */
                course?: string;
            };
            header: {
                /** @description The ETag of the state that is to be changed; `*` for whatever it is. */
                "If-Match": string;
            };
            path: {
                /** @description Opaque id of the learner, or `me` with a session. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Steps to begin with, in this order, each after what it needs. */
                    first?: string[];
                    /** @description Study time; null: as the learner’s own habits show it. */
                    minutesPerWeek?: number | null;
                    /** @description The form that is rather wanted where there are several. */
                    prefer?: ("text" | "video" | "practice") | null;
                    /** @description Steps to leave out; they count as known. */
                    skip?: string[];
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        course: string;
                        /** Format: date-time */
                        createdAt: string;
                        /** @description Steps done; 0-based place of the current one. */
                        currentPosition: number;
                        /** @description By the learner’s own days of work; the interval holds 8 of 10 courses. Null: more than two years away. */
                        estimatedCompletion: {
                            high: string | null;
                            low: string | null;
                            median: string | null;
                        };
                        id: string;
                        minutesLeft: number;
                        minutesPerWeek: number;
                        /** @description The weighted level at the end less what jumps cost, in [0, 1]; 1 is all known. */
                        objective: number;
                        parameters: string;
                        /**
                         * @description `course-order`: the same order for everybody.
                         * @enum {string}
                         */
                        policy: "engine" | "course-order";
                        saw: {
                            catalogue: string;
                            pins: number;
                            revision: number;
                            sequence: number;
                            /** @enum {string} */
                            weeklyMinutesFrom: "wish" | "habits" | "default";
                        };
                        seed: string;
                        /** @enum {string} */
                        state: "active" | "completed" | "replaced";
                        steps: {
                            /** @description Id of the lesson, the skill or the placement. */
                            contentId: string;
                            doneAt: string | null;
                            /** @description When it is likely to be finished; null when that is too far away to tell. */
                            expectedBy: string | null;
                            /** @description What it adds to the weighted level where it stands, in [0, 1]. */
                            gain: number;
                            /** @enum {string} */
                            kind: "lesson" | "practice" | "review" | "assessment";
                            /** @description At the learner’s own pace. */
                            minutes: number;
                            /** @enum {string} */
                            modality: "text" | "video" | "practice";
                            module: string;
                            reasons: {
                                code: string;
                                /** @description In words, in the language of the session; English for keys. */
                                text: string;
                                values: {
                                    [key: string]: string | number | string[];
                                };
                            }[];
                            /** @enum {string} */
                            state: "done" | "current" | "later";
                            title: string;
                        }[];
                        /** Format: date-time */
                        updatedAt: string;
                        version: number;
                        warnings: {
                            code: string;
                            /** @description In words, in the language of the session; English for keys. */
                            text: string;
                            values: {
                                [key: string]: string | number | string[];
                            };
                        }[];
                        wishes: {
                            /** @description Steps to begin with, in this order, each after what it needs. */
                            first: string[];
                            /** @description Study time; null: as the learner’s own habits show it. */
                            minutesPerWeek: number | null;
                            /** @description The form that is rather wanted where there are several. */
                            prefer: ("text" | "video" | "practice") | null;
                            /** @description Steps to leave out; they count as known. */
                            skip: string[];
                        };
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getProfile: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
                /** @description Id of the course; needed with a key when the learner is in several. */
                course?: string;
            };
            header?: never;
            path: {
                /** @description Opaque id of the learner, or `me` with a session. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        as_of: string;
                        behavioralMetrics: {
                            characters: {
                                [key: string]: {
                                    /** @description How often this coach was called helpful. Formula: helpful / (helpful + unhelpful); Wilson interval. Unit: share. Unknown below 3 ratings. Not said while the signal `preferences` is switched off. */
                                    helpful: {
                                        /** @description Whether there is enough evidence to say a value. */
                                        enough: boolean;
                                        /** @description What it rests on, counted as the description of the field says. */
                                        evidence: number;
                                        formula: string;
                                        high: number | null;
                                        /** @description Lower end of the 80 % interval; null where there is none. */
                                        low: number | null;
                                        unit: string;
                                        /** @description Why there is no value; null when there is one. */
                                        unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                        /** @description Null: unknown. */
                                        value: number | null;
                                    };
                                    spoke: number;
                                };
                            };
                            /** @description By kind: `lesson`, `round`, `content`, `activity`. */
                            completion_rates: {
                                [key: string]: {
                                    /** @description Whether there is enough evidence to say a value. */
                                    enough: boolean;
                                    /** @description What it rests on, counted as the description of the field says. */
                                    evidence: number;
                                    formula: string;
                                    high: number | null;
                                    /** @description Lower end of the 80 % interval; null where there is none. */
                                    low: number | null;
                                    unit: string;
                                    /** @description Why there is no value; null when there is one. */
                                    unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                    /** @description Null: unknown. */
                                    value: number | null;
                                };
                            };
                            engagement_patterns: {
                                /** @description On how many of the latest 14 days the learner was here. Formula: count of days with a session. Unit: days. Unknown below 1 sessions. Not said while the signal `habits` is switched off. */
                                active_days: {
                                    /** @description Whether there is enough evidence to say a value. */
                                    enough: boolean;
                                    /** @description What it rests on, counted as the description of the field says. */
                                    evidence: number;
                                    formula: string;
                                    high: number | null;
                                    /** @description Lower end of the 80 % interval; null where there is none. */
                                    low: number | null;
                                    unit: string;
                                    /** @description Why there is no value; null when there is one. */
                                    unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                    /** @description Null: unknown. */
                                    value: number | null;
                                };
                                /** @description How much time passes between sittings. Formula: median time from the end of a session to the beginning of the next; quartiles. Unit: days. Unknown below 4 sessions. Not said while the signal `habits` is switched off. */
                                days_between_sessions: {
                                    /** @description Whether there is enough evidence to say a value. */
                                    enough: boolean;
                                    /** @description What it rests on, counted as the description of the field says. */
                                    evidence: number;
                                    formula: string;
                                    high: number | null;
                                    /** @description Lower end of the 80 % interval; null where there is none. */
                                    low: number | null;
                                    unit: string;
                                    /** @description Why there is no value; null when there is one. */
                                    unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                    /** @description Null: unknown. */
                                    value: number | null;
                                };
                                /** @description How long ago the learner was here last. Formula: now - time of the latest fact of their own. Unit: days. Unknown below 1 facts. Not said while the signal `habits` is switched off. */
                                days_since_active: {
                                    /** @description Whether there is enough evidence to say a value. */
                                    enough: boolean;
                                    /** @description What it rests on, counted as the description of the field says. */
                                    evidence: number;
                                    formula: string;
                                    high: number | null;
                                    /** @description Lower end of the 80 % interval; null where there is none. */
                                    low: number | null;
                                    unit: string;
                                    /** @description Why there is no value; null when there is one. */
                                    unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                    /** @description Null: unknown. */
                                    value: number | null;
                                };
                                /** @description How long a sitting is. Formula: median over the latest 30 sessions; quartiles. Unit: minutes. Unknown below 3 sessions. Not said while the signal `habits` is switched off. */
                                session_minutes: {
                                    /** @description Whether there is enough evidence to say a value. */
                                    enough: boolean;
                                    /** @description What it rests on, counted as the description of the field says. */
                                    evidence: number;
                                    formula: string;
                                    high: number | null;
                                    /** @description Lower end of the 80 % interval; null where there is none. */
                                    low: number | null;
                                    unit: string;
                                    /** @description Why there is no value; null when there is one. */
                                    unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                    /** @description Null: unknown. */
                                    value: number | null;
                                };
                                takes_up: {
                                    [key: string]: {
                                        /** @description Whether there is enough evidence to say a value. */
                                        enough: boolean;
                                        /** @description What it rests on, counted as the description of the field says. */
                                        evidence: number;
                                        formula: string;
                                        high: number | null;
                                        /** @description Lower end of the 80 % interval; null where there is none. */
                                        low: number | null;
                                        unit: string;
                                        /** @description Why there is no value; null when there is one. */
                                        unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                        /** @description Null: unknown. */
                                        value: number | null;
                                    };
                                };
                            };
                            /** @description The three hours of the week with most work; empty until known. */
                            optimal_study_times: {
                                /** @description Begins at, in UTC. */
                                hour: number;
                                /** @description How much of all work falls into this hour of the week. Formula: seconds in the hour / seconds in all. Unit: share. Unknown below 5 sessions. Not said while the signal `habits` is switched off. */
                                share: {
                                    /** @description Whether there is enough evidence to say a value. */
                                    enough: boolean;
                                    /** @description What it rests on, counted as the description of the field says. */
                                    evidence: number;
                                    formula: string;
                                    high: number | null;
                                    /** @description Lower end of the 80 % interval; null where there is none. */
                                    low: number | null;
                                    unit: string;
                                    /** @description Why there is no value; null when there is one. */
                                    unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                    /** @description Null: unknown. */
                                    value: number | null;
                                };
                                /** @description 0 is Monday, in UTC. */
                                weekday: number;
                            }[];
                            /** @description Coaches that the learner named, then those whose share of helpful ratings is above .5 even at its low end. */
                            preferred_characters: string[];
                        };
                        controls: {
                            /** @description What the learner chose at their first launch; null: they were not asked. */
                            consent: {
                                /** Format: date-time */
                                at: string;
                                /** @enum {string} */
                                choice: "personal" | "course-order";
                                version: number;
                            } | null;
                            /** @description The language of the pages; null: that of the launch. */
                            language: string | null;
                            /** @description After so many minutes of a day a break is suggested; null: never. */
                            minutes_per_day: number | null;
                            /** @description No language model writes for this learner. */
                            no_ai: boolean;
                            /** @description Personalization is paused: everybody gets the order of the course. */
                            paused: boolean;
                            /** @description New parts of the tool are not announced. */
                            quiet_introductions: boolean;
                            /** @description Signals that are not used. */
                            signals_off: ("skills" | "forgetting" | "grades" | "similar-learners" | "habits" | "goals" | "preferences")[];
                            /** @description No more suggestions a day than these; null: no limit. */
                            suggestions_per_day: number | null;
                        };
                        courseId: string;
                        goals: {
                            motivation_type: ("achievement" | "mastery" | "social" | "competitive") | null;
                            priority_areas: string[];
                            /** Format: date-time */
                            set_at: string;
                            target_skill_level: number;
                            timeline: string | null;
                        } | null;
                        /** @description Preferences, each with its evidence. They change how things are presented. They never make questions easier or harder and never keep content from anybody. */
                        learningStyle: {
                            /** @description How fast new skills follow each other. What the learner said; else, with 5 or more of the latest 10 questions rated, `fast` when most felt too easy, `slow` when most felt too hard. */
                            difficulty_progression_rate: {
                                enough: boolean;
                                evidence: {
                                    /** @description How much it counts: choices of the quiz, things that were opened, ratings. */
                                    count: number;
                                    /** @description What this source speaks for. */
                                    says: string;
                                    /** @enum {string} */
                                    source: "stated" | "quiz" | "behaviour";
                                }[];
                                /** @description What decided. */
                                source: ("stated" | "quiz" | "behaviour") | null;
                                /** @description Null: unknown. */
                                value: ("slow" | "moderate" | "fast") | null;
                            };
                            motivation_factors: {
                                /** @enum {string} */
                                factor: "achievement" | "mastery" | "social" | "competitive";
                                /** @enum {string} */
                                source: "stated" | "goals";
                            }[];
                            optimal_session_length: {
                                /** @description The length of sitting in which the learner does well. Formula: median length of the sessions with 3 or more answers and no smaller share right than over all; quartiles. Unit: minutes. Unknown below 6 sessions with 3 or more answers, of the latest 30. Not said while the signal `habits` is switched off. */
                                measured: {
                                    /** @description Whether there is enough evidence to say a value. */
                                    enough: boolean;
                                    /** @description What it rests on, counted as the description of the field says. */
                                    evidence: number;
                                    formula: string;
                                    high: number | null;
                                    /** @description Lower end of the 80 % interval; null where there is none. */
                                    low: number | null;
                                    unit: string;
                                    /** @description Why there is no value; null when there is one. */
                                    unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                    /** @description Null: unknown. */
                                    value: number | null;
                                };
                                /** @description Minutes that the learner said. */
                                stated: number | null;
                            };
                            /** @description What the learner said; else what most choices of the quiz and of behaviour speak for, with 5 or more of them; `mixed` when none has half. Behaviour speaks for the kind of content of which most is finished, among kinds opened 5 times or more. */
                            preferred_content_type: {
                                enough: boolean;
                                evidence: {
                                    /** @description How much it counts: choices of the quiz, things that were opened, ratings. */
                                    count: number;
                                    /** @description What this source speaks for. */
                                    says: string;
                                    /** @enum {string} */
                                    source: "stated" | "quiz" | "behaviour";
                                }[];
                                /** @description What decided. */
                                source: ("stated" | "quiz" | "behaviour") | null;
                                /** @description Null: unknown. */
                                value: ("visual" | "analytical" | "interactive" | "mixed") | null;
                            };
                            /** @description As the learner said. */
                            reviews_per_day: number | null;
                        };
                        /** @description The last fact that is in it. */
                        sequence: number;
                        skillProfile: {
                            /** @description General ability beside the learners that the items were placed on. Formula: mean of the posterior of a two-parameter logistic model on a grid from -4 to 4; 1.28 standard deviations. Unit: logits. Unknown below 5 first tries. Not said while the signal `skills` is switched off. */
                            ability: {
                                /** @description Whether there is enough evidence to say a value. */
                                enough: boolean;
                                /** @description What it rests on, counted as the description of the field says. */
                                evidence: number;
                                formula: string;
                                high: number | null;
                                /** @description Lower end of the 80 % interval; null where there is none. */
                                low: number | null;
                                unit: string;
                                /** @description Why there is no value; null when there is one. */
                                unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                /** @description Null: unknown. */
                                value: number | null;
                            };
                            /** @description Every skill of the course by its id, and what else was practised. */
                            current_levels: {
                                [key: string]: {
                                    /** @description First tries. */
                                    answers: number;
                                    correct: number;
                                    /** @description How well the skill is known. Formula: P(known) of Bayesian knowledge tracing after every answer, guess and slip moved by how hard the question was; Wilson interval over 1 + evidence answers. Unit: probability. Unknown below 3 answers of evidence (first tries; a hint halves one, a mapped grade counts what its mapping says). */
                                    known: {
                                        /** @description Whether there is enough evidence to say a value. */
                                        enough: boolean;
                                        /** @description What it rests on, counted as the description of the field says. */
                                        evidence: number;
                                        formula: string;
                                        high: number | null;
                                        /** @description Lower end of the 80 % interval; null where there is none. */
                                        low: number | null;
                                        unit: string;
                                        /** @description Why there is no value; null when there is one. */
                                        unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                        /** @description Null: unknown. */
                                        value: number | null;
                                    };
                                    /** @description Null: never practised. */
                                    last_at: string | null;
                                    title: string;
                                };
                            };
                            /** @description The practised skills. */
                            improvement_trajectory: {
                                /** @description Where it stood at the end of each day on which it moved; at most 20. */
                                points: {
                                    /** Format: date */
                                    day: string;
                                    known: number;
                                }[];
                                skill: string;
                                title: string;
                                /** @description How fast mastery changes now; below 0 it is being lost. Formula: p (1 - p) × slope of the damped local trend of log-odds of `known` over days (Kalman filter). Unit: share of mastery a day. Unknown below 3 days on which it was practised. Not said while the signal `skills` is switched off. */
                                velocity: {
                                    /** @description Whether there is enough evidence to say a value. */
                                    enough: boolean;
                                    /** @description What it rests on, counted as the description of the field says. */
                                    evidence: number;
                                    formula: string;
                                    high: number | null;
                                    /** @description Lower end of the 80 % interval; null where there is none. */
                                    low: number | null;
                                    unit: string;
                                    /** @description Why there is no value; null when there is one. */
                                    unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                    /** @description Null: unknown. */
                                    value: number | null;
                                };
                            }[];
                            /** @description How fast the mean over the practised skills changes now. Formula: p (1 - p) × slope of the damped local trend of log-odds of `known` over days (Kalman filter). Unit: share of mastery a day. Unknown below 3 days on which it was practised. Not said while the signal `skills` is switched off. */
                            learning_velocity: {
                                /** @description Whether there is enough evidence to say a value. */
                                enough: boolean;
                                /** @description What it rests on, counted as the description of the field says. */
                                evidence: number;
                                formula: string;
                                high: number | null;
                                /** @description Lower end of the 80 % interval; null where there is none. */
                                low: number | null;
                                unit: string;
                                /** @description Why there is no value; null when there is one. */
                                unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                /** @description Null: unknown. */
                                value: number | null;
                            };
                            /** @description Known at .85 or above with enough evidence. */
                            mastered_concepts: string[];
                            /** @description Wrong ideas that showed, the newest first. */
                            misconceptions: {
                                key: string;
                                /** Format: date-time */
                                last_at: string;
                                /** @description Right first tries in the skill since it showed last. */
                                right_since: number;
                                skill: string;
                                times: number;
                            }[];
                            /** @description Known below .5 with enough evidence. */
                            weak_areas: {
                                /** @description How well the skill is known. Formula: P(known) of Bayesian knowledge tracing after every answer, guess and slip moved by how hard the question was; Wilson interval over 1 + evidence answers. Unit: probability. Unknown below 3 answers of evidence (first tries; a hint halves one, a mapped grade counts what its mapping says). */
                                known: {
                                    /** @description Whether there is enough evidence to say a value. */
                                    enough: boolean;
                                    /** @description What it rests on, counted as the description of the field says. */
                                    evidence: number;
                                    formula: string;
                                    high: number | null;
                                    /** @description Lower end of the 80 % interval; null where there is none. */
                                    low: number | null;
                                    unit: string;
                                    /** @description Why there is no value; null when there is one. */
                                    unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                    /** @description Null: unknown. */
                                    value: number | null;
                                };
                                skill: string;
                                title: string;
                            }[];
                        };
                        /** Format: date-time */
                        updated_at: string;
                        userId: string;
                    };
                };
            };
            /** @description The state is the one in `If-None-Match`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    putProfile: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
                /** @description Id of the course; needed with a key when the learner is in several. */
                course?: string;
            };
            header: {
                /** @description The ETag of the state that is to be changed; `*` for whatever it is. */
                "If-Match": string;
            };
            path: {
                /** @description Opaque id of the learner, or `me` with a session. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description No language model writes for this learner. */
                    no_ai?: boolean;
                    /** @description Pauses personalization, or takes it up again. */
                    paused?: boolean;
                    /** @description What the learner likes; null takes a preference back. It never changes how hard questions are. */
                    preferences?: {
                        ask_confidence?: boolean;
                        difficulty_progression_rate?: ("slow" | "moderate" | "fast") | null;
                        key_shortcuts?: boolean;
                        language?: string | null;
                        minutes_per_day?: number | null;
                        motivation_factors?: ("achievement" | "mastery" | "social" | "competitive")[];
                        preferred_characters?: string[];
                        preferred_content_type?: ("visual" | "analytical" | "interactive" | "mixed") | null;
                        quiet_introductions?: boolean;
                        reviews_per_day?: number | null;
                        session_minutes?: number | null;
                        show_difficulty?: boolean;
                        suggestions_per_day?: number | null;
                    };
                    /** @description All signals that are not to be used, from now on. */
                    signals_off?: ("skills" | "forgetting" | "grades" | "similar-learners" | "habits" | "goals" | "preferences")[];
                    /** @description The answer sheet of the quiz about preferences. */
                    style_quiz?: {
                        answers: {
                            [key: string]: "visual" | "analytical" | "interactive" | "mixed";
                        };
                    };
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        as_of: string;
                        behavioralMetrics: {
                            characters: {
                                [key: string]: {
                                    /** @description How often this coach was called helpful. Formula: helpful / (helpful + unhelpful); Wilson interval. Unit: share. Unknown below 3 ratings. Not said while the signal `preferences` is switched off. */
                                    helpful: {
                                        /** @description Whether there is enough evidence to say a value. */
                                        enough: boolean;
                                        /** @description What it rests on, counted as the description of the field says. */
                                        evidence: number;
                                        formula: string;
                                        high: number | null;
                                        /** @description Lower end of the 80 % interval; null where there is none. */
                                        low: number | null;
                                        unit: string;
                                        /** @description Why there is no value; null when there is one. */
                                        unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                        /** @description Null: unknown. */
                                        value: number | null;
                                    };
                                    spoke: number;
                                };
                            };
                            /** @description By kind: `lesson`, `round`, `content`, `activity`. */
                            completion_rates: {
                                [key: string]: {
                                    /** @description Whether there is enough evidence to say a value. */
                                    enough: boolean;
                                    /** @description What it rests on, counted as the description of the field says. */
                                    evidence: number;
                                    formula: string;
                                    high: number | null;
                                    /** @description Lower end of the 80 % interval; null where there is none. */
                                    low: number | null;
                                    unit: string;
                                    /** @description Why there is no value; null when there is one. */
                                    unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                    /** @description Null: unknown. */
                                    value: number | null;
                                };
                            };
                            engagement_patterns: {
                                /** @description On how many of the latest 14 days the learner was here. Formula: count of days with a session. Unit: days. Unknown below 1 sessions. Not said while the signal `habits` is switched off. */
                                active_days: {
                                    /** @description Whether there is enough evidence to say a value. */
                                    enough: boolean;
                                    /** @description What it rests on, counted as the description of the field says. */
                                    evidence: number;
                                    formula: string;
                                    high: number | null;
                                    /** @description Lower end of the 80 % interval; null where there is none. */
                                    low: number | null;
                                    unit: string;
                                    /** @description Why there is no value; null when there is one. */
                                    unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                    /** @description Null: unknown. */
                                    value: number | null;
                                };
                                /** @description How much time passes between sittings. Formula: median time from the end of a session to the beginning of the next; quartiles. Unit: days. Unknown below 4 sessions. Not said while the signal `habits` is switched off. */
                                days_between_sessions: {
                                    /** @description Whether there is enough evidence to say a value. */
                                    enough: boolean;
                                    /** @description What it rests on, counted as the description of the field says. */
                                    evidence: number;
                                    formula: string;
                                    high: number | null;
                                    /** @description Lower end of the 80 % interval; null where there is none. */
                                    low: number | null;
                                    unit: string;
                                    /** @description Why there is no value; null when there is one. */
                                    unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                    /** @description Null: unknown. */
                                    value: number | null;
                                };
                                /** @description How long ago the learner was here last. Formula: now - time of the latest fact of their own. Unit: days. Unknown below 1 facts. Not said while the signal `habits` is switched off. */
                                days_since_active: {
                                    /** @description Whether there is enough evidence to say a value. */
                                    enough: boolean;
                                    /** @description What it rests on, counted as the description of the field says. */
                                    evidence: number;
                                    formula: string;
                                    high: number | null;
                                    /** @description Lower end of the 80 % interval; null where there is none. */
                                    low: number | null;
                                    unit: string;
                                    /** @description Why there is no value; null when there is one. */
                                    unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                    /** @description Null: unknown. */
                                    value: number | null;
                                };
                                /** @description How long a sitting is. Formula: median over the latest 30 sessions; quartiles. Unit: minutes. Unknown below 3 sessions. Not said while the signal `habits` is switched off. */
                                session_minutes: {
                                    /** @description Whether there is enough evidence to say a value. */
                                    enough: boolean;
                                    /** @description What it rests on, counted as the description of the field says. */
                                    evidence: number;
                                    formula: string;
                                    high: number | null;
                                    /** @description Lower end of the 80 % interval; null where there is none. */
                                    low: number | null;
                                    unit: string;
                                    /** @description Why there is no value; null when there is one. */
                                    unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                    /** @description Null: unknown. */
                                    value: number | null;
                                };
                                takes_up: {
                                    [key: string]: {
                                        /** @description Whether there is enough evidence to say a value. */
                                        enough: boolean;
                                        /** @description What it rests on, counted as the description of the field says. */
                                        evidence: number;
                                        formula: string;
                                        high: number | null;
                                        /** @description Lower end of the 80 % interval; null where there is none. */
                                        low: number | null;
                                        unit: string;
                                        /** @description Why there is no value; null when there is one. */
                                        unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                        /** @description Null: unknown. */
                                        value: number | null;
                                    };
                                };
                            };
                            /** @description The three hours of the week with most work; empty until known. */
                            optimal_study_times: {
                                /** @description Begins at, in UTC. */
                                hour: number;
                                /** @description How much of all work falls into this hour of the week. Formula: seconds in the hour / seconds in all. Unit: share. Unknown below 5 sessions. Not said while the signal `habits` is switched off. */
                                share: {
                                    /** @description Whether there is enough evidence to say a value. */
                                    enough: boolean;
                                    /** @description What it rests on, counted as the description of the field says. */
                                    evidence: number;
                                    formula: string;
                                    high: number | null;
                                    /** @description Lower end of the 80 % interval; null where there is none. */
                                    low: number | null;
                                    unit: string;
                                    /** @description Why there is no value; null when there is one. */
                                    unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                    /** @description Null: unknown. */
                                    value: number | null;
                                };
                                /** @description 0 is Monday, in UTC. */
                                weekday: number;
                            }[];
                            /** @description Coaches that the learner named, then those whose share of helpful ratings is above .5 even at its low end. */
                            preferred_characters: string[];
                        };
                        controls: {
                            /** @description What the learner chose at their first launch; null: they were not asked. */
                            consent: {
                                /** Format: date-time */
                                at: string;
                                /** @enum {string} */
                                choice: "personal" | "course-order";
                                version: number;
                            } | null;
                            /** @description The language of the pages; null: that of the launch. */
                            language: string | null;
                            /** @description After so many minutes of a day a break is suggested; null: never. */
                            minutes_per_day: number | null;
                            /** @description No language model writes for this learner. */
                            no_ai: boolean;
                            /** @description Personalization is paused: everybody gets the order of the course. */
                            paused: boolean;
                            /** @description New parts of the tool are not announced. */
                            quiet_introductions: boolean;
                            /** @description Signals that are not used. */
                            signals_off: ("skills" | "forgetting" | "grades" | "similar-learners" | "habits" | "goals" | "preferences")[];
                            /** @description No more suggestions a day than these; null: no limit. */
                            suggestions_per_day: number | null;
                        };
                        courseId: string;
                        goals: {
                            motivation_type: ("achievement" | "mastery" | "social" | "competitive") | null;
                            priority_areas: string[];
                            /** Format: date-time */
                            set_at: string;
                            target_skill_level: number;
                            timeline: string | null;
                        } | null;
                        /** @description Preferences, each with its evidence. They change how things are presented. They never make questions easier or harder and never keep content from anybody. */
                        learningStyle: {
                            /** @description How fast new skills follow each other. What the learner said; else, with 5 or more of the latest 10 questions rated, `fast` when most felt too easy, `slow` when most felt too hard. */
                            difficulty_progression_rate: {
                                enough: boolean;
                                evidence: {
                                    /** @description How much it counts: choices of the quiz, things that were opened, ratings. */
                                    count: number;
                                    /** @description What this source speaks for. */
                                    says: string;
                                    /** @enum {string} */
                                    source: "stated" | "quiz" | "behaviour";
                                }[];
                                /** @description What decided. */
                                source: ("stated" | "quiz" | "behaviour") | null;
                                /** @description Null: unknown. */
                                value: ("slow" | "moderate" | "fast") | null;
                            };
                            motivation_factors: {
                                /** @enum {string} */
                                factor: "achievement" | "mastery" | "social" | "competitive";
                                /** @enum {string} */
                                source: "stated" | "goals";
                            }[];
                            optimal_session_length: {
                                /** @description The length of sitting in which the learner does well. Formula: median length of the sessions with 3 or more answers and no smaller share right than over all; quartiles. Unit: minutes. Unknown below 6 sessions with 3 or more answers, of the latest 30. Not said while the signal `habits` is switched off. */
                                measured: {
                                    /** @description Whether there is enough evidence to say a value. */
                                    enough: boolean;
                                    /** @description What it rests on, counted as the description of the field says. */
                                    evidence: number;
                                    formula: string;
                                    high: number | null;
                                    /** @description Lower end of the 80 % interval; null where there is none. */
                                    low: number | null;
                                    unit: string;
                                    /** @description Why there is no value; null when there is one. */
                                    unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                    /** @description Null: unknown. */
                                    value: number | null;
                                };
                                /** @description Minutes that the learner said. */
                                stated: number | null;
                            };
                            /** @description What the learner said; else what most choices of the quiz and of behaviour speak for, with 5 or more of them; `mixed` when none has half. Behaviour speaks for the kind of content of which most is finished, among kinds opened 5 times or more. */
                            preferred_content_type: {
                                enough: boolean;
                                evidence: {
                                    /** @description How much it counts: choices of the quiz, things that were opened, ratings. */
                                    count: number;
                                    /** @description What this source speaks for. */
                                    says: string;
                                    /** @enum {string} */
                                    source: "stated" | "quiz" | "behaviour";
                                }[];
                                /** @description What decided. */
                                source: ("stated" | "quiz" | "behaviour") | null;
                                /** @description Null: unknown. */
                                value: ("visual" | "analytical" | "interactive" | "mixed") | null;
                            };
                            /** @description As the learner said. */
                            reviews_per_day: number | null;
                        };
                        /** @description The last fact that is in it. */
                        sequence: number;
                        skillProfile: {
                            /** @description General ability beside the learners that the items were placed on. Formula: mean of the posterior of a two-parameter logistic model on a grid from -4 to 4; 1.28 standard deviations. Unit: logits. Unknown below 5 first tries. Not said while the signal `skills` is switched off. */
                            ability: {
                                /** @description Whether there is enough evidence to say a value. */
                                enough: boolean;
                                /** @description What it rests on, counted as the description of the field says. */
                                evidence: number;
                                formula: string;
                                high: number | null;
                                /** @description Lower end of the 80 % interval; null where there is none. */
                                low: number | null;
                                unit: string;
                                /** @description Why there is no value; null when there is one. */
                                unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                /** @description Null: unknown. */
                                value: number | null;
                            };
                            /** @description Every skill of the course by its id, and what else was practised. */
                            current_levels: {
                                [key: string]: {
                                    /** @description First tries. */
                                    answers: number;
                                    correct: number;
                                    /** @description How well the skill is known. Formula: P(known) of Bayesian knowledge tracing after every answer, guess and slip moved by how hard the question was; Wilson interval over 1 + evidence answers. Unit: probability. Unknown below 3 answers of evidence (first tries; a hint halves one, a mapped grade counts what its mapping says). */
                                    known: {
                                        /** @description Whether there is enough evidence to say a value. */
                                        enough: boolean;
                                        /** @description What it rests on, counted as the description of the field says. */
                                        evidence: number;
                                        formula: string;
                                        high: number | null;
                                        /** @description Lower end of the 80 % interval; null where there is none. */
                                        low: number | null;
                                        unit: string;
                                        /** @description Why there is no value; null when there is one. */
                                        unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                        /** @description Null: unknown. */
                                        value: number | null;
                                    };
                                    /** @description Null: never practised. */
                                    last_at: string | null;
                                    title: string;
                                };
                            };
                            /** @description The practised skills. */
                            improvement_trajectory: {
                                /** @description Where it stood at the end of each day on which it moved; at most 20. */
                                points: {
                                    /** Format: date */
                                    day: string;
                                    known: number;
                                }[];
                                skill: string;
                                title: string;
                                /** @description How fast mastery changes now; below 0 it is being lost. Formula: p (1 - p) × slope of the damped local trend of log-odds of `known` over days (Kalman filter). Unit: share of mastery a day. Unknown below 3 days on which it was practised. Not said while the signal `skills` is switched off. */
                                velocity: {
                                    /** @description Whether there is enough evidence to say a value. */
                                    enough: boolean;
                                    /** @description What it rests on, counted as the description of the field says. */
                                    evidence: number;
                                    formula: string;
                                    high: number | null;
                                    /** @description Lower end of the 80 % interval; null where there is none. */
                                    low: number | null;
                                    unit: string;
                                    /** @description Why there is no value; null when there is one. */
                                    unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                    /** @description Null: unknown. */
                                    value: number | null;
                                };
                            }[];
                            /** @description How fast the mean over the practised skills changes now. Formula: p (1 - p) × slope of the damped local trend of log-odds of `known` over days (Kalman filter). Unit: share of mastery a day. Unknown below 3 days on which it was practised. Not said while the signal `skills` is switched off. */
                            learning_velocity: {
                                /** @description Whether there is enough evidence to say a value. */
                                enough: boolean;
                                /** @description What it rests on, counted as the description of the field says. */
                                evidence: number;
                                formula: string;
                                high: number | null;
                                /** @description Lower end of the 80 % interval; null where there is none. */
                                low: number | null;
                                unit: string;
                                /** @description Why there is no value; null when there is one. */
                                unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                /** @description Null: unknown. */
                                value: number | null;
                            };
                            /** @description Known at .85 or above with enough evidence. */
                            mastered_concepts: string[];
                            /** @description Wrong ideas that showed, the newest first. */
                            misconceptions: {
                                key: string;
                                /** Format: date-time */
                                last_at: string;
                                /** @description Right first tries in the skill since it showed last. */
                                right_since: number;
                                skill: string;
                                times: number;
                            }[];
                            /** @description Known below .5 with enough evidence. */
                            weak_areas: {
                                /** @description How well the skill is known. Formula: P(known) of Bayesian knowledge tracing after every answer, guess and slip moved by how hard the question was; Wilson interval over 1 + evidence answers. Unit: probability. Unknown below 3 answers of evidence (first tries; a hint halves one, a mapped grade counts what its mapping says). */
                                known: {
                                    /** @description Whether there is enough evidence to say a value. */
                                    enough: boolean;
                                    /** @description What it rests on, counted as the description of the field says. */
                                    evidence: number;
                                    formula: string;
                                    high: number | null;
                                    /** @description Lower end of the 80 % interval; null where there is none. */
                                    low: number | null;
                                    unit: string;
                                    /** @description Why there is no value; null when there is one. */
                                    unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                    /** @description Null: unknown. */
                                    value: number | null;
                                };
                                skill: string;
                                title: string;
                            }[];
                        };
                        /** Format: date-time */
                        updated_at: string;
                        userId: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            412: components["responses"]["Problem412"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            428: components["responses"]["Problem428"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    analyzeProfile: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
                /** @description Id of the course; needed with a key when the learner is in several. */
                course?: string;
            };
            header?: never;
            path: {
                /** @description Opaque id of the learner, or `me` with a session. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * Format: date-time
                     * @description What changed since then; a week ago unless told otherwise.
                     */
                    since?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Numbers that are others now, the largest change first. */
                        changed: {
                            after: number | null;
                            /** @description Null: not known then. */
                            before: number | null;
                            title: string;
                            /** @description Path of the number in the profile. */
                            what: string;
                        }[];
                        evidence: {
                            /** @description First tries behind it. */
                            answers: number;
                            /** @description Address of the facts. */
                            see: string;
                            /** @description Their evidence, in answers. */
                            weight: number;
                            /** @description Path of the number in the profile. */
                            what: string;
                        }[];
                        /** @description All facts, by kind. */
                        facts: {
                            [key: string]: number;
                        };
                        /** @description Facts that came since then. */
                        facts_since: number;
                        profile: {
                            /** Format: date-time */
                            as_of: string;
                            behavioralMetrics: {
                                characters: {
                                    [key: string]: {
                                        /** @description How often this coach was called helpful. Formula: helpful / (helpful + unhelpful); Wilson interval. Unit: share. Unknown below 3 ratings. Not said while the signal `preferences` is switched off. */
                                        helpful: {
                                            /** @description Whether there is enough evidence to say a value. */
                                            enough: boolean;
                                            /** @description What it rests on, counted as the description of the field says. */
                                            evidence: number;
                                            formula: string;
                                            high: number | null;
                                            /** @description Lower end of the 80 % interval; null where there is none. */
                                            low: number | null;
                                            unit: string;
                                            /** @description Why there is no value; null when there is one. */
                                            unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                            /** @description Null: unknown. */
                                            value: number | null;
                                        };
                                        spoke: number;
                                    };
                                };
                                /** @description By kind: `lesson`, `round`, `content`, `activity`. */
                                completion_rates: {
                                    [key: string]: {
                                        /** @description Whether there is enough evidence to say a value. */
                                        enough: boolean;
                                        /** @description What it rests on, counted as the description of the field says. */
                                        evidence: number;
                                        formula: string;
                                        high: number | null;
                                        /** @description Lower end of the 80 % interval; null where there is none. */
                                        low: number | null;
                                        unit: string;
                                        /** @description Why there is no value; null when there is one. */
                                        unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                        /** @description Null: unknown. */
                                        value: number | null;
                                    };
                                };
                                engagement_patterns: {
                                    /** @description On how many of the latest 14 days the learner was here. Formula: count of days with a session. Unit: days. Unknown below 1 sessions. Not said while the signal `habits` is switched off. */
                                    active_days: {
                                        /** @description Whether there is enough evidence to say a value. */
                                        enough: boolean;
                                        /** @description What it rests on, counted as the description of the field says. */
                                        evidence: number;
                                        formula: string;
                                        high: number | null;
                                        /** @description Lower end of the 80 % interval; null where there is none. */
                                        low: number | null;
                                        unit: string;
                                        /** @description Why there is no value; null when there is one. */
                                        unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                        /** @description Null: unknown. */
                                        value: number | null;
                                    };
                                    /** @description How much time passes between sittings. Formula: median time from the end of a session to the beginning of the next; quartiles. Unit: days. Unknown below 4 sessions. Not said while the signal `habits` is switched off. */
                                    days_between_sessions: {
                                        /** @description Whether there is enough evidence to say a value. */
                                        enough: boolean;
                                        /** @description What it rests on, counted as the description of the field says. */
                                        evidence: number;
                                        formula: string;
                                        high: number | null;
                                        /** @description Lower end of the 80 % interval; null where there is none. */
                                        low: number | null;
                                        unit: string;
                                        /** @description Why there is no value; null when there is one. */
                                        unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                        /** @description Null: unknown. */
                                        value: number | null;
                                    };
                                    /** @description How long ago the learner was here last. Formula: now - time of the latest fact of their own. Unit: days. Unknown below 1 facts. Not said while the signal `habits` is switched off. */
                                    days_since_active: {
                                        /** @description Whether there is enough evidence to say a value. */
                                        enough: boolean;
                                        /** @description What it rests on, counted as the description of the field says. */
                                        evidence: number;
                                        formula: string;
                                        high: number | null;
                                        /** @description Lower end of the 80 % interval; null where there is none. */
                                        low: number | null;
                                        unit: string;
                                        /** @description Why there is no value; null when there is one. */
                                        unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                        /** @description Null: unknown. */
                                        value: number | null;
                                    };
                                    /** @description How long a sitting is. Formula: median over the latest 30 sessions; quartiles. Unit: minutes. Unknown below 3 sessions. Not said while the signal `habits` is switched off. */
                                    session_minutes: {
                                        /** @description Whether there is enough evidence to say a value. */
                                        enough: boolean;
                                        /** @description What it rests on, counted as the description of the field says. */
                                        evidence: number;
                                        formula: string;
                                        high: number | null;
                                        /** @description Lower end of the 80 % interval; null where there is none. */
                                        low: number | null;
                                        unit: string;
                                        /** @description Why there is no value; null when there is one. */
                                        unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                        /** @description Null: unknown. */
                                        value: number | null;
                                    };
                                    takes_up: {
                                        [key: string]: {
                                            /** @description Whether there is enough evidence to say a value. */
                                            enough: boolean;
                                            /** @description What it rests on, counted as the description of the field says. */
                                            evidence: number;
                                            formula: string;
                                            high: number | null;
                                            /** @description Lower end of the 80 % interval; null where there is none. */
                                            low: number | null;
                                            unit: string;
                                            /** @description Why there is no value; null when there is one. */
                                            unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                            /** @description Null: unknown. */
                                            value: number | null;
                                        };
                                    };
                                };
                                /** @description The three hours of the week with most work; empty until known. */
                                optimal_study_times: {
                                    /** @description Begins at, in UTC. */
                                    hour: number;
                                    /** @description How much of all work falls into this hour of the week. Formula: seconds in the hour / seconds in all. Unit: share. Unknown below 5 sessions. Not said while the signal `habits` is switched off. */
                                    share: {
                                        /** @description Whether there is enough evidence to say a value. */
                                        enough: boolean;
                                        /** @description What it rests on, counted as the description of the field says. */
                                        evidence: number;
                                        formula: string;
                                        high: number | null;
                                        /** @description Lower end of the 80 % interval; null where there is none. */
                                        low: number | null;
                                        unit: string;
                                        /** @description Why there is no value; null when there is one. */
                                        unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                        /** @description Null: unknown. */
                                        value: number | null;
                                    };
                                    /** @description 0 is Monday, in UTC. */
                                    weekday: number;
                                }[];
                                /** @description Coaches that the learner named, then those whose share of helpful ratings is above .5 even at its low end. */
                                preferred_characters: string[];
                            };
                            controls: {
                                /** @description What the learner chose at their first launch; null: they were not asked. */
                                consent: {
                                    /** Format: date-time */
                                    at: string;
                                    /** @enum {string} */
                                    choice: "personal" | "course-order";
                                    version: number;
                                } | null;
                                /** @description The language of the pages; null: that of the launch. */
                                language: string | null;
                                /** @description After so many minutes of a day a break is suggested; null: never. */
                                minutes_per_day: number | null;
                                /** @description No language model writes for this learner. */
                                no_ai: boolean;
                                /** @description Personalization is paused: everybody gets the order of the course. */
                                paused: boolean;
                                /** @description New parts of the tool are not announced. */
                                quiet_introductions: boolean;
                                /** @description Signals that are not used. */
                                signals_off: ("skills" | "forgetting" | "grades" | "similar-learners" | "habits" | "goals" | "preferences")[];
                                /** @description No more suggestions a day than these; null: no limit. */
                                suggestions_per_day: number | null;
                            };
                            courseId: string;
                            goals: {
                                motivation_type: ("achievement" | "mastery" | "social" | "competitive") | null;
                                priority_areas: string[];
                                /** Format: date-time */
                                set_at: string;
                                target_skill_level: number;
                                timeline: string | null;
                            } | null;
                            /** @description Preferences, each with its evidence. They change how things are presented. They never make questions easier or harder and never keep content from anybody. */
                            learningStyle: {
                                /** @description How fast new skills follow each other. What the learner said; else, with 5 or more of the latest 10 questions rated, `fast` when most felt too easy, `slow` when most felt too hard. */
                                difficulty_progression_rate: {
                                    enough: boolean;
                                    evidence: {
                                        /** @description How much it counts: choices of the quiz, things that were opened, ratings. */
                                        count: number;
                                        /** @description What this source speaks for. */
                                        says: string;
                                        /** @enum {string} */
                                        source: "stated" | "quiz" | "behaviour";
                                    }[];
                                    /** @description What decided. */
                                    source: ("stated" | "quiz" | "behaviour") | null;
                                    /** @description Null: unknown. */
                                    value: ("slow" | "moderate" | "fast") | null;
                                };
                                motivation_factors: {
                                    /** @enum {string} */
                                    factor: "achievement" | "mastery" | "social" | "competitive";
                                    /** @enum {string} */
                                    source: "stated" | "goals";
                                }[];
                                optimal_session_length: {
                                    /** @description The length of sitting in which the learner does well. Formula: median length of the sessions with 3 or more answers and no smaller share right than over all; quartiles. Unit: minutes. Unknown below 6 sessions with 3 or more answers, of the latest 30. Not said while the signal `habits` is switched off. */
                                    measured: {
                                        /** @description Whether there is enough evidence to say a value. */
                                        enough: boolean;
                                        /** @description What it rests on, counted as the description of the field says. */
                                        evidence: number;
                                        formula: string;
                                        high: number | null;
                                        /** @description Lower end of the 80 % interval; null where there is none. */
                                        low: number | null;
                                        unit: string;
                                        /** @description Why there is no value; null when there is one. */
                                        unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                        /** @description Null: unknown. */
                                        value: number | null;
                                    };
                                    /** @description Minutes that the learner said. */
                                    stated: number | null;
                                };
                                /** @description What the learner said; else what most choices of the quiz and of behaviour speak for, with 5 or more of them; `mixed` when none has half. Behaviour speaks for the kind of content of which most is finished, among kinds opened 5 times or more. */
                                preferred_content_type: {
                                    enough: boolean;
                                    evidence: {
                                        /** @description How much it counts: choices of the quiz, things that were opened, ratings. */
                                        count: number;
                                        /** @description What this source speaks for. */
                                        says: string;
                                        /** @enum {string} */
                                        source: "stated" | "quiz" | "behaviour";
                                    }[];
                                    /** @description What decided. */
                                    source: ("stated" | "quiz" | "behaviour") | null;
                                    /** @description Null: unknown. */
                                    value: ("visual" | "analytical" | "interactive" | "mixed") | null;
                                };
                                /** @description As the learner said. */
                                reviews_per_day: number | null;
                            };
                            /** @description The last fact that is in it. */
                            sequence: number;
                            skillProfile: {
                                /** @description General ability beside the learners that the items were placed on. Formula: mean of the posterior of a two-parameter logistic model on a grid from -4 to 4; 1.28 standard deviations. Unit: logits. Unknown below 5 first tries. Not said while the signal `skills` is switched off. */
                                ability: {
                                    /** @description Whether there is enough evidence to say a value. */
                                    enough: boolean;
                                    /** @description What it rests on, counted as the description of the field says. */
                                    evidence: number;
                                    formula: string;
                                    high: number | null;
                                    /** @description Lower end of the 80 % interval; null where there is none. */
                                    low: number | null;
                                    unit: string;
                                    /** @description Why there is no value; null when there is one. */
                                    unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                    /** @description Null: unknown. */
                                    value: number | null;
                                };
                                /** @description Every skill of the course by its id, and what else was practised. */
                                current_levels: {
                                    [key: string]: {
                                        /** @description First tries. */
                                        answers: number;
                                        correct: number;
                                        /** @description How well the skill is known. Formula: P(known) of Bayesian knowledge tracing after every answer, guess and slip moved by how hard the question was; Wilson interval over 1 + evidence answers. Unit: probability. Unknown below 3 answers of evidence (first tries; a hint halves one, a mapped grade counts what its mapping says). */
                                        known: {
                                            /** @description Whether there is enough evidence to say a value. */
                                            enough: boolean;
                                            /** @description What it rests on, counted as the description of the field says. */
                                            evidence: number;
                                            formula: string;
                                            high: number | null;
                                            /** @description Lower end of the 80 % interval; null where there is none. */
                                            low: number | null;
                                            unit: string;
                                            /** @description Why there is no value; null when there is one. */
                                            unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                            /** @description Null: unknown. */
                                            value: number | null;
                                        };
                                        /** @description Null: never practised. */
                                        last_at: string | null;
                                        title: string;
                                    };
                                };
                                /** @description The practised skills. */
                                improvement_trajectory: {
                                    /** @description Where it stood at the end of each day on which it moved; at most 20. */
                                    points: {
                                        /** Format: date */
                                        day: string;
                                        known: number;
                                    }[];
                                    skill: string;
                                    title: string;
                                    /** @description How fast mastery changes now; below 0 it is being lost. Formula: p (1 - p) × slope of the damped local trend of log-odds of `known` over days (Kalman filter). Unit: share of mastery a day. Unknown below 3 days on which it was practised. Not said while the signal `skills` is switched off. */
                                    velocity: {
                                        /** @description Whether there is enough evidence to say a value. */
                                        enough: boolean;
                                        /** @description What it rests on, counted as the description of the field says. */
                                        evidence: number;
                                        formula: string;
                                        high: number | null;
                                        /** @description Lower end of the 80 % interval; null where there is none. */
                                        low: number | null;
                                        unit: string;
                                        /** @description Why there is no value; null when there is one. */
                                        unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                        /** @description Null: unknown. */
                                        value: number | null;
                                    };
                                }[];
                                /** @description How fast the mean over the practised skills changes now. Formula: p (1 - p) × slope of the damped local trend of log-odds of `known` over days (Kalman filter). Unit: share of mastery a day. Unknown below 3 days on which it was practised. Not said while the signal `skills` is switched off. */
                                learning_velocity: {
                                    /** @description Whether there is enough evidence to say a value. */
                                    enough: boolean;
                                    /** @description What it rests on, counted as the description of the field says. */
                                    evidence: number;
                                    formula: string;
                                    high: number | null;
                                    /** @description Lower end of the 80 % interval; null where there is none. */
                                    low: number | null;
                                    unit: string;
                                    /** @description Why there is no value; null when there is one. */
                                    unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                    /** @description Null: unknown. */
                                    value: number | null;
                                };
                                /** @description Known at .85 or above with enough evidence. */
                                mastered_concepts: string[];
                                /** @description Wrong ideas that showed, the newest first. */
                                misconceptions: {
                                    key: string;
                                    /** Format: date-time */
                                    last_at: string;
                                    /** @description Right first tries in the skill since it showed last. */
                                    right_since: number;
                                    skill: string;
                                    times: number;
                                }[];
                                /** @description Known below .5 with enough evidence. */
                                weak_areas: {
                                    /** @description How well the skill is known. Formula: P(known) of Bayesian knowledge tracing after every answer, guess and slip moved by how hard the question was; Wilson interval over 1 + evidence answers. Unit: probability. Unknown below 3 answers of evidence (first tries; a hint halves one, a mapped grade counts what its mapping says). */
                                    known: {
                                        /** @description Whether there is enough evidence to say a value. */
                                        enough: boolean;
                                        /** @description What it rests on, counted as the description of the field says. */
                                        evidence: number;
                                        formula: string;
                                        high: number | null;
                                        /** @description Lower end of the 80 % interval; null where there is none. */
                                        low: number | null;
                                        unit: string;
                                        /** @description Why there is no value; null when there is one. */
                                        unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                        /** @description Null: unknown. */
                                        value: number | null;
                                    };
                                    skill: string;
                                    title: string;
                                }[];
                            };
                            /** Format: date-time */
                            updated_at: string;
                            userId: string;
                        };
                        /** Format: date-time */
                        since: string;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getProgressAnalytics: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
                /** @description Id of the course; needed with a key when the learner is in several. */
                course?: string;
            };
            header?: never;
            path: {
                /** @description Opaque id of the learner, or `me` with a session. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        as_of: string;
                        external_grades: {
                            /** Format: date-time */
                            at: string;
                            column: string;
                            /** @description It was taken as evidence for skills. */
                            counted: boolean;
                            label: string;
                            ours: boolean;
                            score: number;
                            /** @enum {string} */
                            source: "attune" | "ags" | "moodle" | "canvas" | "csv" | "xapi" | "caliper" | "api";
                        }[];
                        gradebook: {
                            /** @description What the gradebook has from us. */
                            earned: number | null;
                            earned_at: string | null;
                            /** @description What the profile is worth now. */
                            now: number | null;
                            placement: string;
                            /** @description A grade that a teacher gave stands there. */
                            superseded: boolean;
                            title: string;
                        }[];
                        overall: {
                            forecast: {
                                /** Format: date-time */
                                at: string;
                                days: number;
                                /** @description How well it will be known on a coming day, if practice goes on as it did. Formula: logistic of the level of the damped local trend, carried forward. Unit: probability. Unknown below 3 days on which it was practised. Not said while the signal `skills` is switched off. */
                                known: {
                                    /** @description Whether there is enough evidence to say a value. */
                                    enough: boolean;
                                    /** @description What it rests on, counted as the description of the field says. */
                                    evidence: number;
                                    formula: string;
                                    high: number | null;
                                    /** @description Lower end of the 80 % interval; null where there is none. */
                                    low: number | null;
                                    unit: string;
                                    /** @description Why there is no value; null when there is one. */
                                    unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                    /** @description Null: unknown. */
                                    value: number | null;
                                };
                            }[];
                            points: {
                                /** Format: date */
                                day: string;
                                known: number;
                            }[];
                            /** @description How fast mastery changes now; below 0 it is being lost. Formula: p (1 - p) × slope of the damped local trend of log-odds of `known` over days (Kalman filter). Unit: share of mastery a day. Unknown below 3 days on which it was practised. Not said while the signal `skills` is switched off. */
                            velocity: {
                                /** @description Whether there is enough evidence to say a value. */
                                enough: boolean;
                                /** @description What it rests on, counted as the description of the field says. */
                                evidence: number;
                                formula: string;
                                high: number | null;
                                /** @description Lower end of the 80 % interval; null where there is none. */
                                low: number | null;
                                unit: string;
                                /** @description Why there is no value; null when there is one. */
                                unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                /** @description Null: unknown. */
                                value: number | null;
                            };
                        };
                        skills: {
                            forecast: {
                                /** Format: date-time */
                                at: string;
                                days: number;
                                /** @description How well it will be known on a coming day, if practice goes on as it did. Formula: logistic of the level of the damped local trend, carried forward. Unit: probability. Unknown below 3 days on which it was practised. Not said while the signal `skills` is switched off. */
                                known: {
                                    /** @description Whether there is enough evidence to say a value. */
                                    enough: boolean;
                                    /** @description What it rests on, counted as the description of the field says. */
                                    evidence: number;
                                    formula: string;
                                    high: number | null;
                                    /** @description Lower end of the 80 % interval; null where there is none. */
                                    low: number | null;
                                    unit: string;
                                    /** @description Why there is no value; null when there is one. */
                                    unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                    /** @description Null: unknown. */
                                    value: number | null;
                                };
                            }[];
                            /** @description How well the skill is known. Formula: P(known) of Bayesian knowledge tracing after every answer, guess and slip moved by how hard the question was; Wilson interval over 1 + evidence answers. Unit: probability. Unknown below 3 answers of evidence (first tries; a hint halves one, a mapped grade counts what its mapping says). */
                            known: {
                                /** @description Whether there is enough evidence to say a value. */
                                enough: boolean;
                                /** @description What it rests on, counted as the description of the field says. */
                                evidence: number;
                                formula: string;
                                high: number | null;
                                /** @description Lower end of the 80 % interval; null where there is none. */
                                low: number | null;
                                unit: string;
                                /** @description Why there is no value; null when there is one. */
                                unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                /** @description Null: unknown. */
                                value: number | null;
                            };
                            points: {
                                /** Format: date */
                                day: string;
                                known: number;
                            }[];
                            skill: string;
                            title: string;
                            /** @description How fast mastery changes now; below 0 it is being lost. Formula: p (1 - p) × slope of the damped local trend of log-odds of `known` over days (Kalman filter). Unit: share of mastery a day. Unknown below 3 days on which it was practised. Not said while the signal `skills` is switched off. */
                            velocity: {
                                /** @description Whether there is enough evidence to say a value. */
                                enough: boolean;
                                /** @description What it rests on, counted as the description of the field says. */
                                evidence: number;
                                formula: string;
                                high: number | null;
                                /** @description Lower end of the 80 % interval; null where there is none. */
                                low: number | null;
                                unit: string;
                                /** @description Why there is no value; null when there is one. */
                                unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                /** @description Null: unknown. */
                                value: number | null;
                            };
                        }[];
                        time: {
                            /** @description All time of work that is known of, here and elsewhere. */
                            seconds: number;
                            sessions: number;
                            weeks: {
                                /** @description How many first tries were right. Formula: right / all first tries of the week; Wilson interval. Unit: share. Unknown below 5 first tries. */
                                accuracy: {
                                    /** @description Whether there is enough evidence to say a value. */
                                    enough: boolean;
                                    /** @description What it rests on, counted as the description of the field says. */
                                    evidence: number;
                                    formula: string;
                                    high: number | null;
                                    /** @description Lower end of the 80 % interval; null where there is none. */
                                    low: number | null;
                                    unit: string;
                                    /** @description Why there is no value; null when there is one. */
                                    unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                    /** @description Null: unknown. */
                                    value: number | null;
                                };
                                answers: number;
                                correct: number;
                                seconds: number;
                                /**
                                 * Format: date
                                 * @description Its Monday.
                                 */
                                week: string;
                            }[];
                        };
                    };
                };
            };
            /** @description The state is the one in `If-None-Match`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    listRecommendations: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
                /** @description Id of the course; needed with a key when the learner is in several. */
                course?: string;
                /** @description How many at most. */
                limit?: number;
                type?: "course" | "assessment" | "character" | "review";
            };
            header?: never;
            path: {
                /** @description Opaque id of the learner, or `me` with a session. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Of an assessment: when it is best taken. */
                            best_time: {
                                /** @description From the time when it was suggested. */
                                hours: number;
                                /** @enum {string} */
                                reason: "deadline" | "rest" | "prerequisite-first" | "spacing" | "usual-time" | "ready";
                                /** @enum {string} */
                                when: "now" | "later" | "tomorrow";
                            } | null;
                            content_id: string;
                            /** @enum {string} */
                            content_type: "course" | "assessment" | "character" | "review";
                            /** @description Chance that it is taken up; null when habits are off. */
                            engagement: number | null;
                            expires_at: string | null;
                            feedback_score: number | null;
                            first_if: {
                                /** @enum {string} */
                                change: "known-at-most" | "known-at-least" | "days-without-practice";
                                skill: string;
                                value: number;
                            } | null;
                            id: string;
                            parts: {
                                name: string;
                                /** @description What it rests on; null: a property of the content, or your own word. */
                                signal: ("skills" | "forgetting" | "grades" | "similar-learners" | "habits" | "goals" | "preferences") | null;
                                /** @description In units of the score; what takes away is below 0. */
                                value: number;
                            }[];
                            /** @description 0 for the first of its set. */
                            position: number;
                            /** @description How probable its kind was in this slot; null where nothing was drawn. */
                            propensity: number | null;
                            reasons: {
                                code: string;
                                signal: ("skills" | "forgetting" | "grades" | "similar-learners" | "habits" | "goals" | "preferences") | null;
                                values: {
                                    [key: string]: string | number | null;
                                };
                            }[];
                            /** @description Exactly the sum of the parts; 0 in the order of the course. */
                            recommendation_score: number;
                            /** Format: date-time */
                            recommended_at: string;
                            seen: boolean;
                            title: string;
                            user_action: ("accepted" | "dismissed" | "completed") | null;
                        }[];
                        /** @description The decision that made the set; null when there is none. */
                        set_id: string | null;
                        /** @description Older than a day, or something has happened since: make a new one. */
                        stale: boolean;
                    };
                };
            };
            /** @description The state is the one in `If-None-Match`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    explainRecommendation: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
                /** @description Id of the course; needed with a key when the learner is in several. */
                course?: string;
            };
            header?: never;
            path: {
                recommendationId: string;
                /** @description Opaque id of the learner, or `me` with a session. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Of an assessment: when it is best taken. */
                        best_time: {
                            /** @description From the time when it was suggested. */
                            hours: number;
                            /** @enum {string} */
                            reason: "deadline" | "rest" | "prerequisite-first" | "spacing" | "usual-time" | "ready";
                            /** @enum {string} */
                            when: "now" | "later" | "tomorrow";
                        } | null;
                        content_id: string;
                        /** @enum {string} */
                        content_type: "course" | "assessment" | "character" | "review";
                        /** @description Chance that it is taken up; null when habits are off. */
                        engagement: number | null;
                        expires_at: string | null;
                        explanation: {
                            /** @description The models that ranked. */
                            parameters: string;
                            /** @description The score, made again from the stored inputs; null in older ones. */
                            reproduced_score: number | null;
                            /** @description Why this, in words. */
                            sentences: string[];
                            /** @description The last fact that the profile held. */
                            sequence: number;
                            /** @description Signals that the score rests on. */
                            signals: ("skills" | "forgetting" | "grades" | "similar-learners" | "habits" | "goals" | "preferences")[];
                        };
                        feedback_score: number | null;
                        first_if: {
                            /** @enum {string} */
                            change: "known-at-most" | "known-at-least" | "days-without-practice";
                            skill: string;
                            value: number;
                        } | null;
                        id: string;
                        parts: {
                            name: string;
                            /** @description What it rests on; null: a property of the content, or your own word. */
                            signal: ("skills" | "forgetting" | "grades" | "similar-learners" | "habits" | "goals" | "preferences") | null;
                            /** @description In units of the score; what takes away is below 0. */
                            value: number;
                        }[];
                        /** @description 0 for the first of its set. */
                        position: number;
                        /** @description How probable its kind was in this slot; null where nothing was drawn. */
                        propensity: number | null;
                        reasons: {
                            code: string;
                            signal: ("skills" | "forgetting" | "grades" | "similar-learners" | "habits" | "goals" | "preferences") | null;
                            values: {
                                [key: string]: string | number | null;
                            };
                        }[];
                        /** @description Exactly the sum of the parts; 0 in the order of the course. */
                        recommendation_score: number;
                        /** Format: date-time */
                        recommended_at: string;
                        seen: boolean;
                        title: string;
                        user_action: ("accepted" | "dismissed" | "completed") | null;
                    };
                };
            };
            /** @description The state is the one in `If-None-Match`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    giveRecommendationFeedback: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
                /** @description Id of the course; needed with a key when the learner is in several. */
                course?: string;
            };
            header?: never;
            path: {
                recommendationId: string;
                /** @description Opaque id of the learner, or `me` with a session. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {string} */
                    action: "accepted" | "dismissed" | "completed";
                    /** @description 1: no help; 5: just right. */
                    score?: number;
                    /** @constant */
                    seen?: true;
                } | {
                    /** @enum {string} */
                    action?: "accepted" | "dismissed" | "completed";
                    /** @description 1: no help; 5: just right. */
                    score: number;
                    /** @constant */
                    seen?: true;
                } | {
                    /** @enum {string} */
                    action?: "accepted" | "dismissed" | "completed";
                    /** @description 1: no help; 5: just right. */
                    score?: number;
                    /** @constant */
                    seen: true;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Of an assessment: when it is best taken. */
                        best_time: {
                            /** @description From the time when it was suggested. */
                            hours: number;
                            /** @enum {string} */
                            reason: "deadline" | "rest" | "prerequisite-first" | "spacing" | "usual-time" | "ready";
                            /** @enum {string} */
                            when: "now" | "later" | "tomorrow";
                        } | null;
                        content_id: string;
                        /** @enum {string} */
                        content_type: "course" | "assessment" | "character" | "review";
                        /** @description Chance that it is taken up; null when habits are off. */
                        engagement: number | null;
                        expires_at: string | null;
                        feedback_score: number | null;
                        first_if: {
                            /** @enum {string} */
                            change: "known-at-most" | "known-at-least" | "days-without-practice";
                            skill: string;
                            value: number;
                        } | null;
                        id: string;
                        parts: {
                            name: string;
                            /** @description What it rests on; null: a property of the content, or your own word. */
                            signal: ("skills" | "forgetting" | "grades" | "similar-learners" | "habits" | "goals" | "preferences") | null;
                            /** @description In units of the score; what takes away is below 0. */
                            value: number;
                        }[];
                        /** @description 0 for the first of its set. */
                        position: number;
                        /** @description How probable its kind was in this slot; null where nothing was drawn. */
                        propensity: number | null;
                        reasons: {
                            code: string;
                            signal: ("skills" | "forgetting" | "grades" | "similar-learners" | "habits" | "goals" | "preferences") | null;
                            values: {
                                [key: string]: string | number | null;
                            };
                        }[];
                        /** @description Exactly the sum of the parts; 0 in the order of the course. */
                        recommendation_score: number;
                        /** Format: date-time */
                        recommended_at: string;
                        seen: boolean;
                        title: string;
                        user_action: ("accepted" | "dismissed" | "completed") | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    explainWhyNot: {
        parameters: {
            query: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
                content_id: string;
                content_type: "course" | "assessment" | "character" | "review";
                /** @description Id of the course; needed with a key when the learner is in several. */
                course?: string;
            };
            header?: never;
            path: {
                /** @description Opaque id of the learner, or `me` with a session. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        content_id: string;
                        /** @enum {string} */
                        content_type: "course" | "assessment" | "character" | "review";
                        first_if: {
                            /** @enum {string} */
                            change: "known-at-most" | "known-at-least" | "days-without-practice";
                            skill: string;
                            value: number;
                        } | null;
                        /** @description Why it cannot be suggested now. */
                        left_out: {
                            /** @enum {string} */
                            code: "set-aside" | "not-due" | "finished" | "at-goal" | "seen" | "not-practised" | "no-struggle" | "nothing-to-ask" | "signal-off" | "course-order";
                            /** @description When that ends, where it is known. */
                            until: string | null;
                        } | null;
                        /** @description How many things can be suggested now. */
                        of: number;
                        outranked_by: {
                            content_id: string;
                            /** @enum {string} */
                            content_type: "course" | "assessment" | "character" | "review";
                            score: number;
                            title: string;
                        }[];
                        parts: {
                            name: string;
                            /** @description What it rests on; null: a property of the content, or your own word. */
                            signal: ("skills" | "forgetting" | "grades" | "similar-learners" | "habits" | "goals" | "preferences") | null;
                            /** @description In units of the score; what takes away is below 0. */
                            value: number;
                        }[];
                        /** @description 1: the best score now; null: it cannot be suggested now. */
                        rank: number | null;
                        reasons: {
                            code: string;
                            signal: ("skills" | "forgetting" | "grades" | "similar-learners" | "habits" | "goals" | "preferences") | null;
                            values: {
                                [key: string]: string | number | null;
                            };
                        }[];
                        score: number | null;
                        /** @description The same in words. */
                        sentences: string[];
                        title: string;
                    };
                };
            };
            /** @description The state is the one in `If-None-Match`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getReviews: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
                /** @description Id of the course; needed with a key when the learner is in several. */
                course?: string;
            };
            header?: never;
            path: {
                /** @description Opaque id of the learner, or `me` with a session. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        as_of: string;
                        /** @description Reviews a day at most, by the learner's preference. */
                        cap: number;
                        course: string;
                        done_today: number;
                        /** @description The next 14 days, today first. */
                        forecast: {
                            /** Format: date */
                            day: string;
                            reviews: number;
                        }[];
                        /** @description Due, and without room in the next 14 days. */
                        left: {
                            /**
                             * Format: date-time
                             * @description Midnight (UTC) of the day on which the chance has fallen to what is wanted.
                             */
                            due_at: string;
                            importance: number;
                            /** Format: date-time */
                            last_at: string;
                            overdue_days: number;
                            /** @description Midnight (UTC) of the day that has room for it; null: none of the next 14. */
                            planned_at: string | null;
                            /** @description Chance that it is still recalled, now. */
                            retention: number;
                            skill: {
                                id: string;
                                title: string;
                            };
                            /** @description Days after a review in which that chance falls to 90 %. */
                            stability: number;
                            why: {
                                /** @enum {string} */
                                code: "due" | "overdue" | "exam";
                                text: string;
                            };
                        }[];
                        /** @description The learner wants nothing planned from forgetting. */
                        off: boolean;
                        /** @description What would lose most by waiting first. */
                        today: {
                            /**
                             * Format: date-time
                             * @description Midnight (UTC) of the day on which the chance has fallen to what is wanted.
                             */
                            due_at: string;
                            importance: number;
                            /** Format: date-time */
                            last_at: string;
                            overdue_days: number;
                            /** @description Midnight (UTC) of the day that has room for it; null: none of the next 14. */
                            planned_at: string | null;
                            /** @description Chance that it is still recalled, now. */
                            retention: number;
                            skill: {
                                id: string;
                                title: string;
                            };
                            /** @description Days after a review in which that chance falls to 90 %. */
                            stability: number;
                            why: {
                                /** @enum {string} */
                                code: "due" | "overdue" | "exam";
                                text: string;
                            };
                        }[];
                        /** @description Planned for later, in order of day. */
                        upcoming: {
                            /**
                             * Format: date-time
                             * @description Midnight (UTC) of the day on which the chance has fallen to what is wanted.
                             */
                            due_at: string;
                            importance: number;
                            /** Format: date-time */
                            last_at: string;
                            overdue_days: number;
                            /** @description Midnight (UTC) of the day that has room for it; null: none of the next 14. */
                            planned_at: string | null;
                            /** @description Chance that it is still recalled, now. */
                            retention: number;
                            skill: {
                                id: string;
                                title: string;
                            };
                            /** @description Days after a review in which that chance falls to 90 %. */
                            stability: number;
                            why: {
                                /** @enum {string} */
                                code: "due" | "overdue" | "exam";
                                text: string;
                            };
                        }[];
                        user: string;
                        wanted_retention: number;
                    };
                };
            };
            /** @description The state is the one in `If-None-Match`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getSkillPredictions: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
                /** @description Id of the course; needed with a key when the learner is in several. */
                course?: string;
            };
            header?: never;
            path: {
                /** @description Opaque id of the learner, or `me` with a session. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        as_of: string;
                        skills: {
                            mastery: {
                                /** Format: date-time */
                                at: string;
                                days: number;
                                /** @description How well it will be known on a coming day, if practice goes on as it did. Formula: logistic of the level of the damped local trend, carried forward. Unit: probability. Unknown below 3 days on which it was practised. Not said while the signal `skills` is switched off. */
                                known: {
                                    /** @description Whether there is enough evidence to say a value. */
                                    enough: boolean;
                                    /** @description What it rests on, counted as the description of the field says. */
                                    evidence: number;
                                    formula: string;
                                    high: number | null;
                                    /** @description Lower end of the 80 % interval; null where there is none. */
                                    low: number | null;
                                    unit: string;
                                    /** @description Why there is no value; null when there is one. */
                                    unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                    /** @description Null: unknown. */
                                    value: number | null;
                                };
                            }[];
                            /** @description The chance that the target is reached within 120 days. Formula: share of 200 courses drawn from the trend that pass the target. Unit: probability. Unknown below 3 days on which it was practised. Not said while the signal `skills` is switched off. */
                            reach: {
                                /** @description Whether there is enough evidence to say a value. */
                                enough: boolean;
                                /** @description What it rests on, counted as the description of the field says. */
                                evidence: number;
                                formula: string;
                                high: number | null;
                                /** @description Lower end of the 80 % interval; null where there is none. */
                                low: number | null;
                                unit: string;
                                /** @description Why there is no value; null when there is one. */
                                unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                /** @description Null: unknown. */
                                value: number | null;
                            };
                            /** @description Null: reached, or not known. */
                            reach_at: {
                                high: string | null;
                                low: string | null;
                                median: string | null;
                            } | null;
                            reached: boolean;
                            /** @description R, the chance that it is not forgotten; null: not used. */
                            recall: number | null;
                            /** @description The chance that the next question of the skill is answered rightly, now. Formula: k R (1 - slip) + (1 - k R) guess, k = P(known), R = chance of recall by FSRS-6 (1 with `forgetting` off). Unit: probability. Unknown below 3 answers of evidence (first tries; a hint halves one, a mapped grade counts what its mapping says). Not said while the signal `skills` is switched off. */
                            right_now: {
                                /** @description Whether there is enough evidence to say a value. */
                                enough: boolean;
                                /** @description What it rests on, counted as the description of the field says. */
                                evidence: number;
                                formula: string;
                                high: number | null;
                                /** @description Lower end of the 80 % interval; null where there is none. */
                                low: number | null;
                                unit: string;
                                /** @description Why there is no value; null when there is one. */
                                unknown: ("too-little-evidence" | "switched-off" | "cannot-be-said") | null;
                                /** @description Null: unknown. */
                                value: number | null;
                            };
                            skill: string;
                            /** @description The goal where there is one, else .85. */
                            target: number;
                            title: string;
                        }[];
                    };
                };
            };
            /** @description The state is the one in `If-None-Match`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    getSurvey: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
                /** @description Id of the course; needed with a key when the learner is in several. */
                course?: string;
            };
            header?: never;
            path: {
                /** @description Opaque id of the learner, or `me` with a session. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Names the question that may be asked now: how useful and how enjoyable was it? Null: none. */
                        survey: string | null;
                    };
                };
            };
            /** @description The state is the one in `If-None-Match`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    answerSurvey: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
                /** @description Id of the course; needed with a key when the learner is in several. */
                course?: string;
            };
            header?: never;
            path: {
                /** @description Opaque id of the learner, or `me` with a session. */
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    enjoyable: number;
                    survey: string;
                    useful: number;
                } | {
                    /** @constant */
                    dismissed: true;
                    survey: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Names the question that may be asked now: how useful and how enjoyable was it? Null: none. */
                        survey: string | null;
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            404: components["responses"]["Problem404"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            410: components["responses"]["Problem410"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
    postStatements: {
        parameters: {
            query?: {
                /** @description Asks as of this time; only for keys, and never in production. */
                at?: string;
                /** @description Id of the course; needed for learners who are in several. */
                course?: string;
                /** @description true: say what became of each statement, instead of the mere list of ids that the specification asks for. */
                report?: "true" | "false";
            };
            header: {
                /** @description 1.0.3, or another 1.0.x. */
                "X-Experience-API-Version": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                } | {
                    [key: string]: unknown;
                }[];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    /** @description Names this state. */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string[] | {
                        statements: {
                            id: string;
                            /** @enum {string} */
                            outcome: "recorded" | "known" | "unknown-actor" | "course-needed" | "no-effect" | "voided" | "conflict";
                        }[];
                    };
                };
            };
            400: components["responses"]["Problem400"];
            401: components["responses"]["Problem401"];
            403: components["responses"]["Problem403"];
            405: components["responses"]["Problem405"];
            409: components["responses"]["Problem409"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
}
