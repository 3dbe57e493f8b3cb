import { type Card, RANK_NAMES, rankPlural } from './card.js';

/** The nine kinds of hand, weakest first; the position is the category number used in a score. */
export const CATEGORIES = [
  'high card',
  'one pair',
  'two pair',
  'three of a kind',
  'straight',
  'flush',
  'full house',
  'four of a kind',
  'straight flush',
] as const;

export const STRAIGHT = 4;
export const FLUSH = 5;

const highest = (mask: number): number => 31 - Math.clz32(mask);

function size(mask: number): number {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** Rank of the top card of the best straight in a set of ranks, or -1. The ace also counts as the card below the two. */
function straightTop(ranks: number): number {
  const withLowAce = (ranks << 1) | (ranks >> 12);
  const starts = withLowAce & (withLowAce >> 1) & (withLowAce >> 2) & (withLowAce >> 3) & (withLowAce >> 4);
  return starts === 0 ? -1 : highest(starts) + 3;
}

/** The `count` highest ranks of a set, packed four bits each, in front of `room - count` empty places. */
function pack(ranks: number, count: number, room: number): number {
  let packed = 0;
  let rest = ranks;
  for (let place = 0; place < room; place += 1) {
    packed <<= 4;
    if (place < count && rest !== 0) {
      const top = highest(rest);
      packed |= top;
      rest ^= 1 << top;
    }
  }
  return packed;
}

/** A score: the category, then up to five ranks that decide between equal categories. */
const score = (category: number, ranks: number): number => (category << 20) | ranks;

/**
 * Strength of the best five-card hand among five to seven different cards.
 *
 * @returns a whole number; a stronger hand has a higher one, and equal numbers split the pot
 */
export function evaluate(cards: readonly Card[]): number {
  // Ranks seen at least once, twice, three times, four times; and the ranks of each suit.
  let once = 0;
  let twice = 0;
  let thrice = 0;
  let four = 0;
  const suits: [number, number, number, number] = [0, 0, 0, 0];
  for (const card of cards) {
    const bit = 1 << (card >> 2);
    four |= thrice & bit;
    thrice |= twice & bit;
    twice |= once & bit;
    once |= bit;
    suits[(card & 3) as 0 | 1 | 2 | 3] |= bit;
  }
  const flush = suits.find((ranks) => size(ranks) >= 5) ?? 0;
  const straightFlush = flush === 0 ? -1 : straightTop(flush);
  if (straightFlush >= 0) return score(8, straightFlush << 16);
  if (four !== 0) {
    const quads = 1 << highest(four);
    return score(7, pack(quads, 1, 5) | pack(once & ~quads, 1, 4));
  }
  const trips = thrice === 0 ? 0 : 1 << highest(thrice);
  const otherPairs = twice & ~trips;
  if (trips !== 0 && otherPairs !== 0) return score(6, pack(trips, 1, 5) | pack(otherPairs, 1, 4));
  if (flush !== 0) return score(5, pack(flush, 5, 5));
  const straight = straightTop(once);
  if (straight >= 0) return score(4, straight << 16);
  if (trips !== 0) return score(3, pack(trips, 1, 5) | pack(once & ~trips, 2, 4));
  if (size(twice) >= 2) {
    const high = 1 << highest(twice);
    const low = 1 << highest(twice & ~high);
    return score(2, pack(high | low, 2, 5) | pack(once & ~high & ~low, 1, 3));
  }
  if (twice !== 0) return score(1, pack(twice, 1, 5) | pack(once & ~twice, 3, 4));
  return score(0, pack(once, 5, 5));
}

/** The category number (0 to 8, see `CATEGORIES`) inside a score. */
export const categoryOf = (value: number): number => value >> 20;

/** A score in words: `two pair, Kings and Fours`. Kickers are left out. */
export function describe(value: number): string {
  const first = (value >> 16) & 15;
  const second = (value >> 12) & 15;
  const name = CATEGORIES[categoryOf(value)] ?? '';
  switch (categoryOf(value)) {
    case 0:
      return `${RANK_NAMES[first]}-high`;
    case 1:
      return `a pair of ${rankPlural(first)}`;
    case 2:
      return `two pair, ${rankPlural(first)} and ${rankPlural(second)}`;
    case 3:
    case 7:
      return `${name}, ${rankPlural(first)}`;
    case 6:
      return `a full house, ${rankPlural(first)} full of ${rankPlural(second)}`;
    default:
      return `a ${name}, ${RANK_NAMES[first]}-high`;
  }
}

/** The five cards that make the best hand, in the order they were given. */
export function bestFive(cards: readonly Card[]): Card[] {
  const target = evaluate(cards);
  const found = choose(cards, 5).find((five) => evaluate(five) === target);
  return found ?? [...cards];
}

/** All ways to take `count` of the given things, in the order of the list. */
export function choose<T>(things: readonly T[], count: number): T[][] {
  if (count === 0) return [[]];
  return things.flatMap((thing, index) => choose(things.slice(index + 1), count - 1).map((rest) => [thing, ...rest]));
}
