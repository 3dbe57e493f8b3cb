import assert from 'node:assert/strict';
import { readCards, unseen } from '../../../../content/poker/cards/card.js';
import { cardsReaching, showdown, splittingCards, winningCards } from '../../../../content/poker/cards/equity.js';
import { FLUSH, STRAIGHT } from '../../../../content/poker/cards/evaluate.js';
import { classesOf, combosOf, rangeCombos } from '../../../../content/poker/cards/ranges.js';
import { codesIn, winnersOf, without } from '../oracles/oracle.js';

const near = (actual: number | undefined, expected: number, tolerance: number) =>
  assert.ok(Math.abs((actual ?? Number.NaN) - expected) <= tolerance, `${actual} is not ${expected}`);

describe('poker showdowns', () => {
  it('play all 990 run-outs of a flop, as pokersolver does', () => {
    const [one, two, flop] = ['A♥ 10♥', 'K♠ K♦', 'K♥ 8♥ 5♣'];
    const result = showdown([readCards(one), readCards(two)], readCards(flop));
    const hands = [codesIn(one), codesIn(two)];
    const left = without(...hands, codesIn(flop));
    let [wins, ties] = [0, 0];
    for (const [index, turn] of left.entries()) {
      for (const river of left.slice(index + 1)) {
        const winners = winnersOf(hands, [...codesIn(flop), turn, river]);
        if (winners.length === 2) ties += 1;
        else if (winners[0] === 0) wins += 1;
      }
    }
    assert.equal(result.total, 990);
    assert.equal(result.wins[0], wins);
    assert.equal(result.ties[0], ties);
    near(result.equity[0], (wins + ties / 2) / 990, 1e-12);
  });

  it('give equities that add up to one, with three hands and ties among them', () => {
    const hands = ['A♠ 7♦', 'A♥ 6♣', 'A♦ 5♠'].map(readCards);
    const { equity, ties, total } = showdown(hands, readCards('A♣ K♠ K♦ Q♥'));
    near(
      equity.reduce((sum, share) => sum + share, 0),
      1,
      1e-12,
    );
    assert.equal(total, 42);
    assert.ok((ties[0] ?? 0) > 0);
  });

  it('agree with the lesson on equity: seven clean hearts out of 44', () => {
    const [hero, other, turn] = ['A♥ 10♥', 'K♠ K♦', 'K♥ 8♥ 5♣ 2♦'].map(readCards);
    assert.equal(winningCards(hero ?? [], other ?? [], turn ?? []).length, 7);
    assert.equal(splittingCards(hero ?? [], other ?? [], turn ?? []).length, 0);
  });

  it('count the classic draws', () => {
    const count = (hole: string, board: string, category: number) =>
      cardsReaching(category, readCards(hole), readCards(board)).length;
    assert.equal(count('J♥ 10♥', '9♥ 8♥ 2♣', STRAIGHT), 15);
    assert.equal(count('J♥ 10♥', '9♥ 8♥ 2♣', FLUSH), 9);
    assert.equal(count('J♥ 10♦', '9♠ 8♥ 2♣', STRAIGHT), 8);
    assert.equal(count('J♥ 10♦', '8♠ 7♥ 2♣', STRAIGHT), 4);
  });

  it('need a board', () => {
    assert.throws(() => showdown([readCards('A♥ 10♥')], readCards('K♥ 8♥')), RangeError);
  });
});

describe('poker ranges', () => {
  it('give every starting hand to exactly one class', () => {
    const ranks = [...'23456789TJQKA'];
    const classes = ranks.flatMap((high, top) => [
      high + high,
      ...ranks.slice(0, top).flatMap((low) => [`${high}${low}s`, `${high}${low}o`]),
    ]);
    const hands = classes.flatMap((name) => combosOf(name)).map((hand) => [...hand].sort((a, b) => a - b).join());
    assert.equal(classes.length, 169);
    assert.equal(hands.length, 1326);
    assert.equal(new Set(hands).size, 1326);
  });

  it('leave out what needs a card that is seen', () => {
    const seen = readCards('K♠ Q♠ K♦ 8♣ 3♥');
    assert.deepEqual(
      ['AK', 'KK', '88'].map((name) => combosOf(name, seen).length),
      [8, 1, 3],
    );
  });

  it('read the plus sign', () => {
    assert.deepEqual(classesOf('JJ+'), ['JJ', 'QQ', 'KK', 'AA']);
    assert.deepEqual(classesOf('ATs+'), ['ATs', 'AJs', 'AQs', 'AKs']);
    assert.deepEqual(classesOf('KQo'), ['KQo']);
  });

  it('count a hand once when two terms name it', () => {
    assert.equal(rangeCombos('QQ+, KK').length, 18);
  });

  it('refuse what is no hand class', () => {
    for (const text of ['AAs', 'A', 'XKs', 'AKx', '']) assert.throws(() => combosOf(text), RangeError, text);
  });

  it('see 52 cards less those that are known', () => {
    assert.equal(unseen(readCards('A♠ K♠'), readCards('2♣ 3♣ 4♣')).length, 47);
  });
});
