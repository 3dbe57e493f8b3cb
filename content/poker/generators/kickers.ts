import { type Card, showCards, showHigh } from '../cards/card.js';
import { bestFive, categoryOf, describe, evaluate } from '../cards/evaluate.js';
import { oneOf } from './answers.js';
import type { Dealer } from './dealer.js';
import { type Generator, level, type Question, single } from './generator.js';

interface Duel {
  readonly one: Card[];
  readonly two: Card[];
  readonly board: Card[];
  readonly values: readonly [number, number];
}

function duel(dealer: Dealer): Duel {
  const cards = dealer.cards(9);
  const [one, two, board] = [cards.slice(0, 2), cards.slice(2, 4), cards.slice(4)];
  return { one, two, board, values: [evaluate([...one, ...board]), evaluate([...two, ...board])] };
}

function ask(dealer: Dealer, { one, two, board, values }: Duel): Question {
  const [first = '', second = ''] = dealer.people(2);
  const split = 'They split the pot';
  const results = [`${first} wins`, `${second} wins`, split];
  const [a, b] = values;
  const right = a === b ? split : a > b ? `${first} wins` : `${second} wins`;
  const misconception = (text: string) => {
    if (text === split) return 'stops at the name of the hand and forgets the side cards';
    return a === b ? 'counts a card outside the best five' : 'gives the decision to a card that does not play';
  };
  const [fiveOne, fiveTwo] = [bestFive([...one, ...board]), bestFive([...two, ...board])];
  return single({
    prompt: `The board is ${showCards(board)}. ${first} holds ${showHigh(one)}, ${second} holds ${showHigh(two)}. What happens?`,
    answer: oneOf(
      dealer,
      right,
      results.filter((text) => text !== right).map((text) => [text, misconception(text)] as const),
    ),
    hints: [
      'Write down the best five cards of each player. A hand has five cards, never six.',
      `${first} and ${second} both have ${describe(a)}. Compare the rest of the five cards, highest first. Suits do not count.`,
    ],
    solution: `${first} plays ${showHigh(fiveOne)}; ${second} plays ${showHigh(fiveTwo)}. ${
      a === b
        ? 'Rank by rank the two hands are equal, so the pot is split.'
        : `Compared from the top rank down, ${a > b ? first : second} is ahead.`
    }`,
  });
}

/** A duel of two hands with the same name, decided or split as wished. */
function sameName(dealer: Dealer, category: number, tie: boolean): Duel {
  return dealer.until(
    () => duel(dealer),
    ({ values: [a, b] }) => categoryOf(a) === category && describe(a) === describe(b) && (a === b) === tie,
  );
}

/** The same with two pair up to a flush, where side cards seldom play and the board may decide. */
function sameCategory(dealer: Dealer): Duel {
  return dealer.until(
    () => duel(dealer),
    ({ values: [a, b] }) => categoryOf(a) >= 2 && categoryOf(a) <= 5 && describe(a) === describe(b),
  );
}

export const kickersGenerator: Generator = {
  id: 'kickers',
  skill: 'kickers',
  title: 'Same hand: who wins?',
  levels: [
    level(-0.8, 1, (dealer) => ask(dealer, sameName(dealer, 1, false))),
    level(0, 1.2, (dealer) => ask(dealer, sameName(dealer, 2, dealer.int(0, 1) === 1))),
    level(0.8, 1.2, (dealer) => ask(dealer, dealer.int(0, 1) === 1 ? sameName(dealer, 1, true) : sameCategory(dealer))),
  ],
};
