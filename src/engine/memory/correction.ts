import { clamp, logit } from '../numerics/logistic.js';
import { recallProbability } from './fsrs.js';
import type { FsrsParameters } from './fsrs-parameters.js';
import type { MemoryTrace } from './memory-trace.js';

/**
 * What the correction of FSRS looks at. The first is FSRS's own answer; each of the others was found to lower the log
 * loss on later cards of the training part of a real collection (docs/benchmarks.md, memory).
 */
export const CORRECTION_NAMES = [
  'logit of the chance of recall by FSRS',
  'log of stability',
  'square of the log of stability',
  'difficulty',
  'chance of recall at the last review',
  'log of days since the last review',
  'square of the log of days',
  'log of days beyond 3',
  'log of days beyond 55',
  'log of 1 + reviews',
  'log of 1 + lapses',
  'log of 1 + the interval before the last',
  'last time hard',
  'last time forgotten, times the logit by FSRS',
  'first time forgotten',
] as const;

/** The correction that changes nothing: intercept 0, FSRS's logit as it is, all else 0. */
export const NO_CORRECTION: readonly number[] = [0, ...CORRECTION_NAMES.map((_, index) => (index === 0 ? 1 : 0))];

/** ln(days) at which the two bends of the curve lie, 3.3 and 55 days. */
const FIRST_BEND = 1.2;
const SECOND_BEND = 4;
const LEAST = 1e-9;

/**
 * The features of a prediction, in the order of CORRECTION_NAMES.
 *
 * @param elapsed  days since the last review; below one day its logarithm counts as 0
 * @param into     15 numbers, overwritten and given back
 * @throws RangeError when elapsed is negative or not finite
 */
export function correctionFeatures(
  trace: MemoryTrace,
  elapsed: number,
  weights: FsrsParameters,
  into: Float64Array,
): Float64Array {
  const fsrs = logit(clamp(recallProbability(elapsed, trace.stability, weights), LEAST, 1 - LEAST));
  const days = Math.log(Math.max(1, elapsed));
  const stability = Math.log(trace.stability);
  into[0] = fsrs;
  into[1] = stability;
  into[2] = stability * stability;
  into[3] = trace.difficulty;
  into[4] = trace.lastRecall;
  into[5] = days;
  into[6] = days * days;
  into[7] = Math.max(0, days - FIRST_BEND);
  into[8] = Math.max(0, days - SECOND_BEND);
  into[9] = Math.log1p(trace.reviews);
  into[10] = Math.log1p(trace.lapses);
  into[11] = Math.log1p(trace.intervalBefore);
  into[12] = trace.lastRating === 2 ? 1 : 0;
  into[13] = trace.lastRating === 1 ? fsrs : 0;
  into[14] = trace.firstRating === 1 ? 1 : 0;
  return into;
}
