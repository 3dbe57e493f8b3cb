import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { NO_CORRECTION } from '../../src/engine/memory/correction.js';
import { fitMemory } from '../../src/engine/memory/fit-memory.js';
import type { Rating } from '../../src/engine/memory/fsrs.js';
import { FSRS_DEFAULTS } from '../../src/engine/memory/fsrs-parameters.js';
import { buildReviewTree, type ReviewHistory } from '../../src/engine/memory/review-tree.js';
import { seededRandom } from '../../src/engine/numerics/random.js';
import { fitBkt } from '../../src/engine/tracing/fit-bkt.js';
import { TrainingError, trainInWorker } from '../../src/training/index.js';

const random = seededRandom('worker');
const histories = (cards: number, reviews: number): ReviewHistory[] =>
  Array.from({ length: cards }, () =>
    Array.from({ length: reviews }, (_, place) => ({
      elapsed: place === 0 ? 0 : 1 + Math.floor(40 * random.next()),
      rating: (1 + Math.floor(4 * random.next())) as Rating,
    })),
  );

const SCHED_IDLE = '5';
/** The fields of a process's state (proc(5)) behind its name, which may hold anything: its parent, and its policy. */
const [PARENT, POLICY] = [1, 38];

function stateOf(file: string): string[] {
  try {
    const state = readFileSync(file, 'utf8');
    return state.slice(state.lastIndexOf(')') + 2).split(' ');
  } catch {
    // It has ended since it was listed.
    return [];
  }
}

const isAlive = (id: string): boolean => !['Z', undefined].includes(stateOf(`/proc/${id}/stat`)[0]);

/** The living processes that another has begun; none where there is no /proc. */
function childrenOf(parent: string): string[] {
  if (!existsSync('/proc/self/task')) return [];
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return processes.filter((id) => stateOf(`/proc/${id}/stat`)[PARENT] === parent && isAlive(id));
}

const workers = (): string[] => childrenOf(String(process.pid));
const commandOf = (id: string): string =>
  existsSync(`/proc/${id}/cmdline`) ? readFileSync(`/proc/${id}/cmdline`, 'utf8') : '';

/** The policies of a process's threads. */
function policiesOf(id: string): string[] {
  const threads = existsSync(`/proc/${id}/task`) ? readdirSync(`/proc/${id}/task`) : [];
  return threads.flatMap((thread) => stateOf(`/proc/${id}/task/${thread}/stat`)[POLICY] ?? []);
}

