import { requireNonNegative } from '../numerics/guards.js';
import { logistic, logLogistic } from '../numerics/logistic.js';
import { minimise } from '../numerics/minimise.js';
import { type Design, type Part, requireDesign, requireRow } from './design.js';

/** A fitted logistic regression; plain data. Every list has one entry for each input. */
export interface RidgeLogistic {
  readonly names: readonly string[];
  readonly intercept: number;
  /** Log-odds for one standard deviation of the input. */
  readonly weights: readonly number[];
  /** Log-odds added when the input is not known. */
  readonly missingWeights: readonly number[];
  /** Mean of the input where it is known; an unknown one counts as this. */
  readonly means: readonly number[];
  /** Standard deviation; 1 for an input that does not vary. */
  readonly deviations: readonly number[];
}

/** How strongly weights are drawn to 0, and how much each row counts. */
export interface RidgeOptions {
  /** Strength of the penalty: the inverse variance of the normal prior on each weight. The intercept is free. */
  readonly penalty?: number;
  /** Weight of each row, at least 0; absent: 1 each. */
  readonly rowWeights?: ArrayLike<number>;
}

/** A weight is not learned from fewer rows than this: one odd row must not decide. */
const LEAST_MISSING = 5;

/**
 * Logistic regression with a normal prior on the weights of the standardised inputs (le Cessie & van Houwelingen 1992):
 *
 *   P(y = 1 | x) = logistic(b + sum_j w_j z_j + m_j [x_j unknown]),  z_j = (x_j - mean_j) / deviation_j, 0 if unknown
 *   minimise  - sum_i ln P(y_i | x_i) + penalty / 2 * (|w|^2 + |m|^2)
 *
 * by L-BFGS; convex, so there is one minimum. With all outcomes alike the intercept is that of one pseudo-row of each.
 *
 * @throws RangeError as `requireDesign`; when the penalty or a row's weight is negative or not finite
 */
export function fitRidgeLogistic(design: Design, { penalty = 1, rowWeights }: RidgeOptions = {}): RidgeLogistic {
  const rows = requireDesign(design);
  requireNonNegative('penalty', penalty);
  for (let row = 0; row < (rowWeights?.length ?? 0); row++)
    requireNonNegative('rowWeights', rowWeights?.[row] as number);
  if (rowWeights && rowWeights.length !== rows) throw new RangeError(`rowWeights must hold ${rows} numbers`);
  const { names, labels } = design;
  const width = names.length;
  const { means, deviations, missing } = moments(design, rows);
  const standard = standardise(design.values, means, deviations);
  const isUnknown = Uint8Array.from(design.values, (value) => Number(Number.isNaN(value)));
  const counted = missing.map((count) => count >= LEAST_MISSING && count <= rows - LEAST_MISSING);
  const objective = (point: Float64Array, gradient: Float64Array): number => {
    gradient.fill(0);
    let value = 0;
    for (let row = 0; row < rows; row++) {
      const weight = rowWeights ? (rowWeights[row] as number) : 1;
      const base = row * width;
      let score = point[0] as number;
      for (let column = 0; column < width; column++) {
        score += (point[1 + column] as number) * (standard[base + column] as number);
        if (isUnknown[base + column] === 1) score += point[1 + width + column] as number;
      }
      const label = labels[row] as number;
      value -= weight * logLogistic(label === 1 ? score : -score);
      const error = weight * (logistic(score) - label);
      gradient[0] = (gradient[0] as number) + error;
      for (let column = 0; column < width; column++) {
        const at = 1 + column;
        gradient[at] = (gradient[at] as number) + error * (standard[base + column] as number);
        if (isUnknown[base + column] === 1 && counted[column]) {
          gradient[at + width] = (gradient[at + width] as number) + error;
        }
      }
    }
    for (let index = 1; index < point.length; index++) {
      const weight = point[index] as number;
      value += (penalty / 2) * weight * weight;
      gradient[index] = (gradient[index] as number) + penalty * weight;
    }
    // Half a pseudo-row of each outcome keeps the intercept finite when all outcomes are alike.
    const free = point[0] as number;
    value -= (logLogistic(free) + logLogistic(-free)) / 2;
    gradient[0] = (gradient[0] as number) + logistic(free) - 0.5;
    return value;
  };
  const { point } = minimise(objective, new Float64Array(1 + 2 * width), { gradientTolerance: 1e-5 });
  return {
    names,
    intercept: point[0] as number,
    weights: Array.from(point.subarray(1, 1 + width)),
    missingWeights: Array.from(point.subarray(1 + width)),
    means: Array.from(means),
    deviations: Array.from(deviations),
  };
}

/**
 * Log-odds of one row.
 *
 * @throws RangeError when its length does not fit
 */
export function ridgeScore(model: RidgeLogistic, row: ArrayLike<number>): number {
  requireRow(model.names, row);
  let score = model.intercept;
  for (let column = 0; column < row.length; column++) score += shareOf(model, column, row[column] as number);
  return score;
}

/**
 * What each input adds to the log-odds beside a learner who is average in it, so that
 * `intercept + sum of shares = ridgeScore`.
 *
 * @throws RangeError when the row's length does not fit
 */
export function ridgeParts(model: RidgeLogistic, row: ArrayLike<number>): Part[] {
  requireRow(model.names, row);
  return model.names.map((name, column) => ({ name, share: shareOf(model, column, row[column] as number) }));
}

function shareOf(model: RidgeLogistic, column: number, value: number): number {
  if (Number.isNaN(value)) return model.missingWeights[column] as number;
  const standard = (value - (model.means[column] as number)) / (model.deviations[column] as number);
  return (model.weights[column] as number) * standard;
}

function moments({ names, values }: Design, rows: number) {
  const width = names.length;
  const [means, deviations] = [new Float64Array(width), new Float64Array(width).fill(1)];
  const missing = Array.from({ length: width }, () => 0);
  for (let column = 0; column < width; column++) {
    let [count, sum, squared] = [0, 0, 0];
    for (let row = 0; row < rows; row++) {
      const value = values[row * width + column] as number;
      if (Number.isNaN(value)) continue;
      count++;
      sum += value;
    }
    missing[column] = rows - count;
    if (count === 0) continue;
    const mean = sum / count;
    for (let row = 0; row < rows; row++) {
      const value = values[row * width + column] as number;
      if (!Number.isNaN(value)) squared += (value - mean) ** 2;
    }
    means[column] = mean;
    // Rounding alone must not pass for variation.
    if (squared > 1e-20 * count * mean * mean) deviations[column] = Math.sqrt(squared / count);
  }
  return { means, deviations, missing };
}

function standardise(values: Float64Array, means: Float64Array, deviations: Float64Array): Float64Array {
  const width = means.length;
  return values.map((value, index) => {
    const column = index % width;
    return Number.isNaN(value) ? 0 : (value - (means[column] as number)) / (deviations[column] as number);
  });
}
