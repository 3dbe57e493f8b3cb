import { showCards, showHigh } from '../cards/card.js';
import { showdown, splittingCards, winningCards } from '../cards/equity.js';
import { describe, evaluate } from '../cards/evaluate.js';
import { chips, percent } from './answers.js';
import type { Dealer } from './dealer.js';
import { type Generator, level, type Question, single } from './generator.js';
import { behindOnTheTurn } from './outs.js';
import { is, isPct, num, some } from './wording.js';

function fromWinsAndTies(dealer: Dealer): Question {
  const win = dealer.int(10, 70);
  const tie = dealer.step(2, 20, 2);
  const pot = dealer.step(40, 400, 20);
  const [name = ''] = dealer.people(1);
  const equity = win / 100 + tie / 200;
  return {
    body: `${name} wins the pot with probability ${win}% and splits it evenly with one opponent with probability ${tie}%. The pot is ${pot} chips.`,
    steps: [
      {
        prompt: `What is ${name}’s equity in per cent?`,
        answer: percent(100 * equity),
        hints: ['A split pot brings half of it.', 'Equity = chance to win + half the chance to split.'],
        solution: `$${win}\\% + \\frac{${tie}\\%}{2} = ${num(100 * equity)}\\%$.`,
      },
      {
        prompt: 'How many chips of the pot is that on average?',
        answer: chips(equity * pot, 1),
        hints: ['Equity is a share of the pot.', 'Multiply the pot by the equity.'],
        solution: `$${num(equity, 3)}\\cdot ${pot} ${is(equity * pot)}$ chips.`,
      },
    ],
  };
}

function onTheTurn(dealer: Dealer): Question {
  const { hero, other, board, outs } = behindOnTheTurn(dealer);
  const ties = splittingCards(hero, other, board).length;
  const { equity } = showdown([hero, other], board);
  const mine = equity[0] ?? 0;
  const [name = ''] = dealer.people(1);
  return {
    body: `The board on the turn is ${showCards(board)}. You hold ${showHigh(hero)}; ${name} shows ${showHigh(other)}. One card is to come.`,
    steps: [
      {
        prompt: 'How many of the unseen cards let you win alone?',
        answer: { kind: 'numeric', value: outs.length, tolerance: 0 },
        hints: [
          `${name} has ${describe(evaluate([...other, ...board]))}. What beats that?`,
          'Check each card that helps you: does it also help the other hand?',
        ],
        solution: `${showHigh(outs)}: ${some(outs.length, 'card')}.`,
        skills: ['outs', 'equity'],
      },
      {
        prompt: `What is your equity? ${ties === 0 ? 'No river card splits the pot.' : `${some(ties, 'river card')} ${ties === 1 ? 'splits' : 'split'} the pot.`} Answer in per cent with one decimal place.`,
        answer: percent(100 * mine, 1),
        hints: [
          'Both hands are known, so eight cards are seen. How many are left?',
          'Winning cards count 1, splitting cards one half; divide by the 44 unseen cards.',
        ],
        solution: `$\\frac{${outs.length}${ties > 0 ? ` + ${ties}\\cdot\\frac12` : ''}}{44} ${isPct(mine)}$.`,
      },
    ],
  };
}

function threeHands(dealer: Dealer): Question {
  const deal = dealer.until(
    () => {
      const cards = dealer.cards(10);
      const hands = [cards.slice(0, 2), cards.slice(2, 4), cards.slice(4, 6)];
      const board = cards.slice(6);
      return { hands, board, result: showdown(hands, board) };
    },
    ({ result }) => {
      const [wins = 0] = result.wins;
      return wins >= 4 && wins <= 20 && (result.ties[0] ?? 0) === 0 && (result.wins[1] ?? 0) > 0;
    },
  );
  const [hero = [], second = [], third = []] = deal.hands;
  const [one = '', two = ''] = dealer.people(2);
  const [wins = 0] = deal.result.wins;
  return single({
    prompt: `Three players are all-in on the turn. Board: ${showCards(deal.board)}. You hold ${showHigh(hero)}, ${one} ${showHigh(second)}, ${two} ${showHigh(third)}. No river card splits the pot for you. What is your equity? Answer in per cent with one decimal place.`,
    answer: percent(100 * (deal.result.equity[0] ?? 0), 1),
    hints: [
      'Who is ahead now? Look for the river cards with which you beat *both* other hands.',
      'Ten cards are known, so 42 are unseen.',
      `${one} has ${describe(evaluate([...second, ...deal.board]))} now, ${two} has ${describe(evaluate([...third, ...deal.board]))}, and you have ${describe(evaluate([...hero, ...deal.board]))}.`,
    ],
    solution: `You win with ${showHigh(winners(deal.hands, deal.board))}: ${some(wins, 'card')} of 42, so $\\frac{${wins}}{42} ${isPct(wins / 42)}$.`,
  });
}

/** River cards with which the first of three hands beats both others. */
function winners(hands: readonly (readonly number[])[], board: readonly number[]): number[] {
  const [hero = [], second = [], third = []] = hands;
  const overThird = new Set(winningCards(hero, third, board));
  return winningCards(hero, second, board).filter((card) => overThird.has(card) && !second.includes(card));
}

export const equityGenerator: Generator = {
  id: 'equity',
  skill: 'equity',
  title: 'Your share of the pot',
  levels: [level(-0.8, 1, fromWinsAndTies), level(0.4, 1.3, onTheTurn), level(1.2, 1.3, threeHands)],
};
