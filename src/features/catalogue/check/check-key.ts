import { parseExpression } from '../expression/parse-expression.js';
import type { AnswerKey, Option } from '../schema.js';
import { duplicates, type Problem } from './problem.js';

/** What is wrong with one answer key: options that do not exist, parts that are missing, forms that cannot be read. */
export function checkKey(key: AnswerKey, where: string): Problem[] {
  switch (key.kind) {
    case 'single-choice':
      return [...sameIds(key.options, where), ...unknown([key.correct], key.options, where)];
    case 'multiple-choice':
      return [
        ...sameIds(key.options, where),
        ...duplicates(key.correct, 'correct options', where),
        ...unknown(key.correct, key.options, where),
      ];
    case 'ordering':
      return [
        ...sameIds(key.options, where),
        ...duplicates(key.correct, 'places of the right order', where),
        ...unknown(key.correct, key.options, where),
        ...missing(key.options, new Set(key.correct), 'has no place in the right order', where),
      ];
    case 'matching':
      return [
        ...sameIds(key.left, where),
        ...sameIds(key.right, where),
        ...unknown(Object.keys(key.correct), key.left, where),
        ...unknown(Object.values(key.correct), key.right, where),
        ...missing(key.left, new Set(Object.keys(key.correct)), 'has no partner', where),
      ];
    case 'numeric':
      return Number.isFinite(key.value) && Number.isFinite(key.tolerance) ? [] : [unreadableKey('The number', where)];
    case 'expression':
      return key.accepted
        .filter((form) => parseExpression(form) === null)
        .map((form) => unreadableKey(`The expression "${form}"`, where));
    case 'text':
      return key.accepted
        .filter((form) => form.trim() === '')
        .map(() => unreadableKey('An accepted form of blanks only', where));
  }
}

const sameIds = (options: readonly Option[], where: string): Problem[] =>
  duplicates(
    options.map(({ id }) => id),
    'options',
    where,
  );

function unknown(ids: readonly string[], options: readonly Option[], where: string): Problem[] {
  return ids
    .filter((id) => !options.some((option) => option.id === id))
    .map((id) => ({ code: 'unknown-option', where, message: `The key names "${id}", which is no option.` }));
}

function missing(options: readonly Option[], used: ReadonlySet<string>, lack: string, where: string): Problem[] {
  return options
    .filter(({ id }) => !used.has(id))
    .map(({ id }) => ({ code: 'incomplete-key', where, message: `The option "${id}" ${lack}.` }));
}

const unreadableKey = (what: string, where: string): Problem => ({
  code: 'unreadable-key',
  where,
  message: `${what} cannot be read.`,
});
