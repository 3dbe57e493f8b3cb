import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  cholesky,
  inverseFromCholesky,
  solveCholesky,
  solveLower,
  solveUpper,
} from '../../../src/engine/numerics/cholesky.js';
import { seededRandom } from '../../../src/engine/numerics/random.js';
import { sampleNormal } from '../../../src/engine/numerics/sample.js';

const at = (values: ArrayLike<number>, index: number): number => values[index] as number;

/** The largest difference between two lists of numbers. */
function difference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  assert.equal(actual.length, expected.length);
  let most = 0;
  for (let index = 0; index < expected.length; index++) {
    const far = Math.abs(at(actual, index) - at(expected, index));
    assert.ok(!Number.isNaN(far), `part ${index} is ${actual[index]}, not ${expected[index]}`);
    most = Math.max(most, far);
  }
  return most;
}

function product(a: ArrayLike<number>, b: ArrayLike<number>, size: number): Float64Array {
  const columns = b.length / size;
  const result = new Float64Array(size * columns);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < columns; column++) {
      let sum = 0;
      for (let k = 0; k < size; k++) sum += at(a, row * size + k) * at(b, k * columns + column);
      result[row * columns + column] = sum;
    }
  }
  return result;
}

function transposed(matrix: ArrayLike<number>, size: number): Float64Array {
  return Float64Array.from({ length: size * size }, (_, index) => {
    return at(matrix, (index % size) * size + Math.floor(index / size));
  });
}

function lowerOf(matrix: ArrayLike<number>, size: number): Float64Array {
  return Float64Array.from(matrix, (value, index) => (index % size > Math.floor(index / size) ? 0 : value));
}

const identity = (size: number): Float64Array =>
  Float64Array.from({ length: size * size }, (_, index) => Number(index % (size + 1) === 0));

const part = fc.double({ min: -3, max: 3, noNaN: true });
/** R R' + I for a random R, whose eigenvalues are at least 1, with a vector. */
const system = fc.integer({ min: 1, max: 8 }).chain((size) =>
  fc
    .tuple(
      fc.array(part, { minLength: size * size, maxLength: size * size }),
      fc.array(part, { minLength: size, maxLength: size }),
    )
    .map(([root, vector]) => {
      const matrix = product(root, transposed(root, size), size).map(
        (value, index) => value + at(identity(size), index),
      );
      return { size, matrix, vector: Float64Array.from(vector) };
    }),
);

