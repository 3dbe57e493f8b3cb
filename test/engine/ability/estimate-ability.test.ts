import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  expectedAPosteriori,
  maximumAPosteriori,
  maximumLikelihood,
} from '../../../src/engine/ability/estimate-ability.js';
import type { ItemCurve } from '../../../src/engine/ability/irt.js';
import { chance, near } from './simulated.js';

const double = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const curve: fc.Arbitrary<ItemCurve> = fc.record({
  discrimination: double(0.3, 2.5),
  difficulty: double(-3, 3),
  guessing: fc.oneof(fc.constant(0), double(0, 0.35)),
  upper: fc.oneof(fc.constant(1), double(0.8, 1)),
});
const answers = fc.array(fc.tuple(curve, fc.constantFrom(0, 1)), { maxLength: 30 });
const split = (list: readonly (readonly [ItemCurve, number])[]) =>
  [list.map(([item]) => item), list.map(([, score]) => score)] as const;

/** ln of prior times likelihood, from the formulas; no prior with sd infinite. */
const logPosterior = (list: readonly (readonly [ItemCurve, number])[], at: number, mean = 0, sd = 1) =>
  list.reduce(
    (sum, [item, score]) => sum + Math.log(score === 1 ? chance(item, at) : 1 - chance(item, at)),
    -((at - mean) ** 2) / (2 * sd * sd),
  );

describe('expectedAPosteriori', () => {
  it('agrees with integration on a grid twenty times finer', () => {
    fc.assert(
      fc.property(answers, double(-1, 1), double(0.5, 1.5), (list, mean, sd) => {
        let [sum, first, second] = [0, 0, 0];
        for (let step = 0; step <= 800; step++) {
          const at = mean + sd * (-6 + (12 * step) / 800);
          const density = Math.exp(logPosterior(list, at, mean, sd));
          sum += density;
          first += density * at;
          second += density * at * at;
        }
        const found = expectedAPosteriori(...split(list), { mean, sd });
        near(found.ability, first / sum, 2e-4);
        near(found.standardError, Math.sqrt(second / sum - (first / sum) ** 2), 2e-4);
      }),
      { seed: 71, numRuns: 150 },
    );
  });

  it('is the prior without answers', () => {
    near(expectedAPosteriori([], []).ability, 0, 1e-12);
    near(expectedAPosteriori([], []).standardError, 1, 1e-4);
    near(expectedAPosteriori([], [], { mean: -2, sd: 0.5 }).ability, -2, 1e-9);
  });

  it('stays finite for a million answers, steep curves and contradictions', () => {
    const easy = { discrimination: 1, difficulty: 0 };
    const many = expectedAPosteriori(new Array(1_000_000).fill(easy), new Uint8Array(1_000_000).fill(1));
    assert.ok(many.ability > 4 && Number.isFinite(many.standardError));
    const steep = { discrimination: 200, difficulty: 3 };
    near(expectedAPosteriori([steep, steep], [1, 0]).ability, 3, 0.2);
    const torn = [
      { discrimination: 500, difficulty: 4 },
      { discrimination: 500, difficulty: -4 },
    ];
    const found = expectedAPosteriori(torn, [1, 0]);
    assert.ok(Number.isFinite(found.ability) && Math.abs(found.ability) <= 4);
  });
});

describe('maximumAPosteriori', () => {
  it('is higher than any other place, and flat at the top', () => {
    fc.assert(
      fc.property(answers, double(-1, 1), double(0.5, 1.5), (list, mean, sd) => {
        const { ability } = maximumAPosteriori(...split(list), { mean, sd });
        const top = logPosterior(list, ability, mean, sd);
        for (let at = -8; at <= 8; at += 0.25) assert.ok(logPosterior(list, at, mean, sd) <= top + 1e-6);
        const h = 1e-4;
        near(logPosterior(list, ability + h, mean, sd) - logPosterior(list, ability - h, mean, sd), 0, 2e-6);
      }),
      { seed: 72, numRuns: 150 },
    );
  });

  it('has the standard error of one answer to the middle question', () => {
    // Right at a = 1, b = 0: the top solves 1 - L(t) = t, t = 0.4010581; 1 / sqrt(1 + L(1 - L)) = 0.8979.
    const { ability, standardError } = maximumAPosteriori([{ discrimination: 1, difficulty: 0 }], [1]);
    near(1 - 1 / (1 + Math.exp(-ability)), ability, 1e-7);
    near(standardError, 1 / Math.sqrt(1 + ability * (1 - ability)), 1e-7);
  });
});

describe('maximumLikelihood', () => {
  it('solves the score equation when it has a solution inside', () => {
    // Two questions of the same difficulty, one right: the middle. Three of four right: logit(3/4).
    const item = { discrimination: 1, difficulty: 0.5 };
    near(maximumLikelihood([item, item], [1, 0]).ability, 0.5, 1e-7);
    const { ability, standardError } = maximumLikelihood([item, item, item, item], [1, 1, 1, 0]);
    near(ability, 0.5 + Math.log(3), 1e-6);
    near(standardError, 1 / Math.sqrt(4 * 0.75 * 0.25), 1e-6);
  });

  it('stops at the bounds when all answers are alike, and knows nothing without any', () => {
    const item = { discrimination: 1, difficulty: 0 };
    assert.equal(maximumLikelihood([item, item], [1, 1]).ability, 6);
    assert.equal(maximumLikelihood([item, item], [0, 0], { low: -4, high: 4 }).ability, -4);
    assert.deepEqual(maximumLikelihood([], []), { ability: 0, standardError: Number.POSITIVE_INFINITY });
  });
});

describe('all three', () => {
  it('refuse what they cannot use', () => {
    const item = { discrimination: 1, difficulty: 0 };
    for (const method of [expectedAPosteriori, maximumAPosteriori, maximumLikelihood]) {
      assert.throws(() => method([item], []), /RangeError: one score/);
      assert.throws(() => method([item], [0.5]), /scores/);
      assert.throws(() => method([item], [Number.NaN]), /scores/);
      assert.throws(() => method([{ discrimination: -1, difficulty: 0 }], [1]), /discrimination/);
    }
    assert.throws(() => maximumAPosteriori([item], [1], { mean: 0, sd: 0 }), /sd/);
    assert.throws(() => expectedAPosteriori([item], [1], { mean: Number.NaN, sd: 1 }), /mean/);
    assert.throws(() => maximumLikelihood([item], [1], { low: 1, high: 1 }), /high - low/);
  });
});
