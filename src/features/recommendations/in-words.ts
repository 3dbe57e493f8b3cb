import type { Counterfactual, SuggestionReason } from '../../engine/ranking/suggestion.js';
import type { Translate } from '../../http/index.js';
import { type CourseContent, contentOf, TYPE_OF, titleOf } from './content.js';
import type { RecommendationDocument } from './model.js';
import type { WhyNot } from './why-not.js';

/** A key of the locale files with its values, ready for words. */
export interface Saying {
  readonly code: string;
  readonly values: Readonly<Record<string, string | number>>;
}

const SKILLS = new Set(['skill', 'prerequisite']);
const SHARES = new Set(['known', 'target', 'earned', 'now', 'retention', 'chance']);
/** The value that decides between "one day" and "two days". */
const COUNTED = ['count', 'days', 'minutes', 'hours'];

/** A reason with ids turned into titles, and shares into percentages. */
export function sayingOf(course: CourseContent, { code, ...values }: SuggestionReason): Saying {
  const entries = Object.entries(values).filter(([, value]) => value !== null);
  return { code, values: Object.fromEntries(entries.map(([name, value]) => [name, say(course, name, value)])) };
}

function say(course: CourseContent, name: string, value: unknown): string | number {
  if (SKILLS.has(name)) return course.catalogue.skillTitle(String(value));
  if (name === 'because') return titleOfKey(course, String(value));
  if (typeof value !== 'number') return String(value);
  return SHARES.has(name) ? Math.round(value * 100) : Math.round(value);
}

function titleOfKey(course: CourseContent, key: string): string {
  const content = contentOf(key);
  if (!content) return key;
  return titleOf(course, { content_type: TYPE_OF[content.contentType], content_id: content.contentId });
}

export function changeSaying({ catalogue }: CourseContent, change: Counterfactual): Saying {
  const skill = catalogue.skillTitle(change.skill);
  const { change: code, value } = change;
  if (code === 'days-without-practice') return { code, values: { skill, days: Math.round(value) } };
  return { code, values: { skill, value: Math.round(value * 100) } };
}

function sentence(translate: Translate, area: string, { code, values }: Saying): string {
  const count = COUNTED.map((name) => values[name]).find((value) => typeof value === 'number');
  return translate(`${area}.${code}`, { ...values, ...(count !== undefined && { count }) });
}

/** Why this, in words. */
export function sentencesOf(translate: Translate, course: CourseContent, found: RecommendationDocument): string[] {
  const { reasons, wouldBeFirstIf, best_time } = found.reasoning;
  return [
    ...reasons.map((reason) => sentence(translate, 'next.reason', sayingOf(course, reason))),
    ...(best_time
      ? [
          translate(`next.best-time.${best_time.when}`, { count: best_time.hours }),
          translate(`next.best-time.reason.${best_time.reason}`),
        ]
      : []),
    ...(wouldBeFirstIf ? [sentence(translate, 'next.first-if', changeSaying(course, wouldBeFirstIf))] : []),
  ];
}

/** Why not that, in words. */
export function whyNotSentences(translate: Translate, course: CourseContent, why: WhyNot): string[] {
  const { rank, of, scored, leftOut, outranked, firstIf } = why;
  const standing =
    rank === 1
      ? [translate('next.why-not.first')]
      : rank === null
        ? []
        : [translate('next.why-not.rank', { rank, of, first: outranked[0]?.title ?? '' })];
  const until = leftOut && 'until' in leftOut ? leftOut.until : null;
  return [
    ...standing,
    ...(leftOut ? [translate(`next.why-not.left-out.${leftOut.code}`)] : []),
    ...(until ? [translate('next.why-not.until', { day: until })] : []),
    ...(scored?.reasons ?? []).map((reason) => sentence(translate, 'next.reason', sayingOf(course, reason))),
    ...(firstIf ? [sentence(translate, 'next.first-if', changeSaying(course, firstIf))] : []),
  ];
}
