import { requirePositive } from '../numerics/guards.js';
import { CONFIDENCE, type Interval, requireConfidence } from './estimate.js';
import { welchStatistic } from './means.js';
import { type Moments, sampleVariance } from './moments.js';

/**
 * Tests of means that may be looked at after every answer and ended at any time. Their e-value is the mixture
 * likelihood ratio of Student's t with a normal prior on the effect in units of the spread:
 *
 *   E = (1 + r)^(-1/2) ((1 + t^2/df) / (1 + t^2/(df (1 + r))))^((df + 1) / 2),  r = n k / bestAt
 *
 * which is exactly safe for normal data with an unknown spread (Lai 1976; Wang & Ramdas 2024, cor. 4.7 with a Gaussian
 * mixture) and, for all other data, tends to the asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha,
 * Kennedy & Ramdas (2024, thm. 2.2), E -> exp(t^2/2 * r/(1+r)) / sqrt(1+r). 1/alpha is passed by chance with
 * probability alpha at most over all looks together (Ville 1939).
 */
export interface SequentialOptions {
  readonly confidence?: number;
  /** How many numbers, both groups together, are expected when the decision falls; the interval is narrowest there. */
  readonly bestAt?: number;
}

/** A difference of means that may be looked at after every observation; `low` and `high` hold at all looks together. */
export interface SequentialEstimate extends Interval {
  readonly effect: number;
  readonly standardError: number;
  /** Evidence against no effect: a fair bet that began with 1 would now hold this much. */
  readonly eValue: number;
  /** min(1, 1 / eValue): valid whenever the looking ends. */
  readonly pValue: number;
}

const BEST_AT = 1_000;
/** Each group needs so many numbers before its spread is worth something; until then nothing is claimed. */
const LEAST_COUNT = 2;

/**
 * Difference of two means, treatment minus control, at any time.
 *
 * @throws RangeError when an option is out of range
 */
export function sequentialDifference(
  control: Moments,
  treatment: Moments,
  options: SequentialOptions = {},
): SequentialEstimate {
  const enough = [control, treatment].every(({ count, squares }) => count >= LEAST_COUNT && squares > 0);
  if (!enough) return undecided(treatment.mean - control.mean, options);
  // As many as two groups of equal size would need for the same precision.
  const count = 4 / (1 / control.count + 1 / treatment.count);
  return sequentialEstimate(welchStatistic(control, treatment), count, 0, options);
}

/**
 * One mean at any time; of differences of pairs, the paired comparison.
 *
 * @param mean  what the null hypothesis says
 * @throws RangeError when an option is out of range
 */
export function sequentialMean(sample: Moments, mean = 0, options: SequentialOptions = {}): SequentialEstimate {
  if (sample.count < LEAST_COUNT || sample.squares === 0) return undecided(sample.mean, options);
  const standardError = Math.sqrt(sampleVariance(sample) / sample.count);
  return sequentialEstimate({ effect: sample.mean, standardError, df: sample.count - 1 }, sample.count, mean, options);
}

function sequentialEstimate(
  { effect, standardError, df }: ReturnType<typeof welchStatistic>,
  count: number,
  nothing: number,
  options: SequentialOptions,
): SequentialEstimate {
  const { alpha, perNumber } = settingsOf(options);
  const r = count * perNumber;
  const statistic = (effect - nothing) / standardError;
  const u = (statistic * statistic) / df;
  const logE = ((df + 1) / 2) * (Math.log1p(u) - Math.log1p(u / (1 + r))) - Math.log1p(r) / 2;
  // E < 1/alpha solved for t: with c = (sqrt(1+r)/alpha)^(2/(df+1)), t^2 = df (c - 1) / (1 - c / (1 + r)).
  const logC = (Math.log1p(r) - 2 * Math.log(alpha)) / (df + 1);
  const c = Math.exp(logC);
  const width = c >= 1 + r ? Number.POSITIVE_INFINITY : Math.sqrt((df * Math.expm1(logC)) / (1 - c / (1 + r)));
  const eValue = Math.exp(logE);
  return {
    effect,
    standardError,
    eValue,
    pValue: Math.min(1, 1 / eValue),
    low: effect - standardError * width,
    high: effect + standardError * width,
  };
}

/** k with r = n k / bestAt, so that the interval is about the narrowest at bestAt (Waudby-Smith et al. 2024, B.1). */
function settingsOf({ confidence = CONFIDENCE, bestAt = BEST_AT }: SequentialOptions) {
  const alpha = 1 - requireConfidence(confidence);
  const twice = -2 * Math.log(alpha);
  return { alpha, perNumber: (twice + Math.log(twice) + 1) / requirePositive('bestAt', bestAt) };
}

function undecided(effect: number, options: SequentialOptions): SequentialEstimate {
  settingsOf(options);
  return {
    effect,
    standardError: Number.POSITIVE_INFINITY,
    eValue: 1,
    pValue: 1,
    low: Number.NEGATIVE_INFINITY,
    high: Number.POSITIVE_INFINITY,
  };
}
