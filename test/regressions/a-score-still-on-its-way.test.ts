import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { GradeWorld } from '../lti/grades/support/grade-world.js';

/** Canvas takes its time; whoever sent gives up before that. Milliseconds. */
const SLOW = { delay: 500 };
const PATIENCE_MS = 100;

describe('regression: a score that arrives in Canvas after its sender gave up', () => {
  let world: GradeWorld;
  beforeEach(async () => {
    world = await GradeWorld.start({ limits: { callMs: PATIENCE_MS } });
    world.lms.flavour = 'canvas';
  });
  afterEach(() => world.lms.close());

  /** Until the slow score has arrived. */
  const arrived = async (held: () => unknown): Promise<void> => {
    for (const deadline = performance.now() + 5_000; held() === undefined; await sleep(20)) {
      assert.ok(performance.now() < deadline, 'the slow score never arrived');
    }
  };

  for (const [what, score] of [
    ['is sent again', 0.5],
    ['is followed by a newer one', 0.7],
  ] as const) {
    it(`is one attempt where it ${what}`, async () => {
      const { column, grade } = world.coupled(0.5, { family: 'canvas' });
      const cell = () => world.lms.heldFor(column, 'learner-1');
      world.lms.fault('scores', SLOW);
      assert.equal((await world.deliver(grade)).result, 'retry');
      world.advance(1_000);
      if (score !== 0.5) world.coupled(score, { family: 'canvas' });
      const waiting = await world.deliver(grade);
      assert.equal(waiting.result, 'retry');
      const wait = waiting.result === 'retry' ? (waiting.afterMs ?? 0) : 0;
      assert.ok(wait > 0, 'it says how long it waits');
      await arrived(cell);
      world.advance(wait);
      assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
      assert.deepEqual([cell()?.score, cell()?.attempts], [score, 1]);
    });
  }

  it('does not keep back what a newer one of the same score says besides', async () => {
    const { column, grade } = world.coupled(0.5, { family: 'canvas' });
    world.lms.fault('scores', SLOW);
    assert.equal((await world.deliver(grade)).result, 'retry');
    world.coupled(0.5, { family: 'canvas', activityProgress: 'Completed' });
    const waiting = await world.deliver(grade);
    assert.equal(waiting.result, 'retry');
    await arrived(() => world.lms.heldFor(column, 'learner-1'));
    assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
    assert.equal(JSON.parse(world.lms.to('scores').at(-1)?.body ?? '{}').activityProgress, 'Completed');
    assert.equal(world.lms.heldFor(column, 'learner-1')?.attempts, 1);
  });

  it('is not waited for after an answer that took nothing', async () => {
    const { column, grade } = world.coupled(0.5, { family: 'canvas' });
    world.lms.fault('scores', { status: 429, headers: { 'retry-after': '2' } });
    const throttled = await world.deliver(grade);
    assert.equal(throttled.result === 'retry' ? throttled.afterMs : 0, 2_000);
    world.advance(2_000);
    assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
    assert.equal(world.lms.heldFor(column, 'learner-1')?.attempts, 1);
  });

  it('is known at once when it has arrived by the next try', async () => {
    const { column, grade } = world.coupled(0.5, { family: 'canvas' });
    world.lms.fault('scores', SLOW);
    assert.equal((await world.deliver(grade)).result, 'retry');
    await arrived(() => world.lms.heldFor(column, 'learner-1'));
    assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
    assert.equal(world.lms.heldFor(column, 'learner-1')?.attempts, 1);
  });
});
