import assert from 'node:assert/strict';
import fc from 'fast-check';
import { topItems } from '../../../../src/engine/ranking/collaborative/top-items.js';

describe('topItems', () => {
  it('is the start of the sorted list, of equals the lower number first', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 30 }),
        fc.integer({ min: 1, max: 12 }),
        fc.array(fc.integer({ min: 0, max: 29 }), { maxLength: 6 }),
        (scores, size, skip) => {
          const sorted = scores
            .map((score, item) => ({ score, item }))
            .filter(({ item }) => !skip.includes(item))
            .sort((a, b) => b.score - a.score || a.item - b.item);
          assert.deepEqual(
            [...topItems(scores, size, skip)],
            sorted.slice(0, size).map(({ item }) => item),
          );
        },
      ),
      { seed: 5 },
    );
  });

  it('never lists a score that is no number', () => {
    assert.deepEqual([...topItems([Number.NaN, 1, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 2], 5)], [4, 1]);
    assert.deepEqual([...topItems([], 3)], []);
    assert.throws(() => topItems([1], 0), /size/);
  });
});
