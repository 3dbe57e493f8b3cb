export { answerQuestion, type Mark, openHint, showSolution } from './answers.js';
export { type PracticeApiDependencies, practiceEndpoints } from './api.js';
export { usualDifficultyOf } from './foretold.js';
export { Answer as AnswerForm, responseOf } from './forms.js';
export { type FreeChoice, freeChoice } from './free/choice.js';
export { type FreeRunDocument, freeRunCollection } from './free/model.js';
export { freeRoutes, practiseStep, showFree } from './free/routes.js';
export { createGradebook, type Gradebook, type GradeToSend } from './gradebook.js';
export { gradeId, listGrades, listGradesOf, scoreOf, selectOptionalGrade } from './grades.js';
export { type QuestionInFront, selectQuestionInFront } from './in-front.js';
export {
  attemptCollection,
  type DecisionDocument,
  decisionCollection,
  type GradeDocument,
  gradeCollection,
  openQuestionCollection,
} from './model.js';
export { type PlacementResult, placementResult } from './placement-result.js';
export { isPlaced, mostQuestionsLeft } from './placement-rule.js';
export {
  answerPlacement,
  goOnPlacing,
  type PlacementMark,
  type PlacementQuestion,
  placementQuestion,
} from './placement-test.js';
export type { PracticePorts } from './ports.js';
export { finishRound, goOn, mayWorkOn, startRound } from './rounds.js';
export { openPractice, type PracticeRoutesDependencies, practiceRoutes, showPractice } from './routes.js';
export { assignedSkills, isClosed, type PracticeDependencies, type Practitioner, type Student } from './situation.js';
export { type StaffRoutesDependencies, showStaff, staffRoutes } from './staff-routes.js';
export { evidenceWeight } from './steps.js';
export { overviewOf, practiceView, type SkillOverview, type SkillProgress, skillProgressOf } from './view.js';
export { practiceDays } from './wishes.js';
