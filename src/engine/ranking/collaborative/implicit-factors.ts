import { cholesky, solveCholesky } from '../../numerics/cholesky.js';
import { requireNonNegative, requirePositive, requireWhole } from '../../numerics/guards.js';
import type { RandomSource } from '../../numerics/random.js';
import { sampleNormal } from '../../numerics/sample.js';
import { type SparseRows, transpose } from './interactions.js';
import type { ItemMatrix } from './item-matrix.js';

/** Size and regularisation of the factors, and how long they are fitted. */
export interface FactorOptions {
  /** Length of each vector; 64 unless told otherwise. */
  readonly factors?: number;
  /** lambda; 1 unless told otherwise. */
  readonly regularisation?: number;
  /** How much more an item that was taken counts than one that was not; 30 unless told otherwise. */
  readonly alpha?: number;
  /** Rounds over learners and items; 10 unless told otherwise. */
  readonly iterations?: number;
}

/** Items as vectors, and what is needed to place a learner among them: plain data. */
export interface ImplicitFactors {
  readonly factors: number;
  readonly regularisation: number;
  readonly alpha: number;
  /** items x factors, row by row. */
  readonly items: Float64Array;
  /** Y'Y + lambda I, factors x factors. */
  readonly gram: Float64Array;
}

/** Steps of the conjugate gradient for each vector and round, from where the last round left it. */
const STEPS = 3;
/** Spread of the first vectors. */
const FIRST_SPREAD = 0.01;

/**
 * Factors from what was taken and what was not (Hu, Koren & Volinsky 2008, eq. 3-5), by alternating least squares:
 *
 *   minimum of  sum over all u, i of c(u, i) (p(u, i) - x(u)'y(i))^2 + lambda (|X|^2 + |Y|^2),
 *   p = 1 where u took i and 0 elsewhere,  c = 1 + alpha r(u, i)
 *
 * with r the value in `taken`. Each vector is improved by a few steps of the conjugate gradient instead of being
 * solved for (Takacs, Pilaszy & Tikk 2011), so a round costs O(values x factors + rows x factors^2).
 *
 * @param taken   one row a learner
 * @param random  where the first vectors come from
 * @throws RangeError when an option is out of range
 */
export function implicitFactors(taken: SparseRows, random: RandomSource, options: FactorOptions = {}): ImplicitFactors {
  const { factors = 64, regularisation = 1, alpha = 30, iterations = 10 } = options;
  requireWhole('factors', factors, 1);
  requirePositive('regularisation', regularisation);
  requireNonNegative('alpha', alpha);
  requireWhole('iterations', iterations, 1);
  const byItem = transpose(taken);
  const learners = new Float64Array(taken.rows * factors);
  const items = Float64Array.from({ length: taken.width * factors }, () => FIRST_SPREAD * sampleNormal(random));
  for (let round = 0; round < iterations; round++) {
    improve(learners, taken, items, gramOf(items, factors, regularisation), alpha);
    improve(items, byItem, learners, gramOf(learners, factors, regularisation), alpha);
  }
  return { factors, regularisation, alpha, items, gram: gramOf(items, factors, regularisation) };
}

/**
 * Where a learner stands, from what they took: the exact solution of eq. 4 of Hu, Koren & Volinsky (2008). A learner
 * who took nothing stands at zero.
 *
 * @param had  items, each counted once with value 1
 * @throws RangeError when an item is not in the model
 */
export function placeLearner(model: ImplicitFactors, had: ArrayLike<number>): Float64Array {
  const { factors, alpha, items } = model;
  const target = new Float64Array(factors);
  for (const item of new Set(Array.from(had, (each) => requireItem(model, each)))) {
    for (let k = 0; k < factors; k++) {
      target[k] = (target[k] as number) + (1 + alpha) * (items[item * factors + k] as number);
    }
  }
  return solveCholesky(weigh(model, had), factors, target);
}

