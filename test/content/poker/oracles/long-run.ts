import { at, grab, mean, type Oracle, optionLike, root } from './oracle.js';

const oneBet: Oracle = (text) => {
  const [gain = 0, win = 0, loss = 0] = grab(text, /wins (\d+) chips with probability (\d+)% and loses (\d+)/);
  const p = win / 100;
  const centre = mean([p, gain], [1 - p, -loss]);
  return [Math.sqrt(mean([p, (gain - centre) ** 2], [1 - p, (-loss - centre) ** 2]))];
};

/** Standard deviation of a sum, from variances that are added one block after the other. */
function spread(deviation: number, hands: number): number {
  let variance = 0;
  for (let block = 0; block < hands / 100; block += 1) variance += deviation * deviation;
  return Math.sqrt(variance);
}

const badStretch: Oracle = (text) => {
  const [rate = 0, deviation = 0, hands = 0] = grab(
    text,
    /gains (\d+) big blinds .* deviation of (\d+) big blinds .* stretch of (\d+) hands/,
  );
  const total = spread(deviation, hands);
  return [(rate * hands) / 100, total, (rate * hands) / 100 / total];
};

/** Standard deviation of a mean per 100 hands. */
const errorOf = (deviation: number, hands: number): number => spread(deviation, hands) / (hands / 100);

const handsNeeded: Oracle = (text) => {
  const [deviation = 0, error = 0] = grab(text, /deviation is (\d+) .* win rate is ([\d.]+) big blind/);
  return [root((hands) => deviation / Math.sqrt(hands / 100) - error, 1, 1e8)];
};

const interval: Oracle = (text, { steps }) => {
  const [rate = 0, hands = 0, deviation = 0] = grab(
    text,
    /gained ([\d.]+) big .* over (\d+) hands, .* deviation of (\d+)/,
  );
  const error = errorOf(deviation, hands);
  const low = rate - 2 * error;
  return [error, low, optionLike(steps[2], low > 0 ? /unlikely/ : /may well be chance/)];
};

const largestStake: Oracle = (text) => {
  const [reserve = 0, times = 0] = grab(text, /set (\d+) points aside and wants to own at least (\d+) times/);
  let entry = 0;
  while ((entry + 1) * times <= reserve) entry += 1;
  return [entry];
};

const wayBack: Oracle = (text) => {
  const [start = 0, lost = 0] = grab(text, /bankroll of (\d+) chips shrinks by (\d+)%/);
  return [root((growth) => start * (1 - lost / 100) * (1 + growth / 100) - start, 0, 1e4)];
};

/** The share with the fastest mean growth of the logarithm, by search. */
const kelly: Oracle = (text) => {
  const [odds = 0, win = 0] = grab(text, /wins ([\d.]+) chips? for each chip staked with probability (\d+)%/);
  const growth = (share: number): number =>
    mean([win / 100, Math.log1p(odds * share)], [1 - win / 100, Math.log1p(-share)]);
  const slope = (share: number): number => growth(share + 1e-7) - growth(share - 1e-7);
  return [100 * root(slope, 1e-6, 0.999)];
};

const losingRun: Oracle = (text) => {
  const [share = 0, losses = 0] = grab(text, /stakes (\d+)% .* loses (\d+) times/);
  let left = 100;
  for (let loss = 0; loss < losses; loss += 1) left -= (left * share) / 100;
  let [fixed, count] = [100, 0];
  for (; fixed > 1e-9; count += 1) fixed -= share;
  return [left, count];
};

const evenBets: Oracle = (text) => {
  const [win = 0, units = 0] = grab(text, /probability (\d+)% .* bankroll is (\d+) units/);
  const p = win / 100;
  // The chance to ever fall by one unit solves x = q + p x x; iterating from 0 finds the smallest solution.
  let fall = 0;
  for (let step = 0; step < 20_000; step += 1) fall = 1 - p + p * fall * fall;
  return [100 * fall ** units];
};

/** Ruin of a walk in very small steps with the same drift and spread. */
function walkRuin(rate: number, deviation: number, bankroll: number): number {
  const step = 0.01;
  const lean = (rate * step) / deviation ** 2;
  return Math.exp((bankroll / step) * (Math.log1p(-lean) - Math.log1p(lean)));
}

const drift: Oracle = (text) => {
  const [rate = 0, deviation = 0, bankroll = 0] = grab(
    text,
    /gains (\d+) big .* deviation of (\d+). .* bankroll is (\d+)/,
  );
  return [100 * walkRuin(rate, deviation, bankroll)];
};

const neededBankroll: Oracle = (text) => {
  const [rate = 0, deviation = 0, risk = 0] = grab(text, /gains (\d+) big .* deviation of (\d+). .* ruin of (\d+)%/);
  return [root((bankroll) => walkRuin(rate, deviation, bankroll) - risk / 100, 0, 1e6)];
};

/** Chances of ruin from every fortune, swept until they stand still: h(i) = p h(i+1) + q h(i-1). */
const beforeGoal: Oracle = (text) => {
  const [own = 0, win = 0, goal = 0] = grab(
    text,
    /owns (\d+) units and .* chance of (\d+)% to win\. Play stops when (\d+)/,
  );
  const p = win / 100;
  const chances = [1, ...Array.from({ length: own + goal }, () => 0)];
  for (let sweep = 0; sweep < 20_000; sweep += 1) {
    for (let fortune = 1; fortune < own + goal; fortune += 1) {
      chances[fortune] = p * at(chances, fortune + 1) + (1 - p) * at(chances, fortune - 1);
    }
  }
  return [100 * at(chances, own)];
};

export const longRunOracles: Readonly<Record<string, Oracle>> = {
  'variance.1': oneBet,
  'variance.2': (text) => {
    const [deviation = 0, hands = 0] = grab(text, /deviation of (\d+) .* over (\d+) hands/);
    return [spread(deviation, hands)];
  },
  'variance.3': badStretch,
  'sample-size.1': (text) => {
    const [hands = 0, deviation = 0] = grab(text, /Over (\d+) hands .* deviation of (\d+)/);
    return [errorOf(deviation, hands)];
  },
  'sample-size.2': handsNeeded,
  'sample-size.3': interval,
  'bankroll.1': largestStake,
  'bankroll.2': wayBack,
  'bankroll.3': kelly,
  'bankroll.4': losingRun,
  'risk-of-ruin.1': evenBets,
  'risk-of-ruin.2': drift,
  'risk-of-ruin.3': neededBankroll,
  'risk-of-ruin.4': beforeGoal,
};
