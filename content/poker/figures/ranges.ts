import { readCards } from '../cards/card.js';
import { combosOf, rangeCombos } from '../cards/ranges.js';
import { ways } from '../maths/chance.js';
import { type Drawing, percent } from './drawing.js';
import { splitBar, sumOf } from './kit/bars.js';
import { suit } from './kit/cards.js';
import { cell, GONE, HIT, legend } from './kit/marks.js';
import { EDGES, type Wash } from './kit/palette.js';
import { acrossOf, axisUp, type Plot, upOf } from './kit/plot.js';
import { heading, INNER, line, MARGIN, rect, type Shape, sheet, text } from './kit/svg.js';

const SUITS_DOWN = [3, 2, 1, 0] as const;

/** Four Aces by four Kings, two of which are seen. */
export function combos(): Drawing {
  const kings = readCards('K♠ K♦');
  const [all, left] = [combosOf('AK'), combosOf('AK', kings)];
  const [x, y, step, rowStep] = [72, 84, 58, 38];
  const columns = SUITS_DOWN.map(
    (which, place) =>
      text('K', x + place * step + 10, 62, { bold: true }) + suit(which, x + place * step + 26, 54, 16, false),
  );
  const rows = SUITS_DOWN.map((ace, row) => {
    const top = y + row * rowStep;
    const cells = SUITS_DOWN.map((king, place) => {
      const free = left.some(([one, other]) => one % 4 === ace && other % 4 === king);
      return cell(free ? HIT : GONE, x + place * step, top, 50, 32);
    });
    return text('A', MARGIN, top + 16, { bold: true }) + suit(ace, MARGIN + 16, top + 8, 16, false) + cells.join('');
  });
  const svg = sheet(302, [
    heading(`AK: ${left.length} of ${all.length} combos left`),
    ...columns,
    ...rows,
    legend(HIT, `4 Aces × ${4 - kings.length} Kings = ${left.length}`, MARGIN, 254),
    legend(GONE, 'a King that you can see', MARGIN, 280),
  ]);
  const alt = `A grid of four Aces by four Kings: ${all.length} combos of AK. You hold the King of spades, and the King of diamonds is on the board. Their two columns are crossed out. Four Aces times two Kings leave ${left.length}.`;
  return { alt, svg };
}

const TOP_RANKS = ['A', 'K', 'Q', 'J', 'T'] as const;

/** The corner of the grid of starting hands with a range in it. */
export function startingRanges(): Drawing {
  const parts = ['TT+', 'AJs+', 'AQo+'];
  const range = rangeCombos(parts.join(', '));
  const counts = parts.map((part) => rangeCombos(part).length);
  const [step, rowStep, y] = [INNER / 5, 46, 48];
  const cells = TOP_RANKS.flatMap((first, row) =>
    TOP_RANKS.map((second, column): Shape => {
      const name = row === column ? first + second : row < column ? `${first}${second}s` : `${second}${first}o`;
      const all = combosOf(name);
      const chosen = all.every(([a, b]) => range.some(([one, other]) => one === a && other === b));
      const [left, top] = [MARGIN + column * step, y + row * rowStep];
      const paint = chosen ? ({ fill: 'good', stroke: 'goodEdge', width: 2 } as const) : ({ fill: 'plain' } as const);
      const middle = left + step / 2 - 1;
      const box = rect(left, top, step - 3, rowStep - 3, paint, 3);
      if (!chosen) return box + text(name, middle, top + 22, { align: 'middle', role: 'soft' });
      const count = text(String(all.length), middle, top + 31, { align: 'middle' });
      return box + text(name, middle, top + 13, { align: 'middle', bold: true }) + count;
    }),
  );
  const whole = ways(52, 2);
  const svg = sheet(368, [
    heading(parts.join(', ')),
    ...cells,
    text('Framed hands are in the range.', MARGIN, 296, { role: 'soft' }),
    text(`${counts.join(' + ')} = ${range.length} combos`, MARGIN, 322),
    text(`${range.length} of ${whole} is ${percent(range.length / whole)}`, MARGIN, 346, { bold: true }),
  ]);
  const alt = `The corner of the grid of hands from Ace to Ten. In the range are five pairs with 6 combos each. Then three suited hands with 4 each and two offsuit hands with 12 each. ${counts.join(' + ')} = ${range.length} combos, ${percent(range.length / whole)} of all ${whole}.`;
  return { alt, svg };
}

