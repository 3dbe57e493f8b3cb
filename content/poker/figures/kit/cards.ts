import { type Card, RANKS, rankOf, suitOf } from '../../cards/card.js';
import { cross } from './marks.js';
import { circle, line, path, rect, type Shape, text } from './svg.js';

/** Clubs, diamonds, hearts, spades in a square of 16: drawn, since not every font has them. */
const SUIT_SHAPES = [
  'M8 .8a3.4 3.4 0 1 1 0 6.8 3.4 3.4 0 1 1 0-6.8ZM4.2 6.2a3.4 3.4 0 1 1 0 6.8 3.4 3.4 0 1 1 0-6.8ZM11.8 6.2a3.4 3.4 0 1 1 0 6.8 3.4 3.4 0 1 1 0-6.8ZM7.2 6H8.8Q8.8 13.6 10.8 15.4H5.2Q7.2 13.6 7.2 6Z',
  'M8 .5 14 8 8 15.5 2 8Z',
  'M8 15C2.5 10.5.5 8 .5 5.2.5 3 2.2 1.5 4.2 1.5 5.8 1.5 7.2 2.4 8 3.8 8.8 2.4 10.2 1.5 11.8 1.5 13.8 1.5 15.5 3 15.5 5.2 15.5 8 13.5 10.5 8 15Z',
  'M8 .8C10.5 4.6 15.3 6.6 15.3 10.2 15.3 12.2 13.8 13.4 12.2 13.4 10.8 13.4 9.5 12.7 8.8 11.6 8.9 13.3 9.6 14.6 10.8 15.4H5.2C6.4 14.6 7.1 13.3 7.2 11.6 6.5 12.7 5.2 13.4 3.8 13.4 2.2 13.4.7 12.2.7 10.2.7 6.6 5.5 4.6 8 .8Z',
] as const;
/** Beside the shape, for eyes that cannot tell a spade from a club at this size. */
const SUIT_LETTERS = ['c', 'd', 'h', 's'] as const;

export const CARD_WIDTH = 38;
export const SMALL_CARD_WIDTH = 30;
/** Between cards in a row. */
const GAP = 2;

const isRed = (suit: number): boolean => suit === 1 || suit === 2;
export const cardHeight = (width: number): number => (width < CARD_WIDTH ? 48 : 54);

export interface CardLook {
  readonly width?: number;
  /** A thick line with a dot below: a card to look at. */
  readonly marked?: boolean;
  /** Crossed out: a card that does not count. */
  readonly crossed?: boolean;
}

/** The shape of a suit, from (x, y) on. */
export function suit(index: number, x: number, y: number, size: number, onCard = true): Shape {
  const fill = onCard ? (isRed(index) ? 'red' : 'black') : 'ink';
  return path(SUIT_SHAPES[index] ?? '', { fill }, { x, y, scale: size / 16 });
}

export function card(which: Card, x: number, y: number, look: CardLook = {}): Shape {
  const { width = CARD_WIDTH, marked = false, crossed = false } = look;
  const [height, colour] = [cardHeight(width), isRed(suitOf(which)) ? 'red' : 'black'] as const;
  const size = width < CARD_WIDTH ? 12 : 15;
  const from = x + (width - size - 11) / 2;
  const shapes = [
    rect(x, y, width, height, { fill: 'face', stroke: 'faceEdge', ...(crossed && { dash: '3 2' }) }, 4),
    text(RANKS[rankOf(which)] ?? '', x + width / 2, y + 15, { size: 18, align: 'middle', bold: true, role: colour }),
    suit(suitOf(which), from, y + height - 10 - size, size),
    text(SUIT_LETTERS[suitOf(which)] ?? '', from + size + 1, y + height - 15, { role: colour }),
  ];
  if (marked) shapes.push(rect(x, y, width, height, { stroke: 'ownEdge', width: 3 }, 4));
  if (marked) shapes.push(circle(x + width / 2, y + height + 7, 3, { fill: 'ownEdge' }));
  if (crossed) shapes.push(cross(x + width / 2, y + height / 2, height, 'black'));
  return shapes.join('');
}

/** Cards side by side. */
export function cardRow(
  cards: readonly Card[],
  x: number,
  y: number,
  look: (card: Card) => CardLook = () => ({}),
  width = CARD_WIDTH,
): Shape {
  return cards.map((each, place) => card(each, x + place * (width + GAP), y, { width, ...look(each) })).join('');
}

/** The middle of a card in a row that begins at x. */
export const middleOf = (place: number, x: number, width = CARD_WIDTH): number => x + place * (width + GAP) + width / 2;

/** An arrow to the right with its tip at (x, y). */
export function arrow(x: number, y: number, length: number): Shape {
  const paint = { stroke: 'soft', width: 2 } as const;
  return line(x - length, y, x, y, paint) + line(x - 6, y - 5, x, y, paint) + line(x - 6, y + 5, x, y, paint);
}
