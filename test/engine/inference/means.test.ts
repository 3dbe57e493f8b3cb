import assert from 'node:assert/strict';
import fc from 'fast-check';
import { bootstrap, bootstrapInterval } from '../../../src/engine/inference/bootstrap.js';
import { cupedTest } from '../../../src/engine/inference/cuped.js';
import { oneSampleTest, welchTest } from '../../../src/engine/inference/means.js';
import {
  mergeMoments,
  mergePairMoments,
  momentsOf,
  momentsOfCounts,
  NO_MOMENTS,
  NO_PAIR_MOMENTS,
  pairMomentsOf,
  sampleVariance,
  withPair,
  withValue,
} from '../../../src/engine/inference/moments.js';
import { benjaminiHochberg, holm } from '../../../src/engine/inference/multiple-comparisons.js';
import {
  noncentralTSurvival,
  powerForMeans,
  powerForProportions,
  sizeForMeans,
  sizeForProportions,
} from '../../../src/engine/inference/sample-size.js';
import { normalCdf, normalQuantile } from '../../../src/engine/numerics/distributions-normal.js';
import { tSurvival } from '../../../src/engine/numerics/distributions-t.js';
import { seededRandom } from '../../../src/engine/numerics/random.js';

const near = (actual: number, expected: number, tolerance = 1e-10) =>
  assert.ok(Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected)), `${actual} is not ${expected}`);
const numbers = fc.array(fc.double({ min: -1e3, max: 1e3, noNaN: true }), { minLength: 2, maxLength: 30 });

describe('moments', () => {
  it('are the mean and the sum of squares, however the list is cut and merged', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const all = [...a, ...b];
        const mean = all.reduce((sum, x) => sum + x, 0) / all.length;
        const squares = all.reduce((sum, x) => sum + (x - mean) ** 2, 0);
        const merged = mergeMoments(momentsOf(a), b.reduce(withValue, NO_MOMENTS));
        near(merged.mean, mean);
        near(merged.squares, squares, 1e-9);
        near(sampleVariance(merged), squares / (all.length - 1), 1e-9);
        assert.equal(merged.count, all.length);
      }),
      { seed: 81, numRuns: 200 },
    );
  });

  it('of counts are those of so many zeros and ones', () => {
    const { count, mean, squares } = momentsOfCounts(3, 8);
    const same = momentsOf([1, 1, 1, 0, 0, 0, 0, 0]);
    assert.equal(count, 8);
    near(mean, same.mean);
    near(squares, same.squares);
    assert.deepEqual(momentsOfCounts(0, 0), NO_MOMENTS);
    assert.throws(() => momentsOfCounts(5, 4), /successes must be at most 4/);
  });

  it('of pairs merge to those of all pairs', () => {
    const [x, y] = [
      [1, 4, 2, 9, 3],
      [2, 5, 5, 7, 1],
    ];
    const merged = mergePairMoments(pairMomentsOf(x.slice(0, 2), y.slice(0, 2)), pairMomentsOf(x.slice(2), y.slice(2)));
    const [mx, my] = [19 / 5, 4];
    near(merged.meanX, mx);
    near(
      merged.products,
      x.reduce((sum, each, i) => sum + (each - mx) * ((y[i] as number) - my), 0),
    );
    near(
      merged.squaresX,
      x.reduce((sum, each) => sum + (each - mx) ** 2, 0),
    );
    near(
      merged.squaresY,
      y.reduce((sum, each) => sum + (each - my) ** 2, 0),
    );
    assert.deepEqual(mergePairMoments(NO_PAIR_MOMENTS, NO_PAIR_MOMENTS), NO_PAIR_MOMENTS);
    assert.deepEqual(mergeMoments(NO_MOMENTS, NO_MOMENTS), NO_MOMENTS);
    assert.throws(() => pairMomentsOf([1], []), /one x for each y/);
    assert.throws(() => withPair(NO_PAIR_MOMENTS, Number.NaN, 1), /x must be a finite number/);
    assert.throws(() => momentsOf([1, Number.NaN]), /values\[1\] must be a finite number/);
    assert.throws(() => sampleVariance(NO_MOMENTS), /count must be a whole number of at least 2/);
  });
});

