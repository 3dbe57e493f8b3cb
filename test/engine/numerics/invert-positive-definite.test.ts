import assert from 'node:assert/strict';
import fc from 'fast-check';
import { invertPositiveDefinite } from '../../../src/engine/numerics/invert-positive-definite.js';
import { seededRandom } from '../../../src/engine/numerics/random.js';

/** B'B + I for a random B, so that it is positive definite. */
function positiveDefinite(size: number, seed: number): Float64Array {
  const random = seededRandom(seed);
  const base = Float64Array.from({ length: size * size }, () => random.next() - 0.5);
  const matrix = new Float64Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let sum = row === column ? 1 : 0;
      for (let k = 0; k < size; k++) sum += (base[k * size + row] as number) * (base[k * size + column] as number);
      matrix[row * size + column] = sum;
    }
  }
  return matrix;
}

function farthestFromIdentity(a: Float64Array, b: Float64Array, size: number): number {
  let most = 0;
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      let sum = row === column ? -1 : 0;
      for (let k = 0; k < size; k++) sum += (a[row * size + k] as number) * (b[k * size + column] as number);
      most = Math.max(most, Math.abs(sum));
    }
  }
  return most;
}

describe('invertPositiveDefinite', () => {
  it('inverts a matrix worked by hand', () => {
    // det = 2 x 3 - 1 = 5; the inverse is [[3, -1], [-1, 2]] / 5.
    const inverse = invertPositiveDefinite(Float64Array.of(2, 1, 1, 3), 2);
    for (const [index, value] of [0.6, -0.2, -0.2, 0.4].entries()) {
      assert.ok(Math.abs((inverse[index] as number) - value) < 1e-15);
    }
    assert.deepEqual([...invertPositiveDefinite(Float64Array.of(4), 1)], [0.25]);
  });

  it('gives the identity when multiplied back, for sizes around its strips', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 110 }), fc.integer({ min: 0, max: 99 }), (size, seed) => {
        const matrix = positiveDefinite(size, seed);
        assert.ok(farthestFromIdentity(matrix, invertPositiveDefinite(matrix.slice(), size), size) < 1e-10);
      }),
      { seed: 5, numRuns: 25 },
    );
  });

  it('reads only the lower triangle', () => {
    const matrix = positiveDefinite(60, 1);
    const lower = matrix.slice();
    for (let row = 0; row < 60; row++) lower.fill(Number.NaN, row * 60 + row + 1, (row + 1) * 60);
    assert.deepEqual(invertPositiveDefinite(lower, 60), invertPositiveDefinite(matrix, 60));
  });

  it('refuses what is not positive definite, and a wrong length', () => {
    assert.throws(() => invertPositiveDefinite(Float64Array.of(1, 2, 2, 1), 2), /positive definite; pivot 1 is -3/);
    assert.throws(() => invertPositiveDefinite(Float64Array.of(Number.NaN), 1), /positive definite/);
    assert.throws(() => invertPositiveDefinite(Float64Array.of(1, 2, 3), 2), /must hold 4 numbers, not 3/);
    assert.throws(() => invertPositiveDefinite(new Float64Array(0), 0), /size/);
  });
});
