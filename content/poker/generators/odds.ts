import { breakEvenEquity } from '../maths/chance.js';
import { chips, formula, inOrder, pairs, percent, plain } from './answers.js';
import type { Dealer } from './dealer.js';
import { type Generator, level, type Question, single } from './generator.js';
import { is, isPct, num, pct } from './wording.js';

/** Odds against with the probability that they stand for. */
const AGAINST = [
  [1, 1],
  [3, 2],
  [2, 1],
  [5, 2],
  [3, 1],
  [7, 2],
  [4, 1],
  [9, 2],
  [5, 1],
  [6, 1],
  [7, 1],
  [8, 1],
  [9, 1],
  [11, 1],
  [12, 1],
  [14, 1],
  [16, 1],
  [19, 1],
  [7, 3],
  [8, 3],
  [5, 3],
  [9, 4],
  [11, 4],
  [13, 3],
] as const;

type Odds = (typeof AGAINST)[number];

const chanceOf = ([against, forIt]: Odds): number => forIt / (against + forIt);

function oddsToPercent(dealer: Dealer): Question {
  const odds = dealer.pick(AGAINST);
  const [against, forIt] = odds;
  const event = dealer.pick(['a draw comes in', 'the next card helps', 'a bluff works', 'a player has a pair']);
  return single({
    prompt: `The odds that ${event} are ${against} to ${forIt} against. What is the probability of it? Answer in per cent with one decimal place.`,
    answer: percent(100 * chanceOf(odds), 1),
    hints: [
      `${against} to ${forIt} against means: for each ${forIt === 1 ? 'time' : `${forIt} times`} that it works, it fails ${against === 1 ? 'once' : `${against} times`}.`,
      'How many times is that in all? The probability is works, divided by all.',
    ],
    solution: `Out of $${against} + ${forIt} = ${against + forIt}$ tries it works ${forIt === 1 ? 'once' : `${forIt} times`}: $\\frac{${forIt}}{${against + forIt}} ${isPct(chanceOf(odds))}$.`,
  });
}

function matchOdds(dealer: Dealer): Question {
  const chosen = dealer.until(
    () => dealer.sample(AGAINST, 4),
    (four) => new Set(four.map((odds) => pct(chanceOf(odds)))).size === 4,
  );
  return single({
    prompt: 'Match the odds against an event with its probability.',
    answer: pairs(
      dealer,
      chosen.map((odds) => [`${odds[0]} to ${odds[1]} against`, pct(chanceOf(odds))] as const),
    ),
    hints: [
      'The longer the odds against, the smaller the probability. Start with the two extremes.',
      'Odds of $a$ to $b$ against are a probability of $\\frac{b}{a+b}$.',
    ],
    solution: chosen.map(([a, b]) => `- ${a} to ${b}: $\\frac{${b}}{${a} + ${b}} ${isPct(b / (a + b))}$`).join('\n'),
  });
}

function percentToOdds(dealer: Dealer): Question {
  const outs = dealer.int(2, 20);
  const left = dealer.pick([46, 47]);
  const odds = (left - outs) / outs;
  return single({
    prompt: `${outs} of the ${left} unseen cards help you. What are the odds against hitting with the next card, written as “x to 1”? Give x with one decimal place.`,
    answer: plain(odds, 1),
    hints: [
      'Odds compare the cards that miss with the cards that hit; the total does not appear.',
      `${left - outs} cards miss and ${outs} hit. Shorten the ratio until the second number is 1.`,
    ],
    solution: `${left - outs} cards miss, ${outs} hit: $${left - outs} : ${outs}$, and $\\frac{${left - outs}}{${outs}} ${is(odds, 2)}$. So the odds are about ${num(odds, 1)} to 1 against.`,
  });
}

function orderMixed(dealer: Dealer): Question {
  const odds = dealer
    .sample(AGAINST, 2)
    .map((each) => ({ text: `${each[0]} to ${each[1]} against`, p: chanceOf(each) }));
  const percents = dealer.sample([10, 15, 18, 22, 24, 27, 31, 35, 38, 42, 47], 2);
  const outs = dealer.int(3, 18);
  const all = [
    ...odds,
    ...percents.map((value) => ({ text: `${value}%`, p: value / 100 })),
    { text: `${outs} cards out of 46`, p: outs / 46 },
  ].sort((a, b) => a.p - b.p);
  // Chances that nearly agree would turn the task into one of rounding.
  const clear = all.every(({ p }, index) => index === 0 || p - (all[index - 1]?.p ?? 0) > 0.015);
  if (!clear) return orderMixed(dealer);
  return single({
    prompt: 'Put these chances in order, from the least to the most likely.',
    answer: inOrder(
      dealer,
      all.map(({ text }) => text),
    ),
    hints: [
      'They are written in three ways. Turn all of them into per cent.',
      'Odds of $a$ to $b$ against: $\\frac{b}{a+b}$.',
    ],
    solution: all.map(({ text, p }, index) => `${index + 1}. ${text}: ${pct(p)}`).join('\n'),
  });
}

export const oddsGenerator: Generator = {
  id: 'odds',
  skill: 'odds',
  title: 'Odds and per cent',
  levels: [
    level(-1.1, 1, oddsToPercent),
    level(-0.4, 1.1, matchOdds),
    level(0.2, 1.2, percentToOdds),
    level(0.7, 1.2, orderMixed),
  ],
};

