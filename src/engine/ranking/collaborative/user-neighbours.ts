import { requireNonNegative, requireWhole } from '../../numerics/guards.js';
import { type SparseRows, transpose } from './interactions.js';
import { topItems } from './top-items.js';

/** How many learners are asked, and how likeness is held down. */
export interface UserNeighbourOptions {
  /** Most learners asked; 100 unless told otherwise. */
  readonly neighbours?: number;
  /** Added to the denominator, so that little in common says little; 0 unless told otherwise. */
  readonly shrinkage?: number;
}

/** All learners, ready to be asked who is like another. */
export interface UserNeighbourhood {
  readonly taken: SparseRows;
  readonly byItem: SparseRows;
}

/** A learner who is like another, and how much. */
export interface Neighbour {
  /** Row of the learner. */
  readonly learner: number;
  /** Cosine of what both took, in (0, 1]. */
  readonly likeness: number;
}

/** @param taken one row a learner, ones */
export function userNeighbourhood(taken: SparseRows): UserNeighbourhood {
  return { taken, byItem: transpose(taken) };
}

/**
 * The learners most like one with these items: c / (sqrt(n m) + shrinkage) with c items in common, n and m items of
 * each (Herlocker et al. 1999; for things taken, not rated). Exact, through the lists of who took each item:
 * O(learners of the items). Equals stand in the order of their rows.
 *
 * @param had     items of the learner; each counts once
 * @param except  a row that is not asked, for example the learner's own
 * @throws RangeError when an option is out of range or an item unknown
 */
export function nearestLearners(
  { taken, byItem }: UserNeighbourhood,
  had: ArrayLike<number>,
  options: UserNeighbourOptions = {},
  except = -1,
): Neighbour[] {
  const { neighbours = 100, shrinkage = 0 } = options;
  requireWhole('neighbours', neighbours, 1);
  requireNonNegative('shrinkage', shrinkage);
  const items = new Set(Array.from(had));
  const common = new Map<number, number>();
  for (const item of items) {
    if (!(Number.isInteger(item) && item >= 0 && item < taken.width)) {
      throw new RangeError(`items must be whole numbers from 0 to ${taken.width - 1}, not ${item}`);
    }
    for (let at = byItem.starts[item] as number; at < (byItem.starts[item + 1] as number); at++) {
      const learner = byItem.columns[at] as number;
      if (learner !== except) common.set(learner, (common.get(learner) ?? 0) + 1);
    }
  }
  const learners = Uint32Array.from(common.keys()).sort();
  const likeness = Float64Array.from(learners, (learner) => {
    const size = (taken.starts[learner + 1] as number) - (taken.starts[learner] as number);
    return (common.get(learner) as number) / (Math.sqrt(items.size * size) + shrinkage);
  });
  return Array.from(topItems(likeness, neighbours), (index) => ({
    learner: learners[index] as number,
    likeness: likeness[index] as number,
  }));
}

/**
 * Scores of all items by the vote of the nearest learners, each with the weight of their likeness.
 * Items that none of them took score 0.
 */
export function userNeighbourScores({ taken }: UserNeighbourhood, nearest: readonly Neighbour[]): Float32Array {
  const scores = new Float32Array(taken.width);
  for (const { learner, likeness } of nearest) {
    for (let at = taken.starts[learner] as number; at < (taken.starts[learner + 1] as number); at++) {
      const item = taken.columns[at] as number;
      scores[item] = (scores[item] as number) + likeness;
    }
  }
  return scores;
}
