import { requireProbability } from '../numerics/guards.js';
import { CONFIDENCE, type Interval } from './estimate.js';
import { oneSampleTest, welchTest } from './means.js';
import { type Moments, mergeMoments, NO_MOMENTS, withValue } from './moments.js';
import { holm } from './multiple-comparisons.js';
import type { Verdict } from './verdict.js';

/** What is kept of the predictions for one group: moments of (happened - predicted). Plain JSON; merge the moments. */
export type CalibrationSums = Readonly<Record<string, Moments>>;

/** The sums with one more prediction. @throws RangeError when predicted is outside [0, 1] */
export function withPrediction(
  sums: CalibrationSums,
  group: string,
  predicted: number,
  happened: boolean,
): CalibrationSums {
  const residual = Number(happened) - requireProbability('predicted', predicted);
  return { ...sums, [group]: withValue(Object.hasOwn(sums, group) ? (sums[group] as Moments) : NO_MOMENTS, residual) };
}

/** How far the chances that a group was given are from what happened to it; `low` and `high` bound the gap. */
export interface GroupCalibration extends Interval {
  readonly group: string;
  readonly count: number;
  /** Mean of happened - predicted: above 0 when the group is promised too little. */
  readonly gap: number;
  /** Of no gap to all other groups together, raised for the number of groups (Holm). */
  readonly pValue: number;
  /** gap minus the gap of all others together. */
  readonly difference: number;
  readonly verdict: Verdict<'fair' | 'too-few-predictions' | 'promised-too-little' | 'promised-too-much'>;
}

/** From where on a gap matters, in units of probability. */
export interface GapLimits {
  /** A gap between groups that asks for a look, and one that asks for action. */
  readonly watch?: number;
  readonly act?: number;
  /** Fewer predictions say nothing. */
  readonly leastCount?: number;
  readonly confidence?: number;
}

const WATCH = 0.02;
const ACT = 0.05;
const LEAST_COUNT = 30;

/**
 * Is every group promised as much as it then reaches? The calibration gap of each group with its t interval, and its
 * difference to the others with Welch's test. A verdict needs both: a difference that matters, and one that is not
 * chance.
 *
 * @returns one line for each group with at least two predictions, in the order of the sums
 */
export function calibrationByGroup(sums: CalibrationSums, limits: GapLimits = {}): GroupCalibration[] {
  const { watch = WATCH, act = ACT, leastCount = LEAST_COUNT, confidence = CONFIDENCE } = limits;
  const groups = Object.entries(sums).filter(([, { count }]) => count >= 2);
  const compared = groups.map(([group, own]) => {
    const others = groups
      .filter(([other]) => other !== group)
      .reduce((all, [, each]) => mergeMoments(all, each), NO_MOMENTS);
    const test = others.count >= 2 ? welchTest(others, own, confidence) : oneSampleTest(own, 0, confidence);
    return { group, own, difference: test.effect, pValue: test.pValue };
  });
  const adjusted = holm(compared.map(({ pValue }) => pValue));
  return compared.map(({ group, own, difference }, index) => {
    const { effect: gap, low, high } = oneSampleTest(own, 0, confidence);
    const pValue = adjusted[index] as number;
    const size = Math.abs(difference);
    const line = { group, count: own.count, gap, low, high, difference, pValue };
    if (own.count < leastCount) return { ...line, verdict: { severity: 'none', reason: 'too-few-predictions' } };
    if (size < watch || pValue > 1 - confidence) return { ...line, verdict: { severity: 'none', reason: 'fair' } };
    const reason = difference > 0 ? 'promised-too-little' : 'promised-too-much';
    return { ...line, verdict: { severity: size < act ? 'watch' : 'act', reason } };
  });
}
