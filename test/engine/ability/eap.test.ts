import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type AbilityState, estimate, initialAbility, updateAbility } from '../../../src/engine/ability/eap.js';
import type { ItemCurve } from '../../../src/engine/ability/irt.js';

interface Answer {
  readonly item: ItemCurve;
  readonly correct: boolean;
  readonly weight: number;
}

const near = (actual: number, expected: number, tolerance: number) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

const fold = (answers: readonly Answer[], state: AbilityState = initialAbility()): AbilityState =>
  answers.reduce((before, { item, correct, weight }) => updateAbility(before, item, correct, weight), state);

const double = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const answer: fc.Arbitrary<Answer> = fc.record({
  item: fc.record({ discrimination: double(0.2, 2.5), difficulty: double(-3, 3) }),
  correct: fc.boolean(),
  weight: double(0, 1),
});
const answers = fc.array(answer, { maxLength: 25 });

/** The oracle: Simpson's rule over 8,000 steps, densities multiplied directly, in [-4, 4]. */
function byIntegration(list: readonly Answer[], mean = 0, sd = 1): { mean: number; sd: number } {
  const steps = 8000;
  let [sum, first, second] = [0, 0, 0];
  for (let step = 0; step <= steps; step++) {
    const ability = -4 + (8 * step) / steps;
    let density = Math.exp(-((ability - mean) ** 2) / (2 * sd * sd));
    for (const { item, correct, weight } of list) {
      const right = 1 / (1 + Math.exp(-item.discrimination * (ability - item.difficulty)));
      density *= (correct ? right : 1 - right) ** weight;
    }
    const share = density * (step === 0 || step === steps ? 1 : step % 2 === 1 ? 4 : 2);
    sum += share;
    first += share * ability;
    second += share * ability * ability;
  }
  return { mean: first / sum, sd: Math.sqrt(second / sum - (first / sum) ** 2) };
}

describe('initialAbility', () => {
  it('is the standard normal, or the one asked for, cut to [-4, 4]', () => {
    const { mean, sd } = estimate(initialAbility());
    near(mean, 0, 1e-12);
    // The cut normal: 1 - 2 x 4 x density(4) / (1 - 2 x tail(4)) = 1 - 0.00107066 = 0.99892934, its root 0.99946453.
    near(sd, 0.99946453, 1e-4);
    const narrow = estimate(initialAbility({ mean: -0.5, sd: 0.4 }));
    near(narrow.mean, -0.5, 1e-9);
    near(narrow.sd, 0.4, 1e-9);
  });

  it('refuses a prior that is none', () => {
    assert.throws(() => initialAbility({ mean: Number.NaN, sd: 1 }), /RangeError: mean/);
    assert.throws(() => initialAbility({ mean: 4.5, sd: 1 }), /mean/);
    assert.throws(() => initialAbility({ mean: 0, sd: 0 }), /sd/);
  });
});

