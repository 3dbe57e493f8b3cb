import assert from 'node:assert/strict';
import fc from 'fast-check';
import { checkAnswer, parseResponse, questionOf, type RawResponse } from '../../../src/features/catalogue/index.js';
import { smallCourse } from './support/courses.js';

const [item] = smallCourse().items;
assert.ok(item);
const stepOf = (id: string) => {
  const step = item.steps.find((each) => each.id === id);
  assert.ok(step);
  return step;
};

/** What somebody sends who picks, on the page of this seed, the options with these words. */
function placesOf(id: string, seed: string, side: 'options' | 'left' | 'right', ...words: string[]): string[] {
  const shown = questionOf(item as NonNullable<typeof item>, stepOf(id), { seed })[side];
  return words.map((word) => shown.find(({ html }) => html === word)?.place ?? '?');
}

describe('parseResponse', () => {
  const read = (id: string, fields: RawResponse, seed = 's') => parseResponse(stepOf(id).answer, fields, { seed });
  const code = (id: string, fields: RawResponse, seed = 's') =>
    checkAnswer(stepOf(id).answer, read(id, fields, seed)).code;

  it('gives choices their ids back at every seed', () => {
    fc.assert(
      fc.property(fc.string(), (seed) => {
        const [alpha = ''] = placesOf('single', seed, 'options', 'alpha');
        assert.deepEqual(read('single', { answer: alpha }, seed), { kind: 'single-choice', option: 'correct' });
        const several = placesOf('multiple', seed, 'options', 'r', 'p');
        assert.equal(code('multiple', { answer: several }, seed), 'right');
        assert.equal(code('ordering', { answer: placesOf('ordering', seed, 'options', 'i', 'j', 'k') }, seed), 'right');
        const ranks = Object.fromEntries(
          placesOf('ordering', seed, 'options', 'i', 'j', 'k').map((place, index) => [
            `place.${place}`,
            String(index + 1),
          ]),
        );
        assert.equal(code('ordering', ranks, seed), 'right');
        const [u, v] = placesOf('matching', seed, 'left', 'u', 'v');
        const [x = '', w = ''] = placesOf('matching', seed, 'right', 'x', 'w');
        assert.equal(code('matching', { [`match.${u}`]: x, [`match.${v}`]: w }, seed), 'right');
        assert.equal(code('matching', { [`match.${u}`]: w, [`match.${v}`]: x }, seed), 'wrong');
      }),
      { seed: 3, numRuns: 60 },
    );
  });

  it('takes one box or one text as it comes', () => {
    assert.deepEqual(read('multiple', { answer: placesOf('multiple', 's', 'options', 'q')[0] ?? '' }), {
      kind: 'multiple-choice',
      options: ['o.1'],
    });
    assert.equal(code('numeric', { answer: '918273 kg' }), 'right');
    assert.equal(code('text', { answer: 'secret-word' }), 'right');
    assert.equal(code('expression', { answer: '1+4471x' }), 'right');
  });

  const refused: [string, RawResponse, string][] = [
    ['single', {}, 'unreadable-nothing'],
    ['single', { answer: '' }, 'unreadable-nothing'],
    ['single', { answer: '99' }, 'unreadable-choice'],
    ['single', { answer: 'correct' }, 'unreadable-choice'],
    ['single', { answer: ['1', '2'] }, 'unreadable-choice'],
    ['multiple', {}, 'unreadable-nothing'],
    ['multiple', { answer: ['1', '77'] }, 'unreadable-choice'],
    ['ordering', { answer: ['1', '2'] }, 'unreadable-incomplete'],
    ['ordering', { answer: ['1', '1', '2'] }, 'unreadable-incomplete'],
    ['ordering', { 'place.1': '1', 'place.2': '1', 'place.3': '2' }, 'unreadable-incomplete'],
    ['ordering', {}, 'unreadable-nothing'],
    ['matching', { 'match.1': '1' }, 'unreadable-incomplete'],
    ['matching', { 'match.1': '1', 'match.2': '9' }, 'unreadable-choice'],
    ['matching', {}, 'unreadable-nothing'],
    ['numeric', { answer: '   ' }, 'unreadable-nothing'],
    ['numeric', { answer: 'a lot' }, 'unreadable-number'],
    ['text', { answer: 'y'.repeat(501) }, 'unreadable-too-long'],
    ['expression', { answer: 'import("fs")' }, 'unreadable-expression'],
  ];
  for (const [id, fields, expected] of refused) {
    it(`${id}: ${JSON.stringify(fields).slice(0, 50)} is ${expected}`, () => assert.equal(code(id, fields), expected));
  }

  it('never fails and never calls rubbish right', () => {
    const value = fc.oneof(fc.string(), fc.array(fc.string(), { maxLength: 5 }), fc.constantFrom('1', '2', '3'));
    const field = fc.oneof(fc.constantFrom('answer', 'place.1', 'match.1', '__proto__', 'constructor'), fc.string());
    fc.assert(
      fc.property(fc.dictionary(field, value as fc.Arbitrary<string | string[]>), (fields) => {
        for (const step of item.steps) {
          const response = parseResponse(step.answer, fields, { seed: 's' });
          const verdict = checkAnswer(step.answer, response);
          if (!('readable' in response)) continue;
          assert.equal(verdict.readable, false);
        }
      }),
      { seed: 13, numRuns: 300 },
    );
  });
});
