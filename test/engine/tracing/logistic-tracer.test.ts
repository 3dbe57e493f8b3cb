import assert from 'node:assert/strict';
import { seededRandom } from '../../../src/engine/numerics/random.js';
import type { AnswerLog } from '../../../src/engine/tracing/answer-log.js';
import { type FeatureTable, featureTable } from '../../../src/engine/tracing/feature-table.js';
import { fitLogisticTracer, leaveOneOutScores } from '../../../src/engine/tracing/fit-logistic-tracer.js';
import { traceTables } from '../../../src/engine/tracing/fit-tracer.js';
import { emptyLearnerState, observeAnswer, type TraceTables } from '../../../src/engine/tracing/learner-state.js';
import { type LogisticTracer, logisticScore, predictLogistic } from '../../../src/engine/tracing/logistic-tracer.js';
import { drawnLog, near, oneSkill } from './tracing-cases.js';

const truths = [
  { prior: 0.3, learn: 0.15, slip: 0.08, guess: 0.22 },
  { prior: 0.6, learn: 0.06, slip: 0.2, guess: 0.3 },
];
// Made anew for each test, so that a mutant of the code that makes it is met by each of them (npm run mutate).
let log: AnswerLog;
let tables: TraceTables;
let table: FeatureTable;
const tight = { maxIterations: 5000, tolerance: 1e-12 };

/** The oracle: what is minimised, written out from the definition. */
function loss(tracer: LogisticTracer, from: AnswerLog, { values, width }: FeatureTable, without = -1): number {
  let sum = 0;
  for (let row = 0; row < from.correct.length; row++) {
    if (row === without) continue;
    const question = { item: from.item[row] as number, skill: from.skill[row] as number };
    const odds = logisticScore(tracer, question, values, row * width);
    sum += Math.log1p(Math.exp(from.correct[row] === 1 ? -odds : odds));
  }
  const pull = (weights: readonly number[], precision: number) =>
    (precision / 2) * weights.reduce((total, weight) => total + weight ** 2, 0);
  sum += pull(tracer.item, 1.5) + pull(tracer.skill, 1) + pull(tracer.weights, 0.1);
  return sum + pull(tracer.winSlope, 3) + pull(tracer.failSlope, 3);
}

const moved = (list: readonly number[], at: number, by: number) =>
  list.map((value, i) => (i === at ? value + by : value));

function makeCase(learners: number, length: number): void {
  log = drawnLog(truths, learners, length, seededRandom('logistic'));
  tables = traceTables(log);
  table = featureTable(log, tables);
}

describe('fitLogisticTracer', () => {
  beforeEach(() => makeCase(16, 6));

  it('ends where no weight moved either way does better', () => {
    const tracer = fitLogisticTracer(log, table, tight);
    const least = loss(tracer, log, table);
    for (const by of [-0.05, 0.05]) {
      assert.ok(loss({ ...tracer, bias: tracer.bias + by }, log, table) > least);
      for (const name of ['item', 'skill', 'winSlope', 'failSlope', 'weights'] as const) {
        for (const at of tracer[name].keys()) {
          const other = { ...tracer, [name]: moved(tracer[name], at, by) };
          assert.ok(loss(other, log, table) > least, `${name} ${at} ${by}`);
        }
      }
    }
  });

  it('foretells better than the share of right answers', () => {
    const tracer = fitLogisticTracer(log, table, tight);
    const share = log.correct.reduce((sum, correct) => sum + correct, 0) / log.correct.length;
    const plain = -log.correct.length * (share * Math.log(share) + (1 - share) * Math.log(1 - share));
    assert.ok(loss(tracer, log, table) < 0.97 * plain);
  });

  it('gives the same for the same data, as plain data', () => {
    const tracer = fitLogisticTracer(log, table, tight);
    assert.deepEqual(fitLogisticTracer(log, table, tight), tracer);
    assert.deepEqual(JSON.parse(JSON.stringify(tracer)), tracer);
  });

  it('predicts from a state as from the table, and has a chance for what it does not know', () => {
    const tracer = fitLogisticTracer(log, table);
    const state = emptyLearnerState();
    const question = { item: log.item[0] as number, skill: log.skill[0] as number };
    observeAnswer(state, tables, question, log.correct[0] === 1);
    const next = { item: log.item[1] as number, skill: log.skill[1] as number };
    const odds = logisticScore(tracer, next, table.values, table.width);
    near(predictLogistic(tracer, state, tables, next), 1 / (1 + Math.exp(-odds)), 1e-6);
    const chance = predictLogistic(tracer, state, tables, { item: 999, skill: 999 });
    assert.ok(chance > 0 && chance < 1);
  });

  it('is finite when every answer is right, every one is wrong, or there is only one', () => {
    for (const answers of [['111', '11'], ['000', '00'], ['1']]) {
      const same = oneSkill(...answers);
      const own = traceTables(same);
      const fitted = fitLogisticTracer(same, featureTable(same, own));
      const chance = predictLogistic(fitted, emptyLearnerState(), own, { item: 0, skill: 0 });
      assert.ok(chance > 0 && chance < 1, `${answers}: ${chance}`);
    }
  });

  it('refuses bad options', () => {
    for (const name of ['itemPrecision', 'skillPrecision', 'slopePrecision', 'weightPrecision']) {
      assert.throws(() => fitLogisticTracer(log, table, { [name]: 0 }), new RegExp(name));
    }
    assert.throws(() => fitLogisticTracer(log, table, { maxIterations: 0 }), /maxIterations/);
    assert.throws(() => fitLogisticTracer(log, table, { tolerance: 0 }), /tolerance/);
  });
});

describe('leaveOneOutScores', () => {
  beforeEach(() => makeCase(40, 8));

  it('come near to a fit without the answer, nearer than the fit with it', () => {
    const tracer = fitLogisticTracer(log, table, tight);
    const scores = leaveOneOutScores(log, table, tracer);
    let [gap, plainGap] = [0, 0];
    for (let row = 3; row < log.correct.length; row += 40) {
      const without = fitLogisticTracer(...leftOut(row), { tolerance: 1e-7, maxIterations: 300 });
      const question = { item: log.item[row] as number, skill: log.skill[row] as number };
      const truth = logisticScore(without, question, table.values, row * table.width);
      gap += Math.abs((scores[row] as number) - truth);
      plainGap += Math.abs(logisticScore(tracer, question, table.values, row * table.width) - truth);
    }
    assert.ok(gap < 0.75 * plainGap, `${gap} of ${plainGap}`);
  });

  it('never move towards the answer', () => {
    const tracer = fitLogisticTracer(log, table);
    const scores = leaveOneOutScores(log, table, tracer);
    for (let row = 0; row < scores.length; row++) {
      const question = { item: log.item[row] as number, skill: log.skill[row] as number };
      const plain = logisticScore(tracer, question, table.values, row * table.width);
      assert.ok(log.correct[row] === 1 ? (scores[row] as number) < plain : (scores[row] as number) > plain);
    }
  });
});

/** The log and its features without one row; each remaining row keeps the features that it had. */
function leftOut(row: number): [AnswerLog, FeatureTable] {
  const keep = (at: number) => at !== row;
  const pick = <T extends Int32Array | Uint8Array>(column: T) => column.filter((_, at) => keep(at)) as T;
  const values = table.values.filter((_, at) => keep(Math.floor(at / table.width)));
  const part = { ...log, item: pick(log.item), skill: pick(log.skill), correct: pick(log.correct) };
  return [part, { ...table, values }];
}
