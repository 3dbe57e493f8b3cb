import { requireWhole } from './guards.js';

/** Symmetric positive definite systems, row by row in one typed array: element (i, j) of n x n is at i * n + j. */

/**
 * Lower triangle L with A = L L' (Golub & Van Loan 2013, algorithm 4.2.1); what lies above it is left as it was.
 *
 * @param matrix  A, n x n; only its lower triangle is read; overwritten by L when `into` is absent
 * @throws RangeError when A is not positive definite, a number in it not finite, or a length not size * size
 */
export function cholesky(matrix: Float64Array, size: number, into: Float64Array = matrix): Float64Array {
  requireSquare('matrix', matrix, size);
  if (into !== matrix) {
    requireSquare('into', into, size);
    into.set(matrix);
  }
  for (let column = 0; column < size; column++) {
    for (let row = column; row < size; row++) {
      let sum = into[row * size + column] as number;
      for (let k = 0; k < column; k++) sum -= (into[row * size + k] as number) * (into[column * size + k] as number);
      if (row > column) into[row * size + column] = sum / (into[column * size + column] as number);
      else if (sum > 0 && sum < Number.POSITIVE_INFINITY) into[row * size + row] = Math.sqrt(sum);
      else throw new RangeError(`matrix must be positive definite; pivot ${row} is ${sum}`);
    }
  }
  return into;
}

/**
 * x with L L' x = b, by substitution forwards and backwards.
 *
 * @param factor  L, from `cholesky`
 * @param vector  b; overwritten by x
 * @throws RangeError when a length does not fit the size
 */
export function solveCholesky(factor: Float64Array, size: number, vector: Float64Array): Float64Array {
  solveLower(factor, size, vector);
  return solveUpper(factor, size, vector);
}

/** y with L y = b; `vector` is b and becomes y. @throws RangeError when a length does not fit the size */
export function solveLower(factor: Float64Array, size: number, vector: Float64Array): Float64Array {
  requireFit(factor, size, vector);
  for (let row = 0; row < size; row++) {
    let sum = vector[row] as number;
    for (let k = 0; k < row; k++) sum -= (factor[row * size + k] as number) * (vector[k] as number);
    vector[row] = sum / (factor[row * size + row] as number);
  }
  return vector;
}

/**
 * x with L' x = y; `vector` is y and becomes x. With y standard normal, x has the covariance A^-1.
 *
 * @throws RangeError when a length does not fit the size
 */
export function solveUpper(factor: Float64Array, size: number, vector: Float64Array): Float64Array {
  requireFit(factor, size, vector);
  for (let row = size - 1; row >= 0; row--) {
    const value = (vector[row] as number) / (factor[row * size + row] as number);
    vector[row] = value;
    for (let k = 0; k < row; k++) vector[k] = (vector[k] as number) - (factor[row * size + k] as number) * value;
  }
  return vector;
}

/** A^-1, whole, from L; symmetric up to rounding. @throws RangeError when the length is not size * size */
export function inverseFromCholesky(factor: Float64Array, size: number): Float64Array {
  requireSquare('factor', factor, size);
  const inverse = new Float64Array(size * size);
  const column = new Float64Array(size);
  for (let index = 0; index < size; index++) {
    column.fill(0);
    column[index] = 1;
    solveCholesky(factor, size, column);
    for (let row = 0; row < size; row++) inverse[row * size + index] = column[row] as number;
  }
  return inverse;
}

function requireSquare(name: string, matrix: Float64Array, size: number): void {
  requireWhole('size', size, 1);
  if (matrix.length !== size * size) {
    throw new RangeError(`${name} must hold ${size * size} numbers, not ${matrix.length}`);
  }
}

function requireFit(factor: Float64Array, size: number, vector: Float64Array): void {
  requireSquare('factor', factor, size);
  if (vector.length !== size) throw new RangeError(`vector must hold ${size} numbers, not ${vector.length}`);
}
