import assert from 'node:assert/strict';
import fc from 'fast-check';
import { successProbability } from '../../../src/engine/ability/irt.js';
import {
  expectedChance,
  GENERAL_VARIANCE,
  movedAbilities,
  SKILL_VARIANCE,
} from '../../../src/engine/tracing/ability-filter.js';
import { emptyLearnerState, observeAnswer, type TraceTables } from '../../../src/engine/tracing/learner-state.js';
import { LEAST_ANSWERS, skillAbility } from '../../../src/engine/tracing/skill-ability.js';
import { near } from './tracing-cases.js';

const bkt = { prior: 0.3, learn: 0.1, slip: 0.1, guess: 0.2 };
const tables: TraceTables = { bkt: [bkt, bkt], pooled: bkt, difficulty: [0.5, -1], skillDifficulty: [0.4, -0.6] };

const logisticOf = (x: number): number => 1 / (1 + Math.exp(-x));

/** Integral over both abilities on a grid: the oracle for means and variances. */
function onGrid(means: [number, number], variances: [number, number], difficulty: number, correct: boolean) {
  let [all, chance, general, own, generalSquared] = [0, 0, 0, 0, 0];
  const steps = 241;
  for (let i = 0; i < steps; i++) {
    for (let j = 0; j < steps; j++) {
      const [z1, z2] = [-6 + (12 * i) / (steps - 1), -6 + (12 * j) / (steps - 1)];
      const [a, b] = [means[0] + z1 * Math.sqrt(variances[0]), means[1] + z2 * Math.sqrt(variances[1])];
      const weight = Math.exp(-(z1 * z1 + z2 * z2) / 2);
      const right = logisticOf(a + b - difficulty);
      const joint = weight * (correct ? right : 1 - right);
      chance += weight * right;
      all += weight;
      general += joint * a;
      own += joint * b;
      generalSquared += joint * a * a;
    }
  }
  const evidence = correct ? chance : all - chance;
  const mean = general / evidence;
  return { chance: chance / all, general: mean, own: own / evidence, variance: generalSquared / evidence - mean ** 2 };
}

describe('the ability filter', () => {
  it('foretells and moves as the integral over both abilities does, nearly', () => {
    for (const correct of [true, false]) {
      for (const [m1, m2, v1, v2, d] of [
        [0, 0, 0.4, 0.5, 0],
        [0.5, -0.3, 0.2, 0.4, 1],
        [-1, 0.2, 0.05, 0.5, -1],
      ] as const) {
        const oracle = onGrid([m1, m2], [v1, v2], d, correct);
        near(expectedChance(m1 + m2 - d, v1 + v2), oracle.chance, 0.01);
        const moved = movedAbilities(m1, v1, m2, v2, d, correct);
        near(moved.general, oracle.general, 0.03);
        near(moved.own, oracle.own, 0.03);
        near(moved.generalVariance, oracle.variance, 0.03);
      }
    }
  });

  it('moves as worked by hand', () => {
    // Even chance, so w = .25 and 1 + w (.4 + .5) = 1.225; half an answer of surprise.
    const moved = movedAbilities(0.3, 0.4, 0.2, 0.5, 0.5, true);
    near(moved.general, 0.3 + (0.4 * 0.5) / 1.225);
    near(moved.own, 0.2 + (0.5 * 0.5) / 1.225);
    near(moved.generalVariance, 0.4 - (0.16 * 0.25) / 1.225 + 0.002);
    near(moved.ownVariance, 0.5 - (0.25 * 0.25) / 1.225 + 0.02);
  });

  it('never grows more unsure than at first, and never quite sure', () => {
    const unit = fc.double({ min: 0.001, max: 1, noNaN: true });
    fc.assert(
      fc.property(
        unit,
        unit,
        fc.double({ min: -6, max: 6, noNaN: true }),
        fc.boolean(),
        (g, s, difficulty, correct) => {
          const moved = movedAbilities(0, g * GENERAL_VARIANCE, 0, s * SKILL_VARIANCE, difficulty, correct);
          assert.ok(moved.generalVariance > 0 && moved.generalVariance <= GENERAL_VARIANCE);
          assert.ok(moved.ownVariance > 0 && moved.ownVariance <= SKILL_VARIANCE);
          assert.ok(correct ? moved.general > 0 && moved.own > 0 : moved.general < 0 && moved.own < 0);
        },
      ),
      { seed: 21 },
    );
  });
});

describe('skillAbility', () => {
  it('knows nothing at first and says so', () => {
    const level = skillAbility(emptyLearnerState(), tables, 1);
    assert.equal(level.ability, 0);
    near(level.standardError, Math.sqrt(GENERAL_VARIANCE + SKILL_VARIANCE));
    assert.deepEqual([level.evidence, level.enough, level.known], [0, false, 0.3]);
    near(level.mastery, successProbability({ discrimination: 1, difficulty: -0.6 }, 0));
  });

  it('is on the scale of item response theory: the mastery is the curve of a typical item', () => {
    const state = emptyLearnerState();
    for (const correct of [true, true, false, true, true, true])
      observeAnswer(state, tables, { item: 0, skill: 0 }, correct);
    const level = skillAbility(state, tables, 0);
    near(level.mastery, successProbability({ discrimination: 1, difficulty: 0.4 }, level.ability));
    // 80 % of the normal lie within 1.2816 standard errors.
    for (const [end, side] of [
      [level.low, -1],
      [level.high, 1],
    ] as const) {
      const ability = level.ability + side * 1.2815515655446004 * level.standardError;
      near(end, successProbability({ discrimination: 1, difficulty: 0.4 }, ability));
    }
    assert.equal(level.evidence, 6);
    assert.equal(level.enough, true);
    assert.ok(level.ability > 0 && level.standardError < Math.sqrt(GENERAL_VARIANCE + SKILL_VARIANCE));
  });

  it('asks for enough answers in the skill itself, however much is known of others', () => {
    const state = emptyLearnerState();
    for (let at = 0; at < 200; at++) observeAnswer(state, tables, { item: 0, skill: 0 }, at % 3 !== 0);
    assert.equal(skillAbility(state, tables, 0).enough, true);
    assert.equal(skillAbility(state, tables, 1).enough, false);
    for (let at = 1; at < LEAST_ANSWERS; at++) {
      observeAnswer(state, tables, { item: 1, skill: 1 }, true);
      assert.equal(skillAbility(state, tables, 1).enough, false);
    }
    observeAnswer(state, tables, { item: 1, skill: 1 }, true);
    assert.equal(skillAbility(state, tables, 1).enough, true);
  });

  it('calls nothing a level that may be far off, however many answers there are', () => {
    // An item so hard that failing it says nothing: the variances stay at .4 and .5, the standard error at .95.
    const hard: TraceTables = { ...tables, difficulty: [40] };
    const state = emptyLearnerState();
    for (let at = 0; at < 10; at++) observeAnswer(state, hard, { item: 0, skill: 0 }, false);
    const level = skillAbility(state, hard, 0);
    near(level.standardError, Math.sqrt(0.9));
    assert.deepEqual([level.evidence, level.enough], [10, false]);
  });

  it('has an answer for a skill that nobody has met', () => {
    const level = skillAbility(emptyLearnerState(), tables, 77);
    near(level.mastery, 0.5);
    assert.equal(level.known, bkt.prior);
  });
});
