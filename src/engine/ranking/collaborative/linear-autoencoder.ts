import { requirePositive } from '../../numerics/guards.js';
import { invertPositiveDefinite } from '../../numerics/invert-positive-definite.js';
import { commonCounts, countsOf, type SparseRows } from './interactions.js';
import type { ItemMatrix } from './item-matrix.js';

/** Regularisation of the autoencoder, and which items it takes in. */
export interface AutoencoderOptions {
  /** lambda, in learners: how strongly weights are held to zero; 100 unless told otherwise. */
  readonly regularisation?: number;
  /** Items that fewer learners than this have are left out, and get weight 0; 1 unless told otherwise. */
  readonly leastLearners?: number;
}

/**
 * The linear model without hidden layer that predicts each item from all the others (EASE: Steck 2019, eq. 8):
 *
 *   P = (X'X + lambda I)^-1,   B(i, j) = -P(i, j) / P(j, j),   B(i, i) = 0
 *
 * the exact minimum of |X - XB|^2 + lambda |B|^2 with a zero diagonal. A negative weight says "instead of", which no
 * likeness can. Costs n^3 / 2 products for n items and 16 n^2 bytes while it is fitted.
 *
 * @param taken  one row a learner
 * @returns      B; a learner's scores are the sum of the rows of what they have
 * @throws RangeError when an option is out of range
 */
export function linearAutoencoder(taken: SparseRows, options: AutoencoderOptions = {}): ItemMatrix {
  const { regularisation = 100, leastLearners = 1 } = options;
  requirePositive('regularisation', regularisation);
  const { width } = taken;
  const kept: number[] = [];
  countsOf(taken).forEach((count, item) => {
    if (count >= leastLearners && count > 0) kept.push(item);
  });
  const weights = new Float32Array(width * width);
  if (kept.length === 0) return { width, weights };
  const size = kept.length;
  const inverse = commonCounts(selectColumns(taken, kept));
  for (let index = 0; index < size; index++) {
    inverse[index * (size + 1)] = (inverse[index * (size + 1)] as number) + regularisation;
  }
  invertPositiveDefinite(inverse, size);
  for (const [row, item] of kept.entries()) {
    for (const [column, other] of kept.entries()) {
      if (row === column) continue;
      weights[item * width + other] =
        -(inverse[row * size + column] as number) / (inverse[column * (size + 1)] as number);
    }
  }
  return { width, weights };
}

/** The rows with only some of their columns, numbered anew in the order given (rising). */
function selectColumns({ rows, width, starts, columns, values }: SparseRows, kept: readonly number[]): SparseRows {
  const place = new Int32Array(width).fill(-1);
  for (const [index, column] of kept.entries()) place[column] = index;
  const selected = { starts: new Uint32Array(rows + 1), columns: [] as number[], values: [] as number[] };
  for (let row = 0; row < rows; row++) {
    for (let at = starts[row] as number; at < (starts[row + 1] as number); at++) {
      const column = place[columns[at] as number] as number;
      if (column < 0) continue;
      selected.columns.push(column);
      selected.values.push(values[at] as number);
    }
    selected.starts[row + 1] = selected.columns.length;
  }
  return {
    rows,
    width: kept.length,
    starts: selected.starts,
    columns: Uint32Array.from(selected.columns),
    values: Float32Array.from(selected.values),
  };
}
