import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Scope, type ScopedCollection } from '../../src/storage/index.js';
import { type Probe, probes } from './support/probe.js';
import { collect, IDS, TwoSchools } from './support/two-schools.js';

type Reach = ScopedCollection<Probe>;
type ProbeFilter = Parameters<Reach['find']>[0];

const TENANTS = ['north', 'south'] as const;
const other = (tenant: string): string => (tenant === 'north' ? 'south' : 'north');

/** Filters as they are meant, and as somebody would write them who wants the other institution's documents. */
const anyFilter: fc.Arbitrary<(tenant: string) => ProbeFilter> = fc.oneof(
  fc.constant(() => ({})),
  fc.constantFrom(...IDS).map((_id) => () => ({ _id })),
  fc.nat(3).map((n) => () => ({ n: { $gte: n } })),
  fc.constant((tenant: string) => ({ tenant: other(tenant) })),
  fc.constant(() => ({ tenant: { $in: [...TENANTS] } })),
  fc.constant((tenant: string) => ({ tenant: { $ne: tenant } })),
  fc.constant((tenant: string) => ({ $or: [{ tenant: other(tenant) }, { n: { $gte: 0 } }] })),
  fc.constant((tenant: string) => ({ $nor: [{ tenant }] })),
  fc.constant(() => ({ $expr: { $gte: ['$n', 0] } })),
);

const anyDraft = fc.record({
  _id: fc.constantFrom(...IDS),
  n: fc.nat(3),
  word: fc.constantFrom(null, 'x', 'y'),
  // An owner that a caller smuggles in does not count.
  tenant: fc.constantFrom(...TENANTS),
});

interface Step {
  readonly name: string;
  run(reach: Reach, tenant: string): Promise<unknown>;
}

const filtered = (name: string, run: (reach: Reach, filter: ProbeFilter, n: number) => Promise<unknown>) =>
  fc.tuple(anyFilter, fc.nat(3)).map(([filter, n]): Step => {
    return { name, run: (reach, tenant) => run(reach, filter(tenant), n) };
  });

