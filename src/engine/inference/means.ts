import { CONFIDENCE, type Estimate, tEstimate } from './estimate.js';
import { type Moments, sampleVariance } from './moments.js';

/**
 * Welch's test of two means with unequal variances, treatment minus control (Welch 1947):
 *
 *   t = (m1 - m0) / sqrt(v1/n1 + v0/n0),  df = (v1/n1 + v0/n0)^2 / ((v1/n1)^2/(n1-1) + (v0/n0)^2/(n0-1))
 *
 * @param control     moments of at least two numbers
 * @param treatment   moments of at least two numbers
 * @param confidence  of the interval, inside (0, 1)
 * @throws RangeError when a side has fewer than two numbers or the confidence is outside (0, 1)
 */
export function welchTest(control: Moments, treatment: Moments, confidence = CONFIDENCE): Estimate {
  const { effect, standardError, df } = welchStatistic(control, treatment);
  return tEstimate(effect, standardError, df, confidence);
}

/** Effect, standard error and degrees of freedom of Welch's test, without its p-value. @throws RangeError as it does */
export function welchStatistic(
  control: Moments,
  treatment: Moments,
): { readonly effect: number; readonly standardError: number; readonly df: number } {
  const spreads = [control, treatment].map((side) => sampleVariance(side) / side.count) as [number, number];
  const variance = spreads[0] + spreads[1];
  const df =
    variance === 0
      ? control.count + treatment.count - 2
      : // Shares rather than squares of the variances, which might leave the numbers.
        1 / ((spreads[0] / variance) ** 2 / (control.count - 1) + (spreads[1] / variance) ** 2 / (treatment.count - 1));
  return { effect: treatment.mean - control.mean, standardError: Math.sqrt(variance), df };
}

/**
 * Student's test of one mean; of the differences of pairs, it is the paired test. df = n - 1.
 *
 * @param mean  what the null hypothesis says
 * @throws RangeError when there are fewer than two numbers or the confidence is outside (0, 1)
 */
export function oneSampleTest(sample: Moments, mean = 0, confidence = CONFIDENCE): Estimate {
  const standardError = Math.sqrt(sampleVariance(sample) / sample.count);
  return tEstimate(sample.mean, standardError, sample.count - 1, confidence, mean);
}
