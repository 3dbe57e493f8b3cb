import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Delivery } from '../../src/jobs/index.js';
import { GradeWorld } from '../lti/grades/support/grade-world.js';

/** Canvas takes its time; whoever sent gives up before that. Milliseconds. */
const SLOW = { delay: 500 };
const PATIENCE_MS = 100;
const DELIVERY_MS = 45_000;
const HOUR_MS = 3_600_000;

describe('regression: a score that arrives in Canvas after its sender gave up', () => {
  let world: GradeWorld;
  /** What happens between an answer of the LMS and our hearing of it. */
  const slow = { results: async (): Promise<void> => undefined, tokens: async (): Promise<void> => undefined };
  const heard: typeof fetch = async (input, init) => {
    const answer = await fetch(input, init);
    if (String(input).includes('/results')) await slow.results();
    if (String(input).includes('/token')) await slow.tokens();
    return answer;
  };
  beforeEach(async () => {
    slow.results = async () => undefined;
    slow.tokens = async () => undefined;
    world = await GradeWorld.start({ limits: { callMs: PATIENCE_MS }, deliveryMs: DELIVERY_MS, fetch: heard });
    world.lms.flavour = 'canvas';
  });
  afterEach(() => world.lms.close());

  /** Fixing score and time of a send takes so long, as while the database comes back. */
  const takeLong = (milliseconds: number) => {
    const { book } = world;
    const begin = book.beginSend.bind(book);
    book.beginSend = async (...of) => {
      const begun = await begin(...of);
      world.advance(milliseconds);
      return begun;
    };
    return {
      ended: () => {
        book.beginSend = begin;
      },
    };
  };

  /** A grade whose first score leaves, and is not answered. */
  const unanswered = async (fault: Parameters<typeof world.lms.fault>[1]) => {
    const coupled = world.coupled(0.5, { family: 'canvas' });
    world.lms.fault('scores', fault);
    assert.equal((await world.deliver(coupled.grade)).result, 'retry');
    return coupled;
  };

  const assertWaits = (delivery: Delivery): void => {
    assert.equal(delivery.result, 'retry');
    assert.match(delivery.result === 'retry' ? delivery.problem : '', /may still arrive/);
  };

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
      assertWaits(waiting);
      const wait = waiting.result === 'retry' ? (waiting.afterMs ?? 0) : 0;
      assert.ok(wait > 0, 'it says how long it waits');
      await arrived(cell);
      world.advance(wait);
      assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
      assert.deepEqual([cell()?.score, cell()?.attempts], [score, 1]);
    });
  }

  it('is waited for from the time that it left, also where it left late in its delivery', async () => {
    const { column, grade } = world.coupled(0.5, { family: 'canvas' });
    const late = takeLong(DELIVERY_MS - 1);
    world.lms.fault('scores', SLOW);
    assert.equal((await world.deliver(grade)).result, 'retry');
    late.ended();
    world.advance(DELIVERY_MS + PATIENCE_MS);
    assertWaits(await world.deliver(grade));
    await arrived(() => world.lms.heldFor(column, 'learner-1'));
    assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
    assert.equal(world.lms.heldFor(column, 'learner-1')?.attempts, 1);
  });

  it('does not leave at all when its delivery took too long until then', async () => {
    const { grade } = world.coupled(0.5, { family: 'canvas' });
    const late = takeLong(DELIVERY_MS);
    assert.equal((await world.deliver(grade)).result, 'retry');
    assert.deepEqual(world.lms.to('scores'), []);
    late.ended();
    world.advance(3 * DELIVERY_MS);
    assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
  });

  it('does not leave once more when a fresh token for it comes too late', async () => {
    const { column, grade } = world.coupled(0.5, { family: 'canvas' });
    world.lms.fault('scores', { status: 401 });
    let tokens = 0;
    slow.tokens = async () => {
      tokens += 1;
      if (tokens === 2) world.advance(DELIVERY_MS);
    };
    assert.equal((await world.deliver(grade)).result, 'retry');
    assert.deepEqual([tokens, world.lms.to('scores').length], [2, 1]);
    assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
    assert.equal(world.lms.heldFor(column, 'learner-1')?.attempts, 1);
  });

  it('is not missed when it arrives while the gradebook is read', async () => {
    const { column, grade } = await unanswered(SLOW);
    // The look is the last one that must wait, and takes until the wait is over.
    world.advance(3 * DELIVERY_MS - 1);
    slow.results = async () => {
      await arrived(() => world.lms.heldFor(column, 'learner-1'));
      world.advance(1);
    };
    const patient = world.newProcess({ limits: {} });
    assertWaits(await world.deliver(grade, patient));
    slow.results = async () => undefined;
    assert.deepEqual(await world.deliver(grade, patient), { result: 'delivered' });
    assert.equal(world.lms.heldFor(column, 'learner-1')?.attempts, 1);
  });

  it('is sent again by one of two processes that have waited for it', async () => {
    const { column, grade } = await unanswered('drop before work');
    world.advance(3 * DELIVERY_MS);
    const { book } = world;
    const note = book.noteLeft.bind(book);
    // Both have looked before either goes on.
    const here: (() => void)[] = [];
    book.noteLeft = async (...of) => {
      await new Promise<void>((resolve) => {
        here.push(resolve);
        if (here.length === 2) for (const goOn of here) goOn();
      });
      return note(...of);
    };
    const both = await Promise.all([world.deliver(grade), world.deliver(grade, world.newProcess())]);
    assert.deepEqual(both.map(({ result }) => result).toSorted(), ['delivered', 'retry']);
    assert.equal(world.lms.heldFor(column, 'learner-1')?.attempts, 1);
    assert.equal(world.lms.to('scores').length, 2, 'the one that was dropped, and one more');
  });

  it('is not waited for longer because the clock of the process that sent it was ahead', async () => {
    const { column, grade } = world.coupled(0.5, { family: 'canvas' });
    world.lms.fault('scores', 'drop before work');
    world.advance(HOUR_MS);
    assert.equal((await world.deliver(grade)).result, 'retry');
    world.advance(-HOUR_MS);
    const waiting = await world.deliver(grade);
    assert.equal(waiting.result === 'retry' ? waiting.afterMs : 0, 3 * DELIVERY_MS);
    world.advance(3 * DELIVERY_MS);
    assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
    assert.equal(world.lms.heldFor(column, 'learner-1')?.attempts, 1);
  });

  it('goes without a new attempt where the LMS lets us read results and refuses each time', async () => {
    const { column, grade } = await unanswered('drop after work');
    world.lms.fault('results', { status: 403 });
    assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
    assert.equal(world.lms.heldFor(column, 'learner-1')?.attempts, 1);
  });

  it('is not waited for where no connection came about', async () => {
    const { grade } = world.coupled(0.5, { family: 'canvas' });
    world.lms.fault('scores', { status: 429, headers: { 'retry-after': '0' } });
    const refused: typeof fetch = async (input, init) => {
      if (!String(input).includes('/scores')) return fetch(input, init);
      throw new TypeError('fetch failed', { cause: Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }) });
    };
    assert.equal((await world.deliver(grade, world.newProcess({ fetch: refused }))).result, 'retry');
    assert.equal((await world.deliver(grade)).result, 'retry', 'the 429 of the LMS, so it was asked');
    assert.equal(world.lms.to('scores').length, 1);
  });

  it('does not keep back what a newer one of the same score says besides', async () => {
    const { column, grade } = await unanswered(SLOW);
    world.coupled(0.5, { family: 'canvas', activityProgress: 'Completed' });
    assertWaits(await world.deliver(grade));
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
    const { column, grade } = await unanswered(SLOW);
    await arrived(() => world.lms.heldFor(column, 'learner-1'));
    assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
    assert.equal(world.lms.heldFor(column, 'learner-1')?.attempts, 1);
  });
});
