import { betValue, breakEvenEquity } from '../maths/chance.js';
import { type Drawing, percent, signed, spoken } from './drawing.js';
import { sumOf } from './kit/bars.js';
import { EDGES, type Wash } from './kit/palette.js';
import { acrossOf, area, axisAcross, axisUp, curve, type Plot, placeOf, point, upOf } from './kit/plot.js';
import { circle, heading, line, MARGIN, RIGHT, rect, type Shape, sheet, text } from './kit/svg.js';
import { branch, leaf } from './kit/tree.js';

/** What a call is worth over the equity, close to the price. */
export function breakEven(): Drawing {
  const [pot, bet, outs] = [150, 50, 9];
  const price = breakEvenEquity(pot + bet, bet);
  const mine = outs / 46;
  const value = (equity: number) => equity * (pot + 2 * bet) - bet;
  const plot: Plot = { across: [0.16, 0.24], x: [60, 290], up: [-10, 10], y: [222, 62] };
  const [x, y] = placeOf(plot, price, 0);
  const svg = sheet(294, [
    heading('Below the price: fold'),
    area(plot, value, [0.16, price], { fill: 'bad' }),
    area(plot, value, [price, 0.24], { fill: 'good' }),
    axisUp(plot, new Map([-10, 0, 10].map((chips) => [chips, signed(chips)]))),
    axisAcross(plot, new Map([0.16, 0.18, 0.2, 0.22, 0.24].map((share) => [share, percent(share)]))),
    curve(plot, value, { stroke: 'ownEdge' }),
    circle(x, y, 5, { fill: 'paper', stroke: 'ownEdge', width: 2 }),
    text('fold', 78, 160, { bold: true }),
    text('call', 262, 128, { align: 'middle', bold: true }),
    point(plot, [mine, value(mine)], `you: ${percent(mine)}`, { dx: -4, dy: -26, align: 'end' }),
    text(`price ${percent(price)}`, x + 10, y + 16, { bold: true }),
    text('equity', RIGHT, 258, { align: 'end', role: 'soft' }),
    text(`On average: ${signed(value(mine), 1)} chips`, MARGIN, 276, { bold: true }),
  ]);
  const alt = `A line shows what a call is worth over your equity. It crosses zero at the price, ${percent(price)}. Left of that a fold is better, right of it a call. Your ${percent(mine)} lies just left: ${spoken(value(mine), 1)} chips on average.`;
  return { alt, svg };
}

/** `+2.4` as a further term of a sum: `+ 2.4`. */
const spaced = (term: string): string => `${term.slice(0, 1)} ${term.slice(1)}`;

/** Results as areas: as wide as they are likely, as high as their chips. */
export function expectedValue(): Drawing {
  const results: readonly { name: string; chips: number; chance: number; wash: Wash }[] = [
    { name: 'win', chips: 180, chance: 0.4, wash: 'good' },
    { name: 'split', chips: 60, chance: 0.04, wash: 'other' },
    { name: 'lose', chips: -60, chance: 0.56, wash: 'bad' },
  ];
  const mean = sumOf(results.map(({ chips, chance }) => chips * chance));
  const plot: Plot = { across: [0, 1], x: [66, 300], up: [-60, 180], y: [242, 58] };
  let from = 0;
  const blocks: Shape[] = results.map(({ chips, chance, wash }) => {
    const [left, right] = [acrossOf(plot, from), acrossOf(plot, from + chance)];
    from += chance;
    const [high, low] = [upOf(plot, Math.max(chips, 0)), upOf(plot, Math.min(chips, 0))];
    return rect(left, high, right - left, low - high, { fill: wash, stroke: EDGES[wash] });
  });
  const level = upOf(plot, mean);
  const share = (result: string) => percent(results.find(({ name }) => name === result)?.chance ?? 0);
  const terms = results
    .map(({ chips, chance }) => spaced(signed(chips * chance, 1)))
    .join(' ')
    .slice(2);
  const svg = sheet(296, [
    heading('Wide: chance, high: chips'),
    axisUp(plot, new Map([180, 60, 0, -60].map((chips) => [chips, signed(chips)]))),
    ...blocks,
    text('win', 113, 90, { align: 'middle', bold: true }),
    text(share('win'), 113, 112, { align: 'middle' }),
    text(`split ${share('split')}`, 176, 120),
    text(`lose ${share('lose')}`, 235, 221, { align: 'middle', bold: true }),
    line(66, level, 300, level, { stroke: 'ownEdge', width: 2.5, dash: '6 4' }),
    text(`mean ${signed(mean, 1)}`, 300, level - 14, { align: 'end', bold: true }),
    text(`${terms} = ${signed(mean, 1)}`, MARGIN, 272, { bold: true }),
  ]);
  const alt = `Three blocks, as wide as their chance and as high as their chips. Win: 180 with ${share('win')}. Split: 60 with ${share('split')}. Lose: minus 60 with ${share('lose')}. A dashed line marks the mean, ${spoken(mean, 1)} chips.`;
  return { alt, svg };
}

