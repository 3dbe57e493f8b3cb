import { requireWhole } from '../numerics/guards.js';

/** How well a short list of suggestions holds what was chosen. Items are whole numbers from 0. */

/** Sums over many lists; made by `topListMeter`. */
export interface TopListMetrics {
  /** Share of lists that hold at least one of what was chosen. */
  readonly hitRate: number;
  /** Mean normalised discounted cumulative gain with gains 0 and 1 (Jarvelin & Kekalainen 2002). */
  readonly ndcg: number;
  /** Mean share of what was chosen that the list holds. */
  readonly recall: number;
  /** Share of the catalogue that is in at least one list. */
  readonly coverage: number;
  readonly lists: number;
}

/**
 * Adds up lists one at a time, so that nothing but the sums is held.
 *
 * @param size       places of a list that count (k of "@k")
 * @param catalogue  how many items there are
 * @throws RangeError when either is not a whole number of at least 1
 */
export function topListMeter(size: number, catalogue: number) {
  requireWhole('size', size, 1);
  requireWhole('catalogue', catalogue, 1);
  const shown = new Uint8Array(catalogue);
  let [lists, hits, gains, shares] = [0, 0, 0, 0];
  return {
    /** @param list best first  @param chosen what it should hold, at least one */
    add(list: ArrayLike<number>, chosen: ReadonlySet<number>): void {
      let [found, gain, ideal] = [0, 0, 0];
      for (let place = 0; place < Math.min(size, list.length); place++) {
        const item = list[place] as number;
        shown[item] = 1;
        if (!chosen.has(item)) continue;
        found++;
        gain += 1 / Math.log2(place + 2);
      }
      for (let place = 0; place < Math.min(size, chosen.size); place++) ideal += 1 / Math.log2(place + 2);
      lists++;
      hits += found > 0 ? 1 : 0;
      gains += gain / ideal;
      shares += found / chosen.size;
    },
    metrics(): TopListMetrics {
      const covered = shown.reduce((sum, flag) => sum + flag, 0);
      return {
        hitRate: hits / lists,
        ndcg: gains / lists,
        recall: shares / lists,
        coverage: covered / catalogue,
        lists,
      };
    },
  };
}
