import { breakEvenEquity } from '../maths/chance.js';
import { type Drawing, percent, signed } from './drawing.js';
import { bracket, spansOf, splitBar } from './kit/bars.js';
import { grid, HIT, legend, MISS } from './kit/marks.js';
import { axisAcross, axisUp, curve, type Plot, point, upOf } from './kit/plot.js';
import { heading, INNER, line, MARGIN, RIGHT, sheet, text } from './kit/svg.js';

/** What a bluff of half the pot risks and wins, above what a call of it risks and wins. */
export function bluffBreakEven(): Drawing {
  const [pot, bet] = [100, 50];
  const total = pot + 2 * bet;
  const [folds, price] = [bet / (pot + bet), breakEvenEquity(pot + bet, bet)];
  const bar = (y: number, parts: readonly (readonly [number, string])[]) =>
    splitBar(
      parts.map(([value, words], place) => ({ value, words, wash: place === 0 ? 'bad' : 'good' })),
      { x: MARGIN, y, length: INNER, total },
    );
  const [bluff] = spansOf([pot + bet], MARGIN, INNER, total);
  const [call] = spansOf([total], MARGIN, INNER);
  const svg = sheet(258, [
    heading('Half the pot: bluff or call'),
    text(`The bluff: risk ${bet} to win ${pot}`, MARGIN, 58),
    bar(72, [
      [bet, String(bet)],
      [pot, `pot ${pot}`],
    ]),
    ...(bluff ? [bracket(bluff, 112, `${bet} of ${pot + bet}: ${percent(folds)} folds`)] : []),
    text(`The call: risk ${bet} to win ${pot + bet}`, MARGIN, 166),
    bar(180, [
      [bet, String(bet)],
      [bet, `bet ${bet}`],
      [pot, `pot ${pot}`],
    ]),
    ...(call ? [bracket(call, 220, `${bet} of ${total}: price ${percent(price)}`)] : []),
  ]);
  const alt = `Two bars for a bet of half the pot, ${bet} into ${pot}. The bluff risks ${bet} to win ${pot}, so it needs ${percent(folds)} folds. The call risks ${bet} to win ${pot + bet}, so its price is ${percent(price)}.`;
  return { alt, svg };
}

/** How many of sixty combos go on against a bet. */
export function minimumDefence(): Drawing {
  const [pot, bet, combos] = [100, 75, 60];
  const share = pot / (pot + bet);
  const needed = Math.ceil(share * combos);
  const cells = Array.from({ length: combos }, (_, place) => (place < needed ? HIT : MISS));
  const svg = sheet(282, [
    heading(`Go on with ${needed} of ${combos} combos`),
    splitBar(
      [
        { value: pot, wash: 'good', words: `pot ${pot}` },
        { value: bet, wash: 'other', words: `bet ${bet}` },
      ],
      { x: MARGIN, y: 46, length: INNER },
    ),
    text(`${pot} of ${pot + bet} is ${percent(share)}`, MARGIN, 102),
    grid(cells, { x: MARGIN + 2, y: 120, columns: 15, step: 19, size: 17, rowStep: 22 }),
    legend(HIT, `${needed} go on, the best ones`, MARGIN, 232),
    legend(MISS, `${combos - needed} fold`, MARGIN, 258),
  ]);
  const alt = `A bar: the pot of ${pot} is ${percent(share)} of pot and bet. Below are ${combos} small squares for your combos, the best first. ${needed} have a tick and go on. The other ${combos - needed} fold.`;
  return { alt, svg };
}

/** What a call is worth over the number of bluffs. */
export function balance(): Drawing {
  const [pot, bet, strong] = [90, 60, 20];
  const value = (bluffs: number) => (bluffs * (pot + bet) - strong * bet) / (strong + bluffs);
  const fair = (strong * bet) / (pot + bet);
  const plot: Plot = { across: [0, 16], x: [60, 300], up: [-60, 40], y: [230, 60] };
  const zero = upOf(plot, 0);
  const svg = sheet(286, [
    heading(`With ${fair} bluffs a call wins 0`),
    axisUp(plot, new Map([-60, -20, 0, 20].map((chips) => [chips, signed(chips)]))),
    axisAcross(plot, new Map([0, 4, 8, 12, 16].map((count) => [count, String(count)]))),
    line(plot.x[0], zero, plot.x[1], zero, { stroke: 'line' }),
    curve(plot, value, { stroke: 'ownEdge' }),
    point(plot, [4, value(4)], `4: ${signed(value(4))}`, { dx: 12, dy: 12, align: 'start' }),
    point(plot, [fair, 0], `${fair}: 0`, { dx: 8, dy: 16, align: 'start' }),
    point(plot, [12, value(12)], `12: ${signed(value(12))}`, { dx: -6, dy: -18, align: 'end' }),
    text('bluffs beside 20 strong hands', RIGHT, 264, { align: 'end', role: 'soft' }),
  ]);
  const alt = `A line shows what a call wins over the number of bluffs beside ${strong} strong combos. With 4 bluffs it loses ${-value(4)} chips. With ${fair} it wins and loses nothing. With 12 it gains about ${Math.round(value(12))}.`;
  return { alt, svg };
}
