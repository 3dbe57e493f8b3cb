import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadWords } from '../../src/http/index.js';

describe('the words', () => {
  let folder = '';
  const write = (name: string, content: unknown) => writeFileSync(join(folder, name), JSON.stringify(content));
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'attune-words-'));
    for (const language of ['en', 'de', 'pt-BR', 'ar']) mkdirSync(join(folder, language));
    write('en/page.json', { hello: 'Hello {{name}}', deep: { only: 'Only here' }, n_one: 'one', n_other: '{{count}}' });
    write('de/page.json', { hello: 'Hallo {{name}}' });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('are said in the best language there is', () => {
    const words = loadWords(folder, { strict: true });
    const chosen = ['de', 'de-AT', 'de_CH', 'DE', 'pt-BR', 'pt-br', 'pt_BR', 'pt', 'fr', '', undefined, '*', '../etc'];
    assert.deepEqual(
      chosen.map((locale) => words.choose(locale)),
      ['de', 'de', 'de', 'de', 'pt-BR', 'pt-BR', 'pt-BR', 'pt-BR', 'en', 'en', 'en', 'en', 'en'],
    );
    assert.equal(words.translator('de-AT')('page.hello', { name: 'Ada' }), 'Hallo Ada');
    assert.equal(words.translator('de')('page.deep.only'), 'Only here', 'English where a language has a hole');
    assert.equal(words.translator('en')('page.n', { count: 1 }), 'one');
    assert.equal(words.translator('en')('page.n', { count: 3 }), '3');
    assert.deepEqual([words.direction('ar'), words.direction('en')], ['rtl', 'ltr']);
  });

  it('that are missing are an error where somebody can mend it, and a key where readers are', () => {
    const missing = () => loadWords(folder, { strict: true }).translator('de')('page.nothing');
    assert.throws(missing, /^Error: No sentence for "page\.nothing" in the locale files\.$/);
    assert.equal(loadWords(folder, { strict: false }).translator('de')('page.nothing'), 'page.nothing');
  });

  it('take nothing that a value says for words of their own', () => {
    const say = loadWords(folder, { strict: true }).translator('en');
    assert.equal(say('page.hello', { name: '{{other}} $t(page.deep.only)' }), 'Hello {{other}} $t(page.deep.only)');
  });

  it('put numbers, days and lists in by the rules of the language, with one kind of digits', () => {
    write('en/page.json', { n: '{{n}}', day: 'on {{day}}', list: '{{list}}' });
    const say = loadWords(folder, { strict: true });
    for (const [language, number, day] of [
      ['en', '1,234.5', 'on Mar 4, 2026'],
      ['de', '1.234,5', 'on 4. März 2026'],
      ['ar', '1,234.5', 'on \u20684 مارس 2026\u2069'],
    ] as const) {
      assert.equal(say.translator(language)('page.n', { n: 1234.5 }), number);
      assert.equal(say.translator(language)('page.day', { day: new Date('2026-03-04T12:00:00Z') }), day);
    }
    assert.equal(say.translator('en')('page.list', { list: ['A', 'B', 'C'] }), 'A, B, and C');
  });

  it('keep a title of another script in its own order where a line runs from right to left', () => {
    const say = loadWords(folder, { strict: true });
    assert.equal(say.translator('ar')('page.hello', { name: 'Ada (2)' }), 'Hello \u2068Ada (2)\u2069');
    assert.equal(say.translator('en')('page.hello', { name: 'Ada (2)' }), 'Hello Ada (2)');
  });

  it('must be text', () => {
    write('de/other.json', { hello: 7 });
    assert.throws(() => loadWords(folder, { strict: true }));
  });
});
