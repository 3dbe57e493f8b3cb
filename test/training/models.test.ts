import assert from 'node:assert/strict';
import fc from 'fast-check';
import { informationGain } from '../../src/engine/ability/information-gain.js';
import { seededRandom } from '../../src/engine/numerics/random.js';
import {
  type AnswerData,
  type ContentData,
  type MomentData,
  momentRow,
  OUTCOME,
  packParameters,
  type TrainingOrder,
  unpackParameters,
} from '../../src/training/index.js';
import { compare } from '../../src/training/models/compare.js';
import { lookAtDrift } from '../../src/training/models/drift.js';
import { trainModel } from '../../src/training/models/train-model.js';

const LEARNERS = 120;
const SKILLS = ['a', 'b', 'c'];
const ITEMS = 12;
/** What the learners are like, and what the catalogue thinks: two different things. */
const TRUTH = { prior: 0.6, learn: 0.25, slip: 0.04, guess: 0.04 };
const TOLD = { prior: 0.25, learn: 0.12, slip: 0.1, guess: 0.2 };

/** Answers of people who learn by TRUTH: item i is on skill i mod 3; three days, one in five learners held out. */
function answersOf(seed: string, truth = TRUTH): AnswerData {
  const random = seededRandom(seed);
  const rows = { begin: [0], item: [] as number[], outcome: [] as number[], day: [] as number[] };
  for (let learner = 0; learner < LEARNERS; learner++) {
    const known = SKILLS.map(() => random.next() < truth.prior);
    for (let turn = 0; turn < 30; turn++) {
      const item = Math.floor(random.next() * ITEMS);
      const skill = item % SKILLS.length;
      const right = random.next() < (known[skill] ? 1 - truth.slip : truth.guess);
      rows.item.push(item);
      rows.outcome.push(right ? OUTCOME.alone : OUTCOME.wrong);
      rows.day.push(20_000 + 3 * Math.floor(turn / 10) + turn / 1_000);
      known[skill] ||= random.next() < truth.learn;
    }
    rows.begin.push(rows.item.length);
  }
  return {
    begin: Int32Array.from(rows.begin),
    held: Uint8Array.from({ length: LEARNERS }, (_, learner) => (learner % 5 === 0 ? 1 : 0)),
    item: Int32Array.from(rows.item),
    combo: Int32Array.from(rows.item, (item) => item % SKILLS.length),
    outcome: Uint8Array.from(rows.outcome),
    day: Float64Array.from(rows.day),
    seconds: new Float32Array(rows.item.length).fill(20),
    items: Array.from({ length: ITEMS }, (_, item) => `item-${item}/only`),
    skills: SKILLS,
    combos: SKILLS,
    bounds: Int32Array.of(0, 1, 2, 3),
    members: Int32Array.of(0, 1, 2),
    catalogue: {
      skills: SKILLS.map(() => TOLD),
      items: Array.from({ length: ITEMS }, () => ({ discrimination: 1, difficulty: 2 })),
    },
    usualSeconds: new Float64Array(ITEMS).fill(20),
  };
}

/** People who follow one of two rows of contents. */
function contentsOf(): ContentData {
  const random = seededRandom('contents');
  const lists = Array.from({ length: LEARNERS }, (_, learner) => {
    const from = learner % 2 === 0 ? 0 : 15;
    return Array.from({ length: 15 }, (_, place) => from + place).slice(0, 4 + Math.floor(random.next() * 10));
  });
  const begin = [0];
  for (const list of lists) begin.push((begin.at(-1) ?? 0) + list.length);
  return {
    begin: Int32Array.from(begin),
    held: answersOf('held').held,
    content: Int32Array.from(lists.flat()),
    contents: Array.from({ length: 30 }, (_, content) => `course:lesson-${content}`),
  };
}

/** People who take up what is offered in the evening, and nothing else. */
function momentsOf(): MomentData {
  const random = seededRandom('moments');
  const rows = Array.from({ length: LEARNERS * 6 }, () => {
    const hour = Math.floor(random.next() * 24);
    const moment = { daysSinceActive: 1, activeDays: 5, shownOfType: 4, takenOfType: 2, minutes: 10, minutesToday: 5 };
    return { row: momentRow({ ...moment, hour }), taken: hour >= 17 ? 1 : 0 };
  });
  return {
    begin: Int32Array.from({ length: LEARNERS + 1 }, (_, learner) => learner * 6),
    held: answersOf('held').held,
    moments: Float32Array.from(rows.flatMap(({ row }) => row)),
    taken: Uint8Array.from(rows, ({ taken }) => taken),
  };
}

