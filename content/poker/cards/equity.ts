import { type Card, unseen } from './card.js';
import { categoryOf, evaluate } from './evaluate.js';

/** How often each hand wins over all run-outs of the board. */
export interface Showdown {
  /** Number of run-outs. */
  readonly total: number;
  /** Per hand: run-outs that it wins alone. */
  readonly wins: readonly number[];
  /** Per hand: run-outs that it shares with another hand. */
  readonly ties: readonly number[];
  /** Per hand: share of the pot on average, in [0, 1]; a tie among k hands counts 1/k. */
  readonly equity: readonly number[];
}

/** Board completions: every set of missing cards once. */
function* runouts(board: readonly Card[], rest: readonly Card[]): Generator<Card[]> {
  if (board.length === 5) yield [...board];
  else
    for (const [index, card] of rest.entries()) {
      yield* runouts([...board, card], rest.slice(index + 1));
    }
}

/**
 * Plays every possible completion of a board of three to five cards between known hands.
 *
 * @throws RangeError when the board is not a flop, turn or river
 */
export function showdown(hands: readonly (readonly Card[])[], board: readonly Card[]): Showdown {
  if (board.length < 3 || board.length > 5)
    throw new RangeError('a showdown needs a board of three, four or five cards');
  const wins = hands.map(() => 0);
  const ties = hands.map(() => 0);
  const shares = hands.map(() => 0);
  let total = 0;
  for (const full of runouts(board, unseen(board, ...hands))) {
    total += 1;
    const scores = hands.map((hand) => evaluate([...hand, ...full]));
    const best = Math.max(...scores);
    const winners = scores.filter((score) => score === best).length;
    for (const [player, score] of scores.entries()) {
      if (score !== best) continue;
      const tally = winners === 1 ? wins : ties;
      tally[player] = (tally[player] ?? 0) + 1;
      shares[player] = (shares[player] ?? 0) + 1 / winners;
    }
  }
  return { total, wins, ties, equity: shares.map((share) => share / total) };
}

/** Unseen cards that lift a hand on the flop or turn to a category (see `CATEGORIES`) or better. */
export function cardsReaching(category: number, hole: readonly Card[], board: readonly Card[]): Card[] {
  return unseen(hole, board).filter((card) => categoryOf(evaluate([...hole, ...board, card])) >= category);
}

/** River cards with which `hero` wins alone against a known hand on the turn. */
export function winningCards(hero: readonly Card[], other: readonly Card[], turn: readonly Card[]): Card[] {
  return unseen(hero, other, turn).filter(
    (card) => evaluate([...hero, ...turn, card]) > evaluate([...other, ...turn, card]),
  );
}

/** River cards that split the pot. */
export function splittingCards(hero: readonly Card[], other: readonly Card[], turn: readonly Card[]): Card[] {
  return unseen(hero, other, turn).filter(
    (card) => evaluate([...hero, ...turn, card]) === evaluate([...other, ...turn, card]),
  );
}
