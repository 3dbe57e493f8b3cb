import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  type BktParameters,
  checkBktParameters,
  forDifficulty,
  knownAfter,
  probabilityCorrect,
  type TracedAnswer,
  traceSequence,
  updateKnowledge,
} from '../../../src/engine/tracing/bkt.js';

const textbook: BktParameters = { prior: 0.25, learn: 0.2, slip: 0.1, guess: 0.2 };

const near = (actual: number | undefined, expected: number, tolerance = 1e-12) =>
  assert.ok(Math.abs((actual ?? Number.NaN) - expected) <= tolerance, `${actual} is not ${expected}`);

const share = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const parameters: fc.Arbitrary<BktParameters> = fc.record({
  prior: share(0, 1),
  learn: share(0, 1),
  slip: share(0, 0.49),
  guess: share(0, 0.49),
  forget: share(0, 1),
});
/** Slip and guess of 0 have cases of their own below. */
const noisy = parameters.map((p) => ({ ...p, slip: Math.max(p.slip, 1e-3), guess: Math.max(p.guess, 1e-3) }));
const answers: fc.Arbitrary<TracedAnswer[]> = fc.array(fc.record({ correct: fc.boolean(), weight: share(0, 1) }), {
  minLength: 1,
  maxLength: 7,
});

/**
 * The oracle: every hidden path (known or not at each answer and after the last) is written out, its probability
 * multiplied up, and P(known after the last answer) read off. It shares no step with the filter that it checks.
 */
function byEnumeration(
  sequence: readonly TracedAnswer[],
  { prior, learn, slip, guess, forget = 0 }: BktParameters,
): number {
  let [all, endsKnown] = [0, 0];
  for (let path = 0; path < 2 ** (sequence.length + 1); path++) {
    const state = (time: number) => (path >> time) & 1;
    let probability = state(0) ? prior : 1 - prior;
    for (const [time, { correct, weight = 1 }] of sequence.entries()) {
      const right = state(time) ? 1 - slip : guess;
      probability *= (correct ? right : 1 - right) ** weight;
      if (state(time)) probability *= state(time + 1) ? 1 - forget : forget;
      else probability *= state(time + 1) ? learn : 1 - learn;
    }
    all += probability;
    if (state(sequence.length)) endsKnown += probability;
  }
  return endsKnown / all;
}

describe('forDifficulty', () => {
  it('follows the hand-worked question of half the odds, and leaves a usual one alone', () => {
    // Odds of a right answer fall to the half: known 9 to 4.5 = 9/11, unknown .25 to .125 = 1/9.
    const { slip, guess, ...others } = forDifficulty(textbook, Math.LN2);
    near(slip, 2 / 11);
    near(guess, 1 / 9);
    const { slip: _s, guess: _g, ...same } = textbook;
    assert.deepEqual(others, same);
    assert.equal(forDifficulty(textbook, 0), textbook);
  });

  it('makes a right answer say more and a wrong one less the harder the question was', () => {
    fc.assert(
      fc.property(share(0.01, 0.99), share(-100, 100), share(0.01, 2), noisy, (known, harder, by, given) => {
        const p = { ...given, forget: 0 };
        const [easy, hard] = [forDifficulty(p, harder), forDifficulty(p, harder + by)];
        for (const correct of [true, false]) {
          assert.ok(updateKnowledge(known, correct, hard) >= updateKnowledge(known, correct, easy) - 1e-12);
        }
        assert.ok(1 - hard.slip > hard.guess, 'a right answer is still a sign of knowing');
        assert.ok(probabilityCorrect(known, hard) <= probabilityCorrect(known, easy) + 1e-12);
      }),
      { seed: 36, numRuns: 300 },
    );
  });

  it('moves nothing that is certain, and refuses what is no number', () => {
    const certain = { prior: 0.2, learn: 0.1, slip: 0, guess: 0 };
    assert.deepEqual(forDifficulty(certain, 2), certain);
    assert.throws(() => forDifficulty(textbook, Number.NaN), /harder/);
    assert.throws(() => forDifficulty({ ...textbook, guess: 2 }, 1), /guess/);
  });
});

