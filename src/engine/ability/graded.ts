import { requireFinite, requirePositive, requireSome, requireWhole } from '../numerics/guards.js';
import { logistic } from '../numerics/logistic.js';

/** A question scored in steps (0, 1, …, m): partial credit, a rubric, a rating. */
export interface GradedItem {
  /** a, above 0. */
  readonly discrimination: number;
  /** b_1 < … < b_m: the ability at which score k or better is as likely as not. */
  readonly thresholds: readonly number[];
}

/** @throws RangeError when there is no threshold or they do not rise */
export function checkGradedItem({ discrimination, thresholds }: GradedItem): void {
  requirePositive('discrimination', discrimination);
  requireSome('thresholds', thresholds);
  for (const [index, threshold] of thresholds.entries()) {
    requireFinite('thresholds', threshold);
    const before = thresholds[index - 1];
    if (before !== undefined && threshold <= before) {
      throw new RangeError(`thresholds must rise: ${threshold} comes after ${before}`);
    }
  }
}

/**
 * The chance of each score (graded response model; Samejima 1969, eq. 2-3):
 *
 *   P(score = k) = P*_k - P*_(k+1),   P*_k = logistic(a (ability - b_k)),   P*_0 = 1, P*_(m+1) = 0
 *
 * With one threshold it is the two-parameter curve.
 *
 * @returns m + 1 chances that sum to 1
 * @throws RangeError when the ability or the item is out of range
 */
export function gradedProbabilities(item: GradedItem, ability: number): number[] {
  checkGradedItem(item);
  requireFinite('ability', ability);
  const { discrimination, thresholds } = item;
  return Array.from({ length: thresholds.length + 1 }, (_, score) => {
    const low = score === 0 ? Number.NEGATIVE_INFINITY : (thresholds[score - 1] as number);
    const high = thresholds[score] ?? Number.POSITIVE_INFINITY;
    return between(discrimination * (ability - low), discrimination * (ability - high));
  });
}

/**
 * logistic(x) - logistic(y) for x > y without losing a small difference between two numbers near 1:
 * the logistic of -y less that of -x is the same.
 */
function between(x: number, y: number): number {
  return y > 0 ? logistic(-y) - logistic(-x) : logistic(x) - logistic(y);
}

/**
 * Expected score, in [0, m]: the sum of P*_k.
 *
 * @throws RangeError when the ability or the item is out of range
 */
export function gradedExpectedScore(item: GradedItem, ability: number): number {
  checkGradedItem(item);
  requireFinite('ability', ability);
  return item.thresholds.reduce((sum, threshold) => sum + logistic(item.discrimination * (ability - threshold)), 0);
}

/**
 * Fisher information of one score about the ability (Samejima 1969, eq. 6-7): sum over scores of P_k'^2 / P_k, with
 * P_k' = a (P*_k Q*_k - P*_(k+1) Q*_(k+1)).
 *
 * @throws RangeError when the ability or the item is out of range
 */
export function gradedInformation(item: GradedItem, ability: number): number {
  const chances = gradedProbabilities(item, ability);
  const { discrimination, thresholds } = item;
  const spread = thresholds.map((threshold) => {
    const x = discrimination * (ability - threshold);
    return logistic(x) * logistic(-x);
  });
  return chances.reduce((sum, p, score) => {
    const slope = discrimination * ((spread[score - 1] ?? 0) - (spread[score] ?? 0));
    return p > 0 ? sum + (slope * slope) / p : sum;
  }, 0);
}

/**
 * ln P(score | ability), held above ln 1e-300 where the chance rounds to 0.
 *
 * @throws RangeError when the score is no whole number in [0, m], or as `gradedProbabilities`
 */
export function gradedLogLikelihood(item: GradedItem, ability: number, score: number): number {
  requireWhole('score', score, 0);
  const p = gradedProbabilities(item, ability)[score];
  if (p === undefined) throw new RangeError(`score must be at most ${item.thresholds.length}, not ${score}`);
  return Math.log(Math.max(1e-300, p));
}
