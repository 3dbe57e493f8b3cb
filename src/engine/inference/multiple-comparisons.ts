import { requireProbability } from '../numerics/guards.js';

/**
 * p-values raised so that refusing those at most alpha gives even one false discovery with chance alpha at most
 * (Holm 1979): the running maximum of (m - rank + 1) p, capped at 1.
 *
 * @returns in the order of the input; empty for none
 * @throws RangeError when a p-value is outside [0, 1]
 */
export function holm(pValues: ArrayLike<number>): Float64Array {
  const { order, adjusted } = ranked(pValues);
  let most = 0;
  for (const [rank, index] of order.entries()) {
    most = Math.max(most, Math.min(1, (order.length - rank) * (pValues[index] as number)));
    adjusted[index] = most;
  }
  return adjusted;
}

/**
 * p-values raised so that refusing those at most q gives a share of false discoveries of at most q on average, for
 * independent or positively dependent tests (Benjamini & Hochberg 1995): the running minimum of m p / rank from the end.
 *
 * @returns in the order of the input; empty for none
 * @throws RangeError when a p-value is outside [0, 1]
 */
export function benjaminiHochberg(pValues: ArrayLike<number>): Float64Array {
  const { order, adjusted } = ranked(pValues);
  let least = 1;
  for (let rank = order.length; rank > 0; rank--) {
    const index = order[rank - 1] as number;
    least = Math.min(least, ((pValues[index] as number) * order.length) / rank);
    adjusted[index] = least;
  }
  return adjusted;
}

function ranked(pValues: ArrayLike<number>): { order: number[]; adjusted: Float64Array } {
  const order = Array.from({ length: pValues.length }, (_, index) => {
    requireProbability(`pValues[${index}]`, pValues[index] as number);
    return index;
  });
  order.sort((a, b) => (pValues[a] as number) - (pValues[b] as number) || a - b);
  return { order, adjusted: new Float64Array(pValues.length) };
}
