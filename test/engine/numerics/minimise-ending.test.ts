import assert from 'node:assert/strict';
import { minimise, type Objective } from '../../../src/engine/numerics/minimise.js';
import { assertNear, at, ofOne, parabola, rosenbrock } from './objectives.js';

describe('minimise', () => {
  it('has nothing to do at the lowest point, nor without parts', () => {
    const { point, value, iterations, converged } = minimise(parabola, [3]);
    assert.deepEqual([[...point], value, iterations, converged], [[3], 0, 0, true]);
    assert.deepEqual([...minimise(() => 7, []).point], []);
  });

  it('says when the cap on rounds ended it', () => {
    const capped = minimise(rosenbrock, [-1.2, 1], { maxIterations: 3 });
    assert.deepEqual([capped.iterations, capped.converged], [3, false]);
    assert.ok(capped.value < rosenbrock(Float64Array.of(-1.2, 1), new Float64Array(2)));
    const endless = minimise(
      ofOne(
        (x) => -x,
        () => -1,
      ),
      [0],
      { maxIterations: 5 },
    );
    assert.deepEqual([endless.iterations, endless.converged], [5, false]);
  });

  it('does not say that it is done where a wrong gradient leads up', () => {
    const wrong = ofOne(
      (x) => x * x,
      (x) => -2 * x,
    );
    const { point, converged } = minimise(wrong, [3]);
    assert.deepEqual([[...point], converged], [[3], false]);
  });

  it('is done where rounding hides what is left of the slope', () => {
    // Beside 1e9, a fall below 1e-7 is lost: about x = 3 the function is flat in floating point.
    const hidden = ofOne(
      (x) => 1e9 + (x - 3) ** 2,
      (x) => 2 * (x - 3),
    );
    const { point, converged } = minimise(hidden, [3 + 1e-5]);
    assertNear(point, [3], 1e-4);
    assert.ok(converged);
  });

  it('does not say that it is done on an edge, where it can neither use its memory nor the slope', () => {
    // Not smooth: at the floor of the steep side every step crosses it and leads up, though 0 is lower.
    for (const steep of [10, 100]) {
      const edges: Objective = (x, gradient) => {
        const [a, b] = [at(x, 0), at(x, 1)];
        gradient.set([Math.sign(a) + 0.2 * a, steep * Math.sign(b) + 0.2 * b]);
        return Math.abs(a) + steep * Math.abs(b) + 0.1 * (a * a + b * b);
      };
      const { value, converged } = minimise(edges, [3, 2], { valueTolerance: 0 });
      assert.ok(value > 0.01 && value < edges(Float64Array.of(3, 2), new Float64Array(2)), `${steep}: ${value}`);
      assert.equal(converged, false);
    }
  });

  it('is done where rounding ends a long way, or is too coarse for the slopes', () => {
    const valley: Objective = (x, gradient) => rosenbrock(x, gradient) + 1e9;
    const found = minimise(valley, [-1.2, 1], { valueTolerance: 0 });
    assert.ok(found.converged);
    assertNear(found.point, [1, 1], 0.02);
    // The square of such a slope is 0 in floating point.
    const tiny = ofOne(
      (x) => x * x,
      (x) => 2 * x,
    );
    const { point, value, converged } = minimise(tiny, [1e-170], { gradientTolerance: 1e-300 });
    assert.deepEqual([value, converged], [0, true]);
    assert.ok(Math.abs(at(point, 0)) <= 1e-170);
  });

  it('ends by the tolerance for the value before that for the gradient when it is the wider one', () => {
    const wide = minimise(rosenbrock, [-1.2, 1], { valueTolerance: 0.5 });
    const narrow = minimise(rosenbrock, [-1.2, 1], { valueTolerance: 0 });
    assert.ok(wide.converged && narrow.converged);
    assert.ok(wide.iterations < narrow.iterations, `${wide.iterations} and ${narrow.iterations} rounds`);
    assert.ok(wide.value > narrow.value);
  });
});
