import { requireNonNegative, requirePositive, requireProbability } from '../numerics/guards.js';

/** How often something happened in a group beside how often a model of earlier groups expected it. */
export interface HazardRatio {
  readonly ratio: number;
  /** 90 % credible interval. */
  readonly low: number;
  readonly high: number;
}

const Z90 = 1.6448536269514722;

/**
 * Ratio of a group's events to those expected, drawn towards `prior` (gamma-Poisson; Clayton & Kaldor 1987, section 2):
 *
 *   ratio ~ Gamma(strength * prior, strength),  observed ~ Poisson(ratio * expected)
 *   mean  = (observed + strength * prior) / (expected + strength)
 *
 * The interval is the Wilson-Hilferty approximation of the gamma quantiles (1931).
 *
 * @param observed  events seen
 * @param expected  sum of the hazards that a model gave to everyone at risk
 * @param strength  how many expected events' worth of trust in the prior
 * @throws RangeError when a number is negative or not finite
 */
export function estimateHazardRatio(
  observed: number,
  expected: number,
  { strength = 10, prior = 1 } = {},
): HazardRatio {
  requireNonNegative('observed', observed);
  requireNonNegative('expected', expected);
  requirePositive('strength', strength);
  requirePositive('prior', prior);
  const shape = observed + strength * prior;
  const rate = expected + strength;
  const quantile = (z: number) => (shape / rate) * Math.max(0, 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape))) ** 3;
  return { ratio: shape / rate, low: quantile(-Z90), high: quantile(Z90) };
}

/**
 * Chance of an event when its hazard is `ratio` times as high all along: 1 - (1 - p)^ratio (proportional hazards, Cox
 * 1972). In [0, 1].
 *
 * @throws RangeError when p is outside [0, 1] or the ratio is negative
 */
export function scaleEvent(p: number, ratio: number): number {
  requireProbability('p', p);
  requireNonNegative('ratio', ratio);
  return -Math.expm1(ratio * Math.log1p(-p));
}

/**
 * Chance of one of two bad ends, leaving or failing, when only the hazard of leaving has changed:
 *
 *   either = leaves + (1 - leaves) * fails,  with leaves scaled by `scaleEvent` and the chance to fail for those who
 *   stay left as it was
 *
 * @param either  chance of leaving or failing before, in [0, 1]
 * @param leaves  chance of leaving before, in [0, 1]; above `either` it is taken to be `either`
 * @throws RangeError as `scaleEvent`
 */
export function scaleEither(either: number, leaves: number, ratio: number): number {
  const leaving = Math.min(requireProbability('either', either), requireProbability('leaves', leaves));
  const failing = leaving < 1 ? (either - leaving) / (1 - leaving) : 1;
  const scaled = scaleEvent(leaving, ratio);
  return scaled + (1 - scaled) * failing;
}
