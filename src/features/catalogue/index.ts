export { checkAnswer } from './answers/check-answer.js';
export { parseResponse, type RawResponse, Response } from './answers/response.js';
export type { Judged, NearMiss, Unreadable, UnreadableReason, Verdict } from './answers/verdict.js';
export { catalogueEndpoints } from './api.js';
export { AS_IMPORTED, type CatalogueEntry, type CatalogueView, type InForce } from './catalogue-view.js';
export { SLOTS_OF, slotsIn } from './check/check-lines.js';
export type { Problem, ProblemCode } from './check/problem.js';
export { type Cue, webVttCues } from './check/web-vtt.js';
export { checkCourse } from './course-check.js';
export { readAsFormula } from './expression/read-as-formula.js';
export { CourseRefused, type ImportResult, importCourse } from './import-course.js';
export { ArchiveRefused, unpack } from './import-oatutor/archive.js';
export {
  importOatutor,
  importOatutorZip,
  type OatutorOptions,
  type TranslatedCourse,
} from './import-oatutor/import-oatutor.js';
export { type ImportReport, type Note, type NoteCode, reportText } from './import-oatutor/report.js';
export {
  type Choice,
  hintOf,
  type PlainQuestion,
  plainQuestionOf,
  type Question,
  type QuestionOptions,
  questionOf,
  type ShownHint,
} from './question.js';
export { type FigureAddress, type RenderOptions, renderText } from './render-text.js';
export { catalogueRoutes, figureAddresses } from './routes.js';
export {
  AnswerKey,
  Coach,
  CoachMoment,
  ContentLevel,
  ContentModality,
  Course,
  Hint,
  Item,
  ItemParameters,
  Lesson,
  LessonMedia,
  type Option,
  Skill,
  Slug,
  Step,
  TracingParameters,
} from './schema.js';
export {
  type CatalogueSummary,
  type FigureFile,
  listCatalogues,
  loadCatalogue,
  selectCatalogue,
  selectFigure,
  selectItem,
  selectOptionalCatalogue,
  selectVideo,
  type VideoFile,
} from './store.js';
