import { requirePositive } from './guards.js';

/** Logarithm of the gamma function and its relatives, exact to a few units of the last place also near their zeros. */

/** 1 - Euler's constant. */
const ONE_MINUS_EULER = 0.42278433509846713;

/** zeta(k) - 1 for k = 2, 3, … (Abramowitz & Stegun 1964, table 23.3; more digits from mpmath 1.3). */
// biome-ignore format: a table
const ZETA_MINUS_ONE = [
  0.6449340668482264, 0.2020569031595943, 0.08232323371113819, 0.03692775514336993, 0.01734306198444914,
  0.008349277381922827, 0.00407735619794434, 0.0020083928260822143, 0.0009945751278180853,
  0.0004941886041194645, 0.0002460865533080483, 0.00012271334757848915, 0.00006124813505870483,
  0.00003058823630702049, 0.00001528225940865187, 0.000007637197637899763, 0.00000381729326499984,
  0.000001908212716553939, 9.539620338727962e-7, 4.769329867878064e-7, 2.38450502727733e-7,
  1.1921992596531106e-7, 5.960818905125948e-8, 2.980350351465228e-8, 1.4901554828365043e-8,
  7.45071178983543e-9, 3.725334024788457e-9,
];

/** B(2k) / (2k (2k-1)), the coefficients of Stirling's series (Abramowitz & Stegun 1964, 6.1.40). */
// biome-ignore format: a table
const STIRLING = [
  1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360360, 1 / 156, -3617 / 122400,
];

/** From here on Stirling's series has all its digits. */
const LARGE = 10;
const HALF_LOG_TWO_PI = 0.9189385332046728;

/**
 * ln Gamma(x). Near 1 and 2 by the series in zeta(k) - 1 (Abramowitz & Stegun 1964, 6.1.33), elsewhere by the
 * recurrence and, from 10 on, by Stirling's series.
 *
 * @param x  above 0
 * @throws RangeError when x is not a finite number above 0
 */
export function logGamma(x: number): number {
  requirePositive('x', x);
  if (x >= LARGE) return (x - 0.5) * Math.log(x) - x + HALF_LOG_TWO_PI + stirlingSeries(x);
  if (x < 0.5) return logGammaOnePlus(x) - Math.log(x);
  if (x < 1.5) return logGammaOnePlus(x - 1);
  let product = 1;
  let z = x - 2;
  for (; z > 0.5; z--) product *= z + 1;
  return Math.log(product) + logGammaTwoPlus(z);
}

/**
 * ln Gamma(1 + z) with full relative precision near z = 0.
 *
 * @param z  in [-0.5, 0.5] by the series; above that as `logGamma`
 */
export function logGammaOnePlus(z: number): number {
  return z > 0.5 ? logGamma(1 + z) : logGammaTwoPlus(z) - Math.log1p(z);
}

/** ln Gamma(2 + z) = z (1 - gamma) + sum over k >= 2 of (-1)^k (zeta(k) - 1) z^k / k, |z| <= 0.5. */
function logGammaTwoPlus(z: number): number {
  let sum = 0;
  for (let k = ZETA_MINUS_ONE.length + 1; k >= 2; k--) sum = (ZETA_MINUS_ONE[k - 2] as number) / k - z * sum;
  return z * (ONE_MINUS_EULER + z * sum);
}

/**
 * ln B(a, b) = ln Gamma(a) + ln Gamma(b) - ln Gamma(a + b), without the loss of digits of that sum when one is large.
 *
 * @throws RangeError when a or b is not a finite number above 0
 */
export function logBeta(a: number, b: number): number {
  const [small, large] = a < b ? [a, b] : [b, a];
  if (large < LARGE) return logGamma(small) + logGamma(large) - logGamma(small + large);
  const sum = small + large;
  const rest = stirlingError(large) - stirlingError(sum) - (large - 0.5) * Math.log1p(small / large);
  return logGamma(small) + small * (1 - Math.log(sum)) + rest;
}

/**
 * What Stirling's formula leaves: ln Gamma(x) - ((x - 1/2) ln x - x + ln(2 pi) / 2), which falls as 1 / 12x.
 *
 * @throws RangeError when x is not a finite number above 0
 */
export function stirlingError(x: number): number {
  if (x >= LARGE) return stirlingSeries(x);
  return logGamma(x) - (x - 0.5) * Math.log(x) + x - HALF_LOG_TWO_PI;
}

function stirlingSeries(x: number): number {
  const inverse = 1 / x;
  const square = inverse * inverse;
  let sum = 0;
  for (let k = STIRLING.length - 1; k >= 0; k--) sum = sum * square + (STIRLING[k] as number);
  return sum * inverse;
}

/**
 * ln(1 + u) - u without cancellation, by the series of the inverse hyperbolic tangent in r = u / (2 + u) where u is
 * small: ln(1 + u) = 2 (r + r^3/3 + r^5/5 + …).
 *
 * @param u  above -1
 */
export function logOnePlusMinus(u: number): number {
  if (!(u > -0.5 && u < 1)) return Math.log1p(u) - u;
  const r = u / (2 + u);
  const square = r * r;
  let [sum, power] = [0, square];
  for (let k = 3; ; k += 2) {
    const next = sum + power / k;
    if (next === sum) return r * (2 * sum - u);
    sum = next;
    power *= square;
  }
}