describe('tests of means', () => {
  it("Welch's is scipy's", () => {
    // scipy 1.17.1: stats.ttest_ind([5, 7, 9, 6, 12], [1, 2, 4, 3, 2.5, 6, 1], equal_var=False), confidence_interval(.95)
    const found = welchTest(momentsOf([1, 2, 4, 3, 2.5, 6, 1]), momentsOf([5, 7, 9, 6, 12]));
    near(found.effect, 7.8 - 19.5 / 7);
    near(found.statistic, 3.5539255049720953);
    near(found.df, 6.322767538079692);
    near(found.pValue, 0.01100719867119965);
    near(found.low, 1.6041759175001387);
    near(found.high, 8.424395511071289);
  });

  it('of one sample is worked by hand', () => {
    // 1, 2, 3: mean 2, standard error 1/sqrt(3); against 1, t = sqrt(3) with 2 df, whose tail is closed:
    // P(|T| > t) = 1 - t / sqrt(2 + t^2).
    const found = oneSampleTest(momentsOf([1, 2, 3]), 1);
    near(found.statistic, Math.sqrt(3));
    near(found.pValue, 1 - Math.sqrt(3 / 5));
    // The quantile of 2 df: t = q sqrt(2 / (1 - q^2)) with q = .95.
    near(found.high - 2, (0.95 * Math.sqrt(2 / (1 - 0.95 ** 2))) / Math.sqrt(3));
  });

  it('without any spread are certain', () => {
    assert.equal(welchTest(momentsOf([1, 1]), momentsOf([1, 1])).pValue, 1);
    assert.equal(welchTest(momentsOf([1, 1]), momentsOf([2, 2])).pValue, 0);
    assert.throws(() => welchTest(momentsOf([1]), momentsOf([2, 3])), RangeError);
    assert.throws(() => oneSampleTest(momentsOf([1, 2]), 0, 1), /confidence must be inside/);
  });

  it('CUPED is Welch on the numbers with the slope taken off', () => {
    const random = seededRandom(5);
    const arm = (lift: number) => {
      const x = Array.from({ length: 40 }, () => random.next());
      return { x, y: x.map((each) => 3 * each + lift + 0.2 * random.next()) };
    };
    const [a, b] = [arm(0), arm(0.1)];
    const found = cupedTest(pairMomentsOf(a.x, a.y), pairMomentsOf(b.x, b.y));
    const mean = momentsOf([...a.x, ...b.x]).mean;
    const off = ({ x, y }: typeof a) => momentsOf(y.map((each, i) => each - found.slope * ((x[i] as number) - mean)));
    const rows = welchTest(off(a), off(b));
    near(found.effect, rows.effect);
    near(found.pValue, rows.pValue);
    near(found.low, rows.low);
    assert.ok(Math.abs(found.slope - 3) < 0.1 && found.varianceReduction > 0.95);
    const same = pairMomentsOf([1, 1, 1], [1, 2, 4]);
    assert.deepEqual([cupedTest(same, same).slope, cupedTest(same, same).effect], [0, 0]);
    const still = pairMomentsOf([1, 2], [1, 1]);
    assert.equal(cupedTest(still, still).varianceReduction, 0);
  });
});

describe('the bootstrap', () => {
  const mean = ([sample]: readonly Float64Array[]) => momentsOf(sample as Float64Array).mean;
  const sample = [1, 2, 2, 3, 3, 3, 4, 4, 9, 30];

  it('is near the standard error that is known, and the same for the same seed', () => {
    const found = bootstrap([sample], mean, { random: seededRandom(1), resamples: 4_000 });
    const { count, squares } = momentsOf(sample);
    assert.ok(Math.abs(found.standardError / Math.sqrt(squares / count / count) - 1) < 0.05);
    assert.deepEqual(found, bootstrap([sample], mean, { random: seededRandom(1), resamples: 4_000 }));
    // A long right tail: BCa reaches further to the right than the percentiles.
    const plain = bootstrap([sample], mean, { random: seededRandom(1), resamples: 4_000, method: 'percentile' });
    assert.ok(found.high > plain.high && found.low > plain.low);
  });

  it('of the same draws is scipy\u2019s', () => {
    // scipy 1.17.1: stats.bootstrap(n_resamples=0, method='BCa', confidence_level=.9, bootstrap_result=these draws)
    const draws = Float64Array.from({ length: 100 }, (_, index) => 6.11 + ((index - 49.5) ** 3 / 125_000) * 4);
    const { low, high } = bootstrapInterval([sample], mean, draws, 0.9, 'bca');
    near(low, 3.2545622677267527);
    near(high, 8.900892113508988);
  });

  it('of a difference of means corrects bias and acceleration as worked by hand', () => {
    const [a, b] = [
      [1, 2, 2, 4, 11],
      [3, 5, 4, 20],
    ];
    const difference = ([x, y]: readonly Float64Array[]) => mean([y as Float64Array]) - mean([x as Float64Array]);
    // Leaving one number out moves a mean of n by (x - mean) / (n - 1): of the first sample, against the difference.
    const powers = (values: number[], power: number) => {
      const middle = values.reduce((sum, value) => sum + value, 0) / values.length;
      return values.reduce((sum, value) => sum + ((value - middle) / values.length) ** power, 0);
    };
    const acceleration = (powers(b, 3) - powers(a, 3)) / (6 * (powers(a, 2) + powers(b, 2)) ** 1.5);
    // The difference is 8 - 4 = 4, and 400 of 1001 draws lie below it, none on it.
    const draws = Float64Array.from({ length: 1001 }, (_, index) => (index - 399.5) / 100 + 4);
    const bias = normalQuantile(400 / 1001);
    const at = (z: number) => {
      const share = normalCdf(bias + (bias + z) / (1 - acceleration * (bias + z)));
      return (1000 * share - 399.5) / 100 + 4;
    };
    const { low, high } = bootstrapInterval([a, b], difference, draws, 0.9, 'bca');
    near(low, at(normalQuantile(0.05)));
    near(high, at(normalQuantile(0.95)));
    assert.ok(Math.abs(acceleration) > 0.01 && Math.abs(bias) > 0.1, 'both corrections count');
  });

  it('answers for one number, for a constant, and refuses nothing', () => {
    const { low, high } = bootstrap([[7]], mean, { random: seededRandom(2) });
    assert.deepEqual([low, high], [7, 7]);
    const draws = Float64Array.of(1, 2, 3);
    // The estimate lies outside all draws.
    assert.deepEqual(bootstrapInterval([[9, 9]], mean, draws, 0.5, 'bca'), { low: 1.5, high: 2.5 });
    assert.throws(() => bootstrap([], mean, { random: seededRandom(1) }), /samples must not be empty/);
    assert.throws(() => bootstrap([[]], mean, { random: seededRandom(1) }), /length must be a whole number/);
    assert.throws(() => bootstrap([[1, Number.NaN]], mean, { random: seededRandom(1) }), /finite/);
    assert.throws(() => bootstrap([[1]], () => Number.NaN, { random: seededRandom(1) }), /statistic must be a finite/);
    assert.throws(() => bootstrap([[1]], mean, { random: seededRandom(1), resamples: 1 }), /resamples/);
  });
});

