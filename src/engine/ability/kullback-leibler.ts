import { requireFinite, requirePositive } from '../numerics/guards.js';
import type { AbilityPrior } from './eap.js';
import { checkItemCurve, type ItemCurve, logLikelihood, successProbability } from './irt.js';

/** Even, as Simpson's rule needs it. */
const STEPS = 10;
const POSTERIOR_STEPS = 24;
/** Standard deviations to either side over which the posterior counts; beyond is a share of 6e-5. */
const POSTERIOR_REACH = 4;

/**
 * Kullback-Leibler information of an item about an ability that is known only within a range (Chang & Ying 1996, eq. 12):
 *
 *   integral over t in [ability - reach, ability + reach] of D(t),
 *   D(t) = P(ability) ln(P(ability) / P(t)) + Q(ability) ln(Q(ability) / Q(t))
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
  return integral(divergenceFrom(item, ability), ability, reach, STEPS);
}

/**
 * The same weighted by what is known of the ability (van der Linden & Pashley 2000, eq. 13; the posterior taken as
 * normal):
 *
 *   integral over t of D(t) x normal density of t, with D(t) from the posterior mean
 *
 * For a small standard deviation it is half the variance times the Fisher information. It needs no rule for the reach:
 * the range shrinks as the posterior does.
 *
 * @returns at least 0
 * @throws RangeError when the curve, the mean or the standard deviation is out of range
 */
export function posteriorKullbackLeibler(item: ItemCurve, { mean, sd }: AbilityPrior): number {
  checkItemCurve(item);
  requireFinite('mean', mean);
  requirePositive('sd', sd);
  const divergence = divergenceFrom(item, mean);
  const scale = 1 / (sd * Math.sqrt(2 * Math.PI));
  const weighted = (at: number): number => divergence(at) * scale * Math.exp(-0.5 * ((at - mean) / sd) ** 2);
  return integral(weighted, mean, POSTERIOR_REACH * sd, POSTERIOR_STEPS);
}

/** D(t) of the answers expected at an ability. */
function divergenceFrom(item: ItemCurve, ability: number): (at: number) => number {
  const p = successProbability(item, ability);
  const here = { right: logLikelihood(item, ability, true), wrong: logLikelihood(item, ability, false) };
  return (at) =>
    p * (here.right - logLikelihood(item, at, true)) + (1 - p) * (here.wrong - logLikelihood(item, at, false));
}

/** Simpson's rule over [centre - reach, centre + reach]. */
function integral(of: (at: number) => number, centre: number, reach: number, steps: number): number {
  const step = (2 * reach) / steps;
  let sum = 0;
  for (let k = 0; k <= steps; k++) {
    sum += of(centre - reach + step * k) * (k === 0 || k === steps ? 1 : k % 2 === 1 ? 4 : 2);
  }
  return Math.max(0, (sum * step) / 3);
}
