import { LinearArm } from '../../src/engine/bandits/linear-arm.js';
import { type RandomSource, seededRandom } from '../../src/engine/numerics/random.js';
import { sampleBeta, sampleGamma, sampleNormal } from '../../src/engine/numerics/sample.js';
import type { Environment } from './environments.js';
import type { PeerPolicy } from './policies.js';

/**
 * mabwiser 2.7's policies written again, to tune them on many seeds in little time. Those that draw nothing (UCB1, LinUCB)
 * play the same arms as the library, which the suite checks; the others have its law, but not its draws.
 */
export function playReplica(world: Environment, policy: PeerPolicy, seed: number): Int32Array {
  const random = seededRandom(`replica:${seed}`);
  return world.dimension > 0 ? playWithContext(world, policy, random) : playWithout(world, policy, random);
}

function playWithout(world: Environment, [name, parameters]: PeerPolicy, random: RandomSource): Int32Array {
  const { arms, steps, rewards } = world;
  const counts = new Float64Array(arms);
  const sums = new Float64Array(arms);
  const scores = new Float64Array(arms);
  // Thompson sampling can judge an arm without rewards; the script has all others play each arm once first.
  const first = name === 'ThompsonSampling' ? 1 : arms;
  return Int32Array.from({ length: steps }, (_, step) => {
    let arm = step;
    if (step >= first) {
      scoresOf(name, parameters, { counts, sums, scores, step }, random);
      arm = highest(scores);
    }
    counts[arm] = (counts[arm] as number) + 1;
    sums[arm] = (sums[arm] as number) + (rewards[step * arms + arm] as number);
    return arm;
  });
}

interface Sums {
  readonly counts: Float64Array;
  readonly sums: Float64Array;
  readonly scores: Float64Array;
  readonly step: number;
}

function scoresOf(
  name: string,
  { alpha = 1, epsilon = 0.1, tau = 1 }: Readonly<Record<string, number>>,
  { counts, sums, scores, step }: Sums,
  random: RandomSource,
): void {
  const mean = (arm: number): number => (sums[arm] as number) / (counts[arm] as number);
  const fill = (score: (arm: number) => number): void => {
    for (let arm = 0; arm < scores.length; arm++) scores[arm] = score(arm);
  };
  if (name === 'UCB1') {
    const twice = 2 * Math.log(step);
    fill((arm) => mean(arm) + alpha * Math.sqrt(twice / (counts[arm] as number)));
  } else if (name === 'ThompsonSampling') {
    fill((arm) => sampleBeta(1 + (sums[arm] as number), 1 + (counts[arm] as number) - (sums[arm] as number), random));
  } else if (name === 'EpsilonGreedy') {
    fill(random.next() < epsilon ? () => random.next() : mean);
  } else if (name === 'Softmax') {
    // The library draws from a Dirichlet law with the softmax as its parameters, and takes the largest share.
    let most = 0;
    for (let arm = 0; arm < scores.length; arm++) most = Math.max(most, mean(arm));
    let total = 0;
    for (let arm = 0; arm < scores.length; arm++) total += Math.exp((mean(arm) - most) / tau);
    fill((arm) => sampleGamma(Math.exp((mean(arm) - most) / tau) / total + Number.EPSILON, random));
  } else throw new RangeError(`there is no replica of ${name}`);
}

function playWithContext(world: Environment, [name, parameters]: PeerPolicy, random: RandomSource): Int32Array {
  const { alpha = 1, l2_lambda: ridge = 1 } = parameters;
  const { steps, dimension, contexts, rewards } = world;
  const arms = Array.from({ length: world.arms }, () => new LinearArm(dimension, ridge));
  const scores = new Float64Array(world.arms);
  return Int32Array.from({ length: steps }, (_, step) => {
    const context = contexts.subarray(step * dimension, (step + 1) * dimension);
    for (const [index, arm] of arms.entries()) {
      // Before its first reward an arm's inverse is the ridge times I in the library, not I over the ridge.
      const width = (arm.count === 0 ? ridge : 1) * arm.width(context);
      scores[index] = arm.mean(context) + alpha * width * (name === 'LinTS' ? sampleNormal(random) : 1);
    }
    const arm = step === 0 ? 0 : highest(scores);
    (arms[arm] as LinearArm).add(context, rewards[step * world.arms + arm] as number);
    return arm;
  });
}

/** The first of the largest. */
function highest(scores: Float64Array): number {
  let best = 0;
  for (let at = 1; at < scores.length; at++) if ((scores[at] as number) > (scores[best] as number)) best = at;
  return best;
}
