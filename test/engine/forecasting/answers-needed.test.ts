import assert from 'node:assert/strict';
import fc from 'fast-check';
import { answersNeeded } from '../../../src/engine/forecasting/answers-needed.js';
import { probabilityCorrect, updateKnowledge } from '../../../src/engine/tracing/bkt.js';

const share = fc.double({ min: 0.05, max: 0.95, noNaN: true });

describe('answers until a skill is expected to be known', () => {
  it('follows the formula, by hand', () => {
    // 1 - .5 × .9² = .595: two answers from one half.
    assert.ok(Math.abs(answersNeeded(0.5, 0.595, 0.1) - 2) < 1e-9);
    assert.equal(answersNeeded(0.7, 0.6, 0.1), 0);
    assert.equal(answersNeeded(0.5, 0.9, 1), 1);
    assert.equal(answersNeeded(0.5, 0.9, 0), Number.POSITIVE_INFINITY);
    assert.equal(answersNeeded(0.5, 1, 0.1), Number.POSITIVE_INFINITY);
  });

  it('is where the mean of all courses of answers arrives, by brute force', () => {
    /** The mean of P(L) after n answers: over right and wrong, each with its chance. */
    const meanAfter = (known: number, parameters: Parameters<typeof updateKnowledge>[2], n: number): number => {
      if (n === 0) return known;
      const right = probabilityCorrect(known, parameters);
      return (
        right * meanAfter(updateKnowledge(known, true, parameters), parameters, n - 1) +
        (1 - right) * meanAfter(updateKnowledge(known, false, parameters), parameters, n - 1)
      );
    };
    fc.assert(
      fc.property(
        share,
        fc.double({ min: 0.02, max: 0.4, noNaN: true }),
        fc.integer({ min: 1, max: 6 }),
        (known, learn, n) => {
          const parameters = { prior: 0.5, learn, guess: 0.2, slip: 0.1 };
          const target = meanAfter(known, parameters, n);
          assert.ok(Math.abs(answersNeeded(known, target, learn) - n) < 1e-6);
        },
      ),
      { seed: 41, numRuns: 50 },
    );
  });

  it('refuses what is no probability', () => {
    assert.throws(() => answersNeeded(-0.1, 0.5, 0.1), /known/);
    assert.throws(() => answersNeeded(0.1, 1.5, 0.1), /target/);
    assert.throws(() => answersNeeded(0.1, 0.5, Number.NaN), /learn/);
  });
});
