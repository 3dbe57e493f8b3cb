import { requirePositive, requireSome } from '../numerics/guards.js';
import type { ArmSums } from './arm-sums.js';

const MOST_STEPS = 12;

/** Kullback-Leibler divergence between success rates p and q, both in (0, 1). */
function divergence(p: number, q: number): number {
  return p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q));
}

/**
 * Highest success rate that the rewards of an arm still allow: the largest q with
 *
 *   n kl(p, q) <= exploration * ln+(steps / n)      p = (successes + 1) / n,  n = count + 2
 *
 * kl-UCB (Garivier & Cappe 2011) with a bonus that fades for an arm that has been played much: with the steps so far as in MOSS
 * and kl-UCB++ (Audibert & Bubeck 2009; Menard & Garivier 2017), with the steps that are left as in the index of Lai (1987),
 * which comes near to the finite-horizon Gittins index (Lattimore 2016). The success and the failure on top are those of the
 * uniform prior, so that an arm without rewards has an index too.
 *
 * @param steps        the sum of n over all arms, or the steps that are left; where n reaches it, the index is p
 * @param exploration  weight of the bonus, above 0
 * @returns            in (0, 1)
 * @throws RangeError when a number is out of range, or the rewards were not in [0, 1]
 */
export function klIndex(sums: ArmSums, steps: number, exploration: number): number {
  requirePositive('exploration', exploration);
  return upperRate(meanOf(sums), bonusOf(sums.count + 2, steps, exploration));
}

/**
 * The arm of the highest `klIndex`, without working out those that cannot be the highest.
 *
 * @returns  its index, the first of equal arms
 * @throws RangeError as klIndex, and when there is no arm
 */
export function highestKlIndex(arms: readonly ArmSums[], steps: number, exploration: number): number {
  requireSome('arms', arms);
  requirePositive('exploration', exploration);
  let best = 0;
  let highestMean = -1;
  for (let arm = 0; arm < arms.length; arm++) {
    const mean = meanOf(arms[arm] as ArmSums);
    if (mean <= highestMean) continue;
    best = arm;
    highestMean = mean;
  }
  let highest = klIndex(arms[best] as ArmSums, steps, exploration);
  for (let arm = 0; arm < arms.length; arm++) {
    const sums = arms[arm] as ArmSums;
    // Pinsker's inequality, kl(p, q) >= 2 (q - p)^2, bounds the index from above at little cost.
    const gap = highest - meanOf(sums);
    if (gap >= 0 && 2 * gap * gap >= bonusOf(sums.count + 2, steps, exploration)) continue;
    const index = klIndex(sums, steps, exploration);
    if (index <= highest) continue;
    best = arm;
    highest = index;
  }
  return best;
}

/** (successes + 1) / (count + 2). @throws RangeError when the rewards were not in [0, 1] */
function meanOf({ count, sum }: ArmSums): number {
  const slack = 1e-9 * Math.max(1, count);
  if (!(count >= 0 && sum >= -slack && sum <= count + slack)) {
    throw new RangeError(`rewards must be in [0, 1]; ${count} of them sum to ${sum}`);
  }
  return (Math.min(count, Math.max(0, sum)) + 1) / (count + 2);
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
