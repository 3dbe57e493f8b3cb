import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type ArmSums,
  addDiscounted,
  addReward,
  addToWindow,
  NO_REWARDS,
  removeReward,
  type WindowState,
} from '../../../src/engine/bandits/arm-sums.js';
import { betaPosterior, momentsOf, normalPosterior, type Posterior } from '../../../src/engine/bandits/posterior.js';
import { probabilityBest } from '../../../src/engine/bandits/probability-best.js';
import { seededRandom } from '../../../src/engine/numerics/random.js';
import { sampleBeta } from '../../../src/engine/numerics/sample.js';

const beta = (a: number, b: number): Posterior => ({ kind: 'beta', a, b });
const normal = (mean: number, deviation: number): Posterior => ({ kind: 'normal', mean, deviation });
const near = (actual: number | undefined, expected: number, tolerance: number): void =>
  assert.ok(Math.abs((actual ?? Number.NaN) - expected) <= tolerance, `${actual} instead of ${expected}`);

describe('the sums of an arm', () => {
  it('count, add and square, and give back what is taken out', () => {
    const sums = [1, 0, 0.5].reduce(addReward, NO_REWARDS);
    assert.deepEqual(sums, { count: 3, sum: 1.5, squares: 1.25 });
    assert.deepEqual(removeReward(sums, 0.5), { count: 2, sum: 1, squares: 1 });
    assert.deepEqual(removeReward(addReward(NO_REWARDS, 0.3), 0.3), NO_REWARDS);
    assert.throws(() => removeReward(NO_REWARDS, 1), /no reward/);
    assert.throws(() => addReward(NO_REWARDS, Number.NaN), /reward/);
  });

  it('forget with a discount: each reward weighs discount^age', () => {
    let arms: ArmSums[] = [NO_REWARDS, NO_REWARDS];
    for (const [arm, reward] of [
      [0, 1],
      [1, 1],
      [0, 0],
    ] as const)
      arms = addDiscounted(arms, arm, reward, 0.5);
    assert.deepEqual(arms, [
      { count: 1.25, sum: 0.25, squares: 0.25 },
      { count: 0.5, sum: 0.5, squares: 0.5 },
    ]);
    for (const discount of [0, 1.1, Number.NaN]) assert.throws(() => addDiscounted(arms, 0, 1, discount), /discount/);
    for (const arm of [2, -1, 0.5]) assert.throws(() => addDiscounted(arms, arm, 1, 1), /there is no arm/);
  });

  it('hold exactly the last steps in a window', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ arm: fc.nat({ max: 2 }), reward: fc.constantFrom(0, 1) }, { noNullPrototype: true }), {
          maxLength: 40,
        }),
        fc.integer({ min: 1, max: 10 }),
        (steps, size) => {
          let state: WindowState = { size, arms: [NO_REWARDS, NO_REWARDS, NO_REWARDS], steps: [] };
          for (const { arm, reward } of steps) state = addToWindow(state, arm, reward);
          const last = steps.slice(-size);
          assert.deepEqual(state.steps, last);
          for (const [arm, sums] of state.arms.entries()) {
            const own = last.filter((step) => step.arm === arm).map(({ reward }) => reward);
            assert.deepEqual(sums, own.reduce(addReward, NO_REWARDS));
          }
        },
      ),
      { seed: 4 },
    );
    assert.throws(() => addToWindow({ size: 0, arms: [NO_REWARDS], steps: [] }, 0, 1), /size/);
  });
});

describe('posteriors', () => {
  it('count successes and failures on top of the prior', () => {
    assert.deepEqual(betaPosterior({ count: 10, sum: 7, squares: 7 }), beta(8, 4));
    assert.deepEqual(betaPosterior({ count: 10, sum: 7, squares: 7 }, { a: 0.5, b: 2 }, 2), beta(14.5, 8));
    // Mean 2/3 and variance ab / ((a + b)^2 (a + b + 1)) = 32 / (144 * 13).
    const { mean, deviation } = momentsOf(beta(8, 4));
    near(mean, 2 / 3, 1e-15);
    near(deviation, Math.sqrt(32 / (144 * 13)), 1e-15);
  });

  it('weigh prior and rewards of any size by their precision', () => {
    // Precision 1/4 + 4/1 = 4.25; mean (.25 * 2 + 4 * 5) / 4.25.
    const posterior = normalPosterior({ count: 4, sum: 20, squares: 100 }, { mean: 2, deviation: 2, noise: 1 });
    near(momentsOf(posterior).mean, 20.5 / 4.25, 1e-14);
    near(momentsOf(posterior).deviation, 1 / Math.sqrt(4.25), 1e-14);
    const sharper = normalPosterior({ count: 4, sum: 20, squares: 100 }, { mean: 2, deviation: 2, noise: 1 }, 4);
    near(momentsOf(sharper).deviation, 0.5 / Math.sqrt(4.25), 1e-14);
  });

  it('refuse what they cannot use', () => {
    const sums = { count: 2, sum: 1, squares: 1 };
    assert.throws(() => betaPosterior({ count: 2, sum: 3, squares: 9 }), /rewards must be in \[0, 1\]/);
    assert.throws(() => betaPosterior({ count: 2, sum: -1, squares: 1 }), /rewards must be in \[0, 1\]/);
    assert.throws(() => betaPosterior({ count: Number.NaN, sum: 0, squares: 0 }), /rewards must be/);
    assert.throws(() => betaPosterior(sums, { a: 0, b: 1 }), /prior a/);
    assert.throws(() => betaPosterior(sums, { a: 1, b: -1 }), /prior b/);
    assert.throws(() => betaPosterior(sums, { a: 1, b: 1 }, 0), /temper/);
    assert.throws(() => normalPosterior(sums, { mean: 0, deviation: 1, noise: 0 }), /noise/);
    assert.throws(() => normalPosterior(sums, { mean: 0, deviation: 0, noise: 1 }), /prior deviation/);
  });
});

