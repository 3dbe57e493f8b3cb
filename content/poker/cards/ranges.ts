import { type Card, cardOf } from './card.js';

/** One starting hand as two cards. */
export type Combo = readonly [Card, Card];

const LETTERS = '23456789TJQKA';

/**
 * All combinations of a starting-hand class: `QQ` (6), `AKs` (4, same suit), `AKo` (12, two suits) or `AK` (16, both).
 * Combinations that use a `dead` card are left out.
 *
 * @throws RangeError when the text is not a hand class
 */
export function combosOf(handClass: string, dead: readonly Card[] = []): Combo[] {
  const match = /^([2-9TJQKA])([2-9TJQKA])([so]?)$/.exec(handClass);
  const high = LETTERS.indexOf(match?.[1] ?? '?');
  const low = LETTERS.indexOf(match?.[2] ?? '?');
  const kind = match?.[3] ?? '';
  if (high < 0 || low < 0 || (high === low && kind !== '')) throw new RangeError(`"${handClass}" is not a hand class`);
  const combos: Combo[] = [];
  for (let first = 0; first < 4; first += 1) {
    for (let second = 0; second < 4; second += 1) {
      if (high === low ? first <= second : kind !== '' && (kind === 's') !== (first === second)) continue;
      combos.push([cardOf(high, first), cardOf(low, second)]);
    }
  }
  return combos.filter((combo) => !combo.some((card) => dead.includes(card)));
}

/** The classes behind one term of range notation: `77+` is 77 to AA; `A9s+` raises the second card up to AKs. */
export function classesOf(term: string): string[] {
  if (!term.endsWith('+')) return [term];
  const [high = '', low = '', kind = ''] = term.slice(0, -1);
  const from = LETTERS.indexOf(low);
  if (high === low) return [...LETTERS.slice(from)].map((letter) => letter + letter);
  return [...LETTERS.slice(from, LETTERS.indexOf(high))].map((letter) => high + letter + kind);
}

/** All combinations of a range such as `77+, ATs+, KQo`, each once. */
export function rangeCombos(range: string, dead: readonly Card[] = []): Combo[] {
  const classes = new Set(range.split(', ').flatMap(classesOf));
  return [...classes].flatMap((handClass) => combosOf(handClass, dead));
}

/** The letter that range notation uses for a rank (0 = `2` … 8 = `T` … 12 = `A`). */
export const rankLetter = (rank: number): string => LETTERS.charAt(rank);
