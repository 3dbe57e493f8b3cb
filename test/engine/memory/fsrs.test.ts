import assert from 'node:assert/strict';
import fc from 'fast-check';
import { FSRSAlgorithm, type Grade } from 'ts-fsrs';
import {
  daysUntil,
  firstMemory,
  type Memory,
  nextMemory,
  type Rating,
  recallProbability,
} from '../../../src/engine/memory/fsrs.js';
import { FSRS_BOUNDS, FSRS_DEFAULTS, requireFsrsParameters } from '../../../src/engine/memory/fsrs-parameters.js';

const near = (actual: number, expected: number, tolerance: number) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

const ratings = fc.constantFrom<Rating>(1, 2, 3, 4);
/** Weights inside the bounds; first stabilities from 0.1 day, below which ts-fsrs does not go. */
const weights = fc.tuple(
  ...FSRS_BOUNDS.map(([low, high], index) =>
    fc.double({ min: index < 4 ? 0.1 : low, max: Math.min(high, 60), noNaN: true }),
  ),
);

describe('FSRS-6', () => {
  it('steps as ts-fsrs 5.4.2 does, which rounds to eight decimals', () => {
    const reviews = fc.array(fc.tuple(fc.integer({ min: 0, max: 300 }), ratings), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(weights, reviews, (w, steps) => {
        const peer = new FSRSAlgorithm({ w });
        let ours: Memory | null = null;
        let theirs: Memory | null = null;
        for (const [days, rating] of steps) {
          if (ours && theirs)
            near(recallProbability(days, ours.stability, w), peer.forgetting_curve(days, theirs.stability), 1e-6);
          // Each step starts from the peer's rounded state, so that only this step is compared.
          ours = theirs === null ? firstMemory(rating, w) : nextMemory(theirs, days, rating, w);
          theirs = peer.next_state(theirs, days, rating as Grade);
          // The growth of a memory magnifies its rounding of the chance of recall, by up to some hundred.
          near(ours.stability, theirs.stability, 1e-5 * Math.max(0.1, theirs.stability));
          near(ours.difficulty, theirs.difficulty, 1e-7);
        }
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it('has the values of a first review worked out by hand', () => {
    assert.deepEqual(firstMemory(3, FSRS_DEFAULTS), {
      stability: 2.3065,
      difficulty: 6.4133 - Math.exp(2 * 0.8334) + 1,
    });
    assert.deepEqual(firstMemory(1, FSRS_DEFAULTS), { stability: 0.212, difficulty: 6.4133 });
    assert.equal(firstMemory(4, FSRS_DEFAULTS).difficulty, 1);
  });

  it('crosses 0.9 at one stability, falls with time and is undone by daysUntil', () => {
    const days = fc.double({ min: 0, max: 36_500, noNaN: true });
    const stability = fc.double({ min: 0.01, max: 3_650, noNaN: true });
    fc.assert(
      fc.property(weights, days, days, stability, (w, t, u, s) => {
        near(recallProbability(s, s, w), 0.9, 1e-12);
        assert.equal(recallProbability(0, s, w), 1);
        const [early, late] = [recallProbability(Math.min(t, u), s, w), recallProbability(Math.max(t, u), s, w)];
        assert.ok(early >= late && late > 0);
        if (late > 0.01 && late < 0.999) near(daysUntil(late, s, w) / Math.max(t, u), 1, 1e-6);
      }),
      { seed: 6, numRuns: 300 },
    );
  });

  it('never grows by forgetting nor shrinks by recall, and stays in its range', () => {
    const state = fc.record({
      stability: fc.double({ min: 0.001, max: 36_500, noNaN: true }),
      difficulty: fc.double({ min: 1, max: 10, noNaN: true }),
    });
    fc.assert(
      fc.property(weights, state, fc.double({ min: 0, max: 1e5, noNaN: true }), ratings, (w, memory, days, rating) => {
        const next = nextMemory(memory, days, rating, w);
        if (rating > 1) assert.ok(next.stability >= memory.stability * (1 - 1e-12));
        else if (days >= 1) assert.ok(next.stability <= Math.max(0.001, memory.stability * (1 + 1e-12)));
        assert.ok(next.stability >= 0.001 && next.stability <= 36_500);
        assert.ok(next.difficulty >= 1 && next.difficulty <= 10);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it('refuses what is no rating, time, stability or retention, and weights out of bounds', () => {
    const memory = { stability: 3, difficulty: 5 };
    for (const rating of [0, 5, 2.5, Number.NaN]) {
      assert.throws(() => nextMemory(memory, 1, rating as Rating, FSRS_DEFAULTS), /rating must be 1/);
      assert.throws(() => firstMemory(rating as Rating, FSRS_DEFAULTS), RangeError);
    }
    for (const days of [-1, Number.NaN, Number.POSITIVE_INFINITY]) {
      assert.throws(() => nextMemory(memory, days, 3, FSRS_DEFAULTS), /elapsed must be/);
    }
    assert.throws(() => recallProbability(1, 0, FSRS_DEFAULTS), /stability must be/);
    for (const retention of [0, 1, -2, Number.NaN]) {
      assert.throws(() => daysUntil(retention, 3, FSRS_DEFAULTS), /retention must be/);
    }
    assert.throws(() => requireFsrsParameters(FSRS_DEFAULTS.slice(1)), /21 weights, not 20/);
    assert.throws(() => requireFsrsParameters(FSRS_DEFAULTS.with(20, 0.05)), /weight 20 must be in \[0.1, 0.8\]/);
    assert.throws(() => requireFsrsParameters(FSRS_DEFAULTS.with(3, Number.NaN)), /weight 3 must be/);
    assert.equal(requireFsrsParameters(FSRS_DEFAULTS), FSRS_DEFAULTS);
  });
});
