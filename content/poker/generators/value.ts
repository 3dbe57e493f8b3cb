import { betValue } from '../maths/chance.js';
import { chips, formula, percent } from './answers.js';
import type { Dealer } from './dealer.js';
import { type Generator, level, type Question, single } from './generator.js';
import { is, isPct, num, pct, term } from './wording.js';

function twoResults(dealer: Dealer): Question {
  const win = dealer.step(10, 90, 5) / 100;
  const gain = dealer.step(20, 200, 10);
  const loss = dealer.step(10, 150, 10);
  const value = win * gain - (1 - win) * loss;
  const [name = ''] = dealer.people(1);
  return single({
    prompt: `${name} has a decision that wins ${gain} chips with probability ${pct(win)} and loses ${loss} chips otherwise. What is its expected value in chips?`,
    answer: chips(value, 1),
    hints: [
      'Imagine the decision 100 times. How many chips come in, how many go out?',
      'Multiply each result by its probability, with its sign, and add.',
    ],
    solution: `$${num(win)}\\cdot ${gain} - ${num(1 - win)}\\cdot ${loss} = ${num(win * gain)} - ${num((1 - win) * loss)} = ${num(value)}$ chips.`,
  });
}

function formulaForCall(dealer: Dealer): Question {
  const pot = dealer.step(30, 300, 10);
  const bet = dealer.step(10, 150, 10);
  const [name = ''] = dealer.people(1);
  return single({
    prompt: `The pot is ${pot} chips and ${name} bets ${bet}, the last bet of the hand. You win with probability $p$ and there are no ties. Write the expected value of a call as a formula in $p$.`,
    answer: formula(`p*${pot + bet} - (1-p)*${bet}`),
    hints: [
      `With probability $p$ you win what is in the middle. With probability $1-p$ you lose your call.`,
      `You win ${pot + bet} or lose ${bet}.`,
    ],
    solution: `$p\\cdot ${pot + bet} - (1-p)\\cdot ${bet}$, which is the same as $${pot + 2 * bet}\\,p - ${bet}$. It is 0 at $p = \\frac{${bet}}{${pot + 2 * bet}}$, the price of the call.`,
  });
}

function threeResults(dealer: Dealer): Question {
  const tie = dealer.step(2, 10, 2) / 100;
  const win = dealer.step(20, 60, 2) / 100;
  const lose = 1 - win - tie;
  const pot = dealer.step(60, 240, 20);
  const bet = dealer.step(20, 120, 20);
  const share = (pot + 2 * bet) / 2 - bet;
  const value = win * (pot + bet) + tie * share - lose * bet;
  return single({
    prompt: `The pot is ${pot} chips and your opponent bets ${bet}. If you call, you win with probability ${pct(win)}, split with probability ${pct(tie)} and lose otherwise. What is the expected value of a call, in chips with one decimal place?`,
    answer: chips(value, 1),
    hints: [
      'There are three results. The probabilities add up to 100%.',
      `In a split you get half of the final pot, $\\frac{${pot + 2 * bet}}{2}$, and have paid ${bet} for it.`,
    ],
    solution: `Win: $+${pot + bet}$; split: $${(pot + 2 * bet) / 2} - ${bet} = ${num(share)}$; lose: $-${bet}$. So $${num(win)}\\cdot ${pot + bet} + ${num(tie)}\\cdot ${term(share)} - ${num(lose)}\\cdot ${bet} ${is(value)}$ chips.`,
  });
}

/** A decision tree with a bet on one street and a second decision on the next. */
function twoStages(dealer: Dealer): Question {
  const pot = dealer.step(40, 160, 20);
  const bet = dealer.step(20, 80, 20);
  const folds = dealer.step(20, 60, 5) / 100;
  const equity = dealer.step(10, 60, 5) / 100;
  const called = equity * (pot + bet) - (1 - equity) * bet;
  const value = betValue(pot, bet, folds, equity);
  return {
    body: `The pot is ${pot} chips. You bet ${bet}, all that you have left. Your opponent folds with probability ${pct(folds)}; when called, you win with probability ${pct(equity)}.`,
    steps: [
      {
        prompt:
          'What is your bet worth on average *when it is called*, compared with having given up the pot? Answer in chips.',
        answer: chips(called, 1),
        hints: [`When called you win ${pot + bet} or lose ${bet}.`, 'Weigh the two results with your winning chance.'],
        solution: `$${num(equity)}\\cdot ${pot + bet} - ${num(1 - equity)}\\cdot ${bet} = ${num(called)}$ chips.`,
      },
      {
        prompt: 'What is the bet worth in all? Answer in chips with one decimal place.',
        answer: chips(value, 1),
        hints: [
          `A fold wins ${pot} chips. What is the other branch worth?`,
          `Weigh ${pot} with ${pct(folds)} and the first result with ${pct(1 - folds)}.`,
        ],
        solution: `$${num(folds)}\\cdot ${pot} + ${num(1 - folds)}\\cdot ${term(called)} ${is(value)}$ chips.`,
        skills: ['expected-value', 'fold-equity'],
      },
    ],
  };
}

