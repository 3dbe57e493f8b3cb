import assert from 'node:assert/strict';
import fc from 'fast-check';
import { enqueue, type OutboxEntry } from '../../src/storage/index.js';
import { LEASE_MS, TestOutbox } from './support/test-outbox.js';

describe('the outbox', function () {
  this.timeout(60_000);
  let box: TestOutbox;
  before(async () => {
    box = await TestOutbox.open();
  });
  after(() => box.close());
  beforeEach(() => box.reset());

  describe('takes in', () => {
    it('a subject, whole', async () => {
      await box.put('grade:1', { delayMs: 1_500 });
      assert.deepEqual(await box.stored(), {
        _id: 'grade:1',
        tenant: 'north',
        kind: 'grade',
        subject: { gradeId: 'grade:1' },
        revision: 1,
        state: 'pending',
        attempts: 0,
        due_at: new Date('2026-03-02T09:00:01.500Z'),
        lease: null,
        problem: null,
        created_at: box.clock(),
        updated_at: box.clock(),
      });
    });

    it('nothing, when the transaction that caused it fails', async () => {
      const failed = box.storage.scope('north').transaction(async (tx) => {
        await enqueue(tx, { id: 'grade:1', kind: 'grade', subject: {}, now: box.clock() });
        throw new Error('no answer, no grade');
      });
      await assert.rejects(failed, /no answer, no grade/);
      assert.equal(await box.documents().countDocuments(), 0);
    });

    it('many changes of a subject as one entry with the newest revision', async () => {
      for (let n = 0; n < 5; n += 1) await box.put();
      assert.equal(await box.documents().countDocuments(), 1);
      assert.equal((await box.claimed()).revision, 5);
    });

    it('changes that come at the same time, without losing one', async () => {
      await Promise.all(Array.from({ length: 10 }, () => box.put()));
      assert.equal((await box.stored()).revision, 10);
    });

    it('a steady stream of changes, and still delivers when the first one is due', async () => {
      await box.put('grade:1', { delayMs: 1_500 });
      for (let n = 0; n < 10; n += 1) {
        box.clock.advance(150);
        await box.put('grade:1', { delayMs: 1_500 });
      }
      assert.equal((await box.claimed()).revision, 11);
    });

    it('a change after the delivery as a new wait', async () => {
      await box.put();
      await box.outbox.delivered(await box.claimed(), 'w', box.clock());
      box.clock.advance(10_000);
      await box.put('grade:1', { delayMs: 1_500 });
      assert.equal(await box.claim(), null);
      box.clock.advance(1_500);
      assert.equal((await box.claimed()).revision, 2);
    });
  });

  describe('gives out', () => {
    it('an entry to one of twenty who ask at the same time', async () => {
      await box.put();
      const given = await Promise.all(Array.from({ length: 20 }, (_, n) => box.claim(`worker ${n}`)));
      const [entry, ...others] = given.filter((each) => each !== null);
      assert.deepEqual(others, []);
      assert.equal(entry?.attempts, 1);
      assert.deepEqual((await box.stored()).lease, entry?.lease);
    });

    it('nothing that is not due, delivered, given up or not there', async () => {
      await box.put('grade:1', { delayMs: 1 });
      assert.equal(await box.claim(), null);
      box.clock.advance(1);
      await box.outbox.delivered(await box.claimed(), 'w', box.clock());
      assert.equal(await box.claim(), null);
      await box.put();
      await box.outbox.dead(await box.claimed(), 'w', box.clock(), 'no');
      assert.equal(await box.claim(), null);
      assert.equal(await box.claim('w', 'grade:2'), null);
    });

    it('an entry again when the lease of who took it is over, and not before', async () => {
      await box.put();
      await box.claimed('died');
      box.clock.advance(LEASE_MS - 1);
      assert.equal(await box.claim('next'), null);
      assert.deepEqual(await box.dueIds(), []);
      box.clock.advance(1);
      assert.deepEqual(await box.dueIds(), ['grade:1']);
      assert.equal((await box.claimed('next')).attempts, 2);
    });

    it('no say to who has lost the lease', async () => {
      await box.put();
      const late = await box.claimed('slow');
      box.clock.advance(LEASE_MS);
      const now = await box.claimed('quick');
      await box.outbox.retry(late, 'slow', box.clock(), new Date(box.clock().getTime() + 1e6), 'slow');
      await box.outbox.dead(late, 'slow', box.clock(), 'slow');
      await box.outbox.delivered(late, 'slow', box.clock());
      const entry = await box.stored();
      assert.deepEqual([entry.state, entry.lease?.owner, entry.problem], ['pending', 'quick', null]);
      assert.equal(await box.outbox.delivered(now, 'quick', box.clock()), 'delivered');
    });

    it('what is due, the longest due first, and no more than asked for', async () => {
      for (const [id, delayMs] of Object.entries({ c: 300, a: 100, b: 200, later: 9_000 }))
        await box.put(id, { delayMs });
      box.clock.advance(1_000);
      assert.deepEqual(await box.dueIds(), ['a', 'b', 'c']);
      assert.deepEqual(await box.dueIds(2), ['a', 'b']);
      await box.claimed('w', 'a');
      assert.deepEqual(await box.outbox.due(box.clock(), 1), [{ id: 'b', kind: 'grade' }]);
    });
  });

  it('delivers every subject at its newest revision, in order, one at a time, whatever happens', async () => {
    const subjects = ['a', 'b'];
    /** Who holds what: workers that deliver, and those that died with a lease. */
    interface Flight {
      entry: OutboxEntry;
      owner: string;
      until: number;
    }
    interface World {
      enqueued: Map<string, number>;
      sent: Map<string, number[]>;
      flights: Flight[];
      owners: number;
    }
    type Step = (world: World) => Promise<void>;

    const land = (world: World, n: number): Flight | undefined => world.flights.splice(n % world.flights.length, 1)[0];
    const isHeld = ({ until }: Flight): boolean => box.clock().getTime() < until;
    const change =
      (id: string, delayMs: number): Step =>
      async (world) => {
        await box.put(id, { delayMs });
        world.enqueued.set(id, (world.enqueued.get(id) ?? 0) + 1);
      };
    const take =
      (id: string): Step =>
      async (world) => {
        world.owners += 1;
        const owner = `w${world.owners}`;
        const entry = await box.claim(owner, id);
        if (!entry) return;
        assert.ok(!world.flights.some((each) => each.entry._id === id && isHeld(each)), 'one in flight per subject');
        world.flights.push({ entry, owner, until: box.clock().getTime() + LEASE_MS });
      };
    const settle =
      (n: number, end: 'delivered' | 'retry' | 'dead' | 'died'): Step =>
      async (world) => {
        const flight = land(world, n);
        if (!flight) return;
        const { entry, owner } = flight;
        if (end === 'died') {
          // The lease stays until it is over.
          world.flights.push({ ...flight, owner: 'nobody' });
        } else if (isHeld(flight) && owner !== 'nobody') {
          if (end === 'delivered') {
            world.sent.set(entry._id, [...(world.sent.get(entry._id) ?? []), entry.revision]);
            await box.outbox.delivered(entry, owner, box.clock());
          }
          if (end === 'retry')
            await box.outbox.retry(entry, owner, box.clock(), new Date(box.clock().getTime() + 5_000), 'later');
          if (end === 'dead') await box.outbox.dead(entry, owner, box.clock(), 'no');
        }
      };
    const wait =
      (milliseconds: number): Step =>
      async () =>
        box.clock.advance(milliseconds);
    const anyStep = fc.oneof(
      {
        weight: 4,
        arbitrary: fc.tuple(fc.constantFrom(...subjects), fc.constantFrom(0, 1_500)).map((given) => change(...given)),
      },
      { weight: 4, arbitrary: fc.constantFrom(...subjects).map(take) },
      {
        weight: 4,
        arbitrary: fc
          .tuple(fc.nat(9), fc.constantFrom('delivered', 'delivered', 'retry', 'dead', 'died'))
          .map(([n, end]) => settle(n, end as 'retry')),
      },
      { weight: 2, arbitrary: fc.constantFrom(500, 2_000, 5_000, LEASE_MS).map(wait) },
    );
    const property = fc.asyncProperty(fc.array(anyStep, { minLength: 5, maxLength: 40 }), async (steps) => {
      await box.reset();
      const world: World = { enqueued: new Map(), sent: new Map(), flights: [], owners: 0 };
      for (const step of steps) await step(world);
      // All workers die, staff send again what was given up, and a sweeper does the rest.
      box.clock.advance(LEASE_MS);
      await box.outbox.resend({}, box.clock());
      for (const { id } of await box.outbox.due(box.clock(), 100)) {
        const entry = await box.claimed('sweeper', id);
        world.sent.set(id, [...(world.sent.get(id) ?? []), entry.revision]);
        assert.equal(await box.outbox.delivered(entry, 'sweeper', box.clock()), 'delivered');
      }
      for (const [id, revision] of world.enqueued) {
        const sent = world.sent.get(id) ?? [];
        assert.equal(sent.at(-1), revision, 'the newest state arrives');
        assert.deepEqual(
          sent,
          [...sent].sort((a, b) => a - b),
          'in order',
        );
      }
      assert.deepEqual(
        (await box.outbox.list({}, 10)).filter(({ state }) => state !== 'delivered'),
        [],
      );
    });
    await fc.assert(property, { numRuns: process.env.ATTUNE_LONG ? 500 : 60, seed: 3 });
  });
});
