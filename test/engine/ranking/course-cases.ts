import assert from 'node:assert/strict';
import fc from 'fast-check';
import type {
  ContentType,
  LessonContent,
  PlacementContent,
  ProfileSkill,
  Reaction,
  SuggestInput,
} from '../../../src/engine/ranking/suggestion.js';

export const skill = (id: string, known: number, more: Partial<ProfileSkill> = {}): ProfileSkill => ({
  id,
  known,
  target: 0.8,
  evidence: 6,
  prerequisites: [],
  daysSinceLastAnswer: 0,
  ...more,
});
export const lesson = (id: string, skills: string[], more: Partial<LessonContent> = {}): LessonContent => ({
  id,
  skills,
  minutes: 10,
  seen: false,
  ...more,
});
export const placement = (id: string, skills: string[], more: Partial<PlacementContent> = {}): PlacementContent => ({
  id,
  skills,
  finished: false,
  earned: null,
  now: 0,
  ...more,
});
export const input = (more: Partial<SuggestInput> = {}): SuggestInput => ({
  skills: [],
  lessons: [],
  placements: [],
  ...more,
});

/** Each part is cut to 2^-20, a millionth: five of them at most. */
export const near = (actual: number | undefined, expected: number, tolerance = 5 * 2 ** -20) =>
  assert.ok(Math.abs((actual ?? Number.NaN) - expected) <= tolerance, `${actual} is not ${expected}`);

const share = fc.double({ min: 0, max: 1, noNaN: true });
const some = (ids: string[]) => fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1, maxLength: 3 });
const ids = ['s0', 's1', 's2', 's3', 's4'];
/** Courses of five skills, each leaning on the one before, with content of every kind and a history. */
export const courses: fc.Arbitrary<SuggestInput> = fc.record({
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
