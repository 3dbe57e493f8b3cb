import { partOfPot } from './odds.js';
import { at, callValue, grab, mean, type Oracle, optionLike, root } from './oracle.js';

/** Value of a bet as a tree: a fold wins the pot, a call goes to showdown with the given winning chance. */
const betTree = (pot: number, bet: number, folds: number, equity: number): number =>
  mean([folds, pot], [(1 - folds) * equity, pot + bet], [(1 - folds) * (1 - equity), -bet]);

const twoResults: Oracle = (text) => {
  const [gain = 0, win = 0, loss = 0] = grab(text, /wins (\d+) chips with probability (\d+)% and loses (\d+)/);
  return [mean([win / 100, gain], [1 - win / 100, -loss])];
};

const threeResults: Oracle = (text) => {
  const [pot = 0, bet = 0, win = 0, tie = 0] = grab(
    text,
    /pot is (\d+) chips and .* bets (\d+). .* win with probability (\d+)%, split with probability (\d+)%/,
  );
  return [mean([win / 100, pot + 2 * bet], [tie / 100, (pot + 2 * bet) / 2]) - bet];
};

const foldOrShowdown: Oracle = (text) => {
  const [pot = 0, bet = 0, folds = 0, equity = 0] = grab(
    text,
    /pot is (\d+) chips. You bet (?:your last )?(\d+).* folds with probability (\d+)%; when called, you (?:win with probability|have) (\d+)%/,
  );
  return [betTree(pot, bet, 0, equity / 100), betTree(pot, bet, folds / 100, equity / 100)];
};

const grownPot: Oracle = (text) => {
  const [pot = 0, part = 0] = grab(text, /pot is (\d+) chips and you bet (\d+)%/);
  const bet = (pot * part) / 100;
  return [bet, [pot, bet, bet].reduce((sum, chips) => sum + chips)];
};

const stackToPot: Oracle = (text) => {
  const [small = 0, big = 0, stack = 0, open = 1] = grab(
    text,
    /blinds are ([\d.]+) and (\d+). A player with (\d+) chips opens to (\d+)/,
  );
  return [(stack - open) / (open + open + small + big)];
};

const priceOut: Oracle = (text) => {
  const [pot = 0, outs = 0] = grab(text, /pot is (\d+) chips on the turn. .* with (\d+) outs/);
  return [root((bet) => callValue(outs / 46, pot, bet), 0, 100 * pot)];
};

/** Plays the streets with a share and looks at what is left in front of a player. */
const evenGrowth: Oracle = (text) => {
  const [start = 0, stack = 0, streets = 0] = grab(
    text,
    /pot is (\d+) chips and each of two players has ([\d.]+) chips left.* next (\d) streets/,
  );
  const left = (part: number): number => {
    let [pot, chips] = [start, stack];
    for (let street = 0; street < streets; street += 1) {
      chips -= part * pot;
      pot += 2 * part * pot;
    }
    return chips;
  };
  return [100 * root(left, 0, 10)];
};

const pureBluff: Oracle = (text) => {
  const [pot = 0, bet = 0, folds = 0] = grab(text, /pot is (\d+) chips. You bet (\d+) .* probability (\d+)%/);
  return [betTree(pot, bet, folds / 100, 0)];
};

const neededFolds: Oracle = (text) => {
  const [bet = 0, pot = 0] = grab(text, /bet (\d+) chips into a pot of (\d+)/);
  return [100 * root((folds) => betTree(pot, bet, folds, 0))];
};

const largestBluff: Oracle = (text) => {
  const [folds = 0, pot = 0] = grab(text, /folds (\d+)% of the time.* pot is (\d+)/);
  return [root((bet) => betTree(pot, bet, folds / 100, 0), 0, 100 * pot)];
};

const twoBarrels: Oracle = (text) => {
  const [pot = 0, first = 0, second = 0, early = 0] = grab(
    text,
    /pot is (\d+) chips. .* called: (\d+) now and, if called, (\d+) on .* probability (\d+)%/,
  );
  const plan = (late: number): number =>
    mean(
      [early / 100, pot],
      [(1 - early / 100) * late, pot + first],
      [(1 - early / 100) * (1 - late), -first - second],
    );
  return [100 * root((late) => betTree(pot + 2 * first, second, late, 0)), 100 * root(plan, -1, 2)];
};

const calledAllIn: Oracle = (text) => {
  const [bet = 0, pot = 0, equity = 0] = grab(text, /all-in for (\d+) chips into a pot of (\d+) .* give you (\d+)%/);
  return [betTree(pot, bet, 0, equity / 100)];
};

const semiBluffFolds: Oracle = (text) => {
  const [pot = 0, bet = 0, equity = 0] = grab(
    text,
    /pot is (\d+) chips and you bet your last (\d+) .* has (\d+)% equity/,
  );
  return [100 * root((folds) => betTree(pot, bet, folds, equity / 100))];
};

