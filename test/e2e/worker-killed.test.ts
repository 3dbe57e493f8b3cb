import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { projectRoot } from '../support/services.js';
import { answerStep, createHttpVisitor } from './http-visitor.js';
import { within } from './visitor.js';
import { startWorld, type World } from './world.js';

const PRACTICE = 'Practice: odds, outs and prices';

describe('e2e: the worker is killed between answer and delivery', function () {
  this.timeout(120_000);
  let world: World;
  let worker: ChildProcess | undefined;

  beforeEach(async () => {
    world = await startWorld({ worker: false });
  });
  afterEach(async () => {
    await kill();
    await world?.close();
  });

  async function startWorker(): Promise<void> {
    worker = spawn(process.execPath, [join(projectRoot, 'bin/attune.mjs'), 'worker'], {
      env: { ...process.env, ...world.environment },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    await new Promise<void>((resolve, reject) => {
      worker?.stderr?.on('data', (text: Buffer) => {
        if (text.includes('delivers grades')) resolve();
      });
      worker?.once('exit', (code) => reject(new Error(`the worker ended (${code})`)));
    });
    worker.removeAllListeners('exit');
  }

  async function kill(): Promise<void> {
    if (!worker || worker.exitCode !== null || worker.signalCode !== null) return;
    const gone = once(worker, 'exit');
    worker.kill('SIGKILL');
    await gone;
  }

  async function answerOnce(person: string): Promise<void> {
    const visitor = createHttpVisitor();
    const link = world.linkOf(PRACTICE);
    const start = await visitor.open(person, `${world.demo.campusUrl}/lti/start/${link.id}`);
    await answerStep(world, visitor, await visitor.send(start.form(/\/practice\/start$/)), { right: true });
  }

  it('before the score leaves: the grade arrives once after the restart', async () => {
    await startWorker();
    await answerOnce('mia');
    await kill();
    assert.equal(world.demo.campus.scoresReceived.length, 0);
    await startWorker();
    await within(10_000, async () => world.gradeOf('mia', PRACTICE) === (await world.worthOf('mia')));
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    assert.deepEqual(
      world.demo.campus.scoresReceived.map(({ result }) => result.status),
      [200],
    );
  });

  it('while the LMS has taken the score and not yet said so: it is not counted twice', async () => {
    world.demo.campus.faults.add({ at: 'scores', kind: 'slow', delayMs: 4_000, times: 1 });
    await startWorker();
    await answerOnce('mia');
    await within(8_000, () => world.demo.campus.calls.scores > 0);
    await kill();
    await startWorker();
    await within(90_000, async () => (await world.deliveryOf('mia'))?.state === 'delivered');
    assert.equal(world.gradeOf('mia', PRACTICE), await world.worthOf('mia'));
    const accepted = world.demo.campus.scoresReceived.filter(({ result }) => result.status === 200);
    assert.equal(accepted.length, 1);
    const delivered = (await world.factsOf('mia')).filter(
      ({ interaction_type }) => interaction_type === 'grade-delivered',
    );
    assert.equal(delivered.length, 1);
  });
});
