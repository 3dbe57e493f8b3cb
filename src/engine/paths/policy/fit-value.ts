import { cholesky, solveCholesky } from '../../numerics/cholesky.js';
import { requirePositive } from '../../numerics/guards.js';

/** Least squares of returns on the features of actions, as sums: episodes can be added in any number. */
export interface ValueSums {
  readonly width: number;
  /** X'X of the columns [advantage, state, 1], lower triangle and all, row by row. */
  readonly gram: Float64Array;
  /** X'y. */
  readonly moment: Float64Array;
  count: number;
}

/** Sums of no decision. @param width  how many features an action has */
export function emptyValueSums(width: number): ValueSums {
  const columns = 2 * width + 1;
  return { width, gram: new Float64Array(columns * columns), moment: new Float64Array(columns), count: 0 };
}

/**
 * Adds one decision with the return that followed it.
 *
 * @param features  of the action taken
 * @param mean      of the features over all actions that were possible: the state's own part
 */
export function addDecision(sums: ValueSums, features: Float64Array, mean: Float64Array, outcome: number): void {
  const { width, gram, moment } = sums;
  const columns = 2 * width + 1;
  const row = new Float64Array(columns);
  for (let at = 0; at < width; at += 1) {
    row[at] = (features[at] as number) - (mean[at] as number);
    row[width + at] = mean[at] as number;
  }
  row[columns - 1] = 1;
  for (let i = 0; i < columns; i += 1) {
    const value = row[i] as number;
    if (value === 0) continue;
    for (let j = 0; j <= i; j += 1)
      gram[i * columns + j] = (gram[i * columns + j] as number) + value * (row[j] as number);
    moment[i] = (moment[i] as number) + value * outcome;
  }
  sums.count += 1;
}

/**
 * Policy evaluation by least squares: returns G = w.(f(a) - mean f) + v.mean f + c, with a ridge. Only w orders the
 * actions; v and c take up what the state alone explains, as a baseline does (Williams 1992). This is one step of
 * least-squares policy iteration with Monte Carlo returns (Lagoudakis & Parr 2003; Sutton & Barto 2018, chapter 9).
 *
 * @param ridge  in units of the mean square of each column, above 0
 * @returns      w
 * @throws RangeError when no decision was added or the ridge is not above 0
 */
export function fitValue({ width, gram, moment, count }: ValueSums, ridge: number): number[] {
  requirePositive('ridge', ridge);
  if (count === 0) throw new RangeError('sums must hold a decision');
  const columns = 2 * width + 1;
  const matrix = Float64Array.from(gram);
  for (let i = 0; i < columns; i += 1)
    matrix[i * columns + i] = (matrix[i * columns + i] as number) * (1 + ridge) + 1e-6 * count;
  const solution = solveCholesky(cholesky(matrix, columns), columns, Float64Array.from(moment));
  return [...solution.slice(0, width)];
}
