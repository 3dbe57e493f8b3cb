import assert from 'node:assert/strict';
import { type RandomSource, seededRandom } from '../../../src/engine/numerics/random.js';
import type { BktParameters, TracedAnswer } from '../../../src/engine/tracing/bkt.js';
import { checkBktParameters, traceSequence } from '../../../src/engine/tracing/bkt.js';
import { fitBkt } from '../../../src/engine/tracing/fit-bkt.js';
import { answersOf, expectedCounts } from './hidden-paths.js';

/** Learners drawn from the model itself. */
function simulate(truth: BktParameters, learners: number, length: number, random: RandomSource): TracedAnswer[][] {
  return Array.from({ length: learners }, () => {
    let known = random.next() < truth.prior;
    return Array.from({ length }, () => {
      const correct = random.next() < (known ? 1 - truth.slip : truth.guess);
      known = known || random.next() < truth.learn;
      return { correct };
    });
  });
}

/** The oracle for the likelihood: the product of the one-step predictions of the trace. */
function logLikelihood(sequences: readonly TracedAnswer[][], parameters: BktParameters): number {
  let sum = 0;
  for (const sequence of sequences) {
    const { predicted } = traceSequence(sequence, parameters);
    for (const [time, { correct }] of sequence.entries()) {
      const right = predicted[time] ?? Number.NaN;
      sum += Math.log(correct ? right : 1 - right);
    }
  }
  return sum;
}

const truth: BktParameters = { prior: 0.3, learn: 0.15, slip: 0.08, guess: 0.22 };
const names = ['prior', 'learn', 'slip', 'guess'] as const;

