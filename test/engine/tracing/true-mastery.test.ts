import assert from 'node:assert/strict';
import fc from 'fast-check';
import { logistic } from '../../../src/engine/numerics/logistic.js';
import { chanceOfMastery, type TrueMasteryInput } from '../../../src/engine/tracing/true-mastery.js';

const ability = { mean: 0, sd: 0.3 };
const base: TrueMasteryInput = { ability, recent: [], guess: 0.2, slip: 0.1, usualDifficulty: 0 };
const oneTry = (correct: boolean, difficulty = 0) => ({ correct, weight: 1, discrimination: 1, difficulty });

const tries = fc.array(
  fc.record({
    correct: fc.boolean(),
    weight: fc.double({ min: 0, max: 1, noNaN: true }),
    discrimination: fc.double({ min: 0.2, max: 3, noNaN: true }),
    difficulty: fc.double({ min: -3, max: 3, noNaN: true }),
  }),
  { maxLength: 12 },
);

describe('being sure of mastery', () => {
  it('is the tail of the prior before any answer', () => {
    // P(t >= ln(0.7 / 0.3)) for t ~ N(0, 0.3^2 + 0.7^2): 1 - Phi(0.8473 / 0.7616) = 0.133 (a table of the normal).
    assert.ok(Math.abs(chanceOfMastery(base) - 0.133) < 0.02);
  });

  it('is what a fine grid says (brute force)', () => {
    fc.assert(
      fc.property(tries, fc.double({ min: -1, max: 1, noNaN: true }), (recent, usualDifficulty) => {
        const input = { ...base, recent, usualDifficulty };
        let [sum, above] = [0, 0];
        for (let level = -6; level <= 6; level += 0.01) {
          let density = Math.exp(-(level ** 2) / (2 * (0.3 ** 2 + 0.7 ** 2)));
          for (const [index, { correct, weight, discrimination, difficulty }] of recent.entries()) {
            const right = 0.2 + 0.7 * logistic(discrimination * (level - difficulty));
            density *= (correct ? right : 1 - right) ** (weight * 0.5 ** ((recent.length - 1 - index) / 6));
          }
          sum += density;
          if (logistic(level - usualDifficulty) >= 0.7) above += density;
        }
        // A grid of a quarter of a logit may put the border one half step off.
        assert.ok(Math.abs(chanceOfMastery(input) - above / sum) < 0.12);
      }),
      { numRuns: 40 },
    );
  });

  it('is surer after a right answer than after a wrong one', () => {
    fc.assert(
      fc.property(tries, fc.double({ min: -2, max: 2, noNaN: true }), (recent, difficulty) => {
        const sureAfter = (...more: ReturnType<typeof oneTry>[]) =>
          chanceOfMastery({ ...base, recent: [...recent, ...more] });
        assert.ok(sureAfter(oneTry(true, difficulty)) >= sureAfter(oneTry(false, difficulty)) - 1e-12);
      }),
    );
  });

  it('refuses numbers out of range', () => {
    assert.throws(() => chanceOfMastery({ ...base, ability: { mean: 0, sd: 0 } }), RangeError);
    assert.throws(() => chanceOfMastery({ ...base, guess: 2 }), RangeError);
    assert.throws(() => chanceOfMastery({ ...base, recent: [{ ...oneTry(true), discrimination: 0 }] }), RangeError);
  });
});
