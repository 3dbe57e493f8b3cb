import { requireFinite, requireNonNegative, requirePositive } from '../numerics/guards.js';
import type { ArmSums } from './arm-sums.js';

/** What is believed of the mean reward of an arm. */
export type Posterior =
  /** Beta(a, b): rewards in [0, 1]. */
  | { readonly kind: 'beta'; readonly a: number; readonly b: number }
  /** Normal: any rewards. */
  | { readonly kind: 'normal'; readonly mean: number; readonly deviation: number };

/** What is believed of a success rate before any reward: Beta(a, b). */
export interface BetaPrior {
  /** Pseudo-successes and pseudo-failures, above 0; 1 and 1: every mean is equally likely. */
  readonly a: number;
  readonly b: number;
}

/** What is believed of a mean before any reward, and how far rewards scatter around it. */
export interface NormalPrior {
  readonly mean: number;
  /** Standard deviation of the prior of the mean, above 0. */
  readonly deviation: number;
  /** Standard deviation of one reward, above 0. */
  readonly noise: number;
}

/** The uniform prior. */
export const EVEN: BetaPrior = { a: 1, b: 1 };

/**
 * Posterior of a success rate: Beta(a + successes, b + failures) (Thompson 1933). Rewards between 0 and 1 count as that
 * share of a success.
 *
 * @param temper  how often each reward is counted, above 0 (a posterior raised to a power); above 1 explores less than
 *                Thompson sampling does, below 1 more
 * @throws RangeError when a number is out of range, or the rewards were not in [0, 1]
 */
export function betaPosterior({ count, sum }: ArmSums, { a, b }: BetaPrior = EVEN, temper = 1): Posterior {
  requirePositive('prior a', a);
  requirePositive('prior b', b);
  requirePositive('temper', temper);
  // Weighted sums may come out a rounding error below 0 or above the count.
  const slack = 1e-9 * Math.max(1, count);
  if (!(count >= 0 && sum >= -slack && sum <= count + slack)) {
    throw new RangeError(`rewards must be in [0, 1]; ${count} of them sum to ${sum}`);
  }
  const successes = Math.min(count, Math.max(0, sum));
  return { kind: 'beta', a: a + temper * successes, b: b + temper * (count - successes) };
}

/**
 * Posterior of a mean with known noise: precision 1 / deviation^2 + count / noise^2, mean weighted by precision
 * (Gelman et al. 2013, eq. 2.12).
 *
 * @param temper  as in `betaPosterior`: the variance of the posterior is divided by it
 * @throws RangeError when a number is out of range
 */
export function normalPosterior({ count, sum }: ArmSums, prior: NormalPrior, temper = 1): Posterior {
  requireFinite('prior mean', prior.mean);
  requirePositive('prior deviation', prior.deviation);
  requirePositive('noise', prior.noise);
  requirePositive('temper', temper);
  requireNonNegative('count', count);
  requireFinite('sum', sum);
  const before = 1 / prior.deviation ** 2;
  const precision = before + count / prior.noise ** 2;
  const mean = (before * prior.mean + sum / prior.noise ** 2) / precision;
  return { kind: 'normal', mean, deviation: 1 / Math.sqrt(temper * precision) };
}

/** Mean and standard deviation of a posterior. */
export function momentsOf(posterior: Posterior): { mean: number; deviation: number } {
  if (posterior.kind === 'normal') return posterior;
  const { a, b } = posterior;
  const mean = a / (a + b);
  return { mean, deviation: Math.sqrt((mean * (1 - mean)) / (a + b + 1)) };
}
