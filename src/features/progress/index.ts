export { masteryOfAll, masteryOfSkill, reviewForecastOf, skillMapOf, studyWeeksOf } from './charts.js';
export { type ProgressDependencies, progressRoutes, showProgress } from './routes.js';
export { ALL_SKILLS, type ProgressView, progressView } from './view.js';
