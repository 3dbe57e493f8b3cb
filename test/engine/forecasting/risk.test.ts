import assert from 'node:assert/strict';
import type { Design } from '../../../src/engine/forecasting/design.js';
import { fitHazard, hazardAt, retentionCurve, type Spell } from '../../../src/engine/forecasting/discrete-hazard.js';
import { estimateHazardRatio, scaleEither, scaleEvent } from '../../../src/engine/forecasting/hazard-ratio.js';
import { learnerFolds, splitByLearner } from '../../../src/engine/forecasting/learner-folds.js';
import { fitRidgeLogistic, ridgeParts, ridgeScore } from '../../../src/engine/forecasting/ridge-logistic.js';
import { explainRisk, fitRiskModel, riskOf, riskScore } from '../../../src/engine/forecasting/risk-model.js';
import { binaryMetrics } from '../../../src/engine/metrics/binary.js';
import { logistic, logit } from '../../../src/engine/numerics/logistic.js';
import { seededRandom } from '../../../src/engine/numerics/random.js';
import { sampleNormal } from '../../../src/engine/numerics/sample.js';

const near = (actual: number, expected: number, tolerance = 1e-6) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not within ${tolerance} of ${expected}`);

/** Of 100 rows with x = 0, 20 happened; of 100 with x = 1, 80; of 100 with x unknown, 50. */
const cells = [0, 1, Number.NaN];
const shares = [20, 80, 50];
const threeGroups: Design = {
  names: ['x'],
  values: Float64Array.from({ length: 300 }, (_, row) => cells[row % 3] as number),
  labels: Uint8Array.from({ length: 300 }, (_, row) => Number(Math.floor(row / 3) < (shares[row % 3] as number))),
};

describe('ridge logistic regression', () => {
  it('gives each of three groups its own share when hardly drawn', () => {
    const model = fitRidgeLogistic(threeGroups, { penalty: 1e-7 });
    for (const [group, x] of cells.entries()) {
      near(logistic(ridgeScore(model, [x])), (shares[group] as number) / 100, 2e-3);
    }
    near((model.weights[0] as number) / (model.deviations[0] as number), logit(0.8) - logit(0.2), 0.01);
  });

  it('is drawn to the overall share by a strong prior', () => {
    const model = fitRidgeLogistic(threeGroups, { penalty: 1e6 });
    near(logistic(ridgeScore(model, [1])), 0.5, 1e-3);
  });

  it('counts a row of weight 2 as two rows', () => {
    const twice = {
      ...threeGroups,
      values: Float64Array.from([...threeGroups.values, ...threeGroups.values.subarray(0, 3)]),
      labels: [...Array.from(threeGroups.labels), ...Array.from(threeGroups.labels).slice(0, 3)],
    };
    const rowWeights = Float64Array.from({ length: 300 }, (_, row) => (row < 3 ? 2 : 1));
    const [a, b] = [
      fitRidgeLogistic(twice, { penalty: 1e-6 }),
      fitRidgeLogistic(threeGroups, { penalty: 1e-6, rowWeights }),
    ];
    near(ridgeScore(a, [1]), ridgeScore(b, [1]), 1e-3);
  });

  it('stays finite when all outcomes or all inputs are alike, and ignores an input never known', () => {
    const values = Float64Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? 0.1 : Number.NaN));
    for (const label of [0, 1]) {
      const model = fitRidgeLogistic({ names: ['same', 'never'], values, labels: new Uint8Array(20).fill(label) });
      const chance = logistic(ridgeScore(model, [0.1, 3]));
      near(chance, label === 1 ? 20.5 / 21 : 0.5 / 21, 1e-3);
      for (const weight of model.weights) near(weight, 0, 1e-12);
    }
  });

  it('sums its parts to the score, and names what is wrong', () => {
    const model = fitRidgeLogistic(threeGroups);
    for (const x of cells) {
      const [part] = ridgeParts(model, [x]);
      near(model.intercept + (part?.share ?? Number.NaN), ridgeScore(model, [x]), 1e-12);
    }
    assert.throws(() => ridgeScore(model, [1, 2]), /a row must hold 1 numbers/);
    assert.throws(() => fitRidgeLogistic(threeGroups, { penalty: -1 }), /penalty/);
    assert.throws(() => fitRidgeLogistic(threeGroups, { rowWeights: [1] }), /rowWeights must hold 300/);
    assert.throws(() => fitRidgeLogistic(threeGroups, { rowWeights: [-1] }), /rowWeights/);
  });
});

describe('the hazard of leaving', () => {
  it('is the share of those at risk who left, in each period', () => {
    const spells: Spell[] = Array.from({ length: 1000 }, (_, index) => {
      const inputs: number[] = [0];
      if (index < 300) return { inputs, from: 0, to: 0, left: true };
      if (index < 440) return { inputs, from: 0, to: 1, left: true };
      return { inputs, from: 0, to: index < 500 ? 1 : 2, left: false };
    });
    const model = fitHazard(['x'], spells, 3, 1e-6);
    near(hazardAt(model, [0], 0), 0.3, 2e-3);
    near(hazardAt(model, [0], 1), 140 / 700, 2e-3);
    assert.ok(hazardAt(model, [0], 2) < 0.01);
    const curve = retentionCurve(model, [0]);
    near(curve[1] as number, 0.7 * 0.8, 3e-3);
    near(retentionCurve(model, [0], 1)[0] as number, 0.8, 3e-3);
    for (const [period, stays] of curve.entries()) assert.ok(stays <= (curve[period - 1] ?? 1) && stays >= 0);
  });

  it('names what is wrong', () => {
    const spell = { inputs: [0], from: 0, to: 3, left: true };
    assert.throws(() => fitHazard(['x'], [spell], 3), /to must be below 3/);
    assert.throws(() => fitHazard(['x'], [], 3), /rows/);
    assert.throws(() => fitHazard(['x'], [{ ...spell, from: 4 }], 9), /to must be a whole number of at least 4/);
    const model = fitHazard(['x'], [spell], 4);
    assert.throws(() => hazardAt(model, [0], 4), /period must be below 4/);
    assert.throws(() => hazardAt(model, [], 0), /a row must hold/);
  });

  it('differs by the ratio of observed and expected, drawn to the prior', () => {
    near(estimateHazardRatio(20, 40, { strength: 10, prior: 1 }).ratio, 30 / 50, 1e-12);
    near(estimateHazardRatio(0, 0, { prior: 0.7 }).ratio, 0.7, 1e-12);
    const { low, ratio, high } = estimateHazardRatio(90, 90);
    assert.ok(low < ratio && ratio < high);
    // scipy 1.17.1: gamma.ppf([.05, .95], 100, scale=1/100) = 0.84139, 1.16997
    near(low, 0.84139, 2e-4);
    near(high, 1.16997, 2e-4);
    assert.throws(() => estimateHazardRatio(-1, 2), /observed/);
    assert.throws(() => estimateHazardRatio(1, 2, { strength: 0 }), /strength/);
  });

  it('changes the chance of an end as so many times the hazard would', () => {
    near(scaleEvent(0.36, 0.5), 0.2, 1e-12);
    assert.equal(scaleEvent(0, 3), 0);
    assert.equal(scaleEvent(1, 3), 1);
    near(scaleEither(0.52, 0.36, 1), 0.52, 1e-12);
    near(scaleEither(0.52, 0.36, 0.5), 0.2 + 0.8 * 0.25, 1e-12);
    near(scaleEither(0.3, 0.4, 2), scaleEvent(0.3, 2), 1e-12);
    assert.equal(scaleEither(1, 1, 0.5), 1);
    assert.throws(() => scaleEvent(1.1, 1), /p must be in/);
    assert.throws(() => scaleEither(0.5, 0.5, -1), /ratio/);
  });
});

describe('folds of learners', () => {
  const learners = Array.from({ length: 90 }, (_, row) => `learner-${row % 30}`);

  it('keep a learner’s rows together', () => {
    const fold = learnerFolds(learners, 4, seededRandom(1));
    for (const [row, learner] of learners.entries()) assert.equal(fold[row], fold[learners.indexOf(learner)]);
    assert.deepEqual([...new Set(fold)].sort(), [0, 1, 2, 3]);
    const { rest, held } = splitByLearner(learners, 0.3, seededRandom(1));
    const names = (rows: Uint32Array) => new Set(Array.from(rows, (row) => learners[row]));
    assert.equal(names(held).size, 9);
    for (const name of names(held)) assert.ok(!names(rest).has(name));
    assert.equal(rest.length + held.length, 90);
  });

  it('name what is wrong', () => {
    assert.throws(() => learnerFolds(['a', 'a'], 2, seededRandom(1)), /2 folds need as many learners, not 1/);
    assert.throws(() => splitByLearner(learners, 1, seededRandom(1)), /share/);
  });
});

describe('the risk model', () => {
  const make = (rows: number, seed: string): Design & { learners: string[] } => {
    const random = seededRandom(seed);
    const values = new Float64Array(rows * 3).map(() => sampleNormal(random));
    const labels = Uint8Array.from({ length: rows }, (_, row) => {
      const [a = 0, b = 0] = values.subarray(3 * row);
      return Number(random.next() < logistic(a + (b > 0.5 ? 1.5 : -0.5)));
    });
    return { names: ['a', 'b', 'c'], values, labels, learners: Array.from(labels, (_, row) => `learner-${row >> 1}`) };
  };
  const [train, test] = [make(800, 'train'), make(2000, 'test')];
  const settings = { boost: { trees: 60, rate: 0.1, leaves: 4 }, penalty: 1 };
  const options = { candidates: [settings, { ...settings, penalty: 1000 }], folds: 3, forests: 2 };
  const model = fitRiskModel(train, train.learners, seededRandom(1), options);
  const rowOf = (row: number) => test.values.subarray(3 * row, 3 * row + 3);

  it('ranks and is calibrated on learners it has not seen', () => {
    const { auc, ece } = binaryMetrics(
      Float64Array.from(test.labels as Uint8Array, (_, row) => riskOf(model, rowOf(row))),
      test.labels,
    );
    const truth = binaryMetrics(
      Float64Array.from(test.labels as Uint8Array, (_, row) =>
        logistic((rowOf(row)[0] as number) + ((rowOf(row)[1] as number) > 0.5 ? 1.5 : -0.5)),
      ),
      test.labels,
    );
    assert.ok(auc > truth.auc - 0.02, `${auc} and ${truth.auc}`);
    assert.ok(ece < 0.05, `${ece}`);
  });

  it('explains a score by parts that sum to it, the strongest those that matter', () => {
    for (let row = 0; row < 10; row++) {
      const { mean, parts } = explainRisk(model, rowOf(row));
      near(
        parts.reduce((sum, { share }) => sum + share, mean),
        riskScore(model, rowOf(row)),
        1e-9,
      );
    }
    const { parts } = explainRisk(model, [2, 0, 0]);
    assert.equal(parts.toSorted((a, b) => b.share - a.share)[0]?.name, 'a');
  });

  it('repeats itself bit for bit and can be stored', () => {
    assert.deepEqual(fitRiskModel(train, train.learners, seededRandom(1), options), model);
    assert.equal(riskOf(JSON.parse(JSON.stringify(model)), rowOf(5)), riskOf(model, rowOf(5)));
  });

  it('names what is wrong', () => {
    assert.throws(() => fitRiskModel(train, ['x'], seededRandom(1)), /learners must name 800 rows/);
    assert.throws(() => fitRiskModel(train, train.learners, seededRandom(1), { candidates: [] }), /candidates/);
    assert.throws(() => riskOf(model, [1]), /a row must hold 3/);
  });
});
