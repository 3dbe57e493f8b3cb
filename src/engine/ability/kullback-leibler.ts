import { requireFinite, requirePositive } from '../numerics/guards.js';
import { checkItemCurve, type ItemCurve, logLikelihood, successProbability } from './irt.js';

const STEPS = 10;

/**
 * Kullback-Leibler information of an item about an ability that is known only within a range (Chang & Ying 1996, eq. 12):
 *
 *   integral over t in [ability - reach, ability + reach] of
 *     P(ability) ln(P(ability) / P(t)) + Q(ability) ln(Q(ability) / Q(t)) dt
 *
 * by Simpson's rule. For a small reach it is reach^3 / 3 times the Fisher information; early in a test, with a wide
 * range, it prefers items that tell apart far more than the one point.
 *
 * @returns at least 0
 * @throws RangeError when the curve, the ability or the reach is out of range
 */
export function kullbackLeiblerInformation(item: ItemCurve, ability: number, reach: number): number {
  checkItemCurve(item);
  requireFinite('ability', ability);
  requirePositive('reach', reach);
  const p = successProbability(item, ability);
  const here = { right: logLikelihood(item, ability, true), wrong: logLikelihood(item, ability, false) };
  const step = (2 * reach) / STEPS;
  let sum = 0;
  for (let k = 0; k <= STEPS; k++) {
    const at = ability - reach + step * k;
    const divergence =
      p * (here.right - logLikelihood(item, at, true)) + (1 - p) * (here.wrong - logLikelihood(item, at, false));
    sum += divergence * (k === 0 || k === STEPS ? 1 : k % 2 === 1 ? 4 : 2);
  }
  return Math.max(0, (sum * step) / 3);
}
