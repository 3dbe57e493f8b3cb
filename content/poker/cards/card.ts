/**
 * A card as a whole number from 0 to 51: four times its rank plus its suit.
 * Ranks run from 0 (two) to 12 (ace); suits are 0 clubs, 1 diamonds, 2 hearts, 3 spades.
 */
export type Card = number;

export const RANKS = ['2', '3', '4', '5', '6', '7', '8', '9', '10', 'J', 'Q', 'K', 'A'] as const;
export const SUITS = ['♣', '♦', '♥', '♠'] as const;
export const SUIT_NAMES = ['club', 'diamond', 'heart', 'spade'] as const;
export const RANK_NAMES = [
  'Two',
  'Three',
  'Four',
  'Five',
  'Six',
  'Seven',
  'Eight',
  'Nine',
  'Ten',
  'Jack',
  'Queen',
  'King',
  'Ace',
] as const;

const RANK_TEXTS: readonly string[] = RANKS;
const SUIT_TEXTS: readonly string[] = SUITS;

/** All 52 cards, from the two of clubs to the ace of spades. */
export const DECK: readonly Card[] = Array.from({ length: 52 }, (_, index) => index);

export const rankOf = (card: Card): number => card >> 2;
export const suitOf = (card: Card): number => card & 3;
export const cardOf = (rank: number, suit: number): Card => rank * 4 + suit;

/** `Six` -> `Sixes`, `King` -> `Kings`. */
export function rankPlural(rank: number): string {
  const name = RANK_NAMES[rank] ?? '';
  return name.endsWith('x') ? `${name}es` : `${name}s`;
}

/** `A♠`, `10♥`. */
export function showCard(card: Card): string {
  return `${RANKS[rankOf(card)] ?? ''}${SUITS[suitOf(card)] ?? ''}`;
}

/** Cards side by side: `A♠ 10♥`. */
export function showCards(cards: readonly Card[]): string {
  return cards.map(showCard).join(' ');
}

/** Two hole cards or a made hand, the highest card first. */
export function showHigh(cards: readonly Card[]): string {
  return showCards([...cards].sort((a, b) => b - a));
}

/**
 * Reads cards written as `A♠ 10♥ 2♦`.
 * @throws RangeError when a word is not a card
 */
export function readCards(text: string): Card[] {
  return text.split(' ').map((word) => {
    const rank = RANK_TEXTS.indexOf(word.slice(0, -1));
    const suit = SUIT_TEXTS.indexOf(word.slice(-1));
    if (rank < 0 || suit < 0) throw new RangeError(`"${word}" is not a card: write a rank and a suit, as in A♠ or 10♥`);
    return cardOf(rank, suit);
  });
}

/** The deck without the cards that are already known. */
export function unseen(...known: readonly (readonly Card[])[]): Card[] {
  const gone = new Set(known.flat());
  return DECK.filter((card) => !gone.has(card));
}