/** Scores of all items for a learner who stands at `place`: x'y for each. */
export function factorScores({ factors, items }: ImplicitFactors, place: Float64Array): Float32Array {
  const scores = new Float32Array(items.length / factors);
  for (let item = 0; item < scores.length; item++) {
    let sum = 0;
    for (let k = 0; k < factors; k++) sum += (place[k] as number) * (items[item * factors + k] as number);
    scores[item] = sum;
  }
  return scores;
}

/**
 * What each thing that the learner has gave to the score of one item: (1 + alpha) y(j)' W y(i) with
 * W = (Y'CY + lambda I)^-1 (Hu, Koren & Volinsky 2008, section 5). They sum to the score.
 *
 * @returns  in the order of `had`
 * @throws RangeError when an item is not in the model
 */
export function explainFactorScore(model: ImplicitFactors, had: readonly number[], item: number): Float64Array {
  const { factors, alpha, items } = model;
  const from = requireItem(model, item) * factors;
  const turned = solveCholesky(weigh(model, had), factors, items.slice(from, from + factors));
  return Float64Array.from(had, (each) => {
    let sum = 0;
    for (let k = 0; k < factors; k++) sum += (turned[k] as number) * (items[each * factors + k] as number);
    return (1 + alpha) * sum;
  });
}

/** L with L L' = Y'Y + lambda I + alpha sum of y y' over what the learner has. */
function weigh(model: ImplicitFactors, had: ArrayLike<number>): Float64Array {
  const { factors, alpha, items, gram } = model;
  const matrix = gram.slice();
  for (const item of new Set(Array.from(had, (each) => requireItem(model, each)))) {
    const from = item * factors;
    for (let row = 0; row < factors; row++) {
      const value = alpha * (items[from + row] as number);
      for (let column = 0; column <= row; column++) {
        const at = row * factors + column;
        matrix[at] = (matrix[at] as number) + value * (items[from + column] as number);
      }
    }
  }
  return cholesky(matrix, factors);
}

/** Y'Y + lambda I. */
function gramOf(vectors: Float64Array, factors: number, regularisation: number): Float64Array {
  const gram = new Float64Array(factors * factors);
  for (let from = 0; from < vectors.length; from += factors) {
    for (let row = 0; row < factors; row++) {
      const value = vectors[from + row] as number;
      if (value === 0) continue;
      const at = row * factors;
      for (let column = 0; column <= row; column++) {
        gram[at + column] = (gram[at + column] as number) + value * (vectors[from + column] as number);
      }
    }
  }
  for (let row = 0; row < factors; row++) {
    gram[row * (factors + 1)] = (gram[row * (factors + 1)] as number) + regularisation;
    for (let column = 0; column < row; column++) gram[column * factors + row] = gram[row * factors + column] as number;
  }
  return gram;
}

/** A few steps of the conjugate gradient for every row of `vectors` (Golub & Van Loan 2013, algorithm 11.3.3). */
function improve(
  vectors: Float64Array,
  { rows, starts, columns, values }: SparseRows,
  others: Float64Array,
  gram: Float64Array,
  alpha: number,
): void {
  const factors = Math.sqrt(gram.length);
  const residual = new Float64Array(factors);
  const direction = new Float64Array(factors);
  const product = new Float64Array(factors);
  for (let row = 0; row < rows; row++) {
    const [first, end] = [starts[row] as number, starts[row + 1] as number];
    const vector = vectors.subarray(row * factors, (row + 1) * factors);
    if (first === end) {
      vector.fill(0);
      continue;
    }
    multiply(gram, vector, residual);
    for (let k = 0; k < factors; k++) residual[k] = -(residual[k] as number);
    for (let at = first; at < end; at++) {
      const from = (columns[at] as number) * factors;
      const more = alpha * (values[at] as number);
      addScaled(residual, others, from, 1 + more - more * dot(others, from, vector));
    }
    direction.set(residual);
    let size = dot(residual, 0, residual);
    for (let step = 0; step < STEPS && size > 1e-20; step++) {
      multiply(gram, direction, product);
      for (let at = first; at < end; at++) {
        const from = (columns[at] as number) * factors;
        addScaled(product, others, from, alpha * (values[at] as number) * dot(others, from, direction));
      }
      const length = size / dot(direction, 0, product);
      addScaled(vector, direction, 0, length);
      addScaled(residual, product, 0, -length);
      const next = dot(residual, 0, residual);
      for (let k = 0; k < factors; k++)
        direction[k] = (residual[k] as number) + (next / size) * (direction[k] as number);
      size = next;
    }
  }
}

