import assert from 'node:assert/strict';
import fc from 'fast-check';
import { expectedChance, movedAbilities } from '../../../src/engine/tracing/ability-filter.js';
import { knownAfter } from '../../../src/engine/tracing/bkt.js';
import { featureTable } from '../../../src/engine/tracing/feature-table.js';
import { itemDifficulties } from '../../../src/engine/tracing/item-difficulty.js';
import {
  difficultyOf,
  emptyLearnerState,
  fadedOn,
  HALF_LIVES,
  type LearnerState,
  observeAnswer,
  type SkillTrace,
  type TracedQuestion,
  type TraceTables,
} from '../../../src/engine/tracing/learner-state.js';
import { FEATURES, featureCount, TIMED_FEATURES, writeFeatures } from '../../../src/engine/tracing/trace-features.js';
import { logOf, near, oneSkill } from './tracing-cases.js';

const bkt = { prior: 0.3, learn: 0.1, slip: 0.1, guess: 0.2 };
const tables: TraceTables = { bkt: [bkt], pooled: { ...bkt, prior: 0.5 }, difficulty: [0.5], skillDifficulty: [0.4] };

function featuresOf(state: LearnerState, question: TracedQuestion, timed = false): Record<string, number> {
  const values = new Float64Array(featureCount(timed));
  writeFeatures(state, tables, question, values, 0, timed);
  return Object.fromEntries(
    [...FEATURES, ...(timed ? TIMED_FEATURES : [])].map((name, at) => [name, values[at] as number]),
  );
}

function stateAfter(answers: readonly (readonly [number, number, boolean, number?])[]): LearnerState {
  const state = emptyLearnerState();
  for (const [item, skill, correct, day] of answers) {
    observeAnswer(state, tables, day === undefined ? { item, skill } : { item, skill, day }, correct);
  }
  return state;
}

