import { requireNonNegative, requirePositive } from '../numerics/guards.js';
import type { ContentType, Reaction } from './suggestion.js';

/** How long something stays away after a reaction, and how slowly it comes back. */
const AFTER = {
  'not-now': { hiddenDays: 2, recoveryDays: 3 },
  done: { hiddenDays: 3, recoveryDays: 7 },
} as const;

/** Each further "not now" doubles how long something stays away, up to this many days. */
const MOST_HIDDEN_DAYS = 60;

/** The share of its score that something loses when it may just show again. */
const DAMPED_BY = 0.6;

/**
 * How much of its score a piece of content loses because the learner set it aside: 'hidden' for two days after "not now",
 * twice as long after each further one, 60 days at most, and for three days after "done"; from then on
 * 0.6 e^(-days since / recovery), with 3 and 7 days to recover. Of several reactions the one that takes most counts.
 *
 * @throws RangeError when a `daysAgo` is not a number of at least 0, or `times` not above 0
 */
export function setAside(
  reactions: readonly Reaction[],
): (contentType: ContentType, contentId: string) => number | 'hidden' {
  const losses = new Map<string, number | 'hidden'>();
  for (const { contentType, contentId, action, daysAgo, times = 1 } of reactions) {
    requireNonNegative(`daysAgo of ${contentId}`, daysAgo);
    const key = `${contentType} ${contentId}`;
    const { recoveryDays } = AFTER[action];
    const hiddenDays = hiddenDaysAfter(action, times);
    const before = losses.get(key) ?? 0;
    if (daysAgo < hiddenDays || before === 'hidden') losses.set(key, 'hidden');
    else losses.set(key, Math.max(before, DAMPED_BY * Math.exp(-(daysAgo - hiddenDays) / recoveryDays)));
  }
  return (contentType, contentId) => losses.get(`${contentType} ${contentId}`) ?? 0;
}

/** Days for which something stays away after a reaction. @throws RangeError when `times` is not above 0 */
export function hiddenDaysAfter(action: Reaction['action'], times = 1): number {
  requirePositive('times', times);
  const { hiddenDays } = AFTER[action];
  return action === 'done' ? hiddenDays : Math.min(MOST_HIDDEN_DAYS, hiddenDays * 2 ** (times - 1));
}
