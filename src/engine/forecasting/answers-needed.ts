import { requireProbability } from '../numerics/guards.js';

/**
 * Answers until a skill is expected to be known at a target level, by knowledge tracing. An answer moves P(L) up or down,
 * but on average not at all (the posterior is a martingale); what moves the average is the chance to learn that follows:
 * E[P(L)] after n answers = 1 - (1 - P(L)) (1 - T)^n. Solved for n:
 *
 *   n = ln((1 - target) / (1 - P(L))) / ln(1 - T), at least 0
 *
 * @param known   P(L) now, in [0, 1]
 * @param target  in [0, 1]
 * @param learn   T, in [0, 1]
 * @returns       at least 0, not rounded; Infinity when it is not expected ever
 * @throws RangeError when a number is outside [0, 1]
 */
export function answersNeeded(known: number, target: number, learn: number): number {
  requireProbability('known', known);
  requireProbability('target', target);
  requireProbability('learn', learn);
  if (known >= target) return 0;
  if (learn === 0) return Number.POSITIVE_INFINITY;
  if (learn === 1) return 1;
  return Math.log((1 - target) / (1 - known)) / Math.log1p(-learn);
}
