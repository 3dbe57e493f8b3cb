import assert from 'node:assert/strict';
import fc from 'fast-check';
import { AnswerKey, checkAnswer, type Verdict } from '../../../src/features/catalogue/index.js';

const numeric = (value: number, tolerance = 0, unit?: { label: string; accepted?: string[] }): AnswerKey =>
  AnswerKey.parse({ kind: 'numeric', value, tolerance, ...(unit ? { unit } : {}) });

function said(key: AnswerKey, text: string): Verdict['code'] {
  assert.ok(key.kind === 'numeric' || key.kind === 'text' || key.kind === 'expression');
  return checkAnswer(key, { kind: key.kind, text }).code;
}

describe('checkAnswer', () => {
  describe('on numbers', () => {
    const kg = { label: 'kg', accepted: ['kilograms'] };
    const percent = { label: '%', accepted: ['%'] };
    const table: [AnswerKey, string, Verdict['code']][] = [
      [numeric(1234.5), '1,234.5', 'right'],
      [numeric(1234.5), '1 234.5', 'right'],
      [numeric(1234567), '1,234,567', 'right'],
      [numeric(3.5), '3,5', 'right'],
      [numeric(0.125), '0,125', 'right'],
      [numeric(-3), '−3', 'right'],
      [numeric(-3), '- 3', 'right'],
      [numeric(0.375), '3/8', 'right'],
      [numeric(1.5), '1 1/2', 'right'],
      [numeric(-1.5), '-1 1/2', 'right'],
      [numeric(0.5), '\\frac{1}{2}', 'right'],
      [numeric(0.5), '$$\\frac12$$', 'right'],
      [numeric(8), '2^3', 'right'],
      [numeric(8), '2³', 'right'],
      [numeric(10), 'C(5,2)', 'right'],
      [numeric(20), '5P2', 'unreadable-number'],
      [numeric(120), '5!', 'right'],
      [numeric(0.0012), '1.2e-3', 'right'],
      [numeric(0.000039, 1e-9), '3.9 x 10^-5', 'right'],
      [numeric(0.3), '0.1+0.2', 'right'],
      [numeric(5), '$5', 'right'],
      [numeric(5), '5.', 'right'],
      [numeric(0), '0', 'right'],
      [numeric(0.33, 0.005), '33%', 'right'],
      [numeric(33, 0.5, percent), '33 %', 'right'],
      [numeric(33, 0.5, percent), '33', 'right'],
      [numeric(33, 0.5, percent), '33 per cent', 'right'],
      [numeric(33, 0.5, percent), '0.33', 'percent-vs-fraction'],
      [numeric(0.33, 0.005), '33', 'percent-vs-fraction'],
      [numeric(12, 0, kg), '12', 'right'],
      [numeric(12, 0, kg), '12 kg', 'right'],
      [numeric(12, 0, kg), '12KG', 'right'],
      [numeric(12, 0, kg), '12 kilograms', 'right'],
      [numeric(12, 0, kg), '12 lb', 'wrong-unit'],
      [numeric(12, 0, kg), '13 lb', 'wrong'],
      [numeric(12, 0, kg), '13 kg', 'wrong'],
      [numeric(12), '12 apples', 'unreadable-number'],
      [numeric(12), '-12', 'wrong-sign'],
      [numeric(2 / 3, 5e-5), '0.67', 'rounding'],
      [numeric(2 / 3, 5e-5), '0.66', 'rounding'],
      [numeric(2 / 3, 5e-5), '0.6667', 'right'],
      [numeric(2 / 3, 5e-5), '0.71', 'wrong'],
      [numeric(3), '3.0001', 'wrong'],
      [numeric(12), 'twelve', 'unreadable-number'],
      [numeric(12), '1/0', 'unreadable-number'],
      [numeric(12), '12;13', 'unreadable-number'],
      [numeric(12), '1.2.3', 'unreadable-number'],
      [numeric(12), 'NaN', 'unreadable-number'],
      [numeric(12), 'Infinity', 'unreadable-number'],
    ];
    for (const [key, typed, code] of table) {
      it(`says "${code}" to ${typed}`, () => assert.equal(said(key, typed), code));
    }

    it('takes every value inside the tolerance and none outside, however it is written', () => {
      const value = fc.double({ min: -1e6, max: 1e6, noNaN: true });
      const tolerance = fc.double({ min: 1e-3, max: 10, noNaN: true });
      fc.assert(
        fc.property(value, tolerance, fc.double({ min: -0.99, max: 0.99, noNaN: true }), (v, t, share) => {
          assert.equal(said(numeric(v, t), String(v + share * t)), 'right');
          assert.equal(
            said(numeric(v, t), (v + share * t).toLocaleString('en', { maximumFractionDigits: 12 })),
            'right',
          );
          const outside = checkAnswer(numeric(v, t), {
            kind: 'numeric',
            text: String(v + (1.01 + Math.abs(share)) * t),
          });
          assert.ok(outside.readable && !outside.correct);
        }),
        { seed: 7, numRuns: 300 },
      );
    });
  });

  describe('on texts', () => {
    const text = (accepted: string[], caseSensitive = false) =>
      AnswerKey.parse({ kind: 'text', accepted, caseSensitive });
    const table: [AnswerKey, string, Verdict['code']][] = [
      [text(['Normal']), '  normal ', 'right'],
      [text(['full house']), 'Full  House.', 'right'],
      [text(["Student's t"]), 'student’s T', 'right'],
      [text(['z-score', 'z score']), 'z–score', 'right'],
      [text(['pH'], true), 'pH', 'right'],
      [text(['pH'], true), 'PH', 'capital-letters'],
      [text(['normal']), 'uniform', 'wrong'],
      [text(['(7.30,9.15)']), '( 7.3 , 9.15 )', 'right'],
      [text(['(7.30,9.15)']), '7.30 9.15', 'right'],
      [text(['(7.30,9.15)']), '(7.302; 9.148)', 'right'],
      [text(['(7.30,9.15)']), '(7.31, 9.15)', 'wrong'],
      [text(['(7.30,9.15)']), '(9.15, 7.30)', 'wrong'],
      [text(['(7.30,9.15)']), '7.30', 'wrong'],
    ];
    for (const [key, typed, code] of table) {
      it(`says "${code}" to ${typed}`, () => assert.equal(said(key, typed), code));
    }
  });

  describe('on choices', () => {
    const options = ['a', 'b', 'c'].map((id) => ({
      id,
      textMarkdown: id,
      ...(id === 'b' ? { misconception: 'why b' } : {}),
    }));

    it('says right, or the wrong idea behind the choice', () => {
      const key: AnswerKey = { kind: 'single-choice', options, correct: 'a' };
      const say = (option: string) => checkAnswer(key, { kind: 'single-choice', option });
      assert.equal(say('a').code, 'right');
      assert.deepEqual([say('b').code, say('b').values], ['misconception', { misconception: 'why b' }]);
      assert.equal(say('c').code, 'wrong');
      assert.equal(say('z').readable, false);
    });

    it('needs all of several choices and no other, and tells how many fit', () => {
      const key: AnswerKey = { kind: 'multiple-choice', options, correct: ['a', 'c'] };
      const say = (...chosen: string[]) => checkAnswer(key, { kind: 'multiple-choice', options: chosen });
      assert.equal(say('c', 'a').code, 'right');
      assert.deepEqual([say('a').code, say('a').values], ['partly-right', { right: 1, of: 2 }]);
      assert.equal(say('a', 'b', 'c').code, 'misconception');
      assert.equal(say('a', 'q').readable, false);
    });

    it('needs the whole order', () => {
      const key: AnswerKey = { kind: 'ordering', options, correct: ['a', 'b', 'c'] };
      const say = (...order: string[]) => checkAnswer(key, { kind: 'ordering', order });
      assert.equal(say('a', 'b', 'c').code, 'right');
      assert.deepEqual(say('a', 'c', 'b').values, { right: 1, of: 3 });
      assert.equal(say('b', 'c', 'a').code, 'wrong');
      assert.equal(say('a', 'b', 'b').readable, false);
    });

    it('needs every pair', () => {
      const key: AnswerKey = { kind: 'matching', left: options, right: options, correct: { a: 'b', b: 'c', c: 'a' } };
      const say = (pairs: Record<string, string>) => checkAnswer(key, { kind: 'matching', pairs });
      assert.equal(say({ a: 'b', b: 'c', c: 'a' }).code, 'right');
      assert.deepEqual(say({ a: 'b', b: 'a', c: 'c' }).values, { right: 1, of: 3 });
      assert.equal(say({ a: 'b', b: 'c' }).readable, false);
      assert.equal(say({ a: 'b', b: 'c', c: 'zz' }).readable, false);
      const inherited = say({ a: 'b', b: 'c', toString: 'a' });
      assert.equal(inherited.readable, false);
    });
  });

  it('never judges a response to another kind of question', () => {
    const verdict = checkAnswer(numeric(1), { kind: 'text', text: '1' });
    assert.equal(verdict.readable, false);
  });
});
