import { requireProbability, requireWhole } from '../numerics/guards.js';

/** Something to list: its score, and the share of it that belongs to each interest (a skill, a kind, a topic). */
export interface Interesting {
  readonly score: number;
  /** Interest to share; shares sum to 1. */
  readonly interests: ReadonlyMap<string, number>;
}

/** How much of the target is mixed into what is listed, so that the divergence is finite. */
const SMOOTHING = 0.01;

/**
 * A list whose interests stand in the same proportions as the learner's (Steck 2018, eq. 2-4 and its greedy search):
 * each next one has the largest
 *
 *   (1 - strength) sum of scores - strength KL(p || q'),   q' = 0.99 q + 0.01 p
 *
 * with p the learner's shares and q the mean shares of the list so far with it.
 *
 * @param ranked    candidates in any order; of equals the earlier is taken
 * @param target    the learner's interests; need not sum to 1
 * @param strength  0 ranks by score alone, 1 by proportions alone
 * @returns         places in `ranked`, at most `limit`
 * @throws RangeError when the limit or the strength is out of range
 */
export function calibrate(
  ranked: readonly Interesting[],
  target: ReadonlyMap<string, number>,
  limit: number,
  strength: number,
): number[] {
  requireWhole('limit', limit, 1);
  requireProbability('strength', strength);
  const whole = [...target.values()].reduce((sum, share) => sum + share, 0);
  const wanted = [...target].map(([name, share]) => [name, whole > 0 ? share / whole : 0] as const);
  const listed = new Map<string, number>();
  const taken: number[] = [];
  const left = new Set(ranked.keys());
  while (left.size > 0 && taken.length < limit) {
    let [best, bestWorth] = [-1, Number.NEGATIVE_INFINITY];
    for (const place of left) {
      const { score, interests } = ranked[place] as Interesting;
      const worth = (1 - strength) * score - strength * divergence(wanted, listed, interests, taken.length + 1);
      if (worth > bestWorth || best < 0) [best, bestWorth] = [place, worth];
    }
    left.delete(best);
    taken.push(best);
    for (const [name, share] of (ranked[best] as Interesting).interests) {
      listed.set(name, (listed.get(name) ?? 0) + share);
    }
  }
  return taken;
}

/** KL(p || q') of the list with one more. */
function divergence(
  wanted: readonly (readonly [string, number])[],
  listed: ReadonlyMap<string, number>,
  next: ReadonlyMap<string, number>,
  length: number,
): number {
  let sum = 0;
  for (const [name, share] of wanted) {
    if (share === 0) continue;
    const shown = ((listed.get(name) ?? 0) + (next.get(name) ?? 0)) / length;
    sum += share * Math.log(share / ((1 - SMOOTHING) * shown + SMOOTHING * share));
  }
  return sum;
}
