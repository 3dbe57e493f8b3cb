import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  checkItemCurve,
  fisherInformation,
  type ItemCurve,
  logLikelihood,
  successProbability,
} from '../../../src/engine/ability/irt.js';

const near = (actual: number, expected: number, tolerance = 1e-12) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

const double = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const item: fc.Arbitrary<ItemCurve> = fc.record({
  discrimination: double(0.2, 3),
  difficulty: double(-4, 4),
  guessing: double(0, 0.4),
  upper: fc.oneof(fc.constant(1), double(0.7, 1)),
});

describe('successProbability', () => {
  it('has the values that can be worked by hand', () => {
    // a (ability - difficulty) = ln 3, so the odds are 3 to 1.
    near(successProbability({ discrimination: 2, difficulty: 1 }, 1 + Math.log(3) / 2), 0.75);
    assert.equal(successProbability({ discrimination: 1.7, difficulty: -0.3 }, -0.3), 0.5);
    near(successProbability({ discrimination: 1, difficulty: 0.4, guessing: 0.2 }, 0.4), 0.6);
    near(successProbability({ discrimination: 1, difficulty: 0.4, guessing: 0.2, upper: 0.9 }, 0.4), 0.55);
    // Baker (2001), chapter 2, table for b = 1, a = 0.5: .18 at -2, .27 at -1, .38 at 0, .50 at 1, .62 at 2.
    const printed = [0.18, 0.27, 0.38, 0.5, 0.62];
    for (const [at, value] of printed.entries()) {
      near(successProbability({ discrimination: 0.5, difficulty: 1 }, at - 2), value, 0.0051);
    }
  });

  it('rises with ability, falls with difficulty, and stays between guessing and 1', () => {
    fc.assert(
      fc.property(item, double(-6, 6), double(0.01, 2), (curve, ability, more) => {
        const p = successProbability(curve, ability);
        assert.ok(p >= (curve.guessing ?? 0) && p <= (curve.upper ?? 1));
        assert.ok(successProbability(curve, ability + more) > p);
        assert.ok(successProbability({ ...curve, difficulty: curve.difficulty + more }, ability) < p);
      }),
      { seed: 51, numRuns: 200 },
    );
  });
});

describe('fisherInformation', () => {
  it('is the squared slope over p q, measured by a numerical derivative', () => {
    fc.assert(
      fc.property(item, double(-4, 4), (curve, ability) => {
        const h = 1e-5;
        const slope = (successProbability(curve, ability + h) - successProbability(curve, ability - h)) / (2 * h);
        const p = successProbability(curve, ability);
        near(fisherInformation(curve, ability), slope ** 2 / (p * (1 - p)), 1e-6);
      }),
      { seed: 52, numRuns: 300 },
    );
  });

  it('is a squared over 4 at the difficulty, and the same on both sides, when nobody guesses', () => {
    near(fisherInformation({ discrimination: 2, difficulty: 0.5 }, 0.5), 1);
    near(
      fisherInformation({ discrimination: 1.3, difficulty: 0 }, 0.9),
      fisherInformation({ discrimination: 1.3, difficulty: 0 }, -0.9),
    );
  });

  it('runs out far away instead of breaking', () => {
    assert.equal(fisherInformation({ discrimination: 5, difficulty: 0 }, -400), 0);
    assert.equal(fisherInformation({ discrimination: 5, difficulty: 0 }, 400), 0);
    assert.equal(fisherInformation({ discrimination: 5, difficulty: 0, upper: 0.9 }, -400), 0);
  });
});

describe('logLikelihood', () => {
  it('is the log of the probability of the answer', () => {
    fc.assert(
      fc.property(item, double(-4, 4), (curve, ability) => {
        const p = successProbability(curve, ability);
        near(Math.exp(logLikelihood(curve, ability, true)), p);
        near(Math.exp(logLikelihood(curve, ability, false)), 1 - p);
      }),
      { seed: 53, numRuns: 200 },
    );
  });

  it('stays finite where the probability rounds to 0', () => {
    assert.equal(logLikelihood({ discrimination: 5, difficulty: 0 }, -400, true), -2000);
    assert.equal(logLikelihood({ discrimination: 5, difficulty: 0 }, 400, false), -2000);
  });
});

describe('checkItemCurve', () => {
  it('refuses what is no curve, and says which parameter', () => {
    assert.throws(() => checkItemCurve({ discrimination: 0, difficulty: 0 }), /RangeError: discrimination/);
    assert.throws(() => checkItemCurve({ discrimination: Number.NaN, difficulty: 0 }), /discrimination/);
    assert.throws(() => checkItemCurve({ discrimination: 1, difficulty: Number.POSITIVE_INFINITY }), /difficulty/);
    assert.throws(() => checkItemCurve({ discrimination: 1, difficulty: 0, guessing: 1 }), /guessing/);
    assert.throws(() => checkItemCurve({ discrimination: 1, difficulty: 0, upper: 1.1 }), /upper/);
    assert.throws(() => checkItemCurve({ discrimination: 1, difficulty: 0, guessing: 0.3, upper: 0.3 }), /upper/);
    assert.throws(() => successProbability({ discrimination: 1, difficulty: 0 }, Number.NaN), /ability/);
    assert.throws(() => fisherInformation({ discrimination: -1, difficulty: 0 }, 0), /discrimination/);
  });
});
