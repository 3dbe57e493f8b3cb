import type { AnswerKey } from '../schema.js';
import { readNumber } from './read-number.js';
import { nearly, right, type Verdict, wrong } from './verdict.js';

type TextKey = Extract<AnswerKey, { kind: 'text' }>;

/**
 * Compares texts after folding what a reader would not see as a difference: white space, kinds of quotes and dashes,
 * a full stop at the end, and capitals unless they count. A list of numbers, such as the interval `(7.30, 9.15)`, is
 * compared number by number to the places that the accepted form shows.
 */
export function checkText(key: TextKey, text: string): Verdict {
  const given = folded(text);
  if (key.accepted.some((form) => folded(form) === given || sameNumbers(form, text))) return right;
  const insensitive = given.toLowerCase();
  if (!key.accepted.some((form) => folded(form).toLowerCase() === insensitive)) return wrong;
  return key.caseSensitive ? nearly('capital-letters') : right;
}

function folded(text: string): string {
  return text
    .normalize('NFKC')
    .replaceAll('$$', ' ')
    .replace(/[‘’ʼ`´]/g, "'")
    .replace(/[“”„«»]/g, '"')
    .replace(/[−–—‐‑]/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/ ?([,;:()[\]{}/]) ?/g, '$1')
    .trim()
    .replace(/[.!]$/, '')
    .trim();
}

/** The numbers of `(7.30, 9.15)`, `7.30 9.15` or `7.30; 9.15`, as written; null unless there are two or more. */
function numbersIn(text: string): string[] | null {
  const parts = folded(text)
    .replace(/^[([{]|[)\]}]$/g, '')
    .split(/[,; ]+/)
    .filter((part) => part !== '');
  return parts.length > 1 && parts.every((part) => /^[-+]?(?:\d+\.?\d*|\.\d+)$/.test(part)) ? parts : null;
}

function sameNumbers(form: string, text: string): boolean {
  const expected = numbersIn(form);
  const given = numbersIn(text);
  if (!expected || !given || expected.length !== given.length) return false;
  return expected.every((each, index) => isRoundedFrom(each, given[index] ?? ''));
}

/** Whether `given` rounds to the places that `expected` shows. */
function isRoundedFrom(expected: string, given: string): boolean {
  const exact = readNumber(expected);
  const typed = readNumber(given);
  if (exact === null || typed === null) return false;
  const room = exact.decimals ? 0.5 * 10 ** -exact.decimals : 0;
  return Math.abs(exact.value - typed.value) <= room + 1e-9;
}