describe('trainInWorker', function () {
  this.timeout(60_000);
  const few = histories(40, 6);

  it('finds in a process of its own, byte for byte, what this process finds', async () => {
    const tree = () => buildReviewTree(few);
    assert.deepEqual(await trainInWorker('fit-memory', { tree: tree() }), fitMemory(tree()));
    const sequences = [[true, false, true, true].map((correct) => ({ correct, weight: 1 }))];
    assert.deepEqual(await trainInWorker('fit-bkt', { sequences }), fitBkt(sequences));
  });

  it('leaves this process free meanwhile', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 5);
    await trainInWorker('fit-memory', { tree: buildReviewTree(histories(3_000, 10)) });
    clearInterval(timer);
    assert.ok(turns > 10, `${turns} turns`);
  });

  it('gives way to everything else with all its threads, where the system knows how', async () => {
    const running = trainInWorker('fit-memory', { tree: buildReviewTree(histories(3_000, 10)) });
    let [givesWay, over] = [false, false];
    void running.then(() => (over = true));
    while (!over && !givesWay) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      const threads = workers().map(policiesOf);
      givesWay = threads.some((each) => each.length > 1 && each.every((policy) => policy === SCHED_IDLE));
    }
    await running;
    assert.equal(givesWay, process.platform === 'linux');
  });

  it('is ended by whoever asked for it, and not by a signal to the whole group', async () => {
    const before = new Set(workers());
    const running = trainInWorker('fit-memory', { tree: buildReviewTree(histories(3_000, 10)) });
    const [id] = workers().filter((each) => !before.has(each));
    if (id) {
      while (!policiesOf(id).every((policy) => policy === SCHED_IDLE)) await new Promise((next) => setTimeout(next, 5));
      process.kill(Number(id), 'SIGTERM');
      process.kill(Number(id), 'SIGINT');
    }
    assert.ok((await running).rows > 0);
  });

  it('rests half of the time when it takes long', async () => {
    const before = new Set(workers());
    const stop = new AbortController();
    const running = trainInWorker(
      'fit-memory',
      { tree: buildReviewTree(histories(40_000, 10)) },
      { signal: stop.signal },
    );
    const [id] = workers().filter((each) => !before.has(each));
    const states: string[] = [];
    for (let look = 0; id && look < 400 && states.filter((state) => state === 'T').length < 5; look++) {
      await new Promise((next) => setTimeout(next, 20));
      states.push(stateOf(`/proc/${id}/stat`)[0] ?? 'gone');
    }
    stop.abort();
    await assert.rejects(running);
    assert.equal(states.includes('T'), process.platform === 'linux');
    const late = states.slice(states.indexOf('T'));
    assert.ok(late.length === 0 || late.some((state) => state !== 'T'), 'and works in between');
  });

  it('ends with the process that asked for it, however that ends', async () => {
    const program = `
      const { trainInWorker } = await import(${JSON.stringify(new URL('../../src/training/index.ts', import.meta.url).href)});
      const sequences = Array.from({ length: 300_000 }, () => [true, false, true].map((correct) => ({ correct, weight: 1 })));
      await trainInWorker('fit-bkt', { sequences });`;
    const asker = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program], {
      stdio: 'ignore',
    });
    const own = () => childrenOf(String(asker.pid)).filter((id) => commandOf(id).includes('max-old-space-size'));
    for (let look = 0; look < 500 && own().length === 0; look++) await new Promise((next) => setTimeout(next, 20));
    const [id = ''] = own();
    assert.equal(id !== '', process.platform === 'linux');
    asker.kill('SIGKILL');
    for (let look = 0; look < 200 && isAlive(id); look++) await new Promise((next) => setTimeout(next, 10));
    assert.equal(isAlive(id), false);
  });

  it('leaves no process behind', async () => {
    const before = new Set(workers());
    const added = () => workers().filter((id) => !before.has(id));
    const stop = new AbortController();
    const tree = buildReviewTree(histories(3_000, 10));
    const running = trainInWorker('fit-memory', { tree }, { signal: stop.signal });
    assert.equal(added().length, process.platform === 'linux' ? 1 : 0);
    stop.abort();
    await assert.rejects(running);
    for (let look = 0; look < 200 && added().length > 0; look++) await new Promise((next) => setTimeout(next, 10));
    assert.deepEqual(added(), []);
  });

  it('gives the error of the fit as an error', async () => {
    const prior = { weights: FSRS_DEFAULTS.with(20, 7), correction: NO_CORRECTION };
    await assert.rejects(
      trainInWorker('fit-memory', { tree: buildReviewTree(few), options: { prior } }),
      (error: unknown) => error instanceof TrainingError && /^fit-memory: weight 20 must be in/.test(error.message),
    );
    await assert.rejects(trainInWorker('fit-bkt', { sequences: [] }), /fit-bkt: sequences must not be empty/);
  });

  it('ends a fit that takes too long or is aborted', async () => {
    const tree = buildReviewTree(histories(5_000, 10));
    await assert.rejects(trainInWorker('fit-memory', { tree }, { timeLimit: 1 }), /took longer than 1 ms/);
    const stop = new AbortController();
    const running = trainInWorker('fit-memory', { tree }, { signal: stop.signal });
    stop.abort();
    await assert.rejects(running, /it was aborted/);
    await assert.rejects(trainInWorker('fit-memory', { tree }, { signal: stop.signal }), /aborted before it began/);
  });

  it('survives a worker that runs out of memory', async () => {
    const sequences = Array.from({ length: 200_000 }, () =>
      [true, false, true].map((correct) => ({ correct, weight: 1 })),
    );
    await assert.rejects(
      trainInWorker('fit-bkt', { sequences }, { memoryLimit: 64 }),
      (error: unknown) => error instanceof TrainingError && /ran out of memory/.test(error.message),
    );
  });
});