const semiBluff: Oracle = (text, { steps }) => {
  const [pot = 0, outs = 0, bet = 0, folds = 0] = grab(
    text,
    /pot is (\d+) chips. You have (\d+) outs .* bet your last (\d+) chips, .* probability (\d+)%/,
  );
  const hit = outs / 46;
  const [check, bets] = [mean([hit, pot]), betTree(pot, bet, folds / 100, hit)];
  return [check, betTree(pot, bet, 0, hit), bets, optionLike(steps[3], bets > check ? /^Bet/ : /^Check/)];
};

/** The share of hands to go on with, so that a bluff which risks and can win so many chips gains nothing. */
const defence = (risk: number, reward: number): number => root((goOn) => mean([1 - goOn, reward], [goOn, -risk]));

const defendCombos: Oracle = (text) => {
  const [combos = 0] = grab(text, /with (\d+) combinations/);
  const bet = partOfPot(text);
  let going = 0;
  while (mean([(combos - going) / combos, 1], [going / combos, -bet]) > 1e-12) going += 1;
  return [going];
};

const twoStreets: Oracle = (text) => {
  const [combos = 0, first = 0, second = 0] = grab(text, /have (\d+) combinations .* bets (\d+)% .* call, (\d+)%/);
  const [turn, river] = [defence(first, 100), defence(second, 100)];
  return [100 * turn, combos * turn * river];
};

const againstRaise: Oracle = (text) => {
  const [pot = 0, bet = 0, raise = 0] = grab(text, /pot is (\d+) chips. You bet (\d+) and .* raises to (\d+)/);
  return [100 * defence(raise, pot + bet)];
};

const bluffCombos: Oracle = (text) => {
  const [strong = 0] = grab(text, /with (\d+) combinations/);
  const bet = partOfPot(text);
  return [root((bluffs) => bluffs * (1 + bet) - strong * bet, 0, 1000)];
};

const shareFormula: Oracle = (text) => {
  const share = (pot: number, bet: number): number => root((bluffs) => callValue(bluffs, pot, bet));
  if (text.includes('the bet is $B$')) {
    const [pot = 0] = grab(text, /pot is (\d+)/);
    return [({ B = 0 }) => share(pot, B)];
  }
  const [bet = 0] = grab(text, /bet is (\d+)/);
  return [({ P = 0 }) => share(P, bet)];
};

const tooManyBluffs: Oracle = (text) => {
  const [bet = 0, pot = 0, strong = 0, bluffs = 0] = grab(
    text,
    /bets (\d+) chips into a pot of (\d+) with (\d+) combinations of strong hands and (\d+) of bluffs/,
  );
  const value = (weak: number): number => callValue(weak / (strong + weak), pot, bet);
  return [(100 * bluffs) / (strong + bluffs), value(bluffs), root(value, 0, 1000)];
};

export const betOracles: Readonly<Record<string, Oracle>> = {
  'expected-value.1': twoResults,
  'expected-value.2': (text) => {
    const [pot = 0, bet = 0] = grab(text, /pot is (\d+) chips and \w+ bets (\d+)/);
    return [({ p = 0 }) => callValue(p, pot, bet)];
  },
  'expected-value.3': threeResults,
  'expected-value.4': foldOrShowdown,
  'bet-sizing.1': grownPot,
  'bet-sizing.2': stackToPot,
  'bet-sizing.3': priceOut,
  'bet-sizing.4': evenGrowth,
  'fold-equity.1': pureBluff,
  'fold-equity.2': (text) => {
    const [pot = 0, bet = 0] = grab(text, /pot is (\d+) chips and you bet (\d+)/);
    return [({ f = 0 }) => betTree(pot, bet, f, 0)];
  },
  'fold-equity.3': (text, item) => [at(foldOrShowdown(text, item), 1)],
  'bluff-break-even.1': neededFolds,
  'bluff-break-even.2': largestBluff,
  'bluff-break-even.3': twoBarrels,
  'semi-bluff.1': calledAllIn,
  'semi-bluff.2': semiBluffFolds,
  'semi-bluff.3': semiBluff,
  'minimum-defence.1': (text) => {
    const [bet = 0, pot = 0] = grab(text, /bets (\d+) chips into a pot of (\d+)/);
    return [100 * defence(bet, pot)];
  },
  'minimum-defence.2': defendCombos,
  'minimum-defence.3': twoStreets,
  'minimum-defence.4': againstRaise,
  'balance.1': (text) => {
    const [bet = 0, pot = 0] = grab(text, /bet (\d+) chips into a pot of (\d+)/);
    return [100 * root((bluffs) => callValue(bluffs, pot, bet))];
  },
  'balance.2': bluffCombos,
  'balance.3': shareFormula,
  'balance.4': tooManyBluffs,
};
