import assert from 'node:assert/strict';
import fc from 'fast-check';
import { betaCdf } from '../../../src/engine/numerics/distributions-beta.js';
import { chiSquareSurvival, gammaCdf, gammaSurvival } from '../../../src/engine/numerics/distributions-chi-square.js';
import { kolmogorovSurvival } from '../../../src/engine/numerics/distributions-kolmogorov.js';
import { normalCdf } from '../../../src/engine/numerics/distributions-normal.js';
import { type RandomSource, seededRandom } from '../../../src/engine/numerics/random.js';
import {
  sampleBeta,
  sampleExponential,
  sampleGamma,
  sampleNormal,
  samplePoisson,
} from '../../../src/engine/numerics/sample.js';

const DRAWS = 20_000;
/** All seeds are fixed: a chance this small means a wrong distribution, never bad luck on another day. */
const UNLIKELY = 1e-4;
/** Places at which a distribution function is compared; between two of them lies a thousandth of the draws. */
const PLACES = 1000;

function draws(seed: string, draw: (random: RandomSource) => number, count = DRAWS): Float64Array {
  const random = seededRandom(seed);
  return Float64Array.from({ length: count }, () => draw(random));
}

/** A source that gives the listed numbers, in order. */
const scripted = (...numbers: number[]) => ({ next: () => numbers.shift() ?? assert.fail('no number left') });

/** Chance of so large a distance from the distribution function (Kolmogorov's test; of equal values, at the last). */
function chanceOfDistance(values: Float64Array, cdf: (x: number) => number): number {
  const ascending = values.slice().sort();
  let most = 0;
  for (let place = 1; place <= PLACES; place++) {
    let index = (place * values.length) / PLACES - 1;
    const value = ascending[index] as number;
    while (ascending[index + 1] === value) index++;
    most = Math.max(most, Math.abs((index + 1) / values.length - cdf(value)));
  }
  return kolmogorovSurvival(most * Math.sqrt(values.length));
}

/** Mean and variance are those of the distribution, to five standard errors. */
function assertMoments(values: Float64Array, { mean, variance, excess }: Moments): void {
  let [sum, squares] = [0, 0];
  for (const value of values) {
    sum += value;
    squares += (value - mean) ** 2;
  }
  const errors = (sum / values.length - mean) / Math.sqrt(variance / values.length);
  assert.ok(Math.abs(errors) < 5, `the mean is ${errors} standard errors off`);
  const spread = (squares / values.length / variance - 1) / Math.sqrt((excess + 2) / values.length);
  assert.ok(Math.abs(spread) < 5, `the variance is ${spread} standard errors off`);
}

interface Moments {
  readonly mean: number;
  readonly variance: number;
  /** Excess kurtosis. */
  readonly excess: number;
}

function betaMoments(a: number, b: number): Moments {
  const sum = a + b;
  return {
    mean: a / sum,
    variance: (a * b) / (sum ** 2 * (sum + 1)),
    excess: (6 * ((a - b) ** 2 * (sum + 1) - a * b * (sum + 2))) / (a * b * (sum + 2) * (sum + 3)),
  };
}

