import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type ArmSums, addReward, NO_REWARDS } from '../../../src/engine/bandits/arm-sums.js';
import { type ArmPolicy, chooseArm, propensitiesOf } from '../../../src/engine/bandits/choose-arm.js';
import { highestKlIndex, klIndex } from '../../../src/engine/bandits/kl-index.js';
import { seededRandom } from '../../../src/engine/numerics/random.js';

const sumsOf = (count: number, sum: number): ArmSums => ({ count, sum, squares: sum });
const POLICIES: ArmPolicy[] = [
  { kind: 'thompson-beta' },
  { kind: 'thompson-beta', prior: { a: 2, b: 1 }, temper: 2 },
  { kind: 'thompson-normal', prior: { mean: 0.5, deviation: 1, noise: 0.5 } },
  { kind: 'kl-index' },
  { kind: 'kl-index', horizon: 3_000 },
];

describe('klIndex', () => {
  it('solves n kl(p, q) = exploration ln(t / n)', () => {
    fc.assert(
      fc.property(
        fc.nat({ max: 5_000 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1, max: 100_000 }),
        (count, share, more) => {
          const sum = Math.round(share * count);
          const [n, steps] = [count + 2, count + 2 + more];
          const [p, q] = [(sum + 1) / n, klIndex(sumsOf(count, sum), steps, 0.7)];
          const divergence = p * Math.log(p / q) + (1 - p) * Math.log((1 - p) / (1 - q));
          assert.ok(q > p && q < 1);
          assert.ok(Math.abs(n * divergence - 0.7 * Math.log(steps / n)) < 1e-6 * n);
        },
      ),
      { seed: 2 },
    );
  });

  it('is the mean itself where an arm has had every step', () => {
    assert.equal(klIndex(sumsOf(8, 4), 10, 1), 0.5);
    assert.equal(klIndex(sumsOf(8, 4), 3, 1), 0.5);
  });

  it('refuses rewards outside [0, 1] and no exploration', () => {
    assert.throws(() => klIndex(sumsOf(2, 3), 9, 1), /rewards must be in/);
    assert.throws(() => klIndex(sumsOf(2, -1), 9, 1), /rewards must be in/);
    assert.throws(() => klIndex(sumsOf(2, 1), 9, 0), /exploration/);
  });
});

describe('highestKlIndex', () => {
  it('finds the arm that working out every index finds', () => {
    const arm = fc.tuple(fc.nat({ max: 400 }), fc.double({ min: 0, max: 1, noNaN: true }));
    fc.assert(
      fc.property(fc.array(arm, { minLength: 1, maxLength: 20 }), fc.nat({ max: 9_000 }), (drawn, steps) => {
        const arms = drawn.map(([count, share]) => sumsOf(count, Math.round(share * count)));
        const indices = arms.map((sums) => klIndex(sums, steps, 0.45));
        const found = indices[highestKlIndex(arms, steps, 0.45)] ?? Number.NaN;
        // Newton's steps end within 1e-9 of the root.
        assert.ok(found >= Math.max(...indices) - 1e-8, `${found} instead of ${Math.max(...indices)}`);
      }),
      { seed: 14, numRuns: 500 },
    );
  });

  it('takes the first of equal arms, and refuses what klIndex refuses', () => {
    assert.equal(highestKlIndex([sumsOf(3, 1), NO_REWARDS, NO_REWARDS], 90, 1), 1);
    assert.throws(() => highestKlIndex([], 9, 1), /arms must not be empty/);
    assert.throws(() => highestKlIndex([sumsOf(2, 3)], 9, 1), /rewards must be in/);
    assert.throws(() => highestKlIndex([NO_REWARDS], 9, 0), /exploration/);
  });
});

describe('chooseArm', () => {
  it('explores while there are decisions left to gain by it', () => {
    const arms = [sumsOf(100, 60), sumsOf(4, 2)];
    const choose = (horizon: number) => chooseArm(arms, { kind: 'kl-index', horizon }, seededRandom(1));
    // n = 6, p = .5: 6 kl(.5, q) = .45 ln(left / 6). 900 left: q = .5 + .37; 7 left: q = .5 + .08, below 61 / 102.
    assert.equal(choose(1_004), 1);
    assert.equal(choose(111), 0);
    // Past the horizon the higher mean is played.
    assert.equal(choose(50), 0);
    assert.throws(() => choose(0), /horizon/);
    assert.throws(() => choose(Number.NaN), /horizon/);
  });

  for (const policy of POLICIES) {
    it(`plays each arm as often as its propensity says (${JSON.stringify(policy)})`, () => {
      const arms = [sumsOf(20, 9), sumsOf(5, 3), sumsOf(60, 30), NO_REWARDS];
      const propensities = propensitiesOf(arms, policy);
      const random = seededRandom(3);
      const plays = [0, 0, 0, 0];
      for (let round = 0; round < 20_000; round++) {
        const arm = chooseArm(arms, policy, random);
        plays[arm] = (plays[arm] as number) + 1;
      }
      for (const [arm, each] of propensities.entries()) {
        assert.ok(Math.abs((plays[arm] as number) / 20_000 - each) < 0.015, `arm ${arm}: ${plays[arm]} plays, ${each}`);
      }
    });

    it(`finds the better of two arms (${JSON.stringify(policy)})`, () => {
      const random = seededRandom(5);
      let arms: ArmSums[] = [NO_REWARDS, NO_REWARDS];
      let plays = 0;
      for (let step = 0; step < 3_000; step++) {
        const arm = chooseArm(arms, policy, random);
        plays += arm;
        const reward = Number(random.next() < (arm === 1 ? 0.8 : 0.4));
        arms = arms.map((each, index) => (index === arm ? addReward(each, reward) : each));
      }
      assert.ok(plays > 2_800, `the better arm was played ${plays} times of 3,000`);
    });

    it(`gives the same arms for the same seed, and takes the only arm there is (${JSON.stringify(policy)})`, () => {
      const arms = [sumsOf(4, 2), sumsOf(5, 2)];
      const play = () => {
        const random = seededRandom(9);
        return Array.from({ length: 50 }, () => chooseArm(arms, policy, random));
      };
      assert.deepEqual(play(), play());
      assert.equal(chooseArm([NO_REWARDS], policy, seededRandom(1)), 0);
      assert.deepEqual(propensitiesOf([NO_REWARDS], policy), [1]);
      assert.throws(() => chooseArm([], policy, seededRandom(1)), /arms must not be empty/);
      assert.throws(() => propensitiesOf([], policy), /arms must not be empty/);
    });
  }
});
