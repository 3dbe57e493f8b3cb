import { showCards, showHigh } from '../cards/card.js';
import { categoryOf, describe, evaluate } from '../cards/evaluate.js';
import { combosOf } from '../cards/ranges.js';
import { count, percent } from './answers.js';
import type { Dealer } from './dealer.js';
import { type Generator, level, type Question, single } from './generator.js';
import { is, isPct, num, pct, tenNote } from './wording.js';

const GROUPS = ['higher pairs', 'lower pairs', 'two higher cards', 'flush draws', 'straight draws', 'weaker top pairs'];

/** Groups of hands with their number of combinations and the equity against each. */
function groups(dealer: Dealer, many: number): { name: string; size: number; equity: number }[] {
  return dealer.sample(GROUPS, many).map((name) => ({
    name,
    size: dealer.int(2, 18),
    equity: dealer.step(name === 'higher pairs' ? 10 : 40, name === 'higher pairs' ? 25 : 85, 5) / 100,
  }));
}

function weighted(dealer: Dealer, many: number): Question {
  const rows = groups(dealer, many);
  const total = rows.reduce((sum, { size }) => sum + size, 0);
  const equity = rows.reduce((sum, row) => sum + row.size * row.equity, 0) / total;
  const table = rows.map((row) => `| ${row.name} | ${row.size} | ${pct(row.equity)} |`).join('\n');
  return {
    body: `You think that your opponent holds one of these hands:\n\n| Hands | Combinations | Your equity against them |\n|---|---|---|\n${table}`,
    steps: [
      {
        prompt: 'What is your equity against the whole range? Answer in per cent with one decimal place.',
        answer: percent(100 * equity, 1),
        hints: [
          'Groups with more combinations come up more often. A plain average of the column would be wrong.',
          `There are ${total} combinations. Multiply each equity by its combinations, add, and divide by ${total}.`,
        ],
        solution: `$\\frac{${rows.map((row) => `${row.size}\\cdot ${num(row.equity)}`).join(' + ')}}{${total}} = \\frac{${num(equity * total)}}{${total}} ${isPct(equity)}$.`,
      },
    ],
  };
}

const HANDS = ['AA', 'KK', 'QQ', 'JJ', 'TT', '99', '88', 'AK', 'AQ', 'KQ', 'AJ', 'KJ', 'QJ', 'JT', 'T9'] as const;

/** A river on which the hero's equity comes from counting the combinations that it beats. */
function onTheRiver(dealer: Dealer): Question {
  const spot = dealer.until(
    () => {
      const cards = dealer.cards(7);
      const [hole, board] = [cards.slice(0, 2), cards.slice(2)];
      const mine = evaluate(cards);
      const rows = dealer.sample(HANDS, 3).map((name) => {
        const combos = combosOf(name, cards);
        const values = combos.map((combo) => evaluate([...combo, ...board]));
        return {
          name,
          size: combos.length,
          beaten: values.filter((value) => value < mine).length,
          ties: values.filter((value) => value === mine).length,
        };
      });
      return { hole, board, mine, rows };
    },
    ({ mine, rows }) =>
      categoryOf(mine) >= 1 &&
      rows.every(({ size, ties }) => size > 0 && ties === 0) &&
      rows.some(({ beaten }) => beaten > 0) &&
      rows.some(({ beaten, size }) => beaten < size),
  );
  const total = spot.rows.reduce((sum, { size }) => sum + size, 0);
  const beaten = spot.rows.reduce((sum, row) => sum + row.beaten, 0);
  return {
    body: `The board on the river is ${showCards(spot.board)} and you hold ${showHigh(spot.hole)}. Your opponent’s range is ${spot.rows.map(({ name }) => name).join(', ')} (suited and offsuit).${tenNote(spot.rows.map(({ name }) => name).join())}`,
    steps: [
      {
        prompt: 'How many combinations does the range have, given the cards that you see?',
        answer: count(total),
        hints: [
          'Count hand by hand. Cards on the board and in your hand are not available.',
          'A pair has $\\binom{n}{2}$ combinations with $n$ cards left, two ranks have $m\\cdot n$.',
        ],
        solution: `${spot.rows.map(({ name, size }) => `${name}: ${size}`).join(', ')}. Together ${total}.`,
        skills: ['combos'],
      },
      {
        prompt: 'What is your equity against the range? Answer in per cent with one decimal place.',
        answer: percent((100 * beaten) / total, 1),
        hints: [
          `All cards are out: each combination either beats you or not. You have ${describe(spot.mine)}.`,
          'Count the combinations that you beat and divide by all.',
        ],
        solution: `You beat ${spot.rows.map((row) => `${row.beaten} of ${row.size} ${row.name}`).join(', ')}: $\\frac{${beaten}}{${total}} ${isPct(beaten / total)}$.`,
      },
    ],
  };
}

export const rangeEquityGenerator: Generator = {
  id: 'range-equity',
  skill: 'range-equity',
  title: 'Equity against many hands',
  levels: [
    level(-0.1, 1.1, (dealer) => weighted(dealer, 2)),
    level(0.5, 1.2, (dealer) => weighted(dealer, 4)),
    level(1.3, 1.4, onTheRiver),
  ],
};

