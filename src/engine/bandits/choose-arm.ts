import { requirePositive, requireSome } from '../numerics/guards.js';
import type { RandomSource } from '../numerics/random.js';
import { sampleBeta, sampleNormal } from '../numerics/sample.js';
import type { ArmSums } from './arm-sums.js';
import { highestKlIndex } from './kl-index.js';
import {
  type BetaPrior,
  betaPosterior,
  momentsOf,
  type NormalPrior,
  normalPosterior,
  type Posterior,
} from './posterior.js';
import { probabilityBest } from './probability-best.js';

/** How an arm is chosen from what is known of each. Settings are plain data, stored with the decision. */
export type ArmPolicy =
  /** Thompson sampling of success rates. */
  | { readonly kind: 'thompson-beta'; readonly prior?: BetaPrior; readonly temper?: number }
  /** Thompson sampling of means of any rewards. */
  | { readonly kind: 'thompson-normal'; readonly prior: NormalPrior; readonly temper?: number }
  /**
   * The arm of the highest `klIndex`; the least regret of all here, but its propensities are 0 and 1. Where it is known
   * how many decisions there will be, `horizon` says so: what is learned near the end has little time left to pay.
   */
  | { readonly kind: 'kl-index'; readonly exploration?: number; readonly horizon?: number };

/** Weight of the bonus of the KL index, for any number of arms: chosen on tuning worlds of 5 and 20 arms together. */
export const EXPLORATION = 0.45;

/**
 * The arm to play next.
 *
 * @returns  its index; the first of equals for `kl-index`
 * @throws RangeError when there is no arm, a setting is out of range or rewards do not suit the policy
 */
export function chooseArm(arms: readonly ArmSums[], policy: ArmPolicy, random: RandomSource): number {
  requireSome('arms', arms);
  if (policy.kind === 'kl-index') return highestIndex(arms, policy);
  const score = drawOf(policy, random);
  let best = 0;
  let highest = Number.NEGATIVE_INFINITY;
  for (let arm = 0; arm < arms.length; arm++) {
    const value = score(arms[arm] as ArmSums);
    if (value <= highest) continue;
    best = arm;
    highest = value;
  }
  return best;
}

/**
 * Probability with which `chooseArm` plays each arm: for Thompson sampling that of being the best (see probabilityBest),
 * for the KL index 1 for one arm and 0 for the others.
 *
 * @throws as chooseArm
 */
export function propensitiesOf(arms: readonly ArmSums[], policy: ArmPolicy): number[] {
  requireSome('arms', arms);
  if (policy.kind === 'kl-index') {
    const chosen = chooseArm(arms, policy, NO_DRAWS);
    return arms.map((_, arm) => Number(arm === chosen));
  }
  return probabilityBest(arms.map((sums) => posteriorOf(sums, policy)));
}

/** What a Thompson policy believes of one arm. @throws as chooseArm */
export function posteriorOf(sums: ArmSums, policy: Exclude<ArmPolicy, { kind: 'kl-index' }>): Posterior {
  return policy.kind === 'thompson-beta'
    ? betaPosterior(sums, policy.prior, policy.temper)
    : normalPosterior(sums, policy.prior, policy.temper);
}

/** The KL index draws nothing. */
const NO_DRAWS: RandomSource = { next: () => 0 };

function highestIndex(arms: readonly ArmSums[], policy: Extract<ArmPolicy, { kind: 'kl-index' }>): number {
  const { exploration = EXPLORATION, horizon } = policy;
  let played = 0;
  for (const { count } of arms) played += count;
  const steps = horizon === undefined ? played + 2 * arms.length : requirePositive('horizon', horizon) - played;
  return highestKlIndex(arms, steps, exploration);
}

function drawOf(policy: Exclude<ArmPolicy, { kind: 'kl-index' }>, random: RandomSource) {
  return (sums: ArmSums): number => {
    const posterior = posteriorOf(sums, policy);
    if (posterior.kind === 'beta') return sampleBeta(posterior.a, posterior.b, random);
    return posterior.mean + posterior.deviation * sampleNormal(random);
  };
}

/** The highest mean that is likely to be reached: mean + deviations * standard deviation of the posterior. */
export function boundOf(posterior: Posterior, deviations: number): number {
  const { mean, deviation } = momentsOf(posterior);
  return mean + deviations * deviation;
}
