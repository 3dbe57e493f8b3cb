import assert from 'node:assert/strict';
import { rowsOf, type SparseRows } from '../../../../src/engine/ranking/collaborative/interactions.js';
import { linearAutoencoder } from '../../../../src/engine/ranking/collaborative/linear-autoencoder.js';
import { groupedLists, SMALL } from './cases.js';

/** |X - XB|^2 + lambda |B|^2, by its definition. */
function loss({ rows, width, starts, columns }: SparseRows, weights: ArrayLike<number>, lambda: number): number {
  let sum = 0;
  for (let row = 0; row < rows; row++) {
    const had = [...columns.subarray(starts[row], starts[row + 1])];
    for (let item = 0; item < width; item++) {
      const predicted = had.reduce((total, each) => total + (weights[each * width + item] as number), 0);
      sum += (Number(had.includes(item)) - predicted) ** 2;
    }
  }
  for (let at = 0; at < width * width; at++) sum += lambda * (weights[at] as number) ** 2;
  return sum;
}

describe('linearAutoencoder', () => {
  it('solves two items by hand', () => {
    // X'X = [[3, 2], [2, 2]]; item 1 from item 0: 2 / (3 + 1); item 0 from item 1: 2 / (2 + 1).
    const { weights } = linearAutoencoder(rowsOf([[0, 1], [0, 1], [0]], 2), { regularisation: 1 });
    for (const [at, value] of [0, 1 / 2, 2 / 3, 0].entries()) {
      assert.ok(Math.abs((weights[at] as number) - value) < 1e-7);
    }
  });

  it('is the minimum: no small step off the diagonal lowers the loss', () => {
    const taken = rowsOf(groupedLists(30, 8, 2, 'minimum'), 8);
    const best = Float64Array.from(linearAutoencoder(taken, { regularisation: 3 }).weights);
    const least = loss(taken, best, 3);
    for (let at = 0; at < 64; at++) {
      if (at % 9 === 0) {
        assert.equal(best[at], 0);
        continue;
      }
      for (const step of [0.01, -0.01]) {
        const moved = best.slice();
        moved[at] = (moved[at] as number) + step;
        assert.ok(loss(taken, moved, 3) > least);
      }
    }
  });

  it('is the same minimum when there are fewer learners than items', () => {
    const few = groupedLists(7, 12, 2, 'few');
    const { weights } = linearAutoencoder(rowsOf(few, 12), { regularisation: 2 });
    // Learners with nothing change nothing, but make the rows more than the items.
    const many = [...few, ...Array.from({ length: 10 }, () => [])];
    for (const [at, weight] of linearAutoencoder(rowsOf(many, 12), { regularisation: 2 }).weights.entries()) {
      assert.ok(Math.abs(weight - (weights[at] as number)) < 1e-6);
    }
  });

  it('gives rare items no weight when told so', () => {
    const { weights } = linearAutoencoder(SMALL, { regularisation: 1, leastLearners: 2 });
    const kept = linearAutoencoder(rowsOf([[0, 1], [0, 1, 2], [1, 2], [2]], 3), { regularisation: 1 }).weights;
    for (let row = 0; row < 4; row++) {
      for (let column = 0; column < 4; column++) {
        const expected = row < 3 && column < 3 ? (kept[row * 3 + column] as number) : 0;
        assert.equal(weights[row * 4 + column], expected);
      }
    }
  });

  it('gives zeros for nobody and for one item, and refuses a regularisation of 0', () => {
    assert.deepEqual([...linearAutoencoder(rowsOf([], 2)).weights], [0, 0, 0, 0]);
    assert.deepEqual([...linearAutoencoder(rowsOf([[0]], 1)).weights], [0]);
    assert.throws(() => linearAutoencoder(SMALL, { regularisation: 0 }), /regularisation/);
  });

  it('gives the same bytes again', () => {
    const taken = rowsOf(groupedLists(40, 60, 3, 'again'), 60);
    assert.deepEqual(linearAutoencoder(taken), linearAutoencoder(taken));
  });
});
