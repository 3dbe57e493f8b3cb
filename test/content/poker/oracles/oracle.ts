/// <reference path="../pokersolver.d.ts" />
import pokersolver, { type Hand } from 'pokersolver';
import type { Item, Step } from '../../../../src/features/catalogue/schema.js';

/**
 * What a step must accept: a number, the text of the right option, texts in order, pairs of texts, or a formula as a
 * function of its letters.
 */
export type Expected =
  | number
  | string
  | readonly string[]
  | ReadonlyMap<string, string>
  | ((scope: Readonly<Record<string, number>>) => number);

/** Answers an item from its words alone, by other means than the course, one result a step. */
export type Oracle = (text: string, item: Item) => readonly Expected[];

/** The letters that a formula of the course may use. */
export const LETTERS = ['p', 'f', 'n', 's', 'P', 'B', 'x', 'v', 'a', 'b'] as const;

/** A card in the notation of pokersolver: `Td`. */
export type Code = string;

const SUITS: Readonly<Record<string, string>> = { '♣': 'c', '♦': 'd', '♥': 'h', '♠': 's' };
const CARD = /(10|[2-9JQKA])([♣♦♥♠])/g;

export const ALL_CODES: readonly Code[] = [...'23456789TJQKA'].flatMap((rank) =>
  [...'cdhs'].map((suit) => rank + suit),
);

/** All cards that a text names, in its order. */
export function codesIn(text: string): Code[] {
  return [...text.matchAll(CARD)].map(([, rank = '', suit = '']) => (rank === '10' ? 'T' : rank) + (SUITS[suit] ?? ''));
}

export const without = (...known: readonly (readonly Code[])[]): Code[] =>
  ALL_CODES.filter((code) => !known.flat().includes(code));

/** The numbers that a pattern captures. */
export function grab(text: string, pattern: RegExp): number[] {
  const match = pattern.exec(text);
  if (match === null) throw new Error(`${pattern} is not in: ${text}`);
  return match.slice(1).map((part) => Number(part));
}

export const at = <T>(things: readonly T[], index: number): T => {
  const thing = things[index];
  if (thing === undefined) throw new RangeError(`nothing at ${index}`);
  return thing;
};

export const solve = (cards: readonly Code[]): Hand => pokersolver.Hand.solve(cards);

/** Players that win or share with seven cards each. */
export function winnersOf(hands: readonly (readonly Code[])[], board: readonly Code[]): number[] {
  const solved = hands.map((hand) => solve([...hand, ...board]));
  const best = pokersolver.Hand.winners(solved);
  return solved.flatMap((hand, player) => (best.includes(hand) ? [player] : []));
}

export const beats = (one: readonly Code[], two: readonly Code[], board: readonly Code[]): boolean =>
  winnersOf([one, two], board).join() === '0';

/** Where a rising or falling function is zero, by halving the interval. */
export function root(f: (x: number) => number, low = 0, high = 1): number {
  let [left, right] = [low, high];
  const rising = f(right) > f(left);
  for (let step = 0; step < 200; step += 1) {
    const middle = (left + right) / 2;
    if (f(middle) > 0 === rising) right = middle;
    else left = middle;
  }
  return (left + right) / 2;
}

/** Mean over branches, each a probability and a result. */
export const mean = (...branches: readonly (readonly [chance: number, result: number])[]): number =>
  branches.reduce((sum, [chance, result]) => sum + chance * result, 0);

/** Chips of the caller at the end, minus those after a fold, for a last bet. */
export const callValue = (equity: number, pot: number, bet: number): number =>
  mean([equity, pot + 2 * bet], [1 - equity, 0]) - bet;

/** The text of the option, of those that a step offers, which fits a pattern. */
export function optionLike(step: Step | undefined, pattern: RegExp): string {
  const key = step?.answer;
  const options = key?.kind === 'single-choice' ? key.options : [];
  const found = options.filter(({ textMarkdown }) => pattern.test(textMarkdown));
  if (found.length !== 1) throw new Error(`${found.length} options fit ${pattern}`);
  return at(found, 0).textMarkdown;
}

export function optionTexts(step: Step | undefined): string[] {
  const key = step?.answer;
  if (key?.kind === 'single-choice' || key?.kind === 'multiple-choice' || key?.kind === 'ordering') {
    return key.options.map(({ textMarkdown }) => textMarkdown);
  }
  return key?.kind === 'matching' ? key.left.map(({ textMarkdown }) => textMarkdown) : [];
}

/** Every pair of different places below `count`. */
export function pairsBelow(count: number): [number, number][] {
  return Array.from({ length: count }, (_, first) =>
    Array.from({ length: first }, (_, second): [number, number] => [second, first]),
  ).flat();
}

/** Number of ways to choose, in whole numbers of any size. */
export function binomial(n: number, k: number): bigint {
  let [top, bottom] = [1n, 1n];
  for (let step = 0; step < k; step += 1) {
    top *= BigInt(n - step);
    bottom *= BigInt(step + 1);
  }
  return top / bottom;
}
