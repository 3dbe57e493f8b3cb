import { receivedCollection } from './features/activity/index.js';
import type { InForce } from './features/catalogue/index.js';
import { messageCollection } from './features/coaches/index.js';
import { enrolmentCollection } from './features/courses/index.js';
import { assignmentCollection } from './features/experiments/index.js';
import { goalDraftCollection } from './features/goals/index.js';
import { featuresCollection, sequenceCollection } from './features/models/index.js';
import { pathCollection } from './features/paths/index.js';
import {
  attemptCollection,
  decisionCollection,
  freeRunCollection,
  gradeCollection,
  openQuestionCollection,
} from './features/practice/index.js';
import { consentGate, type ExportSource, privacyRoutes, settingsRoutes, sourceOf } from './features/privacy/index.js';
import { recommendationCollection } from './features/recommendations/index.js';
import type { MemoryModelFor } from './features/reviews/index.js';
import type { Gate, RenderPage, Route, Words } from './http/index.js';
import { type LandingDependencies, prepareLanding } from './landing.js';
import type { SessionStore } from './lti/index.js';
import type { Storage } from './storage/index.js';

export interface PrivacyParts extends LandingDependencies {
  readonly storage: Storage;
  readonly sessions: SessionStore;
  readonly words: Words;
  readonly renderPage: RenderPage;
  readonly inForce: InForce;
  readonly memoryModelFor: MemoryModelFor;
}

/** What learners decide about themselves, and the question before their first page. */
export function composePrivacy(parts: PrivacyParts): { readonly routes: Route[]; readonly gate: Gate } {
  const { storage, clock, newId, sessions, words, renderPage, inForce, memoryModelFor } = parts;
  const deps = { storage, clock, newId, renderPage, inForce, memoryModelFor };
  return {
    routes: [
      ...privacyRoutes({ ...deps, translator: words.translator, sources: sourcesOf(sessions) }),
      ...settingsRoutes({
        ...deps,
        languages: words.languages,
        speak: (principal, language) => sessions.speak(principal, language),
      }),
    ],
    gate: consentGate({ ...deps, prepare: (learner, page) => prepareLanding(parts, learner, page) }),
  };
}

/** Everything that names a learner besides their facts and their profile; a test looks whether something is missing. */
function sourcesOf(sessions: SessionStore): readonly ExportSource[] {
  return [
    sourceOf('enrolments', enrolmentCollection),
    sourceOf('attempts', attemptCollection, { sort: { started_at: 1 } }),
    sourceOf('open_questions', openQuestionCollection),
    sourceOf('free_runs', freeRunCollection, { sort: { started_at: 1 } }),
    sourceOf('goal_drafts', goalDraftCollection),
    sourceOf('decisions', decisionCollection, { sort: { created_at: 1 } }),
    sourceOf('grades', gradeCollection),
    sourceOf('suggestions', recommendationCollection, { sort: { recommended_at: 1, position: 1 } }),
    sourceOf('paths', pathCollection),
    sourceOf('coach_messages', messageCollection, { sort: { said_at: 1 } }),
    sourceOf('experiments', assignmentCollection, {
      where: ({ userId }) => ({ user_id: userId }),
      tell: ({ metrics, ...row }, { courseId }) => ({
        ...row,
        metrics: { exposed: metrics.exposed.filter(({ course }) => course === courseId) },
      }),
    }),
    sourceOf('received', receivedCollection),
    sourceOf('features', featuresCollection),
    // The answers once more, packed for training: they stand among the facts.
    sourceOf('sequences', sequenceCollection, {
      tell: ({ _id, chunk, count, first_at, last_at }) => ({ _id, chunk, count, first_at, last_at }),
    }),
    { name: 'sessions', rows: ({ tenant }, owner) => sessions.told({ tenant, ...owner }) },
  ];
}