/** Equity against three groups: as wide as the group, as high as the equity. */
export function rangeEquity(): Drawing {
  const groups: readonly { name: string; hands: string; equity: number; wash: Wash }[] = [
    { name: 'AK', hands: 'AK', equity: 0.56, wash: 'own' },
    { name: 'TT, 99', hands: 'TT, 99', equity: 0.81, wash: 'good' },
    { name: 'QQ to AA', hands: 'QQ+', equity: 0.19, wash: 'bad' },
  ];
  const sizes = groups.map(({ hands }) => rangeCombos(hands).length);
  const all = sumOf(sizes);
  const mean = sumOf(groups.map(({ equity }, place) => equity * (sizes[place] ?? 0))) / all;
  const plain = sumOf(groups.map(({ equity }) => equity)) / groups.length;
  const plot: Plot = { across: [0, all], x: [60, 302], up: [0, 1], y: [220, 56] };
  let from = 0;
  const blocks = groups.map(({ name, equity, wash }, place): Shape => {
    const [left, right] = [acrossOf(plot, from), acrossOf(plot, from + (sizes[place] ?? 0))];
    from += sizes[place] ?? 0;
    const [top, middle] = [upOf(plot, equity), (left + right) / 2];
    return (
      rect(left, top, right - left, upOf(plot, 0) - top, { fill: wash, stroke: EDGES[wash] }) +
      text(percent(equity), middle, upOf(plot, 0) - 14, { align: 'middle', bold: true }) +
      text(name, middle, 236, { align: 'middle' }) +
      text(String(sizes[place]), middle, 256, { align: 'middle', role: 'soft' })
    );
  });
  const level = upOf(plot, mean);
  const svg = sheet(308, [
    heading('Wide groups weigh more'),
    axisUp(plot, new Map([0, 0.5, 1].map((share) => [share, percent(share)]))),
    ...blocks,
    line(60, level, 302, level, { stroke: 'ink', width: 2.5, dash: '6 4' }),
    text(`mean ${percent(mean, 0)}`, 300, level - 14, { align: 'end', bold: true }),
    text('combos', MARGIN, 256, { role: 'soft' }),
    text(`Without weights it would be ${percent(plain, 0)}.`, MARGIN, 284, { role: 'soft' }),
  ]);
  const alt = `Three blocks, as wide as their combos and as high as the equity of two Jacks. AK: ${sizes[0]} combos, 56%. TT and 99: ${sizes[1]} combos, 81%. QQ to AA: ${sizes[2]} combos, 19%. A dashed line marks the mean at ${percent(mean, 0)}.`;
  return { alt, svg };
}

/** A bet with three of its strong hands taken away. */
export function blockers(): Drawing {
  const [strong, bluffs, blocked] = [8, 8, 3];
  const left = strong - blocked;
  const bar = (value: number, y: number) =>
    splitBar(
      [
        { value, wash: 'bad', words: `${value} strong` },
        { value: bluffs, wash: 'own', words: `${bluffs} bluffs` },
      ],
      { x: MARGIN, y, length: INNER },
    );
  const svg = sheet(268, [
    heading(`You block ${blocked} strong combos`),
    ...Array.from({ length: strong }, (_, place) =>
      cell(place < left ? { wash: 'bad', mark: 'none' } : GONE, MARGIN + place * 36, 46, 30),
    ),
    text(`Before: ${bluffs} of ${strong + bluffs} bluffs, ${percent(bluffs / (strong + bluffs))}`, MARGIN, 100),
    bar(strong, 114),
    text(`After: ${bluffs} of ${left + bluffs} bluffs, ${percent(bluffs / (left + bluffs))}`, MARGIN, 178),
    bar(left, 192),
    text('A call is better than before.', MARGIN, 248, { role: 'soft' }),
  ]);
  const alt = `Eight strong combos, three of them crossed out, since your cards block them. Before, ${bluffs} of ${strong + bluffs} combos are bluffs: ${percent(bluffs / (strong + bluffs))}. After, ${bluffs} of ${left + bluffs} are bluffs: ${percent(bluffs / (left + bluffs))}.`;
  return { alt, svg };
}

/** A hundred hands, those that bet, and what is among the bets. */
export function updating(): Drawing {
  const [strong, weak] = [30, 70];
  const [strongBets, weakBets] = [strong * 0.8, weak * 0.3];
  const bets = strongBets + weakBets;
  const place = { x: MARGIN, length: INNER };
  const svg = sheet(292, [
    heading(`From ${strong}% to ${percent(strongBets / bets, 0)} by one bet`),
    text(`100 hands: ${strong} strong, ${weak} weak`, MARGIN, 56),
    splitBar(
      [
        { value: strong, wash: 'own', words: String(strong) },
        { value: weak, wash: 'other', words: String(weak) },
      ],
      { ...place, y: 70 },
    ),
    text(`${bets} bets: ${strongBets} strong, ${weakBets} weak`, MARGIN, 132),
    splitBar(
      [
        { value: strongBets, wash: 'own', words: String(strongBets) },
        { value: strong - strongBets, wash: 'plain' },
        { value: weakBets, wash: 'other', words: String(weakBets) },
        { value: weak - weakBets, wash: 'plain', words: 'no bet' },
      ],
      { ...place, y: 146 },
    ),
    text('Among the bets', MARGIN, 208),
    splitBar(
      [
        { value: strongBets, wash: 'own', words: `${percent(strongBets / bets, 0)} strong` },
        { value: weakBets, wash: 'other', words: `${percent(weakBets / bets, 0)} weak` },
      ],
      { ...place, y: 222 },
    ),
  ]);
  const alt = `Three bars. Of 100 hands ${strong} are strong and ${weak} weak. ${strongBets} strong and ${weakBets} weak hands bet. Among these ${bets} bets ${percent(strongBets / bets, 0)} are strong, where ${strong}% were before.`;
  return { alt, svg };
}
