import assert from 'node:assert/strict';
import { join } from 'node:path';
import { nearly, right, unreadable, wrong } from '../../../src/features/catalogue/answers/verdict.js';
import { loadWords } from '../../../src/http/index.js';
import { projectRoot } from '../../support/services.js';

describe('the sentences of a verdict', () => {
  const say = loadWords(join(projectRoot, 'views/locales'), { strict: true }).translator('en');

  it('exist for every code, and speak of the values', () => {
    const reasons = ['nothing', 'number', 'expression', 'choice', 'incomplete', 'too-long'] as const;
    const misses = [
      'wrong-unit',
      'percent-vs-fraction',
      'rounding',
      'wrong-sign',
      'exact-form',
      'capital-letters',
    ] as const;
    const verdicts = [
      right,
      wrong,
      ...reasons.map(unreadable),
      ...misses.map((code) => nearly(code)),
      nearly('partly-right', { right: 2, of: 3 }),
      nearly('misconception', { misconception: 'Outs are no percentages.' }),
    ];
    for (const { messageKey, values } of verdicts) {
      const sentence = say(messageKey, values);
      assert.ok(!sentence.includes('{{'), sentence);
      for (const value of Object.values(values)) assert.ok(sentence.includes(String(value)), sentence);
    }
  });
});
