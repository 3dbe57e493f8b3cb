import { betaQuantilePair } from './distributions-beta.js';
import { requirePositive } from './guards.js';
import { incompleteBeta } from './special-incomplete-beta.js';
import type { Tails } from './special-incomplete-gamma.js';

/** Chance that an F variable is at most x. @throws RangeError when a df is not above 0 or x is NaN */
export function fCdf(x: number, df1: number, df2: number): number {
  return tails(x, df1, df2).lower;
}

/** Chance that an F variable is above x: the p-value of its test. @throws RangeError as `fCdf` */
export function fSurvival(x: number, df1: number, df2: number): number {
  return tails(x, df1, df2).upper;
}

/** The x with P(F <= x) = p. @throws RangeError when p is outside [0, 1] or a df not above 0 */
export function fQuantile(p: number, df1: number, df2: number): number {
  const { x, y } = betaQuantilePair(p, 'lower', df1 / 2, df2 / 2);
  return (df2 / df1) * (x / y);
}

/** The x with P(F > x) = p. @throws RangeError when p is outside [0, 1] or a df not above 0 */
export function fUpperQuantile(p: number, df1: number, df2: number): number {
  const { x, y } = betaQuantilePair(p, 'upper', df1 / 2, df2 / 2);
  return (df2 / df1) * (x / y);
}

/** I_w(df1/2, df2/2) at w = df1 x / (df1 x + df2), with 1 - w not by a subtraction. */
function tails(x: number, df1: number, df2: number): Tails {
  requirePositive('df1', df1);
  requirePositive('df2', df2);
  if (Number.isNaN(x)) throw new RangeError('x must be a number, not NaN');
  if (x <= 0) return { lower: 0, upper: 1 };
  if (x === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 };
  const odds = (df1 / df2) * x;
  return incompleteBeta(df1 / 2, df2 / 2, 1 / (1 + 1 / odds), 1 / (1 + odds));
}
