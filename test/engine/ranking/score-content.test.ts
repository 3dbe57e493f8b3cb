import assert from 'node:assert/strict';
import fc from 'fast-check';
import { scoreContent } from '../../../src/engine/ranking/score-content.js';
import type { CoachContent } from '../../../src/engine/ranking/suggestion.js';
import { courses, input, lesson, near, placement, skill } from './course-cases.js';

describe('scoreContent', () => {
  it('scores a lesson by the formula', () => {
    // gap .5 x .45, ready .2, new .25, ten minutes .05.
    const [one] = scoreContent(input({ skills: [skill('a', 0.4)], lessons: [lesson('l', ['a'])] }));
    near(one?.score, 0.225 + 0.2 + 0.25 + 0.05);
    assert.deepEqual(one?.reasons, [
      { code: 'below-target', skill: 'a', known: 0.4, target: 0.8 },
      { code: 'new-lesson', minutes: 10 },
    ]);
  });

  it('scores a placement by the formula', () => {
    // mean gap (.5 + 0)/2 x .4, ready .2, what the gradebook lacks .4 x .3, now .8 x .1.
    const skills = [skill('a', 0.4, { evidence: 2 }), skill('b', 0.9)];
    const placements = [placement('p', ['a', 'b'], { earned: 0.6, now: 0.8 })];
    const [one] = scoreContent(input({ skills, placements }));
    near(one?.score, 0.1 + 0.2 + 0.12 + 0.08);
    assert.deepEqual(
      one?.reasons.map(({ code }) => code),
      ['not-enough-answers', 'counts-for-grade', 'nearly-there'],
    );
  });

  it('scores a review by the formula, with what builds on it', () => {
    // Stability 7 days: after 21 of them R = 1/(1 + 1/3) = .75, loss .25 of the .3 that is most urgent.
    const skills = [
      skill('a', 0.9, { daysSinceLastAnswer: 21 }),
      skill('b', 0.9, { prerequisites: [{ skill: 'a', weight: 1 }] }),
    ];
    const [one, ...rest] = scoreContent(input({ skills }));
    assert.deepEqual(rest, []);
    near(one?.score, (0.6 * 0.25) / 0.3 + 0.25 + 0.15 / 4);
    assert.deepEqual(one?.reasons, [
      { code: 'fading', skill: 'a', days: 21, retention: 0.75 },
      { code: 'others-build-on-it', skill: 'a', count: 1 },
    ]);
  });

  it('brings a coach in for a struggle, after enough answers', () => {
    const coaches: CoachContent[] = [{ id: 'c', topics: ['a', 'b'] }];
    const [one] = scoreContent(input({ skills: [skill('a', 0.2), skill('b', 0.7)], coaches }));
    near(one?.score, 0.45 * 0.75 + 0.15 / 2);
    assert.deepEqual(one?.skills, ['a']);
    assert.deepEqual(one?.reasons, [{ code: 'struggling', skill: 'a', known: 0.2, evidence: 6 }]);
    const early = [skill('a', 0.2, { evidence: 2 }), skill('b', 0.7)];
    assert.deepEqual(scoreContent(input({ skills: early, coaches })), []);
  });

  it('leaves out what does not apply', () => {
    const skills = [
      skill('done', 0.9, { daysSinceLastAnswer: 3 }),
      skill('weak', 0.2, { daysSinceLastAnswer: 40 }),
      skill('hardly-tried', 0.9, { evidence: 2, daysSinceLastAnswer: 60 }),
      skill('new', 0.75, { evidence: 0, daysSinceLastAnswer: undefined }),
    ];
    const lessons = [lesson('nothing-left', ['done'])];
    const placements = [placement('over', ['weak'], { finished: true })];
    assert.deepEqual(scoreContent(input({ skills, lessons, placements })), []);
  });

  it('takes from content whose prerequisites are missing, and not for those it teaches itself', () => {
    const skills = [skill('base', 0), skill('next', 0.4, { prerequisites: [{ skill: 'base', weight: 1 }] })];
    const lessons = [lesson('alone', ['next']), lesson('both', ['base', 'next'])];
    const [both, alone] = scoreContent(input({ skills, lessons }));
    assert.equal(both?.contentId, 'both');
    assert.ok(both?.parts.every(({ name }) => name !== 'needs-first'));
    // Not ready at all: gap .225, readiness 0, new .25, short .05, of which a fifth stays.
    near(alone?.score, 0.525 * 0.2);
    assert.deepEqual(alone?.reasons[0], {
      code: 'needs-first',
      skill: 'next',
      prerequisite: 'base',
      known: 0,
      target: 0.8,
    });
  });

  it('sums the parts exactly, in [0, 1], best first', () => {
    fc.assert(
      fc.property(courses, (course) => {
        const ranked = scoreContent(course);
        for (const { score, parts, reasons } of ranked) {
          assert.equal(
            score,
            parts.reduce((sum, { value }) => sum + value, 0),
          );
          assert.ok(score >= 0 && score <= 1, `${score}`);
          assert.ok(reasons.length > 0);
          assert.equal(
            [...parts].reverse().reduce((sum, { value }) => sum + value, 0),
            score,
          );
        }
        const scores = ranked.map(({ score }) => score);
        assert.deepEqual(
          scores,
          [...scores].sort((a, b) => b - a),
        );
      }),
      { seed: 131, numRuns: 300 },
    );
  });
});
