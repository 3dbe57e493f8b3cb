import { requireWhole } from '../../numerics/guards.js';

/**
 * Who took what, as sparse rows (compressed sparse row storage): the columns of row r are
 * `columns[starts[r]] … columns[starts[r + 1] - 1]`, in rising order, and `values` stand beside them.
 */
export interface SparseRows {
  readonly rows: number;
  readonly width: number;
  readonly starts: Uint32Array;
  readonly columns: Uint32Array;
  readonly values: Float32Array;
}

/**
 * One row a list, 1 at each number that the list holds; a number that comes twice counts once.
 *
 * @param lists  whole numbers from 0 to `width` - 1
 * @throws RangeError when a number is not one of these
 */
export function rowsOf(lists: Iterable<ArrayLike<number>>, width: number): SparseRows {
  requireWhole('width', width, 1);
  const starts: number[] = [0];
  const columns: number[] = [];
  for (const list of lists) {
    const sorted = Uint32Array.from(list, (item) => {
      if (!(Number.isInteger(item) && item >= 0 && item < width)) {
        throw new RangeError(`items must be whole numbers from 0 to ${width - 1}, not ${item}`);
      }
      return item;
    }).sort();
    for (const [index, item] of sorted.entries()) if (item !== sorted[index - 1]) columns.push(item);
    starts.push(columns.length);
  }
  return {
    rows: starts.length - 1,
    width,
    starts: Uint32Array.from(starts),
    columns: Uint32Array.from(columns),
    values: new Float32Array(columns.length).fill(1),
  };
}

/** The columns of one row. */
export function columnsOf({ starts, columns }: SparseRows, row: number): Uint32Array {
  return columns.subarray(starts[row], starts[row + 1]);
}

/** The same numbers with rows and columns exchanged; O(numbers). */
export function transpose({ rows, width, starts, columns, values }: SparseRows): SparseRows {
  const turned = {
    rows: width,
    width: rows,
    starts: new Uint32Array(width + 1),
    columns: new Uint32Array(columns.length),
    values: new Float32Array(values.length),
  };
  for (const column of columns) turned.starts[column + 1] = (turned.starts[column + 1] as number) + 1;
  for (let column = 0; column < width; column++) {
    turned.starts[column + 1] = (turned.starts[column + 1] as number) + (turned.starts[column] as number);
  }
  const next = turned.starts.slice();
  for (let row = 0; row < rows; row++) {
    for (let index = starts[row] as number; index < (starts[row + 1] as number); index++) {
      const column = columns[index] as number;
      const at = next[column] as number;
      next[column] = at + 1;
      turned.columns[at] = row;
      turned.values[at] = values[index] as number;
    }
  }
  return turned;
}

/** How many rows hold each column. */
export function countsOf({ width, columns }: SparseRows): Float64Array {
  const counts = new Float64Array(width);
  for (const column of columns) counts[column] = (counts[column] as number) + 1;
  return counts;
}

/**
 * X'X: how much each two columns have in common, width x width, row by row, symmetric.
 * With ones in X, the number of learners who took both. Costs the sum of squared row lengths.
 */
export function commonCounts({ rows, width, starts, columns, values }: SparseRows): Float64Array {
  const common = new Float64Array(width * width);
  for (let row = 0; row < rows; row++) {
    const end = starts[row + 1] as number;
    for (let first = starts[row] as number; first < end; first++) {
      const value = values[first] as number;
      const at = (columns[first] as number) * width;
      for (let second = starts[row] as number; second < end; second++) {
        const place = at + (columns[second] as number);
        common[place] = (common[place] as number) + value * (values[second] as number);
      }
    }
  }
  return common;
}
