import assert from 'node:assert/strict';
import fc from 'fast-check';
import { diversify } from '../../../src/engine/ranking/diversify.js';
import type { ContentType, ScoredContent } from '../../../src/engine/ranking/suggestion.js';

const content = (contentType: ContentType, contentId: string, score: number, skills: string[]): ScoredContent => ({
  contentType,
  contentId,
  skills,
  score,
  parts: [{ name: 'gap', value: score }],
  reasons: [],
});

const ids = (ranked: ScoredContent[], limit: number) =>
  diversify(ranked, limit).map(({ content: one }) => one.contentId);

describe('diversify', () => {
  it('follows the hand-worked example', () => {
    // First l1. Then l2: .7 x .88 - .3 x (.6 x 1 + .4) = .316; p1: .7 x .6 - .3 x 0 = .42; l3: .7 x .7 - .3 x .4 = .37.
    // Then l2 against l1 again .316; l3 .37 (like l1 in kind only).
    const ranked = [
      content('lesson', 'l1', 0.9, ['a']),
      content('lesson', 'l2', 0.88, ['a']),
      content('lesson', 'l3', 0.7, ['b']),
      content('practice', 'p1', 0.6, ['c']),
    ];
    assert.deepEqual(
      diversify(ranked, 3).map(({ content: { contentId }, forVariety }) => [contentId, forVariety]),
      [
        ['l1', false],
        ['p1', true],
        ['l3', true],
      ],
    );
    assert.deepEqual(ids(ranked, 10), ['l1', 'p1', 'l3', 'l2']);
  });

  it('keeps the order of scores when all are equally different', () => {
    const ranked = [content('lesson', 'a', 0.9, ['a']), content('lesson', 'b', 0.5, ['b'])];
    ranked.push(content('lesson', 'c', 0.2, ['c']));
    assert.deepEqual(
      diversify(ranked, 3).map(({ forVariety }) => forVariety),
      [false, false, false],
    );
    assert.deepEqual(ids(ranked, 2), ['a', 'b']);
  });

  it('gives each at most once, as many as it can, the best first', () => {
    const one = fc.record({
      contentType: fc.constantFrom<ContentType>('lesson', 'practice', 'review', 'coach'),
      score: fc.double({ min: 0, max: 1, noNaN: true }),
      skills: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd')),
    });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 12 }), fc.integer({ min: 1, max: 6 }), (list, limit) => {
        const ranked = list
          .map(({ contentType, score, skills }, at) => content(contentType, `${at}`, score, skills))
          .sort((a, b) => b.score - a.score);
        const result = ids(ranked, limit);
        assert.equal(new Set(result).size, Math.min(limit, ranked.length));
        assert.equal(result[0], ranked[0]?.contentId);
      }),
      { seed: 121, numRuns: 200 },
    );
  });

  it('gives nothing of nothing, and refuses a limit of 0', () => {
    assert.deepEqual(diversify([], 3), []);
    assert.throws(() => diversify([], 0), /RangeError: limit/);
    assert.throws(() => diversify([], 1.5), /limit/);
  });
});
