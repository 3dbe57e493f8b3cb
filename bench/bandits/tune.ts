import { ENVIRONMENTS, type Environment, type EnvironmentName, environment, regretOf } from './environments.js';
import { OURS, OURS_LINEAR, type PeerPolicy, playArms, playLinear } from './policies.js';
import { playReplica } from './replicas.js';

/**
 * Mean regret on the tuning seeds, ours and every kind of the peer's: `npx tsx bench/bandits/tune.ts [world] [seeds]`.
 * The final seeds are never read here.
 */
const LEVELS: readonly PeerPolicy[] = [
  ...[0.18, 0.2, 0.22, 0.25, 0.28, 0.3, 0.33, 0.36].map((alpha): PeerPolicy => ['UCB1', { alpha }]),
  ...[0.005, 0.01, 0.02, 0.05].map((epsilon): PeerPolicy => ['EpsilonGreedy', { epsilon }]),
  ...[0.01, 0.02, 0.04, 0.08].map((tau): PeerPolicy => ['Softmax', { tau }]),
  ['ThompsonSampling', {}],
];
const SLOPES: readonly PeerPolicy[] = [
  ...[0.3, 0.4, 0.5].map((alpha): PeerPolicy => ['LinUCB', { alpha, l2_lambda: 1 }]),
  ...[0.4, 0.45, 0.5].map((alpha): PeerPolicy => ['LinUCB', { alpha, l2_lambda: 2 }]),
  ...[0.4, 0.5, 0.6].map((alpha): PeerPolicy => ['LinUCB', { alpha, l2_lambda: 2.5 }]),
  ...[0.5, 0.6].map((alpha): PeerPolicy => ['LinUCB', { alpha, l2_lambda: 4 }]),
  ...[0.05, 0.1, 0.2].map((alpha): PeerPolicy => ['LinTS', { alpha, l2_lambda: 1 }]),
  ...[0.05, 0.1, 0.2].map((alpha): PeerPolicy => ['LinTS', { alpha, l2_lambda: 2.5 }]),
];

const [only, seeds = '1000'] = process.argv.slice(2);
for (const name of ENVIRONMENTS) if (only === undefined || only === name) tune(name, Number(seeds));

function tune(name: EnvironmentName, count: number): void {
  const players = playersOf(name);
  const regrets = players.map(() => new Float64Array(count));
  for (let seed = 0; seed < count; seed++) {
    const world = environment(name, 'tune', seed);
    for (const [at, { play }] of players.entries()) {
      (regrets[at] as Float64Array)[seed] = regretOf(world, play(world, seed));
    }
  }
  for (const [at, { title }] of players.entries()) {
    const own = regrets[at] as Float64Array;
    const mean = own.reduce((sum, each) => sum + each, 0) / count;
    const variance = own.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (count - 1);
    console.log(`${name} ${title}: ${mean.toFixed(2)} +- ${Math.sqrt(variance / count).toFixed(2)}`);
  }
}

type Play = (world: Environment, seed: number) => Int32Array;

function playersOf(name: EnvironmentName): { title: string; play: Play }[] {
  const peers = (name === 'linear-10' ? SLOPES : LEVELS).map((policy) => ({
    title: JSON.stringify(policy),
    play: (world: Environment, seed: number) => playReplica(world, policy, seed),
  }));
  const ours: { title: string; play: Play }[] =
    name === 'linear-10'
      ? OURS_LINEAR.map(([title, policy]) => ({ title, play: (world, seed) => playLinear(world, policy, seed) }))
      : OURS.map(([title, policy]) => ({ title, play: (world, seed) => playArms(world, policy, seed) }));
  return [...ours, ...peers];
}
