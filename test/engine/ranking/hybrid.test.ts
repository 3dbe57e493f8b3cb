import assert from 'node:assert/strict';
import fc from 'fast-check';
import { recallProbability } from '../../../src/engine/memory/fsrs.js';
import { FSRS_DEFAULTS } from '../../../src/engine/memory/fsrs-parameters.js';
import { DEFAULT_MEMORY_MODEL } from '../../../src/engine/memory/memory-model.js';
import { recordReview } from '../../../src/engine/memory/memory-trace.js';
import { courseOrder } from '../../../src/engine/ranking/course-order.js';
import { narrowInput } from '../../../src/engine/ranking/narrow-input.js';
import { scoreContent } from '../../../src/engine/ranking/score-content.js';
import { SIGNAL_OF_PART, SIGNAL_OF_REASON } from '../../../src/engine/ranking/signals.js';
import type { ContentMeasures, MeasureName, SignalName, SuggestInput } from '../../../src/engine/ranking/suggestion.js';
import { courses, input, lesson, near, placement, skill } from './course-cases.js';

const NAMES: readonly MeasureName[] = [
  ...(['similar', 'last-answers', 'goal', 'engagement', 'deadline', 'likeness', 'novelty', 'preference'] as const),
];
const SIGNALS: readonly SignalName[] = [
  ...(['skills', 'forgetting', 'grades', 'similar-learners', 'habits', 'goals', 'preferences'] as const),
];
const share = fc.double({ min: 0, max: 1, noNaN: true });
const measured: fc.Arbitrary<ContentMeasures[]> = fc.array(
  fc.record({
    contentType: fc.constantFrom('lesson', 'practice', 'review', 'coach'),
    contentId: fc.constantFrom('l1', 'l2', 'p1', 'p2', 's1', 's3', 'c1'),
    values: fc.record(Object.fromEntries(NAMES.map((name) => [name, share])), { requiredKeys: [] }),
    fatigue: share,
    reasons: fc.constant([{ code: 'you-prefer-this' as const }]),
  }),
  { maxLength: 8 },
);
/** Each thing once, as a real course has it. */
const once = <T extends { id: string }>(list: readonly T[]) =>
  list.filter(({ id }, at) => list.findIndex((other) => other.id === id) === at);
const hybrids: fc.Arbitrary<SuggestInput> = fc
  .tuple(courses, measured, fc.subarray([...SIGNALS]))
  .map(([course, measures, without]) => ({
    ...course,
    lessons: once(course.lessons),
    placements: once(course.placements),
    coaches: once(course.coaches ?? []),
    measures,
    without,
  }));

