import assert from 'node:assert/strict';
import type { OutboxEntry } from '../../src/storage/index.js';
import { TestOutbox } from './support/test-outbox.js';

describe('the outbox', function () {
  this.timeout(60_000);
  let box: TestOutbox;
  before(async () => {
    box = await TestOutbox.open();
  });
  after(() => box.close());
  beforeEach(() => box.reset());

  describe('is told', () => {
    it('delivered: the entry rests', async () => {
      await box.put();
      assert.equal(await box.outbox.delivered(await box.claimed(), 'w', box.clock()), 'delivered');
      const { state, attempts, lease, problem } = await box.stored();
      assert.deepEqual([state, attempts, lease, problem], ['delivered', 0, null, null]);
      assert.deepEqual(await box.dueIds(), []);
    });

    it('delivered, after a change came meanwhile: the entry is due at once', async () => {
      await box.put();
      const entry = await box.claimed();
      await box.put('grade:1', { delayMs: 1_500 });
      assert.equal(await box.claim('other'), null, 'one delivery is in flight');
      assert.equal(await box.outbox.delivered(entry, 'w', box.clock()), 'changed');
      const { state, lease, revision } = await box.stored();
      assert.deepEqual([state, lease, revision], ['pending', null, 2]);
      assert.equal((await box.claimed('other')).revision, 2);
    });

    it('to try again: not before the time, whatever changes come', async () => {
      await box.put();
      const later = new Date(box.clock().getTime() + 30_000);
      await box.outbox.retry(await box.claimed(), 'w', box.clock(), later, 'The LMS asks to wait.');
      await box.put('grade:1', { delayMs: 1_500 });
      await box.put('grade:1');
      const entry = await box.stored();
      assert.deepEqual([entry.due_at, entry.state, entry.problem], [later, 'pending', 'The LMS asks to wait.']);
      box.clock.advance(29_999);
      assert.equal(await box.claim(), null);
      box.clock.advance(1);
      assert.equal((await box.claimed()).revision, 3);
    });

    it('to try again, after a change came meanwhile: the wait holds all the same', async () => {
      await box.put();
      const entry = await box.claimed();
      await box.put();
      const later = new Date(box.clock().getTime() + 30_000);
      await box.outbox.retry(entry, 'w', box.clock(), later, 'The LMS asks to wait.');
      assert.deepEqual((await box.stored()).due_at, later);
    });

    it('how often it was tried: counted up to the next success or change', async () => {
      await box.put();
      for (let n = 1; n <= 3; n += 1) {
        const entry = await box.claimed();
        assert.equal(entry.attempts, n);
        await box.outbox.retry(entry, 'w', box.clock(), box.clock(), 'no');
      }
      await box.put();
      assert.equal((await box.claimed()).attempts, 1);
    });

    it('dead: it stays until somebody sends it again', async () => {
      await box.put();
      await box.outbox.dead(await box.claimed(), 'w', box.clock(), 'x'.repeat(2_000));
      const entry = await box.stored();
      assert.deepEqual([entry.state, entry.lease, entry.problem?.length], ['dead', null, 500]);
      box.clock.advance(1e9);
      assert.deepEqual(await box.dueIds(), []);
      assert.equal(await box.outbox.resend({ id: 'grade:1' }, box.clock()), 1);
      assert.deepEqual(await box.dueIds(), ['grade:1']);
      assert.equal((await box.claimed()).attempts, 1);
      assert.equal(await box.outbox.resend({ id: 'grade:1' }, box.clock()), 0, 'it is not dead any more');
    });

    it('to try again later, until somebody cannot wait for it', async () => {
      await box.put();
      await box.put('grade:2', { tenant: 'south' });
      for (const id of ['grade:1', 'grade:2']) {
        const later = new Date(box.clock().getTime() + 1_800_000);
        await box.outbox.retry(await box.claimed('w', id), 'w', box.clock(), later, 'The LMS was away.');
      }
      await box.put('grade:3');
      await box.outbox.dead(await box.claimed('w', 'grade:3'), 'w', box.clock(), 'no');
      assert.deepEqual(await box.dueIds(), []);
      assert.equal(await box.outbox.hurry({ tenant: 'north', id: 'grade:2' }, box.clock()), 0);
      assert.equal(await box.outbox.hurry({ tenant: 'north' }, box.clock()), 1);
      assert.deepEqual(await box.dueIds(), ['grade:1']);
      assert.equal(await box.outbox.hurry({}, box.clock()), 1);
      assert.equal((await box.claimed('w', 'grade:2')).attempts, 2, 'how often it was tried is not forgotten');
      assert.equal((await box.stored('grade:3')).state, 'dead');
    });

    it('dead, after a change came meanwhile: the change gets its own try', async () => {
      await box.put();
      const entry = await box.claimed();
      await box.put();
      await box.outbox.dead(entry, 'w', box.clock(), 'no');
      assert.equal((await box.claimed()).revision, 2);
    });

    it('of a change after it was given up: it is tried again', async () => {
      await box.put();
      await box.outbox.dead(await box.claimed(), 'w', box.clock(), 'no');
      await box.put();
      assert.equal((await box.claimed()).attempts, 1);
    });
  });

  describe('shows staff', () => {
    beforeEach(async () => {
      for (const [id, tenant] of [
        ['n1', 'north'],
        ['n2', 'north'],
        ['s1', 'south'],
      ] as const) {
        await box.put(id, { tenant });
        box.clock.advance(1_000);
        if (id !== 'n2') await box.outbox.dead(await box.claimed('w', id), 'w', box.clock(), 'no');
        box.clock.advance(1_000);
      }
    });
    const ids = (entries: OutboxEntry[]) => entries.map(({ _id }) => _id);

    it('entries by institution and state, the newest change first', async () => {
      assert.deepEqual(ids(await box.outbox.list({}, 10)), ['s1', 'n2', 'n1']);
      assert.deepEqual(ids(await box.outbox.list({}, 1)), ['s1']);
      assert.deepEqual(ids(await box.outbox.list({ tenant: 'north' }, 10)), ['n2', 'n1']);
      assert.deepEqual(ids(await box.outbox.list({ tenant: 'north', state: 'dead' }, 10)), ['n1']);
    });

    it('and sends again those of one institution only', async () => {
      assert.equal(await box.outbox.resend({ tenant: 'south', id: 'n1' }, box.clock()), 0);
      assert.equal(await box.outbox.resend({ tenant: 'north' }, box.clock()), 1);
      assert.equal((await box.stored('s1')).state, 'dead');
      assert.equal(await box.outbox.resend({}, box.clock()), 1);
    });
  });
});
