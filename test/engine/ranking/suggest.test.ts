import assert from 'node:assert/strict';
import fc from 'fast-check';
import { withChange } from '../../../src/engine/ranking/counterfactual.js';
import { suggest } from '../../../src/engine/ranking/suggest.js';
import type { SuggestInput } from '../../../src/engine/ranking/suggestion.js';
import { courses, input, lesson, near, placement, skill } from './course-cases.js';

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

  it('does not show again for two days what was answered with "not now", and lower after that', () => {
    const shownAfter = (daysAgo: number) =>
      suggest({
        ...course,
        limit: 10,
        reactions: [{ contentType: 'review', contentId: 'base', action: 'not-now', daysAgo }],
      });
    assert.ok(shownAfter(1.5).every(({ contentType }) => contentType !== 'review'));
    const review = shownAfter(2.5).find(({ contentType }) => contentType === 'review');
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
