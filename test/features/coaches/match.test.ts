import assert from 'node:assert/strict';
import fc from 'fast-check';
import { matchCoaches } from '../../../src/features/coaches/index.js';
import { type Projection, SIGNALS } from '../../../src/features/learners/index.js';
import { testCourse } from '../../support/course.js';
import { ago, DAY, learner, NOW } from './support/learner.js';

describe('matchCoaches', () => {
  const { coaches } = testCourse();
  const match = (profile: Projection, skill: string | null = null) =>
    matchCoaches({ coaches, profile, skill, now: NOW });
  const first = (profile: Projection, skill: string | null = null) => match(profile, skill)[0]?.coach;

  it('goes by the topic, by what helped, and by whom the learner asks for', () => {
    assert.equal(first(learner(), 'counting'), 'mira');
    assert.equal(first(learner(), 'odds.basic'), 'otto');
    const talk = { spoke: 9, last_at: ago(9 * DAY) };
    const helped = learner((p) => {
      p.behavioral_metrics.coaches = {
        mira: { ...talk, helpful: 0, unhelpful: 8 },
        otto: { ...talk, helpful: 8, unhelpful: 0 },
      };
    });
    assert.equal(first(helped), 'otto');
    const chosen = learner((p) => {
      p.learning_style.stated.preferred_characters = ['gone', 'otto'];
    });
    assert.deepEqual([first(chosen, 'counting'), match(chosen)[0]?.chosen], ['otto', true]);
    const quiet = learner((p) => {
      p.learning_style.stated.preferred_characters = ['otto'];
      p.controls.paused = true;
    });
    assert.equal(first(quiet), 'otto', 'a choice is no signal');
  });

  it('keeps its score in [0, 1], the sum of its parts, and drops what is switched off', () => {
    const talk = fc.record({ spoke: fc.nat(50), helpful: fc.nat(50), unhelpful: fc.nat(50), minutes: fc.nat(99_999) });
    fc.assert(
      fc.property(
        talk,
        talk,
        fc.subarray([...SIGNALS]),
        fc.constantFrom(null, 'counting', 'x'),
        (mira, otto, off, skill) => {
          const profile = learner((p) => {
            const of = ({ minutes, ...rest }: typeof mira) => ({ ...rest, last_at: ago(minutes) });
            p.behavioral_metrics.coaches = { mira: of(mira), otto: of(otto) };
            p.controls.signals_off = off;
          });
          for (const { score, parts } of match(profile, skill)) {
            assert.ok(score >= 0 && score <= 1);
            assert.ok(Math.abs(parts.reduce((sum, { points }) => sum + points, 0) - score) < 1e-9);
            const names = parts.map(({ name }) => name);
            if (off.includes('skills')) assert.ok(!names.includes('topic'));
            if (off.includes('preferences')) assert.ok(!names.includes('style') && !names.includes('helped'));
            if (off.includes('habits')) assert.ok(!names.includes('continuity') && !names.includes('variety'));
          }
        },
      ),
      { seed: 5, numRuns: 200 },
    );
  });
});
