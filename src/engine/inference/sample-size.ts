import { normalCdf, normalUpperQuantile } from '../numerics/distributions-normal.js';
import { tUpperQuantile } from '../numerics/distributions-t.js';
import { requireFinite, requirePositive, requireProbability } from '../numerics/guards.js';
import { gammaPowerTerm } from '../numerics/special-incomplete-gamma.js';

/** A test of two groups as it is planned. */
export interface Plan {
  /** Chance of a false discovery, two-sided. */
  readonly alpha?: number;
  /** Learners in the control group for each in the treatment group. */
  readonly controlPerTreated?: number;
}

const ALPHA = 0.05;
/** Nobody plans for more; the search for a size ends here. */
const MOST = 1e12;

/**
 * Chance that the t test of two means finds a true effect, from the noncentral t distribution.
 *
 * @param effect  difference of means over the common standard deviation
 * @param size    learners in the treatment group, at least 2
 * @throws RangeError when a number is out of range
 */
export function powerForMeans(effect: number, size: number, plan: Plan = {}): number {
  const { alpha, ratio } = checkPlan(plan);
  requireFinite('effect', effect);
  const control = size * ratio;
  if (!(size >= 2 && control >= 2)) throw new RangeError(`each group must have 2 learners, not ${size} and ${control}`);
  const df = size + control - 2;
  const shift = effect / Math.sqrt(1 / size + 1 / control);
  const limit = tUpperQuantile(alpha / 2, df);
  return Math.min(1, noncentralTSurvival(limit, df, shift) + noncentralTSurvival(limit, df, -shift));
}

/**
 * Learners that the treatment group needs for a t test of that power: the smallest whole number.
 *
 * @throws RangeError when a number is out of range, or no group is large enough
 */
export function sizeForMeans(effect: number, power = 0.8, plan: Plan = {}): number {
  const least = Math.max(2, Math.ceil(2 / checkPlan(plan).ratio));
  return smallest(least, power, (size) => powerForMeans(effect, size, plan));
}

/**
 * Chance that the test of two shares finds their difference: the normal test on the arcsine scale (Cohen 1988, ch. 6).
 *
 * @param control    share in the control group, in [0, 1]
 * @param treatment  share in the treatment group, in [0, 1]
 * @param size       learners in the treatment group, above 0
 * @throws RangeError when a number is out of range
 */
export function powerForProportions(control: number, treatment: number, size: number, plan: Plan = {}): number {
  const { alpha, ratio } = checkPlan(plan);
  requirePositive('size', size);
  const effect =
    2 * Math.asin(Math.sqrt(requireProbability('treatment', treatment))) -
    2 * Math.asin(Math.sqrt(requireProbability('control', control)));
  const shift = effect / Math.sqrt(1 / size + 1 / (size * ratio));
  const limit = normalUpperQuantile(alpha / 2);
  return normalCdf(shift - limit) + normalCdf(-shift - limit);
}

/** Learners that the treatment group needs for that test: the smallest whole number. @throws RangeError as above */
export function sizeForProportions(control: number, treatment: number, power = 0.8, plan: Plan = {}): number {
  return smallest(1, power, (size) => powerForProportions(control, treatment, size, plan));
}

/**
 * Chance that (Z + shift) / sqrt(X / df) is above t, Z normal and X chi-square: the mean of Phi(shift - t s) over s =
 * sqrt(X / df), by the trapezoid rule in ln s, which has all its digits for such smooth integrands.
 *
 * @param t  above 0
 */
export function noncentralTSurvival(t: number, df: number, shift: number): number {
  const spread = 1 / Math.sqrt(2 * df);
  const low = -Math.max(45 / df, 10 * spread);
  const high = Math.log1p(9 * spread) + 0.1 * spread;
  const step = Math.min(spread / 8, 0.2 / Math.max(1, t));
  let sum = 0;
  for (let w = low; w <= high; w += step) {
    const s = Math.exp(w);
    sum += 2 * gammaPowerTerm(df / 2, (df * s * s) / 2) * normalCdf(shift - t * s);
  }
  return Math.min(1, sum * step);
}

function smallest(least: number, power: number, powerAt: (size: number) => number): number {
  if (!(power > 0 && power < 1)) throw new RangeError(`power must be inside (0, 1), not ${power}`);
  if (powerAt(least) >= power) return least;
  let [low, high] = [least, 2 * least];
  for (; powerAt(high) < power; high *= 2) {
    low = high;
    if (high > MOST) throw new RangeError('no group is large enough to find this effect');
  }
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (powerAt(middle) >= power) high = middle;
    else low = middle;
  }
  return high;
}

function checkPlan({ alpha = ALPHA, controlPerTreated = 1 }: Plan): { alpha: number; ratio: number } {
  if (!(alpha > 0 && alpha < 1)) throw new RangeError(`alpha must be inside (0, 1), not ${alpha}`);
  return { alpha, ratio: requirePositive('controlPerTreated', controlPerTreated) };
}
