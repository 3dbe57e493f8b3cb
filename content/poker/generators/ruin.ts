import { ruinBeforeGoal, ruinOfDrift, ruinOfEvenBets } from '../maths/chance.js';
import { bigBlinds, percent } from './answers.js';
import type { Dealer } from './dealer.js';
import { type Generator, level, type Question, single } from './generator.js';
import { is, isPct, num, pct } from './wording.js';

function evenBets(dealer: Dealer): Question {
  const win = dealer.int(51, 60) / 100;
  const units = dealer.int(5, 40);
  const ruin = ruinOfEvenBets(win, units);
  return single({
    prompt: `A player stakes 1 unit again and again, wins 1 unit with probability ${pct(win)} and loses it otherwise. The bankroll is ${units} units and there is no end. What is the chance that it is ever lost? Answer in per cent with one decimal place.`,
    answer: percent(100 * ruin, 1),
    hints: [
      'To lose all units one must fall by one unit as many times as there are units.',
      'The chance to ever fall by one unit is $\\frac{q}{p}$ with $p$ the chance to win and $q = 1-p$.',
      `Raise it to the power of ${units}.`,
    ],
    solution: `$\\left(\\frac{${num(1 - win)}}{${num(win)}}\\right)^{${units}} ${isPct(ruin, 2)}$.`,
  });
}

function drift(dealer: Dealer): Question {
  const rate = dealer.int(2, 8);
  const deviation = dealer.step(60, 110, 10);
  const bankroll = dealer.step(1000, 4000, 250);
  const ruin = ruinOfDrift(rate, deviation, bankroll);
  return single({
    prompt: `A player gains ${rate} big blinds per 100 hands in the long run, with a standard deviation of ${deviation}. The bankroll is ${bankroll} big blinds. What is the chance that it is ever lost, by $e^{-2\\mu B/\\sigma^2}$? Answer in per cent with one decimal place.`,
    answer: percent(100 * ruin, 1),
    hints: [
      'Here $\\mu$ is the gain per 100 hands, $\\sigma$ the standard deviation per 100 hands and $B$ the bankroll, all in big blinds.',
      `The exponent is $-\\frac{2\\cdot ${rate}\\cdot ${bankroll}}{${deviation}^2}$.`,
    ],
    solution: `The exponent is $-\\frac{${2 * rate * bankroll}}{${deviation ** 2}} ${is((-2 * rate * bankroll) / deviation ** 2, 3)}$, and $e$ to this power is $${num(ruin, 4)}$: about ${pct(ruin)}.`,
  });
}

function neededBankroll(dealer: Dealer): Question {
  const rate = dealer.int(2, 8);
  const deviation = dealer.step(60, 110, 10);
  const risk = dealer.pick([1, 2, 5, 10]) / 100;
  const bankroll = (-(deviation ** 2) * Math.log(risk)) / (2 * rate);
  return single({
    prompt: `A player gains ${rate} big blinds per 100 hands in the long run, with a standard deviation of ${deviation}. How large must the bankroll be for a risk of ruin of ${pct(risk)}? Round to a whole big blind.`,
    answer: bigBlinds(bankroll),
    hints: [
      'Set $e^{-2\\mu B/\\sigma^2}$ equal to the risk and solve for $B$.',
      `The natural logarithm undoes the power: $B = -\\frac{\\sigma^2\\ln r}{2\\mu}$.`,
      `$\\ln ${num(risk)} ${is(Math.log(risk), 4)}$.`,
    ],
    solution: `$B = \\frac{${deviation}^2\\cdot ${num(-Math.log(risk), 4)}}{2\\cdot ${rate}} ${is(bankroll, 1)}$ big blinds. Half the gain would need twice the bankroll.`,
  });
}

function beforeGoal(dealer: Dealer): Question {
  const win = dealer.pick([45, 46, 47, 48, 49, 50, 51, 52, 53, 54, 55]) / 100;
  const own = dealer.int(3, 12);
  const goal = dealer.int(3, 12);
  const ruin = ruinBeforeGoal(win, own, goal);
  const ratio = (1 - win) / win;
  const fair = win === 0.5;
  return single({
    prompt: `A player owns ${own} units and stakes 1 unit at a time at even odds, with a chance of ${pct(win)} to win. Play stops when ${goal} units have been gained or nothing is left. How likely is it that nothing is left? Answer in per cent with one decimal place.`,
    answer: percent(100 * ruin, 1),
    hints: [
      fair
        ? 'In a fair game the expected gain is zero at every moment.'
        : `Work with the ratio $r = \\frac{q}{p} ${is(ratio, 4)}$.`,
      fair
        ? `Let $x$ be the chance of ruin: $(1-x)\\cdot ${goal} - x\\cdot ${own} = 0$.`
        : `The chance to reach the goal is $\\frac{1 - r^{${own}}}{1 - r^{${own + goal}}}$.`,
    ],
    solution: fair
      ? `$(1-x)\\cdot ${goal} = x\\cdot ${own}$ gives $x = \\frac{${goal}}{${own + goal}} ${isPct(ruin)}$.`
      : `$1 - \\frac{1 - r^{${own}}}{1 - r^{${own + goal}}}$ with $r ${is(ratio, 4)}$ gives about ${pct(ruin)}. ${win < 0.5 ? 'With a small disadvantage ruin is more likely than in a fair game, and longer play makes it worse.' : 'A small edge helps, and it helps more the more units there are behind it.'}`,
  });
}

export const ruinGenerator: Generator = {
  id: 'risk-of-ruin',
  skill: 'risk-of-ruin',
  title: 'Could everything be lost?',
  levels: [
    level(0.3, 1.2, evenBets),
    level(0.7, 1.2, drift),
    level(1.1, 1.3, neededBankroll),
    level(1.5, 1.2, beforeGoal),
  ],
};
