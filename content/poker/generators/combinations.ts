import { type Card, cardOf, RANK_NAMES, rankOf, rankPlural, showCard, showCards, showHigh } from '../cards/card.js';
import { classesOf, combosOf, rangeCombos, rankLetter } from '../cards/ranges.js';
import { count, percent } from './answers.js';
import type { Dealer } from './dealer.js';
import { type Generator, level, type Question, single } from './generator.js';
import { is, isPct, num, some, tenNote } from './wording.js';

const ALL_HANDS = 1326;

/** A hand class in letters from two different ranks, the higher first. */
function twoRanks(dealer: Dealer, kind: '' | 's' | 'o'): string {
  const [high = 1, low = 0] = dealer.sample([...Array(13).keys()], 2).sort((a, b) => b - a);
  return rankLetter(high) + rankLetter(low) + kind;
}

const KIND_WORDS = {
  s: 'suited (both cards of one suit)',
  o: 'offsuit (two different suits)',
  '': 'suited or offsuit',
};

function noneSeen(dealer: Dealer): Question {
  const form = dealer.int(0, 3);
  if (form === 0) {
    const letter = rankLetter(dealer.int(0, 12));
    return single({
      prompt: `In how many ways can a player be dealt ${letter}${letter} when you have seen no card?${tenNote(letter)}`,
      answer: count(6),
      hints: ['There are four cards of the rank; a hand takes two of them.', '$\\binom{4}{2} = \\frac{4\\cdot 3}{2}$.'],
      solution:
        '$\\binom{4}{2} = \\frac{4\\cdot 3}{2} = 6$. Divide by 2 because the order of the two cards does not matter.',
    });
  }
  const kind = (['s', 'o', ''] as const)[form - 1] ?? '';
  const handClass = twoRanks(dealer, kind);
  const total = combosOf(handClass).length;
  return single({
    prompt: `In how many ways can a player be dealt ${handClass}, ${KIND_WORDS[kind]}, when you have seen no card?${tenNote(handClass)}`,
    answer: count(total),
    hints: [
      'Four cards of the first rank and four of the second make $4\\cdot 4$ pairs of cards.',
      'Of these 16 pairs, how many share a suit?',
    ],
    solution: `There are $4\\cdot 4 = 16$ pairs of cards; 4 are suited and 12 are not. So ${handClass} has ${total} combinations.`,
  });
}

function someSeen(dealer: Dealer): Question {
  // With three ranks or more, no rank is used up.
  const seen = dealer.until(
    () => dealer.cards(5),
    (cards) => new Set(cards.map(rankOf)).size >= 3,
  );
  const [hole, flop] = [seen.slice(0, 2), seen.slice(2)];
  // Ranks that are on the table, so that the seen cards matter.
  const [first = 0, second = 1] = dealer
    .sample([...new Set([...seen.map(rankOf), dealer.int(0, 12)])], 2)
    .sort((a, b) => b - a);
  const pair = dealer.int(0, 2) === 0;
  const handClass = pair ? rankLetter(first) + rankLetter(first) : rankLetter(first) + rankLetter(second);
  const total = combosOf(handClass, seen).length;
  const left = (rank: number) => 4 - seen.filter((card) => rankOf(card) === rank).length;
  const [a, b] = [left(first), left(second)];
  return single({
    prompt: `You hold ${showHigh(hole)} and the flop is ${showCards(flop)}. How many combinations of ${handClass}${pair ? '' : ' (suited or not)'} can an opponent still hold?${tenNote(handClass)}`,
    answer: count(total),
    hints: [
      'Count the cards of each rank that you cannot see.',
      pair
        ? `${a} of the four ${rankPlural(first)} ${a === 1 ? 'is' : 'are'} left. A pair needs two of them.`
        : `${a} ${rankPlural(first)} and ${b} ${rankPlural(second)} are left. Each goes with each.`,
    ],
    solution: pair
      ? `${a} ${a === 1 ? 'is' : 'are'} left: $\\binom{${a}}{2} = \\frac{${a}\\cdot ${a - 1}}{2} = ${total}$.`
      : `$${a}\\cdot ${b} = ${total}$.`,
  });
}

