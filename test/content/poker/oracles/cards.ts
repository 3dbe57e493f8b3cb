import {
  at,
  beats,
  binomial,
  type Code,
  codesIn,
  grab,
  type Oracle,
  optionTexts,
  pairsBelow,
  solve,
  winnersOf,
  without,
} from './oracle.js';

const NAMES = ['Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten', 'Jack', 'Queen', 'King', 'Ace'];
const rankOf = (code: Code): number => '23456789TJQKA'.indexOf(code.charAt(0));

/** Whether a card is one of those that words describe: "a heart or an Ace", "a Ten or higher". */
function isOneOf(words: string, code: Code): boolean {
  if (words.includes('or higher')) return rankOf(code) >= NAMES.findIndex((name) => words.includes(name));
  return words
    .split(' or ')
    .map((part) => part.replace(/^an? /, ''))
    .some((name) => (NAMES.includes(name) ? rankOf(code) === NAMES.indexOf(name) : code.charAt(1) === name.charAt(0)));
}

const nextCard: Oracle = (text) => {
  const left = without(codesIn(text));
  const words = /next card is (.+?)(?: \(the Ace is high\))?\? Answer/.exec(text)?.[1] ?? '';
  return [(100 * left.filter((code) => isOneOf(words, code)).length) / left.length];
};

const share = (part: bigint, whole: bigint): number => Number((part * 10n ** 15n) / whole) / 1e13;

const severalCards: Oracle = (text) => {
  if (text.includes('at least one of them')) {
    const [count = 0] = grab(text, /^(\d+) cards/);
    return [100 - share(binomial(48, count), binomial(52, count))];
  }
  if (text.includes('all of them')) {
    const [count = 0] = grab(text, /^(\d+) cards/);
    return [share(binomial(13, count), binomial(52, count))];
  }
  const [seen = 0] = grab(text, /seen (\d+) card/);
  const pairs = pairsBelow(52 - seen);
  return [(100 * pairs.filter(([first]) => first < 4 - seen).length) / pairs.length];
};

const OUR_NAMES: Readonly<Record<string, string>> = { Pair: 'one pair' };
const nameOf = (cards: readonly Code[]): string => {
  const { name } = solve(cards);
  return OUR_NAMES[name] ?? name.toLowerCase();
};

const strongest: Oracle = (_text, { steps }) => {
  const hands = optionTexts(steps[0]).map((shown) => ({ shown, codes: codesIn(shown) }));
  return [hands.sort((a, b) => (beats(a.codes, b.codes, []) ? 1 : -1)).map(({ shown }) => shown)];
};

const bestOfThree: Oracle = (text) => {
  const names = [...text.matchAll(/(\w+) holds/g)].map(([, name = '']) => name);
  const cards = codesIn(text);
  const board = cards.slice(0, 5);
  const hands = names.map((_, player) => cards.slice(5 + 2 * player, 7 + 2 * player));
  const winners = winnersOf(hands, board);
  return [winners.length > 1 ? 'Nobody alone: the pot is split' : at(names, at(winners, 0))];
};

/** No two cards beat the right option, and the right option beats each of the others. */
const nuts: Oracle = (text, { steps }) => {
  const board = codesIn(text);
  const options = optionTexts(steps[0]);
  const best = winnersOf(options.map(codesIn), board);
  if (best.length !== 1) throw new Error(`several options win on ${text}`);
  const choice = at(options, at(best, 0));
  const left = without(board);
  for (const [one, two] of pairsBelow(left.length)) {
    const hand = [at(left, one), at(left, two)];
    if (beats(hand, codesIn(choice), board)) throw new Error(`${hand.join()} beats ${choice} on ${text}`);
  }
  return [choice];
};

const duel: Oracle = (text) => {
  const [first = '', second = ''] = [...text.matchAll(/(\w+) holds/g)].map(([, name = '']) => name);
  const cards = codesIn(text);
  const winners = winnersOf([cards.slice(5, 7), cards.slice(7, 9)], cards.slice(0, 5));
  return [winners.length === 2 ? 'They split the pot' : `${winners[0] === 0 ? first : second} wins`];
};

/** Seats of a table, clockwise from the button. */
const ROUND = ['Button', 'Small blind', 'Big blind', 'Under the gun', 'Hijack', 'Cutoff'];
const inRoundFrom = (start: number): Oracle =>
  function seats(_text, { steps }) {
    const order = [...ROUND.slice(start), ...ROUND.slice(0, start)];
    return [optionTexts(steps[0]).sort((a, b) => order.indexOf(a) - order.indexOf(b))];
  };

const numbered: Oracle = (text) => {
  const [players = 0, button = 0] = grab(text, /Seats 1 to (\d+) .* button is at seat (\d+)/);
  const next = (seat: number, steps = 1): number => ((seat - 1 + steps) % players) + 1;
  const firstToAct = next(button, 3);
  if (text.includes('first to act')) return [firstToAct];
  const bigBlind = next(button, 2);
  if (text.includes('still to act behind you')) {
    let [seat = 0] = grab(text, /You are in seat (\d+)/);
    let behind = 0;
    for (; seat !== bigBlind; seat = next(seat)) behind += 1;
    return [behind];
  }
  const still = (/in seats? ([\d, ]+) see/.exec(text)?.[1] ?? '').split(', ').map(Number);
  let [seat = 0] = grab(text, /act after seat (\d+)/);
  let after = 0;
  while (seat !== button) {
    seat = next(seat);
    if (still.includes(seat)) after += 1;
  }
  return [after];
};

const isStraightOrBetter = (cards: readonly Code[]): boolean => solve(cards).rank >= 5;

const improving: Oracle = (text) => {
  const seen = codesIn(text);
  return [without(seen).filter((code) => isStraightOrBetter([...seen, code])).length];
};

const winning: Oracle = (text) => {
  const cards = codesIn(text);
  const [board, hero, other] = [cards.slice(0, 4), cards.slice(4, 6), cards.slice(6, 8)];
  return [without(cards).filter((river) => beats(hero, other, [...board, river])).length];
};

export const cardOracles: Readonly<Record<string, Oracle>> = {
  'chance.1': nextCard,
  'chance.2': nextCard,
  'chance.3': severalCards,
  'hand-ranks.1': (text) => [nameOf(codesIn(text))],
  'hand-ranks.2': strongest,
  'hand-ranks.3': strongest,
  'board.1': (text) => [nameOf(codesIn(text))],
  'board.2': bestOfThree,
  'board.3': nuts,
  'kickers.1': duel,
  'kickers.2': duel,
  'kickers.3': duel,
  'position.1': inRoundFrom(1),
  'position.2': inRoundFrom(3),
  'position.3': numbered,
  'outs.1': improving,
  'outs.2': improving,
  'outs.3': winning,
};
