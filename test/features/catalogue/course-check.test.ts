import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type AnswerKey, type Course, checkCourse, type ProblemCode } from '../../../src/features/catalogue/index.js';
import { smallCourse } from './support/courses.js';

const codes = (change: Record<string, unknown>): ProblemCode[] =>
  checkCourse(smallCourse(change)).map(({ code }) => code);
const base = smallCourse();
const [all, plain] = base.items;
assert.ok(all && plain);

function withKey(answer: AnswerKey): Record<string, unknown> {
  return { items: [{ ...plain, steps: [{ ...plain?.steps[0], answer }] }] };
}
const options = ['a', 'b', 'c'].map((id) => ({ id, textMarkdown: id }));
const skill = (id: string, ...prerequisites: string[]) => ({
  id,
  title: id,
  description: id,
  prerequisites: prerequisites.map((each) => ({ skill: each, weight: 1 })),
});

describe('checkCourse', () => {
  it('finds nothing wrong with a course that is right', () => assert.deepEqual(checkCourse(base), []));

  const broken: [string, Record<string, unknown>, ProblemCode[]][] = [
    ['an item twice', { items: [all, plain, plain] }, ['duplicate-id']],
    ['a skill twice', { skills: [...base.skills, base.skills[0]] }, ['duplicate-id']],
    ['a lesson twice', { lessons: [...base.lessons, ...base.lessons] }, ['duplicate-id']],
    ['a figure twice', { figures: [...base.figures, ...base.figures] }, ['duplicate-id']],
    ['a step twice', { items: [all, { ...plain, steps: [...plain.steps, ...plain.steps] }] }, ['duplicate-id']],
    ['a lesson on an unknown skill', { lessons: [{ ...base.lessons[0], skills: ['nine'] }] }, ['unknown-skill']],
    [
      'a step on an unknown skill',
      { items: [{ ...plain, steps: [{ ...plain.steps[0], skills: ['nine'] }] }] },
      ['unknown-skill'],
    ],
    ['an unknown prerequisite', { skills: [...base.skills, skill('three', 'nine')] }, ['unknown-skill']],
    ['a figure that is not there', { figures: [] }, ['unknown-figure']],
    ['a listed figure that is not there', { items: [all, { ...plain, figures: ['x.png'] }] }, ['unknown-figure']],
    ['a figure of another type', { figures: [{ ...base.figures[0], mediaType: 'image/gif' }] }, ['unreadable-figure']],
    [
      'a page that calls itself a drawing',
      {
        figures: [
          ...base.figures,
          { name: 'x.svg', mediaType: 'image/svg+xml', base64: Buffer.from('<html>').toString('base64'), alt: '' },
        ],
      },
      ['unreadable-figure'],
    ],
    ['a text without end', { items: [all, { ...plain, bodyMarkdown: 'x'.repeat(60_000) }] }, ['too-long']],
    [
      'a right option that does not exist',
      withKey({ kind: 'single-choice', options, correct: 'd' }),
      ['unknown-option'],
    ],
    [
      'two options of one id',
      withKey({ kind: 'single-choice', options: [...options, ...options.slice(0, 1)], correct: 'a' }),
      ['duplicate-id'],
    ],
    [
      'several right options, one unknown',
      withKey({ kind: 'multiple-choice', options, correct: ['a', 'd'] }),
      ['unknown-option'],
    ],
    ['an order that leaves one out', withKey({ kind: 'ordering', options, correct: ['a', 'b'] }), ['incomplete-key']],
    [
      'an order that names one twice',
      withKey({ kind: 'ordering', options, correct: ['a', 'b', 'c', 'a'] }),
      ['duplicate-id'],
    ],
    [
      'a match that leaves one out',
      withKey({ kind: 'matching', left: options, right: options, correct: { a: 'a', b: 'b' } }),
      ['incomplete-key'],
    ],
    [
      'a match with strangers',
      withKey({ kind: 'matching', left: options, right: options, correct: { a: 'a', b: 'b', c: 'z', y: 'a' } }),
      ['unknown-option', 'unknown-option'],
    ],
    [
      'an expression that cannot be read',
      withKey({ kind: 'expression', accepted: ['2*x', 'x = = 1'] }),
      ['unreadable-key'],
    ],
    ['a blank accepted form', withKey({ kind: 'text', accepted: [' '], caseSensitive: false }), ['unreadable-key']],
  ];
  for (const [name, change, expected] of broken) {
    it(`finds ${name}`, () => assert.deepEqual(codes(change), expected));
  }

  it('finds the wrong key of a question inside a hint', () => {
    const hint = {
      id: 'h',
      textMarkdown: 'h',
      ask: { answer: { kind: 'single-choice', options, correct: 'q' }, answerMarkdown: 'q' },
    };
    const problems = checkCourse(smallCourse({ items: [{ ...plain, steps: [{ ...plain.steps[0], hints: [hint] }] }] }));
    assert.deepEqual(
      problems.map(({ where }) => where),
      ['item plain, step numeric, hint h'],
    );
  });

  it('tells a circle of prerequisites as a path', () => {
    const skills = [...base.skills, skill('a', 'one', 'b'), skill('b', 'c'), skill('c', 'a')];
    const [problem, ...others] = checkCourse(smallCourse({ skills }));
    assert.equal(problem?.code, 'prerequisite-cycle');
    assert.match(problem?.message ?? '', /a → b → c → a/);
    assert.deepEqual(others, []);
    assert.deepEqual(codes({ skills: [...base.skills, skill('self', 'self')] }), ['prerequisite-cycle']);
  });

  it('finds a circle exactly when the skills cannot be put in an order', () => {
    const graph = fc.array(fc.uniqueArray(fc.nat(7), { maxLength: 3 }), { minLength: 8, maxLength: 8 });
    fc.assert(
      fc.property(graph, (edges) => {
        const skills: Course['skills'] = edges.map((targets, id) => ({
          ...skill(`s${id}`, ...targets.map((target) => `s${target}`)),
          parameters: { prior: 0.2, learn: 0.1, guess: 0.2, slip: 0.1 },
        }));
        const found = checkCourse({ ...base, skills: [...base.skills, ...skills] }).some(
          ({ code }) => code === 'prerequisite-cycle',
        );
        assert.equal(found, !isOrderable(edges));
      }),
      { seed: 23, numRuns: 400 },
    );
  });
});

/** Kahn's algorithm, as the other way to know. */
function isOrderable(edges: readonly (readonly number[])[]): boolean {
  const left = new Set(edges.keys());
  for (let moved = true; moved; ) {
    moved = false;
    for (const node of left) {
      if ((edges[node] ?? []).some((target) => left.has(target))) continue;
      left.delete(node);
      moved = true;
    }
  }
  return left.size === 0;
}
