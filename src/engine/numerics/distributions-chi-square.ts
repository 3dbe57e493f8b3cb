import { normalQuantile } from './distributions-normal.js';
import { solveTail } from './distributions-quantile.js';
import { requirePositive, requireProbability } from './guards.js';
import { gammaPowerTerm, incompleteGamma } from './special-incomplete-gamma.js';
import { logGammaOnePlus } from './special-log-gamma.js';

/** The gamma distribution with scale 1, and chi-square as twice the gamma variable of shape df / 2. */

/** Chance that a gamma variable of scale 1 is at most x. @throws RangeError when shape is not above 0 or x is NaN */
export function gammaCdf(x: number, shape: number): number {
  return incompleteGamma(shape, positivePart(x)).lower;
}

/** Chance that a gamma variable of scale 1 is above x. @throws RangeError when shape is not above 0 or x is NaN */
export function gammaSurvival(x: number, shape: number): number {
  return incompleteGamma(shape, positivePart(x)).upper;
}

/** The x with P(X <= x) = p, infinite at 1. @throws RangeError when p is outside [0, 1] or shape not above 0 */
export function gammaQuantile(p: number, shape: number): number {
  return quantile(p, 'lower', shape);
}

/** The x with P(X > x) = p, infinite at 0. @throws RangeError when p is outside [0, 1] or shape not above 0 */
export function gammaUpperQuantile(p: number, shape: number): number {
  return quantile(p, 'upper', shape);
}

/** Chance that a chi-square variable is at most x. @throws RangeError when df is not above 0 or x is NaN */
export function chiSquareCdf(x: number, df: number): number {
  return gammaCdf(x / 2, df / 2);
}

/** Chance that a chi-square variable is above x: the p-value of its test. @throws RangeError as `chiSquareCdf` */
export function chiSquareSurvival(x: number, df: number): number {
  return gammaSurvival(x / 2, df / 2);
}

/** The x with P(X <= x) = p. @throws RangeError when p is outside [0, 1] or df not above 0 */
export function chiSquareQuantile(p: number, df: number): number {
  return 2 * quantile(p, 'lower', df / 2);
}

/** The x with P(X > x) = p. @throws RangeError when p is outside [0, 1] or df not above 0 */
export function chiSquareUpperQuantile(p: number, df: number): number {
  return 2 * quantile(p, 'upper', df / 2);
}

function quantile(p: number, tail: 'lower' | 'upper', shape: number): number {
  requireProbability('p', p);
  requirePositive('shape', shape);
  if (p === 0 || p === 1) return (p === 0) === (tail === 'lower') ? 0 : Number.POSITIVE_INFINITY;
  const [side, chance] = p <= 0.5 ? [tail, p] : [tail === 'lower' ? ('upper' as const) : ('lower' as const), 1 - p];
  const sign = side === 'lower' ? 1 : -1;
  const w = solveTail(
    (log) => {
      const x = Math.exp(log);
      return { chance: incompleteGamma(shape, x)[side], slope: sign * gammaPowerTerm(shape, x) };
    },
    chance,
    startOf(chance, side, shape),
    Math.log(shape),
  );
  return Math.exp(w);
}

/** ln x from the cube root that is nearly normal (Wilson & Hilferty 1931), or from the first term of the lower tail. */
function startOf(chance: number, side: 'lower' | 'upper', shape: number): number {
  const z = normalQuantile(chance) * (side === 'lower' ? 1 : -1);
  const root = 1 - 1 / (9 * shape) + z / (3 * Math.sqrt(shape));
  const byTail = (Math.log(chance) + logGammaOnePlus(shape)) / shape;
  if (side === 'lower' && (shape < 1 || root < 0.3)) return Math.min(byTail, Math.log(shape));
  return Math.log(shape) + 3 * Math.log(Math.max(root, 0.3));
}

function positivePart(x: number): number {
  if (Number.isNaN(x)) throw new RangeError('x must be a number, not NaN');
  return Math.max(0, x);
}
