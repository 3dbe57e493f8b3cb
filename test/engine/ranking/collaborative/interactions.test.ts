import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  columnsOf,
  commonCounts,
  countsOf,
  rowsOf,
  transpose,
} from '../../../../src/engine/ranking/collaborative/interactions.js';
import { SMALL } from './cases.js';

const lists = fc.array(fc.array(fc.integer({ min: 0, max: 8 }), { maxLength: 12 }), { maxLength: 15 });

describe('interactions', () => {
  it('keeps each item once, in rising order, and empty lists', () => {
    const rows = rowsOf([[3, 1, 3], [], [0]], 4);
    assert.deepEqual([...columnsOf(rows, 0)], [1, 3]);
    assert.deepEqual([...columnsOf(rows, 1)], []);
    assert.deepEqual([...columnsOf(rows, 2)], [0]);
    assert.equal(rows.rows, 3);
    assert.deepEqual([...countsOf(rows)], [1, 1, 0, 1]);
  });

  it('counts what two items have in common', () => {
    assert.deepEqual([...commonCounts(SMALL)], [2, 2, 1, 0, 2, 3, 2, 0, 1, 2, 3, 1, 0, 0, 1, 1]);
  });

  it('is the same when turned twice', () => {
    fc.assert(
      fc.property(lists, (each) => {
        const rows = rowsOf(each, 9);
        const turned = transpose(rows);
        assert.deepEqual(transpose(turned), rows);
        for (const [row, list] of each.entries()) {
          for (let item = 0; item < 9; item++) {
            assert.equal(columnsOf(turned, item).includes(row), list.includes(item));
          }
        }
      }),
      { seed: 5 },
    );
  });

  it('refuses numbers that are no item', () => {
    for (const item of [-1, 4, 0.5, Number.NaN]) assert.throws(() => rowsOf([[item]], 4), /items must be whole/);
    assert.throws(() => rowsOf([], 0), /width/);
  });
});
