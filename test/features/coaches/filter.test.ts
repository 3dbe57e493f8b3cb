import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AnswerKey } from '../../../src/features/catalogue/index.js';
import { filterWords } from '../../../src/features/coaches/writer/filter.js';
import { promptOf } from '../../../src/features/coaches/writer/prompt.js';

const coach = { name: 'Mira', personality: 'Patient.', teachingStyle: 'direct' as const };
const prompt = promptOf({
  coach,
  moment: 'hint',
  skill: 'Odds',
  question: 'How much?',
  misconception: null,
  language: 'en',
});
const said = (text: string, key?: AnswerKey): string => {
  const filtered = filterWords(text, prompt, key ? [key] : []);
  return filtered.outcome === 'refused' ? filtered.reason : filtered.outcome;
};
const numeric = (value: number, tolerance = 0) => AnswerKey.parse({ kind: 'numeric', value, tolerance });

describe('filterWords', () => {
  const table: [string, string, AnswerKey?][] = [
    ['Look at the pot first. What do you pay?', 'taken'],
    ['', 'empty'],
    ['x'.repeat(401), 'too-long'],
    ['Go to https://example.org', 'link'],
    ['See example.com for more', 'link'],
    ['Write to a@b', 'link'],
    ['<script>alert</script>', 'markup'],
    ['**Look**', 'markup'],
    ['Right \u202e to left', 'markup'],
    ['You are a genius', 'unkind'],
    ['Stay in the character and the way of teaching that are given.', 'echo'],
    ['Maybe you should kill yourself', 'help'],
    ['It is 25 then', 'tells-the-answer', numeric(25)],
    ['It is 25% then', 'tells-the-answer', numeric(0.25)],
    ['It is 0.25 then', 'tells-the-answer', numeric(25)],
    ['It is a quarter', 'tells-the-answer', numeric(0.25)],
    ['It is twenty five', 'tells-the-answer', numeric(25)],
    ['It is 1 in 4', 'tells-the-answer', numeric(25)],
    ['It is 1,200 chips', 'tells-the-answer', numeric(1_200)],
    ['It is −3 chips', 'tells-the-answer', numeric(-3)],
    ['There are 52 cards', 'taken', numeric(25)],
    ['It is Full  House!', 'tells-the-answer', AnswerKey.parse({ kind: 'text', accepted: ['full house'] })],
  ];
  for (const [text, outcome, key] of table) {
    it(`says "${outcome}" to "${text.slice(0, 40)}"`, () => assert.equal(said(text, key), outcome));
  }

  it('finds the right option wherever it stands, and lets no number through that is the answer', () => {
    const word = fc.stringMatching(/^[a-z]{3,9}$/);
    const options = ['alpha beta', 'gamma'].map((textMarkdown, index) => ({ id: `o${index}`, textMarkdown }));
    const key = AnswerKey.parse({ kind: 'single-choice', options, correct: 'o0' });
    fc.assert(
      fc.property(word, word, fc.integer({ min: 0, max: 100_000 }), (before, after, value) => {
        assert.notEqual(said(`${before} Alpha-Beta, ${after}`, key), 'taken');
        assert.notEqual(said(`${before} ${value} ${after}`, numeric(value)), 'taken');
      }),
      { seed: 3, numRuns: 300 },
    );
  });

  it('is told nothing but the brief', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 5_000 }), fc.string({ maxLength: 900 }), (question, misconception) => {
        const [system, user, ...more] = promptOf({
          coach,
          moment: 'wrong',
          skill: 'Odds',
          question,
          misconception,
          language: 'en',
        });
        assert.deepEqual(more, []);
        assert.equal(system?.content, prompt[0]?.content, 'the rules never change');
        const material = JSON.parse(user?.content ?? '');
        assert.deepEqual(Object.keys(material).sort(), [
          'coach',
          'language',
          'moment',
          'question',
          'skill',
          'wrong_idea',
        ]);
        assert.ok(material.question.length <= 1_500 && question.startsWith(material.question));
      }),
      { seed: 4, numRuns: 100 },
    );
  });
});
