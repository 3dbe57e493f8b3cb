import { requirePositive } from '../numerics/guards.js';
import type { Rating } from './fsrs.js';

/** An answer in practice, as far as it tells how well something was remembered. */
export interface RecallAnswer {
  readonly correct: boolean;
  /** A hint was taken, or it was not the first try. */
  readonly aided: boolean;
  /** Time taken divided by the usual time for the item, above 0; absent: not measured. */
  readonly pace?: number;
}

/** Slower than this, an unaided right answer counts as hard; faster than the other, as easy. */
const SLOW = 2;
const QUICK = 0.5;

/**
 * The rating of a review that the learner did not rate: wrong is "again"; right is "hard" with aid or at more than
 * twice the usual time, "easy" unaided at less than half of it, else "good". A convention of ours, not fitted to data.
 *
 * @throws RangeError when pace is not above 0
 */
export function ratingOfAnswer({ correct, aided, pace = 1 }: RecallAnswer): Rating {
  requirePositive('pace', pace);
  if (!correct) return 1;
  if (aided || pace > SLOW) return 2;
  return pace < QUICK ? 4 : 3;
}
