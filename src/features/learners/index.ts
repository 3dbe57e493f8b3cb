export {
  ActivityMetrics,
  AnswerMetrics,
  ContentPreference,
  FACT_METRICS,
  type FactDraft,
  type FactMetrics,
  FactSource,
  type FactType,
  GoalsMetrics,
  GradeReadMetrics,
  Modality,
  MotivationType,
  PreferencesMetrics,
  SIGNALS,
  Signal,
  StyleQuizMetrics,
} from './facts.js';
export { MASTERED, WEAK } from './fold/summary.js';
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
  listFactsByKey,
  listFactsOfKind,
  listProfiles,
  type Owner,
  type Rebuilt,
  rebuildProfiles,
  rebuildProjection,
  selectOptionalFact,
  selectOptionalProfile,
  selectProfile,
} from './ledger.js';
export type { InteractionDocument, LearnerDocument, ProfileDocument } from './model.js';
export { placingOf } from './placing.js';
export { type FoldableFact, foldFact, foldInto } from './profile.js';
export {
  type Controls,
  draftOf,
  emptyProjection,
  type Goals,
  levelOf,
  type Projection,
  type RecentAnswer,
  type Review,
  type Session,
  type SkillLevel,
} from './projection.js';
export { type Outcome, type RecordedBatch, recordBatches, recordFact, recordFacts, type Stamp } from './record.js';
export { CourseQuery, type Named, PublicId, UserParams, type Whose, whose } from './whose.js';
