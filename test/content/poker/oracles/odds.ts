import {
  at,
  callValue,
  codesIn,
  grab,
  mean,
  type Oracle,
  optionLike,
  optionTexts,
  pairsBelow,
  root,
  solve,
  winnersOf,
  without,
} from './oracle.js';

/** Share, in per cent, of all pairs of two different unseen cards that fit; the first `good` cards are the outs. */
function shareOfPairs(good: number, left: number, fits: (hits: number) => boolean): number {
  const pairs = pairsBelow(left);
  return (100 * pairs.filter((pair) => fits(pair.filter((card) => card < good).length)).length) / pairs.length;
}

const straightOuts = (text: string): number => {
  const seen = codesIn(text);
  return without(seen).filter((code) => solve([...seen, code]).rank >= 5).length;
};

const ruleFromOuts: Oracle = (text) => {
  const [outs = 0] = grab(text, /has (\d+) outs/);
  return [outs * (/one card to come|only at the turn card/.test(text) ? 2 : 4)];
};

const ruleError: Oracle = (text) => {
  const [outs = 0] = grab(text, /You have (\d+) outs/);
  if (text.includes('one card to come')) return [Math.abs(outs * 2 - (100 * outs) / 46)];
  return [Math.abs(outs * 4 - shareOfPairs(outs, 47, (hits) => hits > 0))];
};

const bothCards: Oracle = (text) => {
  const [outs = 0] = grab(text, /, (\d+) of the 47/);
  const wanted = text.includes('exactly one') ? 1 : 2;
  return [shareOfPairs(outs, 47, (hits) => hits === wanted)];
};

const chanceOf = (text: string): number => {
  if (text.includes('against')) {
    const [against = 0, forIt = 0] = grab(text, /(\d+) to (\d+)/);
    return forIt / (against + forIt);
  }
  if (text.includes('cards out of')) {
    const [good = 0, all = 1] = grab(text, /(\d+) cards out of (\d+)/);
    return good / all;
  }
  return at(grab(text, /([\d.]+)%/), 0) / 100;
};

const matchOdds: Oracle = (_text, { steps }) => {
  const lefts = optionTexts(steps[0]);
  return [new Map(lefts.map((left) => [left, `${Number((100 * chanceOf(left)).toFixed(1))}%`]))];
};

const PARTS: Readonly<Record<string, number>> = {
  'a tenth of': 1 / 10,
  'a fifth of': 1 / 5,
  'a quarter of': 1 / 4,
  'a third of': 1 / 3,
  half: 1 / 2,
  'two thirds of': 2 / 3,
  'three quarters of': 3 / 4,
  exactly: 1,
  'one and a half times': 3 / 2,
  twice: 2,
};

/** The bet, in pots, that words such as "half the pot" or "bets exactly the pot" stand for. */
export function partOfPot(text: string): number {
  if (/bets? the (whole )?pot/.test(text)) return 1;
  const name = /bets? (.+?) the pot/.exec(text)?.[1] ?? '';
  const part = PARTS[name];
  if (part === undefined) throw new Error(`no size of a bet in: ${text}`);
  return part;
}

const priceFormula: Oracle = (text) => {
  const part = partOfPot(text);
  const callers = text.includes('one player calls') ? 1 : Number(/(\d+) players call/.exec(text)?.[1] ?? 0);
  return [({ P = 0 }) => Array.from({ length: callers + 1 }, () => part * P).reduce((sum, bet) => sum + bet, P)];
};

const raised: Oracle = (text) => {
  const [pot = 0, bet = 0, raise = 0] = grab(text, /pot is (\d+) chips. You bet (\d+), and \w+ raises to (\d+)/);
  const need = root((equity) => equity * (pot + 2 * raise) - (raise - bet));
  return [raise - bet, pot + bet + raise, 100 * need];
};

const turnEquity: Oracle = (text) => {
  const cards = codesIn(text);
  const [board, hero, other] = [cards.slice(0, 4), cards.slice(4, 6), cards.slice(6, 8)];
  const rivers = without(cards);
  const shares = rivers.map((river) => {
    const winners = winnersOf([hero, other], [...board, river]);
    return winners.includes(0) ? 1 / winners.length : 0;
  });
  const total = shares.reduce((sum, share) => sum + share, 0);
  return [shares.filter((share) => share === 1).length, (100 * total) / rivers.length];
};

const threeWay: Oracle = (text) => {
  const cards = codesIn(text);
  const hands = [4, 6, 8].map((from) => cards.slice(from, from + 2));
  const rivers = without(cards);
  const won = rivers.filter((river) => winnersOf(hands, [...cards.slice(0, 4), river]).join() === '0').length;
  return [(100 * won) / rivers.length];
};

