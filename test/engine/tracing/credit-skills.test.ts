import assert from 'node:assert/strict';
import fc from 'fast-check';
import { probabilityCorrect, updateKnowledge } from '../../../src/engine/tracing/bkt.js';
import { type AskedSkill, chanceOfAll, creditSkills } from '../../../src/engine/tracing/credit-skills.js';
import { near } from './tracing-cases.js';

const share = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const asked: fc.Arbitrary<AskedSkill> = fc.record({
  known: share(0.01, 0.99),
  parameters: fc.record({
    prior: share(0, 1),
    learn: share(0, 1),
    slip: share(0.01, 0.45),
    guess: share(0.01, 0.45),
    forget: share(0, 1),
  }),
});

/** The oracle: every combination of known and unknown skills, its probability and its chance of a right answer. */
function byEnumeration(skills: readonly AskedSkill[], correct: boolean): { answer: number; known: number[] } {
  let answer = 0;
  const known = skills.map(() => 0);
  for (let states = 0; states < 2 ** skills.length; states++) {
    let [weight, right] = [1, 1];
    for (const [index, skill] of skills.entries()) {
      const has = (states >> index) & 1;
      weight *= has ? skill.known : 1 - skill.known;
      right *= has ? 1 - skill.parameters.slip : skill.parameters.guess;
    }
    const joint = weight * (correct ? right : 1 - right);
    answer += joint;
    for (const index of known.keys()) if ((states >> index) & 1) known[index] = (known[index] as number) + joint;
  }
  return { answer, known: known.map((joint) => joint / answer) };
}

describe('creditSkills', () => {
  it('gives the marginals of the posterior over all combinations of skills', () => {
    fc.assert(
      fc.property(fc.array(asked, { minLength: 1, maxLength: 5 }), fc.boolean(), (skills, correct) => {
        const oracle = byEnumeration(skills, correct);
        near(correct ? chanceOfAll(skills) : 1 - chanceOfAll(skills), oracle.answer, 1e-9);
        for (const [index, after] of creditSkills(skills, correct).entries()) {
          const { learn, forget = 0 } = (skills[index] as AskedSkill).parameters;
          const posterior = oracle.known[index] as number;
          near(after, posterior * (1 - forget) + (1 - posterior) * learn, 1e-9);
        }
      }),
      { seed: 11, numRuns: 300 },
    );
  });

  it('is plain knowledge tracing for one skill', () => {
    fc.assert(
      fc.property(asked, fc.boolean(), (skill, correct) => {
        near(chanceOfAll([skill]), probabilityCorrect(skill.known, skill.parameters), 1e-12);
        near(creditSkills([skill], correct)[0], updateKnowledge(skill.known, correct, skill.parameters), 1e-9);
      }),
      { seed: 12 },
    );
  });

  it('blames a wrong answer on the skill that is doubtful, not on the one that is sure', () => {
    const parameters = { prior: 0.5, learn: 0, slip: 0.1, guess: 0.2 };
    const [sure, doubtful] = creditSkills(
      [
        { known: 0.98, parameters },
        { known: 0.4, parameters },
      ],
      false,
    ) as [number, number];
    assert.ok(sure > 0.95 && doubtful < 0.2, `${sure} ${doubtful}`);
  });

  it('lets an impossible answer move nothing', () => {
    const never = { prior: 0, learn: 0, slip: 0, guess: 0 };
    assert.deepEqual(creditSkills([{ known: 0, parameters: never }], true), [0]);
    assert.deepEqual(creditSkills([{ known: 1, parameters: never }], false), [1]);
  });

  it('refuses no skill and numbers out of range', () => {
    assert.throws(() => chanceOfAll([]), /skills must not be empty/);
    const parameters = { prior: 0.5, learn: 0, slip: 0.1, guess: 0.2 };
    assert.throws(() => creditSkills([{ known: Number.NaN, parameters }], true), /known/);
    assert.throws(() => creditSkills([{ known: 0.5, parameters: { ...parameters, learn: 2 } }], true), /learn/);
  });
});