describe('fitBkt', () => {
  it('finds the parameters that made the data', () => {
    for (const made of [truth, { prior: 0.6, learn: 0.06, slip: 0.2, guess: 0.3 }]) {
      const fit = fitBkt(simulate(made, 2000, 12, seededRandom('recovery')));
      assert.equal(fit.converged, true);
      assert.equal(fit.answers, 24000);
      for (const name of names) {
        const [found, expected] = [fit.parameters[name], made[name]];
        assert.ok(Math.abs(found - expected) < 0.04, `${name}: ${found} for ${expected}`);
      }
    }
  });

  it('moves in one round to the shares of the expected counts over all hidden paths', () => {
    const data: TracedAnswer[][] = [
      [{ correct: true }, { correct: false, weight: 0.5 }, { correct: true }, { correct: true, weight: 0.25 }],
      [{ correct: false }, { correct: false }, { correct: true, weight: 0.75 }],
      [{ correct: true }],
      answersOf('01101'),
    ];
    let at = { prior: 0.35, learn: 0.2, slip: 0.15, guess: 0.3 };
    for (let rounds = 1; rounds <= 4; rounds++) {
      const counts = expectedCounts(data, at);
      const share = (name: 'prior' | 'learn' | 'slip' | 'guess') => counts[name][0] / counts[name][1];
      at = { prior: share('prior'), learn: share('learn'), slip: share('slip'), guess: share('guess') };
      const start = { prior: 0.35, learn: 0.2, slip: 0.15, guess: 0.3 };
      const fit = fitBkt(data, { starts: [start], maxIterations: rounds, tolerance: 0 });
      for (const name of names) assert.ok(Math.abs(fit.parameters[name] - at[name]) < 1e-10, name);
      assert.ok(Math.abs(fit.logLikelihood - expectedCounts(data, at).logLikelihood) < 1e-10);
      assert.deepEqual([fit.iterations, fit.answers], [rounds, 13]);
    }
  });

  it('stops once a round raises the likelihood by less than the tolerance for each answer', () => {
    const data = simulate(truth, 40, 6, seededRandom('stop'));
    const upTo = (maxIterations: number) => fitBkt(data, { starts: [truth], maxIterations, tolerance: 0 });
    for (const tolerance of [1e-4, 1e-5]) {
      const fit = fitBkt(data, { starts: [truth], tolerance });
      assert.equal(fit.converged, true);
      const rise = (round: number) => upTo(round).logLikelihood - upTo(round - 1).logLikelihood;
      assert.ok(rise(fit.iterations) <= tolerance * 240, `last of ${fit.iterations}`);
      assert.ok(rise(fit.iterations - 1) > tolerance * 240, `before the last of ${fit.iterations}`);
      assert.deepEqual(fit.parameters, upTo(fit.iterations).parameters);
    }
  });

  it('keeps the most likely end of all starts, wherever it is in the list', () => {
    const data = simulate(truth, 60, 8, seededRandom('starts'));
    const starts = [truth, { prior: 0.9, learn: 0.01, slip: 0.45, guess: 0.4 }];
    const ends = starts.map((start) => fitBkt(data, { starts: [start], maxIterations: 3 }).logLikelihood);
    assert.notEqual(ends[0], ends[1]);
    for (const order of [starts, starts.toReversed()]) {
      assert.equal(fitBkt(data, { starts: order, maxIterations: 3 }).logLikelihood, Math.max(...ends));
    }
  });

  it('leaves a parameter that no answer speaks of where it started, inside the bounds', () => {
    const start = { prior: 0, learn: 0, slip: 0.2, guess: 0.7 };
    const { parameters } = fitBkt([[{ correct: true, weight: 0 }]], { starts: [start], maxIterations: 1 });
    assert.deepEqual(parameters, { prior: 0.001, learn: 0.001, slip: 0.2, guess: 0.49 });
    const high = { prior: 1, learn: 1, slip: 0.7, guess: 0.2 };
    const other = fitBkt([[{ correct: true, weight: 0 }]], { starts: [high], maxIterations: 1 });
    assert.deepEqual(other.parameters, { prior: 0.999, learn: 0.999, slip: 0.49, guess: 0.2 });
  });

  it('reports the likelihood of what it returns, and no neighbour is more likely', () => {
    const data = simulate(truth, 300, 10, seededRandom('neighbours'));
    const fit = fitBkt(data, { tolerance: 1e-10, maxIterations: 2000 });
    assert.ok(Math.abs(fit.logLikelihood - logLikelihood(data, fit.parameters)) < 1e-8);
    assert.ok(fit.logLikelihood >= logLikelihood(data, truth));
    for (const name of names) {
      for (const step of [-0.02, 0.02]) {
        const moved = { ...fit.parameters, [name]: fit.parameters[name] + step };
        assert.ok(logLikelihood(data, moved) < fit.logLikelihood, `${name} ${step}`);
      }
    }
  });

  it('never becomes less likely from one round to the next', () => {
    const data = simulate(truth, 60, 8, seededRandom('climb'));
    let before = Number.NEGATIVE_INFINITY;
    for (let maxIterations = 1; maxIterations <= 40; maxIterations++) {
      const { logLikelihood: now } = fitBkt(data, { starts: [truth], maxIterations, tolerance: 0 });
      assert.ok(now >= before - 1e-9, `round ${maxIterations}: ${now} after ${before}`);
      before = now;
    }
  });

  it('says when the cap on rounds ended the search', () => {
    const data = simulate(truth, 60, 8, seededRandom('cap'));
    const fit = fitBkt(data, { starts: [truth], maxIterations: 2, tolerance: 0 });
    assert.equal(fit.converged, false);
    assert.equal(fit.iterations, 2);
  });

  it('gives usable parameters when every answer is right, every answer is wrong, or there is only one', () => {
    const same = (correct: boolean) => Array.from({ length: 20 }, () => new Array<TracedAnswer>(6).fill({ correct }));
    for (const data of [same(true), same(false), [[{ correct: true }]], [[{ correct: false }]]]) {
      const { parameters, logLikelihood: likelihood } = fitBkt(data);
      assert.doesNotThrow(() => checkBktParameters(parameters));
      for (const name of names) assert.ok(parameters[name] >= 0.001 && parameters[name] <= 0.999, name);
      assert.ok(parameters.slip < 0.5 && parameters.guess < 0.5);
      assert.ok(Number.isFinite(likelihood) && likelihood <= 0);
    }
    assert.ok(Math.abs(fitBkt(same(true)).logLikelihood) < 1, 'all right is nearly certain under the fit');
    assert.ok(Math.abs(fitBkt(same(false)).logLikelihood) < 1, 'all wrong is nearly certain under the fit');
  });

  it('lets answers of weight 0 say nothing about slip and guess', () => {
    const data = simulate(truth, 400, 8, seededRandom('weights'));
    const withNoise = data.map((sequence) => [...sequence, { correct: false, weight: 0 }]);
    const [clean, noisy] = [fitBkt(data), fitBkt(withNoise)];
    for (const name of names) assert.ok(Math.abs(clean.parameters[name] - noisy.parameters[name]) < 2e-3, name);
  });

  it('gives the same fit for the same data, and passes over learners without answers', () => {
    const data = simulate(truth, 50, 6, seededRandom('again'));
    assert.deepEqual(fitBkt(data), fitBkt(structuredClone(data)));
    assert.deepEqual(fitBkt([[], ...data, []]), fitBkt(data));
  });

  it('refuses no data, bad weights and bad options', () => {
    assert.throws(() => fitBkt([]), /RangeError: sequences must not be empty/);
    assert.throws(() => fitBkt([[], []]), RangeError);
    const one = [[{ correct: true }]];
    assert.throws(() => fitBkt([[{ correct: true, weight: Number.NaN }]]), /weight/);
    assert.throws(() => fitBkt(one, { starts: [] }), /starts/);
    assert.throws(() => fitBkt(one, { starts: [{ ...truth, slip: 0.9 }] }), /slip/);
    assert.throws(() => fitBkt(one, { maxIterations: 0 }), /maxIterations/);
    assert.throws(() => fitBkt(one, { tolerance: Number.NaN }), /tolerance/);
  });
});
