import assert from 'node:assert/strict';
import fc from 'fast-check';
import { momentsOf, NO_MOMENTS, withValue } from '../../../src/engine/inference/moments.js';
import { scoreInterval, shareInterval, twoProportionsTest } from '../../../src/engine/inference/proportions.js';
import { sampleRatio } from '../../../src/engine/inference/sample-ratio.js';
import { sequentialDifference, sequentialMean } from '../../../src/engine/inference/sequential-means.js';
import {
  multinomialEvidence,
  sequentialShare,
  sequentialShareDifference,
  twoSharesEvidence,
} from '../../../src/engine/inference/sequential-proportions.js';
import { seededRandom } from '../../../src/engine/numerics/random.js';
import { sampleNormal } from '../../../src/engine/numerics/sample.js';

const near = (actual: number, expected: number, tolerance = 1e-10) =>
  assert.ok(Math.abs(actual - expected) <= tolerance * Math.max(1, Math.abs(expected)), `${actual} is not ${expected}`);
const counts = fc
  .tuple(fc.integer({ min: 1, max: 60 }), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([trials, share]) => ({ trials, successes: Math.round(share * trials) }));

describe('two shares', () => {
  it('are compared as by statsmodels', () => {
    // statsmodels 0.15.0: proportions_ztest([7, 3], [20, 25]); confint_proportions_2indep(7, 20, 3, 25, 'newcomb',
    // compare='diff'); proportion_confint(3, 25, method='wilson')
    const [control, treatment] = [
      { successes: 3, trials: 25 },
      { successes: 7, trials: 20 },
    ];
    const found = twoProportionsTest(control, treatment);
    near(found.statistic, 1.8441025691957282);
    near(found.pValue, 0.0651681935812683);
    near(found.low, -0.016449292519579217);
    near(found.high, 0.46084224160529086);
    near(shareInterval(control).low, 0.04166817150440355);
    near(shareInterval(control).high, 0.2995579392092733);
  });

  it('have the score interval that brute force finds', () => {
    fc.assert(
      fc.property(counts, counts, (control, treatment) => {
        const { low, high } = scoreInterval(control, treatment, 0.9);
        const effect = treatment.successes / treatment.trials - control.successes / control.trials;
        assert.ok(low <= effect && effect <= high && low >= -1 && high <= 1);
        // At an end inside (-1, 1) the statistic is the normal quantile of 95 %, 1.6449.
        for (const end of [low, high]) {
          if (Math.abs(end) > 0.999 || end === effect) continue;
          near(Math.abs(bruteScore(control, treatment, end, effect)), 1.6448536269514722, 1e-4);
        }
      }),
      { seed: 91, numRuns: 150 },
    );
  });

  it('stay in bounds at none and at all, and refuse what is no count', () => {
    assert.equal(shareInterval({ successes: 0, trials: 10 }).low, 0);
    assert.equal(shareInterval({ successes: 10, trials: 10 }).high, 1);
    const none = { successes: 0, trials: 5 };
    assert.equal(twoProportionsTest(none, none).pValue, 1);
    const all = scoreInterval(none, { successes: 5, trials: 5 });
    assert.ok(all.low > 0 && all.high === 1);
    assert.throws(() => shareInterval({ successes: 1, trials: 0 }), /trials must be a whole number/);
    assert.throws(() => shareInterval({ successes: 2, trials: 1 }), /successes must be at most the 1 trials/);
    assert.throws(() => scoreInterval(none, none, 1), /confidence/);
  });
});

type Counts = { successes: number; trials: number };

