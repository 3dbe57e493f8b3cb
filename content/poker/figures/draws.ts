import { type Card, RANKS, rankOf, readCards, suitOf, unseen } from '../cards/card.js';
import { showdown, splittingCards, winningCards } from '../cards/equity.js';
import { categoryOf, evaluate, FLUSH, STRAIGHT } from '../cards/evaluate.js';
import { atLeastOne, ways } from '../maths/chance.js';
import { type Drawing, percent } from './drawing.js';
import { splitBar } from './kit/bars.js';
import { cardRow, middleOf, SMALL_CARD_WIDTH } from './kit/cards.js';
import { cross, tick } from './kit/marks.js';
import { axisAcross, axisUp, curve, type Plot } from './kit/plot.js';
import { heading, INNER, line, MARGIN, RIGHT, type Shape, sheet, text } from './kit/svg.js';
import { branch, leaf } from './kit/tree.js';

/** The fifteen outs of a flush and straight draw, each card once. */
export function outs(): Drawing {
  const [hand, flop] = [readCards('J♥ 10♥'), readCards('9♥ 8♥ 2♣')];
  const made = (card: Card) => categoryOf(evaluate([...hand, ...flop, card]));
  const left = unseen(hand, flop);
  const hearts = left.filter((card) => made(card) >= FLUSH);
  const straights = left.filter((card) => made(card) === STRAIGHT);
  const [queen, seven] = [RANKS.indexOf('Q'), RANKS.indexOf('7')];
  const group = (rank: number) => straights.filter((card) => rankOf(card) === rank);
  const [queens, sevens] = [group(queen), group(seven)];
  const again = (rank: number) => hearts.filter((card) => rankOf(card) === rank);
  const second = MARGIN + INNER / 2;
  const crossedOut = (card: Card) => ({ crossed: hearts.includes(card) });
  const sum = `${hearts.length} + ${queens.length} + ${sevens.length} = ${hearts.length + straights.length} outs`;
  const svg = sheet(256, [
    heading('Each card counts once'),
    text(`${hearts.length} hearts make a flush`, MARGIN, 56),
    cardRow(hearts, MARGIN, 72, () => ({}), SMALL_CARD_WIDTH),
    text(`${queens.length} new Queens`, MARGIN, 142),
    cardRow([...queens, ...again(queen)], MARGIN, 158, crossedOut, SMALL_CARD_WIDTH),
    text(`${sevens.length} new Sevens`, second, 142),
    cardRow([...sevens, ...again(seven)], second, 158, crossedOut, SMALL_CARD_WIDTH),
    text(sum, MARGIN, 232, { bold: true }),
  ]);
  const alt = `Nine hearts in a row: each makes a flush. Below are the Queens and the Sevens, which make a straight. The Queen and the Seven of hearts are crossed out, as they count already. ${sum}.`;
  return { alt, svg };
}

/** Rule and exact chance side by side, for one card and for two. */
export function rule24(): Drawing {
  const plot: Plot = { across: [0, 15], x: [56, 238], up: [0, 0.6], y: [226, 62] };
  const one = (count: number) => count / 46;
  // Between whole numbers the chance is drawn as the same formula goes on.
  const two = (count: number) => 1 - ((47 - count) * (46 - count)) / (47 * 46);
  const rule = { stroke: 'otherEdge', dash: '6 4' } as const;
  const exact = { stroke: 'ownEdge' } as const;
  const ends = [0.6, atLeastOne(15, 47, 2), 15 / 46, 0.3];
  // Beside the ends of the lines, and far enough from each other to be read.
  const heights = [62, 82, 134, 154];
  const svg = sheet(308, [
    heading('Outs times 2, outs times 4'),
    axisUp(plot, new Map([0, 0.2, 0.4, 0.6].map((share) => [share, percent(share)]))),
    axisAcross(plot, new Map([4, 8, 12, 15].map((count) => [count, String(count)]))),
    curve(plot, (count) => count * 0.04, rule),
    curve(plot, two, exact),
    curve(plot, (count) => count * 0.02, rule),
    curve(plot, one, exact),
    text('two cards', 96, 104, { align: 'middle', bold: true }),
    text('one card', 180, 204, { align: 'middle', bold: true }),
    ...ends.map((share, index) => text(percent(share), 246, heights[index] ?? 0)),
    line(MARGIN, 264, MARGIN + 28, 264, { ...exact, width: 2.5 }),
    text('exact', MARGIN + 36, 264),
    line(120, 264, 148, 264, { ...rule, width: 2.5 }),
    text('rule', 156, 264),
    text('outs', RIGHT, 242, { align: 'end', role: 'soft' }),
    text('With many outs it is too high.', MARGIN, 288, { role: 'soft' }),
  ]);
  const alt = `Two pairs of lines over the number of outs. For one card rule and exact chance stay close: 30% and ${percent(15 / 46)} at 15 outs. For two cards they part as the outs grow. At 15 outs the rule says 60%, but exactly it is ${percent(atLeastOne(15, 47, 2))}.`;
  return { alt, svg };
}

