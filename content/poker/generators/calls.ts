import { showCards, showHigh } from '../cards/card.js';
import { cardsReaching } from '../cards/equity.js';
import { STRAIGHT } from '../cards/evaluate.js';
import { atLeastOne, breakEvenEquity } from '../maths/chance.js';
import { chips, count, oneOf, percent } from './answers.js';
import type { Dealer } from './dealer.js';
import { type Generator, level, type Question, single } from './generator.js';
import { flushDraw, straightDraw } from './outs.js';
import { is, isPct, num, pct, texPct } from './wording.js';

const CALL = 'Call: it gains chips on average';
const FOLD = 'Fold: a call loses chips on average';

function decision(dealer: Dealer, call: boolean) {
  return oneOf(dealer, call ? CALL : FOLD, [
    call
      ? [FOLD, 'wants more than the price asks for, or to be the favourite']
      : [CALL, 'looks at the size of the pot and not at the price'],
    [
      'It does not matter: with these numbers it breaks even exactly',
      'takes a figure near the price for the price itself',
    ],
  ]);
}

function knownEquity(dealer: Dealer): Question {
  const pot = dealer.step(40, 300, 10);
  const bet = dealer.step(20, pot, 10);
  const need = breakEvenEquity(pot + bet, bet);
  const equity = dealer.until(
    () => dealer.int(8, 52) / 100,
    (chance) => Math.abs(chance - need) > 0.025 && Math.abs(chance - need) < 0.12,
  );
  const [name = ''] = dealer.people(1);
  return single({
    prompt: `The pot is ${pot} chips and ${name} bets ${bet}; that is the last bet of the hand. Your equity against ${name}’s hands is ${pct(equity)}. What is right?`,
    answer: decision(dealer, equity > need),
    hints: [
      'Compare two shares: what you own of the final pot, and what you pay of it.',
      `The final pot is $${pot} + ${bet} + ${bet}$ chips, and you pay ${bet} of them.`,
    ],
    solution: `Your call is $\\frac{${bet}}{${pot + 2 * bet}} ${isPct(need)}$ of the final pot, and your equity is ${pct(equity)}. ${equity > need ? 'You own more than you pay: call.' : 'You pay more than you own: fold.'} On average the call is worth $${num(equity, 3)}\\cdot ${pot + 2 * bet} - ${bet} ${is(equity * (pot + 2 * bet) - bet)}$ chips.`,
  });
}

function highestCall(dealer: Dealer): Question {
  const pot = dealer.step(60, 400, 10);
  const equity = dealer.pick([10, 15, 20, 25, 30, 35, 40]) / 100;
  const limit = (equity * pot) / (1 - 2 * equity);
  return single({
    prompt: `The pot is ${pot} chips before the bet. You have ${pct(equity)} equity and there will be no more betting. Up to which bet does a call not lose chips on average? Answer in chips with one decimal place.`,
    answer: chips(limit, 1),
    hints: [
      'Call the bet $b$. You pay $b$ and own a share of the final pot $P + 2b$.',
      `Solve $${num(equity)}\\cdot(${pot} + 2b) = b$.`,
    ],
    solution: `$${num(equity)}\\cdot ${pot} = b - ${num(2 * equity)}\\,b$, so $b = \\frac{${num(equity * pot)}}{${num(1 - 2 * equity)}} ${is(limit)}$ chips.`,
  });
}