/** into = matrix * vector for a symmetric matrix, four rows at a time. */
function multiply(matrix: Float64Array, vector: Float64Array, into: Float64Array): void {
  const size = vector.length;
  let row = 0;
  for (; row + 4 <= size; row += 4) {
    const a = row * size;
    const b = a + size;
    const c = b + size;
    const d = c + size;
    let [inA, inB, inC, inD] = [0, 0, 0, 0];
    for (let k = 0; k < size; k++) {
      const value = vector[k] as number;
      inA += (matrix[a + k] as number) * value;
      inB += (matrix[b + k] as number) * value;
      inC += (matrix[c + k] as number) * value;
      inD += (matrix[d + k] as number) * value;
    }
    into[row] = inA;
    into[row + 1] = inB;
    into[row + 2] = inC;
    into[row + 3] = inD;
  }
  for (; row < size; row++) into[row] = dot(matrix, row * size, vector);
}

function dot(left: Float64Array, from: number, right: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < right.length; k++) sum += (left[from + k] as number) * (right[k] as number);
  return sum;
}

/** target += factor * source from `from` on. */
function addScaled(target: Float64Array, source: Float64Array, from: number, factor: number): void {
  for (let k = 0; k < target.length; k++) {
    target[k] = (target[k] as number) + factor * (source[from + k] as number);
  }
}

function requireItem({ items, factors }: ImplicitFactors, item: number): number {
  const count = items.length / factors;
  if (Number.isInteger(item) && item >= 0 && item < count) return item;
  throw new RangeError(`items must be whole numbers from 0 to ${count - 1}, not ${item}`);
}

/**
 * The factors as an item matrix: the score of a learner is nearly the sum of rows
 *
 *   M(i, j) = (1 + alpha) y(i)' W y(j),   W = (Y'Y + lambda I + alpha m sum of q(i) y(i) y(i)')^-1
 *
 * which is `placeLearner` with one W for all in place of one for each learner: m is what a learner has in the mean and
 * q(i) the share of item i in all that was taken. It makes the factors as fast to serve, and as easily explained and
 * blended, as any linear model.
 *
 * @param counts  learners of each item, and `rows` learners in all
 */
export function factorMatrix(model: ImplicitFactors, counts: Float64Array, rows: number): ItemMatrix {
  const { factors, alpha, items, gram } = model;
  const width = items.length / factors;
  const matrix = gram.slice();
  for (let item = 0; item < width; item++) {
    const share = (alpha * (counts[item] as number)) / Math.max(1, rows);
    for (let row = 0; row < factors; row++) {
      const value = share * (items[item * factors + row] as number);
      for (let column = 0; column <= row; column++) {
        const at = row * factors + column;
        matrix[at] = (matrix[at] as number) + value * (items[item * factors + column] as number);
      }
    }
  }
  cholesky(matrix, factors);
  const weights = new Float32Array(width * width);
  const turned = new Float64Array(factors);
  for (let item = 0; item < width; item++) {
    turned.set(items.subarray(item * factors, (item + 1) * factors));
    solveCholesky(matrix, factors, turned);
    for (let other = 0; other < width; other++) {
      if (other !== item) weights[item * width + other] = (1 + alpha) * dot(items, other * factors, turned);
    }
  }
  return { width, weights };
}
