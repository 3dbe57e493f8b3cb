import { requireFinite, requireSome, requireWhole } from '../numerics/guards.js';

/** Rows of inputs, row-major in one typed array, each with an outcome. A cell that is not known is NaN. */
export interface Design {
  /** Names of the columns, told again in every explanation. */
  readonly names: readonly string[];
  /** rows x names.length. */
  readonly values: Float64Array;
  /** 0 or 1 of each row. */
  readonly labels: ArrayLike<number>;
}

/**
 * The number of rows of a design.
 *
 * @throws RangeError when it has no row or no column, a length does not fit, a cell is infinite, or a label is
 *   neither 0 nor 1
 */
export function requireDesign({ names, values, labels }: Design): number {
  requireSome('names', names);
  const rows = requireWhole('rows', labels.length, 1);
  if (values.length !== rows * names.length) {
    throw new RangeError(`values must hold ${rows} x ${names.length} numbers, not ${values.length}`);
  }
  for (let index = 0; index < values.length; index++) {
    const value = values[index] as number;
    if (!Number.isNaN(value)) requireFinite(`values[${index}]`, value);
  }
  for (let row = 0; row < rows; row++) {
    if (labels[row] !== 0 && labels[row] !== 1)
      throw new RangeError(`labels[${row}] must be 0 or 1, not ${labels[row]}`);
  }
  return rows;
}

/** Some rows of a design, in the order given; a row may come more than once. */
export function takeRows({ names, values, labels }: Design, rows: ArrayLike<number>): Design {
  const width = names.length;
  const taken = new Float64Array(rows.length * width);
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] as number;
    taken.set(values.subarray(row * width, (row + 1) * width), index * width);
  }
  return { names, values: taken, labels: Uint8Array.from(rows, (row) => labels[row] as number) };
}

/** @throws RangeError when its length is not that of `names` */
export function requireRow(names: readonly string[], row: ArrayLike<number>): void {
  if (row.length !== names.length) throw new RangeError(`a row must hold ${names.length} numbers, not ${row.length}`);
}

/** One input's share in a score, on the log-odds scale. */
export interface Part {
  readonly name: string;
  readonly share: number;
}
