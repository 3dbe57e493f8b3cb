import assert from 'node:assert/strict';
import fc from 'fast-check';
import { answerTable } from '../../../src/engine/ability/answers.js';
import { calibrate } from '../../../src/engine/ability/calibrate.js';
import { calibrateGraded } from '../../../src/engine/ability/calibrate-graded.js';
import {
  checkGradedItem,
  type GradedItem,
  gradedExpectedScore,
  gradedInformation,
  gradedLogLikelihood,
  gradedProbabilities,
} from '../../../src/engine/ability/graded.js';
import { fisherInformation, successProbability } from '../../../src/engine/ability/irt.js';
import { curveOf } from '../../../src/engine/ability/item-line.js';
import { seededRandom } from '../../../src/engine/numerics/random.js';
import { sampleNormal } from '../../../src/engine/numerics/sample.js';
import { near, simulate, someBank } from './simulated.js';

const double = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const graded: fc.Arbitrary<GradedItem> = fc
  .tuple(double(0.3, 2.5), double(-3, 1), fc.array(double(0.05, 1.5), { maxLength: 4 }))
  .map(([discrimination, first, gaps]) => ({
    discrimination,
    thresholds: [0, ...gaps].map((_, step) => first + gaps.slice(0, step).reduce((total, gap) => total + gap, 0)),
  }));
const sum = (values: readonly number[]) => values.reduce((a, b) => a + b, 0);

describe('graded response', () => {
  it('has chances that can be worked by hand', () => {
    // a (0 - b) = ln 3 and -ln 3: P* = 3/4 and 1/4, so 1/4, 1/2, 1/4.
    const item = { discrimination: 1, thresholds: [-Math.log(3), Math.log(3)] };
    for (const [score, p] of gradedProbabilities(item, 0).entries()) near(p, score === 1 ? 0.5 : 0.25, 1e-12);
    near(gradedExpectedScore(item, 0), 1, 1e-12);
    // P' = -3/16, 0, 3/16: information 2 x (3/16)^2 / (1/4) = 9/32.
    near(gradedInformation(item, 0), 9 / 32, 1e-12);
    near(gradedLogLikelihood(item, 0, 1), Math.log(0.5), 1e-12);
  });

  it('sums to 1, expects what its chances expect, informs by its slope', () => {
    fc.assert(
      fc.property(graded, double(-4, 4), (item, ability) => {
        const p = gradedProbabilities(item, ability);
        near(sum(p), 1, 1e-12);
        near(gradedExpectedScore(item, ability), sum(p.map((chance, score) => chance * score)), 1e-10);
        const h = 1e-5;
        const [up, down] = [gradedProbabilities(item, ability + h), gradedProbabilities(item, ability - h)];
        const byHand = sum(p.map((chance, k) => (((up[k] ?? 0) - (down[k] ?? 0)) / (2 * h)) ** 2 / chance));
        near(gradedInformation(item, ability), byHand, 1e-5);
      }),
      { seed: 101, numRuns: 200 },
    );
  });

  it('is the two-parameter curve with one threshold', () => {
    const curve = { discrimination: 1.3, difficulty: 0.4 };
    const item = { discrimination: 1.3, thresholds: [0.4] };
    near(gradedProbabilities(item, 1)[1], successProbability(curve, 1), 1e-12);
    near(gradedInformation(item, 1), fisherInformation(curve, 1), 1e-12);
  });

  it('stays finite far away, and refuses what is no item', () => {
    const item = { discrimination: 2, thresholds: [-1, 1] };
    assert.ok(Number.isFinite(gradedLogLikelihood(item, 800, 0)));
    assert.equal(gradedInformation(item, 800), 0);
    assert.throws(() => checkGradedItem({ discrimination: 1, thresholds: [] }), /RangeError: thresholds/);
    assert.throws(() => checkGradedItem({ discrimination: 1, thresholds: [1, 1] }), /rise/);
    assert.throws(() => gradedProbabilities({ discrimination: 0, thresholds: [1] }, 0), /discrimination/);
    assert.throws(() => gradedExpectedScore(item, Number.NaN), /ability/);
    assert.throws(() => gradedLogLikelihood(item, 0, 3), /score/);
    assert.throws(() => gradedLogLikelihood(item, 0, -1), /score/);
  });
});

describe('calibrateGraded', () => {
  it('finds the items again that made the scores', () => {
    const random = seededRandom('graded');
    const bank: GradedItem[] = Array.from({ length: 8 }, (_, k) => ({
      discrimination: 0.9 + 0.15 * k,
      thresholds: [-1.2 + 0.1 * k, 0.1, 0.9 + 0.1 * k],
    }));
    const triples = Array.from({ length: 1500 }, (_, learner) => {
      const ability = sampleNormal(random);
      return bank.map((item, index) => {
        const draw = random.next();
        const score = item.thresholds.filter(
          (b) => draw < 1 / (1 + Math.exp(-item.discrimination * (ability - b))),
        ).length;
        return { learner, item: index, score };
      });
    }).flat();
    const { items, converged } = calibrateGraded(
      answerTable(triples),
      bank.map(() => 4),
    );
    assert.ok(converged);
    for (const [k, item] of bank.entries()) {
      near(items[k]?.discrimination, item.discrimination, 0.3);
      for (const [step, b] of item.thresholds.entries()) near(items[k]?.thresholds[step], b, 0.2);
    }
  });

  it('agrees with the two-parameter calibration on scores of 0 and 1', () => {
    const { answers } = simulate(someBank(6, 'binary'), 400, 'binary', 0.9);
    const wide = { mean: 0, sd: 1000 };
    const byGrades = calibrateGraded(answers, answers.score.length > 0 ? [2, 2, 2, 2, 2, 2] : [], {
      logDiscrimination: wide,
      tolerance: 1e-5,
      maxIterations: 1000,
    });
    const plain = calibrate(answers, { tolerance: 1e-5, maxIterations: 1000 });
    near(byGrades.logLikelihood, plain.logLikelihood, 1e-3);
    for (const [k, curve] of plain.items.map(curveOf).entries()) {
      near(byGrades.items[k]?.discrimination, curve.discrimination, 0.01);
      near(byGrades.items[k]?.thresholds[0], curve.difficulty, 0.01);
    }
  });

  it('keeps thresholds rising when a score never came, and frequencies count', () => {
    const triples = Array.from({ length: 60 }, (_, learner) => [
      { learner, item: 0, score: learner % 2 === 0 ? 0 : 2 },
      { learner, item: 1, score: learner % 3 },
    ]).flat();
    const table = answerTable(triples, { learners: 61 });
    const { items } = calibrateGraded({ ...table, frequency: new Float64Array(61).fill(2) }, [3, 3]);
    for (const item of items) checkGradedItem(item);
  });

  it('refuses what it cannot use', () => {
    const table = answerTable([{ learner: 0, item: 0, score: 2 }]);
    assert.throws(() => calibrateGraded(table, []), /RangeError: categories/);
    assert.throws(() => calibrateGraded(table, [1]), /categories/);
    assert.throws(() => calibrateGraded(table, [2]), /score/);
    assert.throws(() => calibrateGraded(table, [3], { tolerance: 0 }), /tolerance/);
    assert.throws(() => calibrateGraded(table, [3], { maxIterations: 0 }), /maxIterations/);
    assert.throws(() => calibrateGraded(table, [3], { logDiscrimination: { mean: 0, sd: 0 } }), /sd/);
  });
});
