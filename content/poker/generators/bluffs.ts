import { betValue } from '../maths/chance.js';
import { chips, formula, oneOf, percent } from './answers.js';
import type { Dealer } from './dealer.js';
import { type Generator, level, type Question, single } from './generator.js';
import { is, isPct, num, pct, some, term } from './wording.js';

function pureBluff(dealer: Dealer): Question {
  const pot = dealer.step(40, 300, 20);
  const bet = dealer.step(20, 240, 20);
  const folds = dealer.step(25, 75, 5) / 100;
  const value = betValue(pot, bet, folds, 0);
  const [name = ''] = dealer.people(1);
  return single({
    prompt: `The pot is ${pot} chips. You bet ${bet} with a hand that never wins when called. ${name} folds with probability ${pct(folds)}. What is the bet worth compared with giving up? Answer in chips.`,
    answer: chips(value, 1),
    hints: [
      'Two things can happen. What does each bring, and how likely is it?',
      `A fold wins ${pot}, a call loses ${bet}.`,
    ],
    solution: `$${num(folds)}\\cdot ${pot} - ${num(1 - folds)}\\cdot ${bet} ${is(value)}$ chips.`,
  });
}

function foldsFormula(dealer: Dealer): Question {
  const pot = dealer.step(40, 300, 10);
  const bet = dealer.step(20, 240, 10);
  return single({
    prompt: `The pot is ${pot} chips and you bet ${bet} with a hand that never wins when called. Your opponent folds with probability $f$. Write the expected value of the bet as a formula in $f$.`,
    answer: formula(`f*${pot} - (1-f)*${bet}`),
    hints: ['Weigh both results with their probabilities, $f$ and $1-f$.', `The results are $+${pot}$ and $-${bet}$.`],
    solution: `$${pot}f - ${bet}(1 - f)$, the same as $${pot + bet}f - ${bet}$. Each additional point of folding is worth ${some((pot + bet) / 100, 'chip')}.`,
  });
}

function withEquity(dealer: Dealer): Question {
  const pot = dealer.step(40, 300, 20);
  const bet = dealer.step(40, 240, 20);
  const folds = dealer.step(20, 70, 5) / 100;
  const equity = dealer.step(10, 45, 5) / 100;
  const called = equity * (pot + bet) - (1 - equity) * bet;
  const value = betValue(pot, bet, folds, equity);
  return single({
    prompt: `The pot is ${pot} chips. You bet your last ${bet}. The opponent folds with probability ${pct(folds)}; when called, you have ${pct(equity)} equity. What is the bet worth in chips, with one decimal place?`,
    answer: chips(value, 1),
    hints: [
      'A fold wins the pot. What is the bet worth when it is called?',
      `When called: $${num(equity)}\\cdot ${pot + bet} - ${num(1 - equity)}\\cdot ${bet} ${is(called)}$.`,
    ],
    solution: `Called: ${num(called)} chips. In all $${num(folds)}\\cdot ${pot} + ${num(1 - folds)}\\cdot ${term(called)} ${is(value)}$ chips.`,
  });
}

export const foldEquityGenerator: Generator = {
  id: 'fold-equity',
  skill: 'fold-equity',
  title: 'When the other folds',
  levels: [level(-0.4, 1.2, pureBluff), level(0.2, 1.2, foldsFormula), level(0.8, 1.3, withEquity)],
};

function neededFolds(dealer: Dealer): Question {
  const pot = dealer.step(30, 300, 10);
  const bet = dealer.step(20, 300, 10);
  const need = bet / (pot + bet);
  return single({
    prompt: `You bet ${bet} chips into a pot of ${pot} with a hand that cannot win when called. How often must your opponent fold for the bet to break even? Answer in per cent with one decimal place.`,
    answer: percent(100 * need, 1),
    hints: ['You risk the bet to win the pot.', 'Risk, divided by risk plus reward.'],
    solution: `$f\\cdot ${pot} = (1-f)\\cdot ${bet}$ gives $f = \\frac{${bet}}{${pot} + ${bet}} ${isPct(need)}$.`,
  });
}

function largestBluff(dealer: Dealer): Question {
  const pot = dealer.step(40, 300, 20);
  const folds = dealer.pick([20, 25, 30, 40, 50, 60]) / 100;
  const limit = (folds * pot) / (1 - folds);
  return single({
    prompt: `Your opponent folds ${pct(folds)} of the time, whatever you bet. The pot is ${pot} chips. Up to which bet does a bluff that never wins when called not lose chips on average? Answer in chips with one decimal place.`,
    answer: chips(limit, 1),
    hints: [
      'Write the break-even condition with the bet unknown.',
      `Solve $${num(folds)}\\cdot ${pot} = ${num(1 - folds)}\\cdot b$.`,
    ],
    solution: `$b = \\frac{${num(folds)}\\cdot ${pot}}{${num(1 - folds)}} ${is(limit)}$ chips.`,
  });
}

