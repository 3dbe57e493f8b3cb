import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mayBeCounted, whoseGrade } from '../../../src/lti/grades/whose-grade.js';

describe('whose grade stands in the gradebook', () => {
  for (const [what, held, expected] of [
    ['nothing', null, 'earlier'],
    ['what is being sent', 0.7, 'this'],
    ['what is being sent, rounded', 0.7004, 'this'],
    ['what was sent before', 0.5, 'earlier'],
    ['something else', 0.6, 'theirs'],
    ['extra credit', 1.2, 'theirs'],
    ['a score nearer to an earlier one, though both are near', 0.69952, 'earlier'],
  ] as const) {
    it(`is "${expected}" for ${what}`, () => {
      assert.equal(whoseGrade(held, { score: 0.7, earlierScores: [0.3, 0.5, 0.6995] }), expected);
    });
  }

  it('is "earlier" for a score that is sent as it was sent before: what goes with it may be new', () => {
    assert.equal(whoseGrade(0.7, { score: 0.7, earlierScores: [0.3, 0.7] }), 'earlier');
  });

  for (const [what, held, expected] of [
    ['nothing stands there', null, false],
    ['the score stands there that was not answered', 0.5, true],
    ['one stands there that the LMS took before', 0.3, false],
    ['a person graded, since nobody knows what stood there', 0.9, true],
  ] as const) {
    it(`says that an attempt may ${expected ? '' : 'not '}be counted when ${what}`, () => {
      assert.equal(mayBeCounted(held, { score: 0.7, earlierScores: [0.3, 0.5], unanswered: [0.5] }), expected);
    });
  }

  it('is never ours when it is further away than a rounding from all that we sent', () => {
    const score = fc.double({ min: 0, max: 1, noNaN: true });
    const property = fc.property(score, score, fc.array(score), (held, sent, earlierScores) => {
      const far = [sent, ...earlierScores].every((each) => Math.abs(each - held) > 0.001);
      assert.equal(whoseGrade(held, { score: sent, earlierScores }) === 'theirs', far);
    });
    fc.assert(property, { seed: 51, numRuns: 500 });
  });
});
