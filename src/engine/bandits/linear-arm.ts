import { cholesky, inverseFromCholesky } from '../numerics/cholesky.js';
import { requireFinite, requirePositive, requireWhole } from '../numerics/guards.js';

/** What is known of the rewards of one arm as a linear function of a context; plain data. */
export interface LinearState {
  readonly dimension: number;
  /** Ridge penalty, above 0: the noise variance over the prior variance of a weight. */
  readonly ridge: number;
  readonly count: number;
  /** Sum of x x', row by row. */
  readonly moments: readonly number[];
  /** Sum of r x. */
  readonly responses: readonly number[];
  /** (ridge I + sum of x x')^-1 as it was folded, row by row. */
  readonly inverse: readonly number[];
}

/** The inverse is worked out anew every so many rewards: rank-one updates pile up rounding errors. */
const REFRESH = 1_024;

/**
 * Ridge regression of one arm's rewards on contexts, updated in place:
 *
 *   A = ridge I + sum of x x',  w = A^-1 sum of r x,  A^-1 by rank-one updates (Sherman & Morrison 1950)
 *
 * One reward costs O(d^2). The same rewards in the same order give the same numbers, bit for bit.
 */
export class LinearArm {
  readonly weights: Float64Array;
  private readonly moments: Float64Array;
  private readonly responses: Float64Array;
  private readonly inverse: Float64Array;
  private readonly moved: Float64Array;
  count: number;

  /** @throws RangeError when dimension, ridge or the length of a list is not what it must be */
  constructor(
    readonly dimension: number,
    readonly ridge: number,
    state?: Pick<LinearState, 'count' | 'moments' | 'responses' | 'inverse'>,
  ) {
    requireWhole('dimension', dimension, 1);
    requirePositive('ridge', ridge);
    const size = dimension * dimension;
    this.moments = listOf('moments', state?.moments, size);
    this.responses = listOf('responses', state?.responses, dimension);
    this.inverse = listOf('inverse', state?.inverse, size);
    this.count = requireFinite('count', state?.count ?? 0);
    if (!state) for (let at = 0; at < size; at += dimension + 1) this.inverse[at] = 1 / ridge;
    this.moved = new Float64Array(dimension);
    this.weights = new Float64Array(dimension);
    this.solve();
  }

  static from(state: LinearState): LinearArm {
    return new LinearArm(state.dimension, state.ridge, state);
  }

  state(): LinearState {
    const { dimension, ridge, count, moments, responses, inverse } = this;
    return { dimension, ridge, count, moments: [...moments], responses: [...responses], inverse: [...inverse] };
  }

  /** x'w: the expected reward. */
  mean(context: ArrayLike<number>): number {
    let sum = 0;
    for (let k = 0; k < this.dimension; k++) sum += (context[k] as number) * (this.weights[k] as number);
    return sum;
  }

  /** sqrt(x'A^-1 x): the standard deviation of x'w in units of the noise. */
  width(context: ArrayLike<number>): number {
    const { dimension, inverse } = this;
    let sum = 0;
    for (let row = 0; row < dimension; row++) {
      const own = context[row] as number;
      const start = row * dimension;
      let half = 0.5 * own * (inverse[start + row] as number);
      for (let column = 0; column < row; column++)
        half += (inverse[start + column] as number) * (context[column] as number);
      sum += own * half;
    }
    return Math.sqrt(Math.max(0, 2 * sum));
  }

  /**
   * Takes in one reward.
   *
   * @param discount  weight that everything known before keeps, in (0, 1]; below 1 for worlds that drift. The ridge keeps
   *                  its weight, so the inverse is then worked out anew, in O(d^3).
   * @throws RangeError when a number is not finite, the context has another length, or the discount is out of range
   */
  add(context: ArrayLike<number>, reward: number, discount = 1): void {
    requireContext(context, this.dimension);
    requireFinite('reward', reward);
    if (!(discount > 0 && discount <= 1)) throw new RangeError(`discount must be in (0, 1], not ${discount}`);
    const { dimension, moments, responses } = this;
    this.count = discount * this.count + 1;
    for (let row = 0; row < dimension; row++) {
      const own = context[row] as number;
      for (let column = 0; column < dimension; column++) {
        const at = row * dimension + column;
        moments[at] = discount * (moments[at] as number) + own * (context[column] as number);
      }
      responses[row] = discount * (responses[row] as number) + reward * own;
    }
    if (discount < 1 || this.count % REFRESH === 0) this.refresh();
    else this.updateInverse(context);
    this.solve();
  }

  private updateInverse(context: ArrayLike<number>): void {
    const { dimension, inverse, moved } = this;
    let scale = 1;
    for (let row = 0; row < dimension; row++) {
      let sum = 0;
      for (let k = 0; k < dimension; k++) sum += (inverse[row * dimension + k] as number) * (context[k] as number);
      moved[row] = sum;
      scale += (context[row] as number) * sum;
    }
    for (let row = 0; row < dimension; row++) {
      const factor = (moved[row] as number) / scale;
      for (let k = 0; k < dimension; k++) {
        inverse[row * dimension + k] = (inverse[row * dimension + k] as number) - factor * (moved[k] as number);
      }
    }
  }

  private refresh(): void {
    const matrix = this.moments.slice();
    for (let at = 0; at < matrix.length; at += this.dimension + 1) matrix[at] = (matrix[at] as number) + this.ridge;
    this.inverse.set(inverseFromCholesky(cholesky(matrix, this.dimension), this.dimension));
  }

  private solve(): void {
    const { dimension, inverse, responses, weights } = this;
    for (let row = 0; row < dimension; row++) {
      let sum = 0;
      for (let k = 0; k < dimension; k++) sum += (inverse[row * dimension + k] as number) * (responses[k] as number);
      weights[row] = sum;
    }
  }
}

function listOf(name: string, values: readonly number[] | undefined, length: number): Float64Array {
  if (!values) return new Float64Array(length);
  if (values.length !== length) throw new RangeError(`${name} must hold ${length} numbers, not ${values.length}`);
  for (const value of values) requireFinite(name, value);
  return Float64Array.from(values);
}

/** @throws RangeError when a context has another length or a part that is not finite */
export function requireContext(context: ArrayLike<number>, dimension: number): void {
  if (context.length !== dimension)
    throw new RangeError(`context must hold ${dimension} numbers, not ${context.length}`);
  for (let k = 0; k < dimension; k++) requireFinite(`context[${k}]`, context[k] as number);
}
