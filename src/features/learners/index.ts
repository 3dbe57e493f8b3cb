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
  MotivationType,
  PreferencesMetrics,
  SIGNALS,
  Signal,
} from './facts.js';
export {
  type Arrival,
  ensureLearner,
  ensureLearners,
  ensureOutsideLearner,
  listLearners,
  listLearnersBySub,
  outsideIssuer,
  pageOfLearners,
  selectLearner,
  systemOf,
} from './learners.js';
export {
  ensureProfile,
  listFacts,
  listProfiles,
  type Owner,
  type Rebuilt,
  rebuildProfiles,
  rebuildProjection,
  selectOptionalProfile,
  selectProfile,
} from './ledger.js';
export type { InteractionDocument, LearnerDocument, ProfileDocument } from './model.js';
export { placingOf } from './placing.js';
export { emptyProjection, foldFact, levelOf, MASTERED, type Projection, type SkillLevel } from './profile.js';
export { type Outcome, type RecordedBatch, recordBatches, recordFact, recordFacts, type Stamp } from './record.js';
export { CourseQuery, type Named, PublicId, UserParams, type Whose, whose } from './whose.js';