describe('a draw from a distribution', () => {
  it('normal: has its distribution function and moments', () => {
    const values = draws('normal', sampleNormal);
    assert.ok(chanceOfDistance(values, normalCdf) > UNLIKELY);
    assertMoments(values, { mean: 0, variance: 1, excess: 0 });
  });

  it('normal: leaves out the centre and what lies outside the circle', () => {
    // (0, 0), then (-1, -1), then (1/2, 0): sqrt(-2 ln(1/4) / (1/4)) / 2 = sqrt(4 ln 2).
    const value = sampleNormal(scripted(0.5, 0.5, 0, 0, 0.75, 0.5));
    assert.ok(Math.abs(value - Math.sqrt(4 * Math.LN2)) < 1e-15);
  });

  for (const shape of [0.01, 0.3, 0.999, 1, 1.5, 20, 1e4]) {
    it(`gamma of shape ${shape}: has its distribution function and moments`, () => {
      const values = draws(`gamma ${shape}`, (random) => sampleGamma(shape, random));
      assert.ok(values.every((value) => value >= 0 && Number.isFinite(value)));
      assert.ok(chanceOfDistance(values, (x) => gammaCdf(x, shape)) > UNLIKELY);
      assertMoments(values, { mean: shape, variance: shape, excess: 6 / shape });
    });
  }

  for (const [a, b] of [
    [0.01, 0.01],
    [0.01, 3],
    [0.5, 0.5],
    [1, 1],
    [2, 5],
    [1e4, 1e4],
    [0.01, 1e4],
  ] as const) {
    it(`beta of ${a} and ${b}: has its distribution function and moments, and mirrors`, () => {
      const values = draws(`beta ${a} ${b}`, (random) => sampleBeta(a, b, random));
      assert.ok(values.every((value) => value >= 0 && value <= 1));
      assert.ok(chanceOfDistance(values, (x) => betaCdf(x, a, b)) > UNLIKELY);
      assertMoments(values, betaMoments(a, b));
      const mirrored = draws(`beta ${b} ${a}`, (random) => sampleBeta(b, a, random));
      assertMoments(mirrored, betaMoments(b, a));
    });
  }

  it('beta of shapes so small that both parts round to 0: is 0 or 1, in their proportion', () => {
    const values = draws('tiny', (random) => sampleBeta(1e-7, 3e-7, random));
    assert.ok(values.every((value) => value === 0 || value === 1));
    assertMoments(values, betaMoments(1e-7, 3e-7));
  });

  for (const rate of [0.1, 1, 50]) {
    it(`exponential of rate ${rate}: has its distribution function and moments`, () => {
      const values = draws(`exponential ${rate}`, (random) => sampleExponential(rate, random));
      assert.ok(chanceOfDistance(values, (x) => -Math.expm1(-rate * x)) > UNLIKELY);
      assertMoments(values, { mean: 1 / rate, variance: 1 / rate ** 2, excess: 6 });
    });
  }

  it('exponential: is finite at both ends of the source', () => {
    assert.equal(sampleExponential(2, scripted(0)), 0);
    // The largest number below 1 is 1 - 2^-53.
    assert.ok(Math.abs(sampleExponential(2, scripted(1 - 2 ** -53)) - (53 * Math.LN2) / 2) < 1e-12);
  });

  for (const mean of [0.02, 1, 3.7, 30, 31, 200]) {
    it(`Poisson of mean ${mean}: has its distribution function and moments`, () => {
      const values = draws(`Poisson ${mean}`, (random) => samplePoisson(mean, random));
      assert.ok(values.every((value) => Number.isSafeInteger(value) && value >= 0));
      assertMoments(values, { mean, variance: mean, excess: 1 / mean });
      // P(X <= k) is the chance that a gamma variable of shape k + 1 is above the mean. Bins of 20 expected at least.
      const counts = new Float64Array(500);
      for (const value of values) counts[value] = (counts[value] as number) + 1;
      let [before, seen, statistic, bins] = [0, 0, 0, 0];
      for (let k = 0; k < counts.length; k++) {
        seen += counts[k] as number;
        const below = k === counts.length - 1 ? 1 : gammaSurvival(mean, k + 1);
        const expected = (below - before) * DRAWS;
        if (expected < 20 || (1 - below) * DRAWS < 20) continue;
        statistic += (seen - expected) ** 2 / expected;
        bins++;
        [before, seen] = [below, 0];
      }
      const rest = (1 - before) * DRAWS;
      assert.ok(bins > 0 && rest >= 20);
      assert.ok(chiSquareSurvival(statistic + (seen - rest) ** 2 / rest, bins) > UNLIKELY);
    });
  }

  it('Poisson: counts the factors that a product takes to fall to e^-mean', () => {
    // e^-1 = 0.368: 0.6 is above it, 0.6 * 0.6 = 0.36 is not.
    assert.equal(samplePoisson(1, scripted(0.4, 0.4)), 1);
    assert.equal(samplePoisson(1, scripted(0.7)), 0);
    assert.equal(samplePoisson(1, scripted(0, 0, 0, 0.7)), 3);
  });

  it('Poisson of mean 0: is 0', () => {
    assert.deepEqual(new Set(draws('none', (random) => samplePoisson(0, random), 1000)), new Set([0]));
    assert.equal(samplePoisson(0, scripted(0)), 0);
  });

  it('is told from a distribution that is only near', () => {
    // The tests above can fail: a shape a tenth off, or a shift of a twentieth, does not pass.
    const gamma = draws('gamma 2', (random) => sampleGamma(2, random));
    assert.ok(chanceOfDistance(gamma, (x) => gammaCdf(x, 2)) > UNLIKELY);
    assert.ok(chanceOfDistance(gamma, (x) => gammaCdf(x, 2.2)) < UNLIKELY);
    assert.ok(chanceOfDistance(draws('normal', sampleNormal), (x) => normalCdf(x + 0.05)) < UNLIKELY);
    assert.throws(() => assertMoments(gamma, { mean: 2.1, variance: 2, excess: 3 }), /the mean is/);
    assert.throws(() => assertMoments(gamma, { mean: 2, variance: 2.4, excess: 3 }), /the variance is/);
  });

  it('is the same for the same seed, and another for another', () => {
    const shape = fc.double({ min: -2, max: 4, noNaN: true }).map((power) => 10 ** power);
    fc.assert(
      fc.property(fc.string(), shape, shape, (seed, a, b) => {
        const all = (of: string) =>
          draws(
            of,
            (random) =>
              sampleNormal(random) +
              sampleGamma(a, random) +
              sampleBeta(a, b, random) +
              sampleExponential(b, random) +
              samplePoisson(Math.min(a, 50), random),
            5,
          );
        assert.deepEqual(all(seed), all(seed));
        assert.notDeepEqual(all(seed), all(`${seed}'`));
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it('refuses parameters out of range', () => {
    const random = seededRandom(1);
    for (const bad of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      assert.throws(() => sampleGamma(bad, random), /RangeError: shape must be/);
      assert.throws(() => sampleBeta(bad, 1, random), /RangeError: shape must be/);
      assert.throws(() => sampleBeta(1, bad, random), /RangeError: shape must be/);
      assert.throws(() => sampleExponential(bad, random), /RangeError: rate must be/);
    }
    for (const bad of [-1e-9, Number.NaN, Number.POSITIVE_INFINITY]) {
      assert.throws(() => samplePoisson(bad, random), /RangeError: mean must be/);
    }
  });
});
