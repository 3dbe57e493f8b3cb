import { requireFinite, requirePositive, requireSome } from '../numerics/guards.js';

/** A step-less rising curve through knots; between two knots it is straight, outside them flat. Plain data. */
export interface RisingCurve {
  /** Ascending. */
  readonly x: readonly number[];
  /** Not falling. */
  readonly y: readonly number[];
}

/**
 * The rising sequence nearest to `values` in weighted least squares: pool adjacent violators (Ayer et al. 1955; Best &
 * Chakravarti 1990).
 *
 * @param weights  above 0, one for each value; absent: 1 each
 * @throws RangeError when there is no value, one is not finite, or a weight is not above 0
 */
export function poolAdjacentViolators(values: ArrayLike<number>, weights?: ArrayLike<number>): Float64Array {
  requireSome('values', Array.from(values));
  const blocks: { sum: number; weight: number; count: number }[] = [];
  for (let index = 0; index < values.length; index++) {
    const weight = weights ? requirePositive(`weights[${index}]`, weights[index] as number) : 1;
    let block = { sum: weight * requireFinite(`values[${index}]`, values[index] as number), weight, count: 1 };
    for (let last = blocks.at(-1); last && last.sum / last.weight >= block.sum / block.weight; last = blocks.at(-1)) {
      block = { sum: last.sum + block.sum, weight: last.weight + block.weight, count: last.count + block.count };
      blocks.pop();
    }
    blocks.push(block);
  }
  const fitted = new Float64Array(values.length);
  let start = 0;
  for (const { sum, weight, count } of blocks) {
    fitted.fill(sum / weight, start, start + count);
    start += count;
  }
  return fitted;
}

/**
 * Isotonic calibration (Zadrozny & Elkan 2002): outcomes pooled along rising predictions. Rows with the same
 * prediction are pooled first; each pool becomes one knot at the mean of its predictions.
 *
 * @throws RangeError when there is no row, the lengths differ, or a number is not finite
 */
export function fitIsotonic(predicted: ArrayLike<number>, happened: ArrayLike<number>): RisingCurve {
  if (predicted.length !== happened.length) throw new RangeError('one outcome for each prediction is needed');
  const order = Array.from(predicted, (value, index) => ({
    x: requireFinite(`predicted[${index}]`, value),
    y: happened[index] as number,
  })).sort((a, b) => a.x - b.x);
  const ties: { x: number; sum: number; count: number }[] = [];
  for (const { x, y } of order) {
    const last = ties.at(-1);
    if (last && last.x === x) {
      last.sum += y;
      last.count++;
    } else ties.push({ x, sum: y, count: 1 });
  }
  const fitted = poolAdjacentViolators(
    ties.map(({ sum, count }) => sum / count),
    ties.map(({ count }) => count),
  );
  const knots: { x: number; y: number; count: number }[] = [];
  for (const [index, { x, count }] of ties.entries()) {
    const y = fitted[index] as number;
    const last = knots.at(-1);
    if (last && last.y === y) {
      last.x += ((x - last.x) * count) / (last.count + count);
      last.count += count;
    } else knots.push({ x, y, count });
  }
  return { x: knots.map(({ x }) => x), y: knots.map(({ y }) => y) };
}

/**
 * The curve at `x`: straight between knots, flat outside.
 *
 * @throws RangeError when the curve has no knot or x is not a number
 */
export function curveAt({ x: knots, y }: RisingCurve, x: number): number {
  requireSome('knots', knots);
  if (Number.isNaN(x)) throw new RangeError('x must be a number, not NaN');
  let [low, high] = [0, knots.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((knots[middle] as number) <= x) low = middle + 1;
    else high = middle;
  }
  if (low === 0) return y[0] as number;
  if (low === knots.length) return y[low - 1] as number;
  const [from, to] = [knots[low - 1] as number, knots[low] as number];
  const share = (x - from) / (to - from);
  return (y[low - 1] as number) * (1 - share) + (y[low] as number) * share;
}
