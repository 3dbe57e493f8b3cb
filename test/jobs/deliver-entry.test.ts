import assert from 'node:assert/strict';
import fc from 'fast-check';
import { backoff, type Delivery } from '../../src/jobs/index.js';
import { type TestClock, testClock } from '../support/app.js';
import { type OutboxWorld, outboxWorld } from './support/outbox-world.js';

describe('one delivery from the outbox', function () {
  this.timeout(30_000);
  let world: OutboxWorld;
  let clock: TestClock;
  before(async () => {
    clock = testClock();
    world = await outboxWorld(clock);
  });
  after(() => world.close());
  beforeEach(async () => {
    await world.reset();
    await world.enqueue('g1');
  });
  const give = (delivery: Delivery) => async () => delivery;

  it('delivers, and asks for nothing more', async () => {
    assert.deepEqual(await world.deliver('g1', give({ result: 'delivered' })), []);
    assert.equal((await world.entry('g1'))?.state, 'delivered');
  });

  it('hands over the newest revision, and asks at once for a change that came meanwhile', async () => {
    await world.enqueue('g1');
    const revisions: number[] = [];
    const deliver = async ({ revision }: { revision: number }): Promise<Delivery> => {
      revisions.push(revision);
      if (revision === 2) await world.enqueue('g1', { delayMs: 1_500 });
      return { result: 'delivered' };
    };
    assert.deepEqual(await world.deliver('g1', deliver), [{ id: 'g1', delayMs: 0 }]);
    assert.deepEqual(await world.deliver('g1', deliver), []);
    assert.deepEqual(revisions, [2, 3]);
  });

  it('does nothing when the entry is not due, delivered, in other hands or not there', async () => {
    let calls = 0;
    const deliver = async (): Promise<Delivery> => {
      calls += 1;
      return { result: 'delivered' };
    };
    await world.deliver('nobody', deliver);
    await world.outbox.claim('g1', 'another', clock(), 60_000);
    await world.deliver('g1', deliver);
    clock.advance(60_000);
    await world.deliver('g1', deliver);
    assert.equal(calls, 1);
    await world.deliver('g1', deliver);
    assert.equal(calls, 1);
  });

  it('has it a third longer than a delivery may take', async () => {
    const holds = async (): Promise<number> => {
      let until = 0;
      await world.deliver('g1', async ({ lease }) => {
        until = lease?.until.getTime() ?? 0;
        return { result: 'retry', problem: 'Later.' };
      });
      const held = until - clock().getTime();
      clock.advance(60_000);
      return held;
    };
    assert.equal(await holds(), 60_000);
    world.deliveryMs = 3_000;
    assert.equal(await holds(), 4_000);
    world.deliveryMs = undefined;
  });

  it('waits longer with each failure, and says so', async () => {
    const waits: number[] = [];
    for (let n = 0; n < 4; n += 1) {
      const [request] = await world.deliver('g1', give({ result: 'retry', problem: 'The LMS was away.' }));
      waits.push(request?.delayMs ?? 0);
      const entry = await world.entry('g1');
      assert.equal(entry?.due_at.getTime(), clock().getTime() + (request?.delayMs ?? 0));
      assert.deepEqual([entry?.state, entry?.lease, entry?.problem], ['pending', null, 'The LMS was away.']);
      clock.set(entry?.due_at ?? '');
    }
    assert.deepEqual(waits, [1_000, 2_000, 4_000, 8_000]);
  });

  it('waits as long as the LMS asks for, and never shorter than its own wait', async () => {
    const ask = (afterMs: number) => give({ result: 'retry', problem: 'busy', afterMs });
    assert.equal((await world.deliver('g1', ask(90_000)))[0]?.delayMs, 90_000);
    clock.advance(90_000);
    assert.equal((await world.deliver('g1', ask(10)))[0]?.delayMs, 2_000);
  });

  it('gives up when told to', async () => {
    assert.deepEqual(await world.deliver('g1', give({ result: 'dead', problem: 'Check the enrolment.' })), []);
    const entry = await world.entry('g1');
    assert.deepEqual([entry?.state, entry?.problem], ['dead', 'Check the enrolment.']);
    assert.equal(world.lines.at(-1)?.msg, 'a delivery was given up');
  });

  it('gives up after about a day of failures', async () => {
    let hours = 0;
    for (let tries = 1; ; tries += 1) {
      const [request] = await world.deliver('g1', give({ result: 'retry', problem: 'The LMS was away.' }), 0.5);
      if (!request) {
        assert.equal(tries, 56);
        break;
      }
      hours += request.delayMs / 3_600_000;
      clock.advance(request.delayMs);
    }
    const entry = await world.entry('g1');
    assert.equal(entry?.state, 'dead');
    assert.match(entry?.problem ?? '', /^The LMS was away\. .*stopped trying\. When it is mended, send again\.$/);
    assert.ok(hours > 16 && hours < 24, `${hours} h`);
  });

  it('gives up what nobody knows how to deliver', async () => {
    await world.deliver('g1', null);
    const entry = await world.entry('g1');
    assert.equal(entry?.state, 'dead');
    assert.match(entry?.problem ?? '', /^Nothing here knows how to deliver "grade"\. Update .*, then send again\.$/);
  });

  const quoting = (): Error => Object.assign(new Error('Ada Example got 0.5'), { name: 'MongoServerError' });
  for (const [how, deliver] of Object.entries({
    'is rejected': () => Promise.reject(quoting()),
    'throws at once': () => {
      throw quoting();
    },
    'is rejected without an error': () => Promise.reject('Ada Example got 0.5'),
  })) {
    it(`tries again when the work ${how}, and repeats nothing of what it says`, async () => {
      const [request] = await world.deliver('g1', deliver);
      assert.equal(request?.delayMs, 1_000);
      const entry = await world.entry('g1');
      assert.equal(entry?.state, 'pending');
      assert.match(entry?.problem ?? '', /^Something unexpected went wrong while sending/);
      assert.ok(world.lines.some(({ msg, entry: id }) => msg === 'a delivery broke off' && id === 'g1'));
      assert.ok(!JSON.stringify([world.lines, entry]).includes('Ada'));
    });
  }
});

describe('the wait before the next try', () => {
  it('lies between half and all of 1 s, 2 s, 4 s, … and half an hour', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 10_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (attempts, random) => {
          const full = Math.min(1_800_000, 1_000 * 2 ** Math.max(0, attempts - 1));
          const wait = backoff(attempts, random);
          assert.ok(wait >= full / 2 && wait <= full, `${attempts}: ${wait}`);
        },
      ),
      { seed: 5 },
    );
    assert.deepEqual(
      [0, 1, 2, 3, 11, 12, 56].map((attempts) => backoff(attempts, 1)),
      [1_000, 1_000, 2_000, 4_000, 1_024_000, 1_800_000, 1_800_000],
    );
  });

  it('grows with the chance drawn, so that many who fail together do not come back together', () => {
    assert.deepEqual(
      [0, 0.5, 1].map((random) => backoff(2, random)),
      [1_000, 1_500, 2_000],
    );
  });
});
