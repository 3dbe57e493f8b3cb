import { requireFinite, requirePositive, requireProbability } from '../numerics/guards.js';
import { logistic, logLogistic } from '../numerics/logistic.js';

/** A question on the latent scale (mean 0, standard deviation 1, logistic metric without the constant 1.7). */
export interface ItemCurve {
  /** a, above 0: how sharply the question tells learners apart. */
  readonly discrimination: number;
  /** b: the ability at which the chance is halfway between guessing and certainty. */
  readonly difficulty: number;
  /** c, in [0, 1): the chance of a right answer without any ability; 0 when absent (two parameters). */
  readonly guessing?: number;
  /** d, in (c, 1]: the chance of a right answer with all the ability in the world (careless slips); 1 when absent. */
  readonly upper?: number;
}

/** @throws RangeError that names the parameter */
export function checkItemCurve({ discrimination, difficulty, guessing = 0, upper = 1 }: ItemCurve): void {
  requirePositive('discrimination', discrimination);
  requireFinite('difficulty', difficulty);
  requireProbability('guessing', guessing);
  if (guessing === 1) throw new RangeError('guessing must be below 1');
  requireProbability('upper', upper);
  if (upper <= guessing) throw new RangeError(`upper must be above guessing (${guessing}), not ${upper}`);
}

/**
 * P(right | ability) = c + (d - c) / (1 + e^(-a(ability - b))) (Birnbaum 1968; Lord 1980, eq. 2-1; with d Barton &
 * Lord 1981).
 *
 * @returns in [c, d]
 * @throws RangeError when the ability or a parameter is out of range
 */
export function successProbability(item: ItemCurve, ability: number): number {
  checkItemCurve(item);
  requireFinite('ability', ability);
  const { discrimination, difficulty, guessing = 0, upper = 1 } = item;
  return guessing + (upper - guessing) * logistic(discrimination * (ability - difficulty));
}

/**
 * Fisher information of one answer about the ability (Lord 1980, eq. 5-9; Magis 2013 for four parameters), in
 * 1 / ability squared, with L the logistic curve between the asymptotes:
 *
 *   I = a^2 (d - c)^2 L^2 (1 - L)^2 / (p q),   which is a^2 p q without guessing and slips
 *
 * @throws RangeError when the ability or a parameter is out of range
 */
export function fisherInformation(item: ItemCurve, ability: number): number {
  checkItemCurve(item);
  requireFinite('ability', ability);
  const { discrimination, difficulty, guessing = 0, upper = 1 } = item;
  const x = discrimination * (ability - difficulty);
  const above = logistic(x);
  const p = guessing + (upper - guessing) * above;
  if (upper < 1) return slippingInformation(discrimination, upper - guessing, above, p);
  const q = (1 - guessing) * logistic(-x);
  // p is 0 only where the curve has run out below the smallest number; there is nothing to learn there.
  return p > 0 ? discrimination ** 2 * (q / p) * above ** 2 : 0;
}

/** The general formula; with d below 1 neither its q nor, where it matters, its p comes near 0. */
function slippingInformation(discrimination: number, span: number, above: number, p: number): number {
  return p > 0 ? (discrimination * span * above * (1 - above)) ** 2 / (p * (1 - p)) : 0;
}

/**
 * ln P(answer | ability), finite for every ability, also where the probability itself would round to 0.
 */
export function logLikelihood(item: ItemCurve, ability: number, correct: boolean): number {
  const { discrimination, difficulty, guessing = 0, upper = 1 } = item;
  const x = discrimination * (ability - difficulty);
  if (correct) {
    // ln(d L) and ln(c + (d - c) L); without guessing and slips the plain form, to the last bit.
    if (guessing > 0) return Math.log(guessing + (upper - guessing) * logistic(x));
    return upper < 1 ? Math.log(upper) + logLogistic(x) : logLogistic(x);
  }
  if (upper < 1) return Math.log(1 - upper + (upper - guessing) * logistic(-x));
  return Math.log1p(-guessing) + logLogistic(-x);
}