describe('the features of an answer', () => {
  it('are worked out by hand for five answers', () => {
    const state = stateAfter([
      [0, 0, true],
      [1, 0, false],
      [2, 5, true],
      [0, 0, false],
      [0, 0, true],
    ]);
    const found = featuresOf(state, { item: 0, skill: 0 });
    const known = [true, false, false, true].reduce((belief, correct) => knownAfter(belief, correct, bkt), 0.3);
    const chance = known * 0.9 + (1 - known) * 0.2;
    const expected = {
      wins: Math.log(4) / 2 - 1,
      fails: Math.log(3) / 2 - 1,
      skillWins: Math.log(3),
      skillFails: Math.log(3),
      itemWins: Math.log(3),
      itemFails: Math.log(2),
      // 0 -> .5 -> -.25 -> .375 -> -.3125 -> .34375
      recentFast: 0.34375,
      // the skill alone: 0 -> .5 -> -.25 -> -.625 -> .1875
      skillRecentFast: 0.1875,
      skillRightRun: Math.log(2),
      skillWrongRun: 0,
      sameSkill: 1,
      sameItem: 1,
      lastAnswer: 1,
      skillLastAnswer: 1,
      skillGap: 0,
      skillNew: 0,
      answers: Math.log(6) / 3 - 1,
      skillsTried: Math.log(3) / 2,
      skillStay: Math.log(3) / 2 - Math.log(3) / 2 + Math.log(3) / 2,
      tracedKnowledge: Math.log(chance / (1 - chance)),
      itemLastAnswer: 1,
      rightRun: Math.log(2),
      wrongRun: 0,
    };
    for (const [name, value] of Object.entries(expected)) near(found[name], value, 1e-12);
    const other = featuresOf(state, { item: 9, skill: 5 });
    near(other.skillGap, Math.log(3) / 2);
    assert.deepEqual([other.sameSkill, other.sameItem, other.itemWins, other.itemLastAnswer], [0, 0, 0, 0]);
  });

  it('say nothing of a skill, an item and a learner that are new', () => {
    const first = featuresOf(emptyLearnerState(), { item: 1, skill: 1 });
    assert.deepEqual([first.sameSkill, first.sameItem], [0, 0]);
    const found = featuresOf(emptyLearnerState(), { item: 3, skill: 8 });
    // A new skill has the prior of all skills together: .5 * .9 + .5 * .2 = .55
    near(found.tracedKnowledge, Math.log(0.55 / 0.45));
    assert.equal(found.skillNew, 1);
    for (const name of ['skillWins', 'itemFails', 'lastAnswer', 'ability', 'skillAbility', 'surpriseSlow']) {
      assert.equal(found[name], 0, name);
    }
  });

  it('count runs of wrong answers, and what came out against what was expected', () => {
    const state = stateAfter([
      [0, 0, false],
      [0, 0, false],
    ]);
    const found = featuresOf(state, { item: 0, skill: 0 });
    for (const name of ['wrongRun', 'skillWrongRun']) near(found[name], Math.log(3));
    for (const name of ['rightRun', 'skillRightRun']) assert.equal(found[name], 0);
    // Item 0 has the difficulty .5; at first both abilities are 0 with the variances .4 and .5.
    const first = -expectedChance(-0.5, 0.9);
    const { general, generalVariance, own, ownVariance } = movedAbilities(0, 0.4, 0, 0.5, 0.5, false);
    const second = -expectedChance(general + own - 0.5, generalVariance + ownVariance);
    near(found.surpriseFast, 2 * (0.2 * first * 0.8 + 0.2 * second));
    near(found.surpriseSlow, 4 * (0.05 * first * 0.95 + 0.05 * second));
    const later = featuresOf(stateAfter([...new Array(3).fill([0, 0, false]), [0, 0, true]]), { item: 0, skill: 0 });
    for (const name of ['rightRun', 'skillRightRun']) near(later[name], Math.log(2));
    for (const name of ['wrongRun', 'skillWrongRun']) assert.equal(later[name], 0);
  });

  it('are finite where the parameters make an answer certain', () => {
    const certain = (prior: number): TraceTables => {
      const sure = { prior, learn: 0, slip: 0, guess: 0 };
      return { ...tables, bkt: [sure], pooled: sure };
    };
    const at = FEATURES.indexOf('tracedKnowledge');
    for (const prior of [0, 1]) {
      const values = new Float64Array(featureCount(false));
      writeFeatures(emptyLearnerState(), certain(prior), { item: 0, skill: 0 }, values, 0, false);
      near(values[at], (prior === 1 ? 1 : -1) * Math.log(999_999), 1e-6);
    }
  });

  it('are written where they belong and nowhere else', () => {
    for (const timed of [false, true]) {
      const values = new Float64Array(100).fill(77);
      writeFeatures(stateAfter([[0, 0, true, 3]]), tables, { item: 0, skill: 0, day: 4 }, values, 5, timed);
      const end = 5 + featureCount(timed);
      for (const [index, value] of values.entries()) {
        assert.equal(value === 77, index < 5 || index >= end, `${index} of ${end}: ${value}`);
      }
    }
  });

  it('fade with the half-lives where answers carry days', () => {
    const state = stateAfter([
      [0, 0, true, 10],
      [0, 0, false, 11],
    ]);
    const found = featuresOf(state, { item: 0, skill: 0, day: 18 }, true);
    // A win eight days ago and a fail seven days ago, in the window whose half-life is a week (the third).
    near(found.fadedWins2, Math.log1p(2 ** (-8 / 7)));
    near(found.fadedFails2, Math.log1p(0.5));
    near(found.skillDays, Math.log1p(7) / 2);
    assert.equal(TIMED_FEATURES.length, 2 * HALF_LIVES.length + 1);
    assert.equal(featuresOf(state, { item: 0, skill: 0 }, true).fadedWins0, 0);
    assert.equal(fadedOn({ faded: null, day: null } as SkillTrace, 3, 0), 0);
    assert.equal(fadedOn({ faded: null, day: 3 } as SkillTrace, 3, 0), 0);
    assert.equal(fadedOn({ faded: [1, 1], day: null as number | null } as SkillTrace, 3, 0), 0);
    // Answers without days leave nothing to fade.
    const untimed = stateAfter([[0, 0, true]]);
    assert.deepEqual([untimed.skills[0]?.faded, untimed.skills[0]?.day], [null, null]);
    const dayless = featuresOf(untimed, { item: 0, skill: 0, day: 5 }, true);
    for (const name of TIMED_FEATURES) assert.equal(dayless[name], 0, name);
    // A clock that went back counts as no time.
    near(featuresOf(state, { item: 0, skill: 0, day: 2 }, true).fadedFails3, Math.log1p(1));
  });

  it('depend on nothing but the answers before: a stored state goes on as if it had never stopped', () => {
    const answer = fc.tuple(fc.nat(3), fc.nat(2), fc.boolean(), fc.nat(40));
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 30 }), fc.nat(30), (answers, cut) => {
        const whole = stateAfter(answers);
        const stored: LearnerState = JSON.parse(JSON.stringify(stateAfter(answers.slice(0, cut))));
        for (const [item, skill, correct, day] of answers.slice(cut)) {
          observeAnswer(stored, tables, { item, skill, day }, correct);
        }
        assert.deepEqual(stored, whole);
        for (const value of Object.values(featuresOf(whole, { item: 0, skill: 0, day: 41 }, true))) {
          assert.ok(Number.isFinite(value));
        }
      }),
      { seed: 31, numRuns: 100 },
    );
  });

  it('fill a table row by row, with the answer itself not yet seen', () => {
    const learners = ['100', '01'];
    const table = featureTable(oneSkill(...learners), tables);
    assert.deepEqual([table.width, table.timed, table.values.length], [FEATURES.length, false, 5 * FEATURES.length]);
    let row = 0;
    for (const answers of learners) {
      for (const before of answers.length === 3 ? ['', '1', '10'] : ['', '0']) {
        const state = stateAfter([...before].map((answer) => [0, 0, answer === '1'] as const));
        const expected = Object.values(featuresOf(state, { item: 0, skill: 0 }));
        for (const [at, value] of expected.entries()) near(table.values[row * table.width + at], value, 1e-6);
        row++;
      }
    }
    const timed = featureTable(logOf([{ learner: 0, item: 0, skill: 0, correct: true, day: 1 }]), tables);
    assert.equal(timed.width, FEATURES.length + TIMED_FEATURES.length);
    assert.equal(timed.timed, true);
  });
});

