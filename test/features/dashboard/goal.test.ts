import assert from 'node:assert/strict';
import { goalViewOf } from '../../../src/features/dashboard/goal.js';
import { FORMULAS, type GoalProgress, measured } from '../../../src/features/profiles/index.js';

const NOW = new Date('2026-03-02T09:00:00.000Z');
const ALL = { signals_off: [] };

/** A goal of two skills, with this date and this chance to be there in time. */
function progress({
  timeline = '2026-03-12T09:00:00.000Z',
  chance = 0.9,
  reached = 0,
  minutes = 95,
}: {
  timeline?: string | null;
  chance?: number | null;
  reached?: number;
  minutes?: number | null;
}): GoalProgress {
  const known = measured(FORMULAS.known, { value: 0.5, low: 0.3, high: 0.7, evidence: 6 }, ALL);
  return {
    goals: {
      target_skill_level: 0.8,
      timeline,
      priority_areas: ['odds', 'outs'],
      motivation_type: null,
      set_at: '2026-03-01T09:00:00.000Z',
    },
    skills: ['Odds', 'Outs'].map((title, place) => ({ skill: title, title, known, reached: place < reached })),
    reached,
    total: 2,
    mastery: measured(FORMULAS.goalMastery, { value: 0.6, evidence: 2 }, ALL),
    minutes_left: minutes,
    expected_at: null,
    on_time: measured(FORMULAS.onTime, { value: chance, evidence: 5 }, ALL),
  };
}

describe('how a goal stands', () => {
  const courseOf = (given: Parameters<typeof progress>[0]) => goalViewOf(progress(given), NOW).course;

  it('is likely in time from a chance of 80 in 100, may be just in time from 50, and takes longer below', () => {
    assert.deepEqual(
      [1, 0.8, 0.79, 0.5, 0.49, 0].map((chance) => courseOf({ chance })),
      ['on', 'on', 'tight', 'tight', 'off', 'off'],
    );
  });

  it('is not said while nothing is known of it, when there is no date, or when it is reached', () => {
    assert.equal(courseOf({ chance: null }), 'unknown');
    assert.equal(courseOf({ timeline: null }), null);
    assert.equal(courseOf({ reached: 2 }), null);
    assert.equal(goalViewOf(progress({ reached: 2 }), NOW).isReached, true);
  });

  it('says that a date is over, and asks for no minutes then', () => {
    const view = goalViewOf(progress({ timeline: '2026-03-01T00:00:00.000Z' }), NOW);
    assert.deepEqual([view.course, view.minutesADay], ['past', null]);
  });

  it('spreads what is left over the days that are left', () => {
    assert.equal(goalViewOf(progress({}), NOW).minutesADay, 10, '95 minutes in ten days');
    assert.equal(goalViewOf(progress({ minutes: 0.5 }), NOW).minutesADay, 1);
    assert.equal(goalViewOf(progress({ minutes: null }), NOW).minutesADay, null);
    assert.equal(goalViewOf(progress({ timeline: null }), NOW).minutesADay, null);
  });

  it('works nothing out while goals are switched off, and keeps what was set', () => {
    const off = { signals_off: ['goals' as const] };
    const given = progress({ reached: 2 });
    const mastery = measured(FORMULAS.goalMastery, { value: 0.6, evidence: 2 }, off);
    const goals = given.goals && { ...given.goals, priority_areas: ['Outs'] };
    const view = goalViewOf({ ...given, goals, mastery }, NOW);
    assert.deepEqual([view.kind, view.target, view.areas], ['own', 0.8, ['Outs']]);
    assert.deepEqual([view.isReached, view.course, view.minutesADay], [false, null, null]);
    assert.deepEqual([view.progress.minutes_left, view.progress.expected_at], [null, null]);
  });

  it('names the skills that it is about, and none for the whole course', () => {
    assert.deepEqual(goalViewOf(progress({}), NOW).areas, ['Odds', 'Outs']);
    assert.deepEqual(goalViewOf({ ...progress({}), goals: null }, NOW).areas, []);
    assert.equal(goalViewOf({ ...progress({}), goals: null }, NOW).kind, 'course');
  });
});
