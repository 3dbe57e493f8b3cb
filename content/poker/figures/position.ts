import type { Drawing } from './drawing.js';
import { circle, heading, MARGIN, rect, type Shape, sheet, text, WIDTH } from './kit/svg.js';

/** Seats in the order of the table, the way the button moves. */
export const SEATS = ['button', 'small blind', 'big blind', 'under the gun', 'hijack', 'cutoff'] as const;
export type Seat = (typeof SEATS)[number];

/** Who acts when, from the seat that begins. */
function orderFrom(first: Seat): Seat[] {
  const start = SEATS.indexOf(first);
  return [...SEATS.slice(start), ...SEATS.slice(0, start)];
}

export const BEFORE_FLOP = orderFrom('under the gun');
export const LATER = orderFrom('small blind');

const LEFT = MARGIN;
const FAR = WIDTH - MARGIN - 116;
/** Where the seats are, clockwise round the table. */
const PLACES: Readonly<Record<Seat, readonly [x: number, y: number]>> = {
  button: [FAR, 132],
  'small blind': [FAR, 204],
  'big blind': [LEFT, 204],
  'under the gun': [LEFT, 132],
  hijack: [LEFT, 60],
  cutoff: [FAR, 60],
};

const square = (x: number, y: number, words: string): Shape =>
  rect(x - 13, y - 13, 26, 26, { fill: 'own', stroke: 'ownEdge' }, 3) +
  text(words, x, y, { align: 'middle', bold: true });
const disc = (x: number, y: number, words: string): Shape =>
  circle(x, y, 13, { fill: 'other', stroke: 'otherEdge' }) + text(words, x, y, { align: 'middle', bold: true });

/** Six seats with the turn of each, before the flop and later. */
export function position(): Drawing {
  const seats = SEATS.map((seat) => {
    const [x, y] = PLACES[seat];
    return (
      text(seat, x, y) +
      square(x + 14, y + 26, String(BEFORE_FLOP.indexOf(seat) + 1)) +
      disc(x + 50, y + 26, String(LATER.indexOf(seat) + 1))
    );
  });
  const svg = sheet(326, [
    heading('Whose turn is it?'),
    rect(138, 62, 40, 176, { fill: 'plain', stroke: 'line' }, 20),
    ...seats,
    square(MARGIN + 14, 268, '1'),
    text('turn before the flop', MARGIN + 38, 268),
    disc(MARGIN + 14, 300, '1'),
    text('turn on later streets', MARGIN + 38, 300),
  ]);
  const alt = `Six seats round a table, each with two numbers. Before the flop the order is ${BEFORE_FLOP.join(', ')}. On later streets it is ${LATER.join(', ')}. The button moves from turn ${BEFORE_FLOP.indexOf('button') + 1} to the last turn.`;
  return { alt, svg };
}