function wholeHand(dealer: Dealer): Question {
  const flush = dealer.int(0, 1) === 0;
  const draw = flush ? flushDraw(dealer, 4) : straightDraw(dealer, 4, dealer.pick([4, 8] as const));
  const outs = cardsReaching(STRAIGHT, draw.hole, draw.board).length;
  const equity = atLeastOne(outs, 46, 1);
  const { pot, bet } = dealer.until(
    () => ({ pot: dealer.step(60, 400, 10), bet: dealer.step(10, 200, 5) }),
    (price) => {
      const gap = Math.abs(breakEvenEquity(price.pot + price.bet, price.bet) - equity);
      return price.bet <= price.pot && gap > 0.02 && gap < 0.12;
    },
  );
  const need = breakEvenEquity(pot + bet, bet);
  const [name = ''] = dealer.people(1);
  const value = equity * (pot + 2 * bet) - bet;
  return {
    body: `On the turn the board is ${showCards(draw.board)} and you hold ${showHigh(draw.hole)}. The pot is ${pot} chips; ${name} bets ${bet} and has no chips left. Take it that ${name} is ahead now and that a ${flush ? 'flush' : 'straight'} wins for you.`,
    steps: [
      {
        prompt: 'How many outs do you have?',
        answer: count(outs),
        hints: [
          `Which cards complete your ${flush ? 'flush' : 'straight'}?`,
          flush ? 'You see four of your suit.' : 'Four cards of each rank that fills the row.',
        ],
        solution: `${showHigh(cardsReaching(STRAIGHT, draw.hole, draw.board))}: ${outs} cards.`,
        skills: ['outs'],
      },
      {
        prompt: 'What is your equity with one card to come? Answer in per cent with one decimal place.',
        answer: percent(100 * equity, 1),
        hints: ['46 cards are unseen.', 'Outs divided by unseen cards.'],
        solution: `$\\frac{${outs}}{46} ${isPct(equity)}$ (the rule of 2 says ${2 * outs}%).`,
        skills: ['equity'],
      },
      {
        prompt: 'What equity does the call need? Answer in per cent with one decimal place.',
        answer: percent(100 * need, 1),
        hints: ['Your call, as a share of the final pot.', `The final pot is $${pot} + ${bet} + ${bet}$.`],
        solution: `$\\frac{${bet}}{${pot + 2 * bet}} ${isPct(need)}$.`,
        skills: ['pot-odds'],
      },
      {
        prompt: 'What do you do?',
        answer: decision(dealer, equity > need),
        hints: [
          'Put the last two results side by side.',
          `You own ${pct(equity)} of the final pot and would pay ${pct(need)} of it.`,
        ],
        solution: `${pct(equity)} is ${equity > need ? 'more' : 'less'} than ${pct(need)}: ${equity > need ? 'call' : 'fold'}. A call is worth $${texPct(equity)}\\cdot ${pot + 2 * bet} - ${bet} ${is(value, 1)}$ chips on average.`,
      },
    ],
  };
}

export const breakEvenGenerator: Generator = {
  id: 'break-even',
  skill: 'break-even',
  title: 'Call or fold?',
  levels: [level(-0.5, 1.2, knownEquity), level(0.7, 1.3, highestCall), level(1, 1.4, wholeHand)],
};

function stillToWin(dealer: Dealer): Question {
  const outs = dealer.int(4, 9);
  const call = dealer.step(20, 100, 5);
  const pot = dealer.until(
    () => dealer.step(20, 300, 10),
    (chipsIn) => ((46 - outs) / outs) * call > chipsIn + call,
  );
  const equity = outs / 46;
  const need = (call * (1 - equity)) / equity - pot - call;
  return single({
    prompt: `On the turn the pot is ${pot} chips and your opponent bets ${call}. You have ${outs} outs among 46 unseen cards and always win when you hit. How many more chips must you win on the river, on average when you hit, for the call to break even? Round to a whole chip.`,
    answer: chips(need),
    hints: [
      'When you miss you lose your call. When you hit you win the pot, the bet and what comes later.',
      `You miss ${46 - outs} times for every ${outs} hits. So a hit must win $\\frac{${46 - outs}}{${outs}}$ times your call in all.`,
      'Take away what already lies in the middle.',
    ],
    solution: `A hit must win $\\frac{${46 - outs}}{${outs}}\\cdot ${call} ${is(((46 - outs) / outs) * call, 1)}$ chips in all. ${pot + call} are there, so about ${num(need, 0)} more must come on the river.`,
  });
}

