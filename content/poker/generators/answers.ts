import type { AnswerKey, Option } from '../../../src/features/catalogue/schema.js';
import type { Dealer } from './dealer.js';

const LETTERS = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const;

/**
 * Accepted distance for an answer asked with so many decimal places: half a unit for whole numbers, and one unit of the
 * last place otherwise, so that a reader who rounds on the way is right too.
 */
const roundingRoom = (decimals: number): number => (decimals === 0 ? 0.51 : 10 ** -decimals);

const tidy = (value: number): number => Number(value.toFixed(9));

/** Gives the texts the ids a, b, c, … */
function lettered(texts: readonly string[], misconceptions: ReadonlyMap<string, string> = new Map()): Option[] {
  return texts.map((textMarkdown, index) => {
    const id = LETTERS[index];
    if (id === undefined) throw new RangeError(`a question has at most ${LETTERS.length} options`);
    const misconception = misconceptions.get(textMarkdown);
    return misconception === undefined ? { id, textMarkdown } : { id, textMarkdown, misconception };
  });
}

const idOf = (options: readonly Option[], text: string): string => {
  const option = options.find((each) => each.textMarkdown === text);
  if (option === undefined) throw new RangeError(`no option says "${text}"`);
  return option.id;
};

/** A per cent figure; `value` is already in per cent. A reader who rounds to `decimals` places, or finer, is right. */
export function percent(value: number, decimals = 0): AnswerKey {
  return {
    kind: 'numeric',
    value: tidy(value),
    tolerance: roundingRoom(decimals),
    unit: { label: '%', accepted: ['%', 'percent', 'per cent'] },
  };
}

/** A number of chips; exact for whole numbers, else rounded to `decimals` places. */
export function chips(value: number, decimals = 0): AnswerKey {
  return {
    kind: 'numeric',
    value: tidy(value),
    tolerance: roundingRoom(decimals),
    unit: { label: 'chips', accepted: ['chips', 'chip'] },
  };
}

/** A number of big blinds. */
export function bigBlinds(value: number, decimals = 0): AnswerKey {
  return {
    kind: 'numeric',
    value: tidy(value),
    tolerance: roundingRoom(decimals),
    unit: { label: 'bb', accepted: ['bb', 'BB', 'big blinds', 'big blind'] },
  };
}

/** A number of prize points. */
export function points(value: number, decimals = 0): AnswerKey {
  return {
    kind: 'numeric',
    value: tidy(value),
    tolerance: roundingRoom(decimals),
    unit: { label: 'points', accepted: ['points', 'point'] },
  };
}

/** A plain number, rounded to `decimals` places. */
export function plain(value: number, decimals = 0): AnswerKey {
  return { kind: 'numeric', value: tidy(value), tolerance: roundingRoom(decimals) };
}

/** A count, which is right or wrong. */
export function count(value: number): AnswerKey {
  return { kind: 'numeric', value, tolerance: 0 };
}

/** A wrong option and the wrong idea behind it. */
export type Distractor = readonly [text: string, misconception: string];

/** One right option among wrong ones, in a random order. Wrong options that say the same as another are dropped. */
export function oneOf(dealer: Dealer, right: string, wrong: readonly Distractor[]): AnswerKey {
  const misconceptions = new Map(wrong.filter(([text]) => text !== right));
  const options = lettered(dealer.shuffle([right, ...misconceptions.keys()]), misconceptions);
  return { kind: 'single-choice', options, correct: idOf(options, right) };
}

/** Options of which several are right, in the order given. */
export function severalOf(options: readonly (readonly [text: string, right: boolean])[]): AnswerKey {
  const all = lettered(options.map(([text]) => text));
  return {
    kind: 'multiple-choice',
    options: all,
    correct: options.filter(([, right]) => right).map(([text]) => idOf(all, text)),
  };
}

/** Things to be put in an order; they are shown in a random one. */
export function inOrder(dealer: Dealer, texts: readonly string[]): AnswerKey {
  const shown = dealer.until(
    () => dealer.shuffle(texts),
    (mixed) => mixed.some((text, index) => text !== texts[index]),
  );
  const options = lettered(shown);
  return { kind: 'ordering', options, correct: texts.map((text) => idOf(options, text)) };
}

/** Pairs to be put together; the right-hand side is shown in a random order. */
export function pairs(dealer: Dealer, matches: readonly (readonly [left: string, right: string])[]): AnswerKey {
  const left = lettered(matches.map(([text]) => text));
  const right = lettered(dealer.shuffle(matches.map(([, text]) => text)));
  const correct = Object.fromEntries(matches.map(([from, to]) => [idOf(left, from), idOf(right, to)]));
  return { kind: 'matching', left, right, correct };
}

/** A formula or a calculation in plain notation. */
export function formula(...accepted: readonly string[]): AnswerKey {
  return { kind: 'expression', accepted: [...accepted] };
}

/** A word or short text. */
export function words(...accepted: readonly string[]): AnswerKey {
  return { kind: 'text', accepted: [...accepted], caseSensitive: false };
}