describe('updateAbility and estimate', () => {
  it('agree with direct integration on a much finer grid', () => {
    fc.assert(
      fc.property(answers, double(-1, 1), double(0.5, 1.5), (list, mean, sd) => {
        const expected = byIntegration(list, mean, sd);
        const actual = estimate(fold(list, initialAbility({ mean, sd })));
        near(actual.mean, expected.mean, 1e-3);
        near(actual.sd, expected.sd, 1e-3);
      }),
      { seed: 61, numRuns: 60 },
    );
  });

  it('has the exact value after one answer to the middle question', () => {
    // E[x logistic(x)] / E[logistic(x)] for a standard normal x: E[logistic] = 1/2 by symmetry, and by Stein's lemma
    // the top is E[logistic'(x)] = 0.2066212, so the mean is 0.4132424 and the second moment stays 1; cutting at 4
    // takes 0.0003 away.
    const { mean, sd } = estimate(fold([{ item: { discrimination: 1, difficulty: 0 }, correct: true, weight: 1 }]));
    near(mean, 0.41324, 4e-4);
    near(sd, Math.sqrt(1 - 0.41324 ** 2), 5e-4);
  });

  it('mirrors: the opposite answers to the opposite questions give the opposite ability', () => {
    fc.assert(
      fc.property(answers, (list) => {
        const opposite = list.map(({ item, correct, weight }) => ({
          item: { ...item, difficulty: -item.difficulty },
          correct: !correct,
          weight,
        }));
        const [one, other] = [estimate(fold(list)), estimate(fold(opposite))];
        near(one.mean, -other.mean, 1e-9);
        near(one.sd, other.sd, 1e-9);
      }),
      { seed: 62, numRuns: 100 },
    );
  });

  it('rises with a right answer, falls with a wrong one, and weight 0 changes nothing', () => {
    fc.assert(
      fc.property(answers, answer, (list, { item }) => {
        const state = fold(list);
        const { mean } = estimate(state);
        assert.ok(estimate(updateAbility(state, item, true)).mean > mean);
        assert.ok(estimate(updateAbility(state, item, false)).mean < mean);
        assert.deepEqual(updateAbility(state, item, true, 0), state);
      }),
      { seed: 63, numRuns: 100 },
    );
  });

  it('counts two half answers as one, and weight 1 as the default', () => {
    const item = { discrimination: 1.4, difficulty: 0.7 };
    const halves = updateAbility(updateAbility(initialAbility(), item, true, 0.5), item, true, 0.5);
    near(estimate(halves).mean, estimate(updateAbility(initialAbility(), item, true)).mean, 1e-12);
    assert.deepEqual(updateAbility(initialAbility(), item, false, 1), updateAbility(initialAbility(), item, false));
  });

  it('gives the same bits when folded again, also through JSON after every answer', () => {
    fc.assert(
      fc.property(answers, (list) => {
        let stored = JSON.stringify(initialAbility());
        for (const { item, correct, weight } of list) {
          stored = JSON.stringify(updateAbility(JSON.parse(stored) as number[], item, correct, weight));
        }
        assert.equal(stored, JSON.stringify(fold(list)));
      }),
      { seed: 64, numRuns: 60 },
    );
  });

  it('can come back after a thousand right answers', () => {
    const item = { discrimination: 1.5, difficulty: 0 };
    const thousand = (correct: boolean) => new Array<Answer>(1000).fill({ item, correct, weight: 1 });
    const high = fold(thousand(true));
    assert.ok(estimate(high).mean > 3);
    assert.ok(high.every(Number.isFinite));
    near(estimate(fold(thousand(false), high)).mean, 0, 0.01);
  });

  it('stays inside the grid, whatever the answers, and grows surer', () => {
    const list = Array.from({ length: 40 }, (_, at) => ({
      item: { discrimination: 1.2, difficulty: (at % 5) - 2 },
      correct: at % 2 === 0,
      weight: 1,
    }));
    const sds = [0, 10, 20, 40].map((count) => estimate(fold(list.slice(0, count))).sd);
    assert.deepEqual(
      sds,
      [...sds].sort((a, b) => b - a),
    );
    assert.ok((sds.at(-1) ?? 1) < 0.45);
  });

  it('refuses a state, an item or a weight that is none', () => {
    const item = { discrimination: 1, difficulty: 0 };
    assert.throws(() => updateAbility([0, 0], item, true), /state must hold 61 numbers, not 2/);
    assert.throws(() => estimate([]), /state/);
    assert.throws(() => estimate(new Array<number>(61).fill(Number.NaN)), /state/);
    assert.throws(() => updateAbility(initialAbility(), { discrimination: 0, difficulty: 0 }, true), /discrimination/);
    assert.throws(() => updateAbility(initialAbility(), item, true, 1.5), /weight/);
    assert.throws(() => updateAbility(initialAbility(), item, true, Number.NaN), /weight/);
  });
});
