import { showCards, showHigh } from '../cards/card.js';
import { cardsReaching } from '../cards/equity.js';
import { STRAIGHT } from '../cards/evaluate.js';
import { atLeastOne, ways } from '../maths/chance.js';
import { count, percent } from './answers.js';
import type { Dealer } from './dealer.js';
import { type Generator, level, type Question, single } from './generator.js';
import { doubleDraw, flushDraw, straightDraw } from './outs.js';
import { isPct, pct, some } from './wording.js';

const cardsToCome = (draws: number) => (draws === 1 ? 'one card to come' : 'two cards to come');

/** What the rule of 2 and 4 gives, in per cent. */
const byTheRule = (outs: number, draws: 1 | 2): number => outs * (draws === 1 ? 2 : 4);

function ruleFromOuts(dealer: Dealer): Question {
  const outs = dealer.int(2, 15);
  const draws = dealer.pick([1, 2] as const);
  const [name = ''] = dealer.people(1);
  const where =
    draws === 1
      ? dealer.pick(['on the turn, with one card to come', 'on the flop and looks only at the turn card'])
      : dealer.pick(['on the flop and is sure to see both cards', 'all-in on the flop, with two cards to come']);
  return single({
    prompt: `${name} is ${where}, and has ${outs} outs. What chance of hitting does the rule of 2 and 4 give?`,
    answer: percent(byTheRule(outs, draws)),
    hints: [
      'How many cards will be seen? That decides between 2 and 4.',
      `Multiply the outs by ${draws === 1 ? 2 : 4}.`,
    ],
    solution: `${draws === 1 ? 'One card' : 'Two cards'} to come: $${outs}\\cdot ${draws === 1 ? 2 : 4} = ${byTheRule(outs, draws)}\\%$. The exact figure is ${pct(atLeastOne(outs, draws === 1 ? 46 : 47, draws))}.`,
  });
}

function ruleFromCards(dealer: Dealer): Question {
  const onTurn = dealer.int(0, 1) === 1;
  const boardCards = onTurn ? 4 : 3;
  const kind = dealer.int(0, 2);
  const draw =
    kind === 0
      ? flushDraw(dealer, boardCards)
      : kind === 1
        ? straightDraw(dealer, boardCards, dealer.pick([4, 8] as const))
        : onTurn
          ? flushDraw(dealer, 4)
          : doubleDraw(dealer);
  const outs = cardsReaching(STRAIGHT, draw.hole, draw.board).length;
  const draws = onTurn ? 1 : 2;
  return single({
    prompt: `You hold ${showHigh(draw.hole)}; the board is ${showCards(draw.board)}. You will see ${onTurn ? 'the river' : 'both the turn and the river'}. Estimate with the rule of 2 and 4 how likely you are to make a straight or better.`,
    answer: percent(byTheRule(outs, draws)),
    hints: ['First count the outs, and count each card once.', `There are ${outs} outs and ${cardsToCome(draws)}.`],
    solution: `${outs} outs with ${cardsToCome(draws)}: $${outs}\\cdot ${onTurn ? 2 : 4} = ${byTheRule(outs, draws)}\\%$ (exactly ${pct(atLeastOne(outs, onTurn ? 46 : 47, draws))} for at least one of the outs).`,
    skills: ['rule-2-4', 'outs'],
  });
}

function ruleError(dealer: Dealer): Question {
  const outs = dealer.int(3, 20);
  const draws = dealer.pick([1, 2] as const);
  const left = draws === 1 ? 46 : 47;
  const exact = 100 * atLeastOne(outs, left, draws);
  const rule = byTheRule(outs, draws);
  const calculation =
    draws === 1 ? `\\frac{${outs}}{46}` : `1 - \\frac{${47 - outs}}{47}\\cdot\\frac{${46 - outs}}{46}`;
  return single({
    prompt: `You have ${outs} outs and ${cardsToCome(draws)}; you see ${draws === 1 ? 'six cards (two of yours, four on the board)' : 'five cards (two of yours, three on the board)'}. By how many percentage points is the rule of 2 and 4 off? Give the size of the difference with one decimal place.`,
    answer: percent(Math.abs(rule - exact), 1),
    hints: [
      'Work out both figures: the rule, and the exact chance over the unseen cards.',
      `The exact chance is $${calculation}$.`,
    ],
    solution: `The rule says $${outs}\\cdot ${draws === 1 ? 2 : 4} = ${rule}\\%$. The exact chance is $${calculation} ${isPct(exact / 100, 2)}$. The rule is ${rule > exact ? 'too high' : 'too low'} by ${some(Number(Math.abs(rule - exact).toFixed(1)), 'point')}.`,
    skills: ['rule-2-4', 'draw-odds'],
  });
}

