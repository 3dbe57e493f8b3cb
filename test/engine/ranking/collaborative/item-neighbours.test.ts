import assert from 'node:assert/strict';
import fc from 'fast-check';
import { columnsOf, rowsOf } from '../../../../src/engine/ranking/collaborative/interactions.js';
import { denseOf } from '../../../../src/engine/ranking/collaborative/item-matrix.js';
import {
  itemNeighbours,
  itemProducts,
  weighByBm25,
  weighByTfIdf,
} from '../../../../src/engine/ranking/collaborative/item-neighbours.js';
import { groupedLists, SMALL } from './cases.js';

const close = (actual: ArrayLike<number>, expected: readonly number[]) => {
  assert.equal(actual.length, expected.length);
  for (const [index, value] of expected.entries()) {
    assert.ok(Math.abs((actual[index] as number) - value) < 1e-6, `${index}: ${actual[index]} is not ${value}`);
  }
};

describe('itemNeighbours', () => {
  it('is the cosine, worked by hand', () => {
    const [a, b, c, d] = [2 / Math.sqrt(6), 1 / Math.sqrt(6), 2 / 3, 1 / Math.sqrt(3)];
    close(denseOf(itemNeighbours(SMALL)).weights, [0, a, b, 0, a, 0, c, 0, b, c, 0, d, 0, 0, d, 0]);
  });

  it('says less where few are in common when shrunk', () => {
    const { weights } = denseOf(itemNeighbours(SMALL, { shrinkage: 2 }));
    close(weights.slice(0, 4), [0, 2 / (Math.sqrt(6) + 2), 1 / (Math.sqrt(6) + 2), 0]);
  });

  it('keeps the nearest few', () => {
    const kept = itemNeighbours(SMALL, { neighbours: 1 });
    assert.deepEqual(
      [0, 1, 2, 3].map((item) => [...columnsOf(kept, item)]),
      [[1], [0], [1], [2]],
    );
  });

  it('counts learners with long lists less when weighed by TF-IDF', () => {
    // ln(4/3) for two items, ln(4/4) = 0 for three.
    const w = Math.log(4 / 3);
    close(weighByTfIdf(SMALL).values, [w, w, 0, 0, 0, w, w, w, w]);
  });

  it('follows BM25, worked by hand', () => {
    // Items have 2, 3, 3, 1 learners, 2.25 in the mean; k = 1, b = 1: weight x 2 / (1 + n / 2.25).
    const w = (n: number) => (2 * Math.log(4 / 3)) / (1 + n / 2.25);
    close(weighByBm25(SMALL, { k: 1, b: 1 }).values, [w(2), w(3), 0, 0, 0, w(3), w(3), w(3), w(1)]);
    const { weights } = denseOf(itemProducts(weighByBm25(SMALL, { k: 1, b: 1 })));
    close(weights.slice(0, 4), [0, w(2) * w(3), 0, 0]);
  });

  it('is symmetric and in [0, 1] when nothing is cut', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 50 }), (seed) => {
        const { weights } = denseOf(itemNeighbours(rowsOf(groupedLists(20, 12, 3, `${seed}`), 12)));
        for (let row = 0; row < 12; row++) {
          for (let column = 0; column < 12; column++) {
            const value = weights[row * 12 + column] as number;
            assert.equal(value, weights[column * 12 + row]);
            assert.ok(value >= 0 && value <= 1 + 1e-6);
          }
        }
      }),
      { seed: 5, numRuns: 20 },
    );
  });

  it('has no neighbours for one item, for items nobody took, and for no learners', () => {
    assert.equal(itemNeighbours(rowsOf([[0], [0]], 1)).columns.length, 0);
    assert.equal(itemNeighbours(rowsOf([], 3)).columns.length, 0);
    assert.deepEqual([...columnsOf(itemNeighbours(rowsOf([[0, 2]], 3)), 1)], []);
    assert.equal(itemProducts(weighByBm25(rowsOf([], 3))).columns.length, 0);
  });

  it('refuses options out of range', () => {
    assert.throws(() => itemNeighbours(SMALL, { neighbours: 0 }), /neighbours/);
    assert.throws(() => itemNeighbours(SMALL, { shrinkage: -1 }), /shrinkage/);
    assert.throws(() => weighByBm25(SMALL, { k: 0 }), /k must/);
    assert.throws(() => weighByBm25(SMALL, { b: 2 }), /b must/);
  });
});
