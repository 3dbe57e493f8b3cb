import { reviewInterval } from '../../engine/memory/review-interval.js';
import { wouldBeFirstIf } from '../../engine/ranking/counterfactual.js';
import { hiddenDaysAfter } from '../../engine/ranking/set-aside.js';
import type { Counterfactual, ScoredContent, SuggestInput } from '../../engine/ranking/suggestion.js';
import { notFound } from '../../http/index.js';
import { KIND_OF, optionalTitleOf, TYPE_OF, titleOf } from './content.js';
import type { Ranking } from './content-recommendation-model.js';
import { type Evidence, isOff } from './evidence.js';
import type { RecommendedType } from './model.js';

const DAY = 86_400_000;
const RETENTION = 0.9;
const NAMED = 5;

/** Why something is not among what can be suggested now. */
export type LeftOut =
  | { readonly code: 'set-aside'; readonly until: Date }
  | { readonly code: 'not-due'; readonly until: Date | null }
  | {
      readonly code:
        | 'finished'
        | 'at-goal'
        | 'seen'
        | 'not-practised'
        | 'no-struggle'
        | 'nothing-to-ask'
        | 'signal-off'
        | 'course-order';
    };

/** What it would take for something to be suggested, and what stands before it. */
export interface WhyNot {
  readonly type: RecommendedType;
  readonly id: string;
  readonly title: string;
  /** From 1; null when it is not among what can be suggested now. */
  readonly rank: number | null;
  /** How many things can be suggested now. */
  readonly of: number;
  readonly scored: ScoredContent | null;
  readonly leftOut: LeftOut | null;
  /** What ranks directly before it, or the first few, the best first. */
  readonly outranked: readonly {
    readonly type: RecommendedType;
    readonly id: string;
    readonly title: string;
    readonly score: number;
  }[];
  /** The smallest change that would put it first; null when it is, or when no single change would. */
  readonly firstIf: Counterfactual | null;
}

/**
 * Why something is not suggested, or not higher up, as everything ranks now.
 *
 * @throws AppError not-found when the course has no such content
 */
export function whyNot(
  evidence: Evidence,
  { policy, input, scored }: Ranking,
  { type, id }: { readonly type: RecommendedType; readonly id: string },
): WhyNot {
  const title = optionalTitleOf(evidence, { content_type: type, content_id: id });
  if (title === null) throw notFound('no such content');
  const kind = KIND_OF[type];
  const place = scored.findIndex(({ contentType, contentId }) => contentType === kind && contentId === id);
  const found = scored[place] ?? null;
  const before = found ? scored.slice(0, place) : scored;
  const change = found && place > 0 && policy === 'engine' ? wouldBeFirstIf(found, input) : undefined;
  return {
    type,
    id,
    title,
    rank: found ? place + 1 : null,
    of: scored.length,
    scored: found,
    leftOut: found ? null : leftOut(evidence, input, { type, id }, policy !== 'engine'),
    outranked: before.slice(0, NAMED).map(({ contentType, contentId, score }) => ({
      type: TYPE_OF[contentType],
      id: contentId,
      title: titleOf(evidence, { content_type: TYPE_OF[contentType], content_id: contentId }),
      score,
    })),
    firstIf: change ?? null,
  };
}

function leftOut(
  evidence: Evidence,
  input: SuggestInput,
  { type, id }: { readonly type: RecommendedType; readonly id: string },
  inOrder: boolean,
): LeftOut {
  const until = setAsideUntil(evidence, input, { type, id });
  if (until) return { code: 'set-aside', until };
  switch (type) {
    case 'course':
      return { code: inOrder ? 'seen' : 'at-goal' };
    case 'assessment':
      return { code: input.placements.some((one) => one.id === id) ? 'finished' : 'nothing-to-ask' };
    case 'character':
      if (inOrder) return { code: 'course-order' };
      return { code: isOff(evidence.profile, 'skills') ? 'signal-off' : 'no-struggle' };
    case 'review':
      if (inOrder) return { code: 'course-order' };
      return isOff(evidence.profile, 'forgetting') ? { code: 'signal-off' } : notDue(evidence, input, id);
  }
}

function setAsideUntil(
  { now }: Evidence,
  { reactions = [] }: SuggestInput,
  { type, id }: { readonly type: RecommendedType; readonly id: string },
): Date | null {
  const ends = reactions
    .filter(({ contentType, contentId }) => contentType === KIND_OF[type] && contentId === id)
    .map(({ action, daysAgo, times }) => now.getTime() + (hiddenDaysAfter(action, times) - daysAgo) * DAY)
    .filter((end) => end > now.getTime());
  return ends.length > 0 ? new Date(Math.max(...ends)) : null;
}

/** A review is due when the chance of recall has fallen so far. */
function notDue({ memory, now }: Evidence, { skills }: SuggestInput, id: string): LeftOut {
  const skill = skills.find((one) => one.id === id);
  if (!skill?.memory || skill.daysSinceLastAnswer === undefined) return { code: 'not-practised' };
  const days = reviewInterval(skill.memory, RETENTION, memory) - skill.daysSinceLastAnswer;
  // Due by memory, and still not known well enough to be reviewed: it is to be learned.
  return { code: 'not-due', until: days > 0 ? new Date(now.getTime() + days * DAY) : null };
}
