import assert from 'node:assert/strict';
import fc from 'fast-check';
import { BSON } from 'mongodb';
import type { ProfileDocument } from '../../../src/features/learners/index.js';
import {
  draftOf,
  emptyProjection,
  FACT_METRICS,
  foldFact,
  foldInto,
  levelOf,
} from '../../../src/features/learners/index.js';
import { packed } from '../../../src/features/learners/packed.js';
import { withDefaults } from '../../../src/features/learners/stored.js';
import { answer, fact, foldAll, ledgers, once, PLAIN, START, time } from './some-facts.js';

const MINUTE = 60_000;
const DAY = 86_400_000;

describe('folding what is no answer', () => {
  it('ends a session after a gap of thirty minutes, and gives a late fact to the session that it belongs to', () => {
    const at = (minutes: number) => ({ at: START + minutes * MINUTE });
    const step = (sequence: number, minutes: number, correct = true) =>
      fact(sequence, 'answer', answer({ decision: `d${sequence}`, correct, seconds: 60 }), at(minutes));
    const four = foldAll([step(1, 0), step(2, 30), step(3, 61, false), step(4, 15)]);
    const { sessions, session_count, hours } = four.behavioral_metrics;
    assert.deepEqual(sessions, [
      { started_at: time(0), last_at: time(30), answers: 3, correct: 3, seconds: 180 },
      { started_at: time(61), last_at: time(61), answers: 1, correct: 0, seconds: 60 },
    ]);
    assert.equal(session_count, 2);
    // 2 March 2026 is a Monday; the work begins at 9 o'clock in UTC.
    assert.deepEqual(hours, { '0-9': 180, '0-10': 60 });
    assert.deepEqual(four.behavioral_metrics.weeks, [{ week: '2026-03-02', answers: 4, correct: 3, seconds: 240 }]);
    const many = foldAll(Array.from({ length: 40 }, (_, index) => step(index + 1, index * 60)));
    assert.equal(many.behavioral_metrics.sessions.length, 30);
    assert.equal(many.behavioral_metrics.session_count, 40);
  });

  it('counts a wrong idea until it is answered rightly', () => {
    const wrong = answer({ correct: false, misconception: 'item-1:b' });
    const two = foldAll([fact(1, 'answer', wrong), fact(2, 'answer', { ...wrong, decision: 'd2' })]);
    const idea = { skill: 'counting', times: 2, last_at: time(2), right_since: 0 };
    assert.deepEqual(two.skill_profile.misconceptions, { 'item-1:b': idea });
    const right = foldFact(two, fact(3, 'answer', answer({ decision: 'd3' })));
    assert.deepEqual(right.skill_profile.misconceptions, { 'item-1:b': { ...idea, right_since: 1 } });
    const elsewhere = answer({ decision: 'd4', skill: 'ratios', skills: [{ id: 'ratios', ...PLAIN }] });
    assert.deepEqual(foldFact(right, fact(4, 'answer', elsewhere)).skill_profile.misconceptions, {
      'item-1:b': { ...idea, right_since: 1 },
    });
  });

  it('keeps twelve answers, forty reviews over many days, and twenty days of each skill', () => {
    const daily = Array.from({ length: 60 }, (_, index) =>
      fact(index + 1, 'answer', answer({ decision: `d${index}`, correct: index % 2 === 0 }), {
        at: START + Math.floor(index / 2) * DAY + (index % 2) * MINUTE,
      }),
    );
    const after = foldAll(daily);
    const level = levelOf(after, 'counting');
    assert.equal(level?.recent.length, 12);
    assert.equal(level.reviews.length, 40);
    // Thirty days of two answers each: the second of a day gives way, so all thirty days are still there.
    assert.equal(new Set(level.reviews.map(({ at }) => at.toISOString().slice(0, 10))).size, 30);
    const points = after.skill_profile.trajectories.counting ?? [];
    assert.equal(points.length, 20);
    assert.deepEqual(points.at(-1), { day: '2026-03-31', known: level.known });
  });

  it('merges what a learner says with what they said before, and takes back what they say is nothing', () => {
    const said = foldAll([
      fact(1, 'preferences-set', { preferred_content_type: 'visual', session_minutes: 20, no_ai: true }),
      fact(2, 'preferences-set', { preferred_content_type: null, reviews_per_day: 5 }),
      fact(3, 'style-quiz', { answers: { q1: 'visual' } }),
      fact(4, 'signals-set', { off: ['habits', 'grades', 'habits'] }),
      fact(5, 'personalization-set', { paused: true }),
      fact(6, 'goals-set', { target_skill_level: 0.9, timeline: null, priority_areas: ['a'], motivation_type: null }),
    ]);
    assert.deepEqual(said.learning_style.stated, {
      preferred_content_type: null,
      session_minutes: 20,
      difficulty_progression_rate: null,
      motivation_factors: [],
      preferred_characters: [],
      reviews_per_day: 5,
      set_at: time(2),
    });
    assert.deepEqual(said.learning_style.quiz, { answers: { q1: 'visual' }, at: time(3) });
    assert.deepEqual(said.controls, { signals_off: ['grades', 'habits'], paused: true, no_ai: true });
    assert.deepEqual(said.goals, {
      target_skill_level: 0.9,
      timeline: null,
      priority_areas: ['a'],
      motivation_type: null,
      set_at: time(6),
    });
  });

  it('counts what was begun and done, by kind, each lesson once', () => {
    const read = foldAll([
      fact(1, 'lesson-opened', { modality: 'video' }, { content: 'l1' }),
      fact(2, 'lesson-opened', {}, { content: 'l1' }),
      fact(3, 'lesson-completed', { modality: 'video', seconds: 90 }, { content: 'l1' }),
      fact(4, 'lesson-completed', { modality: 'video', seconds: 30 }, { content: 'l1' }),
      fact(5, 'lesson-completed', { modality: 'text', seconds: null }, { content: 'l2' }),
      fact(6, 'content-viewed', { modality: 'figure', seconds: 10, share: 0.9 }, { content: 'f' }),
      fact(7, 'content-viewed', { modality: 'figure', seconds: 10, share: 0.5 }, { content: 'f' }),
      fact(8, 'round-started', { placement: 'p', attempt: 1 }),
      fact(9, 'activity', {
        source: 'xapi',
        verb: 'completed',
        object: 'page',
        modality: 'text',
        seconds: 50,
        score: null,
        completed: true,
        skills: [],
      }),
    ]);
    const { completion, lessons, lessons_completed, activities, sessions } = read.behavioral_metrics;
    assert.deepEqual(completion, {
      lesson: { started: 2, completed: 2 },
      content: { started: 2, completed: 1 },
      round: { started: 1, completed: 0 },
      activity: { started: 1, completed: 1 },
    });
    assert.deepEqual(lessons, { l1: time(2), l2: time(5) });
    assert.deepEqual(lessons_completed, { l1: time(3), l2: time(5) });
    assert.deepEqual(activities, { xapi: { times: 1, completed: 1, seconds: 50, last_at: time(9) } });
    assert.equal(sessions[0]?.last_at.getTime(), time(8).getTime());
    assert.deepEqual(read.learning_style.shown, {
      video: { opened: 1, completed: 2, seconds: 120 },
      text: { opened: 1, completed: 2, seconds: 50 },
      figure: { opened: 2, completed: 1, seconds: 20 },
    });
  });

  it('sums up coaches, suggestions, surveys, and how hard it felt', () => {
    const suggestion = { recommendation: 'r', content_type: 'course' };
    const { behavioral_metrics: behaviour } = foldAll([
      fact(1, 'coach-spoke', { coach: 'c', moment: 'right', skill: null, generated: false }),
      fact(2, 'coach-rated', { coach: 'c', helpful: true }),
      fact(3, 'suggestion-seen', suggestion),
      fact(4, 'suggestion-accepted', suggestion),
      fact(5, 'suggestion-rated', { ...suggestion, score: 4 }),
      fact(6, 'survey-answered', { survey: 's', useful: 5, enjoyable: 2 }),
      fact(7, 'difficulty-felt', { decision: 'd', felt: 'too-hard' }),
    ]);
    assert.deepEqual(behaviour.coaches, { c: { spoke: 1, helpful: 1, unhelpful: 0, last_at: time(2) } });
    assert.deepEqual(behaviour.suggestions, {
      seen: 1,
      accepted: 1,
      dismissed: 0,
      completed: 0,
      rated: 1,
      rating_sum: 4,
      by_type: { course: { seen: 1, accepted: 1 } },
    });
    assert.deepEqual(behaviour.survey, { answered: 1, useful_sum: 5, enjoyable_sum: 2 });
    assert.deepEqual(behaviour.felt, {
      too_easy: 0,
      right: 0,
      too_hard: 1,
      recent: [{ at: time(7), felt: 'too-hard' }],
    });
  });

  it('keeps an answer that was asked elsewhere out of the questions of ours', () => {
    const { behavioral_metrics: behaviour, skill_profile: skills } = once('answer', answer({ mode: 'external' }));
    assert.deepEqual([behaviour.items, behaviour.recent, behaviour.answers], [{}, [], 1]);
    assert.ok(skills.current_levels.counting);
  });

  it('knows a fold for every kind of fact, and ids of any name are harmless', () => {
    for (const name of ['__proto__', 'constructor', 'hasOwnProperty', '$set', 'a.b']) {
      const skills = [{ id: name, ...PLAIN }];
      const after = once('answer', answer({ skill: name, skills, correct: false, misconception: name }), name);
      assert.deepEqual(Object.keys(after.skill_profile.current_levels), [name]);
      assert.equal(levelOf(after, name)?.answers, 1);
      assert.deepEqual(Object.keys(after.behavioral_metrics.items), [name]);
      assert.deepEqual(Object.keys(after.skill_profile.misconceptions), [name]);
    }
    const after = foldAll(fc.sample(ledgers, { seed: 5, numRuns: 40 }).flat());
    assert.equal(Object.getPrototypeOf(after.skill_profile.current_levels), Object.prototype);
    assert.ok(Object.keys(FACT_METRICS).length > 20);
  });

  it('folds a batch on one copy into what one by one gives, and leaves the original alone', () => {
    fc.assert(
      fc.property(ledgers, ledgers, (before, facts) => {
        const start = foldAll(before);
        const kept = structuredClone(start);
        const draft = draftOf(start);
        for (const each of facts) foldInto(draft, each);
        assert.deepStrictEqual(draft, foldAll(facts, start));
        assert.deepStrictEqual(start, kept);
      }),
      { seed: 21, numRuns: 60 },
    );
  });

  it('is stored with its histories as bytes, and read with every bit of them', () => {
    fc.assert(
      fc.property(ledgers, (facts) => {
        const profile = foldAll(facts) as ProfileDocument;
        const stored = BSON.deserialize(BSON.serialize(packed(profile))) as ProfileDocument;
        const plain = BSON.deserialize(BSON.serialize(profile));
        assert.deepStrictEqual(withDefaults(stored), plain);
        assert.strictEqual(withDefaults(profile), profile);
      }),
      { seed: 22, numRuns: 60 },
    );
  });

  it('reads a profile of an older version with empty values for what it lacks', () => {
    const { controls: _c, ...now } = foldFact(emptyProjection(), fact(1, 'answer', answer()));
    const { recent: _r, reviews: _v, ...level } = levelOf(now, 'counting') ?? {};
    const { hours: _h, sessions: _s, felt: _f, ...behaviour } = now.behavioral_metrics;
    const { trajectories: _t, misconceptions: _m, ...skills } = now.skill_profile;
    const old = {
      ...now,
      skill_profile: { ...skills, current_levels: { counting: level } },
      learning_style: {},
      behavioral_metrics: behaviour,
      goals: {},
    };
    const read = withDefaults(old as never as typeof now & { controls: never });
    const empty = emptyProjection();
    assert.deepEqual(levelOf(read, 'counting'), { ...level, recent: [], reviews: [] });
    assert.deepEqual([read.goals, read.controls, read.learning_style], [null, empty.controls, empty.learning_style]);
    assert.deepEqual(read.behavioral_metrics, {
      ...now.behavioral_metrics,
      hours: {},
      sessions: [],
      felt: empty.behavioral_metrics.felt,
    });
    assert.equal(foldFact(read, fact(2, 'answer', answer({ decision: 'd2' }))).behavioral_metrics.answers, 2);
  });
});
