import { type Card, RANK_NAMES, RANKS, rankOf, readCards, unseen } from '../cards/card.js';
import { bestFive, describe, evaluate } from '../cards/evaluate.js';
import { ways } from '../maths/chance.js';
import { type Drawing, grouped, percent } from './drawing.js';
import { sumOf } from './kit/bars.js';
import { arrow, CARD_WIDTH, cardRow, middleOf, SMALL_CARD_WIDTH, suit } from './kit/cards.js';
import { cell, GONE, HIT, legend, MISS } from './kit/marks.js';
import { heading, INNER, line, MARGIN, RIGHT, rect, type Shape, sheet, text } from './kit/svg.js';

/** Ranks as a lesson writes them: `K Q J 10 9`. */
const ranksOf = (cards: readonly Card[]): string => cards.map((card) => RANKS[rankOf(card)] ?? '').join(' ');

/** The highest first, and what there is more of before that: the order in which hands are compared. */
function inOrder(cards: readonly Card[]): Card[] {
  const times = (card: Card) => cards.filter((other) => rankOf(other) === rankOf(card)).length;
  return cards.toSorted((a, b) => times(b) - times(a) || b - a);
}

/** The whole deck: what is seen, what is unseen, what fits. */
export function chance(): Drawing {
  const seen = readCards('7♣ 7♦ K♠ 9♥ 2♦');
  const left = unseen(seen);
  const fits = left.filter((card) => rankOf(card) === RANKS.indexOf('7'));
  const [x, y, step, rowStep] = [44, 60, 20, 25];
  const headings = new Set(seen.map(rankOf));
  const columns = [...headings].map((rank) =>
    text(RANKS[rank] ?? '', x + rank * step + 9, y - 11, { align: 'middle', bold: true }),
  );
  const rows = [3, 2, 1, 0].map((which, row) => {
    const cells = RANKS.map((_, rank) => {
      const card = rank * 4 + which;
      const kind = seen.includes(card) ? GONE : fits.includes(card) ? HIT : MISS;
      return cell(kind, x + rank * step, y + row * rowStep, 18, 21);
    });
    return suit(which, MARGIN, y + row * rowStep + 3, 16, false) + cells.join('');
  });
  const answer = `${fits.length}/${left.length} ≈ ${percent(fits.length / left.length)}`;
  const svg = sheet(254, [
    heading(`${fits.length} of ${left.length} unseen cards fit`),
    ...columns,
    ...rows,
    legend(GONE, `${seen.length} cards that you see`, MARGIN, 180),
    legend(MISS, `${left.length - fits.length} unseen cards, no Seven`, MARGIN, 206),
    legend(HIT, `${fits.length} unseen Sevens: ${answer}`, MARGIN, 232),
  ]);
  const alt = `The 52 cards as a grid. Five are crossed out, since you see them: two Sevens and the flop. ${left.length} are unseen. ${fits.length} of these are Sevens, marked with a tick. That makes ${percent(fits.length / left.length)}.`;
  return { alt, svg };
}

/** How many of all five-card hands are of a kind, the rarest first. */
function kindsOfHands(): readonly (readonly [kind: string, hands: number])[] {
  const straightFlush = 10 * 4;
  const flush = ways(13, 5) * 4 - straightFlush;
  const straight = 10 * 4 ** 5 - straightFlush;
  const kinds: [string, number][] = [
    ['Straight flush', straightFlush],
    ['Four of a kind', 13 * 48],
    ['Full house', 13 * ways(4, 3) * 12 * ways(4, 2)],
    ['Flush', flush],
    ['Straight', straight],
    ['Three of a kind', 13 * ways(4, 3) * ways(12, 2) * 16],
    ['Two pair', ways(13, 2) * ways(4, 2) ** 2 * 44],
    ['One pair', 13 * ways(4, 2) * ways(12, 3) * 64],
  ];
  return [...kinds, ['High card', ways(52, 5) - sumOf(kinds.map(([, hands]) => hands))]];
}