export const expectedValueGenerator: Generator = {
  id: 'expected-value',
  skill: 'expected-value',
  title: 'What is it worth on average?',
  levels: [
    level(-0.9, 1.1, twoResults),
    level(0, 1.2, formulaForCall),
    level(0.5, 1.3, threeResults),
    level(1.1, 1.3, twoStages),
  ],
};

function percentOfPot(dealer: Dealer): Question {
  const pot = dealer.step(40, 300, 20);
  const part = dealer.pick([25, 33, 40, 50, 60, 66, 75, 80, 120, 150]);
  const bet = (part / 100) * pot;
  return {
    body: `The pot is ${pot} chips and you bet ${part}% of it. Your opponent calls.`,
    steps: [
      {
        prompt: 'How many chips do you bet?',
        answer: chips(bet, 1),
        hints: ['Per cent of the pot as it is before the bet.', `Multiply ${pot} by ${num(part / 100)}.`],
        solution: `$${num(part / 100)}\\cdot ${pot} = ${num(bet)}$ chips.`,
      },
      {
        prompt: 'How large is the pot on the next street?',
        answer: chips(pot + 2 * bet, 1),
        hints: ['Both players put the bet in.', 'Old pot plus two bets.'],
        solution: `$${pot} + 2\\cdot ${num(bet)} = ${num(pot + 2 * bet)}$ chips.`,
      },
    ],
  };
}

function priceOut(dealer: Dealer): Question {
  const pot = dealer.step(40, 300, 10);
  const outs = dealer.int(4, 15);
  const equity = outs / 46;
  const limit = (equity * pot) / (1 - 2 * equity);
  return single({
    prompt: `The pot is ${pot} chips on the turn. You think that your opponent is drawing with ${outs} outs among 46 cards. Which bet makes a call exactly break even for the opponent, when no more chips go in on the river? Answer in chips with one decimal place.`,
    answer: chips(limit, 1),
    hints: [
      `The opponent’s equity is $e = \\frac{${outs}}{46}$. Set it equal to the price of a call.`,
      'Solve $\\frac{b}{P + 2b} = e$ for $b$: $b = \\frac{eP}{1 - 2e}$.',
    ],
    solution: `$e ${isPct(equity)}$, so $b = \\frac{eP}{1-2e} = \\frac{${outs}\\cdot ${pot}}{46 - ${2 * outs}} ${is(limit)}$ chips. Any larger bet makes the call a losing one.`,
  });
}

/** The same fraction of the pot on every street, so that the last bet is all-in. */
function evenGrowth(dealer: Dealer): Question {
  const pot = dealer.step(100, 1000, 100);
  const streets = dealer.pick([2, 3] as const);
  const part = dealer.pick([40, 50, 60, 75, 80, 100, 120, 150]) / 100;
  const finalPot = pot * (1 + 2 * part) ** streets;
  const stack = (finalPot - pot) / 2;
  return single({
    prompt: `The pot is ${pot} chips and each of two players has ${num(stack)} chips left. You want to bet the same share of the pot on each of the next ${streets} streets. You expect to be called each time and to be all-in with the last bet. Which share? Answer in per cent.`,
    answer: percent(100 * part),
    hints: [
      'What is the pot at the end, when all chips are in? How many times the pot of now is that?',
      `The pot grows by the same factor $1 + 2s$ on each street, ${streets} times.`,
      `Take the ${streets === 2 ? 'square' : 'cube'} root of the growth, subtract 1 and halve.`,
    ],
    solution: `At the end the pot holds $${pot} + 2\\cdot ${num(stack)} ${is(finalPot)}$ chips, about ${num(finalPot / pot, 3)} times as much. The factor per street is $\\sqrt[${streets}]{${num(finalPot / pot, 3)}} ${is(1 + 2 * part, 3)}$, so $s = \\frac{${num(1 + 2 * part, 3)} - 1}{2} ${isPct(part)}$.`,
  });
}

function stackToPot(dealer: Dealer): Question {
  const blind = dealer.pick([2, 4, 10, 20, 50, 100]);
  const open = dealer.pick([2, 2.5, 3]) * blind;
  const stack = dealer.step(20, 150, 10) * blind;
  const pot = 2 * open + 1.5 * blind;
  const ratio = (stack - open) / pot;
  return single({
    prompt: `The blinds are ${blind / 2} and ${blind}. A player with ${stack} chips opens to ${num(open)}, the button with an equal stack calls, both blinds fold. What is the stack-to-pot ratio on the flop, with one decimal place?`,
    answer: { kind: 'numeric', value: Number(ratio.toFixed(9)), tolerance: 0.051 },
    hints: [
      'First the pot: two equal contributions and the two folded blinds.',
      'Then what each of the two players has left, divided by the pot.',
    ],
    solution: `Pot: $2\\cdot ${num(open)} + ${blind / 2} + ${blind} = ${num(pot)}$. Left: $${stack} - ${num(open)} = ${num(stack - open)}$. Ratio: $\\frac{${num(stack - open)}}{${num(pot)}} ${is(ratio)}$.`,
  });
}

export const betSizingGenerator: Generator = {
  id: 'bet-sizing',
  skill: 'bet-sizing',
  title: 'How much to bet?',
  levels: [
    level(-1, 1, percentOfPot),
    level(-0.1, 1.1, stackToPot),
    level(0.8, 1.3, priceOut),
    level(1.4, 1.3, evenGrowth),
  ],
};
