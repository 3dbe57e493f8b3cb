import { icmEquities, secondPlaceChances } from '../maths/tournament.js';
import { formula, oneOf, percent, points } from './answers.js';
import type { Dealer } from './dealer.js';
import { type Generator, level, type Question, single } from './generator.js';
import { is, isPct, num, pct } from './wording.js';

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

function stacksOf(dealer: Dealer, players: number): number[] {
  return dealer.until(
    () => Array.from({ length: players }, () => dealer.step(1000, 7000, 500)),
    (stacks) => new Set(stacks).size === players,
  );
}

const PRIZES = [
  [60, 40],
  [65, 35],
  [70, 30],
  [100, 60],
  [120, 80],
  [150, 50],
  [200, 100],
] as const;

const prizesOf = (dealer: Dealer) => dealer.pick(PRIZES);

function twoLeft(dealer: Dealer): Question {
  const [me = 1, other = 1] = stacksOf(dealer, 2);
  const [first, second] = prizesOf(dealer);
  const [equity = 0] = icmEquities([me, other], [first, second]);
  const [name = ''] = dealer.people(1);
  return single({
    prompt: `Two players are left in a tournament. First place gets ${first} points, second ${second}. You have ${me} chips and ${name} has ${other}. What is your expected prize, in points with one decimal place?`,
    answer: points(equity, 1),
    hints: [
      'Both players are sure of the second prize. They play for the difference.',
      'In this model the chance to win is your share of all chips.',
    ],
    solution: `You win with chance $\\frac{${me}}{${me + other}} ${isPct(me / (me + other))}$: $${second} + ${num(me / (me + other), 4)}\\cdot(${first} - ${second}) ${is(equity)}$ points.`,
  });
}

function secondPlace(dealer: Dealer): Question {
  const stacks = stacksOf(dealer, 3);
  const [me = 1, a = 1, b = 1] = stacks;
  const total = sum(stacks);
  const [second = 0] = secondPlaceChances(stacks);
  const [one = '', two = ''] = dealer.people(2);
  return single({
    prompt: `Three players are left: you with ${me} chips, ${one} with ${a}, ${two} with ${b}. How likely are you to finish second by the independent chip model? Answer in per cent with one decimal place.`,
    answer: percent(100 * second, 1),
    hints: [
      'To finish second, somebody else finishes first, and you finish first among the rest.',
      `If ${one} wins (chance $\\frac{${a}}{${total}}$), you are ahead of ${two} with chance $\\frac{${me}}{${me + b}}$. And the other way round.`,
    ],
    solution: `$\\frac{${a}}{${total}}\\cdot\\frac{${me}}{${me + b}} + \\frac{${b}}{${total}}\\cdot\\frac{${me}}{${me + a}} ${isPct(second)}$.`,
  });
}

function wholePrize(dealer: Dealer): Question {
  const stacks = stacksOf(dealer, 3);
  const [me = 1, a = 1, b = 1] = stacks;
  const total = sum(stacks);
  const [first, secondPrize] = prizesOf(dealer);
  const win = me / total;
  const [second = 0] = secondPlaceChances(stacks);
  const [equity = 0] = icmEquities(stacks, [first, secondPrize]);
  const byChips = win * (first + secondPrize);
  const [one = '', two = ''] = dealer.people(2);
  return {
    body: `Three players are left: you with ${me} chips, ${one} with ${a}, ${two} with ${b}. First place gets ${first} points, second ${secondPrize}, third nothing.`,
    steps: [
      {
        prompt:
          'How likely are you to finish first, by the independent chip model? Answer in per cent with one decimal place.',
        answer: percent(100 * win, 1),
        hints: ['Your share of all chips.', `There are ${total} chips.`],
        solution: `$\\frac{${me}}{${total}} ${isPct(win)}$.`,
      },
      {
        prompt: 'How likely are you to finish second? Answer in per cent with one decimal place.',
        answer: percent(100 * second, 1),
        hints: [
          'Two ways: either of the others may be first.',
          `$\\frac{${a}}{${total}}\\cdot\\frac{${me}}{${me + b}}$ is one of them.`,
        ],
        solution: `$\\frac{${a}}{${total}}\\cdot\\frac{${me}}{${me + b}} + \\frac{${b}}{${total}}\\cdot\\frac{${me}}{${me + a}} ${isPct(second)}$.`,
      },
      {
        prompt: 'What is your expected prize, in points with one decimal place?',
        answer: points(equity, 1),
        hints: ['Weigh each prize with its chance.', `${first} points for first place, ${secondPrize} for second.`],
        solution: `$${num(win, 4)}\\cdot ${first} + ${num(second, 4)}\\cdot ${secondPrize} ${is(equity)}$ points. Your share of the chips would be worth ${num(byChips, 1)}: ${equity > byChips ? 'a small stack is worth more than its chips' : 'a large stack is worth less than its chips'}.`,
      },
    ],
  };
}

function twoLeftFormula(dealer: Dealer): Question {
  const [first, second] = prizesOf(dealer);
  const total = dealer.step(4000, 20000, 1000);
  return single({
    prompt: `Two players are left, with ${total} chips between them. First place gets ${first} points, second ${second}. Write your expected prize as a formula in your stack $s$.`,
    answer: formula(`${second} + (${first}-${second})*s/${total}`),
    hints: [
      'What are you sure of, whatever happens?',
      `You win the difference of ${first - second} points with chance $\\frac{s}{${total}}$.`,
    ],
    solution: `$${second} + ${first - second}\\cdot\\frac{s}{${total}}$: a straight line. With two players left, chips and prizes are proportional again.`,
  });
}

