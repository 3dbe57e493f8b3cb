import { at, beats, type Code, codesIn, grab, type Oracle, pairsBelow, without } from './oracle.js';

const RANKS = '23456789TJQKA';
type Two = readonly [Code, Code];

/** All hands of two cards out of those that are left. */
const handsFrom = (left: readonly Code[]): Two[] =>
  pairsBelow(left.length).map(([one, two]) => [at(left, one), at(left, two)] as const);

/** Whether a hand belongs to a term of range notation, decided hand by hand. */
function belongs([one, two]: Two, term: string): boolean {
  const [high = '', low = ''] = [one.charAt(0), two.charAt(0)].sort((a, b) => RANKS.indexOf(b) - RANKS.indexOf(a));
  const [first = '', second = ''] = term;
  const suited = one.charAt(1) === two.charAt(1);
  if (/^..s/.test(term) && !suited) return false;
  if (/^..o/.test(term) && suited) return false;
  if (!term.endsWith('+')) return high === first && low === second;
  if (first === second) return high === low && RANKS.indexOf(high) >= RANKS.indexOf(first);
  return high === first && low !== first && RANKS.indexOf(low) >= RANKS.indexOf(second);
}

const inRange = (range: string, left: readonly Code[]): Two[] =>
  handsFrom(left).filter((hand) => range.split(', ').some((term) => belongs(hand, term)));

const share = (text: string): readonly number[] => {
  const range = /exactly this range: (.+?)\. What share/.exec(text)?.[1] ?? '';
  return [(100 * inRange(range, without([])).length) / handsFrom(without([])).length];
};

const table = (text: string): { size: number; equity: number }[] =>
  [...text.matchAll(/\| (\d+) \| (\d+)% \|/g)].map(([, size, equity]) => ({
    size: Number(size),
    equity: Number(equity),
  }));

/** The mean of a list in which each combination stands for itself. */
const weighted: Oracle = (text) => {
  const each = table(text).flatMap(({ size, equity }) => Array.from({ length: size }, () => equity));
  return [each.reduce((sum, equity) => sum + equity, 0) / each.length];
};

const onTheRiver: Oracle = (text) => {
  const cards = codesIn(text);
  const [board, hero] = [cards.slice(0, 5), cards.slice(5, 7)];
  const hands = inRange(/range is (.+?) \(suited/.exec(text)?.[1] ?? '', without(cards));
  return [hands.length, (100 * hands.filter((hand) => beats(hero, hand, board)).length) / hands.length];
};

const blocked: Oracle = (text) => {
  const cards = codesIn(text);
  const handClass = /combinations of (\w+) can/.exec(text)?.[1] ?? '';
  const before = inRange(handClass, without(cards.slice(0, 5))).length;
  return [before - inRange(handClass, without(cards)).length];
};

const pairShare: Oracle = (text) => {
  const others = at(grab(text, /and (\d+) other combinations/), 0);
  const pairs = inRange(/range is (\w+) and/.exec(text)?.[1] ?? '', without(codesIn(text))).length;
  return [(100 * pairs) / (pairs + others)];
};

const valueAgainstBluffs: Oracle = (text) => {
  const [value = 0, bluffs = 0, valueGone = 0, bluffsGone = 0] = grab(
    text,
    /has (\d+) combinations of strong hands and (\d+) of bluffs. .* make (\d+) of the strong hands and (\d+) of/,
  );
  const part = (strong: number, weak: number): number => 100 * (1 - strong / (strong + weak));
  const after = part(value - valueGone, bluffs - bluffsGone);
  return [after, after - part(value, bluffs)];
};

/** Bayes by a large crowd: everybody acts as told, and the ones who act this way are counted. */
const frequencies: Oracle = (text) => {
  const [strong = 0, weak = 0, betStrong = 0, betWeak = 0] = grab(
    text,
    /hand (\d+) times and a weak one (\d+) times. \w+ bets (\d+)% of the strong hands and (\d+)%/,
  );
  return [100 / (1 + (weak * betWeak) / (strong * betStrong))];
};

const raisingDraws: Oracle = (text) => {
  const [made = 0, draws = 0, raiseMade = 0, raiseDraws = 0] = grab(
    text,
    /have (\d+) combinations of made hands and (\d+) combinations of draws. Made hands raise (\d+)% .* draws (\d+)%/,
  );
  return [100 / (1 + (made * raiseMade) / (draws * raiseDraws))];
};

const twoActions: Oracle = (text) => {
  const [prior = 0, s1 = 0, w1 = 0, s2 = 0, w2 = 0] = grab(
    text,
    /probability (\d+)%. \w+ bets the flop with (\d+)% of strong and (\d+)% .* turn with (\d+)% of strong and (\d+)%/,
  );
  const update = (belief: number, strong: number, weak: number): number =>
    (belief * strong) / (belief * strong + (100 - belief) * weak);
  const first = 100 * update(prior, s1, w1);
  return [first, 100 * update(first, s2, w2)];
};

export const rangeOracles: Readonly<Record<string, Oracle>> = {
  'combos.1': (text) => [inRange(/dealt (\w+)/.exec(text)?.[1] ?? '', without([])).length],
  'combos.2': (text) => [inRange(/combinations of (\w+)/.exec(text)?.[1] ?? '', without(codesIn(text))).length],
  'combos.3': (text) => [inRange(/range is (.+?)\. The board/.exec(text)?.[1] ?? '', without(codesIn(text))).length],
  'starting-ranges.1': (text) => [inRange(/does (\S+) stand/.exec(text)?.[1] ?? '', without([])).length],
  'starting-ranges.2': share,
  'starting-ranges.3': share,
  'blockers.1': blocked,
  'blockers.2': pairShare,
  'blockers.3': valueAgainstBluffs,
  'range-equity.1': weighted,
  'range-equity.2': weighted,
  'range-equity.3': onTheRiver,
  'updating.1': frequencies,
  'updating.2': raisingDraws,
  'updating.3': twoActions,
};
