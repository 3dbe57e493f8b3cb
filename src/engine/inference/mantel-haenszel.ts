import { chiSquareSurvival } from '../numerics/distributions-chi-square.js';
import { normalUpperQuantile } from '../numerics/distributions-normal.js';
import { type DifTable, requireDifTable } from './dif-table.js';
import { CONFIDENCE, type Interval, requireConfidence } from './estimate.js';
import type { Verdict } from './verdict.js';

/** The classes of the Educational Testing Service: A negligible, B moderate, C large. */
export type DifClass = 'A' | 'B' | 'C';

/** Differential item functioning of one item over levels of the score; `low` and `high` bound the odds ratio. */
export interface MantelHaenszel extends Interval {
  /** Common odds ratio, reference over focal: above 1 when the item is harder for the focal group. */
  readonly oddsRatio: number;
  readonly logOddsRatio: number;
  readonly standardError: number;
  /** -2.35 ln(odds ratio), the difference on the delta scale; negative when the item is harder for the focal group. */
  readonly delta: number;
  /** Chi-square with 1 degree of freedom, with correction for continuity, and without. */
  readonly statistic: number;
  readonly pValue: number;
  readonly statisticUncorrected: number;
  readonly pValueUncorrected: number;
  readonly etsClass: DifClass;
  readonly verdict: Verdict<DifReason>;
}

/** What an item does to the focal group, or why that cannot be said. */
export type DifReason =
  | 'no-difference'
  | 'harder-for-focal'
  | 'easier-for-focal'
  | 'much-harder-for-focal'
  | 'much-easier-for-focal'
  /** No level of skill holds right and wrong answers of both groups. */
  | 'not-comparable';

const DELTA_PER_LOG_ODDS = -2.35;
const SIGNIFICANT = 0.05;
/** One-sided: class C must be significantly above 1. */
const ABOVE_ONE = normalUpperQuantile(0.05);

/**
 * Mantel-Haenszel test of differential item functioning (Mantel & Haenszel 1959; Holland & Thayer 1988): among learners
 * of equal score, are the odds of a right answer the same in both groups? The standard error of the log odds ratio is
 * that of Robins, Breslow & Greenland (1986). Classes (Zwick 2012): A when not significant or |delta| < 1; C when
 * |delta| >= 1.5 and significantly above 1; B otherwise. `low` and `high` bound the odds ratio.
 *
 * @throws RangeError when the table is malformed or empty or the confidence outside (0, 1)
 */
export function mantelHaenszel(table: DifTable, confidence = CONFIDENCE): MantelHaenszel {
  requireDifTable(table);
  const z = normalUpperQuantile((1 - requireConfidence(confidence)) / 2);
  let [distance, variance, right, cross, rightPart, mixedPart, crossPart] = [0, 0, 0, 0, 0, 0, 0];
  for (const { referenceRight: a, referenceWrong: b, focalRight: c, focalWrong: d } of table) {
    const n = a + b + c + d;
    if (n < 2) continue;
    distance += a - ((a + b) * (a + c)) / n;
    variance += ((((a + b) / n) * ((c + d) / n) * (a + c)) / (n - 1)) * (b + d);
    const [r, s, p, q] = [(a * d) / n, (b * c) / n, (a + d) / n, (b + c) / n];
    right += r;
    cross += s;
    rightPart += p * r;
    mixedPart += p * s + q * r;
    crossPart += q * s;
  }
  if (variance === 0 || right === 0 || cross === 0) return notComparable(distance, variance);
  const logOddsRatio = Math.log(right / cross);
  const standardError = Math.sqrt(
    rightPart / (2 * right * right) + mixedPart / (2 * right * cross) + crossPart / (2 * cross * cross),
  );
  const delta = DELTA_PER_LOG_ODDS * logOddsRatio;
  const chi = chiSquares(distance, variance);
  const etsClass = classOf(delta, standardError * -DELTA_PER_LOG_ODDS, chi.pValue);
  return {
    oddsRatio: Math.exp(logOddsRatio),
    logOddsRatio,
    standardError,
    low: Math.exp(logOddsRatio - z * standardError),
    high: Math.exp(logOddsRatio + z * standardError),
    delta,
    ...chi,
    etsClass,
    verdict: verdictOf(etsClass, delta),
  };
}

function chiSquares(distance: number, variance: number) {
  if (variance === 0) return { statistic: 0, pValue: 1, statisticUncorrected: 0, pValueUncorrected: 1 };
  const statistic = Math.max(0, Math.abs(distance) - 0.5) ** 2 / variance;
  const statisticUncorrected = distance ** 2 / variance;
  return {
    statistic,
    pValue: chiSquareSurvival(statistic, 1),
    statisticUncorrected,
    pValueUncorrected: chiSquareSurvival(statisticUncorrected, 1),
  };
}

function classOf(delta: number, standardError: number, pValue: number): DifClass {
  const size = Math.abs(delta);
  if (pValue >= SIGNIFICANT || size < 1) return 'A';
  return size >= 1.5 && (size - 1) / standardError > ABOVE_ONE ? 'C' : 'B';
}

function verdictOf(etsClass: DifClass, delta: number): Verdict<DifReason> {
  if (etsClass === 'A') return { severity: 'none', reason: 'no-difference' };
  const harder = delta < 0;
  if (etsClass === 'B') return { severity: 'watch', reason: harder ? 'harder-for-focal' : 'easier-for-focal' };
  return { severity: 'act', reason: harder ? 'much-harder-for-focal' : 'much-easier-for-focal' };
}

function notComparable(distance: number, variance: number): MantelHaenszel {
  return {
    oddsRatio: Number.NaN,
    logOddsRatio: Number.NaN,
    standardError: Number.POSITIVE_INFINITY,
    low: 0,
    high: Number.POSITIVE_INFINITY,
    delta: Number.NaN,
    ...chiSquares(distance, variance),
    etsClass: 'A',
    verdict: { severity: 'none', reason: 'not-comparable' },
  };
}
