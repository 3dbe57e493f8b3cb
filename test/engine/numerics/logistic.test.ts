import assert from 'node:assert/strict';
import fc from 'fast-check';
import { clamp, logistic, logit, logLogistic } from '../../../src/engine/numerics/logistic.js';
import { softmax } from '../../../src/engine/numerics/softmax.js';

const near = (actual: number, expected: number, tolerance = 1e-12) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

describe('logistic', () => {
  it('has the values of the table', () => {
    assert.equal(logistic(0), 0.5);
    near(logistic(1), 0.731058578630005);
    near(logistic(-1), 0.268941421369995);
    near(logistic(Math.log(3)), 0.75);
    near(logit(0.75), Math.log(3));
    near(logLogistic(0), -Math.LN2);
  });

  it('survives numbers where the plain formula breaks', () => {
    assert.equal(logistic(1000), 1);
    assert.equal(logistic(-1000), 0);
    assert.equal(logLogistic(-1000), -1000);
    near(logistic(-700) / Math.exp(-700), 1);
    assert.ok(logLogistic(40) < 0);
  });

  it('mirrors at 0 and is undone by logit', () => {
    fc.assert(
      fc.property(fc.double({ min: -30, max: 30, noNaN: true }), (x) => {
        near(logistic(x) + logistic(-x), 1, 1e-15);
        near(logLogistic(x), Math.log(logistic(x)), 1e-12);
        if (Math.abs(x) < 10) near(logit(logistic(x)), x, 1e-9);
      }),
      { seed: 21, numRuns: 200 },
    );
  });

  it('has no logit at the ends', () => {
    for (const p of [0, 1, -0.1, 1.1, Number.NaN]) assert.throws(() => logit(p), RangeError);
  });
});

describe('clamp', () => {
  it('keeps what is inside and moves the rest to the nearest end', () => {
    assert.deepEqual(
      [-2, 0, 0.4, 1, 3].map((value) => clamp(value, 0, 1)),
      [0, 0, 0.4, 1, 1],
    );
    assert.ok(Number.isNaN(clamp(Number.NaN, 0, 1)));
  });
});

describe('softmax', () => {
  it('gives e^(difference / temperature) as the odds', () => {
    const [low = 0, high = 0] = softmax([0, Math.log(3) / 10], 0.1);
    near(low, 0.25);
    near(high, 0.75);
    assert.deepEqual(softmax([4], 2), [1]);
    assert.deepEqual(softmax([1e300, 1e300], 0.01), [0.5, 0.5]);
  });

  it('sums to 1 and keeps the order of the scores', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 1, maxLength: 50 }), (scores) => {
        const shares = softmax(scores, 0.3);
        near(
          shares.reduce((sum, share) => sum + share, 0),
          1,
          1e-12,
        );
        const best = scores.indexOf(Math.max(...scores));
        assert.equal(Math.max(...shares), shares[best]);
      }),
      { seed: 22, numRuns: 100 },
    );
  });

  it('refuses nothing, NaN and a temperature of 0', () => {
    assert.throws(() => softmax([], 1), RangeError);
    assert.throws(() => softmax([Number.NaN], 1), RangeError);
    assert.throws(() => softmax([1], 0), RangeError);
  });
});
