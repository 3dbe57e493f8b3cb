import { breakEvenEquity } from '../maths/chance.js';
import { chips, count, formula, percent } from './answers.js';
import type { Dealer } from './dealer.js';
import { type Generator, level, type Question, single } from './generator.js';
import { is, isPct, num, pct } from './wording.js';

function defendShare(dealer: Dealer): Question {
  const pot = dealer.step(30, 300, 10);
  const bet = dealer.step(10, 300, 10);
  const share = pot / (pot + bet);
  return single({
    prompt: `Your opponent bets ${bet} chips into a pot of ${pot}. With what share of your hands must you go on, so that a bluff with any two cards does not gain? Answer in per cent with one decimal place.`,
    answer: percent(100 * share, 1),
    hints: [
      'How often may you fold before such a bluff starts to gain?',
      'The bluff breaks even when you fold $\\frac{b}{P+b}$ of the time; the rest goes on.',
    ],
    solution: `$1 - \\frac{${bet}}{${pot} + ${bet}} = \\frac{${pot}}{${pot + bet}} ${isPct(share)}$.`,
  });
}

function defendCombos(dealer: Dealer): Question {
  const pot = dealer.step(40, 240, 20);
  const [label, part] = dealer.pick([
    ['a quarter of the pot', 0.25],
    ['half the pot', 0.5],
    ['three quarters of the pot', 0.75],
    ['the whole pot', 1],
    ['one and a half times the pot', 1.5],
    ['twice the pot', 2],
  ] as const);
  const range = dealer.int(30, 160);
  const need = range / (1 + part);
  const whole = Math.ceil(need - 1e-9);
  return single({
    prompt: `You reach the river with ${range} combinations. The pot is ${pot} chips and your opponent bets ${label}. What is the smallest number of combinations with which you must go on to meet the minimum defence frequency?`,
    answer: count(whole),
    hints: [
      'The frequency depends on the size of the bet relative to the pot only.',
      `With a bet of $s$ pots it is $\\frac{1}{1+s}$, here $\\frac{1}{${num(1 + part)}}$.`,
      'Round up: with one combination less you would fold too much.',
    ],
    solution: `$\\frac{${range}}{${num(1 + part)}} ${is(need)}$, so ${whole} combinations.`,
  });
}

function againstRaise(dealer: Dealer): Question {
  const pot = dealer.step(40, 200, 20);
  const bet = dealer.step(20, pot, 20);
  const raise = bet * dealer.int(2, 4);
  const reward = pot + bet;
  const share = reward / (reward + raise);
  return single({
    prompt: `The pot is ${pot} chips. You bet ${bet} and your opponent raises to ${raise}. The raise may be a bluff that can never win when called. With what share of your betting hands must you go on so that it does not gain? Answer in per cent with one decimal place.`,
    answer: percent(100 * share, 1),
    hints: [
      'What does the raiser risk, and what can the raiser win at once?',
      `The raiser puts in ${raise} chips and can win $${pot} + ${bet}$.`,
    ],
    solution: `The bluff breaks even when you fold $\\frac{${raise}}{${raise} + ${reward}} ${isPct(raise / (raise + reward))}$ of the time. So go on with $\\frac{${reward}}{${reward + raise}} ${isPct(share)}$.`,
  });
}

function twoStreets(dealer: Dealer): Question {
  const parts = [0.33, 0.5, 0.66, 0.75, 1] as const;
  const [first, second] = [dealer.pick(parts), dealer.pick(parts)];
  const start = dealer.step(60, 200, 10);
  const [a, b] = [1 / (1 + first), 1 / (1 + second)];
  return {
    body: `You have ${start} combinations on the turn. Your opponent bets ${num(100 * first)}% of the pot on the turn and, after a call, ${num(100 * second)}% of the pot on the river. You meet the minimum defence frequency each time by calling.`,
    steps: [
      {
        prompt: 'With what share of your turn hands do you call the turn? Answer in per cent with one decimal place.',
        answer: percent(100 * a, 1),
        hints: ['One street at a time.', `$\\frac{1}{1 + ${num(first)}}$.`],
        solution: `$\\frac{1}{1 + ${num(first)}} ${isPct(a)}$.`,
      },
      {
        prompt:
          'How many of the combinations that you had on the turn also call the river, on average? Give one decimal place.',
        answer: { kind: 'numeric', value: Number((start * a * b).toFixed(9)), tolerance: 0.06 },
        hints: ['The second share is a share of those that are left.', `Multiply ${start} by both shares.`],
        solution: `$${start}\\cdot\\frac{1}{${num(1 + first)}}\\cdot\\frac{1}{${num(1 + second)}} ${is(start * a * b)}$ combinations: ${pct(a * b)} of the start.`,
      },
    ],
  };
}

export const minimumDefenceGenerator: Generator = {
  id: 'minimum-defence',
  skill: 'minimum-defence',
  title: 'How often to go on',
  levels: [
    level(-0.2, 1.2, defendShare),
    level(0.4, 1.2, defendCombos),
    level(0.9, 1.2, twoStreets),
    level(1.2, 1.3, againstRaise),
  ],
};