describe('itemDifficulties', () => {
  it('pulls items to their skill and skills to all', () => {
    const log = logOf([
      ...Array.from({ length: 30 }, () => ({ learner: 0, item: 0, skill: 0, correct: true })),
      ...Array.from({ length: 10 }, () => ({ learner: 0, item: 1, skill: 0, correct: false })),
      { learner: 0, item: 3, skill: 2, correct: false },
    ]);
    const { difficulty, skillDifficulty } = itemDifficulties(log);
    const mean = 30.5 / 42;
    const ofSkill = (30 + 20 * mean) / 60;
    near(difficulty[0], Math.log((35 - (30 + 5 * ofSkill)) / (30 + 5 * ofSkill)));
    near(difficulty[1], Math.log((15 - 5 * ofSkill) / (5 * ofSkill)));
    near(difficulty[2], Math.log((1 - mean) / mean));
    near(skillDifficulty[0], Math.log((1 - ofSkill) / ofSkill));
    near(skillDifficulty[1], Math.log((1 - mean) / mean));
    assert.ok((difficulty[3] as number) > (difficulty[2] as number));
  });

  it('gives an item without answers what all have together, whatever the skills are like', () => {
    const log = logOf([
      { learner: 0, item: 0, skill: 0, correct: true },
      { learner: 0, item: 2, skill: 1, correct: false },
      { learner: 0, item: 2, skill: 1, correct: false },
    ]);
    // (1 + .5) right of (3 + 1)
    near(itemDifficulties(log).difficulty[1], Math.log(2.5 / 1.5));
  });

  it('falls back from item to skill to an even chance, and is finite when all is right or all is wrong', () => {
    assert.equal(difficultyOf(tables, { item: 0, skill: 0 }), 0.5);
    assert.equal(difficultyOf(tables, { item: 1, skill: 0 }), 0.4);
    assert.equal(difficultyOf(tables, { item: 1, skill: 9 }), 0);
    for (const answers of ['111', '000']) assert.ok(Number.isFinite(itemDifficulties(oneSkill(answers)).difficulty[0]));
  });
});