/** The score statistic with the likeliest shares found by trying out. */
function bruteScore(control: Counts, treatment: Counts, d: number, effect: number): number {
  const [n0, n1] = [control.trials, treatment.trials];
  const xLogY = (x: number, y: number) => (x === 0 ? 0 : x * Math.log(y));
  const value = (p: number) =>
    xLogY(control.successes, p) +
    xLogY(n0 - control.successes, 1 - p) +
    xLogY(treatment.successes, p + d) +
    xLogY(n1 - treatment.successes, 1 - p - d);
  let [low, high] = [Math.max(0, -d), Math.min(1, 1 - d)];
  for (let round = 0; round < 200; round++) {
    const [a, b] = [low + (high - low) / 3, high - (high - low) / 3];
    if (value(a) < value(b)) low = a;
    else high = b;
  }
  const p = (low + high) / 2;
  const n = n0 + n1;
  const variance = (((p + d) * (1 - p - d)) / n1 + (p * (1 - p)) / n0) * (n / (n - 1));
  return (effect - d) / Math.sqrt(variance);
}

describe('looking at any time', () => {
  it('gives an e-value whose mean is 1 when there is no effect', () => {
    // The e-value is a likelihood ratio: with n numbers its mean over the null is 1; by 20,000 draws at n = 12 + 12.
    let sum = 0;
    const random = seededRandom('mean of e');
    for (let round = 0; round < 20_000; round++) {
      const [a, b] = [0, 1].map(() => momentsOf(Array.from({ length: 12 }, () => sampleNormal(random))));
      sum += sequentialDifference(a ?? NO_MOMENTS, b ?? NO_MOMENTS, { bestAt: 200 }).eValue;
    }
    assert.ok(sum / 20_000 < 1.06 && sum / 20_000 > 0.9, `the mean is ${sum / 20_000}`);
  });

  it('ends an interval where the e-value of that difference is 1/alpha', () => {
    const random = seededRandom('ends');
    const sample = momentsOf(Array.from({ length: 80 }, () => sampleNormal(random)));
    const { low, high } = sequentialMean(sample, 0, { confidence: 0.9 });
    near(sequentialMean(sample, low, { confidence: 0.9 }).eValue, 10, 1e-8);
    near(sequentialMean(sample, high, { confidence: 0.9 }).eValue, 10, 1e-8);
    assert.equal(sequentialMean(sample, sample.mean).pValue, 1);
  });

  it('tends to the asymptotic confidence sequence as numbers grow', () => {
    // Waudby-Smith et al. (2024), eq. 2: sd sqrt(2 (n rho^2 + 1) / (n^2 rho^2) ln(sqrt(n rho^2 + 1) / alpha)).
    const n = 1e7;
    const { effect, high } = sequentialMean({ count: n, mean: 0.3, squares: 4 * (n - 1) }, 0, { bestAt: n });
    const r = -2 * Math.log(0.05) + Math.log(-2 * Math.log(0.05)) + 1;
    near(
      (high - effect) / Math.sqrt(4 / n),
      Math.sqrt((2 * (r + 1)) / r) * Math.sqrt(Math.log(Math.sqrt(r + 1) / 0.05)),
      1e-5,
    );
  });

  it('finds nothing by chance more often than 1 in 20 although it looks every time (600 experiments)', () => {
    let found = 0;
    for (let experiment = 0; experiment < 600; experiment++) {
      const random = seededRandom(`peeking ${experiment}`);
      let [a, b] = [NO_MOMENTS, NO_MOMENTS];
      for (let pair = 0; pair < 200; pair++) {
        a = withValue(a, Number(random.next() < 0.3));
        b = withValue(b, Number(random.next() < 0.3));
        if (sequentialDifference(a, b, { bestAt: 200 }).pValue > 0.05) continue;
        found++;
        break;
      }
    }
    assert.ok(found <= 0.05 * 600, `${found} of 600`);
  });

  it('claims nothing from too little', () => {
    for (const sample of [NO_MOMENTS, momentsOf([1]), momentsOf([1, 1, 1])]) {
      const { low, high, pValue } = sequentialDifference(sample, momentsOf([1, 2, 3]));
      assert.deepEqual([low, high, pValue], [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY, 1]);
      assert.equal(sequentialMean(sample).eValue, 1);
    }
    const { high, pValue } = sequentialDifference(momentsOf([1, 2]), momentsOf([4, 6]));
    assert.deepEqual([high, pValue <= 1], [Number.POSITIVE_INFINITY, true]);
    assert.throws(() => sequentialMean(momentsOf([1, 2]), 0, { bestAt: 0 }), /bestAt/);
    assert.throws(() => sequentialMean(NO_MOMENTS, 0, { confidence: 2 }), /confidence/);
  });

  it('bounds a share by the mixture, worked out by summing', () => {
    // 3 of 4: B(3.5, 1.5) / B(.5, .5) = 5/128, so the ends solve p^3 (1 - p) = 5/128 * alpha.
    const { low, high } = sequentialShare({ successes: 3, trials: 4 });
    for (const p of [low, high]) near(p ** 3 * (1 - p), (5 / 128) * 0.05, 1e-12);
    assert.deepEqual(sequentialShare({ successes: 0, trials: 0 }), { low: 0, high: 1 });
    const difference = sequentialShareDifference({ successes: 3, trials: 4 }, { successes: 3, trials: 4 });
    near(difference.low, -difference.high);
    assert.equal(sequentialShare({ successes: 0, trials: 50 }).low, 0);
    assert.throws(() => sequentialShare({ successes: 2, trials: 1 }), /successes must be at most 1/);
  });

  it('has evidence on shares whose mean is exactly 1, summed over all assignments', () => {
    // 4 successes, 3 failures, each assigned by a coin of .4: over all 2^7 ways the mean of E is 1.
    let mean = 0;
    for (let good = 0; good <= 4; good++) {
      for (let bad = 0; bad <= 3; bad++) {
        const chance = choose(4, good) * choose(3, bad) * 0.4 ** (good + bad) * 0.6 ** (7 - good - bad);
        const treatment = { successes: good, trials: good + bad };
        const control = { successes: 4 - good, trials: 7 - good - bad };
        mean += chance * twoSharesEvidence(control, treatment, 0.4, 3).eValue;
      }
    }
    near(mean, 1, 1e-12);
  });

  it('has evidence on a multinomial whose mean is exactly 1', () => {
    let mean = 0;
    const shares = [0.2, 0.3, 0.5];
    for (let a = 0; a <= 5; a++) {
      for (let b = 0; a + b <= 5; b++) {
        const ways = choose(5, a) * choose(5 - a, b);
        mean +=
          ways * 0.2 ** a * 0.3 ** b * 0.5 ** (5 - a - b) * Math.exp(multinomialEvidence([a, b, 5 - a - b], shares, 7));
      }
    }
    near(mean, 1, 1e-12);
  });
});

