import { requirePositive } from '../numerics/guards.js';
import { type MemoryModel, recallChance } from './memory-model.js';
import type { MemoryTrace } from './memory-trace.js';

/** A year: a longer wait than this is no plan for a course. */
export const MOST_INTERVAL = 365;
const HALVINGS = 40;

/**
 * Days after the last review when the chance of recall has fallen to `retention`, by bisection on `recallChance`; the
 * first such day where the corrected curve should not fall everywhere.
 *
 * @param retention  chance that is wanted at the review, in (0, 1)
 * @param most       days at most, above 0
 * @returns          in (0, most]; `most` when the chance has not fallen so far by then
 * @throws RangeError when retention or most is out of range
 */
export function reviewInterval(
  trace: MemoryTrace,
  retention: number,
  model: MemoryModel,
  most = MOST_INTERVAL,
): number {
  if (!(retention > 0 && retention < 1)) throw new RangeError(`retention must be in (0, 1), not ${retention}`);
  requirePositive('most', most);
  let [low, high] = [0, Math.min(1, most)];
  while (recallChance(trace, high, model) > retention) {
    if (high >= most) return most;
    [low, high] = [high, Math.min(most, high * 1.5)];
  }
  for (let halving = 0; halving < HALVINGS; halving++) {
    const middle = (low + high) / 2;
    if (recallChance(trace, middle, model) > retention) low = middle;
    else high = middle;
  }
  return high;
}

/** Shares of an interval by which it may be moved, by the part of the interval in [from, to) days. */
const SPREAD = [
  { from: 2.5, to: 7, share: 0.15 },
  { from: 7, to: 20, share: 0.1 },
  { from: 20, to: Number.POSITIVE_INFINITY, share: 0.05 },
] as const;

/**
 * By how many days a review may be moved so that reviews spread over the days (as Anki's "fuzz"): 1 day and 15 % of
 * what the interval has between 2.5 and 7 days, 10 % up to 20, 5 % beyond; 0 for an interval below 2.5 days.
 *
 * @param interval  days, at least 0
 */
export function intervalSlack(interval: number): number {
  if (interval < 2.5) return 0;
  return SPREAD.reduce((sum, { from, to, share }) => sum + share * Math.max(0, Math.min(interval, to) - from), 1);
}
