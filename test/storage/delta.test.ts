import assert from 'node:assert/strict';
import fc from 'fast-check';
import { Schema } from 'mongoose';
import { deltaOf } from '../../src/storage/delta.js';
import { defineCollection, type Owned, type Scope } from '../../src/storage/index.js';
import { openTestStorage } from './support/probe.js';

interface Thing extends Owned {
  count: number;
  parts: Record<string, Record<string, unknown>>;
}

const things = defineCollection<Thing>('delta_things', new Schema({ _id: String, tenant: String }, { strict: false }));

describe('what has to be set in a document', () => {
  it('is nothing where all is shared, and only what was replaced', () => {
    const before = { a: 1, parts: { one: { x: [1] }, two: { x: [2] } }, list: [1] };
    assert.deepEqual(deltaOf(before, { ...before }), {});
    const { one } = before.parts;
    const after = { ...before, a: 2, parts: { one, two: { x: [3] } } };
    assert.deepEqual(deltaOf(before, after), { a: 2, 'parts.two.x': [3] });
  });

  it('is a whole record where keys came or went, or where a key would be read as a path', () => {
    const before = { parts: { one: 1, two: 2 }, dotted: { 'a.b': 1 }, dollar: { $a: 1 } };
    const more = { ...before.parts, three: 3 };
    assert.deepEqual(deltaOf(before, { ...before, parts: more }), { parts: more });
    assert.deepEqual(deltaOf(before, { ...before, parts: { two: 2 } }), { parts: { two: 2 } });
    assert.deepEqual(deltaOf(before, { ...before, dotted: { 'a.b': 2 } }), { dotted: { 'a.b': 2 } });
    assert.deepEqual(deltaOf(before, { ...before, dollar: { $a: 2 } }), { dollar: { $a: 2 } });
  });
});

describe('documents that are amended', function () {
  this.timeout(30_000);
  let opened: Awaited<ReturnType<typeof openTestStorage>>;
  let scope: Scope;
  before(async () => {
    opened = await openTestStorage();
    scope = opened.storage.scope('north');
  });
  after(() => opened?.close());

  const key = fc.constantFrom('one', 'two', 'three', 'a.b', '$c', 'constructor');
  const parts = fc.dictionary(key, fc.dictionary(key, fc.oneof(fc.integer({ max: 9, min: 0 }), fc.constant([1, 2]))));

  it('are what they were to become, with their keys in the same order', async () => {
    let id = 0;
    await fc.assert(
      fc.asyncProperty(parts, parts, async (first, second) => {
        id += 1;
        const before = { _id: `thing ${id}`, tenant: 'north', count: 1, parts: first };
        // Whatever is in both is shared, as in a working copy.
        const shared = Object.entries(second).map(([name, part]) => [
          name,
          Object.hasOwn(first, name) && id % 2 ? first[name] : part,
        ]);
        const after = { ...before, count: 2, parts: Object.fromEntries(shared) };
        await scope.collection(things).append(before);
        await scope.collection(things).amendMany([{ before, after }]);
        const stored = await opened.storage.connection.collection('delta_things').findOne({ _id: before._id as never });
        assert.equal(JSON.stringify(stored), JSON.stringify(after));
      }),
      { numRuns: 60, seed: 6 },
    );
  });

  it('stay where they are: no document of another institution is reached', async () => {
    const before = { _id: 'theirs', tenant: 'south', count: 1, parts: {} };
    await opened.storage.scope('south').collection(things).append(before);
    await scope.collection(things).amendMany([{ before, after: { ...before, count: 2 } }]);
    const stored = await opened.storage.scope('south').collection(things).findOne({ _id: 'theirs' });
    assert.equal(stored?.count, 1);
  });
});
