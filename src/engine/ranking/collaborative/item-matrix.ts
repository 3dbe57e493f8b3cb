import { requireFinite } from '../../numerics/guards.js';
import type { SparseRows } from './interactions.js';

/**
 * What having one item says about every other: `weights[i * width + j]` is added to the score of j for a learner who
 * has i. Any linear model of taste has this form, and so has any weighted sum of such models.
 */
export interface ItemMatrix {
  readonly width: number;
  readonly weights: Float32Array;
}

/**
 * Scores of all items for a learner: the sum of the rows of what they have. O(items of the learner x width).
 *
 * @param had      the learner's items; none gives zeros
 * @param howMuch  how much each of them counts; 1 where absent
 * @param into     where the scores go, so that serving need not ask for memory
 * @throws RangeError when an item is not in the matrix
 */
export function scoresFor(
  { width, weights }: ItemMatrix,
  had: ArrayLike<number>,
  howMuch?: ArrayLike<number>,
  into: Float32Array = new Float32Array(width),
): Float32Array {
  into.fill(0);
  const rowAt = (index: number) => {
    const row = requireItem(had[index] as number, width);
    return weights.subarray(row * width, (row + 1) * width);
  };
  let index = 0;
  if (!howMuch) {
    for (; index + 4 <= had.length; index += 4) {
      addFourRows(into, rowAt(index), rowAt(index + 1), rowAt(index + 2), rowAt(index + 3));
    }
  }
  for (; index < had.length; index++) addRow(into, rowAt(index), howMuch?.[index] ?? 1);
  return into;
}

function addRow(into: Float32Array, row: Float32Array, factor: number): void {
  for (let item = 0; item < into.length; item++) {
    into[item] = (into[item] as number) + factor * (row[item] as number);
  }
}

/** Four at a time, so that what is added to is read and written once for all of them. */
function addFourRows(into: Float32Array, a: Float32Array, b: Float32Array, c: Float32Array, d: Float32Array): void {
  for (let item = 0; item < into.length; item++) {
    const ab = (a[item] as number) + (b[item] as number);
    const cd = (c[item] as number) + (d[item] as number);
    into[item] = (into[item] as number) + (ab + cd);
  }
}

/**
 * The same for a sparse matrix, such as the nearest neighbours of each item. O(entries of the rows).
 *
 * @throws RangeError when an item is not in the matrix
 */
export function sparseScoresFor(
  { width, starts, columns, values }: SparseRows,
  had: ArrayLike<number>,
  into: Float32Array = new Float32Array(width),
): Float32Array {
  into.fill(0);
  for (let index = 0; index < had.length; index++) {
    const row = requireItem(had[index] as number, width);
    for (let at = starts[row] as number; at < (starts[row + 1] as number); at++) {
      const item = columns[at] as number;
      into[item] = (into[item] as number) + (values[at] as number);
    }
  }
  return into;
}

/** target += factor * source. @throws RangeError when the widths differ or the factor is not finite */
export function addMatrix(target: ItemMatrix, source: ItemMatrix, factor: number): void {
  requireFinite('factor', factor);
  if (source.width !== target.width) {
    throw new RangeError(`matrices must have the same width, not ${target.width} and ${source.width}`);
  }
  for (let at = 0; at < target.weights.length; at++) {
    target.weights[at] = (target.weights[at] as number) + factor * (source.weights[at] as number);
  }
}

/** A sparse item x item matrix with its zeros written out. */
export function denseOf({ rows, width, starts, columns, values }: SparseRows): ItemMatrix {
  const weights = new Float32Array(width * width);
  for (let row = 0; row < rows; row++) {
    for (let at = starts[row] as number; at < (starts[row + 1] as number); at++) {
      weights[row * width + (columns[at] as number)] = values[at] as number;
    }
  }
  return { width, weights };
}

function requireItem(item: number, width: number): number {
  if (Number.isInteger(item) && item >= 0 && item < width) return item;
  throw new RangeError(`items must be whole numbers from 0 to ${width - 1}, not ${item}`);
}