const winsAndTies: Oracle = (text) => {
  const [win = 0, tie = 0, pot = 0] = grab(text, /probability (\d+)% and .* probability (\d+)%. The pot is (\d+)/);
  const chips = mean([win / 100, pot], [tie / 100, pot / 2]);
  return [(100 * chips) / pot, chips];
};

const knownEquity: Oracle = (text, { steps }) => {
  const [pot = 0, bet = 0, equity = 0] = grab(text, /pot is (\d+) chips and \w+ bets (\d+).* is (\d+)%/);
  return [optionLike(steps[0], callValue(equity / 100, pot, bet) > 0 ? /^Call/ : /^Fold/)];
};

const highestCall: Oracle = (text) => {
  const [pot = 0, equity = 0] = grab(text, /pot is (\d+) chips before the bet. You have (\d+)%/);
  return [root((bet) => callValue(equity / 100, pot, bet), 0, 100 * pot)];
};

/** Outs, equity, price and decision; the opponent is taken to be ahead with any hand that the draw beats. */
const wholeHand: Oracle = (text, { steps }) => {
  const [pot = 0, bet = 0] = grab(text, /pot is (\d+) chips; \w+ bets (\d+)/);
  const outs = straightOuts(text);
  const equity = outs / without(codesIn(text)).length;
  const price = root((share) => callValue(share, pot, bet));
  const decision = optionLike(steps[3], callValue(equity, pot, bet) > 0 ? /^Call/ : /^Fold/);
  return [outs, 100 * equity, 100 * price, decision];
};

const laterValue = (outs: number, call: number, pot: number) => (later: number) =>
  mean([outs / 46, pot + call + later], [(46 - outs) / 46, -call]);

const stillToWin: Oracle = (text) => {
  const [pot = 0, call = 0, outs = 0] = grab(text, /pot is (\d+) chips and .* bets (\d+). You have (\d+) outs/);
  return [root(laterValue(outs, call, pot), 0, 1e5)];
};

const withStacks: Oracle = (text, { steps }) => {
  const [pot = 0, call = 0, behind = 0, outs = 0] = grab(
    text,
    /pot is (\d+) chips. \w+ bets (\d+) and has (\d+) chips left. You have (\d+) outs/,
  );
  const value = laterValue(outs, call, pot);
  return [root(value, 0, 1e5), optionLike(steps[1], value(behind) > 0 ? /^A call can be right/ : /^Fold/)];
};

const winningLess: Oracle = (text) => {
  const [pot = 0, call = 0, outs = 0, lost = 0, cost = 0, extra = 0] = grab(
    text,
    /pot is (\d+) chips and .* bets (\d+). .* with (\d+) of 46 cards. When you hit, (\d+)% .* lose (\d+) more chips\. Otherwise you win (\d+)/,
  );
  const bad = lost / 100;
  return [
    mean([(outs / 46) * (1 - bad), pot + call + extra], [(outs / 46) * bad, -call - cost], [(46 - outs) / 46, -call]),
  ];
};

export const oddsOracles: Readonly<Record<string, Oracle>> = {
  'rule-2-4.1': ruleFromOuts,
  'rule-2-4.2': (text) => [straightOuts(text) * (text.includes('both the turn and the river') ? 4 : 2)],
  'rule-2-4.3': ruleError,
  'draw-odds.1': (text) => [(100 * at(grab(text, /have (\d+) outs/), 0)) / (text.includes('on the turn') ? 46 : 47)],
  'draw-odds.2': (text) => [shareOfPairs(at(grab(text, /has (\d+) outs/), 0), 47, (hits) => hits > 0)],
  'draw-odds.3': bothCards,
  'odds.1': (text) => [100 * chanceOf(text)],
  'odds.2': matchOdds,
  'odds.3': (text) => {
    const [outs = 1, left = 0] = grab(text, /^(\d+) of the (\d+)/);
    return [(left - outs) / outs];
  },
  'odds.4': (_text, { steps }) => [optionTexts(steps[0]).sort((a, b) => chanceOf(a) - chanceOf(b))],
  'pot-odds.1': (text) => {
    const [pot = 0, bet = 1] = grab(text, /are (\d+) chips in the pot and \w+ bets (\d+)/);
    return [(pot + bet) / bet];
  },
  'pot-odds.2': (text) => {
    const [pot = 0] = grab(text, /pot is (\d+)/);
    return [100 * root((equity) => callValue(equity, pot, partOfPot(text) * pot))];
  },
  'pot-odds.3': priceFormula,
  'pot-odds.4': raised,
  'equity.1': winsAndTies,
  'equity.2': turnEquity,
  'equity.3': threeWay,
  'break-even.1': knownEquity,
  'break-even.2': highestCall,
  'break-even.3': wholeHand,
  'implied-odds.1': stillToWin,
  'implied-odds.2': withStacks,
  'implied-odds.3': winningLess,
};
