import { requireWhole } from '../../numerics/guards.js';

/**
 * The items with the highest scores, best first; equal scores in the order of their numbers. A score that is not
 * finite is never listed. One pass with a sorted list of `size` places: O(items + size x entries).
 *
 * @param scores  one for each item
 * @param size    most places of the list, at least 1
 * @param skip    items that may not be listed, for example those that the learner has
 * @throws RangeError when the size is no whole number from 1
 */
export function topItems(scores: ArrayLike<number>, size: number, skip: ArrayLike<number> = []): Uint32Array {
  requireWhole('size', size, 1);
  const places = Math.min(size, scores.length);
  const best = new Uint32Array(places);
  const worth = new Float64Array(places).fill(Number.NEGATIVE_INFINITY);
  const skipped = new Set<number>();
  for (let index = 0; index < skip.length; index++) skipped.add(skip[index] as number);
  let [taken, least] = [0, Number.NEGATIVE_INFINITY];
  for (let item = 0; item < scores.length; item++) {
    const score = scores[item] as number;
    // Also false for NaN.
    if (!(score > least) || score === Number.POSITIVE_INFINITY || skipped.has(item)) continue;
    let place = taken < places ? taken++ : places - 1;
    for (; place > 0 && (worth[place - 1] as number) < score; place--) {
      worth[place] = worth[place - 1] as number;
      best[place] = best[place - 1] as number;
    }
    worth[place] = score;
    best[place] = item;
    if (taken === places) least = worth[places - 1] as number;
  }
  return best.slice(0, taken);
}
