import assert from 'node:assert/strict';
import fc from 'fast-check';
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
    const found = featuresOf(emptyLearnerState(), { item: 3, skill: 8 });
    // A new skill has the prior of all skills together: .5 * .9 + .5 * .2 = .55
    near(found.tracedKnowledge, Math.log(0.55 / 0.45));
    assert.equal(found.skillNew, 1);
    for (const name of ['skillWins', 'itemFails', 'lastAnswer', 'ability', 'skillAbility', 'surpriseSlow']) {
      assert.equal(found[name], 0, name);
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
    const log = oneSkill('10', '0');
    const table = featureTable(log, tables);
    const state = emptyLearnerState();
    observeAnswer(state, tables, { item: 0, skill: 0 }, true);
    const second = Object.values(featuresOf(state, { item: 0, skill: 0 }));
    for (const [at, value] of second.entries()) near(table.values[table.width + at], value, 1e-6);
    assert.deepEqual([...table.values.slice(0, table.width)], [...table.values.slice(2 * table.width)]);
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

  it('falls back from item to skill to an even chance, and is finite when all is right or all is wrong', () => {
    assert.equal(difficultyOf(tables, { item: 0, skill: 0 }), 0.5);
    assert.equal(difficultyOf(tables, { item: 1, skill: 0 }), 0.4);
    assert.equal(difficultyOf(tables, { item: 1, skill: 9 }), 0);
    for (const answers of ['111', '000']) assert.ok(Number.isFinite(itemDifficulties(oneSkill(answers)).difficulty[0]));
  });
});
