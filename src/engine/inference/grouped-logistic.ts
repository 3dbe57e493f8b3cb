import { cholesky, solveCholesky } from '../numerics/cholesky.js';
import { logistic, logLogistic } from '../numerics/logistic.js';

/** Answers that share their features. */
export interface GroupedRow {
  readonly features: readonly number[];
  readonly right: number;
  readonly total: number;
}

/** A logistic regression fitted by maximum likelihood. */
export interface GroupedFit {
  readonly coefficients: Float64Array;
  /** Without the binomial coefficients: that of the answers one by one. */
  readonly logLikelihood: number;
  /** False when the answers are separated, so that some coefficient grows without end. */
  readonly converged: boolean;
}

const MOST_ROUNDS = 60;
const MOST_HALVINGS = 30;
const ROUNDING = 1e-14;
/** On features of spread 1; Newton squares it once more. */
const SMALLEST_STEP = 1e-9;
/** Relative to the largest entry of the diagonal; keeps a system of separated answers solvable. */
const RIDGE = 1e-13;

/**
 * Most likely coefficients of logit P(right) = features . coefficients, by Newton's method with halved steps (McCullagh
 * & Nelder 1989, sec. 4.4). The features are centred and scaled inside, for the digits.
 *
 * @param rows  at least one with answers; the first feature must be 1
 * @param size  how many of the features are used
 */
export function fitGroupedLogistic(rows: readonly GroupedRow[], size: number): GroupedFit {
  const { centres, scales } = scalesOf(rows, size);
  const inside = rows.map(({ features, right, total }) => ({
    x: Float64Array.from({ length: size }, (_, k) =>
      k === 0 ? 1 : ((features[k] as number) - (centres[k] as number)) / (scales[k] as number),
    ),
    right,
    total,
  }));
  let point = new Float64Array(size);
  let value = logLikelihoodAt(inside, point);
  let converged = false;
  for (let round = 0; round < MOST_ROUNDS && !converged; round++) {
    const step = newtonStep(inside, point);
    let share = 1;
    let next = moved(point, step, share);
    let found = logLikelihoodAt(inside, next);
    // Near the top a step changes the value by less than its rounding; only a real fall is halved.
    const least = value - ROUNDING * Math.abs(value);
    for (let half = 0; !(found >= least) && half < MOST_HALVINGS; half++) {
      share /= 2;
      next = moved(point, step, share);
      found = logLikelihoodAt(inside, next);
    }
    if (!(found >= least)) break;
    converged = largest(step) < SMALLEST_STEP;
    [point, value] = [next, found];
  }
  return { coefficients: unscaled(point, centres, scales), logLikelihood: value, converged };
}

type InsideRow = { readonly x: Float64Array; readonly right: number; readonly total: number };

function newtonStep(rows: readonly InsideRow[], point: Float64Array): Float64Array {
  const size = point.length;
  const gradient = new Float64Array(size);
  const information = new Float64Array(size * size);
  for (const { x, right, total } of rows) {
    const p = logistic(dot(x, point));
    const weight = total * p * (1 - p);
    for (let i = 0; i < size; i++) {
      const part = x[i] as number;
      gradient[i] = (gradient[i] as number) + part * (right - total * p);
      for (let j = 0; j <= i; j++) {
        information[i * size + j] = (information[i * size + j] as number) + weight * part * (x[j] as number);
      }
    }
  }
  let most = Number.MIN_VALUE;
  for (let i = 0; i < size; i++) most = Math.max(most, information[i * size + i] as number);
  for (let i = 0; i < size; i++) information[i * size + i] = (information[i * size + i] as number) + RIDGE * most;
  return solveCholesky(cholesky(information, size), size, gradient);
}

function logLikelihoodAt(rows: readonly InsideRow[], point: Float64Array): number {
  let sum = 0;
  for (const { x, right, total } of rows) {
    const odds = dot(x, point);
    if (right > 0) sum += right * logLogistic(odds);
    if (right < total) sum += (total - right) * logLogistic(-odds);
  }
  return sum;
}

function scalesOf(rows: readonly GroupedRow[], size: number): { centres: Float64Array; scales: Float64Array } {
  const total = rows.reduce((sum, row) => sum + row.total, 0);
  const centres = new Float64Array(size);
  const scales = new Float64Array(size).fill(1);
  for (let k = 1; k < size; k++) {
    const mean = rows.reduce((sum, row) => sum + row.total * (row.features[k] as number), 0) / total;
    const squares = rows.reduce((sum, row) => sum + row.total * ((row.features[k] as number) - mean) ** 2, 0);
    centres[k] = mean;
    scales[k] = Math.sqrt(squares / total) || 1;
  }
  return { centres, scales };
}

function unscaled(point: Float64Array, centres: Float64Array, scales: Float64Array): Float64Array {
  const coefficients = point.map((value, k) => value / (scales[k] as number));
  for (let k = 1; k < point.length; k++) {
    coefficients[0] = (coefficients[0] as number) - (coefficients[k] as number) * (centres[k] as number);
  }
  return coefficients;
}

function moved(point: Float64Array, step: Float64Array, share: number): Float64Array<ArrayBuffer> {
  return Float64Array.from(point, (value, k) => value + share * (step[k] as number));
}

function largest(step: Float64Array): number {
  return step.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < b.length; k++) sum += (a[k] as number) * (b[k] as number);
  return sum;
}