const answers = answersOf('people');
const order = (kind: 'tracing' | 'tracer' | 'difficulty' | 'memory', data = answers): TrainingOrder => {
  return { kind, data, seed: 'seed', champion: null };
};

describe('trainModel', function () {
  this.timeout(60_000);

  for (const kind of ['tracing', 'tracer', 'difficulty'] as const) {
    it(`finds what the catalogue did not know of ${kind}, on learners held out`, () => {
      const { comparison, metrics, heldOut } = trainModel(order(kind));
      assert.equal(heldOut, LEARNERS / 5);
      const { logLoss } = comparison;
      assert.ok(logLoss && logLoss.gain > 2 * logLoss.standardError, JSON.stringify(logLoss));
      assert.equal(metrics.logLoss, logLoss.challenger);
    });
  }

  it('comes near the parameters that the learners have', () => {
    const { skills } = unpackParameters(trainModel(order('tracing')).parameters) as {
      skills: Record<string, typeof TRUTH>;
    };
    for (const skill of SKILLS) {
      for (const name of ['prior', 'learn', 'slip', 'guess'] as const) {
        const off = Math.abs((skills[skill]?.[name] ?? Number.NaN) - TRUTH[name]);
        assert.ok(off < 0.15, `${name} of ${skill} is off by ${off}`);
      }
    }
  });

  it('learns nothing from learners who are held out, and is the same each time', () => {
    for (const kind of ['tracing', 'difficulty', 'memory', 'tracer'] as const) {
      const outcome = answers.outcome.slice();
      for (let learner = 0; learner < LEARNERS; learner += 5) {
        for (let row = answers.begin[learner] as number; row < (answers.begin[learner + 1] as number); row++) {
          outcome[row] = outcome[row] === 0 ? 1 : 0;
        }
      }
      const [once, turned] = [trainModel(order(kind)), trainModel(order(kind, { ...answers, outcome }))];
      assert.deepEqual(turned.parameters, once.parameters, kind);
      assert.notDeepEqual(turned.metrics, once.metrics, kind);
    }
  });

  it('compares a model with itself as no better', () => {
    const champion = trainModel(order('tracing')).parameters;
    const { comparison } = trainModel({ ...order('tracing'), champion } as TrainingOrder);
    for (const { gain, standardError } of Object.values(comparison)) assert.equal(Math.abs(gain) + standardError, 0);
  });

  it('knows contents and items by their names, whatever their numbers', () => {
    const champion = trainModel(order('tracer')).parameters;
    const turned = {
      ...answers,
      items: answers.items.toReversed(),
      item: answers.item.map((item) => ITEMS - 1 - item),
      catalogue: { ...answers.catalogue, items: answers.catalogue.items.toReversed() },
    };
    const same = trainModel({ ...order('tracer'), champion } as TrainingOrder).comparison.logLoss?.champion;
    const other = trainModel({ ...order('tracer', turned), champion } as TrainingOrder).comparison.logLoss?.champion;
    assert.equal(other, same);
  });

  it('ranks what comes next better than by how many took it', () => {
    const { comparison, folds } = trainModel({ kind: 'ranking', data: contentsOf(), seed: 'seed', champion: null });
    assert.ok(comparison.ndcg && comparison.ndcg.gain > 0, JSON.stringify(comparison));
    assert.equal(folds.length, 5);
  });

  it('learns when people take up what is offered', () => {
    const { comparison } = trainModel({ kind: 'engagement', data: momentsOf(), seed: 'seed', champion: null });
    assert.ok(comparison.logLoss && comparison.logLoss.gain > comparison.logLoss.standardError);
    assert.ok(comparison.auc && comparison.auc.challenger > 0.75);
  });

  it('fits how memory fades and foretells reviews of people it has not seen', () => {
    const { comparison, metrics } = trainModel(order('memory'));
    assert.ok(Number.isFinite(metrics.logLoss));
    assert.ok(comparison.logLoss && comparison.logLoss.gain > 0);
  });
});

