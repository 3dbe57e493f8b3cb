import assert from 'node:assert/strict';
import fc from 'fast-check';
import { curveAt, fitIsotonic, poolAdjacentViolators } from '../../../src/engine/forecasting/isotonic.js';
import { estimatePriorShift } from '../../../src/engine/forecasting/prior-shift.js';
import {
  chanceOnLine,
  fitScoreLine,
  fitTemperature,
  IDENTITY_LINE,
  lineOn,
} from '../../../src/engine/forecasting/score-calibration.js';
import { logit } from '../../../src/engine/numerics/logistic.js';
import { seededRandom } from '../../../src/engine/numerics/random.js';
import { sampleNormal } from '../../../src/engine/numerics/sample.js';

const near = (actual: number, expected: number, tolerance = 1e-6) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not within ${tolerance} of ${expected}`);

/** Of every hundred rows with this score, so many happened. */
const hundred = (score: number, happened: number) =>
  Array.from({ length: 100 }, (_, index) => ({ score, happened: (index < happened ? 1 : 0) as 0 | 1 }));
const known = [...hundred(-1, 20), ...hundred(1, 80)];
const scores = known.map(({ score }) => score);
const outcomes = known.map(({ happened }) => happened);

describe('isotonic calibration', () => {
  it('is the max-min of means (Robertson, Wright & Dykstra 1988, theorem 1.4.4)', () => {
    const cell = fc.record({
      value: fc.double({ min: -5, max: 5, noNaN: true }),
      weight: fc.integer({ min: 1, max: 9 }),
    });
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 12 }), (cells) => {
        const fitted = poolAdjacentViolators(
          cells.map(({ value }) => value),
          cells.map(({ weight }) => weight),
        );
        const meanOf = (from: number, to: number) => {
          const part = cells.slice(from, to + 1);
          return (
            part.reduce((sum, { value, weight }) => sum + value * weight, 0) /
            part.reduce((sum, { weight }) => sum + weight, 0)
          );
        };
        for (const index of cells.keys()) {
          const lows = cells
            .slice(0, index + 1)
            .map((_, from) => Math.min(...cells.slice(index).map((_, after) => meanOf(from, index + after))));
          near(fitted[index] as number, Math.max(...lows), 1e-9);
        }
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it('pools ties and disorder, and is straight between knots', () => {
    const curve = fitIsotonic([0.2, 0.2, 0.4, 0.6, 0.9], [0, 1, 0, 1, 1]);
    near(curveAt(curve, 0), 1 / 3);
    near(curveAt(curve, 0.95), 1);
    near(curve.x[0] as number, 0.8 / 3);
    near(curveAt(curve, ((curve.x[0] as number) + (curve.x[1] as number)) / 2), (1 / 3 + 1) / 2);
    assert.throws(() => fitIsotonic([0.1], []), /one outcome/);
    assert.throws(() => fitIsotonic([], []), /must not be empty/);
    assert.throws(() => curveAt(curve, Number.NaN), /not NaN/);
    assert.throws(() => poolAdjacentViolators([1], [0]), /weights\[0\]/);
  });
});

describe('calibration of scores', () => {
  it('finds the line that the shares lie on', () => {
    const { intercept, slope } = fitScoreLine(scores, outcomes, { penalty: 1e-9 });
    near(intercept, 0, 1e-4);
    near(slope, logit(0.8), 1e-4);
    near(chanceOnLine({ intercept, slope }, 1), 0.8, 1e-4);
    near(fitTemperature(scores, outcomes, 0), 1 / logit(0.8), 1e-4);
  });

  it('weighs rows', () => {
    const rowWeights = known.map(({ happened }) => (happened === 1 ? 3 : 1));
    const { intercept, slope } = fitScoreLine(scores, outcomes, { penalty: 1e-9, rowWeights });
    near(chanceOnLine({ intercept, slope }, 1), 240 / 260, 1e-4);
  });

  it('stays finite and near the prior where there is little to learn from', () => {
    assert.deepEqual(fitScoreLine([], []), IDENTITY_LINE);
    const { intercept, slope } = fitScoreLine([0.3], [1]);
    assert.ok(intercept > 0 && intercept < 1 && slope > 1 && slope < 1.5);
    const certain = fitScoreLine(Array(1000).fill(2), Array(1000).fill(1));
    assert.ok(Number.isFinite(certain.intercept) && Number.isFinite(certain.slope));
    assert.ok(
      fitTemperature(
        scores,
        outcomes.map((each) => 1 - each),
      ) > 1,
    );
    assert.throws(() => fitScoreLine([1], [0.5]), /happened\[0\]/);
    assert.throws(() => fitScoreLine([Number.NaN], [1]), /scores\[0\]/);
    assert.throws(() => fitTemperature([1], []), /one outcome/);
  });

  it('uses no outcome of the day itself or later', () => {
    const dated = known.map((each, index) => ({ ...each, known: index % 2 === 0 ? 10 : 50 }));
    const early = dated.filter((each) => each.known === 10);
    assert.deepEqual(
      lineOn(11, dated),
      fitScoreLine(
        early.map((each) => each.score),
        early.map((each) => each.happened),
      ),
    );
    assert.deepEqual(lineOn(50, dated), lineOn(11, dated));
    assert.deepEqual(lineOn(10, dated), IDENTITY_LINE);
    const latest = dated.slice(0, 5).map((each, index) => ({ ...each, known: index }));
    assert.deepEqual(lineOn(9, latest, { most: 2 }), lineOn(9, latest.slice(3)));
  });
});

describe('a shifted base rate', () => {
  it('is found from scores alone when only the share of positives has changed', () => {
    const random = seededRandom('shift');
    // Two normal classes one apart: the log-odds at equal shares are x exactly.
    const x = Array.from(
      { length: 20_000 },
      (_, index) => (index < 5000 ? 1 : -1) * 1 + Math.SQRT2 * sampleNormal(random),
    );
    const { prior, shift } = estimatePriorShift(x, 0.5);
    near(prior, 0.25, 0.02);
    near(shift, logit(prior), 1e-6);
  });

  it('is held by trust in the old one, and names what is wrong', () => {
    const far = [-3, -3, -3];
    assert.ok(estimatePriorShift(far, 0.5, 1e6).prior > 0.499);
    const alone = estimatePriorShift(far, 0.5);
    assert.ok(alone.prior > 0 && alone.prior < 0.01 && Number.isFinite(alone.shift));
    assert.throws(() => estimatePriorShift([], 0.5), /must not be empty/);
    assert.throws(() => estimatePriorShift([1], 1), /p must be in/);
  });
});
