import { requireNonNegative, requirePositive } from './guards.js';
import type { RandomSource } from './random.js';

/** A draw from the standard normal distribution (Marsaglia & Bray 1964, the polar method; one of its two is used). */
export function sampleNormal(random: RandomSource): number {
  for (;;) {
    const x = 2 * random.next() - 1;
    const y = 2 * random.next() - 1;
    const squared = x * x + y * y;
    if (squared > 0 && squared < 1) return x * Math.sqrt((-2 * Math.log(squared)) / squared);
  }
}

/**
 * A draw from the gamma distribution with scale 1 (Marsaglia & Tsang 2000; below shape 1 by their boost).
 *
 * @returns at least 0; a draw too small for a number rounds to 0, 8 of 10,000 with shape 0.01
 * @throws RangeError when the shape is not above 0
 */
export function sampleGamma(shape: number, random: RandomSource): number {
  requirePositive('shape', shape);
  if (shape < 1) return sampleGamma(shape + 1, random) * (1 - random.next()) ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = sampleNormal(random);
    const v = (1 + c * x) ** 3;
    if (v <= 0) continue;
    const u = 1 - random.next();
    if (Math.log(u) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

/**
 * A draw from the beta distribution, in [0, 1]: X / (X + Y) with X and Y gamma.
 *
 * @throws RangeError when a shape is not above 0
 */
export function sampleBeta(a: number, b: number, random: RandomSource): number {
  const x = sampleGamma(a, random);
  const y = sampleGamma(b, random);
  // Both may round to 0 for tiny shapes; the mass then sits at the ends, in the proportion a : b.
  return x + y > 0 ? x / (x + y) : Number(random.next() < a / (a + b));
}

/**
 * A draw from the exponential distribution with mean 1 / rate.
 *
 * @throws RangeError when the rate is not above 0
 */
export function sampleExponential(rate: number, random: RandomSource): number {
  return -Math.log1p(-random.next()) / requirePositive('rate', rate);
}

/**
 * A whole number from the Poisson distribution (Knuth 1969, by products; large means are split in halves), in a time
 * proportional to the mean.
 *
 * @throws RangeError when the mean is negative or not finite
 */
export function samplePoisson(mean: number, random: RandomSource): number {
  requireNonNegative('mean', mean);
  if (mean > 30) return samplePoisson(mean / 2, random) + samplePoisson(mean / 2, random);
  const limit = Math.exp(-mean);
  let count = -1;
  for (let product = 1; product > limit || count < 0; count++) product *= 1 - random.next();
  return count;
}
