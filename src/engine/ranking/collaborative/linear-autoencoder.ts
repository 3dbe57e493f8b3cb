import { requirePositive } from '../../numerics/guards.js';
import { invertPositiveDefinite } from '../../numerics/invert-positive-definite.js';
import { commonCounts, countsOf, type SparseRows, transpose } from './interactions.js';
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
 * likeness can. Costs n^3 / 2 products for n items and 16 n^2 bytes while it is fitted; with fewer learners than items,
 * learners^3 / 2 and entries x items.
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
  const selected = selectColumns(taken, kept);
  const inverse = (taken.rows < size ? inverseByLearners : inverseByItems)(selected, regularisation);
  for (const [row, item] of kept.entries()) {
    for (const [column, other] of kept.entries()) {
      if (row === column) continue;
      weights[item * width + other] =
        -(inverse[row * size + column] as number) / (inverse[column * (size + 1)] as number);
    }
  }
  return { width, weights };
}

/** (X'X + lambda I)^-1, items x items. */
function inverseByItems(taken: SparseRows, regularisation: number): Float64Array {
  const matrix = commonCounts(taken);
  addToDiagonal(matrix, taken.width, regularisation);
  return invertPositiveDefinite(matrix, taken.width);
}

/** The same by way of the learners: (I - X'(XX' + lambda I)^-1 X) / lambda (Woodbury; Golub & Van Loan 2013, eq. 2.1.4). */
function inverseByLearners(taken: SparseRows, regularisation: number): Float64Array {
  const { rows, width, starts, columns, values } = taken;
  const inner = commonCounts(transpose(taken));
  addToDiagonal(inner, rows, regularisation);
  invertPositiveDefinite(inner, rows);
  const result = new Float64Array(width * width);
  const held = new Float64Array(width);
  for (let learner = 0; learner < rows; learner++) {
    // One row of (XX' + lambda I)^-1 X.
    held.fill(0);
    for (let other = 0; other < rows; other++) {
      const weight = inner[learner * rows + other] as number;
      for (let at = starts[other] as number; at < (starts[other + 1] as number); at++) {
        const column = columns[at] as number;
        held[column] = (held[column] as number) + weight * (values[at] as number);
      }
    }
    for (let at = starts[learner] as number; at < (starts[learner + 1] as number); at++) {
      const from = (columns[at] as number) * width;
      const factor = (values[at] as number) / regularisation;
      for (let column = 0; column < width; column++) {
        result[from + column] = (result[from + column] as number) - factor * (held[column] as number);
      }
    }
  }
  addToDiagonal(result, width, 1 / regularisation);
  return result;
}

function addToDiagonal(matrix: Float64Array, size: number, value: number): void {
  for (let at = 0; at < size * size; at += size + 1) matrix[at] = (matrix[at] as number) + value;
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
