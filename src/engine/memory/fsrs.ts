import { requireNonNegative, requirePositive } from '../numerics/guards.js';
import { clamp } from '../numerics/logistic.js';
import type { FsrsParameters } from './fsrs-parameters.js';

/**
 * FSRS-6, the free spaced repetition scheduler (Ye, Su & Cao 2022; the formulas of version 6 as published by
 * open-spaced-repetition, "The Algorithm"). `w[i]` below is weight i of `FsrsParameters`.
 */

/** How a review went: again (forgotten), hard, good, easy. */
export type Rating = 1 | 2 | 3 | 4;

/** What is held of one card, skill or item group; plain, to be stored and folded again. */
export interface Memory {
  /** Days after which the chance of recall has fallen to 0.9, in [0.001, 36500]. */
  readonly stability: number;
  /** In [1, 10]. */
  readonly difficulty: number;
}

/** No stability is held below this, in days. */
export const LEAST_STABILITY = 0.001;
/** Nor above this, a hundred years. */
export const MOST_STABILITY = 36_500;
/** The chance of recall that defines stability. */
const AT_STABILITY = 0.9;
/** Reviews closer together than this are of the same day. */
export const SAME_DAY = 1;

/** F = 0.9^(-1/w20) - 1, which makes the curve pass 0.9 at one stability. */
export function curveFactor(decay: number): number {
  return Math.expm1(-Math.log(AT_STABILITY) / decay);
}

/**
 * Chance of recall after some days, R = (1 + F t / S)^-w20.
 *
 * @param elapsed    t, days since the last review, at least 0
 * @param stability  S, days, above 0
 * @returns          in (0, 1]; 1 at t = 0 and 0.9 at t = S
 * @throws RangeError when elapsed or stability is out of range
 */
export function recallProbability(elapsed: number, stability: number, parameters: FsrsParameters): number {
  requireNonNegative('elapsed', elapsed);
  requirePositive('stability', stability);
  const decay = parameters[20] as number;
  return (1 + (curveFactor(decay) * elapsed) / stability) ** -decay;
}

/**
 * Days until the chance of recall has fallen to `retention`: t = S (R^(-1/w20) - 1) / F, the inverse of the curve.
 *
 * @param retention  in (0, 1)
 * @throws RangeError when retention or stability is out of range
 */
export function daysUntil(retention: number, stability: number, parameters: FsrsParameters): number {
  requirePositive('stability', stability);
  if (!(retention > 0 && retention < 1)) throw new RangeError(`retention must be in (0, 1), not ${retention}`);
  const decay = parameters[20] as number;
  return (stability * Math.expm1(-Math.log(retention) / decay)) / curveFactor(decay);
}

/**
 * The memory after the first review: S = w[rating - 1], D = w4 - e^(w5 (rating - 1)) + 1.
 *
 * @throws RangeError when the rating is not 1, 2, 3 or 4
 */
export function firstMemory(rating: Rating, parameters: FsrsParameters): Memory {
  requireRating(rating);
  return {
    stability: clamp(parameters[rating - 1] as number, LEAST_STABILITY, MOST_STABILITY),
    difficulty: clamp(firstDifficulty(rating, parameters), 1, 10),
  };
}

/**
 * The memory after one more review.
 *
 *   recalled    S' = S (1 + e^w8 (11 - D) S^-w9 (e^(w10 (1 - R)) - 1) h),  h = w15 if hard, w16 if easy, else 1
 *   forgotten   S' = min(w11 D^-w12 ((S + 1)^w13 - 1) e^(w14 (1 - R)), S / e^(w17 w18))
 *   same day    S' = S m,  m = e^(w17 (rating - 3 + w18)) S^-w19, at least 1 unless forgotten
 *   always      D' = w7 D0(easy) + (1 - w7) (D - w6 (rating - 3) (10 - D) / 9)
 *
 * @param elapsed  days since the last review; below 1 it was on the same day
 * @throws RangeError when elapsed, the rating or the memory is out of range
 */
export function nextMemory(memory: Memory, elapsed: number, rating: Rating, parameters: FsrsParameters): Memory {
  requireRating(rating);
  const recall = recallProbability(elapsed, memory.stability, parameters);
  const stability =
    elapsed < SAME_DAY
      ? sameDayStability(memory.stability, rating, parameters)
      : rating === 1
        ? forgottenStability(memory, recall, parameters)
        : recalledStability(memory, recall, rating, parameters);
  return {
    stability: clamp(stability, LEAST_STABILITY, MOST_STABILITY),
    difficulty: nextDifficulty(memory.difficulty, rating, parameters),
  };
}

function firstDifficulty(rating: Rating, w: FsrsParameters): number {
  return (w[4] as number) - Math.exp((w[5] as number) * (rating - 1)) + 1;
}

function nextDifficulty(difficulty: number, rating: Rating, w: FsrsParameters): number {
  const damped = difficulty - ((w[6] as number) * (rating - 3) * (10 - difficulty)) / 9;
  const back = w[7] as number;
  return clamp(back * firstDifficulty(4, w) + (1 - back) * damped, 1, 10);
}

function recalledStability({ stability, difficulty }: Memory, recall: number, rating: Rating, w: FsrsParameters) {
  const factor = rating === 2 ? (w[15] as number) : rating === 4 ? (w[16] as number) : 1;
  const growth =
    Math.exp(w[8] as number) *
    (11 - difficulty) *
    stability ** -(w[9] as number) *
    Math.expm1((1 - recall) * (w[10] as number)) *
    factor;
  return stability * (1 + growth);
}

function forgottenStability({ stability, difficulty }: Memory, recall: number, w: FsrsParameters): number {
  const left =
    (w[11] as number) *
    difficulty ** -(w[12] as number) *
    ((stability + 1) ** (w[13] as number) - 1) *
    Math.exp((1 - recall) * (w[14] as number));
  return Math.min(left, stability / Math.exp((w[17] as number) * (w[18] as number)));
}

function sameDayStability(stability: number, rating: Rating, w: FsrsParameters): number {
  const change = Math.exp((w[17] as number) * (rating - 3 + (w[18] as number))) * stability ** -(w[19] as number);
  return stability * (rating >= 2 ? Math.max(change, 1) : change);
}

/** @throws RangeError when the rating is not 1, 2, 3 or 4 */
export function requireRating(rating: number): asserts rating is Rating {
  if (rating !== 1 && rating !== 2 && rating !== 3 && rating !== 4) {
    throw new RangeError(`rating must be 1 (again), 2 (hard), 3 (good) or 4 (easy), not ${rating}`);
  }
}
