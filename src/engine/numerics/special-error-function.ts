import { rational } from './special-rational.js';

/** The error function and the scaled tail of the normal distribution, from the rational functions of Cody
 * (1969) and, far out, Laplace's continued fraction. */

// biome-ignore format: tables
const CENTRE = {
  top: [0.06568233791820745, 2.2352520354606837, 161.02823106855587, 1067.6894854603709, 18154.98125334356],
  bottom: [1, 47.202581904688245, 976.0985517377767, 10260.932208618979, 45507.78933502673],
};
// biome-ignore format: tables
const MIDDLE = {
  top: [
    1.0765576773720192e-8, 0.39894151208813466, 8.883149794388377, 93.50665613217785, 597.2702763948002,
    2494.5375852903726, 6848.190450536283, 11602.65143764735, 9842.714838383978,
  ],
  bottom: [
    1, 22.266688044328117, 235.387901782625, 1519.3775994075547, 6485.558298266761, 18615.571640885097,
    34900.95272114598, 38912.00328609327, 19685.429676859992,
  ],
};
const CENTRE_END = 0.66291;
const MIDDLE_END = Math.sqrt(32);
const FAR_DEPTH = 20;
const SQRT_TWO_PI = 2.5066282746310007;

/**
 * Phi(z) - 1/2 for small |z|, with full relative precision.
 *
 * @param z  with |z| <= 0.66
 */
export function normalCentre(z: number): number {
  return z * rational(CENTRE, z * z);
}

/**
 * Phi(-z) e^(z^2 / 2) for z >= 0.66: the tail of the standard normal distribution without its steep factor.
 */
export function normalScaledTail(z: number): number {
  if (z < MIDDLE_END) return rational(MIDDLE, z);
  // The continued fraction of Laplace, 1/(z + 1/(z + 2/(z + …))): as deep as the nearest z needs.
  let fraction = z;
  for (let k = FAR_DEPTH; k > 0; k--) fraction = z + k / fraction;
  return 1 / (fraction * SQRT_TWO_PI);
}

/** Where `normalCentre` ends and `normalScaledTail` begins. */
export const NORMAL_CENTRE_END = CENTRE_END;

/** e^(-x^2 * factor) with the square split in two, so that its rounding is not magnified by the exponent. */
export function expMinusSquare(x: number, factor: number): number {
  const coarse = Math.trunc(x * 16) / 16;
  return Math.exp(-coarse * coarse * factor) * Math.exp(-(x - coarse) * (x + coarse) * factor);
}

/**
 * erf(x) = 2 / sqrt(pi) times the integral from 0 to x of e^(-t^2), in [-1, 1].
 *
 * @throws RangeError when x is NaN
 */
export function erf(x: number): number {
  if (Number.isNaN(x)) throw new RangeError('x must be a number, not NaN');
  const z = x * Math.SQRT2;
  if (Math.abs(z) <= CENTRE_END) return 2 * normalCentre(z);
  return x > 0 ? 1 - erfcTail(x) : erfcTail(-x) - 1;
}

/**
 * erfc(x) = 1 - erf(x), in [0, 2], with full relative precision for large x.
 *
 * @throws RangeError when x is NaN
 */
export function erfc(x: number): number {
  if (Number.isNaN(x)) throw new RangeError('x must be a number, not NaN');
  const z = x * Math.SQRT2;
  if (Math.abs(z) <= CENTRE_END) return 1 - 2 * normalCentre(z);
  return x > 0 ? erfcTail(x) : 2 - erfcTail(-x);
}

/** erfc(x) for x above some 0.47. */
function erfcTail(x: number): number {
  return x > 30 ? 0 : 2 * normalScaledTail(x * Math.SQRT2) * expMinusSquare(x, 1);
}
