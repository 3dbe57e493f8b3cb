import { readNumber } from '../answers/read-number.js';
import { digestOf } from '../digest.js';
import { holdsWords, parseExpression } from '../expression/parse-expression.js';
import type { AnswerKey, Option } from '../schema.js';
import { type TextPlace, toMarkdown } from './text.js';

/** A question as OATutor asks it, in a step or in a hint. */
export interface Asked {
  readonly problemType: string;
  readonly answerType: string;
  readonly choices: readonly string[];
  readonly answers: readonly string[];
  /** The words of the question, for what they say about rounding and percentages. */
  readonly words: string;
}

export interface Keyed {
  readonly key: AnswerKey;
  readonly answerMarkdown: string;
}

/** @returns null when there is no answer at all */
export function keyOf(asked: Asked, place: TextPlace): Keyed | null {
  const answers = asked.answers.map((answer) => answer.trim()).filter((answer) => answer !== '');
  if (answers.length === 0) return null;
  const known = asked.problemType === 'TextBox' || asked.problemType === 'MultipleChoice';
  if (!known || !['arithmetic', 'numeric', 'string'].includes(asked.answerType))
    place.notes.add('unknown-type', place.id);
  if (answers.length > 1) place.notes.add('several-answers', place.id);
  const answerMarkdown = answers.map((answer) => toMarkdown(answer, place)).join(' / ');
  if (asked.problemType === 'MultipleChoice') return { key: choiceKey(asked, answers, place), answerMarkdown };
  const number =
    answers.length === 1 && asked.answerType !== 'string' ? numericKey(answers[0] ?? '', asked.words) : null;
  return { key: number ?? formulaKey(answers, asked, place), answerMarkdown };
}

const LAST =
  /^(?:(?:all|none|both|neither|any|either)\b.*\b(?:above|these|those|them|following|listed|options?|choices?|answers?)\b|can ?not be determined)/i;

/** A choice that leaves nothing else to choose gets this one beside it. */
const NOTHING_ELSE = 'None of these.';

function choiceKey(asked: Asked, answers: readonly string[], place: TextPlace): AnswerKey {
  const texts = asked.choices.map((choice) => toMarkdown(choice, place)).filter((text) => text !== '');
  const wanted = answers.map((answer) => toMarkdown(answer, place));
  const distinct = [...new Set(texts)];
  if (distinct.length < texts.length) place.notes.add('choices-repeated', place.id);
  const right = wanted.map((answer) => distinct.find((text) => loose(text) === loose(answer)) ?? answer);
  if (right.some((text, index) => distinct.includes(text) && text !== wanted[index])) {
    place.notes.add('answer-respelled', place.id);
  }
  const added = right.filter((text) => !distinct.includes(text));
  if (added.length > 0) place.notes.add('answer-not-among-choices', place.id);
  const all = [...distinct, ...new Set(added)];
  if (all.length === 1) {
    place.notes.add('one-choice-only', place.id);
    all.push(NOTHING_ELSE);
  }
  const options = all.map(optionOf);
  const correct = [...new Set(right)].map((text) => options[all.indexOf(text)]?.id ?? '');
  const [only = '', ...more] = correct;
  return more.length === 0
    ? { kind: 'single-choice', options, correct: only }
    : { kind: 'multiple-choice', options, correct };
}

/** Named after its content, so that its id neither tells its place nor changes when the order does. */
function optionOf(textMarkdown: string): Option {
  const id = `o${digestOf(textMarkdown).slice(0, 8)}`;
  return LAST.test(textMarkdown) || textMarkdown === NOTHING_ELSE
    ? { id, textMarkdown, keepLast: true }
    : { id, textMarkdown };
}

const loose = (text: string): string => text.replace(/[\s$]+/g, '').toLowerCase();

const ASKS_FOR_PERCENT =
  /\b(?:what|find the|which) percent(?:age)?\b|\b(?:as a|in|into a?) ?percent(?:age)?\b|\bpercentage form\b/i;
const NUMBERS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six'];
const PLACES = ['whole', 'tenth', 'hundredth', 'thousandth'];

/** To how many decimal places the words ask to round; null when they do not say. */
function placesAsked(words: string): number | null {
  const plain = words.replace(/\$\$/g, '').toLowerCase();
  const count = /\b(\d|one|two|three|four|five|six)[ -]decimals?\b/.exec(plain)?.[1];
  if (count !== undefined) return NUMBERS.includes(count) ? NUMBERS.indexOf(count) : Number(count);
  const place = /\bnearest (tenth|hundredth|thousandth)/.exec(plain)?.[1];
  return place === undefined ? null : PLACES.indexOf(place);
}

function numericKey(answer: string, words: string): AnswerKey | null {
  const typed = readNumber(answer);
  if (typed === null) return null;
  const money = typed.unit === '$';
  if (typed.unit !== '' && !typed.percent && !money) return null;
  const inPercent = typed.percent || (typed.value >= 1 && ASKS_FOR_PERCENT.test(words));
  const value = typed.percent ? Number((typed.value * 100).toPrecision(12)) : typed.value;
  const unit = inPercent
    ? { label: '%', accepted: ['%', 'percent'] }
    : { label: '$', accepted: ['$', 'dollars', 'USD'] };
  const tolerance = toleranceOf(value, typed.decimals, placesAsked(words));
  return { kind: 'numeric', value, tolerance, ...(inPercent || money ? { unit } : {}) };
}

/** A decimal without a word about rounding: half a unit of its last place, but no more than this share of it. */
const DECIMAL_SHARE = 0.01;
/** A fraction or a root, typed as a decimal: three places, but no more than this share of it. */
const FRACTION_ROOM = 5e-4;
const FRACTION_SHARE = 5e-3;
/** A value with no more significant digits than this can be typed as it is, so it has to be. */
const SHORT_DIGITS = 4;

/**
 * How far from the value an answer may be. The original compares exactly, which counts a learner wrong who keeps more
 * digits (0.66667 for 0.6667) or writes a fraction as a decimal (0.667 for 2/3).
 */
function toleranceOf(value: number, decimals: number | null, asked: number | null): number {
  const size = Math.abs(value);
  if (decimals === null) {
    const short = Number(value.toPrecision(SHORT_DIGITS)) === value;
    return short ? 0 : Math.min(FRACTION_ROOM, FRACTION_SHARE * size);
  }
  if (decimals === 0) return 0;
  if (asked !== null) return 0.5 * 10 ** -Math.max(decimals, asked);
  return Math.min(0.5 * 10 ** -decimals, DECIMAL_SHARE * size);
}

function formulaKey(answers: readonly string[], asked: Asked, place: TextPlace): AnswerKey {
  const accepted = answers.map((answer) => answer.replace(/\$\$/g, '').replace(/\s+/g, ' ').trim());
  const letters = accepted.every((form) => !holdsWords(form) && (parseExpression(form)?.symbols.size ?? 0) > 0);
  if (asked.answerType === 'arithmetic' && letters) return { kind: 'expression', accepted };
  if (asked.answerType === 'arithmetic') place.notes.add('answer-kept-as-text', place.id);
  return { kind: 'text', accepted, caseSensitive: false };
}
