import { requireNonNegative, requireWhole } from '../numerics/guards.js';

/** Below this gain (a squared length) the rest adds nothing that is not listed yet. */
const NOTHING_NEW = 1e-10;

/**
 * A varied list by the most likely set of a determinantal point process, taken greedily (Kulesza & Taskar 2012;
 * Chen, Zhang & Zhou 2018, algorithm 1): each next one has the largest gain in
 *
 *   log det L,   L(i, j) = q(i) q(j) s(i, j),
 *
 * that is, quality q times what of it is not yet in the list. O(candidates x limit^2).
 *
 * @param quality   of each candidate, at least 0
 * @param likeness  s in [0, 1], symmetric, 1 with itself; positive semi-definite, as a cosine is
 * @returns         candidates, at most `limit`; fewer when nothing that is left adds anything
 * @throws RangeError when a quality is negative or the limit no whole number from 1
 */
export function determinantal(
  quality: readonly number[],
  likeness: (one: number, other: number) => number,
  limit: number,
): number[] {
  requireWhole('limit', limit, 1);
  const gains = quality.map((value, index) => requireNonNegative(`quality[${index}]`, value) ** 2);
  const rows = quality.map(() => [] as number[]);
  const taken: number[] = [];
  const left = new Set(quality.keys());
  while (taken.length < limit) {
    let [best, most] = [-1, NOTHING_NEW];
    for (const each of left) {
      if ((gains[each] as number) > most) [best, most] = [each, gains[each] as number];
    }
    if (best < 0) break;
    left.delete(best);
    taken.push(best);
    const own = rows[best] as number[];
    const length = Math.sqrt(most);
    for (const each of left) {
      const row = rows[each] as number[];
      let product = (quality[best] as number) * (quality[each] as number) * likeness(best, each);
      for (const [index, value] of own.entries()) product -= value * (row[index] as number);
      const part = product / length;
      row.push(part);
      gains[each] = (gains[each] as number) - part * part;
    }
  }
  return taken;
}
