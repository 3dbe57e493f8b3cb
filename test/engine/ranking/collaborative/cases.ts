import { seededRandom } from '../../../../src/engine/numerics/random.js';
import { rowsOf } from '../../../../src/engine/ranking/collaborative/interactions.js';

/** Learners who each like one of a few groups of items, mostly. */
export function groupedLists(learners: number, items: number, groups: number, seed: string): number[][] {
  const random = seededRandom(seed);
  return Array.from({ length: learners }, (_, learner) => {
    const group = learner % groups;
    const list = new Set<number>();
    while (list.size < 6) {
      const item = Math.floor(random.next() * items);
      if (item % groups === group || random.next() < 0.1) list.add(item);
    }
    return [...list];
  });
}

/** Four learners and four items, small enough to be worked by hand. Common learners: 01: 2, 02: 1, 12: 2, 23: 1. */
export const SMALL = rowsOf(
  [
    [0, 1],
    [0, 1, 2],
    [1, 2],
    [2, 3],
  ].slice(0, 4),
  4,
);
