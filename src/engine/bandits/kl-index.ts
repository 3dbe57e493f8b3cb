import { requirePositive } from '../numerics/guards.js';
import type { ArmSums } from './arm-sums.js';

const MOST_STEPS = 12;

/** Kullback-Leibler divergence between success rates p and q, both in (0, 1). */
function divergence(p: number, q: number): number {
  return p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q));
}

/**
 * Highest success rate that the rewards of an arm still allow: the largest q with
 *
 *   n kl(p, q) <= exploration * ln+(t / n)      p = (successes + 1) / n,  n = count + 2
 *
 * kl-UCB (Garivier & Cappe 2011) with the bonus of MOSS and kl-UCB++ (Audibert & Bubeck 2009; Menard & Garivier 2017), which
 * fades for an arm that has been played much; the success and the failure on top are those of the uniform prior, so that an arm
 * without rewards has an index too.
 *
 * @param steps        steps so far over all arms, with n for each arm taken as two more
 * @param exploration  weight of the bonus, above 0
 * @returns            in (0, 1)
 * @throws RangeError when a number is out of range, or the rewards were not in [0, 1]
 */
export function klIndex({ count, sum }: ArmSums, steps: number, exploration: number): number {
  requirePositive('exploration', exploration);
  const slack = 1e-9 * Math.max(1, count);
  if (!(count >= 0 && sum >= -slack && sum <= count + slack)) {
    throw new RangeError(`rewards must be in [0, 1]; ${count} of them sum to ${sum}`);
  }
  return upperRate((Math.min(count, Math.max(0, sum)) + 1) / (count + 2), bonusOf(count + 2, steps, exploration));
}

function bonusOf(n: number, steps: number, exploration: number): number {
  return steps > n ? (exploration * Math.log(steps / n)) / n : 0;
}

/** The q >= p with kl(p, q) = bonus: Newton's steps, which stay above the root of a convex function that they come down to. */
function upperRate(p: number, bonus: number): number {
  if (bonus <= 0) return p;
  // Two bounds from above: Pinsker's, and kl(p, q) >= p ln p + (1 - p) ln(1 - p) - (1 - p) ln(1 - q).
  const entropy = -p * Math.log(p) - (1 - p) * Math.log(1 - p);
  let q = Math.min(p + Math.sqrt(bonus / 2), 1 - Math.exp(-(bonus + entropy) / (1 - p)));
  for (let step = 0; step < MOST_STEPS; step++) {
    const move = ((divergence(p, q) - bonus) * q * (1 - q)) / (q - p);
    q -= move;
    if (move < 1e-9) break;
  }
  return q;
}
