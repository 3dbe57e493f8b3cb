import { clamp, logistic } from '../numerics/logistic.js';
import { CORRECTION_NAMES, correctionFeatures, NO_CORRECTION } from './correction.js';
import { firstMemory, type Memory, nextMemory, type Rating, recallProbability } from './fsrs.js';
import { FSRS_DEFAULTS, type FsrsParameters, requireFsrsParameters } from './fsrs-parameters.js';

/**
 * How memory is modelled in a course or for a learner: FSRS-6, and a logistic correction of its chance of recall by
 * what its two numbers leave out. Plain, to be stored.
 */
export interface MemoryModel {
  readonly weights: FsrsParameters;
  /** Intercept and one coefficient for each of CORRECTION_NAMES. */
  readonly correction: readonly number[];
}

/** FSRS-6 with its default weights and nothing corrected: what is served before there are data. */
export const DEFAULT_MEMORY_MODEL: MemoryModel = { weights: FSRS_DEFAULTS, correction: NO_CORRECTION };

/** What is kept of the reviews of one card, skill or item group; plain, and the same however often it is folded. */
export interface MemoryTrace extends Memory {
  /** Reviews so far, at least 1. */
  readonly reviews: number;
  /** Reviews, after the first, at which it was forgotten. */
  readonly lapses: number;
  readonly firstRating: Rating;
  readonly lastRating: Rating;
  /** FSRS's chance of recall at the last review; 1 at the first. */
  readonly lastRecall: number;
  /** Days before the last review; 0 at the first. */
  readonly lastInterval: number;
  /** Days before the review before the last; 0 where there is none. */
  readonly intervalBefore: number;
}

/** The chance is held this far from 0 and 1: no model is surer than that. */
const LEAST_CHANCE = 1e-4;

/**
 * The trace after one more review.
 *
 * @param trace    what was there before; null at the first review
 * @param elapsed  days since the last review; not read at the first
 * @throws RangeError when elapsed or the rating is out of range
 */
export function recordReview(
  trace: MemoryTrace | null,
  elapsed: number,
  rating: Rating,
  { weights }: Pick<MemoryModel, 'weights'>,
): MemoryTrace {
  if (trace === null) {
    return {
      ...firstMemory(rating, weights),
      reviews: 1,
      lapses: 0,
      firstRating: rating,
      lastRating: rating,
      lastRecall: 1,
      lastInterval: 0,
      intervalBefore: 0,
    };
  }
  return {
    ...nextMemory(trace, elapsed, rating, weights),
    reviews: trace.reviews + 1,
    lapses: trace.lapses + (rating === 1 ? 1 : 0),
    firstRating: trace.firstRating,
    lastRating: rating,
    lastRecall: recallProbability(elapsed, trace.stability, weights),
    lastInterval: elapsed,
    intervalBefore: trace.lastInterval,
  };
}

/**
 * Chance of recall after some days: logistic(c0 + sum over i of c_i x_i), x the features of `correctionFeatures`, of
 * which the first is the logit of FSRS's own chance. With NO_CORRECTION it is FSRS's chance.
 *
 * @param elapsed  days since the last review, at least 0
 * @returns        in [0.0001, 0.9999]
 * @throws RangeError when elapsed is negative or not finite
 */
export function recallChance(trace: MemoryTrace, elapsed: number, model: MemoryModel): number {
  return clamp(logistic(recallLogit(trace, elapsed, model)), LEAST_CHANCE, 1 - LEAST_CHANCE);
}

/** One part of a chance of recall: the feature's value, and what it adds to the logit. */
export interface RecallPart {
  readonly name: string;
  readonly value: number;
  readonly effect: number;
}

/**
 * A chance of recall by its parts, the largest first; the effects and the intercept add up to its logit.
 *
 * @throws RangeError when elapsed is negative or not finite
 */
export function explainRecall(trace: MemoryTrace, elapsed: number, model: MemoryModel) {
  const features = correctionFeatures(trace, elapsed, model.weights, new Float64Array(CORRECTION_NAMES.length));
  const parts: RecallPart[] = CORRECTION_NAMES.map((name, index) => {
    const value = features[index] as number;
    return { name, value, effect: value * (model.correction[index + 1] as number) };
  });
  return {
    chance: recallChance(trace, elapsed, model),
    intercept: model.correction[0] as number,
    parts: parts.filter(({ effect }) => effect !== 0).sort((a, b) => Math.abs(b.effect) - Math.abs(a.effect)),
  };
}

/** @throws RangeError when the weights are out of bounds or the correction has not its size */
export function requireMemoryModel(model: MemoryModel): MemoryModel {
  requireFsrsParameters(model.weights);
  const { correction } = model;
  if (correction.length !== NO_CORRECTION.length || !correction.every(Number.isFinite)) {
    throw new RangeError(`a correction is ${NO_CORRECTION.length} finite numbers`);
  }
  return model;
}

const features = new Float64Array(CORRECTION_NAMES.length);

function recallLogit(trace: MemoryTrace, elapsed: number, { weights, correction }: MemoryModel): number {
  correctionFeatures(trace, elapsed, weights, features);
  let logit = correction[0] as number;
  for (let index = 0; index < features.length; index++) {
    logit += (correction[index + 1] as number) * (features[index] as number);
  }
  return logit;
}
