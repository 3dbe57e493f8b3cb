import assert from 'node:assert/strict';
import { ratingOfAnswer } from '../../../src/engine/memory/rating-of-answer.js';

describe('ratingOfAnswer', () => {
  it('rates by what the answer tells', () => {
    for (const pace of [0.1, 1, 9]) assert.equal(ratingOfAnswer({ correct: false, aided: false, pace }), 1);
    assert.equal(ratingOfAnswer({ correct: true, aided: true, pace: 0.1 }), 2);
    assert.equal(ratingOfAnswer({ correct: true, aided: false, pace: 2.1 }), 2);
    assert.equal(ratingOfAnswer({ correct: true, aided: false, pace: 2 }), 3);
    assert.equal(ratingOfAnswer({ correct: true, aided: false, pace: 0.5 }), 3);
    assert.equal(ratingOfAnswer({ correct: true, aided: false, pace: 0.4 }), 4);
    assert.equal(ratingOfAnswer({ correct: true, aided: false }), 3);
    for (const pace of [0, -1, Number.NaN]) {
      assert.throws(() => ratingOfAnswer({ correct: true, aided: false, pace }), /pace/);
    }
  });
});
