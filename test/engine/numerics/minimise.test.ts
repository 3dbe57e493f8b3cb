import assert from 'node:assert/strict';
import fc from 'fast-check';
import { cholesky, solveCholesky } from '../../../src/engine/numerics/cholesky.js';
import { minimise, type Objective } from '../../../src/engine/numerics/minimise.js';
import { assertNear, at, ofOne, parabola, rosenbrock } from './objectives.js';

/** x'Ax / 2 - b'x: lowest where Ax = b. */
const quadratic =
  (matrix: ArrayLike<number>, b: readonly number[]): Objective =>
  (x, gradient) => {
    let value = 0;
    for (let row = 0; row < b.length; row++) {
      let sum = 0;
      for (let column = 0; column < b.length; column++) sum += at(matrix, row * b.length + column) * at(x, column);
      gradient[row] = sum - at(b, row);
      value += at(x, row) * (sum / 2 - at(b, row));
    }
    return value;
  };

const part = fc.double({ min: -2, max: 2, noNaN: true });
/** Positive definite: R R' + I, with b and a start. */
const problem = fc.integer({ min: 1, max: 6 }).chain((size) =>
  fc
    .tuple(
      fc.array(part, { minLength: size * size, maxLength: size * size }),
      fc.array(part, { minLength: size, maxLength: size }),
      fc.array(part, { minLength: size, maxLength: size }),
    )
    .map(([root, b, start]) => {
      const matrix = new Float64Array(size * size);
      for (let row = 0; row < size; row++) {
        for (let column = 0; column < size; column++) {
          let sum = row === column ? 1 : 0;
          for (let k = 0; k < size; k++) sum += at(root, row * size + k) * at(root, column * size + k);
          matrix[row * size + column] = sum;
        }
      }
      return { matrix, b, start };
    }),
);

interface Sample {
  readonly rows: readonly (readonly number[])[];
  readonly happened: readonly number[];
}

/** Minus the log likelihood of a logistic regression. */
const logisticRegression =
  ({ rows, happened }: Sample): Objective =>
  (weights, gradient) => {
    gradient.fill(0);
    let value = 0;
    for (const [index, row] of rows.entries()) {
      const score = row.reduce((sum, x, column) => sum + x * at(weights, column), 0);
      const p = 1 / (1 + Math.exp(-score));
      value -= Math.log(happened[index] === 1 ? p : 1 - p);
      for (const [column, x] of row.entries()) gradient[column] = at(gradient, column) + (p - at(happened, index)) * x;
    }
    return value;
  };

