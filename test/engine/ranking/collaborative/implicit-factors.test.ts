import assert from 'node:assert/strict';
import { seededRandom } from '../../../../src/engine/numerics/random.js';
import {
  explainFactorScore,
  factorMatrix,
  factorScores,
  implicitFactors,
  placeLearner,
} from '../../../../src/engine/ranking/collaborative/implicit-factors.js';
import { countsOf, rowsOf } from '../../../../src/engine/ranking/collaborative/interactions.js';
import { groupedLists, SMALL } from './cases.js';

const GROUPED = rowsOf(groupedLists(60, 30, 3, 'factors'), 30);

describe('implicitFactors', () => {
  it('finds the stationary point of one learner and one item', () => {
    // x = (1 + a) y / ((1 + a) y^2 + l), and the same with x and y exchanged: x = y, y^2 = 1 - l / (1 + a).
    const model = implicitFactors(rowsOf([[0]], 1), seededRandom(1), {
      factors: 1,
      alpha: 3,
      regularisation: 1,
      iterations: 200,
    });
    assert.ok(Math.abs((model.items[0] as number) ** 2 - 3 / 4) < 1e-9);
  });

  it('places a learner where the gradient of eq. 3 is zero', () => {
    const model = implicitFactors(GROUPED, seededRandom(1), { factors: 5, alpha: 7, regularisation: 2 });
    const had = [0, 3, 6];
    const place = placeLearner(model, had);
    for (let k = 0; k < 5; k++) {
      let slope = 2 * (place[k] as number);
      for (let item = 0; item < 30; item++) {
        const y = model.items.subarray(item * 5, item * 5 + 5);
        const predicted = y.reduce((sum, value, at) => sum + value * (place[at] as number), 0);
        const [confidence, wish] = had.includes(item) ? [8, 1] : [1, 0];
        slope += confidence * (predicted - wish) * (y[k] as number);
      }
      assert.ok(Math.abs(slope) < 1e-9);
    }
  });

  it('puts the items of a group before the others', () => {
    const model = implicitFactors(GROUPED, seededRandom(2), { factors: 3, alpha: 10 });
    const scores = factorScores(model, placeLearner(model, [0, 3, 6]));
    const mean = (group: number) =>
      scores.filter((_, item) => item > 6 && item % 3 === group).reduce((a, b) => a + b, 0);
    assert.ok(mean(0) > 3 * Math.max(mean(1), mean(2)));
  });

  it('explains a score by parts that sum to it', () => {
    const model = implicitFactors(GROUPED, seededRandom(3), { factors: 6 });
    const had = [1, 4, 5];
    const score = factorScores(model, placeLearner(model, had))[7] as number;
    const parts = explainFactorScore(model, had, 7);
    assert.ok(Math.abs(parts.reduce((a, b) => a + b, 0) - score) < 1e-6);
  });

  it('as a matrix is exactly the placement when a learner has what all have', () => {
    // With one learner the mean over learners is that learner: the W of both is the same.
    const one = rowsOf([[0, 1]], 3);
    const model = implicitFactors(one, seededRandom(4), { factors: 2, alpha: 5, iterations: 3 });
    const { weights } = factorMatrix(model, countsOf(one), 1);
    const scores = factorScores(model, placeLearner(model, [0, 1]));
    assert.ok(Math.abs((weights[2] as number) + (weights[5] as number) - (scores[2] as number)) < 1e-6);
    assert.equal(weights[0], 0);
  });

  it('gives the same bytes for the same seed, and plain numbers for nobody', () => {
    assert.deepEqual(implicitFactors(SMALL, seededRandom(5)), implicitFactors(SMALL, seededRandom(5)));
    const empty = implicitFactors(rowsOf([[], []], 2), seededRandom(6), { factors: 2 });
    assert.deepEqual([...empty.items], [0, 0, 0, 0]);
    assert.deepEqual([...factorScores(empty, placeLearner(empty, []))], [0, 0]);
  });

  it('refuses options and items out of range', () => {
    for (const [options, name] of [
      [{ factors: 0 }, /factors/],
      [{ regularisation: 0 }, /regularisation/],
      [{ alpha: -1 }, /alpha/],
      [{ iterations: 0 }, /iterations/],
    ] as const) {
      assert.throws(() => implicitFactors(SMALL, seededRandom(1), options), name);
    }
    const model = implicitFactors(SMALL, seededRandom(1), { factors: 2 });
    assert.throws(() => placeLearner(model, [4]), /from 0 to 3, not 4/);
    assert.throws(() => explainFactorScore(model, [0], 9), /not 9/);
  });
});
