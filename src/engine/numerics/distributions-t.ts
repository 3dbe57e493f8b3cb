import { betaQuantilePair } from './distributions-beta.js';
import { normalCdf, normalDensity, normalQuantile } from './distributions-normal.js';
import { requirePositive, requireProbability } from './guards.js';
import { betaPowerTerm, incompleteBeta } from './special-incomplete-beta.js';
import { logBeta } from './special-log-gamma.js';

/** Student's t distribution; `df` is above 0 and may be infinite, which gives the standard normal. */

/** From this t / sqrt(df) on the first term of the tail is all of it, and t^2 would leave the numbers. */
const FAR = 1e9;

/**
 * Chance that |T| is above |t|: I_x(df/2, 1/2) at x = df / (df + t^2) (DLMF 8.17.5 and the definition of T). It is
 * the two-sided p-value of a t test and keeps its relative precision however small it is.
 *
 * @throws RangeError when t is NaN or df not above 0
 */
export function tTwoSided(t: number, df: number): number {
  if (Number.isNaN(t)) throw new RangeError('t must be a number, not NaN');
  if (df === Number.POSITIVE_INFINITY) return 2 * normalCdf(-Math.abs(t));
  requirePositive('df', df);
  const ratio = Math.abs(t) / Math.sqrt(df);
  if (ratio > FAR) return Math.exp(-df * Math.log(ratio) - logOfFirst(df));
  const { x, y } = shares(t, df);
  return incompleteBeta(df / 2, 0.5, x, y).lower;
}

/** Chance that T is at most t. @throws RangeError when t is NaN or df not above 0 */
export function tCdf(t: number, df: number): number {
  const tails = tTwoSided(t, df) / 2;
  return t > 0 ? 1 - tails : tails;
}

/** Chance that T is above t. @throws RangeError when t is NaN or df not above 0 */
export function tSurvival(t: number, df: number): number {
  return tCdf(-t, df);
}

/** Density of T at t. @throws RangeError when df is not above 0 */
export function tDensity(t: number, df: number): number {
  if (df === Number.POSITIVE_INFINITY) return normalDensity(t);
  requirePositive('df', df);
  if (t === 0) return tDensity(Math.sqrt(df) * 1e-9, df);
  const { x, y } = shares(t, df);
  return betaPowerTerm(df / 2, 0.5, x, y) / Math.abs(t);
}

/** The t with P(T <= t) = p; infinite at 0 and 1. @throws RangeError when p is outside [0, 1] or df not above 0 */
export function tQuantile(p: number, df: number): number {
  requireProbability('p', p);
  if (df === Number.POSITIVE_INFINITY) return normalQuantile(p);
  requirePositive('df', df);
  const outside = 2 * Math.min(p, 1 - p);
  const logRatio = -(Math.log(outside) + logOfFirst(df)) / df;
  if (logRatio > Math.log(FAR)) return Math.sign(p - 0.5) * Math.sqrt(df) * Math.exp(logRatio);
  // The normal quantile with the first correction for df (Abramowitz & Stegun 1964, 26.7.5).
  const z = normalQuantile(outside / 2);
  const near = z * (1 + (z * z + 1) / (4 * df));
  const start = near === 0 || df < 3 ? undefined : Math.log(df) - 2 * Math.log(Math.abs(near));
  // Near the middle what lies inside (-t, t) decides t, elsewhere what lies outside.
  const { x, y } =
    outside < 0.5
      ? betaQuantilePair(outside, 'lower', df / 2, 0.5, start)
      : betaQuantilePair(2 * Math.abs(p - 0.5), 'upper', df / 2, 0.5, start);
  const t = Math.sqrt(df) * Math.sqrt(y / x);
  return p < 0.5 ? -t : t;
}

/** The t with P(T > t) = p. @throws RangeError when p is outside [0, 1] or df not above 0 */
export function tUpperQuantile(p: number, df: number): number {
  return -tQuantile(p, df);
}

/** ln(df/2 B(df/2, 1/2)): far out the two tails are (t / sqrt(df))^-df over this. */
function logOfFirst(df: number): number {
  return Math.log(df / 2) + logBeta(df / 2, 0.5);
}

/** df / (df + t^2) and t^2 / (df + t^2), neither by a subtraction. */
function shares(t: number, df: number): { x: number; y: number } {
  const ratio = t / Math.sqrt(df);
  const square = ratio * ratio;
  return square < 1
    ? { x: 1 / (1 + square), y: square / (1 + square) }
    : { x: 1 / (1 + square), y: 1 / (1 + 1 / square) };
}
