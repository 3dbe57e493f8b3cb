import { cholesky, solveCholesky } from '../numerics/cholesky.js';
import { requirePositive } from '../numerics/guards.js';
import { logistic, logLogistic } from '../numerics/logistic.js';
import { CORRECTION_NAMES, correctionFeatures, NO_CORRECTION } from './correction.js';
import type { Rating } from './fsrs.js';
import type { FsrsParameters } from './fsrs-parameters.js';
import { type MemoryTrace, recordReview } from './memory-trace.js';
import type { ReviewTree } from './review-tree.js';

const FEATURES = CORRECTION_NAMES.length;
const SIZE = FEATURES + 1;
const MOST_ROUNDS = 25;
/** The rounds end when the next step would lower the penalised loss by less than this, in nats. */
const ENOUGH = 1e-3;
/** The curvature is worked out in rounds 0 to this one and kept then: it hardly changes, and costs most. */
const LAST_CURVATURE = 1;
const LEAST_SHARE = 1e-6;
/** A feature that varies less than this says nothing; its coefficient stays where the prior has it. */
const LEAST_SPREAD = 1e-6;

/** The predicted reviews of a tree, one row each, features standardised. */
interface Rows {
  readonly count: number;
  /** Row by row: 1, then the features. */
  readonly values: Float64Array;
  readonly recalled: Uint8Array;
  readonly weight: Float64Array;
  readonly mean: Float64Array;
  readonly spread: Float64Array;
}

/**
 * The correction of a course or a learner: penalised logistic regression of recall on `correctionFeatures`, least
 *
 *   sum over reviews of weight * -ln p  +  ridge * sum over i of (b_i - prior_i)^2
 *
 * with features standardised on these data and the prior brought to the same scale, so that without evidence the prior
 * stays as it is. Newton's method (iteratively reweighted least squares; Hastie, Tibshirani & Friedman 2009, section
 * 4.4.1) with the curvature of the second round kept, halving a step that would not lower the sum. Deterministic.
 *
 * @param weights  FSRS weights that the features rest on
 * @param prior    intercept and coefficients to be drawn to; absent: NO_CORRECTION
 * @returns        intercept and coefficients in the units of the features
 * @throws RangeError when ridge is not above 0
 */
export function fitCorrection(
  tree: ReviewTree,
  weights: FsrsParameters,
  ridge: number,
  prior: readonly number[] = NO_CORRECTION,
): readonly number[] {
  requirePositive('ridge', ridge);
  const rows = rowsOf(tree, weights);
  if (rows.count === 0) return [...prior];
  const goal = toStandard(prior, rows);
  let point = goal.slice();
  let gradient = new Float64Array(SIZE);
  let value = lossAt(rows, point, goal, ridge, gradient);
  const factor = new Float64Array(SIZE * SIZE);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    if (round <= LAST_CURVATURE) cholesky(curvatureAt(rows, point, ridge, factor), SIZE);
    const step = solveCholesky(factor, SIZE, gradient.slice());
    const promise = step.reduce((sum, part, index) => sum + (part * (gradient[index] as number)) / 2, 0);
    if (promise < ENOUGH) break;
    const found = lower(rows, point, value, step, goal, ridge);
    if (found === null) break;
    ({ point, value, gradient } = found);
  }
  return fromStandard(point, prior, rows);
}

function rowsOf({ parent, elapsed, rating, weight }: ReviewTree, weights: FsrsParameters): Rows {
  const traces: MemoryTrace[] = [];
  const count = weight.reduce((sum, each) => sum + (each > 0 ? 1 : 0), 0);
  const values = new Float64Array(count * SIZE);
  const recalled = new Uint8Array(count);
  const counts = new Float64Array(count);
  let row = 0;
  for (let node = 0; node < parent.length; node++) {
    const from = parent[node] as number;
    const before = from < 0 ? null : (traces[from] as MemoryTrace);
    const days = elapsed[node] as number;
    if (before && (weight[node] as number) > 0) {
      values[row * SIZE] = 1;
      correctionFeatures(before, days, weights, values.subarray(row * SIZE + 1, (row + 1) * SIZE));
      recalled[row] = (rating[node] as number) > 1 ? 1 : 0;
      counts[row++] = weight[node] as number;
    }
    traces.push(recordReview(before, days, rating[node] as Rating, { weights }));
  }
  return standardised({ count, values, recalled, weight: counts });
}

