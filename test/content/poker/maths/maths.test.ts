import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  atLeastOne,
  betValue,
  breakEvenEquity,
  ruinBeforeGoal,
  ruinOfDrift,
  ruinOfEvenBets,
  ways,
} from '../../../../content/poker/maths/chance.js';
import { icmEquities, secondPlaceChances } from '../../../../content/poker/maths/tournament.js';
import { seededRandom } from '../../../../src/engine/numerics/random.js';
import { at, binomial, pairsBelow } from '../oracles/oracle.js';
import { prizesByOrders } from '../oracles/tournaments.js';

const LONG = process.env.ATTUNE_LONG === '1';

const near = (actual: number, expected: number, tolerance = 1e-9) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

describe('poker chances', () => {
  it('count choices as whole-number arithmetic of any size does', () => {
    for (let n = 0; n <= 52; n += 1) {
      for (let k = 0; k <= Math.min(n, 7); k += 1) assert.equal(BigInt(ways(n, k)), binomial(n, k));
    }
    assert.equal(ways(3, 5), 0);
    assert.equal(ways(3, -1), 0);
  });

  it('find at least one out as counting all pairs does', () => {
    for (let outs = 0; outs <= 20; outs += 1) {
      const pairs = pairsBelow(47);
      near(atLeastOne(outs, 47, 2), pairs.filter(([first]) => first < outs).length / pairs.length);
      near(atLeastOne(outs, 46, 1), outs / 46);
    }
  });

  it('make a call at the break-even equity worth nothing', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.integer({ min: 1, max: 500 }), (pot, call) => {
        const equity = breakEvenEquity(pot, call);
        near(equity * pot, (1 - equity) * call);
      }),
      { seed: 1 },
    );
  });

  it('value a bet as the mean of many played hands', () => {
    const random = seededRandom('bets');
    let total = 0;
    const hands = 200_000;
    for (let hand = 0; hand < hands; hand += 1) {
      if (random.next() < 0.4) total += 120;
      else total += random.next() < 0.25 ? 120 + 80 : -80;
    }
    near(total / hands, betValue(120, 80, 0.4, 0.25), 1);
  });
});

describe('poker risk of ruin', function () {
  this.timeout(LONG ? 240_000 : 20_000);

  it('is what simulated even bets come to', () => {
    const random = seededRandom('ruin');
    const runs = LONG ? 200_000 : 20_000;
    let ruined = 0;
    for (let run = 0; run < runs; run += 1) {
      let units = 5;
      // From 80 units ruin has a chance of 0.5 in a million: far enough to stop.
      while (units > 0 && units < 80) units += random.next() < 0.545 ? 1 : -1;
      if (units === 0) ruined += 1;
    }
    const expected = ruinOfEvenBets(0.545, 5);
    near(ruined / runs, expected, 4 * Math.sqrt((expected * (1 - expected)) / runs));
  });

  it('is certain without an edge', () => {
    assert.equal(ruinOfEvenBets(0.5, 100), 1);
    assert.equal(ruinOfEvenBets(0.4, 3), 1);
  });

  it('squares when the bankroll doubles', () => {
    near(ruinOfEvenBets(0.53, 20), ruinOfEvenBets(0.53, 10) ** 2);
    near(ruinOfDrift(5, 90, 2000), ruinOfDrift(5, 90, 1000) ** 2);
  });

  it('fulfils the recurrence between two walls', () => {
    for (const win of [0.45, 0.5, 0.55]) {
      const all = 12;
      const chance = (own: number) => ruinBeforeGoal(win, own, all - own);
      for (let own = 1; own < all; own += 1) near(chance(own), win * chance(own + 1) + (1 - win) * chance(own - 1));
      near(chance(0), 1);
      near(chance(all), 0);
    }
  });
});

describe('poker tournament equity', function () {
  this.timeout(LONG ? 240_000 : 20_000);

  const stacks = fc.array(fc.integer({ min: 1, max: 9000 }), { minLength: 2, maxLength: LONG ? 7 : 5 });
  const prizes = fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 1, maxLength: 4 });

  it('is what adding up all orders of finish gives', () => {
    fc.assert(
      fc.property(stacks, prizes, (chips, points) => {
        const expected = prizesByOrders(chips, points);
        for (const [player, equity] of icmEquities(chips, points).entries()) near(equity, at(expected, player), 1e-7);
      }),
      { seed: 13, numRuns: LONG ? 1000 : 150 },
    );
  });

  it('shares out all prizes that there are players for', () => {
    fc.assert(
      fc.property(stacks, prizes, (chips, points) => {
        const paid = points.slice(0, chips.length).reduce((sum, prize) => sum + prize, 0);
        near(
          icmEquities(chips, points).reduce((sum, equity) => sum + equity, 0),
          paid,
          1e-7,
        );
      }),
      { seed: 17 },
    );
  });

  it('agrees with the worked examples of the lessons', () => {
    const [me = 0] = icmEquities([5000, 3000, 2000], [60, 40]);
    near(me, 43.571, 0.001);
    near(secondPlaceChances([5000, 3000, 2000])[0] ?? 0, 0.3393, 0.0001);
    near(icmEquities([3000, 5000, 2000], [60, 40])[0] ?? 0, 33, 1e-9);
    near(icmEquities([6000, 2000, 2000], [60, 40])[0] ?? 0, 48, 1e-9);
  });
});