export const icmGenerator: Generator = {
  id: 'icm',
  skill: 'icm',
  title: 'What are the chips worth?',
  levels: [
    level(0, 1.1, twoLeft),
    level(0.4, 1.1, twoLeftFormula),
    level(0.9, 1.3, secondPlace),
    level(1.4, 1.3, wholePrize),
  ],
};

function fromPrizes(dealer: Dealer): Question {
  const { fold, win, lose } = dealer.until(
    () => ({ fold: dealer.int(15, 45), win: dealer.int(30, 70), lose: dealer.int(0, 12) }),
    (prize) => prize.win - prize.fold >= 6 && prize.fold - prize.lose > prize.win - prize.fold,
  );
  const need = (fold - lose) / (win - lose);
  return single({
    prompt: `You may call all-in in a tournament. Your expected prize is ${fold} points if you fold, ${win} if you call and win, ${lose} if you call and lose. How often must you win for the call to be as good as folding? Answer in per cent with one decimal place.`,
    answer: percent(100 * need, 1),
    hints: ['Compare expected prizes, not chips.', `Solve $p\\cdot ${win} + (1-p)\\cdot ${lose} = ${fold}$.`],
    solution: `$p = \\frac{${fold} - ${lose}}{${win} - ${lose}} ${isPct(need)}$, although winning and losing may move the same number of chips.`,
  });
}

function pressure(dealer: Dealer): Question {
  const { gain, loss } = dealer.until(
    () => ({ gain: dealer.int(5, 30), loss: dealer.int(8, 60) }),
    (prize) => prize.loss > prize.gain && prize.loss < 3 * prize.gain,
  );
  const factor = loss / gain;
  return {
    body: `You are all-in. If you win, your expected prize rises by ${gain} points. If you lose the same number of chips, it falls by ${loss} points.`,
    steps: [
      {
        prompt:
          'How many points are at risk for each point that can be gained (the “bubble factor”)? Give two decimal places.',
        answer: { kind: 'numeric', value: Number(factor.toFixed(9)), tolerance: 0.006 },
        hints: ['Loss compared with gain.', 'Divide the loss by the gain.'],
        solution: `$\\frac{${loss}}{${gain}} ${is(factor, 3)}$.`,
      },
      {
        prompt: 'How often must you win the all-in to break even in points? Answer in per cent with one decimal place.',
        answer: percent((100 * loss) / (loss + gain), 1),
        hints: ['Risk divided by risk plus reward.', `$\\frac{${loss}}{${loss} + ${gain}}$.`],
        solution: `$\\frac{${loss}}{${loss + gain}} ${isPct(loss / (loss + gain))}$ instead of the 50% that the chips alone would ask for.`,
      },
    ],
  };
}

const CALL = 'Call: the expected prize rises';
const FOLD = 'Fold: the expected prize of a call is lower';

function realBubble(dealer: Dealer): Question {
  const [first, second] = prizesOf(dealer);
  // You cover nobody: losing means third place and no prize.
  const { me, rival, third } = dealer.until(
    () => {
      const [me = 1, rival = 1, third = 1] = stacksOf(dealer, 3);
      return { me, rival, third };
    },
    (stacks) => stacks.rival > stacks.me,
  );
  const [now = 0] = icmEquities([me, rival, third], [first, second]);
  // The two stacks go in; blinds are left out to keep the arithmetic in reach.
  const [won = 0] = icmEquities([2 * me, rival - me, third], [first, second]);
  const need = now / won;
  const equity = dealer.until(
    () => dealer.int(45, 75) / 100,
    (chance) => Math.abs(chance - need) > 0.02,
  );
  const [one = '', two = ''] = dealer.people(2);
  return {
    body: `Three players are left and two prizes: ${first} points and ${second} points. You have ${me} chips, ${one} has ${rival}, ${two} has ${third}. ${one} moves all-in and ${two} folds. Leave the blinds aside. By the independent chip model your expected prize is ${num(now, 1)} points now and ${num(won, 1)} points if you call and win. If you call and lose, you are third.`,
    steps: [
      {
        prompt: 'How often must you win for a call to break even? Answer in per cent, to the nearest whole number.',
        answer: percent(100 * need),
        hints: ['What is your expected prize if you lose?', `Solve $p\\cdot ${num(won, 1)} = ${num(now, 1)}$.`],
        solution: `Third place gets nothing, so $p = \\frac{${num(now, 1)}}{${num(won, 1)}} ${isPct(need)}$.`,
      },
      {
        prompt: `You think that you win ${pct(equity)} of the time. What is right?`,
        answer: oneOf(dealer, equity > need ? CALL : FOLD, [
          equity > need
            ? [FOLD, 'adds more caution than the prizes ask for']
            : [CALL, 'counts chips as if they were prizes'],
          ['It makes no difference: the stacks at risk are equal', 'takes equal chips for equal prizes'],
        ]),
        hints: ['Compare your chance with the result before.', `You need ${pct(need)}.`],
        solution: `You need ${pct(need)} and win ${pct(equity)}: ${equity > need ? 'call' : 'fold'}. In chips alone, any chance above 50% would do.`,
      },
    ],
  };
}

export const bubbleGenerator: Generator = {
  id: 'bubble',
  skill: 'bubble',
  title: 'Pressure before the prizes',
  levels: [level(0.5, 1.2, fromPrizes), level(0.8, 1.2, pressure), level(1.4, 1.4, realBubble)],
};