function naturalFrequencies(dealer: Dealer): Question {
  const strong = dealer.step(20, 70, 10);
  const betStrong = dealer.step(60, 100, 10) / 100;
  const betWeak = dealer.step(10, 50, 10) / 100;
  const [name = ''] = dealer.people(1);
  const [a, b] = [strong * betStrong, (100 - strong) * betWeak];
  return single({
    prompt: `In 100 hands like this one, ${name} has a strong hand ${strong} times and a weak one ${100 - strong} times. ${name} bets ${pct(betStrong)} of the strong hands and ${pct(betWeak)} of the weak ones. Now ${name} bets. How likely is a strong hand? Answer in per cent with one decimal place.`,
    answer: percent((100 * a) / (a + b), 1),
    hints: [
      `How many of the ${strong} strong hands bet? How many of the ${100 - strong} weak ones?`,
      'Look only at the hands that bet. What share of them is strong?',
    ],
    solution: `Strong and betting: $${strong}\\cdot ${num(betStrong)} = ${num(a)}$. Weak and betting: $${100 - strong}\\cdot ${num(betWeak)} = ${num(b)}$. Of ${num(a + b)} bets, ${num(a)} are strong: $\\frac{${num(a)}}{${num(a + b)}} ${isPct(a / (a + b))}$. Before the bet it was ${strong}%.`,
  });
}

function withCombos(dealer: Dealer): Question {
  const value = dealer.int(3, 20);
  const draws = dealer.int(4, 24);
  const betValue = dealer.step(70, 100, 10) / 100;
  const betDraws = dealer.step(10, 60, 10) / 100;
  const [a, b] = [value * betValue, draws * betDraws];
  return single({
    prompt: `On the turn your opponent can have ${value} combinations of made hands and ${draws} combinations of draws. Made hands raise ${pct(betValue)} of the time, draws ${pct(betDraws)}. There is a raise. How likely is a draw? Answer in per cent with one decimal place.`,
    answer: percent((100 * b) / (a + b), 1),
    hints: [
      'Weigh each combination with how often it raises.',
      `Made hands weigh $${value}\\cdot ${num(betValue)}$, draws $${draws}\\cdot ${num(betDraws)}$.`,
    ],
    solution: `Weights: made hands ${num(a)}, draws ${num(b)}. $P(\\text{draw}\\mid\\text{raise}) = \\frac{${num(b)}}{${num(a)} + ${num(b)}} ${isPct(b / (a + b))}$.`,
  });
}

function twoActions(dealer: Dealer): Question {
  const prior = dealer.step(20, 60, 10) / 100;
  const [strongFirst, weakFirst] = [dealer.step(60, 90, 10) / 100, dealer.step(20, 50, 10) / 100];
  const [strongSecond, weakSecond] = [dealer.step(60, 90, 10) / 100, dealer.step(10, 50, 10) / 100];
  const first = (prior * strongFirst) / (prior * strongFirst + (1 - prior) * weakFirst);
  const both =
    (prior * strongFirst * strongSecond) / (prior * strongFirst * strongSecond + (1 - prior) * weakFirst * weakSecond);
  const [name = ''] = dealer.people(1);
  return {
    body: `Before the flop betting you think that ${name} has a strong hand with probability ${pct(prior)}. ${name} bets the flop with ${pct(strongFirst)} of strong and ${pct(weakFirst)} of weak hands. After a flop bet, ${name} bets the turn with ${pct(strongSecond)} of strong and ${pct(weakSecond)} of weak hands.`,
    steps: [
      {
        prompt: `${name} bets the flop. How likely is a strong hand now? Answer in per cent with one decimal place.`,
        answer: percent(100 * first, 1),
        hints: [
          'Think of 100 hands and see which of them bet.',
          `Strong and betting: $${num(100 * prior)}\\cdot ${num(strongFirst)}$.`,
        ],
        solution: `$\\frac{${num(prior)}\\cdot ${num(strongFirst)}}{${num(prior)}\\cdot ${num(strongFirst)} + ${num(1 - prior)}\\cdot ${num(weakFirst)}} ${isPct(first)}$.`,
      },
      {
        prompt: `${name} bets the turn too. How likely is a strong hand now? Answer in per cent with one decimal place.`,
        answer: percent(100 * both, 1),
        hints: [
          'What you believed after the flop is the starting point for the turn.',
          'In odds form it is short: strong to weak, times the ratio of the two betting rates, for each action.',
        ],
        solution: `Odds strong to weak: $\\frac{${num(prior)}}{${num(1 - prior)}}\\cdot\\frac{${num(strongFirst)}}{${num(weakFirst)}}\\cdot\\frac{${num(strongSecond)}}{${num(weakSecond)}} ${is(both / (1 - both), 3)}$, so the probability is $\\frac{${num(both / (1 - both), 3)}}{1 + ${num(both / (1 - both), 3)}} ${isPct(both)}$.`,
      },
    ],
  };
}

export const updatingGenerator: Generator = {
  id: 'updating',
  skill: 'updating',
  title: 'What does a bet tell you?',
  levels: [level(-0.2, 1.2, naturalFrequencies), level(0.5, 1.2, withCombos), level(1.1, 1.3, twoActions)],
};