function choose(n: number, k: number): number {
  return k === 0 ? 1 : (choose(n, k - 1) * (n - k + 1)) / k;
}

describe('the sample ratio', () => {
  it('is worked by hand', () => {
    // 60 and 40 for 50 and 50: 100/50 + 100/50 = 4 with 1 df, the normal tail beyond 2 twice.
    const { statistic, df, pValue, verdict } = sampleRatio([60, 40], [0.5, 0.5]);
    near(statistic, 4);
    assert.equal(df, 1);
    near(pValue, 0.04550026389635842);
    assert.deepEqual(verdict, { severity: 'none', reason: 'as-planned' });
  });

  it('asks for a look, then for action', () => {
    assert.equal(sampleRatio([5_200, 4_850], [0.5, 0.5]).verdict.severity, 'watch');
    assert.deepEqual(sampleRatio([5_400, 4_600], [0.5, 0.5]).verdict, { severity: 'act', reason: 'not-as-planned' });
    assert.equal(sampleRatio([1, 1, 1], [1 / 3, 1 / 3, 1 / 3]).verdict.severity, 'none');
  });

  it('refuses shares that are none', () => {
    assert.throws(() => sampleRatio([0, 0], [0.5, 0.5]), /counts must have one above 0/);
    assert.throws(() => sampleRatio([1], [1]), /two or more counts/);
    assert.throws(() => sampleRatio([1, 2], [0, 1]), /shares\[0\] must be inside/);
    assert.throws(() => sampleRatio([1, 2], [0.5, 0.6]), /sum 1/);
    assert.throws(() => sampleRatio([1.5, 2], [0.5, 0.5]), /counts\[0\] must be a whole number/);
  });
});