const anyStep: fc.Arbitrary<Step> = fc.oneof(
  filtered('findOne', (reach, filter) => reach.findOne(filter, { sort: { n: -1 } })),
  filtered('has', (reach, filter) => reach.has(filter)),
  fc.constantFrom(...IDS).map((_id): Step => ({ name: 'findShared', run: (reach) => reach.findShared({ _id }) })),
  fc.tuple(fc.constantFrom(...IDS), fc.nat(3)).map(([_id, n]): Step => {
    return { name: 'ensure', run: (reach) => reach.ensure({ _id }, { set: { n }, insert: { word: 'x' } }) };
  }),
  filtered('find', (reach, filter) => reach.find(filter, { sort: { n: 1 }, limit: 10 })),
  filtered('stream', (reach, filter) => collect(reach.stream(filter))),
  filtered('count', (reach, filter) => reach.count(filter)),
  filtered('aggregate', (reach, filter) => reach.aggregate<Probe>([{ $match: filter }])),
  anyDraft.map((draft): Step => ({ name: 'insert', run: (reach) => reach.insert(draft) })),
  anyDraft.map((draft): Step => ({ name: 'append', run: (reach) => reach.append(draft) })),
  fc
    .array(anyDraft, { maxLength: 3 })
    .map((drafts): Step => ({ name: 'insertMany', run: (reach) => reach.insertMany(drafts) })),
  anyDraft.map((draft): Step => ({ name: 'replace', run: (reach) => reach.replace(draft) })),
  filtered('updateOne', (reach, filter, n) => reach.updateOne(filter, { $set: { n } })),
  filtered('updateMany', (reach, filter, n) => reach.updateMany(filter, { $inc: { n } })),
  filtered('updateEach', (reach, filter, n) => reach.updateEach([{ filter, update: { $set: { n } } }])),
  filtered('findOneAndUpdate', (reach, filter, n) => reach.findOneAndUpdate(filter, { $set: { n } })),
  anyDraft.map(
    ({ _id, n }): Step => ({
      name: 'updateOne, upsert',
      run: (reach) => reach.updateOne({ _id }, { $set: { n } }, { upsert: true }),
    }),
  ),
  anyDraft.map(
    ({ _id, n }): Step => ({
      name: 'findOneAndUpdate, upsert',
      run: (reach) => reach.findOneAndUpdate({ _id }, { $set: { n } }, { upsert: true }),
    }),
  ),
  anyDraft.map(
    ({ _id, n }): Step => ({
      name: 'updateEach, upsert',
      run: (reach) => reach.updateEach([{ filter: { _id }, update: { $set: { n } } }], { upsert: true }),
    }),
  ),
  filtered('deleteOne', (reach, filter) => reach.deleteOne(filter)),
  filtered('deleteMany', (reach, filter) => reach.deleteMany(filter)),
);

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

  it('never shows or changes what another institution owns, whatever is asked', async () => {
    const seen = new Set<string>();
    const property = fc.asyncProperty(
      fc.array(fc.tuple(fc.constantFrom(...TENANTS), fc.boolean(), anyStep), { minLength: 4, maxLength: 12 }),
      async (steps) => {
        await schools.everything().deleteMany({});
        await schools.north().insert({ _id: 'a', n: 1, word: 'x' });
        await schools.south().insert({ _id: 'b', n: 2, word: 'y' });
        for (const [tenant, inTransaction, step] of steps) {
          const before = await schools.owned(other(tenant));
          const scope = schools.storage.scope(tenant);
          const work = (within: Scope) => step.run(within.collection(probes), tenant);
          // An id that the other one has is a duplicate key: refused, like any id that is there already.
          const answer = await (inTransaction ? scope.transaction(work) : work(scope)).catch(
            (error: { code?: number }) => {
              assert.equal(error.code, 11_000, `${step.name}: ${String(error)}`);
            },
          );
          const shown = [answer].flat().filter((each): each is Probe => typeof each === 'object' && each !== null);
          for (const document of shown) assert.equal(document.tenant, tenant, step.name);
          assert.deepEqual(await schools.owned(other(tenant)), before, step.name);
          seen.add(step.name);
        }
      },
    );
    await fc.assert(property, { numRuns: process.env.ATTUNE_LONG ? 500 : 50, seed: 7 });
    assert.equal(seen.size, 21, [...seen].join(', '));
  });

  it('counts only its own, and takes no other tenant from a filter', async () => {
    await schools.north().insertMany([1, 2, 3].map((n) => ({ _id: `n${n}`, n, word: null })));
    await schools.south().insert({ _id: 's', n: 1, word: null });
    assert.deepEqual(
      [
        await schools.north().count({}),
        await schools.south().count({}),
        await schools.south().count({ tenant: 'north' }),
      ],
      [3, 1, 1],
    );
    assert.equal(await schools.south().deleteMany({}), 1);
    assert.equal(await schools.north().count({ n: { $gte: 2 } }), 2);
  });

  it('finds in the order and number that is asked for', async () => {
    await schools.north().insertMany([2, 3, 1].map((n) => ({ _id: `n${n}`, n, word: null })));
    const numbers = (found: Probe[]) => found.map(({ n }) => n);
    assert.deepEqual(numbers(await schools.north().find({}, { sort: { n: -1 }, limit: 2 })), [3, 2]);
    assert.deepEqual(numbers(await collect(schools.north().stream({}, { sort: { n: 1 } }))), [1, 2, 3]);
    assert.equal((await schools.north().findOne({}, { sort: { n: 1 } }))?.n, 1);
    assert.deepEqual(await schools.north().aggregate([{ $group: { _id: null, sum: { $sum: '$n' } } }]), [
      { _id: null, sum: 6 },
    ]);
  });

  it('says what a write met', async () => {
    await schools.north().insert({ _id: 'a', n: 1, word: null });
    assert.equal(await schools.north().updateOne({ _id: 'a' }, { $set: { n: 2 } }), 1);
    assert.equal(await schools.north().updateOne({ _id: 'z' }, { $set: { n: 2 } }), 0);
    assert.equal(await schools.north().updateMany({}, { $inc: { n: 1 } }), 1);
    assert.equal((await schools.north().findOneAndUpdate({ _id: 'a' }, { $set: { word: 'w' } }))?.word, 'w');
    assert.equal(await schools.north().findOneAndUpdate({ _id: 'z' }, { $set: { word: 'w' } }), null);
    await schools.north().replace({ _id: 'a', n: 9, word: null });
    assert.deepEqual(await schools.north().findOne({ _id: 'a' }), { _id: 'a', tenant: 'north', n: 9, word: null });
    assert.equal(await schools.north().deleteOne({ _id: 'z' }), 0);
    assert.equal(await schools.north().deleteOne({ _id: 'a' }), 1);
  });

  it('makes many updates at once, and inserts what is missing where that is asked for', async () => {
    await schools.north().insertMany([1, 2].map((n) => ({ _id: `n${n}`, n, word: null })));
    const each = (n: number) => ({
      filter: { _id: `n${n}` },
      update: { $set: { word: `word ${n}` }, $setOnInsert: { n } },
    });
    await schools.north().updateEach([each(1), each(3)]);
    assert.deepEqual(
      (await schools.owned('north')).map(({ word }) => word),
      ['word 1', null],
    );
    await schools.north().updateEach([each(2), each(3)], { upsert: true });
    assert.deepEqual(
      (await schools.owned('north')).map(({ n, word }) => [n, word]),
      [
        [1, 'word 1'],
        [2, 'word 2'],
        [3, 'word 3'],
      ],
    );
    await schools.north().updateEach([]);
  });

  it('lets many upserts of the same new documents meet', async () => {
    const changes = Array.from({ length: 50 }, (_, n) => ({ filter: { _id: `n${n}` }, update: { $set: { n } } }));
    await Promise.all(Array.from({ length: 8 }, () => schools.north().updateEach(changes, { upsert: true })));
    assert.equal(await schools.north().count({}), 50);
  });

  const MOVES: [string, object][] = [
    ['$set', { $set: { tenant: 'south' } }],
    ['$unset', { $unset: { tenant: 1 } }],
    ['$setOnInsert', { $setOnInsert: { tenant: 'south' } }],
    ['a field inside it', { $set: { 'tenant.name': 'south' } }],
    ['no operator', { tenant: 'south' }],
    ['$rename from it', { $rename: { tenant: 'word' } }],
    ['$rename to it', { $rename: { word: 'tenant' } }],
  ];
  for (const [name, update] of MOVES) {
    it(`refuses to move a document to another institution by ${name}`, async () => {
      await schools.north().insert({ _id: 'a', n: 1, word: 'south' });
      const refused = /^Error: A document never moves to another institution\.$/;
      await assert.rejects(async () => schools.north().updateOne({ _id: 'a' }, update), refused);
      await assert.rejects(async () => schools.north().updateMany({}, update), refused);
      await assert.rejects(schools.north().updateEach([{ filter: {}, update }]), refused);
      await assert.rejects(async () => schools.north().findOneAndUpdate({ _id: 'a' }, update), refused);
      assert.deepEqual(await schools.owned('north'), [{ _id: 'a', tenant: 'north', n: 1, word: 'south' }]);
    });
  }

  it('makes what is not there, and writes again only when something is to change', async () => {
    const ensure = (n: number, word: string) =>
      schools.north().ensure({ _id: 'a' }, { set: { n }, stamp: { word }, insert: {} });
    assert.deepEqual(await ensure(1, 'first'), { _id: 'a', tenant: 'north', n: 1, word: 'first' });
    assert.deepEqual(await ensure(1, 'again'), { _id: 'a', tenant: 'north', n: 1, word: 'first' });
    assert.deepEqual(await ensure(2, 'changed'), { _id: 'a', tenant: 'north', n: 2, word: 'changed' });
    assert.deepEqual(await schools.north().findOne({ _id: 'a' }), { _id: 'a', tenant: 'north', n: 2, word: 'changed' });
    assert.deepEqual([await schools.north().has({ _id: 'a' }), await schools.north().has({ _id: 'b' })], [true, false]);
  });

  it('refuses an update that is a pipeline', async () => {
    const pipeline = [{ $set: { tenant: 'south' } }];
    await assert.rejects(async () => schools.north().updateMany({}, pipeline as object), /not of a pipeline/);
  });

  it('lets a word be the name of that field', async () => {
    await schools.north().insert({ _id: 'a', n: 1, word: null });
    assert.equal(await schools.north().updateOne({ _id: 'a' }, { $set: { word: 'tenant' } }), 1);
  });

  for (const stage of [
    { $lookup: { from: 'probes', pipeline: [], as: 'theirs' } },
    {
      $graphLookup: { from: 'probes', startWith: '$_id', connectFromField: '_id', connectToField: '_id', as: 'theirs' },
    },
    { $unionWith: { coll: 'probes', pipeline: [] } },
    { $out: 'stolen' },
    { $merge: { into: 'probes' } },
    { $facet: { all: [{ $lookup: { from: 'probes', pipeline: [], as: 'theirs' } }] } },
  ] as Parameters<Reach['aggregate']>[0]) {
    it(`refuses to aggregate with ${Object.keys(stage)[0]}, which reaches other collections`, async () => {
      await assert.rejects(schools.north().aggregate([stage]), /reaches beyond the institution's own documents/);
    });
  }

  it('refuses fields that the collection does not have', async () => {
    const odd = { _id: 'a', n: 1, word: null, nickname: 'x' } as Omit<Probe, 'tenant'>;
    const refused = /nickname/;
    await assert.rejects(schools.north().insert(odd), refused);
    await assert.rejects(schools.north().insertMany([odd]), refused);
    await assert.rejects(schools.north().replace(odd), refused);
    await assert.rejects(schools.north().updateOne({ _id: 'a' }, { $set: { nickname: 'x' } }), refused);
    await assert.rejects(
      schools.north().updateOne({ _id: 'a' }, { $set: { nickname: 'x' } }, { upsert: true }),
      refused,
    );
    const change = { filter: { _id: 'a' }, update: { $set: { nickname: 'x' } } };
    await assert.rejects(schools.north().updateEach([change], { upsert: true }), refused);
    await assert.rejects(
      async () => schools.north().findOneAndUpdate({ _id: 'a' }, { $set: { nickname: 'x' } }),
      refused,
    );
    await assert.rejects(async () => schools.north().find({ nickname: 'x' } as ProbeFilter), refused);
    assert.equal(await schools.everything().countDocuments(), 0);
  });

  it('needs a tenant', () => {
    assert.throws(() => schools.storage.scope(''), /A scope needs a tenant/);
    assert.ok(schools.storage.scope('north') instanceof Scope);
  });
});