function wholeRange(dealer: Dealer): Question {
  const board = dealer.cards(dealer.pick([3, 4, 5]));
  const low = dealer.int(6, 11);
  const pairClass = `${rankLetter(low)}${rankLetter(low)}+`;
  const suited = `A${rankLetter(dealer.int(6, 10))}s+`;
  const offsuit = dealer.pick(['AKo', 'AQo', 'KQo', 'KJo']);
  const terms = [pairClass, suited, offsuit];
  const rows = terms.map((text) => ({ text, size: rangeCombos(text, board).length, full: rangeCombos(text).length }));
  const total = rows.reduce((sum, { size }) => sum + size, 0);
  return single({
    prompt: `Your opponent’s range is ${terms.join(', ')}. The board is ${showCards(board)}; leave your own cards aside. How many combinations of the range are possible?${tenNote(terms.join())}`,
    answer: count(total),
    hints: [
      'Count the combinations of each part without the board first: 6 for each pair, 4 for each suited and 12 for each offsuit hand.',
      `Without the board there are ${rows.map(({ text, full }) => `${full} (${text})`).join(', ')}. Now strike out those that need a card of the board.`,
    ],
    solution: `With the board cards out: ${rows.map(({ text, size, full }) => `${text} ${size} instead of ${full}`).join('; ')}. Together $${rows.map(({ size }) => size).join(' + ')} = ${total}$.`,
  });
}

export const combosGenerator: Generator = {
  id: 'combos',
  skill: 'combos',
  title: 'In how many ways?',
  levels: [level(-1, 1, noneSeen), level(0, 1.2, someSeen), level(1, 1.3, wholeRange)],
};

function randomTerm(dealer: Dealer, form: number): string {
  if (form === 0) {
    const letter = rankLetter(dealer.int(3, 11));
    return `${letter}${letter}+`;
  }
  const high = dealer.pick([12, 12, 11, 10]);
  const low = dealer.int(Math.max(4, high - 6), high - 1);
  return `${rankLetter(high)}${rankLetter(low)}${form === 1 ? 's' : 'o'}+`;
}

function sizeOf(term: string): string {
  const classes = classesOf(term);
  const [first = ''] = classes;
  return `${term}: ${some(classes.length, 'hand')} (${classes.join(', ')}), ${num(classes.length)} × ${combosOf(first).length} = ${rangeCombos(term).length}`;
}

function rangeShare(dealer: Dealer, forms: readonly number[]): Question {
  const terms = forms.map((form) => randomTerm(dealer, form));
  const total = rangeCombos(terms.join(', ')).length;
  const [name = ''] = dealer.people(1);
  return single({
    prompt: `${name} plays exactly this range: ${terms.join(', ')}. What share of all 1326 starting hands is that?${tenNote(terms.join())} Answer in per cent with one decimal place.`,
    answer: percent((100 * total) / ALL_HANDS, 1),
    hints: [
      'A plus sign means “this hand and the better ones of its kind”. Write out which hands are meant.',
      'Count 6 combinations for a pair, 4 for a suited hand, 12 for an offsuit one.',
      'Divide the sum by 1326.',
    ],
    solution: `${terms.map((each) => `- ${sizeOf(each)}`).join('\n')}\n\nTogether $\\frac{${total}}{1326} ${isPct(total / ALL_HANDS)}$.`,
  });
}

function countHands(dealer: Dealer): Question {
  const term = randomTerm(dealer, dealer.int(0, 2));
  const [first = ''] = classesOf(term);
  const each = combosOf(first).length;
  return single({
    prompt: `How many combinations of two cards does ${term} stand for?${tenNote(term)}`,
    answer: count(rangeCombos(term).length),
    hints: [
      first[0] === first[1]
        ? 'A plus behind a pair means that pair and all higher ones.'
        : 'A plus behind two different cards keeps the first card and raises the second, as far as it can go.',
      `Each of the hands has ${each} combinations.`,
    ],
    solution: `${sizeOf(term)} combinations.`,
  });
}

export const startingRangesGenerator: Generator = {
  id: 'starting-ranges',
  skill: 'starting-ranges',
  title: 'How wide is this range?',
  levels: [
    level(-0.7, 1.1, countHands),
    level(0.2, 1.2, (dealer) => rangeShare(dealer, [0, 1])),
    level(0.8, 1.3, (dealer) => rangeShare(dealer, [0, 1, 2])),
  ],
};

/** Two hole cards of the ranks asked for, on a board that holds neither. */
function spot(dealer: Dealer): { rank: number; blocker: Card; board: Card[] } {
  const rank = dealer.int(6, 12);
  const blocker = cardOf(rank, dealer.int(0, 3));
  const board = dealer.until(
    () => dealer.cards(5, [blocker]),
    (cards) => cards.every((card) => rankOf(card) !== rank),
  );
  return { rank, blocker, board };
}

