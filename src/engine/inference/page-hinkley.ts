import { requireFinite, requireNonNegative, requirePositive } from '../numerics/guards.js';
import type { Verdict } from './verdict.js';

/** Where the two sums of the Page-Hinkley test stand. Plain JSON. */
export interface PageHinkley {
  readonly count: number;
  readonly mean: number;
  /** How far the numbers have run above, and below, their mean. */
  readonly above: number;
  readonly below: number;
  readonly verdict: Verdict<'steady' | 'rising' | 'falling'>;
}

/** How small a shift is let pass, and how much evidence tells a change. */
export interface PageHinkleyOptions {
  /** A shift of half this size is let pass; in units of the numbers. */
  readonly slack?: number;
  /** The sum at which a change is told; `watch` from half of it on. */
  readonly limit?: number;
}

/** The detector before its first number. */
export const NO_PAGE_HINKLEY: PageHinkley = {
  count: 0,
  mean: 0,
  above: 0,
  below: 0,
  verdict: { severity: 'none', reason: 'steady' },
};

const SLACK = 0.02;
const LIMIT = 15;

/**
 * Page-Hinkley test in both directions (Page 1954; Mouss et al. 2004): with m the mean so far,
 * above = max(0, above + x - m - slack), and below the same of m - x; a change where one passes the limit. It begins
 * anew after a change. No false alarm rate is guaranteed; for chances and outcomes `calibrationDrift` has one.
 *
 * @throws RangeError when the value is not finite or an option out of range
 */
export function pageHinkley(state: PageHinkley, value: number, options: PageHinkleyOptions = {}): PageHinkley {
  const { slack = SLACK, limit = LIMIT } = options;
  requireFinite('value', value);
  requireNonNegative('slack', slack);
  requirePositive('limit', limit);
  const from = state.verdict.severity === 'act' ? NO_PAGE_HINKLEY : state;
  const count = from.count + 1;
  const mean = from.mean + (value - from.mean) / count;
  const above = Math.max(0, from.above + value - mean - slack);
  const below = Math.max(0, from.below + mean - value - slack);
  const most = Math.max(above, below);
  const reason = above >= below ? 'rising' : 'falling';
  if (most >= limit) return { count, mean, above, below, verdict: { severity: 'act', reason } };
  if (most >= limit / 2) return { count, mean, above, below, verdict: { severity: 'watch', reason } };
  return { count, mean, above, below, verdict: { severity: 'none', reason: 'steady' } };
}
