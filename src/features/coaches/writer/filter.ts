import type { AnswerKey } from '../../catalogue/index.js';
import type { ChatMessage } from './prompt.js';

/** What becomes of words that a model wrote; `help`: they touch on self-harm, and fixed words stand in their place. */
export type Filtered =
  | { readonly outcome: 'taken'; readonly text: string }
  | { readonly outcome: 'refused'; readonly reason: RefusalReason }
  | { readonly outcome: 'help' };
export type RefusalReason = 'empty' | 'too-long' | 'markup' | 'link' | 'echo' | 'tells-the-answer' | 'unkind';

const LONGEST = 400;
/** As many characters in a row from the rules are no accident. */
const ECHO = 30;

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const MARKUP = /[<>`{}[\]\\|#*_~\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]/u;
const LINK =
  /:\/\/|\bwww\.|\bmailto:|@|\b[a-z0-9-]+\.(?:com|net|org|edu|gov|io|ai|app|dev|info|co|de|uk|fr|eu|me|ly|xyz|html?)\b/i;
const SELF_HARM =
  /\b(?:suicid\w*|kill(?:ing)?\s+(?:your|my|him|her|them)sel\w+|self[\s-]?harm\w*|(?:hurt|harm|cut)(?:ting|ing)?\s+(?:your|my)self|end(?:ing)?\s+(?:your|my|it)\s*(?:all|life)|want\s+to\s+die)\b/i;
const UNKIND =
  /\b(?:stupid|idiot\w*|dumb|moron\w*|lazy|loser|hate you|shut up|genius|gifted|talent(?:ed)?|so smart|hurry up|or else)\b/i;

/**
 * Lets through what a coach may say: short, plain, without links or markup, nothing of the rules, and nothing of the key
 * of the question that is open. In doubt it refuses, since a line of the course is always there instead.
 *
 * @param keys  the answers of the steps that are not over
 */
export function filterWords(raw: string, prompt: readonly ChatMessage[], keys: readonly AnswerKey[]): Filtered {
  const text = raw.normalize('NFKC').replaceAll(/\s+/g, ' ').trim();
  if (SELF_HARM.test(text)) return { outcome: 'help' };
  const refused = (reason: RefusalReason): Filtered => ({ outcome: 'refused', reason });
  if (text === '') return refused('empty');
  if (text.length > LONGEST) return refused('too-long');
  if (MARKUP.test(raw) || MARKUP.test(text)) return refused('markup');
  if (LINK.test(text)) return refused('link');
  if (UNKIND.test(text)) return refused('unkind');
  if (echoes(text, prompt)) return refused('echo');
  if (keys.some((key) => tells(text, key))) return refused('tells-the-answer');
  return { outcome: 'taken', text };
}

function echoes(text: string, prompt: readonly ChatMessage[]): boolean {
  const rules = prompt
    .filter(({ role }) => role === 'system')
    .map(({ content }) => content.toLowerCase())
    .join(' ');
  const said = text.toLowerCase();
  for (let start = 0; start + ECHO <= said.length; start++) {
    if (rules.includes(said.slice(start, start + ECHO))) return true;
  }
  return false;
}

/** Whether words hold the answer, or one of the options that belong to it. */
function tells(text: string, key: AnswerKey): boolean {
  switch (key.kind) {
    case 'numeric':
      return numbersIn(text).some((number) => isNear(number, key.value, key.tolerance));
    case 'text':
    case 'expression':
      return key.accepted.some((form) => holds(text, form));
    case 'single-choice':
      return optionTexts(key.options, [key.correct]).some((option) => holds(text, option));
    case 'multiple-choice':
      return optionTexts(key.options, key.correct).some((option) => holds(text, option));
    case 'ordering': {
      const places = optionTexts(key.options, key.correct).map((option) => plain(text).indexOf(plain(option)));
      return places.every((place) => place >= 0) && places.every((place, index) => place >= (places[index - 1] ?? 0));
    }
    case 'matching':
      return Object.entries(key.correct).some(([left, right]) => {
        const pair = [...optionTexts(key.left, [left]), ...optionTexts(key.right, [right])];
        return pair.length === 2 && pair.every((option) => holds(text, option));
      });
  }
}

const optionTexts = (options: readonly { id: string; textMarkdown: string }[], ids: readonly string[]): string[] =>
  options.filter(({ id }) => ids.includes(id)).map(({ textMarkdown }) => textMarkdown);

/** Numbers in digits (also per cent, fractions and odds) and in English words up to a hundred. */
function numbersIn(text: string): number[] {
  const found: number[] = [];
  for (const [, sign = '', whole = ''] of text.matchAll(/(^|[^\d.,])[-−]?(\d[\d.,]*)/g)) {
    const negative = new RegExp(`[-−]${whole.replaceAll('.', '\\.')}`).test(text) && sign !== '';
    const value = Number(
      whole
        .replace(/[.,]$/, '')
        .replaceAll(',', '.')
        .replace(/\.(?=.*\.)/g, ''),
    );
    const thousands = Number(whole.replaceAll(/[.,]/g, ''));
    for (const number of [value, thousands]) {
      if (Number.isFinite(number)) found.push(number, ...(negative ? [-number] : []));
    }
  }
  for (const [, top = '', bottom = ''] of text.matchAll(/(\d+)\s*(?:\/|:|to|in|of|out of)\s*(\d+)/gi)) {
    const [a, b] = [Number(top), Number(bottom)];
    if (b > 0) found.push(a / b, (100 * a) / b);
  }
  const words = plain(text).split(/[^a-z]+/);
  words.forEach((word, index) => {
    const value = NUMBER_WORDS.get(word);
    if (value === undefined) return;
    const next = NUMBER_WORDS.get(words[index + 1] ?? '');
    found.push(value, ...(value >= 20 && next !== undefined && next < 10 ? [value + next] : []));
  });
  return found;
}

const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen';
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety hundred';
const NUMBER_WORDS = new Map<string, number>([
  ...UNITS.split(' ').map((word, index) => [word, index] as const),
  ...TENS.split(' ').map((word, index) => [word, 20 + 10 * index] as const),
  ['half', 0.5],
  ['third', 1 / 3],
  ['quarter', 0.25],
  ['fifth', 0.2],
]);

/** Near enough to be taken for the answer, also as a share instead of per cent. */
function isNear(number: number, value: number, tolerance: number): boolean {
  const slack = Math.max(tolerance, Math.abs(value) * 0.005, 1e-9);
  return [1, 0.01, 100].some((scale) => Math.abs(number - value * scale) <= slack * scale);
}

function holds(text: string, form: string): boolean {
  const wanted = plain(form);
  if (wanted === '') return false;
  const said = ` ${plain(text)} `;
  return said.includes(` ${wanted} `);
}

/** Letters and digits only, a blank between words. */
const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
