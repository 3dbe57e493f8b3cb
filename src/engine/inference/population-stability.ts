import { chiSquareUpperQuantile } from '../numerics/distributions-chi-square.js';
import { requireNonNegative } from '../numerics/guards.js';
import type { Verdict } from './verdict.js';

/** How far shares over bins have moved from what they were. */
export interface PopulationStability {
  /** Sum over bins of (p - q) ln(p / q), at least 0. */
  readonly index: number;
  /** What chance alone would pass once in a hundred times with so many numbers. */
  readonly chanceLimit: number;
  readonly verdict: Verdict<'stable' | 'shifted' | 'shifted-far'>;
}

/** The customary limits (Siddiqi 2006, ch. 9). */
const WATCH = 0.1;
const ACT = 0.25;
/** Added to every bin of both, so that an empty one stays finite. */
const PRIOR = 0.5;
const RARE = 0.01;

/**
 * Population stability index of two histograms over the same bins (Siddiqi 2006). The customary limits know nothing of
 * sample size: with few numbers chance alone passes them, so a verdict asks also that the index is above what chance
 * gives, (1/N + 1/M) times a chi-square with bins - 1 degrees of freedom (Yurdakul & Naranjo 2020, eq. 4).
 *
 * @param before  numbers per bin, at least two bins, not all 0
 * @param now     the same bins, not all 0
 * @throws RangeError when the bins differ, or a number is negative or not finite
 */
export function populationStability(before: ArrayLike<number>, now: ArrayLike<number>): PopulationStability {
  const bins = before.length;
  if (bins < 2 || now.length !== bins) {
    throw new RangeError(`both must have the same two or more bins, not ${bins} and ${now.length}`);
  }
  const [n, m] = [sumOf('before', before), sumOf('now', now)];
  let index = 0;
  for (let bin = 0; bin < bins; bin++) {
    const p = ((before[bin] as number) + PRIOR) / (n + PRIOR * bins);
    const q = ((now[bin] as number) + PRIOR) / (m + PRIOR * bins);
    index += (p - q) * Math.log(p / q);
  }
  const chanceLimit = (1 / n + 1 / m) * chiSquareUpperQuantile(RARE, bins - 1);
  return { index, chanceLimit, verdict: verdictOf(index, chanceLimit) };
}

function verdictOf(index: number, chanceLimit: number): PopulationStability['verdict'] {
  if (index < WATCH || index <= chanceLimit) return { severity: 'none', reason: 'stable' };
  return index < ACT ? { severity: 'watch', reason: 'shifted' } : { severity: 'act', reason: 'shifted-far' };
}

function sumOf(name: string, counts: ArrayLike<number>): number {
  let sum = 0;
  for (let bin = 0; bin < counts.length; bin++) sum += requireNonNegative(`${name}[${bin}]`, counts[bin] as number);
  if (sum === 0) throw new RangeError(`${name} must have a bin above 0`);
  return sum;
}
