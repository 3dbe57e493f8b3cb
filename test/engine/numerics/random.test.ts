import assert from 'node:assert/strict';
import fc from 'fast-check';
import { pickWeighted, seededRandom, shuffle } from '../../../src/engine/numerics/random.js';

const draws = (seed: string | number, count: number): number[] => {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => random.next());
};

/** A source that gives the listed numbers, in order. */
const scripted = (...numbers: number[]) => ({ next: () => numbers.shift() ?? assert.fail('no number left') });

describe('seededRandom', () => {
  it('gives the same numbers for the same seed', () => {
    assert.deepEqual(draws('ana:41', 50), draws('ana:41', 50));
    assert.deepEqual(draws(7, 50), draws(7, 50));
  });

  it('gives unrelated numbers for seeds that differ in one character, in kind, in order or in length', () => {
    const seeds = ['ana:41', 'ana:42', 'ana:14', 'ana:4', '', 'a', 'aa', '7', 7, 8, -7, 0.5];
    assert.equal(new Set(seeds.map((seed) => draws(seed, 1)[0])).size, seeds.length);
    for (const [index, seed] of seeds.entries()) {
      for (const other of seeds.slice(index + 1)) {
        const [a, b] = [draws(seed, 1000), draws(other, 1000)];
        const covariance = a.reduce((sum, value, at) => sum + (value - 0.5) * ((b[at] ?? 0) - 0.5), 0) / 1000;
        // Independent uniforms: standard error of the correlation is 1/sqrt(1000) = 0.032; five of them here.
        assert.ok(Math.abs(covariance * 12) < 0.16, `${seed} and ${other} go together: ${covariance * 12}`);
      }
    }
  });

  it('spreads the first number of neighbouring seeds evenly over [0, 1)', () => {
    const bins = new Array<number>(20).fill(0);
    for (let learner = 0; learner < 4000; learner++) {
      const bin = Math.floor((draws(`learner-${learner}`, 1)[0] ?? Number.NaN) * 20);
      bins[bin] = (bins[bin] ?? Number.NaN) + 1;
    }
    const chiSquare = bins.reduce((sum, count) => sum + (count - 200) ** 2 / 200, 0);
    // 19 degrees of freedom: the 99.9 % point is 43.8.
    assert.ok(chiSquare < 43.8, `chi-square ${chiSquare}`);
  });

  it('stays in [0, 1), with the mean and variance of a uniform', () => {
    const values = draws('moments', 20000);
    assert.ok(values.every((value) => value >= 0 && value < 1));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    assert.ok(Math.abs(mean - 0.5) < 0.01, `mean ${mean}`);
    assert.ok(Math.abs(variance - 1 / 12) < 0.004, `variance ${variance}`);
  });

  it('refuses a seed that is not a number', () => {
    assert.throws(() => seededRandom(Number.NaN), /RangeError: seed must be a finite number, not NaN/);
    assert.throws(() => seededRandom(Number.POSITIVE_INFINITY), RangeError);
  });
});

describe('shuffle', () => {
  it('keeps every value and leaves the list it was given alone', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), fc.string(), (values, seed) => {
        const before = [...values];
        const sorted = (list: number[]) => [...list].sort((a, b) => a - b);
        assert.deepEqual(sorted(shuffle(values, seededRandom(seed))), sorted(values));
        assert.deepEqual(values, before);
      }),
      { seed: 11, numRuns: 100 },
    );
  });

  it('gives each of the six orders of three equally often', () => {
    const random = seededRandom('orders');
    const counts = new Map<string, number>();
    for (let round = 0; round < 6000; round++) {
      const order = shuffle(['a', 'b', 'c'], random).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    assert.equal(counts.size, 6);
    // Expected 1000 with a standard deviation of 29.
    for (const [order, count] of counts) assert.ok(Math.abs(count - 1000) < 130, `${order}: ${count}`);
  });
});

describe('pickWeighted', () => {
  it('cuts [0, 1) into pieces as long as the weights', () => {
    // Weights 1, 0, 3 of 4: index 0 below a quarter, index 2 from there on, index 1 never.
    assert.equal(pickWeighted([1, 0, 3], scripted(0)), 0);
    assert.equal(pickWeighted([1, 0, 3], scripted(0.2499)), 0);
    assert.equal(pickWeighted([1, 0, 3], scripted(0.25)), 2);
    assert.equal(pickWeighted([1, 0, 3], scripted(0.9999)), 2);
    assert.equal(pickWeighted([0, 5, 0], scripted(0)), 1);
    assert.equal(pickWeighted([0, 5, 0], scripted(1 - 2 ** -53)), 1);
    assert.equal(pickWeighted(Float64Array.of(0.1), scripted(0.5)), 0);
  });

  it('never draws a weight of 0', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(0, 0.1, 1, 7), { minLength: 1 }), fc.string(), (weights, seed) => {
        fc.pre(weights.some((weight) => weight > 0));
        assert.ok((weights[pickWeighted(weights, seededRandom(seed))] ?? 0) > 0);
      }),
      { seed: 12, numRuns: 200 },
    );
  });

  it('refuses weights that are no weights', () => {
    const random = seededRandom(1);
    assert.throws(() => pickWeighted([], random), /RangeError: weights must have one above 0/);
    assert.throws(() => pickWeighted([0, 0], random), RangeError);
    assert.throws(() => pickWeighted([1, -1], random), /weights\[1\]/);
    assert.throws(() => pickWeighted([Number.NaN], random), RangeError);
    assert.throws(() => pickWeighted({ length: 2, 0: 1 }, random), /RangeError: weights\[1\] .* NaN/);
    assert.throws(() => pickWeighted([Number.MAX_VALUE, Number.MAX_VALUE], random), RangeError);
  });
});