describe('probabilityBest', () => {
  it('meets the closed forms of two arms', () => {
    // P(X > Y) of normals is Phi((m1 - m2) / sqrt(s1^2 + s2^2)); Phi(1 / sqrt 2) as scipy.stats.norm.cdf(2 ** -.5) prints it.
    near(probabilityBest([normal(1, 1), normal(0, 1)])[0], 0.7602499389065233, 1e-6);
    // Beta(2,1) has the density 2x, Beta(1,1) is uniform: P = integral of 2x * x = 2/3.
    near(probabilityBest([beta(2, 1), beta(1, 1)])[0], 2 / 3, 1e-5);
    // Beta(1,b) against uniform: 1 / (b + 1) (Evan Miller's sum for a = 1, or by hand).
    near(probabilityBest([beta(1, 9), beta(1, 1)])[0], 0.1, 1e-5);
  });

  it('splits evenly between equals, of any sharpness', () => {
    for (const one of [beta(1, 1), beta(0.2, 0.3), beta(4000, 6000), normal(3, 1e-6)]) {
      for (const each of probabilityBest([one, one, one, one])) near(each, 0.25, 1e-9);
    }
  });

  it('agrees with draws on uneven arms', () => {
    const posteriors = [beta(30, 20), beta(3, 2), beta(300, 240), beta(0.5, 0.5)] as const;
    const random = seededRandom('best');
    const wins = [0, 0, 0, 0];
    const rounds = 40_000;
    for (let round = 0; round < rounds; round++) {
      const draws = posteriors.map((each) => (each.kind === 'beta' ? sampleBeta(each.a, each.b, random) : 0));
      const best = draws.indexOf(Math.max(...draws));
      wins[best] = (wins[best] as number) + 1;
    }
    // Four standard errors of a share of 40,000.
    for (const [arm, each] of probabilityBest(posteriors).entries()) near(each, (wins[arm] as number) / rounds, 0.01);
  });

  it('sums to 1 and prefers a higher mean of the same spread', () => {
    const mean = fc.double({ min: -5, max: 5, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(mean, { minLength: 1, maxLength: 8 }),
        fc.double({ min: 0.01, max: 3, noNaN: true }),
        (means, spread) => {
          const best = probabilityBest(means.map((each) => normal(each, spread)));
          near(
            best.reduce((sum, each) => sum + each, 0),
            1,
            1e-12,
          );
          for (const [one, a] of means.entries()) {
            for (const [two, b] of means.entries()) if (a > b) assert.ok((best[one] ?? 0) >= (best[two] ?? 0) - 1e-9);
          }
        },
      ),
      { seed: 8, numRuns: 50 },
    );
  });

  it('gives an arm that is far behind nothing, and a lone one all', () => {
    assert.deepEqual(probabilityBest([beta(1, 5)]), [1]);
    const [far, ahead] = probabilityBest([normal(0, 0.01), normal(5, 0.01)]);
    assert.equal(far, 0);
    assert.equal(ahead, 1);
  });

  it('keeps its accuracy when one arm is known sharply and the other hardly', () => {
    for (const deviation of [1e-2, 1e-4, 1e-9]) {
      const [sharp, wide] = probabilityBest([normal(0, deviation), normal(0.5, 1)]);
      // Phi(-.5 / sqrt(1 + deviation^2)); scipy.stats.norm.cdf(-.5) prints 0.3085375387259869.
      near(sharp, 0.3085375387259869, 1e-4);
      near(wide, 1 - 0.3085375387259869, 1e-4);
    }
  });

  it('refuses no arms, and a mix of scales', () => {
    assert.throws(() => probabilityBest([]), /posteriors must not be empty/);
    assert.throws(() => probabilityBest([beta(1, 1), normal(0, 1)]), /mixed/);
  });
});
