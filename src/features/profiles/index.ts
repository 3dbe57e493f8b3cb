export { profileEndpoints } from './api.js';
export { accuracyOf, secondsWorked } from './behaviour.js';
export { FORMULAS } from './formulas.js';
export { LiveProfiles } from './live.js';
export { type Formula, Measure, measureBy, measured, Z80 } from './measure.js';
export { recallOf, targetOf } from './predictions.js';
export { gradebookOf, type ProgressSources } from './progress.js';
export { GoalProgress, PersonalizationProfile } from './schema.js';
export {
  catalogueOf,
  changeProfile,
  type ProfileDependencies,
  type ProfileModels,
  readAnalysed,
  readLearned,
  readProgressSources,
} from './service.js';
export { knownMeasure } from './skills.js';
export { foretell, trendOfSkill, trendOverall, velocityOf } from './trends.js';
export { type Analysed, UserProfileAnalyzer } from './user-profile-analyzer.js';
