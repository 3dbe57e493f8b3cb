import assert from 'node:assert/strict';
import type { Objective } from '../../../src/engine/numerics/minimise.js';

export const at = (values: ArrayLike<number>, index: number): number => values[index] as number;

export function assertNear(actual: ArrayLike<number>, expected: ArrayLike<number>, within: number): void {
  assert.equal(actual.length, expected.length);
  for (let index = 0; index < expected.length; index++) {
    const far = Math.abs(at(actual, index) - at(expected, index));
    assert.ok(far <= within, `part ${index} is ${actual[index]}, not ${expected[index]}`);
  }
}

/** Rosenbrock 1960, chained over any number of parts: a bent valley, lowest (0) where every part is 1. */
export const rosenbrock: Objective = (x, gradient) => {
  let value = 0;
  gradient.fill(0);
  for (let index = 0; index + 1 < x.length; index++) {
    const bend = at(x, index + 1) - at(x, index) ** 2;
    value += 100 * bend ** 2 + (1 - at(x, index)) ** 2;
    gradient[index] = at(gradient, index) - 400 * at(x, index) * bend - 2 * (1 - at(x, index));
    gradient[index + 1] = at(gradient, index + 1) + 200 * bend;
  }
  return value;
};

/** A function of one number, by its value and slope. */
export const ofOne =
  (value: (x: number) => number, slope: (x: number) => number): Objective =>
  (point, gradient) => {
    gradient[0] = slope(at(point, 0));
    return value(at(point, 0));
  };

export const parabola = ofOne(
  (x) => (x - 3) ** 2,
  (x) => 2 * (x - 3),
);
