import { wilsonInterval } from '../inference/wilson.js';
import { requireNonNegative, requireProbability } from '../numerics/guards.js';

/** Answers' worth of evidence below which we say "not enough yet" instead of a level. */
export const ENOUGH_EVIDENCE = 3;

/** The weight of the starting guess, in answers: what we believe before the first answer counts as one. */
const PRIOR_EVIDENCE = 1;

/** Two-sided 80 % of the standard normal: in eight cases of ten the level lies in the interval. */
const NORMAL_QUANTILE_80 = 1.2815515655446004;

/** How well a skill is known, with how sure that is. */
export interface SkillMastery {
  /** P(L), in [0, 1]. */
  readonly known: number;
  /** Effective answers: the sum of their weights. */
  readonly evidence: number;
  /** The 80 % interval around `known`, in [0, 1]. */
  readonly low: number;
  readonly high: number;
  /** False: too few answers to call it a level. */
  readonly enough: boolean;
}

/**
 * The level of a skill as an interval. `known` is taken as a share seen in n = 1 + evidence answers, and the interval
 * is Wilson's (1927): with z the normal quantile,
 *
 *   centre = (known + z^2/2n) / (1 + z^2/n)
 *   half   = z / (1 + z^2/n) * sqrt(known (1 - known) / n + z^2/4n^2)
 *
 * It always holds `known`, stays inside [0, 1], and narrows like 1/sqrt(n); at 0 and 1 it does not collapse to a
 * point, as the plain normal interval would.
 *
 * @param known     P(L), in [0, 1]
 * @param evidence  the sum of the weights of the answers so far, at least 0
 * @throws RangeError when either is out of range
 */
export function skillMastery(known: number, evidence: number): SkillMastery {
  requireProbability('known', known);
  requireNonNegative('evidence', evidence);
  const { low, high } = wilsonInterval(known, PRIOR_EVIDENCE + evidence, NORMAL_QUANTILE_80);
  return { known, evidence, low, high, enough: evidence >= ENOUGH_EVIDENCE };
}
