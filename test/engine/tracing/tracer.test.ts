import assert from 'node:assert/strict';
import { binaryMetrics } from '../../../src/engine/metrics/binary.js';
import { type RandomSource, seededRandom, shuffle } from '../../../src/engine/numerics/random.js';
import {
  type AnswerLog,
  answerLogBuilder,
  questionAt,
  selectLearners,
} from '../../../src/engine/tracing/answer-log.js';
import { fitTracer } from '../../../src/engine/tracing/fit-tracer.js';
import type { TracedQuestion } from '../../../src/engine/tracing/learner-state.js';
import {
  emptyMemory,
  type MemoryNetwork,
  networkScore,
  writeMemory,
} from '../../../src/engine/tracing/memory-network.js';
import {
  estimateAnswer,
  predictAnswer,
  startTrace,
  stepTrace,
  type Tracer,
  traceAnswer,
} from '../../../src/engine/tracing/tracer.js';
import { near, oneSkill } from './tracing-cases.js';

const small = { network: { units: 6, hiddenUnits: 4, epochs: 6, rate: 0.02, dropout: 0 }, networkFrom: 50 };

/**
 * Answers that knowledge tracing skill by skill cannot foretell: skills come in pairs, and the answer to the second of
 * a pair is nearly always that to the first, asked two answers before, between others that are pure chance.
 */
function paired(learners: number, random: RandomSource): AnswerLog {
  const builder = answerLogBuilder();
  for (let learner = 0; learner < learners; learner++) {
    for (let round = 0; round < 6; round++) {
      const first = random.next() < 0.5;
      const answers = [first, random.next() < 0.5, random.next() < 0.95 ? first : !first];
      for (const [skill, correct] of answers.entries()) builder.add({ learner, item: skill, skill, correct });
    }
  }
  return builder.build();
}

function chancesOf(tracer: Tracer, log: AnswerLog): Float64Array {
  const chances = new Float64Array(log.correct.length);
  for (let learner = 0; learner + 1 < log.begin.length; learner++) {
    const state = startTrace(tracer);
    for (let row = log.begin[learner] as number; row < (log.begin[learner + 1] as number); row++) {
      chances[row] = stepTrace(tracer, state, questionAt(log, row), log.correct[row] === 1);
    }
  }
  return chances;
}

describe('the memory network', () => {
  // Two units, one hidden unit, one feature, one skill.
  const network: MemoryNetwork = {
    units: 2,
    hiddenUnits: 1,
    features: 1,
    gate: [0.5, 0.5, 0.25, 1],
    write: [-1, -2, 1, 2],
    surprise: [0, 0, 2, 4],
    read: [1, 10],
    hiddenSkill: [0.5],
    hidden: [1, 0, 2, -3],
    output: [2],
  };

  it('remembers and reads as worked by hand', () => {
    const memory = emptyMemory(network);
    // right, surprise .5: 0 + .25 (1 + 1 - 0) = .5 and 0 + 1 (2 + 2 - 0) = 4
    writeMemory(network, memory, 0, true, 0.5);
    assert.deepEqual(memory, [0.5, 4]);
    // wrong: .5 + .5 (-1 - .5) = -.25 and 4 + .5 (-2 - 4) = 1
    writeMemory(network, memory, 0, false, -0.5);
    assert.deepEqual(memory, [-0.25, 1]);
    // read 9.75; hidden .5 - .25 + 2 x 3 - 3 x 1 = 3.25, twice
    near(networkScore(network, memory, 0, Float64Array.of(3), 1), 9.75 + 6.5);
    // hidden .5 - .25 + 0 - 3 x 2 = -5.75, a tenth of it, twice
    near(networkScore(network, memory, 0, Float64Array.of(0), 2), 9.75 - 1.15);
  });

  it('leaves the memory alone at a skill that it does not know, and reads it without readings of its own', () => {
    const memory = [3, 4];
    writeMemory(network, memory, 1, true, 1);
    assert.deepEqual(memory, [3, 4]);
    near(networkScore(network, memory, 1, Float64Array.of(0), 0), 6);
  });
});