function priceAsOdds(dealer: Dealer): Question {
  const bet = dealer.step(10, 120, 5);
  const pot = bet * dealer.int(1, 4) + dealer.pick([0, 0, bet / 5, (2 * bet) / 5]);
  const [name = ''] = dealer.people(1);
  const odds = (pot + bet) / bet;
  return single({
    prompt: `There are ${num(pot)} chips in the pot and ${name} bets ${bet}. What pot odds do you get, as “x to 1”? Give x with one decimal place if it is not whole.`,
    answer: plain(odds, 1),
    hints: [
      'What can you win, and what does it cost you? The bet just made is part of what you can win.',
      `You can win $${num(pot)} + ${bet}$ and you pay ${bet}.`,
    ],
    solution: `You win ${num(pot + bet)} for ${bet}: $\\frac{${num(pot + bet)}}{${bet}} ${is(odds)}$, so ${num(odds, 1)} to 1.`,
  });
}

function priceAsShare(dealer: Dealer): Question {
  const pot = dealer.step(20, 300, 10);
  const [label, part] = dealer.pick([
    ['a quarter of', 0.25],
    ['a third of', 1 / 3],
    ['half', 0.5],
    ['two thirds of', 2 / 3],
    ['three quarters of', 0.75],
    ['exactly', 1],
    ['one and a half times', 1.5],
    ['twice', 2],
  ] as const);
  const bet = part * pot;
  const share = breakEvenEquity(pot + bet, bet);
  return single({
    prompt: `The pot is ${pot} chips. Your opponent bets ${label} the pot. What share of the final pot would your call be? Answer in per cent with one decimal place.`,
    answer: percent(100 * share, 1),
    hints: [
      'The final pot holds the old pot, the bet and your call.',
      `With the bet written as a part $s$ of the pot, the share is $\\frac{s}{1 + 2s}$. The size of the pot cancels.`,
    ],
    solution: `The bet is ${num(bet, 1)}. After your call the pot is $${pot} + ${num(bet, 1)} + ${num(bet, 1)} = ${num(pot + 2 * bet, 1)}$ (rounded), and your part of it is $\\frac{s}{1+2s} ${isPct(share)}$ with $s ${is(part, 3)}$.`,
  });
}

function priceOfARaise(dealer: Dealer): Question {
  const pot = dealer.step(20, 200, 10);
  const bet = dealer.step(10, Math.max(20, pot), 10);
  const raise = bet * dealer.int(2, 4) + dealer.pick([0, 10]);
  const [name = ''] = dealer.people(1);
  const call = raise - bet;
  const toWin = pot + bet + raise;
  return {
    body: `The pot is ${pot} chips. You bet ${bet}, and ${name} raises to ${raise} in all.`,
    steps: [
      {
        prompt: 'How many more chips must you put in to call?',
        answer: chips(call),
        hints: [`Part of the ${raise} is already there: your own bet.`, 'Take your bet away from the raise.'],
        solution: `$${raise} - ${bet} = ${call}$ chips.`,
      },
      {
        prompt: 'How many chips are in the pot before you decide?',
        answer: chips(toWin),
        hints: [
          'Add up everything in the middle: old pot, your bet, the whole raise.',
          'Your own bet counts: it is no longer yours.',
        ],
        solution: `$${pot} + ${bet} + ${raise} = ${toWin}$ chips.`,
      },
      {
        prompt: 'What equity does a call need to break even? Answer in per cent with one decimal place.',
        answer: percent(100 * breakEvenEquity(toWin, call), 1),
        hints: [
          'Your call as a share of the pot after the call.',
          `The pot after the call holds $${toWin} + ${call}$ chips.`,
        ],
        solution: `$\\frac{${call}}{${toWin} + ${call}} ${isPct(breakEvenEquity(toWin, call))}$.`,
      },
    ],
  };
}

function priceFormula(dealer: Dealer): Question {
  const [label, part] = dealer.pick([
    ['half the pot', 2],
    ['a third of the pot', 3],
    ['a quarter of the pot', 4],
    ['a fifth of the pot', 5],
    ['a tenth of the pot', 10],
  ] as const);
  const others = dealer.int(0, 4);
  const callers = others === 0 ? '' : ` and ${others === 1 ? 'one player calls' : `${others} players call`} before you`;
  const top = `${others + 1}*P/${part}`;
  return single({
    prompt: `The pot is $P$ chips. Somebody bets ${label}${callers}. Write the number of chips that you can win by calling, as a formula in $P$.`,
    answer: formula(`P + ${top}`),
    hints: [
      'You can win what lies in the middle when it is your turn. Your own call is not part of it.',
      `The pot $P$, and ${others === 0 ? 'one bet' : `${others + 1} times the same amount`} of $P/${part}$.`,
    ],
    solution: `$P + ${others === 0 ? '' : `${others + 1}\\cdot`}\\frac{P}{${part}}$. Your price is $\\frac{P}{${part}}$, so the odds do not depend on $P$: ${num(part + others + 1)} to 1.`,
  });
}

export const potOddsGenerator: Generator = {
  id: 'pot-odds',
  skill: 'pot-odds',
  title: 'The price of a call',
  levels: [
    level(-0.9, 1.1, priceAsOdds),
    level(0, 1.3, priceAsShare),
    level(0.5, 1, priceFormula),
    level(0.9, 1.3, priceOfARaise),
  ],
};
