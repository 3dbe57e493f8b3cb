import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type RandomSource, seededRandom } from '../../src/engine/numerics/random.js';
import { sampleNormal } from '../../src/engine/numerics/sample.js';

/**
 * The worlds in which bandits are compared. The recipe was written down before any policy was tuned.
 *
 *   bernoulli-K   the mean of each arm is drawn from U(0.1, 0.9); a reward is 1 when a uniform draw lies below the mean
 *   linear-10     5 arms, each with weights theta ~ N(0, I/10); a context x ~ N(0, I) of 10 numbers at each step;
 *                 a reward is x'theta + N(0, 0.5^2)
 *
 * All rewards of all arms are drawn beforehand, so that every policy meets the same world. Tuning and final seeds
 * never meet: they start from different words. The first block of final seeds ("final") has been seen by an earlier
 * round of tuning, so the figures come from a second one.
 */
export interface Environment {
  readonly name: EnvironmentName;
  readonly steps: number;
  readonly arms: number;
  /** 0: no context. */
  readonly dimension: number;
  /** Expected reward of arm a at step t at [t * arms + a]. */
  readonly means: Float32Array;
  /** The reward that arm a pays at step t at [t * arms + a]. */
  readonly rewards: Float32Array;
  /** The context of step t at [t * dimension, (t + 1) * dimension). */
  readonly contexts: Float32Array;
}

export const ENVIRONMENTS = ['bernoulli-5', 'bernoulli-20', 'linear-10'] as const;
export type EnvironmentName = (typeof ENVIRONMENTS)[number];
export type Split = 'tune' | 'final-2';

export const STEPS = 10_000;

export function environment(name: EnvironmentName, split: Split, seed: number): Environment {
  const random = seededRandom(`${name}:${split}:${seed}`);
  if (name === 'linear-10') return linear(name, random);
  return bernoulli(name, name === 'bernoulli-5' ? 5 : 20, random);
}

function bernoulli(name: EnvironmentName, arms: number, random: RandomSource): Environment {
  const mean = Float32Array.from({ length: arms }, () => 0.1 + 0.8 * random.next());
  const means = Float32Array.from({ length: STEPS * arms }, (_, at) => mean[at % arms] as number);
  const rewards = means.map((each) => (random.next() < each ? 1 : 0));
  return { name, steps: STEPS, arms, dimension: 0, means, rewards, contexts: new Float32Array(0) };
}

function linear(name: EnvironmentName, random: RandomSource): Environment {
  const [arms, dimension] = [5, 10];
  const weights = Float64Array.from({ length: arms * dimension }, () => sampleNormal(random) / Math.sqrt(dimension));
  const contexts = Float32Array.from({ length: STEPS * dimension }, () => sampleNormal(random));
  const means = new Float32Array(STEPS * arms);
  for (let step = 0; step < STEPS; step++) {
    for (let arm = 0; arm < arms; arm++) {
      let sum = 0;
      for (let k = 0; k < dimension; k++) {
        sum += (contexts[step * dimension + k] as number) * (weights[arm * dimension + k] as number);
      }
      means[step * arms + arm] = sum;
    }
  }
  const rewards = means.map((mean) => mean + 0.5 * sampleNormal(random));
  return { name, steps: STEPS, arms, dimension, means, rewards, contexts };
}

/** Writes a world as a peer reads it: means, rewards and contexts one after another, 32-bit floats. */
export function exportEnvironment(folder: string, world: Environment, seed: number): void {
  const { means, rewards, contexts } = world;
  const all = new Float32Array(means.length + rewards.length + contexts.length);
  all.set(means);
  all.set(rewards, means.length);
  all.set(contexts, means.length + rewards.length);
  writeFileSync(join(folder, `${world.name}-${seed}.bin`), all);
}

/** Sum over the steps of (mean of the best arm - mean of the chosen arm): the pseudo-regret. */
export function regretOf({ steps, arms, means }: Environment, chosen: ArrayLike<number>): number {
  let regret = 0;
  for (let step = 0; step < steps; step++) {
    let best = Number.NEGATIVE_INFINITY;
    for (let arm = 0; arm < arms; arm++) best = Math.max(best, means[step * arms + arm] as number);
    regret += best - (means[step * arms + (chosen[step] as number)] as number);
  }
  return regret;
}