describe('the hybrid score', () => {
  it('counts the profile 55 % and each measure by its weight', () => {
    const course = input({ skills: [skill('a', 0.4)], lessons: [lesson('l', ['a'])] });
    const [plain] = scoreContent(course);
    const all = Object.fromEntries(NAMES.map((name) => [name, 1]));
    const measures = [{ contentType: 'lesson' as const, contentId: 'l', values: all, fatigue: 0, reasons: [] }];
    const [full] = scoreContent({ ...course, measures });
    near(full?.score, 0.55 * (plain?.score ?? Number.NaN) + 0.45, 20 * 2 ** -20);
    const [tired] = scoreContent({ ...course, measures: measures.map((one) => ({ ...one, fatigue: 0.25 })) });
    near(tired?.score, 0.75 * (full?.score ?? Number.NaN));
    const wrong = measures.map((one) => ({ ...one, values: { goal: 1.1 } }));
    assert.throws(() => scoreContent({ ...course, measures: wrong }), /RangeError: goal of l/);
  });

  it('is exactly the sum of its parts, in [0, 1], and has a reason', () => {
    fc.assert(
      fc.property(hybrids, (course) => {
        for (const { score, parts, reasons } of scoreContent(course)) {
          assert.equal(
            parts.reduce((sum, { value }) => sum + value, 0),
            score,
          );
          assert.ok(score >= 0 && score <= 1);
          assert.ok(reasons.length > 0);
        }
      }),
      { seed: 611, numRuns: 300 },
    );
  });

  it('takes exactly nothing from a signal that is off, and no reason mentions it', () => {
    fc.assert(
      fc.property(hybrids, (course) => {
        const off = new Set(course.without);
        for (const { parts, reasons } of scoreContent(course)) {
          for (const { name } of parts) assert.ok(!off.has(SIGNAL_OF_PART[name] as SignalName), name);
          for (const { code } of reasons) assert.ok(!off.has(SIGNAL_OF_REASON[code] as SignalName), code);
        }
      }),
      { seed: 612, numRuns: 300 },
    );
  });

  it('is the same whatever is measured on a signal that is off', () => {
    fc.assert(
      fc.property(hybrids, measured, (course, others) => {
        const everything = { ...course, without: SIGNALS };
        const names = ({ measures, ...rest }: SuggestInput) =>
          scoreContent({ ...rest, measures: measures ?? [] }).map(({ contentId, score, reasons }) => [
            contentId,
            score,
            reasons,
          ]);
        assert.deepEqual(names(everything), names({ ...everything, measures: others }));
      }),
      { seed: 613, numRuns: 100 },
    );
  });

  it('hides no lesson for a skill that may not be looked at', () => {
    const course = input({ skills: [skill('a', 0.95)], lessons: [lesson('l', ['a'])] });
    assert.deepEqual(scoreContent(course), []);
    const [one] = scoreContent({ ...course, without: ['skills', 'habits'] });
    assert.deepEqual(one?.reasons, [{ code: 'part-of-the-course' }]);
  });

  it('suggests a review when memory says so', () => {
    const memory = recordReview(null, 0, 3, DEFAULT_MEMORY_MODEL);
    const dueAfter = (daysSinceLastAnswer: number) =>
      scoreContent(input({ skills: [skill('a', 0.9, { memory, daysSinceLastAnswer })] }))[0]?.reasons[0];
    // FSRS-6 keeps 90 % for just as many days as its stability, which is that of a first "good".
    const due = FSRS_DEFAULTS[2] as number;
    assert.equal(dueAfter(due - 0.01), undefined);
    const retention = recallProbability(due + 2, memory.stability, FSRS_DEFAULTS);
    const said = dueAfter(due + 2);
    assert.ok(said?.code === 'fading');
    near(said.retention, retention, 1e-9);
  });

  it('can be made again from the part of the input that it rests on', () => {
    let seen = 0;
    fc.assert(
      fc.property(hybrids, (course) => {
        for (const content of scoreContent(course)) {
          const stored: SuggestInput = JSON.parse(JSON.stringify(narrowInput(course, content)));
          const again = scoreContent(stored).find(
            ({ contentType, contentId }) => contentType === content.contentType && contentId === content.contentId,
          );
          assert.deepEqual(again, content);
          seen += 1;
        }
      }),
      { seed: 614, numRuns: 300 },
    );
    assert.ok(seen > 300);
  });
});

describe('the order of the course', () => {
  it('is lesson then assignment, skill by skill, without what was taken or set aside', () => {
    const course = input({
      skills: [skill('a', 0.1), skill('b', 0.9)],
      lessons: [lesson('of-b', ['b']), lesson('of-a', ['a']), lesson('seen', ['a'], { seen: true })],
      placements: [
        placement('all', ['b', 'a']),
        placement('b-only', ['b']),
        placement('over', ['a'], { finished: true }),
      ],
    });
    const names = (more: Partial<SuggestInput> = {}) =>
      courseOrder({ ...course, ...more }).map(({ contentId }) => contentId);
    assert.deepEqual(names(), ['of-a', 'all', 'of-b', 'b-only']);
    const reactions = [{ contentType: 'lesson', contentId: 'of-a', action: 'not-now', daysAgo: 1 } as const];
    assert.deepEqual(names({ reactions }), ['all', 'of-b', 'b-only']);
    assert.ok(courseOrder(course).every(({ score, parts }) => score === 0 && parts.length === 0));
  });
});
