import { type ArmSums, addReward, NO_REWARDS } from '../../src/engine/bandits/arm-sums.js';
import { type ArmPolicy, chooseArm } from '../../src/engine/bandits/choose-arm.js';
import { chooseLinear, type LinearPolicy } from '../../src/engine/bandits/choose-linear.js';
import { LinearArm } from '../../src/engine/bandits/linear-arm.js';
import { seededRandom } from '../../src/engine/numerics/random.js';
import { type Environment, type EnvironmentName, STEPS } from './environments.js';

/** A policy of mabwiser: its class and its parameters. */
export type PeerPolicy = readonly [name: string, parameters: Readonly<Record<string, number>>];

/** Ours, with the same settings in both worlds; the first is the one that is compared. */
export const OURS: readonly [string, ArmPolicy][] = [
  ['kl-index, horizon known', { kind: 'kl-index', horizon: STEPS }],
  ['kl-index', { kind: 'kl-index' }],
];
export const OURS_LINEAR: readonly [string, LinearPolicy][] = [
  ['lin-ucb, horizon known', { kind: 'lin-ucb', width: 0.14, horizon: STEPS }],
];
export const RIDGE = 2.5;

/** The best two settings of the best kind on the tuning seeds (bench/bandits/tune.ts); the better of them there counts. */
export const PEERS: Record<EnvironmentName, readonly PeerPolicy[]> = {
  'bernoulli-5': [
    ['UCB1', { alpha: 0.3 }],
    ['UCB1', { alpha: 0.33 }],
  ],
  'bernoulli-20': [
    ['UCB1', { alpha: 0.22 }],
    ['UCB1', { alpha: 0.25 }],
  ],
  'linear-10': [
    ['LinUCB', { alpha: 0.5, l2_lambda: 2.5 }],
    ['LinUCB', { alpha: 0.4, l2_lambda: 1 }],
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
