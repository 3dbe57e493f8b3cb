import assert from 'node:assert/strict';
import fc from 'fast-check';
import { rowsOf } from '../../../../src/engine/ranking/collaborative/interactions.js';
import {
  nearestLearners,
  userNeighbourhood,
  userNeighbourScores,
} from '../../../../src/engine/ranking/collaborative/user-neighbours.js';
import { SMALL } from './cases.js';

describe('user neighbours', () => {
  const all = userNeighbourhood(SMALL);

  it('are the learners with the largest cosine, worked by hand', () => {
    const found = nearestLearners(all, [1, 2]);
    assert.deepEqual(
      found.map(({ learner, likeness }) => [learner, Math.round(1e6 * likeness) / 1e6]),
      [
        [2, 1],
        [1, 0.816497],
        [0, 0.5],
        [3, 0.5],
      ],
    );
    const scores = userNeighbourScores(all, nearestLearners(all, [1, 2], { neighbours: 2 }, 2));
    // Learner 1 with 2 / sqrt 6 and learner 0 with 1/2 vote.
    const [a, b] = [2 / Math.sqrt(6), 0.5];
    for (const [item, value] of [a + b, a + b, a, 0].entries()) {
      assert.ok(Math.abs((scores[item] as number) - value) < 1e-6);
    }
  });

  it('agree with trying every learner', () => {
    const lists = fc.array(fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 6 }), {
      minLength: 1,
      maxLength: 12,
    });
    fc.assert(
      fc.property(lists, fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { maxLength: 6 }), (taken, had) => {
        const expected = taken
          .map((list, learner) => ({
            learner,
            common: list.filter((item) => had.includes(item)).length,
            size: list.length,
          }))
          .filter(({ common }) => common > 0)
          .map(({ learner, common, size }) => ({ learner, likeness: common / (Math.sqrt(had.length * size) + 1) }))
          .sort((a, b) => b.likeness - a.likeness || a.learner - b.learner);
        assert.deepEqual(nearestLearners(userNeighbourhood(rowsOf(taken, 10)), had, { shrinkage: 1 }), expected);
      }),
      { seed: 5 },
    );
  });

  it('are none for an empty history; options and items are checked', () => {
    assert.deepEqual(nearestLearners(all, []), []);
    assert.deepEqual([...userNeighbourScores(all, [])], [0, 0, 0, 0]);
    assert.throws(() => nearestLearners(all, [4]), /from 0 to 3, not 4/);
    assert.throws(() => nearestLearners(all, [0], { neighbours: 0 }), /neighbours/);
    assert.throws(() => nearestLearners(all, [0], { shrinkage: -1 }), /shrinkage/);
  });
});
