import { type Card, showCards, showHigh, unseen } from '../cards/card.js';
import { bestFive, CATEGORIES, categoryOf, choose, describe, evaluate } from '../cards/evaluate.js';
import { type Distractor, inOrder, oneOf } from './answers.js';
import type { Dealer } from './dealer.js';
import { type Generator, level, type Question, single } from './generator.js';

const WEAK_TO_STRONG = CATEGORIES.join(' < ');
const LADDER = `From weakest to strongest: ${WEAK_TO_STRONG}.`;

/** A five-card hand of a category; the rare ones are built, since a fair deal would take too long to meet them. */
function handOf(dealer: Dealer, category: number): Card[] {
  const fits = (cards: readonly Card[]) => categoryOf(evaluate(cards)) === category;
  if (category === 8 || category === 5) {
    const suit = dealer.int(0, 3);
    const suited = Array.from({ length: 13 }, (_, rank) => rank * 4 + suit);
    if (category === 5) return dealer.until(() => dealer.sample(suited, 5), fits);
    const low = dealer.int(0, 8);
    return dealer.shuffle(suited.slice(low, low + 5));
  }
  if (category === 4) {
    const low = dealer.int(0, 8);
    return dealer.until(() => dealer.shuffle([0, 1, 2, 3, 4].map((step) => (low + step) * 4 + dealer.int(0, 3))), fits);
  }
  if (category >= 6) {
    const [many = 0, few = 1] = dealer.sample([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12], 2);
    const pool = [0, 1, 2, 3].flatMap((suit) => [many * 4 + suit, few * 4 + suit]);
    return dealer.until(() => dealer.sample(pool, 5), fits);
  }
  return dealer.until(() => dealer.cards(5), fits);
}

/** Near misses of a category, with the slip that leads there. */
const MISTAKEN: Readonly<Record<number, readonly (readonly [number, string])[]>> = {
  0: [
    [1, 'sees a pair where no two ranks are equal'],
    [4, 'takes near ranks for a row without a gap'],
    [5, 'takes mixed suits for one suit'],
  ],
  1: [
    [2, 'counts a single pair twice'],
    [3, 'takes two equal ranks for three'],
    [0, 'overlooks the pair'],
  ],
  2: [
    [1, 'overlooks the second pair'],
    [6, 'takes two pairs for three cards and a pair'],
    [7, 'counts two pairs as four of a kind'],
  ],
  3: [
    [6, 'takes three of a kind with odd cards for a full house'],
    [1, 'overlooks the third equal card'],
    [2, 'takes three equal cards for two pairs'],
  ],
  4: [
    [5, 'mixes up a row of ranks with one suit'],
    [8, 'forgets that a straight flush needs one suit'],
    [0, 'overlooks the row'],
  ],
  5: [
    [4, 'mixes up one suit with a row of ranks'],
    [8, 'forgets that a straight flush needs a row too'],
    [0, 'overlooks the common suit'],
  ],
  6: [
    [3, 'overlooks the pair beside the three'],
    [2, 'takes three and two for two pairs'],
    [7, 'takes five matched cards for four of a kind'],
  ],
  7: [
    [6, 'takes four and one for three and two'],
    [2, 'counts four equal cards as two pairs'],
    [3, 'overlooks the fourth equal card'],
  ],
  8: [
    [5, 'sees the suit and overlooks the row'],
    [4, 'sees the row and overlooks the suit'],
    [7, 'confuses the two strongest hands'],
  ],
};

function nameIt(dealer: Dealer): Question {
  const category = dealer.int(0, 8);
  const hand = handOf(dealer, category);
  const wrong = (MISTAKEN[category] ?? []).map(([other, idea]): Distractor => [CATEGORIES[other] ?? '', idea]);
  return single({
    prompt: `What is the name of this hand? ${showCards(hand)}`,
    answer: oneOf(dealer, CATEGORIES[category] ?? '', wrong),
    hints: [
      'Look for equal ranks first, then for a single suit, then for five ranks in a row.',
      `In order the hand reads ${showHigh(hand)}.`,
    ],
    solution: `In order: ${showHigh(hand)}. That is ${describe(evaluate(hand))}. ${LADDER}`,
  });
}

function orderThem(dealer: Dealer, hands: Card[][]): Question {
  const sorted = [...hands].sort((a, b) => evaluate(a) - evaluate(b));
  return single({
    prompt: 'Put these five-card hands in order, from the weakest to the strongest.',
    answer: inOrder(dealer, sorted.map(showHigh)),
    hints: [
      'Give each hand its name first. Only hands with the same name need a closer look.',
      'Between hands of the same name the highest rank that matters decides; suits never do.',
      LADDER,
    ],
    solution: sorted.map((hand, index) => `${index + 1}. ${showHigh(hand)}: ${describe(evaluate(hand))}`).join('\n'),
  });
}

/** Hands of equal strength cannot be put in order. */
const allDifferent = (hands: readonly Card[][]) => new Set(hands.map((hand) => evaluate(hand))).size === hands.length;

function unequalNames(dealer: Dealer): Question {
  const categories = dealer.sample([0, 1, 2, 3, 4, 5, 6, 7, 8], 4);
  return orderThem(
    dealer,
    categories.map((category) => handOf(dealer, category)),
  );
}

function closeHands(dealer: Dealer): Question {
  const [twice = 1, other = 2] = dealer.sample([0, 1, 2, 3, 4, 5, 6], 2);
  return orderThem(
    dealer,
    dealer.until(() => [twice, twice, other, other].map((category) => handOf(dealer, category)), allDifferent),
  );
}

