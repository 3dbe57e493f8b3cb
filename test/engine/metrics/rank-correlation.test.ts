import assert from 'node:assert/strict';
import fc from 'fast-check';
import { rankCorrelation } from '../../../src/engine/metrics/rank-correlation.js';

const close = (actual: number, expected: number): void =>
  assert.ok(Math.abs(actual - expected) < 1e-12, `${actual} is not ${expected}`);

describe('rank correlation', () => {
  it('is 1 - 6 sum d² / (n (n² - 1)) where no value comes twice, by hand', () => {
    // Ranks 1 2 3 4 5 beside 2 1 4 3 5: d² = 1 + 1 + 1 + 1 + 0.
    close(rankCorrelation([10, 20, 30, 40, 50], [7, 1, 9, 8, 70]), 1 - (6 * 4) / (5 * 24));
  });

  it('shares the mean rank among equal values, by hand', () => {
    // Ranks 1, 2.5, 2.5, 4 beside 1, 2, 3, 4: covariance 4.5, squares 4.5 and 5.
    close(rankCorrelation([1, 2, 2, 3], [1, 2, 3, 4]), 4.5 / Math.sqrt(4.5 * 5));
  });

  it('looks at order alone, is even-handed, and turns with it', () => {
    const lists = fc
      .uniqueArray(fc.integer({ min: -1_000, max: 1_000 }), { minLength: 2, maxLength: 30 })
      .chain((a) => fc.tuple(fc.constant(a), fc.shuffledSubarray(a, { minLength: a.length })));
    fc.assert(
      fc.property(lists, ([a, b]) => {
        const rho = rankCorrelation(a, b);
        assert.ok(rho >= -1 - 1e-12 && rho <= 1 + 1e-12);
        close(rankCorrelation(b, a), rho);
        close(
          rankCorrelation(
            a.map(Math.atan),
            b.map((value) => value ** 3),
          ),
          rho,
        );
        close(
          rankCorrelation(
            a.map((value) => -value),
            b,
          ),
          -rho,
        );
        close(rankCorrelation(a, a), 1);
      }),
    );
  });

  it('refuses what has no order', () => {
    assert.throws(() => rankCorrelation([1], [1]), /two values/);
    assert.throws(() => rankCorrelation([1, 2], [1]), /one length/);
    assert.throws(() => rankCorrelation([1, 1], [1, 2]), /all alike/);
    assert.throws(() => rankCorrelation([1, Number.NaN], [1, 2]), RangeError);
  });
});