describe('updateKnowledge', () => {
  it('follows the hand-worked sequence right, wrong, right', () => {
    // right: .25*.9 / (.25*.9 + .75*.2) = .225/.375 = .6;            then .6 + .4*.2 = .68
    // wrong: .68*.1 / (.68*.1 + .32*.8) = .068/.324 = 17/81;         then 17/81 + (64/81)*.2 = 29.8/81
    // right: P = 29.8/81: 26.82/(26.82 + 51.2*.2) = 26.82/37.06;     then + (10.24/37.06)*.2 = 28.868/37.06
    const trace = traceSequence([{ correct: true }, { correct: false }, { correct: true }], textbook);
    near(trace.known[0], 0.68);
    near(trace.known[1], 29.8 / 81);
    near(trace.known[2], 28.868 / 37.06);
    near(knownAfter(0.25, true, textbook), 0.68);
    near(knownAfter(0.68, false, textbook), 29.8 / 81);
    // A tenth of what is known is lost again: 17/81 x .9 + 64/81 x .2
    near(knownAfter(0.68, false, { ...textbook, forget: 0.1 }), (17 * 0.9 + 64 * 0.2) / 81);
    // P(right) = P(L)(1-s) + (1-P(L))g: .25*.9 + .75*.2 = .375, .68*.9 + .32*.2 = .676, (29.8*.9 + 51.2*.2)/81
    near(trace.predicted[0], 0.375);
    near(trace.predicted[1], 0.676);
    near(trace.predicted[2], 37.06 / 81);
  });

  it('agrees with the sum over every hidden path', () => {
    fc.assert(
      fc.property(answers, noisy, (sequence, p) => {
        near(traceSequence(sequence, p).known.at(-1), byEnumeration(sequence, p), 1e-9);
      }),
      { seed: 31, numRuns: 300 },
    );
  });

  it('stays in [0, 1], whatever the answers', () => {
    fc.assert(
      fc.property(answers, parameters, (sequence, p) => {
        for (const known of traceSequence(sequence, p).known) assert.ok(known >= 0 && known <= 1, `${known}`);
      }),
      { seed: 32, numRuns: 300 },
    );
  });

  it('is higher after a right answer than after a wrong one, and rises with what was known before', () => {
    fc.assert(
      fc.property(share(0, 1), share(0, 1), share(0, 1), fc.boolean(), noisy, (a, b, weight, correct, p) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        assert.ok(updateKnowledge(a, true, p, weight) >= updateKnowledge(a, false, p, weight) - 1e-12);
        assert.ok(updateKnowledge(high, correct, p, weight) >= updateKnowledge(low, correct, p, weight) - 1e-12);
      }),
      { seed: 33, numRuns: 300 },
    );
  });

  it('with weight 0 sees no answer, only the chance to learn; with weight 1 it is the classical update', () => {
    fc.assert(
      fc.property(share(0, 1), fc.boolean(), parameters, (known, correct, p) => {
        near(updateKnowledge(known, correct, p, 0), known * (1 - (p.forget ?? 0)) + (1 - known) * p.learn);
        assert.equal(updateKnowledge(known, correct, p, 1), updateKnowledge(known, correct, p));
        near(knownAfter(known, correct, p), updateKnowledge(known, correct, p));
      }),
      { seed: 34, numRuns: 200 },
    );
  });

  it('moves further with more weight', () => {
    const moved = (correct: boolean) => [0, 0.25, 0.5, 1].map((w) => updateKnowledge(0.5, correct, textbook, w));
    const rising = moved(true);
    const falling = moved(false);
    assert.deepEqual(
      rising,
      [...rising].sort((a, b) => a - b),
    );
    assert.deepEqual(
      falling,
      [...falling].sort((a, b) => b - a),
    );
    // Half a right answer at .5: sqrt(.9) / (sqrt(.9) + sqrt(.2)) = sqrt(4.5) / (sqrt(4.5) + 1), then the chance to learn.
    const posterior = Math.sqrt(4.5) / (Math.sqrt(4.5) + 1);
    near(updateKnowledge(0.5, true, textbook, 0.5), posterior + (1 - posterior) * 0.2);
  });

  it('lets an impossible answer say nothing', () => {
    const certain = { prior: 1, learn: 0.1, slip: 0, guess: 0 };
    assert.equal(updateKnowledge(1, false, certain), 1);
    near(updateKnowledge(0, true, certain), 0.1);
    assert.equal(knownAfter(1, false, certain), 1);
    near(knownAfter(0, true, certain), 0.1);
  });

  it('climbs to the top with right answers only, and to a floor above 0 with wrong ones only', () => {
    const repeated = (correct: boolean) => traceSequence(new Array(60).fill({ correct }), textbook).known.at(-1) ?? 0;
    assert.ok(repeated(true) > 0.9999);
    // The floor is where one more wrong answer and one more chance to learn cancel out; found by bisection.
    let [low, high] = [0, 0.9];
    for (let step = 0; step < 80; step++) {
      const x = (low + high) / 2;
      const y = (x * 0.1) / (x * 0.1 + (1 - x) * 0.8);
      if (y + (1 - y) * 0.2 > x) low = x;
      else high = x;
    }
    near(repeated(false), low, 1e-9);
  });

  it('gives the same bits when it is folded again', () => {
    const sequence = Array.from({ length: 200 }, (_, at) => ({ correct: at % 3 !== 0, weight: (at % 5) / 4 }));
    assert.deepEqual(traceSequence(sequence, textbook), traceSequence(structuredClone(sequence), textbook));
  });

  it('refuses what is no probability, and says which', () => {
    assert.throws(() => updateKnowledge(Number.NaN, true, textbook), /RangeError: known must be in \[0, 1\], not NaN/);
    assert.throws(() => updateKnowledge(1.01, true, textbook), /known/);
    assert.throws(() => updateKnowledge(0.5, true, textbook, -0.1), /weight/);
    assert.throws(() => updateKnowledge(0.5, true, textbook, Number.NaN), /weight/);
    for (const name of ['prior', 'learn', 'slip', 'guess', 'forget'] as const) {
      assert.throws(() => updateKnowledge(0.5, true, { ...textbook, [name]: Number.NaN }), new RegExp(name));
      assert.throws(() => probabilityCorrect(0.5, { ...textbook, [name]: -1 }), new RegExp(name));
    }
    assert.throws(() => probabilityCorrect(2, textbook), /known/);
    assert.throws(() => traceSequence([], { ...textbook, slip: 2 }), RangeError);
  });

  it('refuses parameters whose meaning could be swapped', () => {
    assert.throws(() => checkBktParameters({ prior: 0.5, learn: 0.1, slip: 0.5, guess: 0.5 }), /1 - slip above guess/);
    assert.throws(() => checkBktParameters({ prior: 0.5, learn: 0.1, slip: 0.7, guess: 0.4 }), RangeError);
    assert.doesNotThrow(() => checkBktParameters({ prior: 0.5, learn: 0.1, slip: 0.5, guess: 0.49 }));
  });

  it('gives empty lists for no answers', () => {
    assert.deepEqual(traceSequence([], textbook), { predicted: [], known: [] });
  });
});
