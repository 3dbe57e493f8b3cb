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

  it('must be text', () => {
    write('de/other.json', { hello: 7 });
    assert.throws(() => loadWords(folder, { strict: true }));
  });
});
