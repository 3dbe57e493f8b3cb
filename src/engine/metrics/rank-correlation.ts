import { requireFinite } from '../numerics/guards.js';

/**
 * Spearman's rank correlation: the correlation of the ranks of two lists, equal values sharing the mean of their ranks
 * (Spearman 1904; Kendall & Gibbons 1990, ch. 3).
 *
 *   rho = cov(rank a, rank b) / (sd(rank a) sd(rank b))
 *
 * @param a  one value for each thing, in any unit
 * @param b  the other values, in the same order
 * @returns  in [-1, 1]
 * @throws RangeError when the lists differ in length, hold fewer than two values, or one of them is all alike
 */
export function rankCorrelation(a: readonly number[], b: readonly number[]): number {
  if (a.length !== b.length) throw new RangeError(`the lists must be of one length: ${a.length} and ${b.length}`);
  if (a.length < 2) throw new RangeError('two values are needed at the least');
  const [x, y] = [centred(ranksOf(a)), centred(ranksOf(b))];
  const [both, inX, inY] = [product(x, y), product(x, x), product(y, y)];
  if (inX === 0 || inY === 0) throw new RangeError('a list whose values are all alike has no ranks');
  return both / Math.sqrt(inX * inY);
}

function ranksOf(values: readonly number[]): number[] {
  const order = values.map((value, index) => ({ value: requireFinite('values', value), index }));
  order.sort((one, other) => one.value - other.value);
  const ranks = new Array<number>(values.length).fill(0);
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (order[end]?.value === order[start]?.value && end < order.length) end += 1;
    for (const { index } of order.slice(start, end)) ranks[index] = (start + end - 1) / 2;
    start = end;
  }
  return ranks;
}

function centred(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

const product = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, index) => sum + value * (b[index] as number), 0);
