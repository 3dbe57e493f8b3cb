import { arrange, type Placed } from '../../src/features/catalogue/arrangement.js';
import type { AnswerKey, RawResponse } from '../../src/features/catalogue/index.js';

/** The form fields of a right answer, as the page would send them. `seed` is the seed of the arrangement. */
export function rightFields(key: AnswerKey, seed: string): RawResponse {
  const { options, left, right } = arrange(key, seed);
  switch (key.kind) {
    case 'single-choice':
      return { answer: placeOf(options, key.correct) };
    case 'multiple-choice':
      return { answer: key.correct.map((id) => placeOf(options, id)) };
    case 'numeric':
      return { answer: String(key.value) };
    case 'text':
    case 'expression':
      return { answer: key.accepted[0] ?? '' };
    case 'ordering':
      return { answer: key.correct.map((id) => placeOf(options, id)) };
    case 'matching':
      return Object.fromEntries(
        left.map(({ place, option }) => [`match.${place}`, placeOf(right, key.correct[option.id] ?? '')]),
      );
  }
}

/** The form fields of an answer that can be read and is wrong. */
export function wrongFields(key: AnswerKey, seed: string): RawResponse {
  const { options, left, right } = arrange(key, seed);
  const others = options.filter(({ option }) => option.id !== ('correct' in key ? key.correct : ''));
  switch (key.kind) {
    case 'single-choice':
      return { answer: others[0]?.place ?? '' };
    case 'multiple-choice': {
      const wrong = options.filter(({ option }) => !key.correct.includes(option.id));
      return { answer: wrong.length > 0 ? wrong.map(({ place }) => place) : [placeOf(options, key.correct[0] ?? '')] };
    }
    case 'numeric':
      return { answer: String(Math.round(key.value + Math.abs(key.value) / 2 + 7 + 3 * key.tolerance)) };
    case 'text':
      return { answer: 'something else' };
    case 'expression':
      return { answer: '987654321' };
    case 'ordering':
      return { answer: [...key.correct].reverse().map((id) => placeOf(options, id)) };
    case 'matching':
      return Object.fromEntries(left.map(({ place }, index) => [`match.${place}`, shifted(right, key, left, index)]));
  }
}

type MatchingKey = Extract<AnswerKey, { kind: 'matching' }>;

function shifted(right: readonly Placed[], key: MatchingKey, left: readonly Placed[], index: number): string {
  const other = left[(index + 1) % left.length];
  return placeOf(right, key.correct[other?.option.id ?? ''] ?? '');
}

function placeOf(options: readonly Placed[], id: string): string {
  const found = options.find(({ option }) => option.id === id);
  if (!found) throw new RangeError(`There is no option ${id}.`);
  return found.place;
}
