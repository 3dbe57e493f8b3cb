// Made from the OpenAPI document by "npm run build:client"; a test says when it is old.

export interface paths {
    "/api/catalogues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The catalogues of the institution, by title
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
         * One catalogue; its ETag is what a change of it needs
         * @description For a service key with the scope `courses:read`.
         */
        get: operations["getCatalogue"];
        /**
         * Bring a whole course; If-Match is needed where one is there already
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
         * The courses of the institution; with a session, its own course
         * @description For a session with the permission `signed-in`, or a service key with the scope `courses:read`.
         */
        get: operations["listCourses"];
        put?: never;
        /**
         * Make a course of your own system, bound to a catalogue; once more changes nothing but the title
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
         * One course
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
    "/api/courses/{courseId}/coaches": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The coaches of a course, and what they know best
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
         * The questions of a course: what they are about and how hard they are
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
         * The lessons of a course
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
         * The skills of a course, with what comes first and the parameters in force
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
         * Tell of up to 1,000 events; each is answered for by itself, and profiles are up to date by then
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
         * Who is known, of the institution or of one course
         * @description For a session with the permission `course:staff`, or a service key with the scope `learners:read`.
         */
        get: operations["listLearners"];
        put?: never;
        /**
         * Enrol a learner of your own system in a course; once more changes nothing but the name
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
         * One learner, and the courses they are in
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
        /** @description It was changed somewhere else meanwhile, or a key was used again for something else. */
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
                            /**
                             * @description Not before; for `dated`.
                             * @default null
                             */
                            availableAt: string | null;
                            /**
                             * @description To be finished by; for `dated`.
                             * @default null
                             */
                            dueAt: string | null;
                            /**
                             * @description `first`: opens every path; `dated`: is in every path, within its dates; `never`: is in none.
                             * @enum {string}
                             */
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
                    pins: {
                        /**
                         * @description Not before; for `dated`.
                         * @default null
                         */
                        availableAt?: string | null;
                        /**
                         * @description To be finished by; for `dated`.
                         * @default null
                         */
                        dueAt?: string | null;
                        /**
                         * @description `first`: opens every path; `dated`: is in every path, within its dates; `never`: is in none.
                         * @enum {string}
                         */
                        place: "first" | "dated" | "never";
                        target: {
                            id: string;
                            /** @enum {string} */
                            kind: "lesson" | "practice" | "assessment" | "skill";
                        };
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
                        pins: {
                            /**
                             * @description Not before; for `dated`.
                             * @default null
                             */
                            availableAt: string | null;
                            /**
                             * @description To be finished by; for `dated`.
                             * @default null
                             */
                            dueAt: string | null;
                            /**
                             * @description `first`: opens every path; `dated`: is in every path, within its dates; `never`: is in none.
                             * @enum {string}
                             */
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
                        /** @description 1 to 5 with its 95 % interval; null below five answers. */
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
                            /** @default null */
                            completed?: boolean | null;
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
                            difficulty_progression_rate?: ("slow" | "moderate" | "fast") | null;
                            motivation_factors?: ("achievement" | "mastery" | "social" | "competitive")[];
                            no_ai?: boolean;
                            preferred_characters?: string[];
                            preferred_content_type?: ("visual" | "analytical" | "interactive" | "mixed") | null;
                            reviews_per_day?: number | null;
                            session_minutes?: number | null;
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
                    /** @default null */
                    endsAt?: string | null;
                    name: string;
                    /**
                     * @description Not before, even when it was started.
                     * @default null
                     */
                    startsAt?: string | null;
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
                        /** @description Shares are weights by their sum. */
                        weight: number;
                    }[];
                    /**
                     * @description What is decided in another way.
                     * @enum {string}
                     */
                    where: "recommendations" | "difficulty" | "paths";
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
                        ended: ("not-ready" | "nothing-to-ask" | "placed" | "closed" | "no-rounds-left" | "round-finished") | null;
                        /** @enum {string} */
                        mode: "practice" | "review" | "placement";
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
            410: components["responses"]["Problem410"];
            413: components["responses"]["Problem413"];
            415: components["responses"]["Problem415"];
            429: components["responses"]["Problem429"];
            500: components["responses"]["Problem500"];
            503: components["responses"]["Problem503"];
        };
    };
}
