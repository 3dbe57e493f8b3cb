import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type ArmSums, addReward, NO_REWARDS } from '../../../src/engine/bandits/arm-sums.js';
import { type DecisionRules, decide, decideAmong } from '../../../src/engine/bandits/decide.js';
import { seededRandom } from '../../../src/engine/numerics/random.js';

const sumsOf = (count: number, sum: number): ArmSums => ({ count, sum, squares: sum });
const at = (value: number) => ({ next: () => value });
const near = (actual: readonly number[], expected: readonly number[]): void => {
  assert.equal(actual.length, expected.length);
  for (const [index, each] of expected.entries()) {
    assert.ok(Math.abs((actual[index] ?? Number.NaN) - each) < 1e-9, `${actual} instead of ${expected}`);
  }
};
const all = (...allowed: boolean[]) => ({ allowed, control: 0 });

describe('decideAmong', () => {
  it('draws in proportion to what was wanted where no rule says otherwise', () => {
    const wanted = [0.5, 0, 0.5];
    const decision = decideAmong(wanted, all(true, true, true), at(0.4));
    assert.deepEqual(decision, {
      arm: 0,
      propensity: decision.propensities[0],
      propensities: decision.propensities,
      rulings: [],
    });
    near(decision.propensities, wanted);
    assert.equal(decideAmong(wanted, all(true, true, true), at(0.6)).arm, 2);
    assert.equal(decideAmong([0.25, 0.25, 0.5, 0], all(true, true, true, true), at(1)).propensity > 0, true);
  });

  it('gives what a ruled out arm was to have to the control, and says why', () => {
    const { propensities, rulings } = decideAmong([0.1, 0.6, 0.3], all(true, false, true), at(0));
    near(propensities, [0.7, 0, 0.3]);
    assert.deepEqual(rulings, [{ arm: 1, rule: 'control', wanted: 0.6, given: 0 }]);
  });

  it('names the floor and the cap that changed something', () => {
    const { propensities, rulings } = decideAmong(
      [0, 0.9, 0.1],
      { ...all(true, true, true), floor: 0.1, caps: [1, 0.6, 1] },
      at(0.99),
    );
    near(propensities, [0.1, 0.6, 0.3]);
    assert.deepEqual(
      rulings.map(({ arm, rule, wanted }) => [arm, rule, wanted]),
      [
        [0, 'floor', 0],
        [1, 'cap', 0.9],
      ],
    );
  });

  it('lets the control above its cap rather than break the promise', () => {
    const { propensities, rulings } = decideAmong(
      [0.2, 0.4, 0.4],
      { ...all(false, true, false), caps: [0.5, 0.3, 0.5] },
      at(0),
    );
    near(propensities, [0.7, 0.3, 0]);
    assert.deepEqual(
      rulings.map(({ arm, rule }) => [arm, rule]),
      [
        [0, 'control-above-cap'],
        [1, 'cap'],
        [2, 'control'],
      ],
    );
  });

  it('keeps every rule, whatever was wanted', () => {
    const arm = fc.tuple(fc.nat({ max: 100 }), fc.boolean(), fc.double({ min: 0.4, max: 1, noNaN: true }));
    fc.assert(
      fc.property(
        fc.array(arm, { minLength: 3, maxLength: 7 }),
        fc.double({ min: 0, max: 0.14, noNaN: true }),
        fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
        (arms, floor, draw) => {
          const total = arms.reduce((sum, [weight]) => sum + weight, 0);
          const wanted = arms.map(([weight]) => (total > 0 ? weight / total : 1 / arms.length));
          const allowed = arms.map(([, may]) => may);
          const caps = arms.map(([, , cap]) => cap);
          const decision = decideAmong(wanted, { allowed, control: 0, floor, caps }, at(draw));
          assert.ok(Math.abs(decision.propensities.reduce((sum, each) => sum + each, 0) - 1) < 1e-9);
          assert.equal(decision.propensity, decision.propensities[decision.arm]);
          assert.ok(decision.propensity > 0);
          for (const [index, each] of decision.propensities.entries()) {
            if (index > 0 && !allowed[index]) assert.equal(each, 0);
            else assert.ok(each >= floor - 1e-9);
            if (index > 0) assert.ok(each <= (caps[index] as number) + 1e-9);
          }
        },
      ),
      { seed: 12 },
    );
  });

  it('refuses what does not fit', () => {
    assert.throws(() => decideAmong([], all(), at(0)), /wanted must not be empty/);
    assert.throws(() => decideAmong([1], all(true, true), at(0)), /differ in length/);
    assert.throws(() => decideAmong([1], { allowed: [true], control: 1 }, at(0)), /there is no arm 1/);
    assert.throws(() => decideAmong([0.5, 0.5], { ...all(true, false), floor: 0.6 }, at(0)), /keep floor and caps/);
    assert.throws(() => decideAmong([0.5, Number.NaN], all(true, true), at(0)), /wanted\[1\]/);
    assert.throws(() => decideAmong([1], all(true), at(Number.NaN)), /draw/);
  });
});

