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
    /**
     * @param list    best first, each item once; places beyond `size` are not looked at
     * @param chosen  what it should hold, at least one
     * @throws RangeError when nothing is chosen, or an item of the list is not in the catalogue or there twice
     */
    add(list: ArrayLike<number>, chosen: ReadonlySet<number>): void {
      requireWhole('chosen.size', chosen.size, 1);
      const top = Array.from({ length: Math.min(size, list.length) }, (_, place) => list[place] as number);
      requireDistinct(top, catalogue);
      let [found, gain, ideal] = [0, 0, 0];
      for (const [place, item] of top.entries()) {
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

function requireDistinct(items: readonly number[], catalogue: number): void {
  for (const item of items) {
    if (requireWhole('an item of the list', item, 0) >= catalogue) {
      throw new RangeError(`an item of the list must be below ${catalogue}, not ${item}`);
    }
  }
  if (new Set(items).size < items.length) throw new RangeError(`a list must hold each item once: ${items.join(', ')}`);
}
