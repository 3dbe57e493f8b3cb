export { type CoachApiDependencies, coachEndpoints } from './api.js';
export { type CoachLine, lineBeside, type QuestionOnPage } from './line-on-page.js';
export { type CoachMatch, choiceOf, type MatchInput, matchCoaches } from './match.js';
export { messageCollection } from './model.js';
export { coachMoment, type MomentInput, type SeenMoment } from './moment.js';
export { type CoachRoutesDependencies, coachRoutes, showCoach } from './routes.js';
export type { CoachDependencies } from './say.js';
export { createWriter, type Writer, type WriterConfig } from './writer/writer.js';