export const handRanksGenerator: Generator = {
  id: 'hand-ranks',
  skill: 'hand-ranks',
  title: 'How strong is this hand?',
  levels: [level(-1.5, 1, nameIt), level(-0.7, 1.2, unequalNames), level(0.4, 1.3, closeHands)],
};

function bestOfSeven(dealer: Dealer): Question {
  const wanted = dealer.int(1, 6);
  const cards = dealer.until(
    () => dealer.cards(7),
    (seven) => categoryOf(evaluate(seven)) === wanted,
  );
  const [hole, board] = [cards.slice(0, 2), cards.slice(2)];
  const value = evaluate(cards);
  const wrong = (MISTAKEN[wanted] ?? []).map(([other, idea]): Distractor => [CATEGORIES[other] ?? '', idea]);
  return single({
    prompt: `You hold ${showHigh(hole)}. The board is ${showCards(board)}. What is your best five-card hand called?`,
    answer: oneOf(dealer, CATEGORIES[wanted] ?? '', wrong),
    hints: [
      'Any five of the seven cards may be used: both of yours, one of them, or none.',
      'Search from the top: is there a flush? A straight? Three or two of one rank?',
    ],
    solution: `The best five of the seven are ${showHigh(bestFive(cards))}: ${describe(value)}.`,
  });
}

function whoWins(dealer: Dealer): Question {
  const [ann = '', ben = '', cal = ''] = dealer.people(3);
  const deal = dealer.until(
    () => dealer.cards(11),
    (cards) => {
      const board = cards.slice(6);
      const values = [0, 2, 4].map((from) => evaluate([...cards.slice(from, from + 2), ...board]));
      const sorted = [...new Set(values)].sort((a, b) => b - a);
      // Three different strengths, the best two at least a pair: a close look is needed.
      return sorted.length === 3 && categoryOf(sorted[1] ?? 0) >= 1 && categoryOf(values[0] ?? 0) >= 1;
    },
  );
  const board = deal.slice(6);
  const players = [ann, ben, cal].map((name, index) => {
    const hole = deal.slice(2 * index, 2 * index + 2);
    return { name, hole, value: evaluate([...hole, ...board]) };
  });
  const ranked = [...players].sort((a, b) => b.value - a.value);
  const [winner, ...losers] = ranked.map((player) => player.name);
  return single({
    prompt: `The board is ${showCards(board)}. ${players.map(({ name, hole }) => `${name} holds ${showHigh(hole)}`).join(', ')}. Who wins?`,
    answer: oneOf(dealer, winner ?? '', [
      ...losers.map((name): Distractor => [name, 'misses a stronger hand made with the board']),
      ['Nobody alone: the pot is split', 'takes different hands for equal ones'],
    ]),
    hints: [
      'Write down the best five cards of each player, then compare.',
      `${ranked[0]?.name} and ${ranked[1]?.name} are the two to compare.`,
    ],
    solution: ranked
      .map(({ name, hole, value }) => `- ${name}: ${showHigh(bestFive([...hole, ...board]))}, ${describe(value)}`)
      .join('\n')
      .concat(`\n\n${winner} wins.`),
  });
}

/** The hands on a board by strength, strongest first; hands of equal strength are together. */
function strengths(board: readonly Card[]): { value: number; holes: Card[][] }[] {
  const byValue = new Map<number, Card[][]>();
  for (const hole of choose(unseen(board), 2)) {
    const value = evaluate([...hole, ...board]);
    byValue.set(value, [...(byValue.get(value) ?? []), hole]);
  }
  return [...byValue].map(([value, holes]) => ({ value, holes })).sort((a, b) => b.value - a.value);
}

/** Which two cards make the strongest hand that anyone can have on a board. */
function theNuts(dealer: Dealer): Question {
  // On a board such as four of a kind with an Ace all hands are nearly equal: there is nothing to ask.
  const { board, ladder } = dealer.until(
    () => {
      const cards = dealer.cards(5);
      return { board: cards, ladder: strengths(cards) };
    },
    (spot) => spot.ladder.length >= 9,
  );
  const [top, ...below] = ladder;
  const best = top?.value ?? 0;
  const nuts = dealer.pick(top?.holes ?? []);
  const others = dealer.sample(below.slice(0, 8), 3).map(({ value, holes }) => ({ value, hole: dealer.pick(holes) }));
  return single({
    prompt: `The board is ${showCards(board)}. Which of these hands is the strongest one that anybody can hold on this board?`,
    answer: oneOf(
      dealer,
      showHigh(nuts),
      others.map(({ hole, value }): Distractor => [showHigh(hole), `stops at ${describe(value)}`]),
    ),
    hints: [
      'What is the best kind of hand that this board allows? Ask for three of a suit, a pair on the board, three ranks close together.',
      'Work out what each of the four hands makes with the board.',
    ],
    solution: `${showHigh(nuts)} makes ${describe(best)} with ${showHigh(bestFive([...nuts, ...board]))}, and no two cards do better. The others:\n\n${others.map(({ hole, value }) => `- ${showHigh(hole)} makes ${describe(value)}.`).join('\n')}`,
  });
}

export const boardGenerator: Generator = {
  id: 'board',
  skill: 'board',
  title: 'What does the board make?',
  levels: [level(-1, 1, bestOfSeven), level(-0.2, 1.2, whoWins), level(0.9, 1.3, theNuts)],
};
