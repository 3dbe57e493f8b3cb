import assert from 'node:assert/strict';
import fc from 'fast-check';
import { withChange } from '../../../src/engine/ranking/counterfactual.js';
import { scoreContent } from '../../../src/engine/ranking/score-content.js';
import { suggest } from '../../../src/engine/ranking/suggest.js';
import type {
  CoachContent,
  ContentType,
  LessonContent,
  PlacementContent,
  ProfileSkill,
  Reaction,
  SuggestInput,
} from '../../../src/engine/ranking/suggestion.js';

const skill = (id: string, known: number, more: Partial<ProfileSkill> = {}): ProfileSkill => ({
  id,
  known,
  target: 0.8,
  evidence: 6,
  prerequisites: [],
  daysSinceLastAnswer: 0,
  ...more,
});
const lesson = (id: string, skills: string[], more: Partial<LessonContent> = {}): LessonContent => ({
  id,
  skills,
  minutes: 10,
  seen: false,
  ...more,
});
const placement = (id: string, skills: string[], more: Partial<PlacementContent> = {}): PlacementContent => ({
  id,
  skills,
  finished: false,
  earned: null,
  now: 0,
  ...more,
});
const input = (more: Partial<SuggestInput> = {}): SuggestInput => ({
  skills: [],
  lessons: [],
  placements: [],
  ...more,
});

/** Each part is cut to 2^-20, a millionth: five of them at most. */
const near = (actual: number | undefined, expected: number, tolerance = 5 * 2 ** -20) =>
  assert.ok(Math.abs((actual ?? Number.NaN) - expected) <= tolerance, `${actual} is not ${expected}`);

const share = fc.double({ min: 0, max: 1, noNaN: true });
const some = (ids: string[]) => fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1, maxLength: 3 });
const ids = ['s0', 's1', 's2', 's3', 's4'];
/** Courses of five skills, each leaning on the one before, with content of every kind and a history. */
const courses: fc.Arbitrary<SuggestInput> = fc.record({
  skills: fc
    .tuple(
      ...ids.map((id, at) =>
        fc.record({
          id: fc.constant(id),
          known: share,
          evidence: fc.double({ min: 0, max: 30, noNaN: true }),
          target: fc.double({ min: 0.3, max: 1, noNaN: true }),
          prerequisites: share.map((weight) => (at > 0 ? [{ skill: `s${at - 1}`, weight }] : [])),
          daysSinceLastAnswer: fc.option(fc.double({ min: 0, max: 90, noNaN: true }), { nil: undefined }),
        }),
      ),
    )
    .map((list): ProfileSkill[] => list),
  lessons: fc.array(
    fc.record({
      id: fc.constantFrom('l1', 'l2'),
      skills: some(ids),
      minutes: fc.integer({ min: 1, max: 60 }),
      seen: fc.boolean(),
    }),
    { maxLength: 4 },
  ),
  placements: fc.array(
    fc.record({
      id: fc.constantFrom('p1', 'p2'),
      skills: some(ids),
      finished: fc.boolean(),
      earned: fc.option(share),
      now: share,
    }),
    { maxLength: 3 },
  ),
  coaches: fc.array(fc.record({ id: fc.constant('c1'), topics: some(ids) }), { maxLength: 2 }),
  reactions: fc.array(
    fc.record({
      contentType: fc.constantFrom<ContentType>('lesson', 'practice', 'review', 'coach'),
      contentId: fc.constantFrom('l1', 'p1', 's1', 'c1'),
      action: fc.constantFrom<Reaction['action']>('not-now', 'done'),
      daysAgo: fc.double({ min: 0, max: 20, noNaN: true }),
    }),
    { maxLength: 4 },
  ),
});

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

