import { type Card, rankOf, showCards, showHigh, suitOf } from '../cards/card.js';
import { cardsReaching, splittingCards, winningCards } from '../cards/equity.js';
import { categoryOf, describe, evaluate, FLUSH, STRAIGHT } from '../cards/evaluate.js';
import { count } from './answers.js';
import type { Dealer } from './dealer.js';
import { type Generator, level, type Question, single } from './generator.js';
import { num, some } from './wording.js';

/** Two hole cards and a board. */
export interface Draw {
  readonly hole: Card[];
  readonly board: Card[];
}

const byRank = (cards: readonly Card[]) => [...cards].sort((a, b) => b - a);

function deal(dealer: Dealer, boardCards: number): Draw {
  const cards = dealer.cards(2 + boardCards);
  return { hole: cards.slice(0, 2), board: cards.slice(2) };
}

/** Cards of the suit in which both hole cards are, or 0. */
function suitedCards({ hole, board }: Draw): number {
  const [first = 0, second = 1] = hole;
  if (suitOf(first) !== suitOf(second)) return 0;
  return 2 + board.filter((card) => suitOf(card) === suitOf(first)).length;
}

const unpaired = ({ hole, board }: Draw) =>
  new Set([...hole, ...board].map(rankOf)).size === hole.length + board.length;

/** The most cards of one suit among all that a player sees. */
function longestSuit({ hole, board }: Draw): number {
  return Math.max(...[0, 1, 2, 3].map((suit) => [...hole, ...board].filter((card) => suitOf(card) === suit).length));
}

/** Four to a flush with both hole cards, nothing made yet, and no straight one card away. */
export function flushDraw(dealer: Dealer, boardCards: 3 | 4): Draw {
  return dealer.until(
    () => deal(dealer, boardCards),
    (draw) => suitedCards(draw) === 4 && unpaired(draw) && cardsReaching(STRAIGHT, draw.hole, draw.board).length === 9,
  );
}

/** A straight that four ranks (open) or one rank (gutshot) complete, with both hole cards at work and no flush near. */
export function straightDraw(dealer: Dealer, boardCards: 3 | 4, outs: 4 | 8): Draw {
  return dealer.until(
    () => deal(dealer, boardCards),
    (draw) =>
      unpaired(draw) &&
      longestSuit(draw) <= 3 &&
      cardsReaching(STRAIGHT, draw.hole, draw.board).length === outs &&
      categoryOf(evaluate([...draw.hole, ...draw.board.slice(0, 3)])) === 0 &&
      cardsReaching(STRAIGHT, draw.hole, draw.board).every((card) => usesBoth(draw, card)),
  );
}

/** Whether a completed hand is weaker with either hole card left out, so that both count. */
function usesBoth({ hole, board }: Draw, card: Card): boolean {
  const full = evaluate([...hole, ...board, card]);
  return hole.every((left) => {
    const rest = [...hole.filter((each) => each !== left), ...board, card];
    return categoryOf(evaluate(rest)) < categoryOf(full);
  });
}

function simpleDraw(dealer: Dealer): Question {
  const boardCards = dealer.pick([3, 4] as const);
  const kind = dealer.int(0, 2);
  const draw =
    kind === 0 ? flushDraw(dealer, boardCards) : straightDraw(dealer, boardCards, dealer.pick([4, 8] as const));
  const outs = cardsReaching(STRAIGHT, draw.hole, draw.board);
  const target = kind === 0 ? 'a flush' : 'a straight';
  return single({
    prompt: `You hold ${showHigh(draw.hole)}. The board is ${showCards(draw.board)}. How many unseen cards give you ${target} with the next card?`,
    answer: count(outs.length),
    hints: [
      kind === 0
        ? 'There are 13 cards of each suit. How many of yours do you see already?'
        : 'Write the ranks in order and look for four that lie within a row of five.',
      kind === 0 ? '13 minus the ones you see.' : 'Each rank that fills the row brings four cards, one of each suit.',
    ],
    solution: `The cards that help are ${showCards(byRank(outs))}: ${some(outs.length, 'out')}. ${kind === 0 ? 'You see four of the suit, and $13 - 4 = 9$.' : outs.length === 8 ? 'The row is open at two places, and $2\\cdot 4 = 8$.' : 'Only one rank fills the gap, and there are four of it.'}`,
  });
}

