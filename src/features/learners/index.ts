export { countFacts, listFactsBehind, projectionAsOf, rebuildProfile } from './behind.js';
export { emptyProjection } from './empty-projection.js';
export {
  ActivityMetrics,
  AnswerMetrics,
  ConsentChoice,
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
export { WITHHELD } from './fold/consent.js';
export { isMastered, MASTERED, SURE, WEAK } from './fold/summary.js';
export { goalsInUse, isInUse, sessionsInUse, statedInUse } from './in-use.js';
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
  listProfilesOf,
  type Owner,
  profileId,
  type Rebuilt,
  rebuildProfiles,
  rebuildProjection,
  selectOptionalFact,
  selectOptionalProfile,
  selectProfile,
} from './ledger.js';
export {
  type InteractionDocument,
  interactionCollection,
  type LearnerDocument,
  learnerCollection,
  type ProfileDocument,
  profileCollection,
} from './model.js';
export { placingOf } from './placing.js';
export { type FoldableFact, foldFact, foldInto } from './profile.js';
export { listFactsAfter, listProgress, listSignalsOff, listStandings, type Progress } from './progress.js';
export {
  type Controls,
  draftOf,
  type Goals,
  levelOf,
  type Projection,
  type RecentAnswer,
  type Review,
  type Session,
  type SkillLevel,
} from './projection.js';
export { type Outcome, type RecordedBatch, recordBatches, recordFact, recordFacts, type Stamp } from './record.js';
export { countFactsAbout, type FactsAbout, listFactsAbout, listLearnersTold } from './told.js';
export { firstTryOf, type TrailStep, trailOf } from './trail.js';
export { CourseQuery, type Named, PublicId, requireReader, UserParams, type Whose, whose } from './whose.js';
