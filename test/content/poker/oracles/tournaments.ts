import { at, grab, mean, type Oracle, optionLike, root } from './oracle.js';

/** All orders of a list. */
export function orders<T>(things: readonly T[]): T[][] {
  if (things.length < 2) return [[...things]];
  return things.flatMap((first, index) =>
    orders(things.filter((_, other) => other !== index)).map((rest) => [first, ...rest]),
  );
}

/**
 * Prize equities of the independent chip model by adding up whole orders of finish: each has the product of the
 * chances to be first among those who are still to be placed.
 */
export function prizesByOrders(stacks: readonly number[], prizes: readonly number[]): number[] {
  const equities = stacks.map(() => 0);
  for (const finish of orders([...stacks.keys()])) {
    let chance = 1;
    let left = stacks.reduce((sum, stack) => sum + stack, 0);
    for (const player of finish) {
      chance *= at(stacks, player) / left;
      left -= at(stacks, player);
    }
    for (const [place, player] of finish.entries()) {
      equities[player] = at(equities, player) + chance * (prizes[place] ?? 0);
    }
  }
  return equities;
}

const first = (stacks: readonly number[], prizes: readonly number[]): number => at(prizesByOrders(stacks, prizes), 0);

const twoLeft: Oracle = (text) => {
  const [one = 0, two = 0, me = 0, other = 0] = grab(
    text,
    /First place gets (\d+) points, second (\d+). You have (\d+) chips and \w+ has (\d+)/,
  );
  return [first([me, other], [one, two])];
};

const twoLeftFormula: Oracle = (text) => {
  const [total = 0, one = 0, two = 0] = grab(text, /with (\d+) chips .* gets (\d+) points, second (\d+)/);
  return [({ s = 0 }) => first([s, total - s], [one, two])];
};

const STACKS = /you with (\d+) chips, \w+ with (\d+), \w+ with (\d+)/;

const wholePrize: Oracle = (text) => {
  const stacks = grab(text, STACKS);
  const prizes = grab(text, /gets (\d+) points, second (\d+)/);
  return [100 * first(stacks, [1]), 100 * first(stacks, [0, 1]), first(stacks, prizes)];
};

const fromPrizes: Oracle = (text) => {
  const [fold = 0, win = 0, lose = 0] = grab(text, /(\d+) points if you fold, (\d+) if you call and win, (\d+) if/);
  return [100 * root((p) => mean([p, win], [1 - p, lose]) - fold)];
};

const pressure: Oracle = (text) => {
  const [gain = 1, loss = 0] = grab(text, /rises by (\d+) points\. .* falls by (\d+)/);
  return [loss / gain, 100 * root((p) => mean([p, gain], [1 - p, -loss]))];
};

const realBubble: Oracle = (text, { steps }) => {
  const prizes = grab(text, /prizes: (\d+) points and (\d+) points/);
  const [me = 0, rival = 0, third = 0] = grab(text, /You have (\d+) chips, \w+ has (\d+), \w+ has (\d+)/);
  const [saidNow = 0, saidWon = 0] = grab(text, /prize is ([\d.]+) points now and ([\d.]+) points if/);
  const [now, won] = [first([me, rival, third], prizes), first([2 * me, rival - me, third], prizes)];
  if (Math.abs(now - saidNow) > 0.051 || Math.abs(won - saidWon) > 0.051) throw new Error(`wrong prizes in: ${text}`);
  const [chance = 0] = grab(text, /you win (\d+)% of the time/);
  const need = root((p) => mean([p, won]) - now);
  return [100 * need, optionLike(steps[1], chance / 100 > need ? /^Call/ : /^Fold/)];
};

export const tournamentOracles: Readonly<Record<string, Oracle>> = {
  'icm.1': twoLeft,
  'icm.2': twoLeftFormula,
  'icm.3': (text) => [100 * first(grab(text, STACKS), [0, 1])],
  'icm.4': wholePrize,
  'bubble.1': fromPrizes,
  'bubble.2': pressure,
  'bubble.3': realBubble,
};