describe('suggest', () => {
  const skills = [
    skill('base', 0.75, { daysSinceLastAnswer: 30 }),
    skill('next', 0.3, { prerequisites: [{ skill: 'base', weight: 0.8 }] }),
    skill('last', 0.1, { evidence: 1, prerequisites: [{ skill: 'next', weight: 1 }] }),
  ];
  const course = input({
    skills,
    lessons: [
      lesson('l-next', ['next']),
      lesson('l-next-again', ['next'], { minutes: 12 }),
      lesson('l-last', ['last']),
    ],
    placements: [placement('p', ['base', 'next'], { earned: 0.5, now: 0.5 })],
    coaches: [{ id: 'c', topics: ['next', 'last'] }],
  });

  it('gives three that are not all alike', () => {
    const three = suggest(course);
    assert.deepEqual(
      three.map(({ contentType, contentId }) => `${contentType} ${contentId}`),
      ['review base', 'lesson l-next', 'practice p'],
    );
    assert.equal(three[0]?.wouldBeFirstIf, undefined);
    assert.equal(suggest({ ...course, limit: 1 }).length, 1);
  });

  it('never suggests what lacks a prerequisite without saying so', () => {
    fc.assert(
      fc.property(courses, (any) => {
        const byId = new Map(any.skills.map((one) => [one.id, one]));
        for (const suggestion of suggest({ ...any, limit: 10 })) {
          const missing = suggestion.skills.flatMap((id) =>
            (byId.get(id)?.prerequisites ?? []).filter((edge) => {
              const before = byId.get(edge.skill);
              return before && before.known < 0.7 * before.target && !suggestion.skills.includes(edge.skill);
            }),
          );
          const said = suggestion.reasons.filter(({ code }) => code === 'needs-first');
          assert.equal(said.length, missing.length);
        }
      }),
      { seed: 132, numRuns: 150 },
    );
  });

  it('gives counterfactuals that come true', () => {
    let checked = 0;
    fc.assert(
      fc.property(courses, (any) => {
        // Content of one id may be drawn twice; the first of each is enough here.
        const once = <T extends { id: string }>(list: readonly T[]) =>
          list.filter(({ id }, at) => list.findIndex((other) => other.id === id) === at);
        const distinct = {
          ...any,
          lessons: once(any.lessons),
          placements: once(any.placements),
          coaches: once(any.coaches ?? []),
        };
        for (const { wouldBeFirstIf, contentType, contentId } of suggest(distinct)) {
          if (!wouldBeFirstIf) continue;
          checked++;
          const [first] = suggest(withChange(distinct, wouldBeFirstIf));
          assert.deepEqual([first?.contentType, first?.contentId], [contentType, contentId]);
        }
      }),
      { seed: 133, numRuns: 300 },
    );
    assert.ok(checked > 50, `${checked} counterfactuals`);
  });

  it('gives the smallest such change in whole per cent or days', () => {
    const plain = input({
      skills: [skill('a', 0.2), skill('b', 0.4)],
      lessons: [lesson('la', ['a']), lesson('lb', ['b'])],
    });
    // The lessons differ in the gap alone: lb leads once b is known less than a. At equal gaps la leads by name.
    assert.deepEqual(suggest(plain)[1]?.wouldBeFirstIf, { change: 'known-at-most', skill: 'b', value: 0.19 });
    const held = input({
      skills: [
        skill('base', 0),
        skill('next', 0.1, { prerequisites: [{ skill: 'base', weight: 1 }] }),
        skill('c', 0.7),
      ],
      lessons: [lesson('l-next', ['next']), lesson('lc', ['c'])],
    });
    const change = suggest(held).find(({ contentId }) => contentId === 'l-next')?.wouldBeFirstIf;
    assert.equal(change?.change, 'known-at-least');
    assert.equal(change?.skill, 'base');
    const oneLess = { change: 'known-at-least', skill: 'base', value: (change?.value ?? 0) - 0.01 } as const;
    assert.equal(suggest(withChange(held, oneLess))[0]?.contentId, 'lc');
  });

  it('does not show again for a day what was answered with "not now", and lower after that', () => {
    const shownAfter = (daysAgo: number) =>
      suggest({
        ...course,
        limit: 10,
        reactions: [{ contentType: 'review', contentId: 'base', action: 'not-now', daysAgo }],
      });
    assert.ok(shownAfter(0.5).every(({ contentType }) => contentType !== 'review'));
    const review = shownAfter(1.5).find(({ contentType }) => contentType === 'review');
    const before = suggest(course)[0];
    assert.ok(review && before && review.score < before.score);
    assert.equal(review.parts.at(-1)?.name, 'set-aside');
    near(shownAfter(200).find(({ contentType }) => contentType === 'review')?.score, before.score);
  });

  it('says when variety moved something up', () => {
    const alike = input({
      skills: [skill('a', 0.2), skill('b', 0.7)],
      lessons: [lesson('l1', ['a']), lesson('l2', ['a'])],
      placements: [placement('p', ['b'], { earned: 0.2, now: 0.2 })],
    });
    const three = suggest(alike);
    assert.deepEqual(
      three.map(({ contentId }) => contentId),
      ['l1', 'p', 'l2'],
    );
    assert.deepEqual(three[1]?.reasons.at(-1), { code: 'for-variety' });
    assert.ok(three[2]?.reasons.every(({ code }) => code !== 'for-variety'));
  });

  it('gives the same for the same profile, in whatever order the content comes', () => {
    const reversed = {
      ...course,
      lessons: [...course.lessons].reverse(),
      skills: [...course.skills].reverse(),
    };
    assert.deepEqual(suggest(course), suggest(structuredClone(course)));
    assert.deepEqual(
      suggest(reversed).map(({ contentId, score }) => [contentId, score]),
      suggest(course).map(({ contentId, score }) => [contentId, score]),
    );
  });

  it('has nothing to say about an empty course or one that is done', () => {
    assert.deepEqual(suggest(input()), []);
    assert.deepEqual(suggest(input({ skills: [skill('a', 0.9)], lessons: [lesson('l', ['a'])] })), []);
  });

  it('answers for a large course well within half a second', () => {
    const many = Array.from({ length: 120 }, (_, at) =>
      skill(`s${at}`, (at % 10) / 10, {
        daysSinceLastAnswer: at,
        prerequisites: at % 8 === 0 ? [] : [{ skill: `s${at - 1}`, weight: 0.7 }],
      }),
    );
    const large = input({
      skills: many,
      lessons: many.map(({ id }) => lesson(`l-${id}`, [id])),
      placements: Array.from({ length: 20 }, (_, at) =>
        placement(
          `p${at}`,
          many.slice(at * 6, at * 6 + 6).map(({ id }) => id),
        ),
      ),
    });
    suggest(large);
    const start = performance.now();
    assert.equal(suggest(large).length, 3);
    const took = performance.now() - start;
    assert.ok(took < 250, `${took} ms`);
  });

  it('refuses bad input, and says what', () => {
    const bad = (more: Partial<SuggestInput>) => () => suggest(input({ skills: [skill('a', 0.5)], ...more }));
    assert.throws(bad({ skills: [skill('a', Number.NaN)] }), /RangeError: known of a/);
    assert.throws(bad({ skills: [skill('a', 0.5, { target: 0 })] }), /target of a/);
    assert.throws(bad({ skills: [skill('a', 0.5), skill('a', 0.5)] }), /a comes twice/);
    assert.throws(bad({ skills: [skill('a', 0.5, { daysSinceLastAnswer: -1 })] }), /daysSinceLastAnswer of a/);
    assert.throws(bad({ lessons: [lesson('l', ['nobody'])] }), /nobody is not a skill of the profile/);
    assert.throws(bad({ lessons: [lesson('l', [])] }), /skills of l must not be empty/);
    assert.throws(bad({ lessons: [lesson('l', ['a'], { minutes: 0 })] }), /minutes of l/);
    assert.throws(bad({ placements: [placement('p', ['a'], { now: 2 })] }), /now of p/);
    assert.throws(bad({ placements: [placement('p', ['a'], { earned: Number.NaN })] }), /earned of p/);
    assert.throws(bad({ limit: 0 }), /limit/);
  });
});
