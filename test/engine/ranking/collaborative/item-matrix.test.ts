import assert from 'node:assert/strict';
import {
  addMatrix,
  denseOf,
  scoresFor,
  sparseScoresFor,
} from '../../../../src/engine/ranking/collaborative/item-matrix.js';
import { itemNeighbours } from '../../../../src/engine/ranking/collaborative/item-neighbours.js';
import { SMALL } from './cases.js';

describe('item matrix', () => {
  const matrix = { width: 2, weights: Float32Array.of(0, 1, 3, 0.5) };

  it('adds the rows of what a learner has', () => {
    assert.deepEqual([...scoresFor(matrix, [1])], [3, 0.5]);
    assert.deepEqual([...scoresFor(matrix, [0, 1])], [3, 1.5]);
    assert.deepEqual([...scoresFor(matrix, [])], [0, 0]);
    const into = Float32Array.of(9, 9);
    assert.equal(scoresFor(matrix, [0], undefined, into), into);
    assert.deepEqual([...into], [0, 1]);
  });

  it('gives the same from sparse rows as from dense ones', () => {
    const sparse = itemNeighbours(SMALL);
    for (const had of [[], [0], [1, 3], [0, 1, 2]]) {
      assert.deepEqual(sparseScoresFor(sparse, had), scoresFor(denseOf(sparse), had));
    }
  });

  it('counts each item as much as told, and four together as one by one', () => {
    const had = [0, 1, 0, 1, 1];
    assert.deepEqual([...scoresFor(matrix, had)], [9, 3.5]);
    assert.deepEqual([...scoresFor(matrix, had, [1, 1, 1, 1, 1])], [9, 3.5]);
    assert.deepEqual([...scoresFor(matrix, had, [2, 1, 0, 0, 2])], [9, 3.5]);
    assert.deepEqual([...scoresFor(matrix, [0, 1], [0.5, 0])], [0, 0.5]);
  });

  it('adds matrices', () => {
    const sum = { width: 2, weights: Float32Array.of(1, 1, 1, 1) };
    addMatrix(sum, matrix, 2);
    assert.deepEqual([...sum.weights], [1, 3, 7, 2]);
    assert.throws(() => addMatrix(sum, matrix, Number.NaN), /factor/);
    assert.throws(() => addMatrix({ width: 1, weights: new Float32Array(1) }, matrix, 1), /same width, not 1 and 2/);
  });

  it('refuses an item that it does not know', () => {
    for (const item of [-1, 2, 0.5, Number.NaN]) {
      assert.throws(() => scoresFor(matrix, [item]), /items must be whole numbers from 0 to 1/);
    }
    assert.throws(() => sparseScoresFor(itemNeighbours(SMALL), [4]), /from 0 to 3/);
  });
});
