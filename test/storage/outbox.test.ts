import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  createOutbox,
  enqueue,
  migrateUp,
  type Outbox,
  type OutboxEntry,
  type Storage,
} from '../../src/storage/index.js';
import { type TestClock, testClock } from '../support/app.js';
import { openTestStorage } from './support/probe.js';

const LEASE_MS = 60_000;

describe('the outbox', function () {
  this.timeout(60_000);
  let storage: Storage;
  let outbox: Outbox;
  let clock: TestClock;
  let close: () => Promise<void>;
  before(async () => {
    ({ storage, close } = await openTestStorage());
    await migrateUp(storage.connection);
    outbox = createOutbox(storage.connection);
  });
  after(() => close());
  beforeEach(async () => {
    clock = testClock();
    await documents().deleteMany({});
  });

  const documents = () => storage.connection.collection<OutboxEntry>('outbox');
  const stored = async (id = 'grade:1'): Promise<OutboxEntry> => {
    const entry = await documents().findOne({ _id: id });
    assert.ok(entry);
    return entry;
  };
  const put = (id = 'grade:1', { tenant = 'north', delayMs = 0 } = {}): Promise<void> =>
    storage
      .scope(tenant)
      .transaction((tx) => enqueue(tx, { id, kind: 'grade', subject: { gradeId: id }, now: clock(), delayMs }));
  const claim = (owner = 'w', id = 'grade:1') => outbox.claim(id, owner, clock(), LEASE_MS);
  const claimed = async (owner = 'w', id = 'grade:1'): Promise<OutboxEntry> => {
    const entry = await claim(owner, id);
    assert.ok(entry, 'it can be claimed');
    return entry;
  };
  const dueIds = async (limit = 100) => (await outbox.due(clock(), limit)).map(({ id }) => id);

  describe('takes in', () => {
    it('a subject, whole', async () => {
      await put('grade:1', { delayMs: 1_500 });
      assert.deepEqual(await stored(), {
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
        created_at: clock(),
        updated_at: clock(),
      });
    });

    it('nothing, when the transaction that caused it fails', async () => {
      const failed = storage.scope('north').transaction(async (tx) => {
        await enqueue(tx, { id: 'grade:1', kind: 'grade', subject: {}, now: clock() });
        throw new Error('no answer, no grade');
      });
      await assert.rejects(failed, /no answer, no grade/);
      assert.equal(await documents().countDocuments(), 0);
    });

    it('many changes of a subject as one entry with the newest revision', async () => {
      for (let n = 0; n < 5; n += 1) await put();
      assert.equal(await documents().countDocuments(), 1);
      assert.equal((await claimed()).revision, 5);
    });

    it('changes that come at the same time, without losing one', async () => {
      await Promise.all(Array.from({ length: 10 }, () => put()));
      assert.equal((await stored()).revision, 10);
    });

    it('a steady stream of changes, and still delivers when the first one is due', async () => {
      await put('grade:1', { delayMs: 1_500 });
      for (let n = 0; n < 10; n += 1) {
        clock.advance(150);
        await put('grade:1', { delayMs: 1_500 });
      }
      assert.equal((await claimed()).revision, 11);
    });

    it('a change after the delivery as a new wait', async () => {
      await put();
      await outbox.delivered(await claimed(), 'w', clock());
      clock.advance(10_000);
      await put('grade:1', { delayMs: 1_500 });
      assert.equal(await claim(), null);
      clock.advance(1_500);
      assert.equal((await claimed()).revision, 2);
    });
  });

  describe('gives out', () => {
    it('an entry to one of twenty who ask at the same time', async () => {
      await put();
      const given = await Promise.all(Array.from({ length: 20 }, (_, n) => claim(`worker ${n}`)));
      const [entry, ...others] = given.filter((each) => each !== null);
      assert.deepEqual(others, []);
      assert.equal(entry?.attempts, 1);
      assert.deepEqual((await stored()).lease, entry?.lease);
    });

    it('nothing that is not due, delivered, given up or not there', async () => {
      await put('grade:1', { delayMs: 1 });
      assert.equal(await claim(), null);
      clock.advance(1);
      await outbox.delivered(await claimed(), 'w', clock());
      assert.equal(await claim(), null);
      await put();
      await outbox.dead(await claimed(), 'w', clock(), 'no');
      assert.equal(await claim(), null);
      assert.equal(await claim('w', 'grade:2'), null);
    });

    it('an entry again when the lease of who took it is over, and not before', async () => {
      await put();
      await claimed('died');
      clock.advance(LEASE_MS - 1);
      assert.equal(await claim('next'), null);
      assert.deepEqual(await dueIds(), []);
      clock.advance(1);
      assert.deepEqual(await dueIds(), ['grade:1']);
      assert.equal((await claimed('next')).attempts, 2);
    });

    it('no say to who has lost the lease', async () => {
      await put();
      const late = await claimed('slow');
      clock.advance(LEASE_MS);
      const now = await claimed('quick');
      await outbox.retry(late, 'slow', clock(), new Date(clock().getTime() + 1e6), 'slow');
      await outbox.dead(late, 'slow', clock(), 'slow');
      await outbox.delivered(late, 'slow', clock());
      const entry = await stored();
      assert.deepEqual([entry.state, entry.lease?.owner, entry.problem], ['pending', 'quick', null]);
      assert.equal(await outbox.delivered(now, 'quick', clock()), 'delivered');
    });

    it('what is due, the longest due first, and no more than asked for', async () => {
      for (const [id, delayMs] of Object.entries({ c: 300, a: 100, b: 200, later: 9_000 })) await put(id, { delayMs });
      clock.advance(1_000);
      assert.deepEqual(await dueIds(), ['a', 'b', 'c']);
      assert.deepEqual(await dueIds(2), ['a', 'b']);
      await claimed('w', 'a');
      assert.deepEqual(await outbox.due(clock(), 1), [{ id: 'b', kind: 'grade' }]);
    });
  });

  describe('is told', () => {
    it('delivered: the entry rests', async () => {
      await put();
      assert.equal(await outbox.delivered(await claimed(), 'w', clock()), 'delivered');
      const { state, attempts, lease, problem } = await stored();
      assert.deepEqual([state, attempts, lease, problem], ['delivered', 0, null, null]);
      assert.deepEqual(await dueIds(), []);
    });

    it('delivered, after a change came meanwhile: the entry is due at once', async () => {
      await put();
      const entry = await claimed();
      await put('grade:1', { delayMs: 1_500 });
      assert.equal(await claim('other'), null, 'one delivery is in flight');
      assert.equal(await outbox.delivered(entry, 'w', clock()), 'changed');
      const { state, lease, revision } = await stored();
      assert.deepEqual([state, lease, revision], ['pending', null, 2]);
      assert.equal((await claimed('other')).revision, 2);
    });

    it('to try again: not before the time, whatever changes come', async () => {
      await put();
      const later = new Date(clock().getTime() + 30_000);
      await outbox.retry(await claimed(), 'w', clock(), later, 'The LMS asks to wait.');
      await put('grade:1', { delayMs: 1_500 });
      await put('grade:1');
      const entry = await stored();
      assert.deepEqual([entry.due_at, entry.state, entry.problem], [later, 'pending', 'The LMS asks to wait.']);
      clock.advance(29_999);
      assert.equal(await claim(), null);
      clock.advance(1);
      assert.equal((await claimed()).revision, 3);
    });

    it('to try again, after a change came meanwhile: the wait holds all the same', async () => {
      await put();
      const entry = await claimed();
      await put();
      const later = new Date(clock().getTime() + 30_000);
      await outbox.retry(entry, 'w', clock(), later, 'The LMS asks to wait.');
      assert.deepEqual((await stored()).due_at, later);
    });

    it('how often it was tried: counted up to the next success or change', async () => {
      await put();
      for (let n = 1; n <= 3; n += 1) {
        const entry = await claimed();
        assert.equal(entry.attempts, n);
        await outbox.retry(entry, 'w', clock(), clock(), 'no');
      }
      await put();
      assert.equal((await claimed()).attempts, 1);
    });

    it('dead: it stays until somebody sends it again', async () => {
      await put();
      await outbox.dead(await claimed(), 'w', clock(), 'x'.repeat(2_000));
      const entry = await stored();
      assert.deepEqual([entry.state, entry.lease, entry.problem?.length], ['dead', null, 500]);
      clock.advance(1e9);
      assert.deepEqual(await dueIds(), []);
      assert.equal(await outbox.resend({ id: 'grade:1' }, clock()), 1);
      assert.deepEqual(await dueIds(), ['grade:1']);
      assert.equal((await claimed()).attempts, 1);
      assert.equal(await outbox.resend({ id: 'grade:1' }, clock()), 0, 'it is not dead any more');
    });

    it('to try again later, until somebody cannot wait for it', async () => {
      await put();
      await put('grade:2', { tenant: 'south' });
      for (const id of ['grade:1', 'grade:2']) {
        const later = new Date(clock().getTime() + 1_800_000);
        await outbox.retry(await claimed('w', id), 'w', clock(), later, 'The LMS was away.');
      }
      await put('grade:3');
      await outbox.dead(await claimed('w', 'grade:3'), 'w', clock(), 'no');
      assert.deepEqual(await dueIds(), []);
      assert.equal(await outbox.hurry({ tenant: 'north', id: 'grade:2' }, clock()), 0);
      assert.equal(await outbox.hurry({ tenant: 'north' }, clock()), 1);
      assert.deepEqual(await dueIds(), ['grade:1']);
      assert.equal(await outbox.hurry({}, clock()), 1);
      assert.equal((await claimed('w', 'grade:2')).attempts, 2, 'how often it was tried is not forgotten');
      assert.equal((await stored('grade:3')).state, 'dead');
    });

    it('dead, after a change came meanwhile: the change gets its own try', async () => {
      await put();
      const entry = await claimed();
      await put();
      await outbox.dead(entry, 'w', clock(), 'no');
      assert.equal((await claimed()).revision, 2);
    });

    it('of a change after it was given up: it is tried again', async () => {
      await put();
      await outbox.dead(await claimed(), 'w', clock(), 'no');
      await put();
      assert.equal((await claimed()).attempts, 1);
    });
  });

  describe('shows staff', () => {
    beforeEach(async () => {
      for (const [id, tenant] of [
        ['n1', 'north'],
        ['n2', 'north'],
        ['s1', 'south'],
      ] as const) {
        await put(id, { tenant });
        clock.advance(1_000);
        if (id !== 'n2') await outbox.dead(await claimed('w', id), 'w', clock(), 'no');
        clock.advance(1_000);
      }
    });
    const ids = (entries: OutboxEntry[]) => entries.map(({ _id }) => _id);

    it('entries by institution and state, the newest change first', async () => {
      assert.deepEqual(ids(await outbox.list({}, 10)), ['s1', 'n2', 'n1']);
      assert.deepEqual(ids(await outbox.list({}, 1)), ['s1']);
      assert.deepEqual(ids(await outbox.list({ tenant: 'north' }, 10)), ['n2', 'n1']);
      assert.deepEqual(ids(await outbox.list({ tenant: 'north', state: 'dead' }, 10)), ['n1']);
    });

    it('and sends again those of one institution only', async () => {
      assert.equal(await outbox.resend({ tenant: 'south', id: 'n1' }, clock()), 0);
      assert.equal(await outbox.resend({ tenant: 'north' }, clock()), 1);
      assert.equal((await stored('s1')).state, 'dead');
      assert.equal(await outbox.resend({}, clock()), 1);
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
    const isHeld = ({ until }: Flight): boolean => clock().getTime() < until;
    const change =
      (id: string, delayMs: number): Step =>
      async (world) => {
        await put(id, { delayMs });
        world.enqueued.set(id, (world.enqueued.get(id) ?? 0) + 1);
      };
    const take =
      (id: string): Step =>
      async (world) => {
        world.owners += 1;
        const owner = `w${world.owners}`;
        const entry = await claim(owner, id);
        if (!entry) return;
        assert.ok(!world.flights.some((each) => each.entry._id === id && isHeld(each)), 'one in flight per subject');
        world.flights.push({ entry, owner, until: clock().getTime() + LEASE_MS });
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
            await outbox.delivered(entry, owner, clock());
          }
          if (end === 'retry') await outbox.retry(entry, owner, clock(), new Date(clock().getTime() + 5_000), 'later');
          if (end === 'dead') await outbox.dead(entry, owner, clock(), 'no');
        }
      };
    const wait =
      (milliseconds: number): Step =>
      async () =>
        clock.advance(milliseconds);
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
      await documents().deleteMany({});
      clock = testClock();
      const world: World = { enqueued: new Map(), sent: new Map(), flights: [], owners: 0 };
      for (const step of steps) await step(world);
      // All workers die, staff send again what was given up, and a sweeper does the rest.
      clock.advance(LEASE_MS);
      await outbox.resend({}, clock());
      for (const { id } of await outbox.due(clock(), 100)) {
        const entry = await claimed('sweeper', id);
        world.sent.set(id, [...(world.sent.get(id) ?? []), entry.revision]);
        assert.equal(await outbox.delivered(entry, 'sweeper', clock()), 'delivered');
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
        (await outbox.list({}, 10)).filter(({ state }) => state !== 'delivered'),
        [],
      );
    });
    await fc.assert(property, { numRuns: process.env.ATTUNE_LONG ? 500 : 60, seed: 3 });
  });
});
