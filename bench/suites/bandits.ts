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
} from '../bandits/environments.js';
import { OURS, OURS_LINEAR, PEERS, type PeerPolicy, playArms, playLinear } from '../bandits/policies.js';
import { median, type Row, rowOf, type Suite } from '../measure.js';
import { runPeer } from '../peers.js';

/** Fresh seeds; fewer only to try the suite out. */
const SEEDS = Number(process.env.ATTUNE_BANDIT_SEEDS ?? 200);
const SPEED_ROUNDS = 3;
/** Decisions per second that we mean to reach, as a multiple of the peer's. */
const FASTER = 20;

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

/** Every policy meets the same rewards: they are drawn beforehand and handed to the peer in files. */
export const bandits: Suite = {
  name: 'bandits',
  about: `pseudo-regret after 10,000 decisions, mean over ${SEEDS} fresh seeds, and decisions with their updates a second`,
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'attune-bandits-'));
    try {
      const rows: Row[] = [];
      for (const name of ENVIRONMENTS) {
        for (let seed = 0; seed < SEEDS; seed++) exportEnvironment(folder, environment(name, 'final', seed), seed);
        rows.push(...(await rowsOf(name, folder)));
      }
      return rows;
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function rowsOf(name: EnvironmentName, folder: string): Promise<Row[]> {
  const peers = (await askPeer(name, folder, `0-${SEEDS - 1}`, PEERS[name], 'regret')).policies;
  const best = peers.reduce((a, b) => (meanOf(b.regrets) < meanOf(a.regrets) ? b : a));
  const label = `mabwiser ${best.name} ${JSON.stringify(best.parameters)}`;
  const peer = meanOf(best.regrets);
  const ours = policiesOf(name);
  const rows = ours.map(({ title, play }, index) => {
    const regrets = Array.from({ length: SEEDS }, (_, seed) => {
      const world = environment(name, 'final', seed);
      return regretOf(world, play(world, seed));
    });
    const differences = regrets.map((regret, seed) => regret - (best.regrets[seed] as number));
    const error = deviationOf(differences) / Math.sqrt(SEEDS);
    console.error(
      `${name} ${title}: ${meanOf(regrets)} against ${label}: ${peer}; difference ${meanOf(differences)} +- ${error}`,
    );
    const row = {
      name: `${name}, ${title}`,
      metric: 'regret',
      ours: meanOf(regrets),
      peer,
      peerName: label,
      higherIsBetter: false,
    };
    // The bar is for the policy that is compared; the other is there to be seen beside it.
    return rowOf(index === 0 ? { ...row, bar: peer } : row);
  });
  const speed = await speedOf(name, folder, [best.name, best.parameters]);
  return [
    ...rows,
    rowOf({
      name: `${name}, ${ours[0]?.title}`,
      metric: 'decisions/s',
      ...speed,
      peerName: label,
      higherIsBetter: true,
      bar: FASTER * speed.peer,
    }),
  ];
}

type World = ReturnType<typeof environment>;

function policiesOf(name: EnvironmentName): { title: string; play(world: World, seed: number): Int32Array }[] {
  if (name === 'linear-10') {
    return OURS_LINEAR.map(([title, policy]) => ({ title, play: (world, seed) => playLinear(world, policy, seed) }));
  }
  return OURS[name].map(([title, policy]) => ({ title, play: (world, seed) => playArms(world, policy, seed) }));
}

/** Decisions a second of ours and of the peer as it comes, taken in turns. */
async function speedOf(
  name: EnvironmentName,
  folder: string,
  policy: PeerPolicy,
): Promise<{ ours: number; peer: number }> {
  const world = environment(name, 'final', 0);
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
  const { arms, dimension } = environment(name, 'final', 0);
  const args = [folder, name, String(arms), String(dimension), seeds, JSON.stringify(policies), mode];
  return runPeer('main', 'mabwiser_bandits.py', args, peerSchema);
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function deviationOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