describe('decide', () => {
  const promise = { control: 0, loss: 0.1, deviations: 2 };

  it('plays the control until the promise leaves room', () => {
    const rules: DecisionRules = { policy: { kind: 'kl-index' }, promise };
    // .1 * 5 * 4/7 = .29 put aside; a step may cost .9 times the control's upper bound, 4/7 + 2 * .17.
    const early = decide([sumsOf(5, 3), NO_REWARDS], rules, at(0.5));
    assert.deepEqual([early.arm, early.propensity], [0, 1]);
    assert.deepEqual(early.rulings, [{ arm: 1, rule: 'control', wanted: 1, given: 0 }]);
    // 400 plays at about .6 have put .1 * 400 * .6 aside: more than one step can lose.
    assert.equal(decide([sumsOf(400, 240), NO_REWARDS], rules, at(0.5)).arm, 1);
  });

  it('takes its bounds from posteriors that are not tempered', () => {
    const arms = [sumsOf(100, 50), sumsOf(100, 60)];
    const verdicts = [1, 500].map((temper) => {
      const policy = { kind: 'thompson-beta', temper } as const;
      return decide(arms, { policy, promise: { ...promise, loss: 0.01 } }, at(0.99)).rulings.map(({ rule }) => rule);
    });
    assert.deepEqual(verdicts, [['control'], ['control']]);
    const normal = { kind: 'thompson-normal', prior: { mean: 0.5, deviation: 1, noise: 0.5 }, temper: 9 } as const;
    assert.equal(decide(arms, { policy: normal, promise: { ...promise, loss: 0.01 } }, at(0.99)).arm, 0);
  });

  it('logs the shares with which it plays', () => {
    const arms = [sumsOf(20, 9), sumsOf(5, 3), sumsOf(60, 30)];
    const rules: DecisionRules = { policy: { kind: 'thompson-beta' }, floor: 0.05, caps: [1, 0.4, 1] };
    const random = seededRandom(3);
    const plays = [0, 0, 0];
    for (let round = 0; round < 4_000; round++) {
      const { arm } = decide(arms, rules, random);
      plays[arm] = (plays[arm] as number) + 1;
    }
    for (const [arm, each] of decide(arms, rules, random).propensities.entries()) {
      // Four standard errors of a share of 4,000.
      assert.ok(Math.abs((plays[arm] as number) / 4_000 - each) < 0.032, `arm ${arm}: ${plays[arm]}, ${each}`);
    }
  });

  it('goes on from stored JSON as if it had never been stored, with the same seed to the same bytes', () => {
    const rules: DecisionRules = { policy: { kind: 'thompson-beta' }, floor: 0.1, promise: { ...promise, loss: 0.5 } };
    const run = (stored: boolean): string => {
      const random = seededRandom(7);
      let arms: ArmSums[] = [NO_REWARDS, NO_REWARDS, NO_REWARDS];
      const log = [];
      for (let step = 0; step < 60; step++) {
        const decision = decide(arms, stored ? JSON.parse(JSON.stringify(rules)) : rules, random);
        const reward = Number(random.next() < 0.3 + 0.2 * decision.arm);
        arms = arms.map((sums, arm) => (arm === decision.arm ? addReward(sums, reward) : sums));
        if (stored) arms = JSON.parse(JSON.stringify(arms));
        log.push({ ...decision, reward });
      }
      return JSON.stringify({ arms, log });
    };
    assert.equal(run(true), run(false));
  });

  it('refuses no arms and rules that cannot be kept', () => {
    const policy = { kind: 'kl-index' } as const;
    assert.throws(() => decide([], { policy }, at(0)), /arms must not be empty/);
    assert.throws(
      () => decide([NO_REWARDS], { policy, promise: { ...promise, control: 3 } }, at(0)),
      /there is no arm 3/,
    );
    assert.throws(() => decide([NO_REWARDS], { policy, promise: { ...promise, loss: -1 } }, at(0)), /loss/);
    assert.throws(() => decide([NO_REWARDS, NO_REWARDS], { policy, caps: [0.4, 0.4] }, at(0)), /keep floor and caps/);
  });
});
