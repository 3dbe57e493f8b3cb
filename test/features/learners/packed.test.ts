import assert from 'node:assert/strict';
import fc from 'fast-check';
import { emptyProjection, type ProfileDocument } from '../../../src/features/learners/index.js';
import { packed, unpacked } from '../../../src/features/learners/packed.js';
import { answer, fact, foldAll, PLAIN, START } from './some-facts.js';

describe('histories as bytes', () => {
  const profileOf = (projection: object) => ({ ...emptyProjection(), ...projection }) as unknown as ProfileDocument;

  it('come back with all their bits', () => {
    const one = fc.record({
      skill: fc.constantFrom('counting', 'ratios', 'constructor', '__proto__'),
      day: fc.integer({ min: -400, max: 400 }),
      correct: fc.boolean(),
      seconds: fc.double({ min: 0, max: 86_400, noNaN: true }),
      weight: fc.double({ min: 0, max: 1, noNaN: true }),
      difficulty: fc.double({ min: -6, max: 6, noNaN: true }),
    });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 60 }), (answers) => {
        const facts = answers.map(({ skill, day, difficulty, ...rest }, index) => {
          const skills = [{ id: skill, prior: 0.25, learn: 0.12, guess: 0.2, slip: 0.1 }];
          const metrics = answer({ ...rest, skill, skills, item: { discrimination: 1.5, difficulty } });
          return fact(index + 1, 'answer', metrics, { at: START + day * 86_400_000 + index });
        });
        const { skill_profile } = foldAll(facts);
        assert.deepStrictEqual(unpacked(packed(profileOf({ skill_profile })).skill_profile), skill_profile);
      }),
      { numRuns: 60, seed: 6 },
    );
  });

  it('are lists for whoever reads a profile of which facts have packed only some, and are written no more than before', () => {
    const on = (skill: string, sequence: number) =>
      fact(sequence, 'answer', answer({ skill, skills: [{ id: skill, ...PLAIN }] }));
    const { skill_profile: lists } = foldAll([on('counting', 1), on('ratios', 2)]);
    const { skill_profile: bytes } = packed(profileOf({ skill_profile: lists }));
    for (const skill of ['counting', 'ratios'] as const) {
      const { [skill]: level = assert.fail() } = bytes.current_levels;
      const { [skill]: line = assert.fail() } = bytes.trajectories;
      const mixes = [
        { ...lists, current_levels: { ...lists.current_levels, [skill]: level } },
        { ...lists, trajectories: { ...lists.trajectories, [skill]: line } },
      ];
      for (const stored of mixes) {
        const read = unpacked(stored);
        assert.deepStrictEqual(read, lists);
        const again = packed(profileOf({ skill_profile: read })).skill_profile;
        assert.deepStrictEqual(again, stored);
        assert.equal(again.current_levels[skill], stored.current_levels[skill]);
      }
    }
  });

  it('are the same object as before where nobody changed them', () => {
    const { skill_profile } = foldAll([fact(1, 'answer', answer())]);
    const stored = packed(profileOf({ skill_profile })).skill_profile;
    const again = packed(profileOf({ skill_profile: unpacked(stored) })).skill_profile;
    assert.equal(again.current_levels.counting, stored.current_levels.counting);
    assert.equal(again.trajectories.counting, stored.trajectories.counting);
  });
});
