import { tQuantile, tTwoSided } from '../numerics/distributions-t.js';

/** A range that holds the true value with the confidence that was asked for. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** What a test of one number against 0 (or another fixed value) says. */
export interface Estimate extends Interval {
  /** The estimate itself, e.g. a difference of means. */
  readonly effect: number;
  readonly standardError: number;
  /** Degrees of freedom; infinite for a normal statistic. */
  readonly df: number;
  readonly statistic: number;
  /** Two-sided. */
  readonly pValue: number;
}

/** Confidence of intervals when none is given. */
export const CONFIDENCE = 0.95;

/** @throws RangeError when a confidence is not inside (0, 1) */
export function requireConfidence(confidence: number): number {
  if (confidence > 0 && confidence < 1) return confidence;
  throw new RangeError(`confidence must be inside (0, 1), not ${confidence}`);
}

/**
 * The t statistic of an effect, its two-sided p-value and its interval. An effect without any spread is certain: p is
 * 0, or 1 when it is exactly what the null hypothesis says.
 *
 * @param nothing  the effect under the null hypothesis
 * @throws RangeError when the confidence is not inside (0, 1)
 */
export function tEstimate(
  effect: number,
  standardError: number,
  df: number,
  confidence: number,
  nothing = 0,
): Estimate {
  requireConfidence(confidence);
  const distance = effect - nothing;
  const statistic = distance === 0 ? 0 : distance / standardError;
  const width = standardError * -tQuantile((1 - confidence) / 2, df);
  return {
    effect,
    standardError,
    df,
    statistic,
    pValue: tTwoSided(statistic, df),
    low: effect - width,
    high: effect + width,
  };
}