describe('many comparisons', () => {
  it('are worked by hand', () => {
    const p = [0.01, 0.04, 0.03, 0.005];
    [0.03, 0.06, 0.06, 0.02].forEach((value, index) => {
      near(holm(p)[index] as number, value);
    });
    [0.02, 0.04, 0.04, 0.02].forEach((value, index) => {
      near(benjaminiHochberg(p)[index] as number, value);
    });
    assert.deepEqual([holm([]).length, benjaminiHochberg([]).length], [0, 0]);
    assert.throws(() => holm([0.1, 2]), /pValues\[1\] must be in \[0, 1\]/);
  });

  it('never lower a p-value, and Holm is never the smaller', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 20 }), (p) => {
        const [strict, mild] = [holm(p), benjaminiHochberg(p)];
        for (const [index, value] of p.entries()) {
          assert.ok((mild[index] as number) >= value * (1 - 1e-12));
          assert.ok((strict[index] as number) >= (mild[index] as number) * (1 - 1e-12));
        }
      }),
      { seed: 82, numRuns: 200 },
    );
  });
});

describe('planning', () => {
  it('is that of Cohen: 64 learners a group find half a standard deviation, 80 % of the time', () => {
    assert.equal(sizeForMeans(0.5), 64);
    assert.equal(sizeForMeans(0.2), 394);
    assert.equal(sizeForMeans(0.8), 26);
  });

  it('has the power of statsmodels', () => {
    // statsmodels 0.15.0: TTestIndPower().power(.3, 50, .05, ratio=2), (1.1, 5, .01); NormalIndPower() on .3 and .2, 120.
    near(powerForMeans(0.3, 50, { controlPerTreated: 2 }), 0.4056096657763756);
    near(powerForMeans(1.1, 5, { alpha: 0.01 }), 0.12071531529646257);
    near(powerForProportions(0.2, 0.3, 120), 0.4353367224878255);
  });

  it('without an effect finds alpha, and the noncentral t without a shift is t', () => {
    near(powerForMeans(0, 30), 0.05);
    near(powerForProportions(0.3, 0.3, 100, { alpha: 0.01 }), 0.01);
    for (const df of [1, 4, 200]) near(noncentralTSurvival(1.3, df, 0), tSurvival(1.3, df), 1e-11);
  });

  it('gives the smallest size that has the power', () => {
    const size = sizeForProportions(0.1, 0.15, 0.9, { controlPerTreated: 2 });
    assert.ok(powerForProportions(0.1, 0.15, size, { controlPerTreated: 2 }) >= 0.9);
    assert.ok(powerForProportions(0.1, 0.15, size - 1, { controlPerTreated: 2 }) < 0.9);
    assert.equal(sizeForMeans(30), 2);
  });

  it('refuses what cannot be planned', () => {
    assert.throws(() => sizeForMeans(0), /no group is large enough/);
    assert.throws(() => sizeForMeans(0.5, 1), /power must be inside/);
    assert.throws(() => powerForMeans(0.5, 1), /each group must have 2 learners/);
    assert.throws(() => powerForMeans(0.5, 10, { alpha: 0 }), /alpha must be inside/);
    assert.throws(() => powerForProportions(0.5, 1.2, 10), /treatment must be in/);
  });
});