describe('minimise', () => {
  it('follows the valley of Rosenbrock to its end', () => {
    const found = minimise(rosenbrock, [-1.2, 1]);
    assert.ok(found.converged);
    assertNear(found.point, [1, 1], 1e-4);
    assert.ok(found.value < 1e-9);
    const many = minimise(rosenbrock, new Array<number>(20).fill(-0.5), { maxIterations: 1000, valueTolerance: 0 });
    assert.ok(many.converged);
    assertNear(many.point, new Array<number>(20).fill(1), 1e-5);
  });

  it('finds the solution of Ax = b as the lowest point of x’Ax / 2 - b’x, with any memory', () => {
    fc.assert(
      fc.property(problem, fc.integer({ min: 1, max: 12 }), ({ matrix, b, start }, memory) => {
        const found = minimise(quadratic(matrix, b), start, { gradientTolerance: 1e-8, valueTolerance: 0, memory });
        const solution = solveCholesky(cholesky(Float64Array.from(matrix), b.length), b.length, Float64Array.from(b));
        // The smallest eigenvalue is at least 1, so the point is no farther off than the gradient is long.
        assertNear(found.point, solution, 1e-6);
        assert.ok(found.converged);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it('fits a logistic regression whose answer is the odds in a table', () => {
    // Without the treatment 10 of 40, with it 30 of 50: the odds are 1/3 and 3/2, their ratio 4.5.
    const rows = Array.from({ length: 90 }, (_, index) => [1, index < 40 ? 0 : 1]);
    const happened = Array.from({ length: 90 }, (_, index) => Number(index < 10 || (index >= 40 && index < 70)));
    const { point, converged } = minimise(logisticRegression({ rows, happened }), [0, 0], { valueTolerance: 0 });
    assert.ok(converged);
    assertNear(point, [Math.log(1 / 3), Math.log(4.5)], 1e-6);
  });

  it('ends a logistic regression where the gradient, summed anew, is zero', () => {
    const row = fc.tuple(fc.constant(1), part, part);
    // Every row once with each outcome and once more with its own: no hyperplane parts the outcomes.
    const sample = fc.array(fc.tuple(row, fc.integer({ min: 0, max: 1 })), { minLength: 8, maxLength: 40 });
    fc.assert(
      fc.property(sample, (drawn) => {
        const all = drawn.flatMap(([x, y]) => [
          [x, y],
          [x, 0],
          [x, 1],
        ]) as [number[], number][];
        const rows = all.map(([x]) => x);
        const happened = all.map(([, y]) => y);
        const { point } = minimise(logisticRegression({ rows, happened }), [2, -2, 1], { valueTolerance: 0 });
        for (let column = 0; column < 3; column++) {
          let sum = 0;
          for (const [index, x] of rows.entries()) {
            const odds = Math.exp(x.reduce((total, value, k) => total + value * at(point, k), 0));
            sum += (odds / (1 + odds) - at(happened, index)) * at(x, column);
          }
          assert.ok(Math.abs(sum) < 2e-6, `part ${column} of the gradient is ${sum}`);
        }
      }),
      { seed: 2, numRuns: 50 },
    );
  });

  it('never ends above its start, on hills and valleys', () => {
    const waves: Objective = (x, gradient) => {
      let value = 0;
      for (let index = 0; index < x.length; index++) {
        value += Math.sin(3 * at(x, index)) + 0.1 * at(x, index) ** 2;
        gradient[index] = 3 * Math.cos(3 * at(x, index)) + 0.2 * at(x, index);
      }
      return value;
    };
    fc.assert(
      fc.property(fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { maxLength: 5 }), (start) => {
        const { point, value, converged } = minimise(waves, start);
        assert.ok(converged);
        const gradient = new Float64Array(start.length);
        assert.ok(value <= waves(Float64Array.from(start), gradient));
        assert.equal(waves(point, gradient), value, 'the value is that of the point');
        for (const slope of gradient) assert.ok(Math.abs(slope) < 1e-3, `a slope of ${slope} is left`);
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it('stays where the function is defined', () => {
    const withLogarithm = ofOne(
      (x) => x - Math.log(x),
      (x) => 1 - 1 / x,
    );
    assertNear(minimise(withLogarithm, [50]).point, [1], 1e-4);
    // Defined on one side only: not finite, without a slope, or both, beyond 1.
    for (const [outside, slope] of [
      [Number.NaN, 1],
      [Number.NEGATIVE_INFINITY, 1],
      [Number.POSITIVE_INFINITY, 1],
      [-100, Number.NaN],
    ] as const) {
      const cliff = ofOne(
        (x) => (x > 1 ? outside : (x - 0.9) ** 4),
        (x) => (x > 1 ? slope : 4 * (x - 0.9) ** 3),
      );
      const { point, value } = minimise(cliff, [-20], { valueTolerance: 0 });
      assertNear(point, [0.9], 0.01);
      assert.ok(value >= 0 && value < 1e-8, `${outside}: ${value}`);
    }
  });

  it('gives the same bytes for the same start, and leaves the start as it was', () => {
    const start = Float64Array.of(-1.2, 1, 0.3);
    const [one, other] = [minimise(rosenbrock, start), minimise(rosenbrock, start)];
    assert.deepEqual(one, other);
    assert.deepEqual([...start], [-1.2, 1, 0.3]);
  });

  it('refuses a start where the function or its gradient is not a number, and options out of range', () => {
    const nowhere = ofOne(Math.log, (x) => 1 / x);
    assert.throws(() => minimise(nowhere, [-1]), /RangeError: the function at the start .*NaN/);
    assert.throws(() => minimise(nowhere, [0]), /RangeError: the function at the start .*-Infinity/);
    assert.throws(() => minimise(parabola, [Number.NaN]), /RangeError: the function at the start/);
    const steep = ofOne(Math.sqrt, (x) => 0.5 / Math.sqrt(x));
    assert.throws(() => minimise(steep, [0]), /RangeError: the gradient at the start .*Infinity/);
    for (const [name, values] of Object.entries({
      maxIterations: [0, 1.5, Number.NaN],
      memory: [0, 2.5, Number.NaN],
      gradientTolerance: [0, -1, Number.NaN, Number.POSITIVE_INFINITY],
      valueTolerance: [-1, Number.NaN],
    })) {
      for (const value of values) {
        assert.throws(() => minimise(parabola, [0], { [name]: value }), new RegExp(`RangeError: ${name} must be`));
      }
    }
  });
});