describe('cholesky', () => {
  it('is the factor worked out by hand', () => {
    // [4 12 -16; 12 37 -43; -16 -43 98] = L L' with L = [2; 6 1; -8 5 3].
    const matrix = Float64Array.of(4, 12, -16, 12, 37, -43, -16, -43, 98);
    assert.deepEqual([...lowerOf(cholesky(matrix.slice(), 3), 3)], [2, 0, 0, 6, 1, 0, -8, 5, 3]);
    // L (1, 2, 3)' = (2, 8, 11), and A (1, 2, 3)' = (-20, -43, 192).
    const factor = cholesky(matrix.slice(), 3);
    assert.deepEqual([...solveLower(factor, 3, Float64Array.of(2, 8, 11))], [1, 2, 3]);
    assert.deepEqual([...solveCholesky(factor, 3, Float64Array.of(-20, -43, 192))], [1, 2, 3]);
    // L' (1, 2, 3)' = (-10, 17, 9).
    assert.deepEqual([...solveUpper(factor, 3, Float64Array.of(-10, 17, 9))], [1, 2, 3]);
    assert.deepEqual([...cholesky(Float64Array.of(9), 1)], [3]);
  });

  it('gives the matrix back as L L’, with a positive diagonal', () => {
    fc.assert(
      fc.property(system, ({ size, matrix }) => {
        const factor = lowerOf(cholesky(matrix.slice(), size), size);
        for (let row = 0; row < size; row++) assert.ok(at(factor, row * size + row) > 0);
        assert.ok(difference(product(factor, transposed(factor, size), size), matrix) < 1e-12 * 8 * 80);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('solves Ax = b, and inverts A', () => {
    fc.assert(
      fc.property(system, ({ size, matrix, vector }) => {
        const factor = cholesky(matrix.slice(), size);
        const solution = solveCholesky(factor, size, vector.slice());
        assert.ok(difference(product(matrix, solution, size), vector) < 1e-10);
        const inverse = inverseFromCholesky(factor, size);
        assert.ok(difference(product(matrix, inverse, size), identity(size)) < 1e-10);
        assert.ok(difference(inverse, transposed(inverse, size)) < 1e-12);
      }),
      { seed: 2, numRuns: 200 },
    );
  });

  it('reads the lower triangle only, and leaves what is above', () => {
    const factor = cholesky(Float64Array.of(4, Number.NaN, 2, 10), 2);
    assert.deepEqual([...factor], [2, Number.NaN, 1, 3]);
    assert.deepEqual([...solveCholesky(factor, 2, Float64Array.of(10, 23))], [1.5, 2]);
    assert.deepEqual(
      [...inverseFromCholesky(factor, 2)].map((value) => Math.round(value * 36)),
      [10, -2, -2, 4],
    );
  });

  it('overwrites the matrix, or leaves it and writes elsewhere', () => {
    const matrix = Float64Array.of(4, 2, 2, 10);
    const into = new Float64Array(4);
    assert.equal(cholesky(matrix, 2, into), into);
    assert.deepEqual(
      [[...matrix], [...lowerOf(into, 2)]],
      [
        [4, 2, 2, 10],
        [2, 0, 1, 3],
      ],
    );
    assert.equal(cholesky(matrix, 2), matrix);
    assert.deepEqual(matrix, into);
    const vector = Float64Array.of(10, 23);
    assert.equal(solveCholesky(matrix, 2, vector), vector);
  });

  it('turns standard normal draws into draws with the covariance A^-1', () => {
    const random = seededRandom('covariance');
    // A = [4 2; 2 10], so A^-1 = [10 -2; -2 4] / 36.
    const factor = cholesky(Float64Array.of(4, 2, 2, 10), 2);
    const sums = [0, 0, 0];
    const count = 20_000;
    for (let draw = 0; draw < count; draw++) {
      const x = solveUpper(factor, 2, Float64Array.of(sampleNormal(random), sampleNormal(random)));
      for (const [index, [i, j]] of [
        [0, 0],
        [0, 1],
        [1, 1],
      ].entries()) {
        sums[index] = at(sums, index) + (at(x, i as number) * at(x, j as number)) / count;
      }
    }
    // Standard errors: at most sqrt(2) * 10/36 / sqrt(20000) = 0.003; five of them.
    assert.ok(difference(sums, [10 / 36, -2 / 36, 4 / 36]) < 0.014, sums.join());
  });

  it('refuses what is not positive definite, and names the pivot', () => {
    const cases: [number[], RegExp][] = [
      [[0], /pivot 0 is 0/],
      [[-1], /pivot 0 is -1/],
      [[1, 2, 2, 1], /pivot 1 is -3/],
      // Of rank one.
      [[1, 2, 2, 4], /pivot 1 is 0/],
      [[Number.NaN, 0, 0, 1], /pivot 0 is NaN/],
      [[1, 0, Number.NaN, 1], /pivot 1 is NaN/],
      [[1, 0, Number.POSITIVE_INFINITY, 1], /pivot 1 is -Infinity/],
      [[Number.POSITIVE_INFINITY, 0, 0, 1], /pivot 0 is Infinity/],
    ];
    for (const [values, message] of cases) {
      const size = Math.sqrt(values.length);
      assert.throws(() => cholesky(Float64Array.from(values), size), { name: 'RangeError', message }, values.join());
    }
  });

  it('refuses every matrix with a direction along which it is negative', () => {
    fc.assert(
      fc.property(system, fc.nat({ max: 7 }), ({ size, matrix }, place) => {
        const row = place % size;
        // The quadratic form along this axis is the diagonal element.
        matrix[row * size + row] = -0.5;
        assert.throws(() => cholesky(matrix, size), /RangeError: matrix must be positive definite/);
      }),
      { seed: 3, numRuns: 100 },
    );
  });

  it('refuses sizes that do not fit', () => {
    const [matrix, vector] = [identity(2), new Float64Array(2)];
    for (const size of [0, -2, 1.5, Number.NaN]) {
      assert.throws(() => cholesky(matrix, size), /RangeError: size must be a whole number/);
      assert.throws(() => solveCholesky(matrix, size, vector), /RangeError: size must be a whole number/);
      assert.throws(() => inverseFromCholesky(matrix, size), /RangeError: size must be a whole number/);
    }
    assert.throws(() => cholesky(matrix, 3), /RangeError: matrix must hold 9 numbers, not 4/);
    assert.throws(() => cholesky(matrix, 2, new Float64Array(5)), /RangeError: into must hold 4 numbers, not 5/);
    for (const solve of [solveCholesky, solveLower, solveUpper]) {
      assert.throws(() => solve(matrix, 1, vector), /RangeError: factor must hold 1 numbers, not 4/);
      assert.throws(() => solve(matrix, 2, new Float64Array(3)), /RangeError: vector must hold 2 numbers, not 3/);
      assert.throws(() => solve(matrix, 2, new Float64Array(1)), /RangeError: vector must hold 2 numbers, not 1/);
    }
    assert.throws(() => inverseFromCholesky(matrix, 3), /RangeError: factor must hold 9 numbers, not 4/);
  });
});
