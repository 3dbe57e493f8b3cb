import { requireNonNegative } from '../numerics/guards.js';
import { type Rating, requireRating, SAME_DAY } from './fsrs.js';

/** One review of a card: days since the review before it (of the first it says nothing), and how it went. */
export interface Review {
  readonly elapsed: number;
  readonly rating: Rating;
}

/** All reviews of one card, skill or item group, in order. */
export type ReviewHistory = readonly Review[];

/**
 * Histories with what they have in common held once. Node n is a review after the reviews of node `parent[n]` (-1: it
 * is a first one); parents come before their children. Cards that began alike share nodes, and the state of memory is
 * then worked out once for all of them.
 */
export interface ReviewTree {
  readonly parent: Int32Array;
  /** Days since the parent's review. */
  readonly elapsed: Float64Array;
  readonly rating: Uint8Array;
  /** How much a prediction of this review counts: 0 for first reviews and those of the same day. */
  readonly weight: Float64Array;
  /** Reviews that are predicted. */
  readonly rows: number;
}

/**
 * @param weightOf  what the review at `place` of card `card` counts, at least 0; absent: 1
 * @throws RangeError when a rating, an elapsed time or a weight is out of range
 */
export function buildReviewTree(
  histories: Iterable<ReviewHistory>,
  weightOf: (card: number, place: number) => number = () => 1,
): ReviewTree {
  const parent: number[] = [];
  const elapsed: number[] = [];
  const rating: number[] = [];
  const weight: number[] = [];
  const children: Map<number, number>[] = [];
  const first = new Map<number, number>();
  let [rows, card] = [0, 0];
  for (const history of histories) {
    let [node, siblings, place] = [-1, first, 0];
    for (const review of history) {
      requireRating(review.rating);
      const days = place === 0 ? 0 : requireNonNegative('elapsed', review.elapsed);
      const key = days * 8 + review.rating;
      let found = siblings.get(key);
      if (found === undefined) {
        found = parent.length;
        siblings.set(key, found);
        parent.push(node);
        elapsed.push(days);
        rating.push(review.rating);
        weight.push(0);
        children.push(new Map());
      }
      if (days >= SAME_DAY) {
        weight[found] = (weight[found] as number) + requireNonNegative('weight', weightOf(card, place));
        rows++;
      }
      node = found;
      siblings = children[found] as Map<number, number>;
      place++;
    }
    card++;
  }
  return {
    parent: Int32Array.from(parent),
    elapsed: Float64Array.from(elapsed),
    rating: Uint8Array.from(rating),
    weight: Float64Array.from(weight),
    rows,
  };
}