/** A flush draw and a straight draw at once: the cards that serve both must not be counted twice. */
export function doubleDraw(dealer: Dealer): Draw {
  return dealer.until(
    () => deal(dealer, 3),
    (draw) => {
      const outs = cardsReaching(STRAIGHT, draw.hole, draw.board).length;
      return suitedCards(draw) === 4 && unpaired(draw) && outs > 9;
    },
  );
}

function doubleCount(dealer: Dealer): Question {
  const draw = doubleDraw(dealer);
  const outs = cardsReaching(STRAIGHT, draw.hole, draw.board);
  const flushes = cardsReaching(FLUSH, draw.hole, draw.board);
  const straights = outs.filter((card) => !flushes.includes(card));
  const ranks = new Set(straights.map(rankOf)).size;
  return single({
    prompt: `You hold ${showHigh(draw.hole)} and the flop is ${showCards(draw.board)}. How many unseen cards give you a straight or better on the turn?`,
    answer: count(outs.length),
    hints: [
      'Two draws run side by side. Count the flush cards, then the straight cards.',
      `Nine cards make the flush. ${ranks === 1 ? 'One rank completes' : `${ranks} ranks complete`} a straight.`,
      {
        textMarkdown: 'A card that does both is one card. How many of the straight cards are of your flush suit?',
        ask: { answer: count(ranks), answerMarkdown: `${num(ranks)}: take them out of the second count.` },
      },
    ],
    solution: `Flush: 9 cards. Straight: ${some(straights.length + ranks, 'card')}, but ${ranks === 1 ? 'one of them is' : `${ranks} of them are`} of the flush suit and counted already, so ${straights.length} new ones (${showCards(byRank(straights))}). Together $9 + ${straights.length} = ${outs.length}$.`,
  });
}

/** A turn on which the hero is behind a known hand and has between 3 and 15 cards that win. */
export function behindOnTheTurn(dealer: Dealer): { hero: Card[]; other: Card[]; board: Card[]; outs: Card[] } {
  return dealer.until(
    () => {
      const cards = dealer.cards(8);
      const [hero, other, board] = [cards.slice(0, 2), cards.slice(2, 4), cards.slice(4)];
      return { hero, other, board, outs: winningCards(hero, other, board) };
    },
    ({ hero, other, board, outs }) => {
      const made = categoryOf(evaluate([...other, ...board]));
      const behind = evaluate([...hero, ...board]) < evaluate([...other, ...board]);
      return behind && made >= 1 && made <= 3 && outs.length >= 3 && outs.length <= 15;
    },
  );
}

function realOuts(dealer: Dealer): Question {
  const { hero, other, board, outs } = behindOnTheTurn(dealer);
  const [name = ''] = dealer.people(1);
  const ties = splittingCards(hero, other, board);
  const better = byRank(outs).map(
    (card) => `- ${showCards([card])} makes ${describe(evaluate([...hero, ...board, card]))}.`,
  );
  return single({
    prompt: `The board on the turn is ${showCards(board)}. You hold ${showHigh(hero)}, and ${name} shows ${showHigh(other)}. How many river cards make you the only winner?`,
    answer: count(outs.length),
    hints: [
      `${name} has ${describe(evaluate([...other, ...board]))} now. Which of your possible hands beat that?`,
      `Go through the 44 unseen cards rank by rank. A card that helps you may help ${name} more.`,
    ],
    solution: `You need to beat ${describe(evaluate([...other, ...board]))}. ${some(outs.length, 'card')} ${outs.length === 1 ? 'does' : 'do'} it:\n\n${better.join('\n')}${ties.length > 0 ? `\n\n${some(ties.length, 'card')} would split the pot: ${showCards(byRank(ties))}.` : ''}`,
  });
}

export const outsGenerator: Generator = {
  id: 'outs',
  skill: 'outs',
  title: 'Count the outs',
  levels: [level(-1, 1.1, simpleDraw), level(0.1, 1.3, doubleCount), level(1.1, 1.3, realOuts)],
};
