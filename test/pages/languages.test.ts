import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { areasOf, isForStudents, languages, STAFF_AREAS, withoutPlural, wordsOf } from '../../scripts/student-words.js';
import { projectRoot } from '../support/services.js';

const english = wordsOf('en');
const translated = languages().filter((language) => language !== 'en');
const studentKeys = [...english.keys()].filter(isForStudents);
const counted = new Set(studentKeys.filter((key) => key !== withoutPlural(key)).map(withoutPlural));

/** The endings that a language needs where something is counted; 0 has one of its own where English has one. */
function endingsFor(language: string, key: string): string[] {
  const categories: string[] = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  return english.has(`${key}_zero`) ? [...new Set(['zero', ...categories])] : categories;
}

const expectedKeys = (language: string): string[] => [
  ...studentKeys.filter((key) => !counted.has(withoutPlural(key))),
  ...[...counted].flatMap((key) => endingsFor(language, key).map((ending) => `${key}_${ending}`)),
];

const slotsIn = (sentence: string): string[] => [...sentence.matchAll(/\{\{?(\w+)\}?\}/g)].map(([, name = '']) => name);

/** What the English says of this key, in any of its forms. */
const englishForms = (key: string): string[] =>
  [...english].filter(([each]) => withoutPlural(each) === withoutPlural(key)).map(([, sentence]) => sentence);

/** Forms for one, two or nothing may say the number as a word: "two hours" is one word in Arabic. */
const mayOmitCount = (key: string): boolean => /_(?:zero|one|two)$/.test(key);

const isText = (sentence: string): boolean => (sentence.match(/\p{L}{2,}/gu) ?? []).length > 3;

describe('the languages of the pages of students', () => {
  it('are English, German, Spanish and Arabic', () => {
    assert.deepEqual(languages(), ['ar', 'de', 'en', 'es']);
  });

  it('leave out what is known to be for staff only', () => {
    const areas = areasOf('en');
    assert.deepEqual(
      STAFF_AREAS.filter((area) => !areas.includes(area)),
      [],
    );
    assert.ok(studentKeys.length > 400);
  });

  for (const language of translated) {
    describe(language, () => {
      const words = wordsOf(language);

      it('has a sentence for every key, in every form that its numbers ask for', () => {
        assert.deepEqual(
          expectedKeys(language).filter((key) => !words.has(key)),
          [],
        );
      });

      it('has no sentence that nobody asks for', () => {
        const expected = new Set(expectedKeys(language));
        assert.deepEqual(
          [...words.keys()].filter((key) => !expected.has(key)),
          [],
        );
      });

      it('says something in every sentence, and not the English', () => {
        const empty = [...words].filter(([, sentence]) => sentence.trim() === '' || sentence !== sentence.trim());
        const same = [...words].filter(([key, sentence]) => isText(sentence) && english.get(key) === sentence);
        assert.deepEqual([...empty, ...same], []);
      });

      it('puts in what the English puts in', () => {
        const wrong = [...words].filter(([key, sentence]) => {
          const forms = englishForms(key).map(slotsIn);
          const others = (slots: readonly string[]) => slots.filter((name) => name !== 'count').sort();
          const isCounted = forms.some((slots) => slots.includes('count'));
          const slots = slotsIn(sentence);
          const hasCount = slots.includes('count') === isCounted || (isCounted && mayOmitCount(key));
          return !hasCount || !forms.some((form) => others(form).join() === others(slots).join());
        });
        assert.deepEqual(wrong, []);
      });

      it('calls nothing sure that is only likely', () => {
        const bands = [...words].filter(([, sentence]) => /\{\{low\}\}[\s\S]*\{\{high\}\}/.test(sentence));
        assert.ok(bands.length > 5);
        assert.deepEqual(
          bands.filter(([, sentence]) => /segur|sicher|sehr wahrscheinlich|مؤكد/i.test(sentence)),
          [],
        );
      });

      it('shouts at nobody', () => {
        assert.deepEqual(
          [...words].filter(([, sentence]) => /[!¡]/.test(sentence)),
          [],
        );
      });

      it('keeps the sign of per cent on the line of its number', () => {
        assert.deepEqual(
          [...words].filter(([, sentence]) => /\}\} %/.test(sentence)),
          [],
        );
      });
    });
  }

  it('need no side of a page: what is drawn and set goes by the start and the end of a line', () => {
    const styles = join(projectRoot, 'src/browser/styles');
    const side =
      /(?:margin|padding|border)-(?:left|right)|text-align: *(?:left|right)|^\s*(?:left|right):|translateX|float: *(?:left|right)/m;
    const found = readdirSync(styles).filter(
      // What Bootstrap says of sides is turned round in one place.
      (name) => name !== '_right-to-left.scss' && side.test(readFileSync(join(styles, name), 'utf8')),
    );
    assert.deepEqual(found, []);
  });

  it('keep examples of what can be typed in their order where a line runs from right to left', () => {
    const examples = [...wordsOf('ar')].filter(([, sentence]) => /[x\d)][*^/]\d|sqrt/.test(sentence));
    assert.ok(examples.length > 2);
    for (const [key, sentence] of examples) {
      const outside = sentence.replace(/\u2066[^\u2069]*\u2069/g, '');
      assert.doesNotMatch(outside, /[\w)]\s?[*^+/]\s?\w/, key);
    }
  });
});
