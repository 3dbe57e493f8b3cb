import { requireNonNegative, requireProbability } from '../numerics/guards.js';
import { type BktParameters, checkBktParameters } from './bkt.js';

/** What is said of a skill from outside, counted in answers; need not be whole. */
export interface SoftEvidence {
  readonly right: number;
  readonly wrong: number;
}

/**
 * P(L) after evidence that is no answer of its own, as a grade is: a number r of right and w of wrong answers' worth,
 * each likelihood to that power (the "power posterior" of Ibrahim & Chen 2000), and no chance to learn:
 *
 *   odds(L) after = odds(L) ((1 - s) / g)^r (s / (1 - g))^w
 *
 * With r = 1 and w = 0 it is `updateKnowledge` of a right answer without learning. Computed on logarithms, so that
 * large counts neither overflow nor turn to 0/0; evidence that the parameters call impossible in both states moves
 * nothing.
 *
 * @param known  P(L) before, in [0, 1]
 * @returns      P(L) after, in [0, 1]
 * @throws RangeError when `known` or a parameter is out of range, or a count is negative or not finite
 */
export function weighEvidence(known: number, { right, wrong }: SoftEvidence, parameters: BktParameters): number {
  checkBktParameters(parameters);
  requireProbability('known', known);
  requireNonNegative('right', right);
  requireNonNegative('wrong', wrong);
  const { slip, guess } = parameters;
  const asKnown = Math.log(known) + power(right, 1 - slip) + power(wrong, slip);
  const asUnknown = Math.log(1 - known) + power(right, guess) + power(wrong, 1 - guess);
  if (asKnown === Number.NEGATIVE_INFINITY && asUnknown === Number.NEGATIVE_INFINITY) return known;
  return 1 / (1 + Math.exp(asUnknown - asKnown));
}

/** ln of a likelihood to a power; 0^0 is 1. */
const power = (times: number, likelihood: number): number => (times === 0 ? 0 : times * Math.log(likelihood));
