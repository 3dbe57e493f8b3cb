import { compareExpressions } from '../expression/compare-expressions.js';
import { holdsWords, parseExpression } from '../expression/parse-expression.js';
import type { AnswerKey } from '../schema.js';
import { checkNumeric } from './check-numeric.js';
import { checkText } from './check-text.js';
import type { Response } from './response.js';
import { nearly, right, type Unreadable, unreadable, type Verdict, wrong } from './verdict.js';

type KeyOf<K extends AnswerKey['kind']> = Extract<AnswerKey, { kind: K }>;

/**
 * Judges a response by its key. A response that cannot be read, or that answers another kind of question, is
 * unreadable and never wrong.
 */
export function checkAnswer(key: AnswerKey, response: Response | Unreadable): Verdict {
  if ('readable' in response) return response;
  switch (key.kind) {
    case 'single-choice':
      return response.kind === key.kind ? checkSingle(key, response.option) : unreadable('choice');
    case 'multiple-choice':
      return response.kind === key.kind ? checkMultiple(key, response.options) : unreadable('choice');
    case 'ordering':
      return response.kind === key.kind ? checkOrdering(key, response.order) : unreadable('choice');
    case 'matching':
      return response.kind === key.kind ? checkMatching(key, response.pairs) : unreadable('choice');
    case 'numeric':
      return response.kind === key.kind ? checkNumeric(key, response.text) : unreadable('number');
    case 'text':
      return response.kind === key.kind ? checkText(key, response.text) : unreadable('nothing');
    case 'expression':
      return response.kind === key.kind ? checkExpression(key, response.text) : unreadable('expression');
  }
}

function checkSingle({ options, correct }: KeyOf<'single-choice'>, chosen: string): Verdict {
  const option = options.find(({ id }) => id === chosen);
  if (!option) return unreadable('choice');
  if (chosen === correct) return right;
  return option.misconception ? nearly('misconception', { misconception: option.misconception }) : wrong;
}

function checkMultiple({ options, correct }: KeyOf<'multiple-choice'>, chosen: readonly string[]): Verdict {
  if (chosen.some((id) => !options.some((option) => option.id === id))) return unreadable('choice');
  const wanted = new Set(correct);
  const given = new Set(chosen);
  const hits = [...given].filter((id) => wanted.has(id)).length;
  if (hits === wanted.size && given.size === wanted.size) return right;
  const mistaken = options.find(({ id, misconception }) => given.has(id) && !wanted.has(id) && misconception);
  if (mistaken?.misconception) return nearly('misconception', { misconception: mistaken.misconception });
  return hits > 0 ? nearly('partly-right', { right: hits, of: wanted.size }) : wrong;
}

function checkOrdering({ correct }: KeyOf<'ordering'>, order: readonly string[]): Verdict {
  const whole = order.length === correct.length && correct.every((id) => order.includes(id));
  if (!whole) return unreadable('incomplete');
  const inPlace = correct.filter((id, index) => order[index] === id).length;
  if (inPlace === correct.length) return right;
  return inPlace > 0 ? nearly('partly-right', { right: inPlace, of: correct.length }) : wrong;
}

function checkMatching({ left, right: partners, correct }: KeyOf<'matching'>, pairs: Record<string, string>): Verdict {
  if (left.some(({ id }) => !Object.hasOwn(pairs, id))) return unreadable('incomplete');
  if (Object.values(pairs).some((id) => !partners.some((partner) => partner.id === id))) return unreadable('choice');
  const hits = left.filter(({ id }) => pairs[id] === correct[id]).length;
  if (hits === left.length) return right;
  return hits > 0 ? nearly('partly-right', { right: hits, of: left.length }) : wrong;
}

function checkExpression({ accepted }: KeyOf<'expression'>, text: string): Verdict {
  const given = parseExpression(text);
  if (given === null || (given.symbols.size === 0 && !Number.isFinite(given.value()))) return unreadable('expression');
  const forms = accepted.map(parseExpression).filter((form) => form !== null);
  const strange = [...given.symbols].some((letter) => !forms.some(({ symbols }) => symbols.has(letter)));
  // "no idea" is a sentence, not the product of its letters.
  if (strange && holdsWords(text)) return unreadable('expression');
  const comparisons = forms.map((expected) => compareExpressions(expected, given));
  if (comparisons.includes('equal')) return right;
  if (comparisons.includes('opposite')) return nearly('wrong-sign');
  return comparisons.includes('near') ? nearly('exact-form') : wrong;
}
