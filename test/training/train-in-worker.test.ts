import assert from 'node:assert/strict';
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

/** Threads of this process that run only where nobody else would: the 41st field of their state (proc(5)). */
function idleThreads(): number {
  if (process.platform !== 'linux') return 0;
  const states = readdirSync('/proc/self/task').flatMap((thread) => {
    const file = `/proc/self/task/${thread}/stat`;
    return existsSync(file) ? [readFileSync(file, 'utf8')] : [];
  });
  // The name in the second field may hold anything, so fields are counted from its end.
  return states.filter((state) => state.slice(state.lastIndexOf(')') + 2).split(' ')[38] === SCHED_IDLE).length;
}

describe('trainInWorker', function () {
  this.timeout(60_000);
  const few = histories(40, 6);

  it('finds in a thread of its own, byte for byte, what this thread finds', async () => {
    const tree = () => buildReviewTree(few);
    assert.deepEqual(await trainInWorker('fit-memory', { tree: tree() }), fitMemory(tree()));
    const sequences = [[true, false, true, true].map((correct) => ({ correct, weight: 1 }))];
    assert.deepEqual(await trainInWorker('fit-bkt', { sequences }), fitBkt(sequences));
  });

  it('leaves this thread free meanwhile', async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 5);
    await trainInWorker('fit-memory', { tree: buildReviewTree(histories(3_000, 10)) });
    clearInterval(timer);
    assert.ok(turns > 10, `${turns} turns`);
  });

  it('gives way to everything else, where threads have a priority of their own', async () => {
    const running = trainInWorker('fit-memory', { tree: buildReviewTree(histories(3_000, 10)) });
    let [givingWay, over] = [0, false];
    void running.then(() => (over = true));
    while (!over && givingWay === 0) {
      await new Promise((resolve) => setTimeout(resolve, 5));
      givingWay = idleThreads();
    }
    await running;
    assert.equal(givingWay, process.platform === 'linux' ? 1 : 0);
  });

  it('hands buffers over where it is told to', async () => {
    const tree = buildReviewTree(few);
    const transfer = [tree.elapsed.buffer, tree.weight.buffer] as ArrayBuffer[];
    const { rows } = await trainInWorker('fit-memory', { tree }, { transfer });
    assert.equal(rows, 200);
    assert.equal(tree.elapsed.length, 0);
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

  it('survives a thread that runs out of memory', async () => {
    const sequences = Array.from({ length: 200_000 }, () =>
      [true, false, true].map((correct) => ({ correct, weight: 1 })),
    );
    await assert.rejects(trainInWorker('fit-bkt', { sequences }, { memoryLimit: 8 }), TrainingError);
  });
});
