import type { HelperOptions } from 'handlebars';
import { dayIn, inSentence, perLanguage } from './in-language.js';
import type { Translate } from './words.js';

type Values = Readonly<Record<string, unknown>>;
type Given = Readonly<Record<string, string | readonly string[]>> | null | undefined;

const rootOf = (options: HelperOptions) =>
  options.data.root as {
    translate: Translate;
    language: string;
    direction: 'ltr' | 'rtl';
    pageTitle?: string;
    /** What the course on the page is written in. */
    courseLanguage?: string | undefined;
  };

/** The value of a reason that decides between "one day" and "two days". */
const COUNTED = ['count', 'days', 'minutes', 'timesSeen', 'run'];

/** The sentence of a code with the values that came with it. */
export function sayReason(translate: Translate, area: string, reason: { code: string; values?: Values }): string {
  const { code, values = {} } = reason;
  const count = COUNTED.map((name) => values[name]).find((value) => typeof value === 'number');
  return translate(`${area}.${code}`, { ...values, ...(count !== undefined && { count }) });
}

const familyOf = (language: string): string => language.split('-')[0] ?? language;

/** Handlebars hands its options to every helper as the last argument. */
const withoutOptions = (values: unknown[]): unknown[] => values.slice(0, -1);

/**
 * What the pages may ask for: words (`t`, `tReason`, `join`, `percent`, `date`, …), logic (`eq`, `and`, …), lengths of
 * drawings (`share`, `between`, …), what stands in an answer or a form (`isGiven`, `given`, `offer`, …), the address of
 * an asset, and `namePage`, by which a page names itself to its layout.
 */
export function pageHelpers(assets: Readonly<Record<string, string>>) {
  return {
    ...wordHelpers,
    ...logicHelpers,
    ...drawingHelpers,
    ...answerHelpers,
    ...formHelpers,
    asset(name: string): string {
      const path = assets[name];
      if (!path) throw new Error(`No asset is called "${name}".`);
      return path;
    },
  };
}

const percentIn = perLanguage((language) => new Intl.NumberFormat(language, { style: 'percent' }));
const pointsIn = perLanguage((language) => new Intl.NumberFormat(language, { signDisplay: 'exceptZero' }));
const unitIn = (unit: 'minute' | 'hour' | 'day', digits: number) =>
  perLanguage(
    (language) =>
      new Intl.NumberFormat(language, {
        style: 'unit',
        unit,
        unitDisplay: 'long',
        maximumFractionDigits: digits,
      }),
  );
const minutesIn = unitIn('minute', 0);
const hoursIn = unitIn('hour', 1);
const daysIn = unitIn('day', 1);
const FROM_HOURS = 90;
const dateIn = perLanguage(
  (language) =>
    new Intl.DateTimeFormat(language, {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: 'numeric',
      minute: '2-digit',
      timeZone: 'UTC',
      timeZoneName: 'short',
    }),
);

/** Without the year, where there is no room for it and the days are near. */
const shortDayIn = perLanguage(
  (language) => new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short', timeZone: 'UTC' }),
);
const numberIn = perLanguage((language) => new Intl.NumberFormat(language, { maximumFractionDigits: 1 }));

const wordHelpers = {
  t(key: string, options: HelperOptions): string {
    return rootOf(options).translate(key, { ...(options.hash as Values) });
  },
  /** The sentence of a code with the values that came with it: `tReason "practice.why" reason`. */
  tReason(area: string, reason: { code: string; values?: Values }, options: HelperOptions): string {
    return sayReason(rootOf(options).translate, area, reason);
  },
  /**
   * Attributes for text of the course, which may be in another language than the page and run the other way: so it is
   * read aloud and set as what it is. `<p{{{ofCourse}}}>`
   */
  ofCourse(options: HelperOptions): string {
    const { language, direction, courseLanguage: written } = rootOf(options);
    const differs = written !== undefined && familyOf(written) !== familyOf(language);
    const named = differs ? ` lang="${written.replace(/[^\w-]/g, '')}"` : '';
    return `${named}${differs || direction === 'rtl' ? ' dir="auto"' : ''}`;
  },
  namePage(title: string, options: HelperOptions): string {
    rootOf(options).pageTitle = title;
    return '';
  },
  concat: (...parts: unknown[]): string => withoutOptions(parts).join(''),
  join(list: readonly string[], options: HelperOptions): string {
    const { language, direction } = rootOf(options);
    return String(inSentence(list, language, direction));
  },
  /** A share in [0, 1] as a whole percentage in the page's language. */
  percent(share: number | null | undefined, options: HelperOptions): string {
    if (share === null || share === undefined) return '';
    return percentIn(rootOf(options).language).format(share);
  },
  /** A part of a score as points out of a hundred, with its sign. */
  points(value: number, options: HelperOptions): string {
    return pointsIn(rootOf(options).language).format(Math.round(value * 100));
  },
  /** In UTC, and says so: only the browser knows where its reader is, and puts the local time in its place. */
  date(value: Date | string, options: HelperOptions): string {
    return dateIn(rootOf(options).language).format(new Date(value));
  },
  /** What a language is called in itself: `Deutsch` for `de`. */
  languageName: (code: string): string => new Intl.DisplayNames([code, 'en'], { type: 'language' }).of(code) ?? code,
  /** The day alone, in UTC: where the hour says nothing. */
  day(value: Date | string, options: HelperOptions): string {
    return dayIn(rootOf(options).language).format(new Date(value));
  },
  shortDay(value: Date | string, options: HelperOptions): string {
    return shortDayIn(rootOf(options).language).format(new Date(value));
  },
  /** A number with one digit behind the point at most. */
  number(value: number, options: HelperOptions): string {
    return numberIn(rootOf(options).language).format(value);
  },
  /** Minutes as people say them: in hours from an hour and a half on. */
  duration(minutes: number, options: HelperOptions): string {
    const { language } = rootOf(options);
    return minutes < FROM_HOURS ? minutesIn(language).format(minutes) : hoursIn(language).format(minutes / 60);
  },
  /** A number of days as people say it. */
  days(count: number, options: HelperOptions): string {
    return daysIn(rootOf(options).language).format(count);
  },
  iso: (value: Date | string): string => new Date(value).toISOString(),
  initial: (name: string): string => [...name.trim()][0]?.toUpperCase() ?? '',
};