function bluffShare(dealer: Dealer): Question {
  const pot = dealer.step(30, 300, 10);
  const bet = dealer.step(20, 300, 10);
  const share = breakEvenEquity(pot + bet, bet);
  return single({
    prompt: `On the river you bet ${bet} chips into a pot of ${pot}, with hands that always win when called and with bluffs that never do. What share of your bets must be bluffs so that a call is worth exactly nothing? Answer in per cent with one decimal place.`,
    answer: percent(100 * share, 1),
    hints: [
      'For the caller, your bluffs are the times that a call wins.',
      'The share of bluffs must equal the price of the call.',
    ],
    solution: `A call costs ${bet} for a final pot of ${pot + 2 * bet}: $\\frac{${bet}}{${pot + 2 * bet}} ${isPct(share)}$. With that many bluffs the caller is indifferent.`,
  });
}

function bluffCombos(dealer: Dealer): Question {
  const value = dealer.int(6, 48);
  const [label, part] = dealer.pick([
    ['half the pot', 0.5],
    ['two thirds of the pot', 2 / 3],
    ['the pot', 1],
    ['one and a half times the pot', 1.5],
    ['twice the pot', 2],
  ] as const);
  const bluffs = (value * part) / (1 + part);
  return single({
    prompt: `You bet ${label} on the river with ${value} combinations of strong hands. How many combinations of bluffs make the range balanced? Give one decimal place.`,
    answer: { kind: 'numeric', value: Number(bluffs.toFixed(9)), tolerance: 0.06 },
    hints: [
      'How many bluffs go with each strong hand? Use the odds that the caller gets.',
      'With a bet of $s$ pots the caller gets $1+s$ to $s$. Strong hands and bluffs must stand in this ratio.',
    ],
    solution: `Strong to bluffs as $1 + s$ to $s$, with $s ${is(part, 3)}$: $${value}\\cdot\\frac{${num(part, 3)}}{${num(1 + part, 3)}} ${is(bluffs)}$ combinations.`,
  });
}

function shareFormula(dealer: Dealer): Question {
  const pot = dealer.step(30, 400, 10);
  const known = dealer.int(0, 1) === 0;
  const size = dealer.step(20, 300, 10);
  return single({
    prompt: known
      ? `The pot is ${pot} chips and the bet is $B$. Write the share of bluffs in a balanced river betting range as a formula in $B$.`
      : `The pot is $P$ chips and the bet is ${size}. Write the share of bluffs in a balanced river betting range as a formula in $P$.`,
    answer: known ? formula(`B/(${pot}+2*B)`) : formula(`${size}/(P+${2 * size})`),
    hints: [
      'It is the price of the call: the call as a share of the final pot.',
      'The final pot holds the pot, the bet and the call.',
    ],
    solution: known
      ? `$\\frac{B}{${pot} + 2B}$. It grows with the bet, but never reaches one half.`
      : `$\\frac{${size}}{P + ${2 * size}}$. The larger the pot, the fewer bluffs the range can hold.`,
  });
}

function tooManyBluffs(dealer: Dealer): Question {
  const pot = dealer.step(40, 240, 20);
  const bet = dealer.step(20, 240, 20);
  const value = dealer.int(10, 30);
  const bluffs = dealer.int(4, 30);
  const share = bluffs / (value + bluffs);
  const call = share * (pot + bet) - (1 - share) * bet;
  const [name = ''] = dealer.people(1);
  return {
    body: `On the river ${name} bets ${bet} chips into a pot of ${pot} with ${value} combinations of strong hands and ${bluffs} of bluffs. Your hand beats the bluffs and nothing else.`,
    steps: [
      {
        prompt: 'How often does a call win? Answer in per cent with one decimal place.',
        answer: percent(100 * share, 1),
        hints: ['You win when the bet is a bluff.', `${bluffs} of ${value + bluffs} combinations.`],
        solution: `$\\frac{${bluffs}}{${value + bluffs}} ${isPct(share)}$.`,
        skills: ['combos', 'equity'],
      },
      {
        prompt: 'What is a call worth, in chips with one decimal place?',
        answer: chips(call, 1),
        hints: [`A call wins ${pot + bet} or loses ${bet}.`, 'Weigh with the share of bluffs.'],
        solution: `$\\frac{${bluffs}\\cdot ${pot + bet} - ${value}\\cdot ${bet}}{${value + bluffs}} ${is(call)}$ chips.`,
        skills: ['expected-value'],
      },
      {
        prompt: 'How many combinations of bluffs would make a call worth exactly nothing? Give one decimal place.',
        answer: { kind: 'numeric', value: Number(((value * bet) / (pot + bet)).toFixed(9)), tolerance: 0.06 },
        hints: [
          'What a call wins from bluffs must equal what it loses to strong hands.',
          `Solve $x\\cdot ${pot + bet} = ${value}\\cdot ${bet}$.`,
        ],
        solution: `$x = \\frac{${value}\\cdot ${bet}}{${pot + bet}} ${is((value * bet) / (pot + bet))}$. ${name} bluffs ${call > 0 ? 'more often than that, so calling gains' : call < 0 ? 'less often than that, so folding is better' : 'exactly that often'}.`,
      },
    ],
  };
}

export const balanceGenerator: Generator = {
  id: 'balance',
  skill: 'balance',
  title: 'Bluffs and strong hands in balance',
  levels: [
    level(0.1, 1.2, bluffShare),
    level(0.6, 1.2, bluffCombos),
    level(0.9, 1.1, shareFormula),
    level(1.3, 1.3, tooManyBluffs),
  ],
};