/** A bluff that is fired on two streets; stopping after the first is allowed. */
function twoBarrels(dealer: Dealer): Question {
  const pot = dealer.step(40, 120, 20);
  const first = pot / 2;
  const second = dealer.pick([0.5, 0.75, 1]) * 2 * pot;
  const foldFirst = dealer.step(20, 45, 5) / 100;
  const need = (first * (1 - foldFirst) - foldFirst * pot) / (1 - foldFirst);
  // Turn decision: fold chance x wins pot + first of the other, else loses first and second.
  const foldSecond = (need + second) / (2 * pot + second);
  const turnAlone = second / (2 * pot + second);
  return {
    body: `The pot is ${pot} chips. You plan a bluff on two streets with a hand that never wins when called: ${num(first)} now and, if called, ${num(second)} on the next street. Your opponent folds to the first bet with probability ${pct(foldFirst)}.`,
    steps: [
      {
        prompt:
          'Take the second bet by itself, when the first has been called. How often must it make the opponent fold to break even? Answer in per cent with one decimal place.',
        answer: percent(100 * turnAlone, 1),
        hints: [
          `The first bet is gone either way. What is in the pot now?`,
          `$${pot} + 2\\cdot ${num(first)}$ chips; you risk ${num(second)}.`,
        ],
        solution: `The pot is now ${2 * pot}. $\\frac{${num(second)}}{${2 * pot} + ${num(second)}} ${isPct(turnAlone)}$.`,
      },
      {
        prompt:
          'How often must the second bet work so that the whole plan breaks even? Answer in per cent with one decimal place.',
        answer: percent(100 * foldSecond, 1),
        hints: [
          `Seen from the start: an early fold wins ${pot}; a later fold wins $${pot} + ${num(first)}$; a second call loses $${num(first)} + ${num(second)}$.`,
          `Solve $${num(foldFirst)}\\cdot ${pot} + ${num(1 - foldFirst)}\\cdot\\left(x\\cdot ${num(pot + first)} - (1-x)\\cdot ${num(first + second)}\\right) = 0$.`,
        ],
        solution: `Early folds bring $${num(foldFirst)}\\cdot ${pot} = ${num(foldFirst * pot)}$ chips, so the rest may lose that much: $x\\cdot ${num(pot + first)} - (1-x)\\cdot ${num(first + second)} = -\\frac{${num(foldFirst * pot)}}{${num(1 - foldFirst)}}$. This gives $x ${isPct(foldSecond)}$, ${foldSecond > turnAlone ? 'more than the second bet needs by itself, since the first bet loses chips on its own' : 'less than the second bet needs by itself, since the first bet gains chips on its own'}.`,
      },
    ],
  };
}

export const bluffBreakEvenGenerator: Generator = {
  id: 'bluff-break-even',
  skill: 'bluff-break-even',
  title: 'How often must it work?',
  levels: [level(-0.4, 1.2, neededFolds), level(0.4, 1.2, largestBluff), level(1.5, 1.3, twoBarrels)],
};

const BET = 'Bet: it is worth more than checking';
const CHECK = 'Check: betting is worth less';

