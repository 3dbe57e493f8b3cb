import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import {
  ENVIRONMENTS,
  type EnvironmentName,
  environment,
  exportEnvironment,
  regretOf,
  STEPS,
} from '../bandits/environments.js';
import { OURS, OURS_LINEAR, PEERS, type PeerPolicy, playArms, playLinear } from '../bandits/policies.js';
import { playReplica } from '../bandits/replicas.js';
import { median, type Row, rowOf, type Suite } from '../measure.js';
import { runPeer } from '../peers.js';

/** Final seeds; fewer only to try the suite out. */
const SEEDS = Number(process.env.ATTUNE_BANDIT_SEEDS ?? 200);
/** Seeds on which a replica must give the library's own regret; on the others it stands for the library, which is slow. */
const CHECKED = Math.min(10, SEEDS);
const SPEED_ROUNDS = 3;
/** Decisions per second that we mean to reach, as a multiple of the peer's. */
const FASTER = 20;
/** Sums of 10,000 numbers in another order differ by less. */
const SAME = 1e-6;

const peerSchema = z.object({
  policies: z.array(
    z.object({
      name: z.string(),
      parameters: z.record(z.string(), z.number()),
      regrets: z.array(z.number()),
      secondsPerDecision: z.number(),
    }),
  ),
});

/** Every policy meets the same rewards: they are drawn beforehand, and handed to the peer in files. */
export const bandits: Suite = {
  name: 'bandits',
  about: `pseudo-regret after ${STEPS} decisions, mean over ${SEEDS} seeds that nothing was tuned on, and decisions with their updates a second`,
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'attune-bandits-'));
    try {
      const rows: Row[] = [];
      for (const name of ENVIRONMENTS) rows.push(...(await rowsOf(name, folder)));
      return rows;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function rowsOf(name: EnvironmentName, folder: string): Promise<Row[]> {
  const policies = PEERS[name];
  const ours = policiesOf(name);
  const plays = [...ours.map(({ play }) => play), ...policies.map(replicaOf)];
  const regrets = plays.map(() => new Float64Array(SEEDS));
  for (let seed = 0; seed < SEEDS; seed++) {
    const world = environment(name, 'final-2', seed);
    if (seed < CHECKED) exportEnvironment(folder, world, seed);
    for (const [at, play] of plays.entries()) (regrets[at] as Float64Array)[seed] = regretOf(world, play(world, seed));
  }
  const peers = regrets.slice(ours.length);
  await checkReplicas(name, folder, peers);
  const at = peers.reduce(
    (best, each, index) => (meanOf(each) < meanOf(peers[best] as Float64Array) ? index : best),
    0,
  );
  const [best, policy] = [peers[at] as Float64Array, policies[at] as PeerPolicy];
  const peerName = `mabwiser ${told(policy)} (replica, the same on ${CHECKED} seeds)`;
  const rows = ours.flatMap(({ title }, index) => {
    const own = regrets[index] as Float64Array;
    const differences = own.map((regret, seed) => regret - (best[seed] as number));
    const row = { name: `${name}, ${title}`, peerName, higherIsBetter: false };
    const regret = { ...row, metric: 'regret', ours: meanOf(own), peer: meanOf(best) };
    // The bar is for the policy that is compared; the other is there to be seen beside it.
    return [
      rowOf(index === 0 ? { ...regret, bar: regret.peer } : regret),
      rowOf({
        ...row,
        metric: 'paired difference of regret',
        ours: meanOf(differences),
        peer: deviationOf(differences) / Math.sqrt(SEEDS),
        peerName: `its standard error (${told(policy)})`,
      }),
    ];
  });
  const speed = await speedOf(name, folder, policy);
  return [
    ...rows,
    rowOf({
      name: `${name}, ${ours[0]?.title}`,
      metric: 'decisions/s',
      ...speed,
      peerName: `mabwiser ${told(policy)}, unmodified`,
      higherIsBetter: true,
      bar: FASTER * speed.peer,
    }),
  ];
}

/** @throws Error when a replica has another regret than the library itself on a seed */
async function checkReplicas(name: EnvironmentName, folder: string, replicas: readonly Float64Array[]): Promise<void> {
  const { policies } = await askPeer(name, folder, `0-${CHECKED - 1}`, PEERS[name], 'regret');
  for (const [at, { regrets }] of policies.entries()) {
    for (const [seed, regret] of regrets.entries()) {
      const own = replicas[at]?.[seed] ?? Number.NaN;
      if (Math.abs(regret - own) < SAME) continue;
      const policy = told(PEERS[name][at] as PeerPolicy);
      throw new Error(`mabwiser ${policy} has regret ${regret} on seed ${seed} of ${name}, but its replica ${own}`);
    }
  }
}

const replicaOf = (policy: PeerPolicy) => (world: World, seed: number) => playReplica(world, policy, seed);
const told = ([name, parameters]: PeerPolicy): string => `${name} ${JSON.stringify(parameters)}`;

type World = ReturnType<typeof environment>;

function policiesOf(name: EnvironmentName): { title: string; play(world: World, seed: number): Int32Array }[] {
  if (name === 'linear-10') {
    return OURS_LINEAR.map(([title, policy]) => ({ title, play: (world, seed) => playLinear(world, policy, seed) }));
  }
  return OURS.map(([title, policy]) => ({ title, play: (world, seed) => playArms(world, policy, seed) }));
}

/** Decisions a second of ours and of the peer as it comes, taken in turns. */
async function speedOf(
  name: EnvironmentName,
  folder: string,
  policy: PeerPolicy,
): Promise<{ ours: number; peer: number }> {
  const world = environment(name, 'final-2', 0);
  const { play } = policiesOf(name)[0] as ReturnType<typeof policiesOf>[number];
  play(world, 0);
  const rates: { ours: number[]; peer: number[] } = { ours: [], peer: [] };
  for (let round = 0; round < SPEED_ROUNDS; round++) {
    const start = performance.now();
    play(world, round);
    rates.ours.push(world.steps / ((performance.now() - start) / 1000));
    const { policies } = await askPeer(name, folder, '0-0', [policy], 'speed');
    rates.peer.push(1 / (policies[0]?.secondsPerDecision ?? Number.NaN));
  }
  return { ours: median(rates.ours), peer: median(rates.peer) };
}

function askPeer(name: EnvironmentName, folder: string, seeds: string, policies: readonly PeerPolicy[], mode: string) {
  const { arms, dimension } = environment(name, 'final-2', 0);
  const args = [folder, name, String(arms), String(dimension), seeds, JSON.stringify(policies), mode];
  return runPeer('main', 'mabwiser_bandits.py', args, peerSchema);
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviationOf(values: Float64Array): number {
  const mean = meanOf(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