/** Two cards as a tree: only one of four ends misses twice. */
export function drawOdds(): Drawing {
  const n = 8;
  const all = ways(47, 2);
  const [both, none] = [ways(n, 2) / all, ways(47 - n, 2) / all];
  const one = (1 - both - none) / 2;
  const [root, first, last] = [MARGIN + 4, 118, 226];
  const ends = [68, 116, 176, 224] as const;
  const [up, down] = [(ends[0] + ends[1]) / 2, (ends[2] + ends[3]) / 2];
  const start = (up + down) / 2;
  const svg = sheet(296, [
    heading(`${n} outs, two cards`),
    branch([root, start], [first, up], `${n}/47`),
    branch([root, start], [first, down], `${47 - n}/47`),
    branch([first, up], [last, ends[0]], `${n - 1}/46`),
    branch([first, up], [last, ends[1]], `${47 - n}/46`),
    branch([first, down], [last, ends[2]], `${n}/46`),
    branch([first, down], [last, ends[3]], `${46 - n}/46`),
    leaf([last, ends[0]], percent(both), 'tick'),
    leaf([last, ends[1]], percent(one), 'tick'),
    leaf([last, ends[2]], percent(one), 'tick'),
    leaf([last, ends[3]], percent(none), 'cross'),
    text(`No hit: ${percent(none)}`, MARGIN, 250),
    text(`At least one: ${percent(1 - none)}`, MARGIN, 274, { bold: true }),
  ]);
  const alt = `A tree for two cards with ${n} outs. Hit and hit again: ${percent(both)}. Hit then miss, or miss then hit: ${percent(one)} each. Miss both times: ${percent(none)}. So at least one card hits in ${percent(1 - none)}.`;
  return { alt, svg };
}

/** Which of nine hearts win, and what that makes of the pot. */
export function equity(): Drawing {
  const [hero, other, turn] = [readCards('A♥ 10♥'), readCards('K♠ K♦'), readCards('K♥ 8♥ 5♣ 2♦')];
  const wins = winningCards(hero, other, turn);
  const hearts = unseen(hero, other, turn).filter((card) => suitOf(card) === 2);
  const { total, equity: shares } = showdown([hero, other], turn);
  const [mine = 0, theirs = 0] = shares;
  const marks = hearts.map((card, place): Shape => {
    const x = middleOf(place, MARGIN, SMALL_CARD_WIDTH);
    return wins.includes(card) ? tick(x, 138, 18) : cross(x, 138, 18);
  });
  const splits = splittingCards(hero, other, turn).length;
  const svg = sheet(262, [
    heading(`${wins.length} of ${total} rivers win`),
    text('The nine unseen hearts', MARGIN, 56),
    cardRow(hearts, MARGIN, 72, () => ({}), SMALL_CARD_WIDTH),
    ...marks,
    text('Crosses pair the board.', MARGIN, 166, { role: 'soft' }),
    splitBar(
      [
        { value: mine, wash: 'own' },
        { value: theirs, wash: 'other', words: `their share ${percent(theirs)}` },
      ],
      { x: MARGIN, y: 186, length: INNER },
    ),
    text(`your share ${wins.length}/${total} ≈ ${percent(mine)}`, MARGIN, 240, { bold: true }),
  ]);
  const alt = `The nine unseen hearts. Seven have a tick: they win. The Five and the Two have a cross, as they pair the board. ${wins.length} of ${total} rivers win and ${splits === 0 ? 'none splits' : `${splits} split`}. Your share of the pot is ${percent(mine)}, theirs ${percent(theirs)}.`;
  return { alt, svg };
}
