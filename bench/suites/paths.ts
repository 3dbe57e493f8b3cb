import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type RandomSource, seededRandom, shuffle } from '../../src/engine/numerics/random.js';
import { optimizePath, type PathOptions } from '../../src/engine/paths/optimize-path.js';
import type { PathProblem } from '../../src/engine/paths/path-problem.js';
import { readInstance } from '../../src/evaluation/questions/paths.js';
import { type Row, rowOf, type Suite } from '../measure.js';
import { dataFile, runPeer } from '../peers.js';

const EVALUATIONS = 20_000;
const NEW_INSTANCES = Number(process.env.ATTUNE_PATH_INSTANCES ?? 100);
const peerSchema = z.object({ objectives: z.array(z.number()), seconds: z.array(z.number()) });

/** Our searches by the time that each instance gets; `genetic` is beside them to be seen. */
const SEARCHES: readonly [name: string, milliseconds: number, method: 'anneal' | 'genetic', bar: number | undefined][] =
  [
    ['annealing, 200 ms', 200, 'anneal', 0.86],
    ['annealing, 2 s', 2_000, 'anneal', 0.863],
    ['genetic, 2 s', 2_000, 'genetic', undefined],
  ];

export const paths: Suite = {
  name: 'paths',
  about: `mean objective of the best path found: ten given instances, and ${NEW_INSTANCES} made by the same recipe`,
  async run() {
    const given = dataFile('path-instances');
    const files = readdirSync(given).filter((file) => file.endsWith('.json'));
    const rows = await rowsOf(
      'given',
      files.sort().map((file) => join(given, file)),
      true,
    );
    const folder = mkdtempSync(join(tmpdir(), 'attune-paths-'));
    try {
      const made = Array.from({ length: NEW_INSTANCES }, (_, index) => {
        const file = join(folder, `new-${index}.json`);
        writeFileSync(file, JSON.stringify(newInstance(seededRandom(`path-instance:${index}`))));
        return file;
      });
      return [...rows, ...(await rowsOf('new', made, false))];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function rowsOf(kind: string, files: readonly string[], withBars: boolean): Promise<Row[]> {
  const peer = await runPeer('main', 'pymoo_paths.py', [String(EVALUATIONS), ...files], peerSchema);
  const peerName = `pymoo GA, ${EVALUATIONS} evaluations, ${mean(peer.seconds).toFixed(1)} s`;
  const problems = files.map(readInstance);
  const rows: Row[] = [];
  for (const [name, milliseconds, method, bar] of SEARCHES) {
    const ours = mean(
      problems.map((problem, index) => timedObjective(problem, files[index] as string, milliseconds, method)),
    );
    console.error(`${kind}, ${name}: ${ours}; ${peerName}: ${mean(peer.objectives)}`);
    const row = { name: `${kind}, ${name}`, metric: 'objective', ours, peer: mean(peer.objectives), peerName };
    rows.push(rowOf({ ...row, higherIsBetter: true, ...(withBars && bar !== undefined && { bar }) }));
  }
  return rows;
}

/** The effort that fits the time is taken from a short run of the same search; the clock only stops what runs over. */
function timedObjective(
  problem: PathProblem,
  file: string,
  milliseconds: number,
  method: 'anneal' | 'genetic',
): number {
  const start = performance.now();
  const trial = 4_000;
  optimizePath(problem, seededRandom(0), { method, moves: trial });
  const spent = performance.now() - start;
  const moves = Math.max(trial, Math.floor((trial * 0.9 * (milliseconds - spent)) / spent));
  const options: PathOptions = { method, moves, deadline: () => performance.now() - start > milliseconds };
  const path = optimizePath(problem, seededRandom(1), options);
  requireFeasible(
    problem,
    path.steps.map(({ id }) => id),
    file,
  );
  return path.objective;
}

/** @throws Error when a path breaks a rule of its instance: checked here anew, without the engine */
function requireFeasible({ modules, budgetMinutes }: PathProblem, ids: readonly string[], file: string): void {
  const done = new Set<string>();
  let minutes = 0;
  for (const id of ids) {
    const module = modules.find((each) => each.id === id);
    if (!module || done.has(id) || module.prerequisites.some((each) => !done.has(each))) {
      throw new Error(`${file}: ${id} breaks the order`);
    }
    done.add(id);
    minutes += module.minutes;
  }
  if (minutes > budgetMinutes) throw new Error(`${file}: ${minutes} minutes`);
}

/** An instance by the ranges that the README of the given ones tells; what it leaves open is drawn evenly. */
function newInstance(random: RandomSource) {
  const [skills, count] = [12, 60];
  const between = (low: number, high: number) => low + Math.floor(random.next() * (high - low + 1));
  const hundredth = (value: number) => Math.round(100 * value) / 100;
  const raw = Array.from({ length: skills }, () => -Math.log(1 - random.next()));
  const total = raw.reduce((sum, each) => sum + each, 0);
  const order = shuffle(
    Array.from({ length: count }, (_, index) => index),
    random,
  );
  const place = new Map(order.map((index, at) => [index, at]));
  const idOf = (index: number) => `m${String(index).padStart(2, '0')}`;
  const modules = Array.from({ length: count }, (_, index) => {
    const earlier = order.slice(0, place.get(index));
    const needs = shuffle(earlier, random).slice(0, between(0, 3));
    const gain = new Array<number>(skills).fill(0);
    const taught = shuffle([...gain.keys()], random).slice(0, between(1, 4));
    for (const skill of taught) gain[skill] = hundredth(0.05 + 0.4 * random.next());
    return {
      id: idOf(index),
      minutes: 5 * between(2, 12),
      difficulty: hundredth(random.next()),
      prerequisites: needs.map(idOf),
      gain,
    };
  });
  const minutes = modules.reduce((sum, module) => sum + module.minutes, 0);
  return {
    start_level: Array.from({ length: skills }, () => hundredth(0.5 * random.next())),
    goal_weight: raw.map((each) => each / total),
    budget_minutes: 5 * Math.round((0.3 * minutes) / 5),
    jump_penalty: 0.01,
    modules,
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