/** Weighted mean 0 and standard deviation 1 in each column but the first. */
function standardised({ count, values, recalled, weight }: Omit<Rows, 'mean' | 'spread'>): Rows {
  const mean = new Float64Array(SIZE);
  const spread = new Float64Array(SIZE);
  const total = weight.reduce((sum, each) => sum + each, 0);
  for (let column = 1; column < SIZE; column++) {
    let [sum, squares] = [0, 0];
    for (let row = 0; row < count; row++) sum += (weight[row] as number) * (values[row * SIZE + column] as number);
    const middle = sum / total;
    for (let row = 0; row < count; row++) {
      squares += (weight[row] as number) * ((values[row * SIZE + column] as number) - middle) ** 2;
    }
    const deviation = Math.sqrt(squares / total);
    mean[column] = middle;
    spread[column] = deviation > LEAST_SPREAD ? deviation : 0;
    for (let row = 0; row < count; row++) {
      const at = row * SIZE + column;
      values[at] = deviation > LEAST_SPREAD ? ((values[at] as number) - middle) / deviation : 0;
    }
  }
  return { count, values, recalled, weight, mean, spread };
}

function toStandard(raw: readonly number[], { mean, spread }: Rows): Float64Array {
  const standard = Float64Array.from(raw, (part, index) => (index === 0 ? part : part * (spread[index] as number)));
  for (let index = 1; index < SIZE; index++) {
    standard[0] = (standard[0] as number) + (raw[index] as number) * (mean[index] as number);
  }
  return standard;
}

function fromStandard(standard: Float64Array, prior: readonly number[], { mean, spread }: Rows): number[] {
  const raw = Array.from(standard, (part, index) => {
    const scale = spread[index] as number;
    return index === 0 || scale > 0 ? part / (index === 0 ? 1 : scale) : (prior[index] as number);
  });
  for (let index = 1; index < SIZE; index++) {
    raw[0] = (raw[0] as number) - (raw[index] as number) * (mean[index] as number);
  }
  return raw;
}

function logitOf(values: Float64Array, row: number, point: Float64Array): number {
  let sum = 0;
  for (let column = 0, at = row * SIZE; column < SIZE; column++, at++) {
    sum += (values[at] as number) * (point[column] as number);
  }
  return sum;
}

/** The first of the step, its half, its quarter … that lowers the sum; null when none does. */
function lower(
  rows: Rows,
  from: Float64Array,
  value: number,
  step: Float64Array,
  goal: Float64Array,
  ridge: number,
): { point: Float64Array<ArrayBuffer>; value: number; gradient: Float64Array<ArrayBuffer> } | null {
  const gradient = new Float64Array(SIZE);
  for (let share = 1; share > LEAST_SHARE; share /= 2) {
    const point = Float64Array.from(from, (part, index) => part - share * (step[index] as number));
    const there = lossAt(rows, point, goal, ridge, gradient);
    if (there < value) return { point, value: there, gradient };
  }
  return null;
}

/** The penalised loss at `point`; its gradient is written into `gradient`. */
function lossAt(
  { count, values, recalled, weight }: Rows,
  point: Float64Array,
  goal: Float64Array,
  ridge: number,
  gradient: Float64Array,
): number {
  gradient.fill(0);
  let loss = 0;
  for (let row = 0; row < count; row++) {
    const x = logitOf(values, row, point);
    const outcome = recalled[row] as number;
    const counts = weight[row] as number;
    loss -= counts * logLogistic(outcome === 1 ? x : -x);
    const error = counts * (logistic(x) - outcome);
    for (let column = 0, at = row * SIZE; column < SIZE; column++, at++) {
      gradient[column] = (gradient[column] as number) + error * (values[at] as number);
    }
  }
  for (let column = 0; column < SIZE; column++) {
    const away = (point[column] as number) - (goal[column] as number);
    loss += ridge * away * away;
    gradient[column] = (gradient[column] as number) + 2 * ridge * away;
  }
  return loss;
}

/** Second derivatives of the penalised loss; only the lower triangle is filled. */
function curvatureAt(
  { count, values, weight }: Rows,
  point: Float64Array,
  ridge: number,
  curvature: Float64Array,
): Float64Array {
  curvature.fill(0);
  for (let row = 0; row < count; row++) {
    const p = logistic(logitOf(values, row, point));
    const bend = (weight[row] as number) * p * (1 - p);
    const start = row * SIZE;
    for (let i = 0; i < SIZE; i++) {
      const scaled = bend * (values[start + i] as number);
      const line = i * SIZE;
      for (let j = 0; j <= i; j++) {
        curvature[line + j] = (curvature[line + j] as number) + scaled * (values[start + j] as number);
      }
    }
  }
  for (let i = 0; i < SIZE; i++) curvature[i * SIZE + i] = (curvature[i * SIZE + i] as number) + 2 * ridge;
  return curvature;
}