/** Kinds of hands with their shares as bars. */
export function handRanks(): Drawing {
  const all = ways(52, 5);
  const kinds = kindsOfHands();
  const [top, step] = [58, 36];
  const rows = kinds.map(([kind, hands], row) => {
    const y = top + row * step;
    return (
      text(kind, MARGIN, y) +
      text(`1 in ${grouped(all / hands)}`, RIGHT, y, { align: 'end', bold: true }) +
      line(MARGIN, y + 16, RIGHT, y + 16, { stroke: 'edge' }) +
      rect(MARGIN, y + 12, Math.max(2, (hands / all) * INNER), 8, { fill: 'ownEdge' })
    );
  });
  const svg = sheet(top + kinds.length * step, [heading('The rarer kind wins'), ...rows]);
  const said = (kind: string) => `1 in ${grouped(all / (kinds.find(([name]) => name === kind)?.[1] ?? all))}`;
  const alt = `The nine kinds of hands, the best on top, each with a bar for its share. A straight flush is ${said('Straight flush')} hands. A full house is ${said('Full house')}, a flush ${said('Flush')}, a straight ${said('Straight')}. One pair and high card make up nearly all.`;
  return { alt, svg };
}

/** Two hands on one board, each with the five cards that count. */
export function board(): Drawing {
  const shared = readCards('Q♦ J♣ 9♠ 7♥ 5♦');
  const hands = [readCards('K♠ 10♥'), readCards('10♣ 8♣')];
  const five = MARGIN + 2 * (SMALL_CARD_WIDTH + 2) + 48;
  const row = (hand: readonly Card[], y: number, words: string): Shape =>
    [
      text(words, MARGIN, y),
      cardRow(hand, MARGIN, y + 16, () => ({ marked: true }), SMALL_CARD_WIDTH),
      arrow(five - 12, y + 40, 24),
      cardRow(
        inOrder(bestFive([...hand, ...shared])),
        five,
        y + 16,
        (card) => ({ marked: hand.includes(card) }),
        SMALL_CARD_WIDTH,
      ),
    ].join('');
  const [best = '', second = ''] = hands.map((hand) => describe(evaluate([...hand, ...shared])));
  const svg = sheet(334, [
    heading('The best five of seven'),
    text('The board', MARGIN, 56),
    cardRow(shared, five, 72, () => ({}), SMALL_CARD_WIDTH),
    row(hands[0] ?? [], 144, `${best}: the nuts`),
    row(hands[1] ?? [], 240, second),
  ]);
  const [first = [], other = []] = hands.map((hand) => inOrder(bestFive([...hand, ...shared])));
  const alt = `The board is ${ranksOf(shared)}. With King and Ten in hand the best five are ${ranksOf(first)}. That is ${best}, and nothing beats it here. With Ten and Eight they are ${ranksOf(other)}: ${second}. Cards from the hand have a thick frame.`;
  return { alt, svg };
}

/** Two hands with the same pair, card under card. */
export function kickers(): Drawing {
  const shared = readCards('K♠ 9♥ 7♦ 4♣ 2♠');
  const [ada = [], bram = []] = [readCards('K♥ Q♦'), readCards('K♦ J♣')].map((hand) =>
    inOrder(bestFive([...hand, ...shared])),
  );
  const place = ada.findIndex((card, index) => rankOf(card) !== rankOf(bram[index] ?? card));
  const [x, upper, lower] = [96, 48, 130];
  const at = (index: number) => middleOf(index, x);
  const winner = RANK_NAMES[rankOf(ada[place] ?? 0)] ?? '';
  const loser = RANK_NAMES[rankOf(bram[place] ?? 0)] ?? '';
  const svg = sheet(240, [
    heading('The first difference wins'),
    rect(
      at(place) - CARD_WIDTH / 2 - 5,
      upper - 6,
      CARD_WIDTH + 10,
      lower + 66 - upper,
      { fill: 'other', stroke: 'otherEdge' },
      6,
    ),
    text('Ada', MARGIN, upper + 27, { bold: true }),
    cardRow(ada, x, upper),
    ...Array.from({ length: place }, (_, index) => text('=', at(index), upper + 68, { align: 'middle', bold: true })),
    text('Bram', MARGIN, lower + 27, { bold: true }),
    cardRow(bram, x, lower),
    text(`${winner} beats ${loser}: Ada wins`, RIGHT, 216, { align: 'end', bold: true }),
  ]);
  const alt = `Five cards for Ada, ${ranksOf(ada)}, above five for Bram, ${ranksOf(bram)}. The two Kings are equal. The third card is the first difference, and it has a frame. The ${winner} beats the ${loser}, so Ada wins.`;
  return { alt, svg };
}
