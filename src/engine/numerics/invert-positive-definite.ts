import { requireWhole } from './guards.js';

/** Columns that are worked on together: two such strips of 64-bit numbers stay in the first cache. */
const STRIP = 48;

/**
 * A^-1 of a symmetric positive definite matrix, for matrices of hundreds to thousands of rows.
 *
 * A = L L' (Cholesky), V = L^-T, A^-1 = V V' (Golub & Van Loan 2013, section 4.2). All three steps are sums over
 * products of two rows, taken four rows by four at a time, so that each number that is read serves four products;
 * n^3 / 2 products in all.
 *
 * @param matrix  A, n x n, row by row; only its lower triangle is read; overwritten by A^-1, whole and symmetric
 * @returns       `matrix`
 * @throws RangeError when the length is not n^2 or A is not positive definite
 */
export function invertPositiveDefinite(matrix: Float64Array, size: number): Float64Array {
  requireWhole('size', size, 1);
  if (matrix.length !== size * size) {
    throw new RangeError(`matrix must hold ${size * size} numbers, not ${matrix.length}`);
  }
  factorise(matrix, size);
  const transposed = invertFactor(matrix, size);
  for (let row = 0; row < size; row += STRIP) {
    const end = Math.min(row + STRIP, size);
    matrix.fill(0, row * size, end * size);
    addProducts(matrix, transposed, transposed, size, 1, { from: row, to: end }, { from: 0, to: end }, row, size);
  }
  mirror(matrix, size);
  return matrix;
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** L in the lower triangle, a strip of columns at a time. What is above the diagonal is left as it was. */
function factorise(matrix: Float64Array, size: number): void {
  for (let from = 0; from < size; from += STRIP) {
    const strip = { from, to: Math.min(from + STRIP, size) };
    addProducts(matrix, matrix, matrix, size, -1, { from, to: size }, strip, 0, from);
    for (let row = from; row < strip.to; row++) {
      solveRow(matrix, matrix, size, row, { from, to: row });
      let pivot = matrix[row * size + row] as number;
      for (let k = from; k < row; k++) pivot -= (matrix[row * size + k] as number) ** 2;
      if (!(pivot > 0)) throw new RangeError(`matrix must be positive definite; pivot ${row} is ${pivot}`);
      matrix[row * size + row] = Math.sqrt(pivot);
    }
    for (let row = strip.to; row < size; row++) solveRow(matrix, matrix, size, row, strip);
  }
}

/** V = L^-T: row j of it solves V[j] L' = e[j]. Zero below the diagonal. */
function invertFactor(factor: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  for (let index = 0; index < size; index++) inverse[index * size + index] = 1;
  for (let from = 0; from < size; from += STRIP) {
    const strip = { from, to: Math.min(from + STRIP, size) };
    for (let first = 0; first < from; first += STRIP) {
      addProducts(inverse, inverse, factor, size, -1, { from: first, to: first + STRIP }, strip, first, from);
    }
    for (let row = 0; row < strip.to; row++) solveRow(inverse, factor, size, row, strip);
  }
  return inverse;
}

/** x with x L' = b over the columns of one strip, where b is what stands in `row` of `target`, and x replaces it. */
function solveRow(target: Float64Array, factor: Float64Array, size: number, row: number, { from, to }: Span): void {
  const at = row * size;
  for (let column = from; column < to; column++) {
    let sum = target[at + column] as number;
    const other = column * size;
    for (let k = from; k < column; k++) sum -= (target[at + k] as number) * (factor[other + k] as number);
    target[at + column] = sum / (factor[other + column] as number);
  }
}

/** target[i][j] += sign * sum over k in [from, to) of left[i][k] right[j][k], for i in rows and j in columns. */
function addProducts(
  target: Float64Array,
  left: Float64Array,
  right: Float64Array,
  size: number,
  sign: 1 | -1,
  rows: Span,
  columns: Span,
  from: number,
  to: number,
): void {
  if (from >= to) return;
  let row = rows.from;
  for (; row + 2 <= rows.to; row += 2) {
    let column = columns.from;
    const [a, b] = [row * size, (row + 1) * size];
    for (; column + 4 <= columns.to; column += 4) {
      const c = column * size;
      const d = c + size;
      const e = d + size;
      const f = e + size;
      let [ac, ad, ae, af, bc, bd, be, bf] = [0, 0, 0, 0, 0, 0, 0, 0];
      for (let k = from; k < to; k++) {
        const inA = left[a + k] as number;
        const inB = left[b + k] as number;
        const inC = right[c + k] as number;
        const inD = right[d + k] as number;
        const inE = right[e + k] as number;
        const inF = right[f + k] as number;
        ac += inA * inC;
        ad += inA * inD;
        ae += inA * inE;
        af += inA * inF;
        bc += inB * inC;
        bd += inB * inD;
        be += inB * inE;
        bf += inB * inF;
      }
      addFour(target, a + column, sign, ac, ad, ae, af);
      addFour(target, b + column, sign, bc, bd, be, bf);
    }
    for (; column < columns.to; column++) {
      addOne(target, left, right, sign, a, column * size, a + column, from, to);
      addOne(target, left, right, sign, b, column * size, b + column, from, to);
    }
  }
  for (; row < rows.to; row++) {
    const a = row * size;
    for (let column = columns.from; column < columns.to; column++) {
      addOne(target, left, right, sign, a, column * size, a + column, from, to);
    }
  }
}

function addFour(target: Float64Array, at: number, sign: number, a: number, b: number, c: number, d: number): void {
  target[at] = (target[at] as number) + sign * a;
  target[at + 1] = (target[at + 1] as number) + sign * b;
  target[at + 2] = (target[at + 2] as number) + sign * c;
  target[at + 3] = (target[at + 3] as number) + sign * d;
}

function addOne(
  target: Float64Array,
  left: Float64Array,
  right: Float64Array,
  sign: number,
  a: number,
  b: number,
  at: number,
  from: number,
  to: number,
): void {
  let sum = 0;
  for (let k = from; k < to; k++) sum += (left[a + k] as number) * (right[b + k] as number);
  target[at] = (target[at] as number) + sign * sum;
}

function mirror(matrix: Float64Array, size: number): void {
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < row; column++) matrix[column * size + row] = matrix[row * size + column] as number;
  }
}