describe('lookAtDrift', () => {
  const parameters = trainModel(order('tracing')).parameters;
  it('is quiet while people are as they were, and wakes when they are others', () => {
    const quiet = lookAtDrift({ kind: 'tracing', data: answersOf('more'), parameters, after: 0 });
    assert.equal(quiet.severity, 'none');
    assert.equal(quiet.answers, 30 * LEARNERS);
    const others = answersOf('others', { prior: 0.05, learn: 0.02, slip: 0.3, guess: 0.02 });
    const loud = lookAtDrift({ kind: 'tracing', data: others, parameters, after: 0 });
    assert.deepEqual([loud.severity, loud.reason], ['act', 'promises-too-much']);
  });
  it('looks only at what came after', () => {
    assert.equal(lookAtDrift({ kind: 'tracing', data: answers, parameters, after: 20_005 }).answers, 10 * LEARNERS);
  });
});

describe('compare', () => {
  it('says how sure a gain is: the jackknife of a mean over learners is its standard error', () => {
    const random = seededRandom('jackknife');
    const learners = 20;
    const of = (ndcg: number[]) => ({
      learner: Int32Array.from(ndcg.keys()),
      ndcg: Float64Array.from(ndcg),
      hit: new Uint8Array(learners),
    });
    const [before, after] = [0, 1].map(() => Array.from({ length: learners }, () => random.next())) as [
      number[],
      number[],
    ];
    const gains = after.map((value, index) => value - (before[index] as number));
    const mean = gains.reduce((sum, value) => sum + value, 0) / learners;
    const variance = gains.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (learners - 1);
    const { ndcg } = compare(of(before), of(after));
    assert.ok(ndcg && Math.abs(ndcg.gain - mean) < 1e-12);
    assert.ok(Math.abs(ndcg.standardError - Math.sqrt(variance / learners)) < 1e-12);
  });
});

describe('packed parameters', () => {
  it('come back as they were', () => {
    const part = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((x) => (Object.is(x, -0) ? 0 : x)),
      fc.string(),
      fc.float64Array({ noNaN: true }),
      fc.float32Array(),
      fc.uint8Array(),
      fc.int32Array(),
    );
    const names = fc.string().filter((name) => name !== '__proto__');
    fc.assert(
      fc.property(fc.dictionary(names, part, { noNullPrototype: true }), (parameters) => {
        assert.deepEqual(unpackParameters(packParameters(parameters)), parameters);
      }),
    );
  });
});

describe('informationGain', () => {
  it('is the mutual information of answer and ability where little is unknown', () => {
    for (const [mean, sd, discrimination, difficulty] of [
      [0, 0.2, 1, 0],
      [0.5, 0.15, 1.6, -0.4],
      [-1, 0.2, 0.8, 1],
    ] as const) {
      const { learner } = informationGain({ mean, sd }, { discrimination, difficulty, answers: 10 });
      const exact = mutualInformation(mean, sd, discrimination, difficulty);
      assert.ok(Math.abs(learner / exact - 1) < 0.03, `${learner} and ${exact}`);
    }
  });
  it('falls with what is known already', () => {
    const number = fc.double({ min: 0.1, max: 3, noNaN: true });
    fc.assert(
      fc.property(
        number,
        number,
        fc.nat(1_000),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (sd, a, answers, share) => {
          const item = { discrimination: a, difficulty: 0.3, answers, share };
          const [less, more] = [
            informationGain({ mean: 0, sd }, item),
            informationGain({ mean: 0, sd: 1.1 * sd }, item),
          ];
          assert.ok(less.learner > 0 && less.item > 0 && more.learner > less.learner);
          const after = informationGain({ mean: 0, sd }, { ...item, answers: answers + 50 });
          assert.ok(after.item <= less.item);
        },
      ),
    );
  });
  it('refuses what is out of range', () => {
    const item = { discrimination: 1, difficulty: 0, answers: 1 };
    assert.throws(() => informationGain({ mean: 0, sd: 0 }, item), RangeError);
    assert.throws(() => informationGain({ mean: 0, sd: 1 }, { ...item, answers: -1 }), RangeError);
    assert.throws(() => informationGain({ mean: 0, sd: 1 }, { ...item, share: 2 }), RangeError);
  });
});

/** H(mean chance) - mean H(chance), the ability normal; by summing over a fine grid. */
function mutualInformation(mean: number, sd: number, discrimination: number, difficulty: number): number {
  const entropy = (p: number) => -p * Math.log(p) - (1 - p) * Math.log(1 - p);
  let [weights, chances, entropies] = [0, 0, 0];
  for (let z = -6; z <= 6; z += 0.01) {
    const weight = Math.exp((-z * z) / 2);
    const p = 1 / (1 + Math.exp(-discrimination * (mean + sd * z - difficulty)));
    weights += weight;
    chances += weight * p;
    entropies += weight * entropy(p);
  }
  return entropy(chances / weights) - entropies / weights;
}
