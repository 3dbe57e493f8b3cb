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
}

/** @throws RangeError that names the parameter */
export function checkItemCurve({ discrimination, difficulty, guessing = 0 }: ItemCurve): void {
  requirePositive('discrimination', discrimination);
  requireFinite('difficulty', difficulty);
  requireProbability('guessing', guessing);
  if (guessing === 1) throw new RangeError('guessing must be below 1');
}

/**
 * P(right | ability) = c + (1 - c) / (1 + e^(-a(ability - b))) (Birnbaum 1968; Lord 1980, eq. 2-1).
 *
 * @throws RangeError when the ability or a parameter is out of range
 */
export function successProbability(item: ItemCurve, ability: number): number {
  checkItemCurve(item);
  requireFinite('ability', ability);
  const { discrimination, difficulty, guessing = 0 } = item;
  return guessing + (1 - guessing) * logistic(discrimination * (ability - difficulty));
}

/**
 * Fisher information of one answer about the ability (Lord 1980, eq. 5-9), in 1 / ability squared:
 *
 *   I = a^2 (q / p) ((p - c) / (1 - c))^2,   which is a^2 p q without guessing
 *
 * @throws RangeError when the ability or a parameter is out of range
 */
export function fisherInformation(item: ItemCurve, ability: number): number {
  checkItemCurve(item);
  requireFinite('ability', ability);
  const { discrimination, difficulty, guessing = 0 } = item;
  const x = discrimination * (ability - difficulty);
  const above = logistic(x);
  const p = guessing + (1 - guessing) * above;
  const q = (1 - guessing) * logistic(-x);
  // p is 0 only where the curve has run out below the smallest number; there is nothing to learn there.
  return p > 0 ? discrimination ** 2 * (q / p) * above ** 2 : 0;
}

/**
 * ln P(answer | ability), finite for every ability, also where the probability itself would round to 0.
 */
export function logLikelihood(item: ItemCurve, ability: number, correct: boolean): number {
  const { discrimination, difficulty, guessing = 0 } = item;
  const x = discrimination * (ability - difficulty);
  if (!correct) return Math.log1p(-guessing) + logLogistic(-x);
  return guessing === 0 ? logLogistic(x) : Math.log(guessing + (1 - guessing) * logistic(x));
}
