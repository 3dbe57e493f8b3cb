import assert from 'node:assert/strict';
import { logistic } from '../../../../src/engine/numerics/logistic.js';
import { seededRandom } from '../../../../src/engine/numerics/random.js';
import { addDecision, emptyValueSums, fitValue } from '../../../../src/engine/paths/policy/fit-value.js';
import { fitSuccess, successOf } from '../../../../src/engine/paths/policy/success-model.js';

describe('fitting the success model', () => {
  it('finds the weights that drew the answers', () => {
    const random = seededRandom(3);
    const truth = [0.4, -1.2];
    const rows: number[] = [];
    const outcomes: number[] = [];
    for (let row = 0; row < 20_000; row += 1) {
      const x = 4 * random.next() - 2;
      rows.push(1, x);
      outcomes.push(Number(random.next() < logistic(0.4 - 1.2 * x)));
    }
    const found = fitSuccess(Float64Array.from(rows), Uint8Array.from(outcomes), 2);
    for (const [at, weight] of found.entries()) assert.ok(Math.abs(weight - (truth[at] as number)) < 0.06);
  });

  it('meets the share of right answers when that is all there is to see (maximum likelihood of one weight)', () => {
    const [weight] = fitSuccess(new Float64Array(4).fill(1), Uint8Array.from([1, 1, 1, 0]), 1, 1e-9);
    assert.ok(Math.abs((weight as number) - Math.log(3)) < 1e-5);
    assert.ok(Math.abs(successOf([weight as number], [1]) - 0.75) < 1e-6);
  });

  it('stays finite when all answers are right, and refuses none', () => {
    const [weight] = fitSuccess(new Float64Array(3).fill(1), Uint8Array.from([1, 1, 1]), 1);
    assert.ok(Number.isFinite(weight));
    assert.throws(() => fitSuccess(new Float64Array(0), new Uint8Array(0), 1), /rows must hold 1 numbers/);
    assert.throws(() => fitSuccess(new Float64Array(3), new Uint8Array(2), 2), RangeError);
  });
});

describe('fitting the value of actions', () => {
  it('finds what an action adds, whatever the state is worth', () => {
    const random = seededRandom(4);
    const sums = emptyValueSums(2);
    for (let turn = 0; turn < 4_000; turn += 1) {
      const mean = Float64Array.from([random.next(), random.next()]);
      const features = Float64Array.from([
        (mean[0] as number) + random.next() - 0.5,
        (mean[1] as number) + random.next() - 0.5,
      ]);
      const advantage =
        2 * ((features[0] as number) - (mean[0] as number)) - 3 * ((features[1] as number) - (mean[1] as number));
      addDecision(sums, features, mean, advantage + 10 * (mean[0] as number) + 5 + 0.1 * (random.next() - 0.5));
    }
    const [first, second] = fitValue(sums, 1e-6);
    assert.ok(Math.abs((first as number) - 2) < 0.02 && Math.abs((second as number) + 3) < 0.02);
  });

  it('shrinks to nothing under a large ridge, and refuses to start from nothing', () => {
    const sums = emptyValueSums(1);
    assert.throws(() => fitValue(sums, 1), /sums must hold a decision/);
    addDecision(sums, Float64Array.from([1]), Float64Array.from([0]), 1);
    addDecision(sums, Float64Array.from([-1]), Float64Array.from([0]), -1);
    assert.ok(Math.abs(fitValue(sums, 1e6)[0] as number) < 1e-5);
    assert.throws(() => fitValue(sums, 0), /ridge must be/);
  });
});
