import { requireNonNegative } from '../numerics/guards.js';
import { type Rating, requireRating, SAME_DAY } from './fsrs.js';

/** Keys of siblings: days and rating in one number. */
const RATINGS = 8;

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

/** Takes histories one at a time, so that only what they do not share is held. */
export interface ReviewTreeBuilder {
  /**
   * @param weightOf  what a review counts, by its place in the history, at least 0; absent: 1
   * @throws RangeError when a rating, an elapsed time or a weight is out of range
   */
  add(history: ReviewHistory, weightOf?: (place: number) => number): void;
  build(): ReviewTree;
}

/**
 * An empty tree to add histories to.
 *
 * @throws RangeError (from `add`) when a rating, an elapsed time or a weight is out of range
 */
export function reviewTreeBuilder(): ReviewTreeBuilder {
  const parent: number[] = [];
  const elapsed: number[] = [];
  const rating: number[] = [];
  const weight: number[] = [];
  const children: Map<number, number>[] = [];
  const first = new Map<number, number>();
  let rows = 0;
  const nodeOf = (siblings: Map<number, number>, from: number, days: number, grade: Rating): number => {
    const key = days * RATINGS + grade;
    let node = siblings.get(key);
    if (node === undefined) {
      node = parent.length;
      siblings.set(key, node);
      parent.push(from);
      elapsed.push(days);
      rating.push(grade);
      weight.push(0);
      children.push(new Map());
    }
    return node;
  };
  return {
    add(history, weightOf = () => 1) {
      let node = -1;
      for (const [place, review] of history.entries()) {
        requireRating(review.rating);
        const days = place === 0 ? 0 : requireNonNegative('elapsed', review.elapsed);
        const siblings = node < 0 ? first : (children[node] as Map<number, number>);
        node = nodeOf(siblings, node, days, review.rating);
        if (days < SAME_DAY) continue;
        weight[node] = (weight[node] as number) + requireNonNegative('weight', weightOf(place));
        rows++;
      }
    },
    build: () => ({
      parent: Int32Array.from(parent),
      elapsed: Float64Array.from(elapsed),
      rating: Uint8Array.from(rating),
      weight: Float64Array.from(weight),
      rows,
    }),
  };
}

/**
 * The tree of histories that are all at hand.
 *
 * @param weightOf  what the review at `place` of card `card` counts, at least 0; absent: 1
 * @throws RangeError when a rating, an elapsed time or a weight is out of range
 */
export function buildReviewTree(
  histories: readonly ReviewHistory[],
  weightOf: (card: number, place: number) => number = () => 1,
): ReviewTree {
  const builder = reviewTreeBuilder();
  for (const [card, history] of histories.entries()) builder.add(history, (place) => weightOf(card, place));
  return builder.build();
}
