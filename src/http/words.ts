import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import i18next, { type FormatterModule, type i18n, type TFunction } from 'i18next';
import { z } from 'zod';
import { inSentence } from './in-language.js';

type Tree = { [key: string]: string | Tree };
const Locale: z.ZodType<Tree> = z.lazy(() => z.record(z.string(), z.union([z.string(), Locale])));

/** Says a sentence of the locale files in a language; the key's first part is the file's name. */
export type Translate = (key: string, values?: Record<string, unknown>) => string;

export interface Words {
  /** The languages that there are. */
  readonly languages: readonly string[];
  /** The best language we have for what was asked, `en` at the least. */
  choose(locale: string | undefined): string;
  translator(locale: string | undefined): Translate;
  direction(locale: string): 'ltr' | 'rtl';
}

/**
 * Loads `views/locales/<language>/<area>.json`.
 *
 * A key without a sentence is an error outside production, so that a page cannot ship with a hole in it.
 */
export function loadWords(folder: string, { strict }: { strict: boolean }): Words {
  const languages = readdirSync(folder).sort();
  const resources = Object.fromEntries(
    languages.map((language) => [language, { translation: readLanguage(join(folder, language)) }]),
  );
  const instance: i18n = i18next.createInstance();
  instance.use(valuesOf((language) => instance.dir(language)));
  void instance.init({
    resources,
    fallbackLng: 'en',
    initAsync: false,
    returnNull: false,
    interpolation: { escapeValue: false, alwaysFormat: true },
    saveMissing: strict,
    missingKeyHandler: (_languages, _namespace, key) => {
      throw new Error(`No sentence for "${key}" in the locale files.`);
    },
  });
  const choose = (locale: string | undefined): string => {
    const wanted = (locale ?? 'en').replace('_', '-').toLowerCase();
    const [family] = wanted.split('-');
    return (
      languages.find((language) => language.toLowerCase() === wanted) ??
      languages.find((language) => language === family) ??
      // Another country's way of speaking is nearer than another language.
      languages.find((language) => language.split('-')[0] === family) ??
      'en'
    );
  };
  const translators = new Map(languages.map((language) => [language, translatorOf(instance.getFixedT(language))]));
  const directions = new Map(languages.map((language) => [language, instance.dir(language)]));
  return {
    languages,
    choose,
    translator: (locale) => translators.get(choose(locale)) ?? translatorOf(instance.getFixedT('en')),
    direction: (locale) => directions.get(choose(locale)) ?? 'ltr',
  };
}

/** Every value of a sentence comes through here. */
function valuesOf(directionOf: (language: string) => 'ltr' | 'rtl'): FormatterModule {
  return {
    type: 'formatter',
    init() {},
    add() {},
    addCached() {},
    format: (value: unknown, _format, language = 'en') => inSentence(value, language, directionOf(language)) as string,
  };
}

/** Most sentences have no values to put in: each of those is worked out once. */
function translatorOf(say: TFunction): Translate {
  const plain = new Map<string, string>();
  return (key, values = {}) => {
    if (Object.keys(values).length > 0) return String(say(key, values));
    const known = plain.get(key);
    if (known !== undefined) return known;
    const sentence = String(say(key, values));
    plain.set(key, sentence);
    return sentence;
  };
}

function readLanguage(folder: string): Tree {
  const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(
    files.map((name) => [
      name.slice(0, -'.json'.length),
      Locale.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))),
    ]),
  );
}
