import { type ArmSums, addReward, NO_REWARDS } from '../../src/engine/bandits/arm-sums.js';
import { type ArmPolicy, chooseArm } from '../../src/engine/bandits/choose-arm.js';
import { chooseLinear, type LinearPolicy } from '../../src/engine/bandits/choose-linear.js';
import { LinearArm } from '../../src/engine/bandits/linear-arm.js';
import { seededRandom } from '../../src/engine/numerics/random.js';
import type { Environment, EnvironmentName } from './environments.js';

/** A policy of mabwiser: its class and its parameters. */
export type PeerPolicy = readonly [name: string, parameters: Readonly<Record<string, number>>];

/** Our policies, tuned on the tuning seeds; the first is the one that is compared. */
export const OURS: Record<'bernoulli-5' | 'bernoulli-20', readonly [string, ArmPolicy][]> = {
  'bernoulli-5': [
    ['kl-index', { kind: 'kl-index', exploration: 0.65 }],
    ['thompson-beta', { kind: 'thompson-beta', temper: 2 }],
  ],
  'bernoulli-20': [
    ['kl-index', { kind: 'kl-index', exploration: 0.4 }],
    ['thompson-beta', { kind: 'thompson-beta', temper: 2 }],
  ],
};
export const OURS_LINEAR: readonly [string, LinearPolicy][] = [
  ['lin-ucb, fading', { kind: 'lin-ucb', width: 0.45, fading: true }],
  ['lin-thompson', { kind: 'lin-thompson', width: 0.1 }],
];
export const RIDGE = 2.5;

/** The best of each kind on the tuning seeds; all of them are played on the final seeds, and the best there counts. */
export const PEERS: Record<EnvironmentName, readonly PeerPolicy[]> = {
  'bernoulli-5': [
    ['UCB1', { alpha: 0.25 }],
    ['UCB1', { alpha: 0.3 }],
    ['UCB1', { alpha: 0.35 }],
    ['ThompsonSampling', {}],
  ],
  'bernoulli-20': [
    ['UCB1', { alpha: 0.2 }],
    ['UCB1', { alpha: 0.25 }],
    ['ThompsonSampling', {}],
  ],
  'linear-10': [
    ['LinUCB', { alpha: 0.4 }],
    ['LinUCB', { alpha: 0.5, l2_lambda: 2.5 }],
  ],
};

/** The arms that a policy plays in a world without context. */
export function playArms(world: Environment, policy: ArmPolicy, seed: number): Int32Array {
  const random = seededRandom(`policy:${seed}`);
  const arms: ArmSums[] = Array.from({ length: world.arms }, () => NO_REWARDS);
  return Int32Array.from({ length: world.steps }, (_, step) => {
    const arm = chooseArm(arms, policy, random);
    arms[arm] = addReward(arms[arm] as ArmSums, world.rewards[step * world.arms + arm] as number);
    return arm;
  });
}

/** The arms that a policy plays in a world with a context. */
export function playLinear(world: Environment, policy: LinearPolicy, seed: number): Int32Array {
  const random = seededRandom(`policy:${seed}`);
  const arms = Array.from({ length: world.arms }, () => new LinearArm(world.dimension, RIDGE));
  return Int32Array.from({ length: world.steps }, (_, step) => {
    const context = world.contexts.subarray(step * world.dimension, (step + 1) * world.dimension);
    const arm = chooseLinear(arms, context, policy, random);
    (arms[arm] as LinearArm).add(context, world.rewards[step * world.arms + arm] as number);
    return arm;
  });
}
