import assert from 'node:assert/strict';
import fc from 'fast-check';
import { guardedProbabilities, mayLeaveControl } from '../../../src/engine/bandits/guard-rails.js';
import type { Posterior } from '../../../src/engine/bandits/posterior.js';
import { seededRandom } from '../../../src/engine/numerics/random.js';

const near = (actual: readonly number[], expected: readonly number[]): void => {
  assert.equal(actual.length, expected.length);
  for (const [at, each] of expected.entries())
    assert.ok(Math.abs((actual[at] ?? Number.NaN) - each) < 1e-9, `${actual}`);
};

describe('guardedProbabilities', () => {
  it('lifts to the floor, lowers to the cap, and shares the rest in proportion', () => {
    near(guardedProbabilities([0.6, 0.3, 0.1], {}), [0.6, 0.3, 0.1]);
    near(guardedProbabilities([1, 0, 0], { floor: 0.1 }), [0.8, 0.1, 0.1]);
    near(guardedProbabilities([0.6, 0.3, 0.1], { caps: [0.4, 1, 1] }), [0.4, 0.45, 0.15]);
    near(guardedProbabilities([0.9, 0.06, 0.04], { floor: 0.05, caps: [0.8, 0.12, 1] }), [0.8, 0.12, 0.08]);
    near(guardedProbabilities([1, 0, 0], { caps: [0.5, 1, 1] }), [0.5, 0.25, 0.25]);
    near(guardedProbabilities([0.2, 0.8], { floor: 0.5 }), [0.5, 0.5]);
  });

  it('keeps floor and caps and sums to 1, whatever was wanted', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat({ max: 100 }), fc.double({ min: 0.3, max: 1, noNaN: true })), {
          minLength: 4,
          maxLength: 8,
        }),
        fc.double({ min: 0, max: 0.12, noNaN: true }),
        (arms, floor) => {
          const total = arms.reduce((sum, [weight]) => sum + weight, 0);
          const wanted = arms.map(([weight]) => (total > 0 ? weight / total : 1 / arms.length));
          const caps = arms.map(([, cap]) => cap);
          const guarded = guardedProbabilities(wanted, { floor, caps });
          assert.ok(Math.abs(guarded.reduce((sum, each) => sum + each, 0) - 1) < 1e-12);
          for (const [arm, each] of guarded.entries()) {
            assert.ok(each >= floor - 1e-9 && each <= (caps[arm] as number) + 1e-9);
          }
        },
      ),
      { seed: 21 },
    );
  });

  it('refuses what cannot be kept', () => {
    assert.throws(() => guardedProbabilities([0.5, 0.5], { floor: 0.6 }), /keep floor and caps/);
    assert.throws(() => guardedProbabilities([0.5, 0.5], { caps: [0.4, 0.5] }), /keep floor and caps/);
    assert.throws(() => guardedProbabilities([0.5, 0.5], { floor: 0.3, caps: [0.2, 1] }), /below the floor/);
    assert.throws(() => guardedProbabilities([0.5, 0.5], { caps: [1] }), /1 caps, but 2 arms/);
    assert.throws(() => guardedProbabilities([Number.NaN, 1], {}), /wanted\[0\]/);
  });
});

describe('mayLeaveControl', () => {
  const known = (mean: number, deviation = 0): Posterior => ({ kind: 'normal', mean, deviation });
  const rule = { control: 0, loss: 0.1, deviations: 2 };
  const counts = (...plays: number[]) => plays.map((count) => ({ count }));

  it('does the sum by hand', () => {
    // An unknown arm counts as 0: .1 * 9 * 1 = .9 of slack against .9 * 1 step at stake.
    assert.equal(mayLeaveControl(1, [known(1), known(0)], counts(9, 0), rule), true);
    assert.equal(mayLeaveControl(1, [known(1), known(0)], counts(8, 0), rule), false);
    // Surely .9 of the control's: no slack is needed.
    assert.equal(mayLeaveControl(1, [known(1), known(0.9)], counts(0, 0), rule), true);
    // The lower bound counts: .95 - 2 * .1 < .9.
    assert.equal(mayLeaveControl(1, [known(1), known(0.95, 0.1)], counts(0, 0), rule), false);
  });

  it('always lets the control be played', () => {
    assert.equal(mayLeaveControl(0, [known(1, 3), known(9)], counts(0, 0), rule), true);
  });

  it('keeps the promise: what is earned stays above its floor, even when every other arm is worthless', () => {
    const random = seededRandom(1);
    let [earned, plays] = [0, [0, 0]];
    for (let step = 1; step <= 2_000; step++) {
      const wanted = random.next() < 0.9 ? 1 : 0;
      const posteriors = [known(0.6), known(0, 1 / Math.sqrt(1 + (plays[1] ?? 0)))];
      const arm = mayLeaveControl(wanted, posteriors, counts(...plays), rule) ? wanted : 0;
      plays = plays.map((count, index) => count + Number(index === arm));
      earned += arm === 0 ? 0.6 : 0;
      assert.ok(earned >= 0.9 * step * 0.6 - 1e-9, `step ${step}: ${earned}`);
    }
    assert.ok((plays[1] ?? 0) > 150, 'the slack is used');
  });

  it('refuses bad input', () => {
    assert.throws(() => mayLeaveControl(2, [known(1), known(1)], counts(0, 0), rule), /there is no arm 2/);
    assert.throws(
      () => mayLeaveControl(1, [known(1), known(1)], counts(0, 0), { ...rule, control: 5 }),
      /there is no arm 5/,
    );
    assert.throws(() => mayLeaveControl(1, [known(1), known(1)], counts(0), rule), /differ in length/);
    assert.throws(() => mayLeaveControl(1, [known(1), known(1)], counts(0, Number.NaN), rule), /counts\[1\]/);
    assert.throws(() => mayLeaveControl(1, [known(1), known(1)], counts(0, 0), { ...rule, loss: 2 }), /loss/);
  });
});
