import { RANK_NAMES, RANKS, rankOf, rankPlural, SUIT_NAMES, showCards, suitOf } from '../cards/card.js';
import { ways } from '../maths/chance.js';
import { percent } from './answers.js';
import type { Dealer } from './dealer.js';
import { type Generator, level, type Question, single } from './generator.js';
import { isPct, some } from './wording.js';

const ALL_LEFT = 'How many cards are still unseen? That number goes below the line.';

interface Kind {
  readonly name: string;
  readonly fits: (card: number) => boolean;
}

/** A description such as "a heart" or "a King or a Queen". */
function kindOfCard(dealer: Dealer): Kind {
  const form = dealer.int(0, 4);
  const [rank = 0, other = 1] = dealer.sample([...RANKS.keys()], 2);
  const suit = dealer.int(0, 3);
  const named = (index: number) => `${index === 12 || index === 6 ? 'an' : 'a'} ${RANK_NAMES[index]}`;
  if (form === 0) return { name: `a ${SUIT_NAMES[suit]}`, fits: (card) => suitOf(card) === suit };
  if (form === 1) return { name: named(rank), fits: (card) => rankOf(card) === rank };
  if (form === 2) {
    return {
      name: `${named(rank)} or ${named(other)}`,
      fits: (card) => rankOf(card) === rank || rankOf(card) === other,
    };
  }
  if (form === 3) {
    return {
      name: `a ${SUIT_NAMES[suit]} or ${named(rank)}`,
      fits: (card) => suitOf(card) === suit || rankOf(card) === rank,
    };
  }
  const floor = dealer.int(3, 10);
  return { name: `${named(floor)} or higher (the Ace is high)`, fits: (card) => rankOf(card) >= floor };
}

function nextCard(dealer: Dealer, seenCount: number): Question {
  const seen = dealer.cards(seenCount);
  const kind = kindOfCard(dealer);
  const left = 52 - seenCount;
  const all = Array.from({ length: 52 }, (_, card) => card).filter(kind.fits).length;
  const gone = seen.filter(kind.fits).length;
  const good = all - gone;
  const situation =
    seenCount === 0
      ? 'A full deck of 52 cards is well shuffled.'
      : `You have seen ${some(seenCount, 'card')}: ${showCards(seen)}. The rest of the deck is well shuffled.`;
  return single({
    prompt: `${situation} What is the probability that the next card is ${kind.name}? Answer in per cent with one decimal place.`,
    answer: percent((100 * good) / left, 1),
    hints: [
      seenCount === 0 ? 'All 52 cards are equally likely to come next. How many of them fit?' : ALL_LEFT,
      'Probability = fitting cards that are unseen, divided by all cards that are unseen.',
    ],
    solution:
      `The full deck has ${all} such cards${seenCount === 0 ? '' : ` and you have seen ${gone} of them, so ${good} are left`}. ` +
      `There are ${left} unseen cards, each as likely as the others: $\\frac{${good}}{${left}} ${isPct(good / left)}$.`,
  });
}

/** Two cards or more, where the complement or a product is needed. */
function severalCards(dealer: Dealer): Question {
  const form = dealer.int(0, 2);
  if (form === 0) {
    const rank = dealer.int(0, 12);
    const count = dealer.int(2, 7);
    const none = ways(48, count) / ways(52, count);
    return single({
      prompt: `${count} cards are dealt from a full, shuffled deck. What is the probability that at least one of them is ${rank === 12 || rank === 6 ? 'an' : 'a'} ${RANK_NAMES[rank]}? Answer in per cent with one decimal place.`,
      answer: percent(100 * (1 - none), 1),
      hints: [
        '“At least one” is the opposite of “none”. Which of the two is easier?',
        `Multiply the chances that each card in turn is *not* one of the four: $\\frac{48}{52}\\cdot\\frac{47}{51}\\cdots$ with ${count} factors.`,
        'Take the product away from 1.',
      ],
      solution: `48 cards are not ${rankPlural(rank)}. The chance of none among ${count} is $\\frac{48}{52}\\cdot\\frac{47}{51}\\cdots\\frac{${49 - count}}{${53 - count}} ${isPct(none)}$. So the chance of at least one is $100\\% - ${(100 * none).toFixed(1)}\\% ${isPct(1 - none)}$.`,
    });
  }
  const suit = dealer.int(0, 3);
  const count = dealer.int(2, 5);
  if (form === 1) {
    const same = ways(13, count) / ways(52, count);
    return single({
      prompt: `${count} cards are dealt from a full, shuffled deck. What is the probability that all of them are ${SUIT_NAMES[suit]}s? Answer in per cent with two decimal places.`,
      answer: percent(100 * same, 2),
      hints: [
        'Deal the cards one at a time. After each one, fewer cards of the suit are left.',
        `The first factor is $\\frac{13}{52}$, the second $\\frac{12}{51}$; go on to ${count} factors.`,
      ],
      solution: `Multiply the chances one card after the other: $\\frac{13}{52}\\cdot\\frac{12}{51}\\cdots\\frac{${14 - count}}{${53 - count}} ${isPct(same, 2)}$.`,
    });
  }
  const gone = dealer.int(1, 2);
  const rank = dealer.int(0, 12);
  const left = 52 - gone;
  const chance = ways(4 - gone, 1) / left;
  const twoCards = 1 - ways(48, 2) / ways(left, 2);
  return single({
    prompt: `You have seen ${some(gone, 'card')}, and ${gone === 1 ? 'it is' : 'all are'} ${gone === 1 ? (rank === 12 || rank === 6 ? 'an ' : 'a ') + (RANK_NAMES[rank] ?? '') : rankPlural(rank)}. Two more cards are dealt. What is the probability that at least one of the two is of that rank too? Answer in per cent with two decimal places.`,
    answer: percent(100 * twoCards, 2),
    hints: [
      `${4 - gone} of the ${left} unseen cards have the rank. Adding two chances would count the case twice in which both fit.`,
      `The chance that neither fits is $\\frac{48}{${left}}\\cdot\\frac{47}{${left - 1}}$.`,
    ],
    solution: `A single card fits with chance $\\frac{${4 - gone}}{${left}} ${isPct(chance, 2)}$, and two cards bring a little less than double. Neither fits with chance $\\frac{48}{${left}}\\cdot\\frac{47}{${left - 1}} ${isPct(1 - twoCards, 2)}$, so at least one fits with chance ${(100 * twoCards).toFixed(2)}%.`,
  });
}

export const chanceGenerator: Generator = {
  id: 'chance',
  skill: 'chance',
  title: 'What will the next card be?',
  levels: [
    level(-1.4, 0.9, (dealer) => nextCard(dealer, 0)),
    level(-0.6, 1.1, (dealer) => nextCard(dealer, dealer.int(2, 6))),
    level(0.7, 1.2, severalCards),
  ],
};
