/** Logistic functions that neither overflow nor lose the small tail. */

/** 1 / (1 + e^-x), in (0, 1) up to rounding. */
export function logistic(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const e = Math.exp(x);
  return e / (1 + e);
}

/** ln(logistic(x)) = -ln(1 + e^-x), finite for every finite x. */
export function logLogistic(x: number): number {
  return x >= 0 ? -Math.log1p(Math.exp(-x)) : x - Math.log1p(Math.exp(x));
}

/**
 * ln(p / (1 - p)), the inverse of `logistic`.
 *
 * @throws RangeError when p is outside (0, 1)
 */
export function logit(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`p must be in (0, 1), not ${p}`);
  return Math.log(p) - Math.log1p(-p);
}

/** The nearest number to `value` in [low, high]; NaN stays NaN. */
export function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
