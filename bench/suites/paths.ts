import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { seededRandom } from '../../src/engine/numerics/random.js';
import { type LearningPath, optimizePath, type PathOptions } from '../../src/engine/paths/optimize-path.js';
import type { PathProblem } from '../../src/engine/paths/path-problem.js';
import { readInstance } from '../../src/evaluation/questions/paths.js';
import { mean, type Row, rowOf, type Suite } from '../measure.js';
import { newInstance } from '../paths/new-instance.js';
import { scorePath } from '../paths/score-path.js';
import { dataFile, runPeer } from '../peers.js';

const NEW_INSTANCES = Number(process.env.ATTUNE_PATH_INSTANCES ?? 100);
/** The peers take seconds an instance; of the new ones they see the first so many, and are compared on those. */
const PEER_INSTANCES = 20;
const EVALUATIONS = 20_000;
const CP_SECONDS = 3;
const TRIAL = 4_000;

const searchSchema = z.object({ objectives: z.array(z.number()), seconds: z.array(z.number()) });
const boundSchema = searchSchema.extend({ bounds: z.array(z.number()) });

interface Instance {
  readonly file: string;
  readonly problem: PathProblem;
}

export const paths: Suite = {
  name: 'paths',
  about: `mean objective of the best path found in processor time that each instance gets: ten given instances, and ${NEW_INSTANCES} made by the same ranges`,
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'attune-paths-'));
    try {
      const made = Array.from({ length: NEW_INSTANCES }, (_, index) => {
        const file = join(folder, `new-${index}.json`);
        writeFileSync(file, JSON.stringify(newInstance(index)));
        return file;
      });
      return [...(await givenRows()), ...(await newRows(made))];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function givenRows(): Promise<Row[]> {
  const given = dataFile('path-instances');
  const files = readdirSync(given).filter((file) => file.endsWith('.json'));
  const instances = instancesOf(files.sort().map((file) => join(given, file)));
  const check = ({ file }: Instance, objective: number, ids: readonly string[]) => scoreGiven(file, objective, ids);
  const short = solve(instances, 200, 'anneal', check);
  const long = solve(instances, 2_000, 'anneal', check);
  const genetic = solve(instances, 2_000, 'genetic', check);
  const greedy = greedyOf(instances);
  const { pymoo, ordered, bound } = await peersOf(instances);
  return [
    row('given, annealing 200 ms', short, pymoo, 0.86),
    row('given, annealing 2 s', long, pymoo, 0.863),
    row('given, genetic 2 s', genetic, pymoo),
    row('given, annealing 200 ms', short, greedy),
    row('given, annealing 2 s', long, ordered),
    row('given, annealing 2 s', long, bound),
  ];
}

async function newRows(files: readonly string[]): Promise<Row[]> {
  const instances = instancesOf(files);
  const short = solve(instances, 200, 'anneal');
  const long = solve(instances, 2_000, 'anneal');
  const greedy = greedyOf(instances);
  const { pymoo, ordered, bound } = await peersOf(instances.slice(0, PEER_INSTANCES));
  const count = pymoo.values.length;
  const first = (values: readonly number[]) => values.slice(0, count);
  return [
    row(`new (${files.length}), annealing 200 ms`, short, greedy),
    row(`new (${files.length}), annealing 2 s`, long, greedy),
    row(`new (first ${count}), annealing 200 ms`, first(short), pymoo),
    row(`new (first ${count}), annealing 2 s`, first(long), pymoo),
    row(`new (first ${count}), annealing 200 ms`, first(short), ordered),
    row(`new (first ${count}), annealing 2 s`, first(long), ordered),
    row(`new (first ${count}), annealing 200 ms`, first(short), bound),
    row(`new (first ${count}), annealing 2 s`, first(long), bound),
  ];
}

interface Peer {
  readonly name: string;
  readonly values: readonly number[];
}

function row(name: string, ours: readonly number[], peer: Peer, bar?: number): Row {
  const better = ours.filter((value, index) => value > (peer.values[index] as number)).length;
  console.error(`${name}: ${mean(ours)}; ${peer.name}: ${mean(peer.values)}; above it in ${better} of ${ours.length}`);
  return rowOf({
    name,
    metric: 'objective',
    ours: mean(ours),
    peer: mean(peer.values),
    peerName: peer.name,
    higherIsBetter: true,
    ...(bar !== undefined && { bar }),
  });
}

function instancesOf(files: readonly string[]): Instance[] {
  return files.map((file) => ({ file, problem: readInstance(file) }));
}

function greedyOf(instances: readonly Instance[]): Peer {
  const values = instances.map(({ problem }) => optimizePath(problem, seededRandom(1), { method: 'greedy' }).objective);
  return { name: 'our greedy path', values };
}

async function peersOf(instances: readonly Instance[]): Promise<{ pymoo: Peer; ordered: Peer; bound: Peer }> {
  const files = instances.map(({ file }) => file);
  const pymoo = await runPeer('main', 'pymoo_paths.py', [String(EVALUATIONS), ...files], searchSchema);
  const cp = await runPeer('main', 'cpsat_paths.py', [String(CP_SECONDS), ...files], boundSchema);
  return {
    pymoo: {
      name: `pymoo GA, ${EVALUATIONS} evaluations, ${mean(pymoo.seconds).toFixed(1)} s`,
      values: pymoo.objectives,
    },
    ordered: {
      name: `CP-SAT, choice then order, ${mean(cp.seconds).toFixed(1)} s`,
      values: cp.objectives,
    },
    bound: { name: 'CP-SAT, upper bound', values: cp.bounds },
  };
}

type Check = (instance: Instance, objective: number, ids: readonly string[]) => void;

function solve(
  instances: readonly Instance[],
  milliseconds: number,
  method: 'anneal' | 'genetic',
  check?: Check,
): number[] {
  return instances.map((instance) => {
    const { objective, steps } = timed(instance.problem, milliseconds, method);
    const ids = steps.map(({ id }) => id);
    const scored = scorePath(instance.problem, ids);
    if (Math.abs(scored - objective) > 1e-9) throw new Error(`${instance.file}: ${objective} is really ${scored}`);
    check?.(instance, objective, ids);
    return objective;
  });
}

/**
 * The effort that fits the time is taken from a short run of the same search, which counts as well; the clock only stops
 * what runs over. The clock is that of the whole process (compiler and collector too), so that a busy machine does not
 * change what is found.
 */
function timed(problem: PathProblem, milliseconds: number, method: 'anneal' | 'genetic'): LearningPath {
  const start = process.cpuUsage();
  const spent = (): number => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  };
  optimizePath(problem, seededRandom(0), { method, moves: TRIAL });
  const trial = spent();
  const moves = Math.max(TRIAL, Math.floor((TRIAL * 0.9 * (milliseconds - trial)) / trial));
  const options: PathOptions = { method, moves, deadline: () => spent() > milliseconds };
  return optimizePath(problem, seededRandom(1), options);
}

/** @throws Error when the scorer that came with the given instances refuses a path or scores it otherwise */
function scoreGiven(file: string, objective: number, ids: readonly string[]): void {
  const scorer = dataFile('path-instances', 'score.py');
  const told = execFileSync('python3', [scorer, file, ids.join(',') || '-'], { encoding: 'utf8' });
  const scored = Number(/objective (\S+)/.exec(told)?.[1]);
  if (!(Math.abs(scored - objective) < 1e-6)) throw new Error(`${file}: ${objective}, but score.py says ${told}`);
}
