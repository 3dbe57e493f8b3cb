import { requireFinite, requireWhole } from '../numerics/guards.js';

/**
 * What a list of numbers leaves for every test of means: how many, their mean, and the sum of their squared distances
 * to it. Plain JSON; two of them merge, so that parts of the data need not be read again.
 */
export interface Moments {
  readonly count: number;
  readonly mean: number;
  /** Sum of (x - mean)^2. */
  readonly squares: number;
}

/** The same for pairs: what is measured (y) and what was known before (x). */
export interface PairMoments {
  readonly count: number;
  readonly meanX: number;
  readonly meanY: number;
  readonly squaresX: number;
  readonly squaresY: number;
  /** Sum of (x - meanX)(y - meanY). */
  readonly products: number;
}

/** The moments of no numbers. */
export const NO_MOMENTS: Moments = { count: 0, mean: 0, squares: 0 };

/** The moments of no pairs. */
export const NO_PAIR_MOMENTS: PairMoments = {
  count: 0,
  meanX: 0,
  meanY: 0,
  squaresX: 0,
  squaresY: 0,
  products: 0,
};

/** The moments with one more number (Welford 1962). @throws RangeError when it is not finite */
export function withValue({ count, mean, squares }: Moments, value: number): Moments {
  const distance = requireFinite('value', value) - mean;
  const next = mean + distance / (count + 1);
  return { count: count + 1, mean: next, squares: squares + distance * (value - next) };
}

/** The moments of a list. @throws RangeError when a value is not finite */
export function momentsOf(values: ArrayLike<number>): Moments {
  let [mean, squares] = [0, 0];
  for (let index = 0; index < values.length; index++) {
    const value = requireFinite(`values[${index}]`, values[index] as number);
    const distance = value - mean;
    mean += distance / (index + 1);
    squares += distance * (value - mean);
  }
  return { count: values.length, mean, squares };
}

/** The moments of both lists together (Chan, Golub & LeVeque 1979, eq. 2.1). */
export function mergeMoments(a: Moments, b: Moments): Moments {
  const count = a.count + b.count;
  if (count === 0) return NO_MOMENTS;
  const distance = b.mean - a.mean;
  const share = b.count / count;
  return {
    count,
    mean: a.mean + distance * share,
    squares: a.squares + b.squares + distance * distance * a.count * share,
  };
}

/** The moments of zeros and ones. @throws RangeError when these are no counts */
export function momentsOfCounts(successes: number, trials: number): Moments {
  requireWhole('trials', trials, 0);
  requireWhole('successes', successes, 0);
  if (successes > trials) throw new RangeError(`successes must be at most ${trials} trials, not ${successes}`);
  if (trials === 0) return NO_MOMENTS;
  return { count: trials, mean: successes / trials, squares: (successes * (trials - successes)) / trials };
}

/** The pair moments with one more pair. @throws RangeError when a number is not finite */
export function withPair(sums: PairMoments, x: number, y: number): PairMoments {
  const count = sums.count + 1;
  const dx = requireFinite('x', x) - sums.meanX;
  const dy = requireFinite('y', y) - sums.meanY;
  const meanX = sums.meanX + dx / count;
  const meanY = sums.meanY + dy / count;
  return {
    count,
    meanX,
    meanY,
    squaresX: sums.squaresX + dx * (x - meanX),
    squaresY: sums.squaresY + dy * (y - meanY),
    products: sums.products + dx * (y - meanY),
  };
}

/** The pair moments of two lists of one length. @throws RangeError when lengths differ or a number is not finite */
export function pairMomentsOf(x: ArrayLike<number>, y: ArrayLike<number>): PairMoments {
  if (x.length !== y.length) throw new RangeError(`one x for each y is needed: ${x.length} and ${y.length}`);
  let sums = NO_PAIR_MOMENTS;
  for (let index = 0; index < x.length; index++) sums = withPair(sums, x[index] as number, y[index] as number);
  return sums;
}

/** The pair moments of both together. */
export function mergePairMoments(a: PairMoments, b: PairMoments): PairMoments {
  const count = a.count + b.count;
  if (count === 0) return NO_PAIR_MOMENTS;
  const [dx, dy] = [b.meanX - a.meanX, b.meanY - a.meanY];
  const share = b.count / count;
  const between = a.count * share;
  return {
    count,
    meanX: a.meanX + dx * share,
    meanY: a.meanY + dy * share,
    squaresX: a.squaresX + b.squaresX + dx * dx * between,
    squaresY: a.squaresY + b.squaresY + dy * dy * between,
    products: a.products + b.products + dx * dy * between,
  };
}

/** squares / (count - 1). @throws RangeError when there are fewer than two numbers */
export function sampleVariance({ count, squares }: Moments): number {
  requireWhole('count', count, 2);
  return squares / (count - 1);
}