const logicHelpers = {
  eq: (a: unknown, b: unknown): boolean => a === b,
  gt: (a: number, b: number): boolean => a > b,
  and: (...values: unknown[]): boolean => withoutOptions(values).every(Boolean),
  or: (...values: unknown[]): boolean => withoutOptions(values).some(Boolean),
  not: (value: unknown): boolean => !value,
  hasAny: (object: object | undefined): boolean => Object.keys(object ?? {}).length > 0,
  isNull: (value: unknown): boolean => value === null || value === undefined,
  /** Forms give strings, settings give numbers: "0.85" is the same choice as 0.85. */
  same: (a: unknown, b: unknown): boolean => String(a ?? '') === String(b ?? ''),
  includes: (list: string | readonly string[] | undefined, value: string): boolean => listOf(list).includes(value),
  add: (a: number, b: number): number => a + b,
};

const inPercent = (share: number): string => `${Number((Math.min(1, Math.max(0, share)) * 100).toFixed(1))}%`;

const isMirrored = (options: HelperOptions): boolean => rootOf(options).direction === 'rtl';

const drawingHelpers = {
  /** A share of the way from the inline start, as an SVG length from the left: drawings are mirrored with the script. */
  along(share: number, options: HelperOptions): string {
    return inPercent(isMirrored(options) ? 1 - share : share);
  },
  /** The left edge of something that begins a share from the inline start and is so long. */
  alongBox(share: number, length: number, options: HelperOptions): string {
    return inPercent(isMirrored(options) ? 1 - share - length : share);
  },
  /** Whether the page is read from right to left. */
  mirrored(options: HelperOptions): boolean {
    return isMirrored(options);
  },
  /** A share in [0, 1] as an SVG length. */
  share: inPercent,
  /** The way from one share to another as an SVG length, and where it begins. */
  between: (from: number, to: number): string => inPercent(Math.abs(to - from)),
  least: (a: number, b: number): string => inPercent(Math.min(a, b)),
  /** A part of a whole as an SVG length. */
  ratio: (part: number, whole: number): string => inPercent(whole > 0 ? part / whole : 0),
  /** A share in [0, 1] as a whole number, for aria-valuenow. */
  whole: (share: number): number => Math.round(share * 100),
};

const listOf = (field: string | readonly string[] | undefined): readonly string[] =>
  field === undefined ? [] : typeof field === 'string' ? [field] : field;

/** Choices of a form, with the value that is set now among them even when we would not offer it. */
function withCurrent(offered: readonly number[], current: unknown): number[] {
  const value = Number(current);
  const all = current === null || current === '' || !(value > 0) ? offered : [...offered, value];
  return [...new Set(all)].sort((a, b) => a - b);
}

const formHelpers = {
  words: (list: string): string[] => list.split(','),
  offer: (list: string, current: unknown): number[] => withCurrent(list.split(',').map(Number), current),
};

const answerHelpers = {
  /** Whether a field of the last answer holds a value. */
  isGiven: (given: Given, field: string, value: unknown): boolean => listOf(given?.[field]).includes(String(value)),
  /** The text of a field of the last answer. */
  given: (given: Given, field: string): string => listOf(given?.[field])[0] ?? '',
  /** The place of an option in the last ordering, counted from 1; where it stands on the page before any answer. */
  rankGiven(given: Given, place: string, standing: number): number {
    const listed = listOf(given?.answer).indexOf(place);
    return listed >= 0 ? listed + 1 : Number(listOf(given?.[`place.${place}`])[0] ?? standing + 1);
  },
  /** 1, 2, … n */
  countTo: (n: number): number[] => Array.from({ length: n }, (_, index) => index + 1),
  /** Whether texts hold no markup, so that they can stand in a list of options. */
  plain: (choices: readonly { html: string }[]): boolean => choices.every(({ html }) => !html.includes('<')),
  /** Whether what was sent could not be read as an answer. */
  unread: (code: string | undefined): boolean => code?.startsWith('unreadable-') ?? false,
  letter: (index: number): string => String.fromCharCode(65 + index),
};
