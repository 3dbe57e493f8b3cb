import { normalQuantile } from './distributions-normal.js';
import { solveTail } from './distributions-quantile.js';
import { requirePositive, requireProbability } from './guards.js';
import { betaPowerTerm, incompleteBeta } from './special-incomplete-beta.js';
import { logBeta } from './special-log-gamma.js';

/** Chance that a beta variable is at most x. @throws RangeError when a or b is not above 0 or x not a number */
export function betaCdf(x: number, a: number, b: number): number {
  return incompleteBeta(a, b, within(x)).lower;
}

/** Chance that a beta variable is above x. @throws RangeError when a or b is not above 0 or x not a number */
export function betaSurvival(x: number, a: number, b: number): number {
  return incompleteBeta(a, b, within(x)).upper;
}

/** The x in [0, 1] with P(X <= x) = p. @throws RangeError when p is outside [0, 1] or a or b not above 0 */
export function betaQuantile(p: number, a: number, b: number): number {
  return betaQuantilePair(p, 'lower', a, b).x;
}

/** The x in [0, 1] with P(X > x) = p. @throws RangeError when p is outside [0, 1] or a or b not above 0 */
export function betaUpperQuantile(p: number, a: number, b: number): number {
  return betaQuantilePair(p, 'upper', a, b).x;
}

/**
 * The quantile x and 1 - x, each with its own digits, by Newton's method on the log odds.
 *
 * @param p     chance of the tail, in [0, 1]
 * @param tail  which tail holds p
 * @param start  log odds near the answer, where the caller knows some
 * @throws RangeError when p is outside [0, 1] or a or b is not above 0
 */
export function betaQuantilePair(
  p: number,
  tail: 'lower' | 'upper',
  a: number,
  b: number,
  start?: number,
): { x: number; y: number } {
  requireProbability('p', p);
  requirePositive('a', a);
  requirePositive('b', b);
  if (p === 0 || p === 1) return (p === 0) === (tail === 'lower') ? { x: 0, y: 1 } : { x: 1, y: 0 };
  // The log odds are solved on the side of the smaller tail, where they decide it.
  const other = 1 - p;
  const [side, chance] = p <= 0.5 ? [tail, p] : [tail === 'lower' ? ('upper' as const) : ('lower' as const), other];
  const sign = side === 'lower' ? 1 : -1;
  const w = solveTail(
    (odds) => {
      const { x, y } = fromLogOdds(odds);
      return { chance: incompleteBeta(a, b, x, y)[side], slope: sign * betaPowerTerm(a, b, x, y) };
    },
    chance,
    start ?? startOf(chance, side, a, b),
    Math.log(a) - Math.log(b),
  );
  return fromLogOdds(w);
}

/** From the normal distribution that the log odds resemble, or from the first term of the tail, if that is nearer. */
function startOf(chance: number, side: 'lower' | 'upper', a: number, b: number): number {
  const sign = side === 'lower' ? 1 : -1;
  const [near, far] = side === 'lower' ? [a, b] : [b, a];
  const byNormal = Math.log(near / far) + normalQuantile(chance) * Math.sqrt(1 / a + 1 / b);
  const byTail = (Math.log(chance) + Math.log(near) + logBeta(a, b)) / near;
  return sign * (near < 1 || byNormal < byTail ? Math.min(byTail, Math.log(near / far)) : byNormal);
}

function fromLogOdds(w: number): { x: number; y: number } {
  return { x: 1 / (1 + Math.exp(-w)), y: 1 / (1 + Math.exp(w)) };
}

function within(x: number): number {
  if (Number.isNaN(x)) throw new RangeError('x must be a number, not NaN');
  return Math.min(1, Math.max(0, x));
}
