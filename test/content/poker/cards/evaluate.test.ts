/// <reference path="../pokersolver.d.ts" />
import assert from 'node:assert/strict';
import fc from 'fast-check';
import pokersolver from 'pokersolver';
import { type Card, DECK, readCards, showCard, showCards } from '../../../../content/poker/cards/card.js';
import {
  bestFive,
  CATEGORIES,
  categoryOf,
  choose,
  evaluate,
  describe as inWords,
} from '../../../../content/poker/cards/evaluate.js';
import { codesIn } from '../oracles/oracle.js';

const LONG = process.env.ATTUNE_LONG === '1';
const DEALS = LONG ? 100_000 : 5_000;

/** How many five-card hands there are of each category, weakest first (a count found in every textbook). */
const FREQUENCIES = [1_302_540, 1_098_240, 123_552, 54_912, 10_200, 5_108, 3_744, 624, 40];
const THEIR_NAMES: Readonly<Record<string, string>> = { Pair: 'one pair' };

const solve = (cards: readonly Card[]) => pokersolver.Hand.solve(codesIn(showCards(cards)));

const dealOf = (count: number) => fc.shuffledSubarray([...DECK], { minLength: count, maxLength: count });

describe('poker hand evaluator', function () {
  this.timeout(LONG ? 240_000 : 20_000);

  it('names random seven-card hands as pokersolver does', () => {
    fc.assert(
      fc.property(dealOf(7), (cards) => {
        const { name } = solve(cards);
        assert.equal(CATEGORIES[categoryOf(evaluate(cards))], THEIR_NAMES[name] ?? name.toLowerCase());
      }),
      { seed: 7, numRuns: DEALS },
    );
  });

  it('ranks two random hands on one board as pokersolver does, splits included', () => {
    fc.assert(
      fc.property(dealOf(9), (cards) => {
        const [one, two] = [0, 2].map((from) => [...cards.slice(from, from + 2), ...cards.slice(4)]);
        const hands = [solve(one ?? []), solve(two ?? [])];
        const winners = pokersolver.Hand.winners(hands).map((hand) => hands.indexOf(hand));
        const difference = Math.sign(evaluate(one ?? []) - evaluate(two ?? []));
        assert.equal(winners.length === 2 ? 0 : winners[0] === 0 ? 1 : -1, difference, showCards(cards));
      }),
      { seed: 9, numRuns: DEALS },
    );
  });

  it('ranks rare hands too: pairs of hands from one suit and a few ranks', () => {
    const narrow = DECK.filter((card) => card % 4 === 3 || card < 16 || card >= 48);
    fc.assert(
      fc.property(fc.shuffledSubarray(narrow, { minLength: 9, maxLength: 9 }), (cards) => {
        const [one, two] = [0, 2].map((from) => [...cards.slice(from, from + 2), ...cards.slice(4)]);
        const hands = [solve(one ?? []), solve(two ?? [])];
        const winners = pokersolver.Hand.winners(hands).map((hand) => hands.indexOf(hand));
        const difference = Math.sign(evaluate(one ?? []) - evaluate(two ?? []));
        assert.equal(winners.length === 2 ? 0 : winners[0] === 0 ? 1 : -1, difference, showCards(cards));
      }),
      { seed: 11, numRuns: DEALS },
    );
  });

  it('finds as many hands of each category among all 2,598,960 as there are', () => {
    const found = CATEGORIES.map(() => 0);
    const hand: Card[] = [0, 0, 0, 0, 0];
    for (let a = 0; a < 48; a += 1)
      for (let b = a + 1; b < 49; b += 1)
        for (let c = b + 1; c < 50; c += 1)
          for (let d = c + 1; d < 51; d += 1)
            for (let e = d + 1; e < 52; e += 1) {
              [hand[0], hand[1], hand[2], hand[3], hand[4]] = [a, b, c, d, e];
              const category = categoryOf(evaluate(hand));
              found[category] = (found[category] ?? 0) + 1;
            }
    assert.deepEqual(found, FREQUENCIES);
  });

  it('does not depend on the order of the cards', () => {
    fc.assert(
      fc.property(dealOf(7), (cards) => {
        assert.equal(evaluate([...cards].reverse()), evaluate(cards));
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  it('takes the strongest of all five-card hands inside seven cards, and shows it', () => {
    fc.assert(
      fc.property(dealOf(7), (cards) => {
        const strongest = Math.max(...choose(cards, 5).map((five) => evaluate(five)));
        assert.equal(evaluate(cards), strongest);
        assert.equal(evaluate(bestFive(cards)), strongest);
      }),
      { seed: 5, numRuns: 500 },
    );
  });

  it('counts the ace low in the smallest straight and nowhere else', () => {
    assert.equal(inWords(evaluate(readCards('A♠ 2♥ 3♦ 4♠ 5♣'))), 'a straight, Five-high');
    assert.equal(inWords(evaluate(readCards('Q♠ K♥ A♦ 2♠ 3♣'))), 'Ace-high');
    assert.equal(inWords(evaluate(readCards('10♠ J♥ Q♦ K♠ A♣'))), 'a straight, Ace-high');
  });

  it('says what a hand is', () => {
    const words = {
      'K♠ K♥ 4♦ 4♠ A♣': 'two pair, Kings and Fours',
      '6♠ 6♥ 6♦ 6♣ A♣': 'four of a kind, Sixes',
      '9♠ 9♥ 9♦ 2♠ 2♣': 'a full house, Nines full of Twos',
      'J♠ 9♠ 7♠ 3♠ 2♠': 'a flush, Jack-high',
      '8♠ 8♥ 5♦ 3♠ 2♣': 'a pair of Eights',
      '7♠ 7♥ 7♦ 3♠ 2♣': 'three of a kind, Sevens',
      '7♠ 8♠ 9♠ 10♠ J♠': 'a straight flush, Jack-high',
    };
    for (const [cards, said] of Object.entries(words)) assert.equal(inWords(evaluate(readCards(cards))), said);
  });
});

describe('poker cards', () => {
  it('are written and read back', () => {
    for (const card of DECK) assert.deepEqual(readCards(showCard(card)), [card]);
  });

  it('refuse what is no card', () => {
    for (const text of ['1♠', 'A', '10x', '', 'A♠K♥']) assert.throws(() => readCards(text), RangeError, text);
  });
});