/** A bet as a tree, with the value of its two ways. */
export function foldEquity(): Drawing {
  const [pot, bet, folds, wins] = [100, 80, 0.5, 0.2];
  const called = betValue(pot, bet, 0, wins);
  const value = betValue(pot, bet, folds, wins);
  const [root, first, last] = [MARGIN + 4, 128, 236];
  const [fold, call, win, lose] = [82, 180, 150, 210] as const;
  const svg = sheet(290, [
    heading(`Bet ${bet} into a pot of ${pot}`),
    branch([root, 132], [first, fold], `folds ${percent(folds)}`),
    branch([root, 132], [first, call], `calls ${percent(1 - folds)}`),
    branch([first, call], [last, win], `win ${percent(wins)}`),
    branch([first, call], [last, lose], `lose ${percent(1 - wins)}`),
    leaf([first, fold], signed(pot)),
    leaf([last, win], signed(pot + bet)),
    leaf([last, lose], signed(-bet)),
    text(`When called: ${signed(called)} chips`, MARGIN, 244),
    text(`In all: ${folds * pot} − ${Math.round((folds - 1) * called)} = ${signed(value)} chips`, MARGIN, 268, {
      bold: true,
    }),
  ]);
  const alt = `A tree for a bet of ${bet} into ${pot}. It is folded to in ${percent(folds)} and wins ${pot}. When called it wins ${pot + bet} in ${percent(wins)} and loses ${bet} in ${percent(1 - wins)}: ${spoken(called)} on average. In all the bet is worth ${spoken(value)} chips.`;
  return { alt, svg };
}

/** A semi-bluff over the folds, beside the check. */
export function semiBluff(): Drawing {
  const [pot, bet, equity, folds] = [120, 100, 9 / 46, 0.4];
  const value = (share: number) => betValue(pot, bet, share, equity);
  const check = equity * pot;
  const zero = -value(0) / (pot - value(0));
  const plot: Plot = { across: [0, 0.6], x: [60, 290], up: [-60, 60], y: [228, 60] };
  const level = upOf(plot, check);
  const svg = sheet(280, [
    heading('Folds make the bet better'),
    axisUp(plot, new Map([-40, 0, 40].map((chips) => [chips, signed(chips)]))),
    axisAcross(plot, new Map([0, 0.2, 0.4, 0.6].map((share) => [share, percent(share)]))),
    line(plot.x[0], level, plot.x[1], level, { stroke: 'otherEdge', width: 2.5, dash: '6 4' }),
    text(`check ${signed(check, 1)}`, 66, level - 13, { bold: true }),
    curve(plot, value, { stroke: 'ownEdge' }),
    point(plot, [0, value(0)], `never a fold: loses ${(-value(0)).toFixed(1)}`, {
      dx: 6,
      dy: 18,
      align: 'start',
      bold: false,
    }),
    point(plot, [zero, 0], `zero at ${percent(zero)}`, { dx: 10, dy: 14, align: 'start' }),
    point(plot, [folds, value(folds)], `bet ${signed(value(folds), 1)}`, { dx: -2, dy: -31, align: 'end' }),
    text('folds', RIGHT, 262, { align: 'end', role: 'soft' }),
  ]);
  const alt = `A line shows what the bet is worth over the share of folds. With no folds it loses ${(-value(0)).toFixed(1)} chips. It reaches zero at ${percent(zero)} folds. At ${percent(folds)} it is worth ${spoken(value(folds), 1)}, just above the check at ${spoken(check, 1)}.`;
  return { alt, svg };
}
