import assert from 'node:assert/strict';
import fc from 'fast-check';
import { assignmentScore } from '../../../src/engine/grading/assignment-score.js';

const share = fc.double({ min: 0, max: 1, noNaN: true });
const target = fc.double({ min: 0.05, max: 1, noNaN: true });
const known = fc.dictionary(fc.stringMatching(/^[a-z][a-z0-9-]{0,8}$/), share, { minKeys: 1, maxKeys: 12 });

describe('assignmentScore', () => {
  it('is the mean of the capped shares', () => {
    assert.equal(assignmentScore({ a: 0.4, b: 0.8, c: 1 }, 0.8), 2.5 / 3);
    assert.equal(assignmentScore({ a: 0.25 }, 1), 0.25);
    assert.equal(assignmentScore({ a: 0 }, 0.85), 0);
  });

  it('is 1 exactly when every skill is at the target, and never outside [0, 1]', () => {
    fc.assert(
      fc.property(known, target, (skills, level) => {
        const score = assignmentScore(skills, level);
        assert.ok(score >= 0 && score <= 1);
        assert.equal(
          score === 1,
          Object.values(skills).every((value) => value / level > 1 - 1e-15),
        );
      }),
      { seed: 91, numRuns: 300 },
    );
  });

  it('never falls when a skill rises, nor rises when the target does', () => {
    fc.assert(
      fc.property(known, target, target, share, (skills, level, other, more) => {
        const [name = ''] = Object.keys(skills);
        const raised = { ...skills, [name]: Math.max(skills[name] ?? 0, more) };
        assert.ok(assignmentScore(raised, level) >= assignmentScore(skills, level));
        const [low, high] = level < other ? [level, other] : [other, level];
        assert.ok(assignmentScore(skills, high) <= assignmentScore(skills, low));
      }),
      { seed: 92, numRuns: 300 },
    );
  });

  it('gives the same bits in whatever order the skills come', () => {
    // Added as they come, .1 + .2 + .3 and .3 + .2 + .1 differ in the last bit.
    assert.equal(assignmentScore({ a: 0.1, b: 0.2, c: 0.3 }, 1), assignmentScore({ c: 0.3, b: 0.2, a: 0.1 }, 1));
    fc.assert(
      fc.property(known, target, (skills, level) => {
        const backwards = Object.fromEntries(Object.entries(skills).reverse());
        assert.equal(assignmentScore(backwards, level), assignmentScore(skills, level));
      }),
      { seed: 93, numRuns: 200 },
    );
  });

  it('refuses no skills and bad numbers, and says which', () => {
    assert.throws(() => assignmentScore({}, 0.8), /RangeError: knownBySkill must not be empty/);
    assert.throws(() => assignmentScore({ a: Number.NaN }, 0.8), /known of a/);
    assert.throws(() => assignmentScore({ a: 1.5 }, 0.8), /known of a/);
    assert.throws(() => assignmentScore({ a: 1 }, 0), /target/);
    assert.throws(() => assignmentScore({ a: 1 }, Number.NaN), /target/);
  });
});
