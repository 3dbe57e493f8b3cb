/**
 * Formatters are costly to make, so there is one of each for a language.
 *
 * Digits are 0 to 9 in every language. Arabic has two kinds, and which one is usual differs from country to country; but
 * questions, formulas, figures and what a student types here have 0 to 9 only. One number is to look the same in a
 * question, in the sentence about it and in the field for the answer.
 */
export function perLanguage<T>(make: (language: string) => T): (language: string) => T {
  const made = new Map<string, T>();
  return (language) => {
    const known = made.get(language) ?? make(`${language}-u-nu-latn`);
    made.set(language, known);
    return known;
  };
}

const listIn = perLanguage((language) => new Intl.ListFormat(language, { type: 'conjunction' }));
export const dayIn = perLanguage(
  (language) => new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }),
);
const numberIn = perLanguage((language) => new Intl.NumberFormat(language));

const FIRST_STRONG_ISOLATE = '\u2068';
const POP_ISOLATE = '\u2069';

/**
 * A value as it stands in a sentence of a language: numbers, days and lists by the rules of the language. In a sentence
 * that runs from right to left, a title in another script keeps its own order by the isolates around it.
 */
export function inSentence(value: unknown, language: string, direction: 'ltr' | 'rtl'): unknown {
  if (typeof value === 'number') return numberIn(language).format(value);
  if (value instanceof Date) return isolated(dayIn(language).format(value), direction);
  if (Array.isArray(value)) {
    return listIn(language).format(value.map((each) => String(inSentence(each, language, direction))));
  }
  return typeof value === 'string' ? isolated(value, direction) : value;
}

const isolated = (text: string, direction: 'ltr' | 'rtl'): string =>
  direction === 'rtl' && text !== '' ? `${FIRST_STRONG_ISOLATE}${text}${POP_ISOLATE}` : text;