export const ruleGenerator: Generator = {
  id: 'rule-2-4',
  skill: 'rule-2-4',
  title: 'A quick estimate',
  levels: [level(-1.3, 1, ruleFromOuts), level(-0.3, 1.2, ruleFromCards), level(0.8, 1.2, ruleError)],
};

function oneCard(dealer: Dealer): Question {
  const outs = dealer.int(2, 18);
  const onTurn = dealer.int(0, 1) === 1;
  const left = onTurn ? 46 : 47;
  return single({
    prompt: `You have ${outs} outs on the ${onTurn ? 'turn' : 'flop'}. What is the exact chance that the next card is one of them? Answer in per cent with one decimal place.`,
    answer: percent((100 * outs) / left, 1),
    hints: [
      `You see two cards of yours and ${onTurn ? 'four' : 'three'} on the board.`,
      `${left} cards are unseen, and each is as likely as the others.`,
    ],
    solution: `$52 - 2 - ${onTurn ? 4 : 3} = ${left}$ cards are unseen, and ${outs} of them are outs: $\\frac{${outs}}{${left}} ${isPct(outs / left)}$.`,
  });
}

function twoCards(dealer: Dealer): Question {
  const outs = dealer.int(2, 18);
  const chance = atLeastOne(outs, 47, 2);
  const [name = ''] = dealer.people(1);
  return single({
    prompt: `${name} has ${outs} outs on the flop and will see turn and river. What is the exact chance that at least one of the two cards is an out? Answer in per cent with one decimal place.`,
    answer: percent(100 * chance, 1),
    hints: [
      'It is easier to work out how often *both* cards miss.',
      {
        textMarkdown: 'How many of the 47 unseen cards miss on the turn?',
        ask: { answer: count(47 - outs), answerMarkdown: `$47 - ${outs} = ${47 - outs}$` },
      },
      `The turn misses with chance $\\frac{${47 - outs}}{47}$. When it does, the river misses with chance $\\frac{${46 - outs}}{46}$.`,
      'One minus the product is the answer.',
    ],
    solution: `Both miss: $\\frac{${47 - outs}}{47}\\cdot\\frac{${46 - outs}}{46} ${isPct(1 - chance, 2)}$. At least one hits: $1 - \\frac{${(47 - outs) * (46 - outs)}}{${47 * 46}} ${isPct(chance, 2)}$.`,
  });
}

function bothCards(dealer: Dealer): Question {
  const outs = dealer.int(4, 13);
  const both = ways(outs, 2) / ways(47, 2);
  const one = (outs * (47 - outs)) / ways(47, 2);
  const exactlyOne = dealer.int(0, 1) === 1;
  const chance = exactlyOne ? one : both;
  const [name = ''] = dealer.people(1);
  return single({
    prompt: `On the flop, ${outs} of the 47 unseen cards are ${dealer.pick(['good for', 'helpful to'])} ${name}. What is the chance that ${exactlyOne ? 'exactly one' : 'both'} of turn and river ${exactlyOne ? 'is' : 'are'} among them? Answer in per cent with two decimal places.`,
    answer: percent(100 * chance, 2),
    hints: [
      exactlyOne
        ? 'There are two ways: hit then miss, or miss then hit.'
        : 'After a first hit there is one good card fewer, and one card fewer in all.',
      exactlyOne
        ? `Each way has chance $\\frac{${outs}}{47}\\cdot\\frac{${47 - outs}}{46}$.`
        : `Multiply $\\frac{${outs}}{47}$ by $\\frac{${outs - 1}}{46}$.`,
    ],
    solution: exactlyOne
      ? `Hit then miss: $\\frac{${outs}}{47}\\cdot\\frac{${47 - outs}}{46}$; miss then hit has the same chance. Together $2\\cdot\\frac{${outs}\\cdot ${47 - outs}}{2162} ${isPct(one, 2)}$.`
      : `$\\frac{${outs}}{47}\\cdot\\frac{${outs - 1}}{46} = \\frac{${outs * (outs - 1)}}{2162} ${isPct(both, 2)}$. A draw that needs two cards in a row comes in rarely.`,
  });
}

export const drawOddsGenerator: Generator = {
  id: 'draw-odds',
  skill: 'draw-odds',
  title: 'The exact chance of a draw',
  levels: [level(-0.7, 1, oneCard), level(0.3, 1.3, twoCards), level(1.1, 1.3, bothCards)],
};