function pairBlocked(dealer: Dealer): Question {
  const { rank, blocker, board } = spot(dealer);
  const other = dealer.until(
    () => dealer.int(5, 12),
    (candidate) => candidate !== rank && board.every((card) => rankOf(card) !== candidate),
  );
  const [high, low] = [Math.max(rank, other), Math.min(rank, other)];
  const handClass = rankLetter(high) + rankLetter(low);
  const all = combosOf(handClass, board).length;
  const left = combosOf(handClass, [...board, blocker]).length;
  return single({
    prompt: `The board is ${showCards(board)}. You hold ${showCard(blocker)} (and a card that changes nothing here). How many of the ${all} combinations of ${handClass} can your opponent not have because of your ${RANK_NAMES[rank]}?${tenNote(handClass)}`,
    answer: count(all - left),
    hints: [
      `How many ${rankPlural(rank)} are left for the opponent?`,
      `${handClass} needs one of 4 ${rankPlural(rank)} and one of 4 ${rankPlural(other)}. You hold one of the first four.`,
    ],
    solution: `With your card $3\\cdot 4 = ${left}$ are left instead of $4\\cdot 4 = ${all}$: ${all - left} fewer, a quarter.`,
  });
}

function pairShare(dealer: Dealer): Question {
  const { rank, blocker, board } = spot(dealer);
  const pair = rankLetter(rank).repeat(2);
  const others = dealer.int(3, 14);
  const after = combosOf(pair, [...board, blocker]).length;
  const before = 6;
  return single({
    prompt: `The board is ${showCards(board)}. Your opponent’s range is ${pair} and ${others} other combinations, none of which needs a card that you hold. You hold ${showCard(blocker)}. What share of the range is ${pair}?${tenNote(pair)} Answer in per cent with one decimal place.`,
    answer: percent((100 * after) / (after + others), 1),
    hints: [
      `You hold one of the four ${rankPlural(rank)}. How many pairs can be made of the other three?`,
      `$\\binom{3}{2} = 3$ combinations of ${pair} are left beside ${others} others.`,
    ],
    solution: `Without your card the share would be $\\frac{${before}}{${before + others}} ${isPct(before / (before + others))}$. With it only 3 of the 6 pairs are left: $\\frac{3}{${3 + others}} ${isPct(3 / (3 + others))}$. One card in your hand has moved the share by ${num(100 * (before / (before + others) - after / (after + others)), 1)} points.`,
  });
}

function valueAgainstBluffs(dealer: Dealer): Question {
  const value = dealer.int(2, 6) * 3;
  const bluffs = dealer.int(4, 16);
  const valueGone = dealer.int(1, Math.floor(value / 2));
  const bluffsGone = dealer.int(0, Math.min(4, bluffs - 2));
  const share = (bluffs - bluffsGone) / (value - valueGone + bluffs - bluffsGone);
  const before = bluffs / (value + bluffs);
  const [name = ''] = dealer.people(1);
  return {
    body: `Before you look at your own cards, ${name}’s betting range on the river has ${value} combinations of strong hands and ${bluffs} of bluffs. Your two cards make ${valueGone} of the strong hands and ${bluffsGone} of the bluffs impossible. You can beat bluffs only.`,
    steps: [
      {
        prompt: 'How often is the bet a bluff, given your cards? Answer in per cent with one decimal place.',
        answer: percent(100 * share, 1),
        hints: [
          'Strike out what is impossible from both groups.',
          `${value - valueGone} strong hands and ${bluffs - bluffsGone} bluffs are left.`,
        ],
        solution: `$\\frac{${bluffs - bluffsGone}}{${value - valueGone} + ${bluffs - bluffsGone}} ${isPct(share)}$.`,
      },
      {
        prompt:
          'By how many percentage points did your cards change the share of bluffs? Use a minus sign if it went down; one decimal place.',
        answer: percent(100 * (share - before), 1),
        hints: [
          `What was the share before you looked? $\\frac{${bluffs}}{${value + bluffs}}$.`,
          'New share minus old share.',
        ],
        solution: `Before: $\\frac{${bluffs}}{${value + bluffs}} ${isPct(before)}$. Change: $${num(100 * share, 2)} - ${num(100 * before, 2)} ${is(100 * (share - before), 1)}$ points. ${share > before ? 'Your cards make a call better.' : share < before ? 'Your cards make a call worse, since they take away bluffs more than strong hands.' : 'Nothing has changed.'}`,
      },
    ],
  };
}

export const blockersGenerator: Generator = {
  id: 'blockers',
  skill: 'blockers',
  title: 'What your own cards tell you',
  levels: [level(-0.4, 1.1, pairBlocked), level(0.4, 1.2, pairShare), level(1, 1.3, valueAgainstBluffs)],
};
