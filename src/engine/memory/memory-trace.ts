import { firstMemory, type Memory, nextMemory, type Rating, recallProbability } from './fsrs.js';
import type { FsrsParameters } from './fsrs-parameters.js';

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
  { weights }: { readonly weights: FsrsParameters },
): MemoryTrace {
  // Field by field: a plan of reviews folds hundreds of these, and a spread would be most of what each of them costs.
  if (trace === null) {
    const { stability, difficulty } = firstMemory(rating, weights);
    return {
      stability,
      difficulty,
      reviews: 1,
      lapses: 0,
      firstRating: rating,
      lastRating: rating,
      lastRecall: 1,
      lastInterval: 0,
      intervalBefore: 0,
    };
  }
  const { stability, difficulty } = nextMemory(trace, elapsed, rating, weights);
  return {
    stability,
    difficulty,
    reviews: trace.reviews + 1,
    lapses: trace.lapses + (rating === 1 ? 1 : 0),
    firstRating: trace.firstRating,
    lastRating: rating,
    lastRecall: recallProbability(elapsed, trace.stability, weights),
    lastInterval: elapsed,
    intervalBefore: trace.lastInterval,
  };
}