describe('the tracer', () => {
  // Made anew for each test, so that a mutant of the code that makes it is met by each of them (npm run mutate).
  let test: AnswerLog;
  let tracer: Tracer;
  beforeEach(() => {
    test = paired(2, seededRandom('test'));
    tracer = fitTracer(paired(120, seededRandom('train')), seededRandom('fit'), small);
  });

  it('learns what skills say of each other, which is out of reach without the network', () => {
    const train = paired(400, seededRandom('train'));
    const later = paired(200, seededRandom('test'));
    const plain = fitTracer(train, seededRandom('fit'), { ...small, networkFrom: 1_000_000 });
    assert.equal(plain.network, null);
    const full = fitTracer(train, seededRandom('fit'), small);
    const [with_, without] = [full, plain].map((each) => binaryMetrics(chancesOf(each, later), later.correct));
    // A third of the answers can be foretold at .95: log loss (2 ln 2 + .1985) / 3 = .528 at best, .693 knowing nothing.
    assert.ok((without?.logLoss as number) > 0.62, `${without?.logLoss}`);
    assert.ok((with_?.logLoss as number) < 0.58, `${with_?.logLoss}`);
    assert.ok((with_?.ece as number) < 0.05);
  });

  it('predicts and folds in one step as in two', () => {
    const [one, two] = [startTrace(tracer), startTrace(tracer)];
    for (let row = 0; row < 18; row++) {
      const question = questionAt(test, row);
      const before = structuredClone(two);
      const chance = predictAnswer(tracer, two, question);
      assert.deepEqual(two, before);
      traceAnswer(tracer, two, question, test.correct[row] === 1);
      assert.equal(stepTrace(tracer, one, question, test.correct[row] === 1), chance);
      assert.deepEqual(one, two);
    }
  });

  it('is calibrated on the learners kept out, where no other line does better', () => {
    const log = paired(120, seededRandom('train'));
    // One learner in fifteen, the first of a shuffle.
    const everyone = Array.from({ length: 120 }, (_, learner) => learner);
    const kept = new Set(shuffle(everyone, seededRandom('fit')).slice(0, 8));
    const spared = selectLearners(log, (learner) => kept.has(learner));
    const plain = chancesOf({ ...tracer, calibration: { intercept: 0, slope: 1 } }, spared);
    const loss = (intercept: number, slope: number): number => {
      let sum = 5 * (intercept ** 2 + (slope - 1) ** 2);
      for (const [row, chance] of plain.entries()) {
        const odds = intercept + slope * Math.log(chance / (1 - chance));
        sum += Math.log1p(Math.exp(spared.correct[row] === 1 ? -odds : odds));
      }
      return sum;
    };
    const { intercept, slope } = tracer.calibration;
    const least = loss(intercept, slope);
    assert.ok(least < loss(0, 1), 'better than none');
    for (const by of [-1e-3, 1e-3]) {
      assert.ok(loss(intercept + by, slope) > least, `intercept ${intercept} ${by}`);
      assert.ok(loss(intercept, slope + by) > least, `slope ${slope} ${by}`);
    }
  });

  it('has a network from as many learners on as were asked for', () => {
    const log = paired(30, seededRandom('train'));
    const fitted = (networkFrom: number) => fitTracer(log, seededRandom('fit'), { ...small, networkFrom });
    assert.equal(fitted(31).network, null);
    assert.equal(fitted(30).network?.units, 6);
  });

  it('is plain data, and goes on bit for bit from what was stored', () => {
    const stored: Tracer = JSON.parse(JSON.stringify(tracer));
    assert.deepEqual(stored, tracer);
    let state = startTrace(stored);
    const whole = startTrace(tracer);
    for (let row = 0; row < 18; row++) {
      const question = questionAt(test, row);
      const chance = stepTrace(stored, state, question, test.correct[row] === 1);
      assert.equal(chance, stepTrace(tracer, whole, question, test.correct[row] === 1));
      state = JSON.parse(JSON.stringify(state));
    }
    assert.deepEqual(state, whole);
  });

  it('gives the same bytes for the same seed', () => {
    const again = fitTracer(paired(120, seededRandom('train')), seededRandom('fit'), small);
    assert.equal(JSON.stringify(again), JSON.stringify(tracer));
  });

  it('has an interval around the chance, and says when there is not enough evidence', () => {
    const state = startTrace(tracer);
    const first = estimateAnswer(tracer, state, { item: 0, skill: 0 });
    assert.equal(first.enough, false);
    for (let time = 0; time < 30; time++) traceAnswer(tracer, state, { item: 0, skill: 0 }, time % 3 > 0);
    const later = estimateAnswer(tracer, state, { item: 0, skill: 0 });
    assert.equal(later.enough, true);
    for (const { chance, low, high } of [first, later]) assert.ok(0 < low && low < chance && chance < high && high < 1);
    const width = ({ low, high }: { low: number; high: number }) =>
      Math.log(high / (1 - high)) - Math.log(low / (1 - low));
    assert.ok(width(later) < width(first));
  });

  it('takes items and skills that it has not met, and a learner with a hundred thousand answers', () => {
    const state = startTrace(tracer);
    for (let time = 0; time < 100_000; time++) {
      const chance = stepTrace(tracer, state, { item: 7 + (time % 50), skill: time % 9 }, time % 5 !== 0);
      assert.ok(chance > 0 && chance < 1);
    }
  });

  it('is fitted on a handful of answers without network or calibration', () => {
    for (const answers of [['1'], ['0', '0'], ['111', '111'], ['01', '10', '11']]) {
      const fitted = fitTracer(oneSkill(...answers), seededRandom('few'));
      assert.equal(fitted.network, null);
      assert.deepEqual(fitted.calibration, { intercept: 0, slope: 1 });
      const chance = predictAnswer(fitted, startTrace(fitted), { item: 0, skill: 0 });
      assert.ok(chance > 0 && chance < 1);
    }
  });

  it('refuses questions that are none, and leaves the state as it was', () => {
    const state = startTrace(tracer);
    const empty = structuredClone(state);
    for (const ask of [
      (question: TracedQuestion) => predictAnswer(tracer, state, question),
      (question: TracedQuestion) => traceAnswer(tracer, state, question, true),
      (question: TracedQuestion) => stepTrace(tracer, state, question, true),
      (question: TracedQuestion) => estimateAnswer(tracer, state, question),
    ]) {
      assert.throws(() => ask({ item: -1, skill: 0 }), /RangeError: item/);
      assert.throws(() => ask({ item: 0, skill: Number.NaN }), /RangeError: skill/);
      assert.throws(() => ask({ item: 0, skill: 0, day: Number.NaN }), /RangeError: day/);
    }
    assert.deepEqual(state, empty);
  });

  it('is finite where the parameters make an answer certain', () => {
    const sure = { prior: 0, learn: 0, slip: 0, guess: 0 };
    const certain: Tracer = { ...tracer, tables: { ...tracer.tables, bkt: [sure], pooled: sure } };
    const chance = predictAnswer(certain, startTrace(certain), { item: 0, skill: 0 });
    assert.ok(chance >= 0 && chance <= 1);
  });

  it('refuses bad options', () => {
    assert.throws(() => fitTracer(test, seededRandom(1), { networkFrom: 0 }), /networkFrom/);
    assert.throws(() => fitTracer(test, seededRandom(1), { calibrateOn: 1 }), /calibrateOn/);
  });
});
