import assert from 'node:assert/strict';
import fc from 'fast-check';
import { seededRandom } from '../../../../src/engine/numerics/random.js';
import {
  type BlendExample,
  blendScores,
  learnBlend,
  searchBlend,
  spreadOf,
} from '../../../../src/engine/ranking/collaborative/blend.js';

/** The first model is right nearly always, the second is noise. */
function examples(count: number): BlendExample[] {
  const random = seededRandom('blend');
  return Array.from({ length: count }, () => {
    const chosen = Math.floor(random.next() * 6);
    const good = Array.from({ length: 6 }, (_, index) => random.next() + (index === chosen ? 0.5 : 0));
    return { scores: [good, Array.from({ length: 6 }, () => random.next())], chosen };
  });
}

describe('learnBlend', () => {
  it('finds the weight worked by hand', () => {
    // Two candidates, 1 apart; the better one is chosen in 3 of 4: e^w / (1 + e^w) = 3/4, so w = ln 3.
    const one = (chosen: number): BlendExample => ({ scores: [[1, 0]], chosen });
    const { weights } = learnBlend([one(0), one(0), one(0), one(1)], [1], { strength: 0 });
    assert.ok(Math.abs((weights[0] as number) - Math.log(3)) < 1e-5);
  });

  it('trusts the model that is right', () => {
    const { weights } = learnBlend(examples(400), [1, 1]);
    assert.ok((weights[0] as number) > 2 && Math.abs(weights[1] as number) < 0.5, `${weights}`);
  });

  it('keeps to the prior without examples', () => {
    assert.deepEqual(learnBlend([], [1, 2], { prior: [0.3, 0.7] }).weights, [0.3, 0.7]);
    assert.deepEqual(learnBlend([], [1, 2]).weights, [1, 1]);
  });

  it('refuses what does not fit', () => {
    assert.throws(() => learnBlend([{ scores: [[1]], chosen: 1 }], [1]), /chosen must be one of 1/);
    assert.throws(() => learnBlend([{ scores: [], chosen: 0 }], [1]), /must have 1 models, not 0/);
    assert.throws(() => learnBlend([], []), /scales/);
    assert.throws(() => learnBlend([], [1], { prior: [1, 2] }), /prior must have 1/);
    assert.throws(() => learnBlend([], [1], { strength: -1 }), /strength/);
  });
});

describe('searchBlend', () => {
  it('is no worse on its examples than any model alone', () => {
    const gain = (given: readonly BlendExample[], weights: number[]) =>
      given.reduce((sum, { scores, chosen }) => {
        const total = blendScores({ scales: [1, 1], weights }, scores);
        const before = [...total].filter((score) => score > (total[chosen] as number)).length;
        return sum + 1 / Math.log2(before + 2);
      }, 0);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), (count) => {
        const given = examples(count);
        const { weights } = searchBlend(given, [1, 1]);
        const found = gain(given, [...weights]);
        assert.ok(found >= gain(given, [1, 0]) - 1e-9 && found >= gain(given, [0, 1]) - 1e-9);
        assert.ok(Math.abs(weights.reduce((a, b) => a + b, 0) - 1) < 1e-9);
      }),
      { seed: 5, numRuns: 15 },
    );
  });

  it('takes each scale off and is even without examples', () => {
    assert.deepEqual(searchBlend([], [1, 1]).weights, [0.5, 0.5]);
    assert.deepEqual(
      [
        ...blendScores({ scales: [2, 4], weights: [1, 2] }, [
          [2, 0],
          [4, 2],
        ]),
      ],
      [3, 1],
    );
    assert.throws(() => searchBlend([{ scores: [[1]], chosen: 3 }], [1]), /chosen/);
  });
});

describe('spreadOf', () => {
  it('is the root of the mean square, and 1 for nothing but zeros', () => {
    assert.equal(
      spreadOf([
        [3, 4],
        [0, 0],
      ]),
      2.5,
    );
    assert.equal(spreadOf([]), 1);
    assert.equal(spreadOf([[0]]), 1);
  });
});
