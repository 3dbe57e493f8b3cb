export {
  ActivityMetrics,
  AnswerMetrics,
  ContentPreference,
  FACT_METRICS,
  type FactDraft,
  FactSource,
  type FactType,
  GoalsMetrics,
  GradeReadMetrics,
  Modality,
  MotivationType,
  PreferencesMetrics,
  SIGNALS,
  Signal,
} from './facts.js';
export {
  type Arrival,
  ensureLearner,
  ensureLearners,
  listLearners,
  listLearnersBySub,
  selectLearner,
} from './learners.js';
export {
  countFactsAbout,
  ensureProfile,
  type FactsAbout,
  listFacts,
  listFactsAbout,
  listLearnersTold,
  listProfiles,
  type Owner,
  type Rebuilt,
  rebuildProfiles,
  rebuildProjection,
  recordFact,
  selectOptionalProfile,
  selectProfile,
} from './ledger.js';
export type { InteractionDocument, LearnerDocument, ProfileDocument } from './model.js';
export { placingOf } from './placing.js';
export { emptyProjection, foldFact, levelOf, MASTERED, type Projection, type SkillLevel } from './profile.js';
export { CourseQuery, type Named, PublicId, UserParams, type Whose, whose } from './whose.js';
