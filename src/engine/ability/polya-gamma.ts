import { requireFinite } from '../numerics/guards.js';
import type { RandomSource } from '../numerics/random.js';

/** Terms that are drawn; the rest, hardly random, is replaced by its mean. */
const TERMS = 12;
const FACTORS = Float64Array.from({ length: TERMS }, (_, k) => 2 * Math.PI ** 2 * (k + 0.5) ** 2);

/**
 * A draw from the Polya-Gamma distribution PG(1, x) (Polson, Scott & Windle 2013, eq. 2.1): a sum of weighted
 * exponentials E_k,
 *
 *   sum over k from 1 of E_k / (2 pi^2 (k - 1/2)^2 + x^2 / 2)
 *
 * of which twelve are drawn. The mean tanh(x / 2) / (2 x) is kept exactly; of the variance 1 part in 80,000 is lost at
 * x = 0, 1 in 1,000 at x = 10.
 *
 * @returns above 0
 * @throws RangeError when x is not finite
 */
export function samplePolyaGamma(x: number, random: RandomSource): number {
  const half = (requireFinite('x', x) * x) / 2;
  let [sum, expected] = [0, 0];
  for (let k = 0; k < TERMS; k++) {
    const scale = 1 / ((FACTORS[k] as number) + half);
    sum -= Math.log1p(-random.next()) * scale;
    expected += scale;
  }
  return sum + Math.max(0, polyaGammaMean(x) - expected);
}

/** tanh(x / 2) / (2 x), 1 / 4 at 0: the mean of PG(1, x). */
export function polyaGammaMean(x: number): number {
  return Math.abs(x) < 1e-6 ? 0.25 : Math.tanh(x / 2) / (2 * x);
}
