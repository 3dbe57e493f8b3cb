import { changePrior } from '../../engine/ability/change-prior.js';
import { FACT_METRICS, type FactMetrics, type FactType } from './facts.js';
import { foldAnswer } from './fold/answer.js';
import { foldConsent, foldPaused, foldSignals } from './fold/consent.js';
import { foldActivity, foldLessonCompleted, foldLessonOpened, foldViewed } from './fold/content.js';
import { foldGrade } from './fold/grade.js';
import { foldCompletion, foldWork } from './fold/habits.js';
import { latest } from './fold/records.js';
import { foldReset } from './fold/reset.js';
import {
  foldCoach,
  foldFelt,
  foldGoals,
  foldPreferences,
  foldQuiz,
  foldRating,
  foldSuggestion,
  foldSurvey,
} from './fold/wishes.js';
import { draftOf, type Projection } from './projection.js';

/** A stored fact as far as folding looks at it. */
export interface FoldableFact {
  readonly sequence: number;
  readonly interaction_type: FactType;
  readonly content_id: string | null;
  readonly performance_metrics: Readonly<Record<string, unknown>>;
  readonly timestamp: Date;
}

/** What one kind of fact changes in a profile beyond its sequence number and the learner's presence. */
type Fold<T extends FactType> = (profile: Projection, metrics: FactMetrics<T>, fact: FoldableFact) => void;

/** These change nothing but what is said above: other collections keep what they are about. */
const nothing = (): void => undefined;

const FOLDS: { readonly [T in FactType]: Fold<T> } = {
  answer: foldAnswer,
  hint: ({ behavioral_metrics: behaviour }) => {
    behaviour.hints += 1;
  },
  solution: nothing,
  placement: (profile, { segment, mean, sd }) => {
    profile.behavioral_metrics.segment = segment;
    profile.skill_profile.ability = [...changePrior(profile.skill_profile.ability, { mean, sd })];
  },
  'round-started': (profile) => foldCompletion(profile.behavioral_metrics, 'round', 'started'),
  'round-finished': (profile) => foldCompletion(profile.behavioral_metrics, 'round', 'completed'),
  'lesson-opened': (profile, metrics, { content_id, timestamp }) => {
    if (content_id) foldLessonOpened(profile, content_id, metrics, timestamp);
  },
  'lesson-completed': (profile, metrics, { content_id, timestamp }) => {
    if (content_id) foldLessonCompleted(profile, content_id, metrics, timestamp);
  },
  'content-viewed': (profile, metrics, { timestamp }) => foldViewed(profile, metrics, timestamp),
  launch: nothing,
  'grade-read': (profile, metrics, { timestamp }) => foldGrade(profile, metrics, timestamp),
  activity: (profile, metrics, { timestamp }) => foldActivity(profile, metrics, timestamp),
  'goals-set': (profile, metrics, { timestamp }) => foldGoals(profile, metrics, timestamp),
  'goals-removed': (profile) => {
    profile.goals = null;
  },
  'preferences-set': (profile, metrics, { timestamp }) => foldPreferences(profile, metrics, timestamp),
  'style-quiz': (profile, metrics, { timestamp }) => foldQuiz(profile, metrics, timestamp),
  'signals-set': foldSignals,
  'personalization-set': foldPaused,
  'consent-given': (profile, metrics, { timestamp }) => foldConsent(profile, metrics, timestamp),
  'skill-reset': (profile, metrics, { timestamp }) => foldReset(profile, metrics, timestamp),
  'difficulty-felt': (profile, metrics, { timestamp }) => foldFelt(profile, metrics, timestamp),
  'coach-spoke': (profile, { coach }, { timestamp }) => foldCoach(profile, coach, 'spoke', timestamp),
  'coach-rated': (profile, { coach, helpful }, { timestamp }) =>
    foldCoach(profile, coach, helpful ? 'helpful' : 'unhelpful', timestamp),
  'survey-answered': foldSurvey,
  'survey-dismissed': nothing,
  'experiment-exposed': nothing,
  'suggestion-seen': (profile, metrics, fact) => foldSuggestion(profile, 'seen', metrics, fact),
  'suggestion-accepted': (profile, metrics, fact) => foldSuggestion(profile, 'accepted', metrics, fact),
  'suggestion-dismissed': (profile, metrics, fact) => foldSuggestion(profile, 'dismissed', metrics, fact),
  'suggestion-completed': (profile, metrics, fact) => foldSuggestion(profile, 'completed', metrics, fact),
  'suggestion-rated': (profile, { score }) => foldRating(profile, score),
  'grade-delivered': nothing,
};

/** Facts that others make about a learner: they are no sign that the learner was here. */
const BY_OTHERS: ReadonlySet<FactType> = new Set([
  'placement',
  'grade-delivered',
  'grade-read',
  'experiment-exposed',
  'coach-spoke',
]);
/** These know how long the learner worked and say so themselves; an activity was elsewhere. */
const WITH_TIME: ReadonlySet<FactType> = new Set(['answer', 'lesson-completed', 'content-viewed', 'activity']);

/**
 * Folds one more fact into a working copy (`draftOf`), which it changes: so a batch of facts is folded on one copy. What
 * the copy shares with its original is replaced, never changed.
 *
 * @throws ZodError when the fact does not say what its type must say; the copy is of no use then
 */
export function foldInto(draft: Projection, fact: FoldableFact): void {
  const { interaction_type: type, performance_metrics } = fact;
  const read = FOLDS[type] === nothing ? performance_metrics : FACT_METRICS[type].parse(performance_metrics);
  foldChecked(draft, { ...fact, performance_metrics: read });
}

/** As `foldInto`, of a fact whose metrics were found to say what its type must say just now. */
export function foldChecked(draft: Projection, fact: FoldableFact): void {
  const { interaction_type: type, timestamp, sequence } = fact;
  draft.sequence = sequence;
  const { behavioral_metrics: behaviour } = draft;
  if (!BY_OTHERS.has(type)) {
    behaviour.last_active_at = latest(behaviour.last_active_at, timestamp);
    if (!WITH_TIME.has(type)) foldWork(behaviour, timestamp, { seconds: 0 });
  }
  foldMetrics(type, draft, fact);
}

function foldMetrics<T extends FactType>(type: T, draft: Projection, fact: FoldableFact): void {
  FOLDS[type](draft, fact.performance_metrics as FactMetrics<T>, fact);
}

/** The profile after one more fact. Pure: the same facts in the same order give the same profile, bit for bit. */
export function foldFact(before: Projection, fact: FoldableFact): Projection {
  const draft = draftOf(before);
  foldInto(draft, fact);
  return draft;
}