function semiBluff(dealer: Dealer): Question {
  const outs = dealer.pick([4, 8, 9, 12, 15]);
  const pot = dealer.step(60, 240, 20);
  const bet = dealer.step(40, 240, 20);
  const folds = dealer.step(15, 60, 5) / 100;
  const equity = outs / 46;
  const check = equity * pot;
  const called = equity * (pot + bet) - (1 - equity) * bet;
  const value = betValue(pot, bet, folds, equity);
  if (Math.abs(value - check) < 3) return semiBluff(dealer);
  const [name = ''] = dealer.people(1);
  return {
    body: `On the turn the pot is ${pot} chips. You have ${outs} outs among 46 unseen cards and win only when you hit. You can check (then ${name} checks too and the river decides), or bet your last ${bet} chips, to which ${name} folds with probability ${pct(folds)}.`,
    steps: [
      {
        prompt: 'What is a check worth, in chips with one decimal place?',
        answer: chips(check, 1),
        hints: ['No more chips go in. You win the pot when you hit.', `$\\frac{${outs}}{46}\\cdot ${pot}$.`],
        solution: `$\\frac{${outs}}{46}\\cdot ${pot} ${is(check)}$ chips.`,
        skills: ['expected-value'],
      },
      {
        prompt: 'What is the bet worth *when it is called*? Answer in chips with one decimal place.',
        answer: chips(called, 1),
        hints: [
          `When called you win ${pot + bet} or lose ${bet}.`,
          `Your chance to hit is $\\frac{${outs}}{46} ${isPct(equity)}$.`,
        ],
        solution: `$\\frac{${outs}}{46}\\cdot ${pot + bet} - \\frac{${46 - outs}}{46}\\cdot ${bet} ${is(called)}$ chips.`,
      },
      {
        prompt: 'What is the bet worth in all? Answer in chips with one decimal place.',
        answer: chips(value, 1),
        hints: [
          `A fold wins ${pot}.`,
          `Weigh ${pot} with ${pct(folds)} and the result of a call with ${pct(1 - folds)}.`,
        ],
        solution: `$${num(folds)}\\cdot ${pot} + ${num(1 - folds)}\\cdot ${term(called)} ${is(value)}$ chips.`,
      },
      {
        prompt: 'What is better here?',
        answer: oneOf(dealer, value > check ? BET : CHECK, [
          value > check
            ? [CHECK, 'sees the risk of a call and forgets the folds']
            : [BET, 'thinks that a bet with a draw is always better'],
          ['It makes no difference', 'does not compare the two values'],
        ]),
        hints: [
          'Compare the value of the bet with the value of the check, not with zero.',
          `Check: ${num(check, 1)}. Bet: ${num(value, 1)}.`,
        ],
        solution: `The bet is worth ${num(value, 1)} chips and the check ${num(check, 1)}: ${value > check ? 'bet' : 'check'}.`,
      },
    ],
  };
}

function semiBluffFolds(dealer: Dealer): Question {
  const pot = dealer.step(40, 240, 20);
  const { bet, equity } = dealer.until(
    () => ({ bet: dealer.step(40, 300, 20), equity: dealer.step(10, 40, 5) / 100 }),
    (spot) => spot.equity * (pot + 2 * spot.bet) < spot.bet - 5,
  );
  const called = equity * (pot + bet) - (1 - equity) * bet;
  const need = -called / (pot - called);
  return single({
    prompt: `The pot is ${pot} chips and you bet your last ${bet} with a draw that has ${pct(equity)} equity when called. How often must the opponent fold for the bet to break even? Answer in per cent with one decimal place.`,
    answer: percent(100 * need, 1),
    hints: [
      {
        textMarkdown: 'First find what the bet brings when it is called. It is a loss: write it with a minus sign.',
        ask: { answer: chips(called, 1), answerMarkdown: `${num(called)} chips` },
      },
      `Called: $${num(equity)}\\cdot ${pot + bet} - ${num(1 - equity)}\\cdot ${bet} ${is(called)}$ chips.`,
      `Solve $f\\cdot ${pot} + (1-f)\\cdot ${term(called)} = 0$.`,
    ],
    solution: `When called the bet loses ${num(-called)} chips. So $f = \\frac{${num(-called)}}{${pot} + ${num(-called)}} ${isPct(need)}$. A pure bluff would need $\\frac{${bet}}{${pot + bet}} ${isPct(bet / (pot + bet))}$.`,
  });
}

function calledValue(dealer: Dealer): Question {
  const pot = dealer.step(40, 240, 20);
  const bet = dealer.step(40, 300, 20);
  const outs = dealer.int(4, 15);
  const equity = (4 * outs) / 100;
  const value = equity * (pot + 2 * bet) - bet;
  return single({
    prompt: `On the flop you move all-in for ${bet} chips into a pot of ${pot} and are called. By the rule of 4 your ${outs} outs give you ${pct(equity)}. What is the bet worth in this case, compared with giving up? Answer in chips.`,
    answer: chips(value, 1),
    hints: [
      'What is the final pot, and which share of it is yours?',
      `$${num(equity)}\\cdot ${pot + 2 * bet} - ${bet}$.`,
    ],
    solution: `The final pot is ${pot + 2 * bet}. Your share is ${num(equity * (pot + 2 * bet))} and you paid ${bet}: $${num(value)}$ chips. ${value < 0 ? 'That is a loss, which folds must make up for.' : 'Even a call gains chips here, because the pot was large already.'}`,
  });
}

export const semiBluffGenerator: Generator = {
  id: 'semi-bluff',
  skill: 'semi-bluff',
  title: 'Two ways to win',
  levels: [level(0, 1.1, calledValue), level(0.9, 1.3, semiBluffFolds), level(1.3, 1.4, semiBluff)],
};
