import assert from 'node:assert/strict';
import { StorageError } from '../../src/storage/index.js';
import { probes } from './support/probe.js';
import { collect, IDS, TwoSchools } from './support/two-schools.js';

describe('a scope', function () {
  this.timeout(60_000);
  let schools: TwoSchools;
  before(async () => {
    schools = await TwoSchools.open();
  });
  after(() => schools.close());
  beforeEach(async () => {
    await schools.everything().deleteMany({});
  });

  describe('in a transaction', () => {
    it('stores all of it or nothing', async () => {
      const failed = schools.storage.scope('north').transaction(async (tx) => {
        await tx.collection(probes).insert({ _id: 'a', n: 1, word: null });
        await tx.collection(probes).insertMany([{ _id: 'b', n: 1, word: null }]);
        await tx.collection(probes).replace({ _id: 'c', n: 1, word: null });
        await tx.collection(probes).updateOne({ _id: 'd' }, { $set: { n: 1 } }, { upsert: true });
        await tx.collection(probes).findOneAndUpdate({ _id: 'e' }, { $set: { n: 1 } }, { upsert: true });
        await tx
          .collection(probes)
          .updateEach([{ filter: { _id: 'f' }, update: { $set: { n: 1 } } }], { upsert: true });
        assert.equal(await tx.collection(probes).count({}), 6, 'it sees its own writes');
        assert.equal(await schools.north().count({}), 0, 'nobody else does');
        throw new Error('changed my mind');
      });
      await assert.rejects(failed, /changed my mind/);
      assert.equal(await schools.everything().countDocuments(), 0);
    });

    it('takes deletions and updates back as well', async () => {
      await schools.north().insertMany(IDS.map((_id) => ({ _id, n: 1, word: null })));
      const before = await schools.owned('north');
      const failed = schools.storage.scope('north').transaction(async (tx) => {
        await tx.collection(probes).updateMany({}, { $set: { n: 2 } });
        await tx.collection(probes).deleteOne({ _id: 'a' });
        await tx.collection(probes).deleteMany({ n: 2 });
        throw new Error('changed my mind');
      });
      await assert.rejects(failed, /changed my mind/);
      assert.deepEqual(await schools.owned('north'), before);
    });

    it('reads one moment, whatever others do meanwhile', async () => {
      await schools.north().insert({ _id: 'a', n: 1, word: null });
      const seen = await schools.storage.scope('north').transaction(async (tx) => {
        const inside = tx.collection(probes);
        const first = await inside.findOne({ _id: 'a' });
        await schools.north().updateOne({ _id: 'a' }, { $set: { n: 2 } });
        await schools.north().insert({ _id: 'b', n: 2, word: null });
        const streamed = await collect(inside.stream({}));
        const sums = await inside.aggregate<{ sum: number }>([{ $group: { _id: null, sum: { $sum: '$n' } } }]);
        const again = await inside.find({});
        return [first?.n, again.map(({ n }) => n), streamed.length, sums[0]?.sum, await inside.count({})];
      });
      assert.deepEqual(seen, [1, [1], 1, 1, 1]);
    });

    it('joins the one that is open', async () => {
      const failed = schools.storage.scope('north').transaction(async (tx) => {
        await tx.transaction(async (inner) => {
          assert.equal(inner, tx);
          await inner.collection(probes).insert({ _id: 'a', n: 1, word: null });
        });
        throw new Error('the outer one fails');
      });
      await assert.rejects(failed, /the outer one fails/);
      assert.equal(await schools.everything().countDocuments(), 0);
    });

    it('gives back what the work gives', async () => {
      assert.equal(await schools.storage.scope('north').transaction(async () => 42), 42);
    });

    it('gives up after a while on what a process that died has locked, and finds it free once MongoDB lets go', async () => {
      await schools.north().insert({ _id: 'a', n: 0, word: null });
      // A transaction that nobody will end.
      const dead = await schools.storage.connection.startSession();
      dead.startTransaction();
      await probes.on(schools.storage.connection).updateOne({ _id: 'a' }, { $set: { n: 7 } }, { session: dead });
      let runs = 0;
      const change = () =>
        schools.storage.scope('north').transaction(
          async (tx) => {
            runs += 1;
            await tx.collection(probes).updateOne({ _id: 'a' }, { $set: { n: 1 } });
          },
          { patienceMs: 300 },
        );
      await assert.rejects(change(), (error) => error instanceof StorageError && error.reason === 'busy');
      assert.ok(runs > 1);
      await dead.endSession();
      await change();
      assert.equal((await schools.north().findOne({ _id: 'a' }))?.n, 1);
    });

    it('runs again after a write conflict, so that no change is lost', async () => {
      await schools.north().insert({ _id: 'a', n: 0, word: null });
      let runs = 0;
      const addOne = () =>
        schools.storage.scope('north').transaction(async (tx) => {
          runs += 1;
          const found = await tx.collection(probes).findOne({ _id: 'a' });
          // Both have read before either writes.
          if (runs <= 2) await new Promise((resolve) => setTimeout(resolve, 50));
          await tx.collection(probes).updateOne({ _id: 'a' }, { $set: { n: (found?.n ?? 0) + 1 } });
        });
      await Promise.all([addOne(), addOne()]);
      assert.equal((await schools.north().findOne({ _id: 'a' }))?.n, 2);
      assert.ok(runs > 2, 'there was a conflict');
    });
  });
});
