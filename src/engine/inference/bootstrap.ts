import { normalCdf, normalQuantile } from '../numerics/distributions-normal.js';
import { requireFinite, requireSome, requireWhole } from '../numerics/guards.js';
import type { RandomSource } from '../numerics/random.js';
import { CONFIDENCE, type Interval, requireConfidence } from './estimate.js';

/** A number made of one or more samples, e.g. the difference of two medians. */
export type Statistic = (samples: readonly Float64Array[]) => number;

/** How the samples are drawn anew, and which interval is made of the draws. */
export interface BootstrapOptions {
  readonly random: RandomSource;
  /** How often the samples are drawn anew. */
  readonly resamples?: number;
  readonly confidence?: number;
  /** `bca` corrects for bias and for a spread that changes with the value; `percentile` does not. */
  readonly method?: 'bca' | 'percentile';
}

/** The statistic of the samples themselves, its interval, and the standard deviation of its draws. */
export interface BootstrapResult extends Interval {
  readonly effect: number;
  readonly standardError: number;
}

/**
 * Interval of any statistic by drawing from the samples with replacement, each sample by itself (Efron & Tibshirani
 * 1993, ch. 13; BCa: Efron 1987). Work: resamples + sum of sizes calls of the statistic.
 *
 * @param samples  each of at least one finite number
 * @throws RangeError when a sample is empty, a number or the statistic not finite, or an option out of range
 */
export function bootstrap(
  samples: readonly ArrayLike<number>[],
  statistic: Statistic,
  { random, resamples = 2_000, confidence = CONFIDENCE, method = 'bca' }: BootstrapOptions,
): BootstrapResult {
  const own = requireSamples(samples);
  const effect = requireFinite('statistic', statistic(own));
  const draws = bootstrapDraws(own, statistic, resamples, random);
  const interval = bootstrapInterval(own, statistic, draws, confidence, method);
  const mean = draws.reduce((sum, value) => sum + value, 0) / draws.length;
  const squares = draws.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { effect, standardError: Math.sqrt(squares / (draws.length - 1)), ...interval };
}

/** The statistic of each resample, in ascending order. @throws RangeError as `bootstrap` */
export function bootstrapDraws(
  samples: readonly ArrayLike<number>[],
  statistic: Statistic,
  resamples: number,
  random: RandomSource,
): Float64Array {
  requireWhole('resamples', resamples, 2);
  const own = requireSamples(samples);
  const drawn = own.map((sample) => new Float64Array(sample.length));
  const draws = new Float64Array(resamples);
  for (let round = 0; round < resamples; round++) {
    for (const [which, into] of drawn.entries()) {
      const sample = own[which] as Float64Array;
      for (let index = 0; index < into.length; index++) {
        into[index] = sample[Math.floor(random.next() * sample.length)] as number;
      }
    }
    draws[round] = requireFinite('statistic', statistic(drawn));
  }
  return draws.sort();
}

/**
 * The interval that draws in ascending order give (Efron 1987 for `bca`).
 *
 * @throws RangeError when the confidence is not inside (0, 1), or a sample is empty or not finite
 */
export function bootstrapInterval(
  samples: readonly ArrayLike<number>[],
  statistic: Statistic,
  draws: Float64Array,
  confidence: number,
  method: 'bca' | 'percentile',
): Interval {
  const tail = (1 - requireConfidence(confidence)) / 2;
  if (method === 'percentile') return { low: quantileOf(draws, tail), high: quantileOf(draws, 1 - tail) };
  const own = requireSamples(samples);
  const bias = normalQuantile(shareBelow(draws, statistic(own)));
  const acceleration = accelerationOf(own, statistic);
  const moved = (z: number) => normalCdf(bias + (bias + z) / (1 - acceleration * (bias + z)));
  // All draws on one side of the estimate: the correction has no answer, and the end of the draws is the best one.
  if (!Number.isFinite(bias)) return { low: quantileOf(draws, tail), high: quantileOf(draws, 1 - tail) };
  return {
    low: quantileOf(draws, moved(normalQuantile(tail))),
    high: quantileOf(draws, moved(-normalQuantile(tail))),
  };
}

/** Share of draws below a value, those that are equal counted half. */
function shareBelow(draws: Float64Array, value: number): number {
  let [below, equal] = [0, 0];
  for (const draw of draws) {
    if (draw < value) below++;
    else if (draw === value) equal++;
  }
  return (below + equal / 2) / draws.length;
}

/** Skewness of the influence of each number, by leaving it out: sum of d^3 / (6 (sum of d^2)^(3/2)). */
function accelerationOf(samples: readonly Float64Array[], statistic: Statistic): number {
  let [cubes, squares] = [0, 0];
  for (const [which, sample] of samples.entries()) {
    if (sample.length < 2) continue;
    const left = new Float64Array(sample.length - 1);
    const others = samples.map((other, index) => (index === which ? left : other));
    const values = Float64Array.from(sample, (_, out) => {
      left.set(sample.subarray(0, out));
      left.set(sample.subarray(out + 1), out);
      return statistic(others);
    });
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const weight = (sample.length - 1) / sample.length;
    for (const value of values) {
      const distance = weight * (mean - value);
      squares += distance ** 2;
      cubes += distance ** 3;
    }
  }
  return squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
}

/** Between the two nearest values in order, linearly (Hyndman & Fan 1996, definition 7). */
function quantileOf(ascending: Float64Array, share: number): number {
  const place = share * (ascending.length - 1);
  const before = Math.floor(place);
  const low = ascending[before] as number;
  const high = ascending[Math.min(before + 1, ascending.length - 1)] as number;
  return low + (place - before) * (high - low);
}

function requireSamples(samples: readonly ArrayLike<number>[]): Float64Array[] {
  requireSome('samples', samples);
  return samples.map((sample, which) => {
    requireWhole(`samples[${which}].length`, sample.length, 1);
    return Float64Array.from(sample, (value) => requireFinite(`samples[${which}]`, value));
  });
}