function withStacks(dealer: Dealer): Question {
  const outs = dealer.pick([4, 5, 8, 9]);
  const { call, pot, behind } = dealer.until(
    () => ({ call: dealer.step(20, 100, 10), pot: dealer.step(30, 300, 10), behind: dealer.step(30, 600, 10) }),
    (spot) => {
      const need = ((46 - outs) / outs) * spot.call - spot.pot - spot.call;
      return need > 10 && Math.abs(need - spot.behind) > 25 && spot.behind < 3 * need;
    },
  );
  const need = ((46 - outs) / outs) * call - pot - call;
  const [name = ''] = dealer.people(1);
  const possible = behind > need;
  return {
    body: `On the turn the pot is ${pot} chips. ${name} bets ${call} and has ${behind} chips left. You have ${outs} outs among 46 unseen cards and more chips than ${name}.`,
    steps: [
      {
        prompt:
          'How many chips must you win on the river, on average when you hit, to break even? Round to a whole chip.',
        answer: chips(need),
        hints: [
          'How often do you miss for each time that you hit?',
          `A hit has to pay for $\\frac{${46 - outs}}{${outs}}$ calls of ${call}. Subtract what is in the middle already.`,
        ],
        solution: `$\\frac{${46 - outs}}{${outs}}\\cdot ${call} - ${pot + call} ${is(need, 1)}$ chips.`,
      },
      {
        prompt: 'What follows for your decision?',
        answer: oneOf(
          dealer,
          possible
            ? 'A call can be right, if the opponent often pays that much on the river'
            : 'Fold: the opponent has not got enough chips left to make up for the price',
          [
            possible
              ? [
                  'Fold: the opponent has not got enough chips left to make up for the price',
                  'does not compare the needed chips with the remaining stack',
                ]
              : [
                  'A call can be right, if the opponent often pays that much on the river',
                  'counts on chips that the opponent has not got',
                ],
            ['Call in any case: a hit always wins', 'forgets that the draw misses most of the time'],
          ],
        ),
        hints: [
          `Compare the chips that you need with the ${behind} that ${name} has left.`,
          'Nobody can lose more than is in front of them.',
        ],
        solution: `You need about ${num(need, 0)} more chips and ${name} has ${behind}. ${possible ? `That is possible, but needs ${name} to pay about ${pct(need / behind, 0)} of that stack on average when you hit.` : 'Even when all of it goes in each time you hit, the call loses chips.'}`,
      },
    ],
  };
}

function winningLess(dealer: Dealer): Question {
  const outs = dealer.int(6, 12);
  const pot = dealer.step(60, 300, 20);
  const call = dealer.step(20, 80, 10);
  const extra = dealer.step(20, 160, 20);
  const lost = dealer.pick([10, 15, 20, 25]) / 100;
  const cost = dealer.step(20, 120, 20);
  const hit = outs / 46;
  const goodHit = (1 - lost) * (pot + call + extra);
  const badHit = lost * (call + cost);
  const value = hit * (goodHit - badHit) - (1 - hit) * call;
  return single({
    prompt: `On the turn the pot is ${pot} chips and your opponent bets ${call}. You call and hit with ${outs} of 46 cards. When you hit, ${pct(lost)} of the time the opponent has made an even better hand and you lose ${cost} more chips. Otherwise you win ${extra} more. When you miss you fold. What is the call worth, in chips with one decimal place?`,
    answer: chips(value, 1),
    hints: [
      'There are three ends: miss, hit and win, hit and lose. Give each its chance and its result.',
      `Results compared with folding now: $-${call}$, $+${pot + call + extra}$ and $-${call + cost}$.`,
      `The chance to hit is $\\frac{${outs}}{46}$; split it ${pct(1 - lost)} to ${pct(lost)}.`,
    ],
    solution: `$\\frac{${outs}}{46}\\cdot(${num(1 - lost)}\\cdot ${pot + call + extra} - ${num(lost)}\\cdot ${call + cost}) - \\frac{${46 - outs}}{46}\\cdot ${call} ${is(value)}$ chips. Chips lost to better hands are the other side of implied odds (“reverse implied odds”).`,
    skills: ['implied-odds', 'expected-value'],
  });
}

export const impliedOddsGenerator: Generator = {
  id: 'implied-odds',
  skill: 'implied-odds',
  title: 'Chips still to be won',
  levels: [level(0, 1.2, stillToWin), level(0.7, 1.2, withStacks), level(1.4, 1.3, winningLess)],
};
