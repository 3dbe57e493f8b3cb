import assert from 'node:assert/strict';
import fc from 'fast-check';
import { retention } from '../../../src/engine/ranking/retention.js';

describe('retention', () => {
  it('is 1 at once, 0.9 after the stability, a half after nine times that', () => {
    assert.equal(retention(0, 0), 1);
    assert.equal(retention(9, 0), 0.5);
    assert.ok(Math.abs(retention(1, 0) - 0.9) < 1e-15);
    assert.ok(Math.abs(retention(7, 6) - 0.9) < 1e-15);
  });

  it('falls with time, rises with practice, and never reaches 0', () => {
    const days = fc.double({ min: 0, max: 3650, noNaN: true });
    const evidence = fc.double({ min: 0, max: 500, noNaN: true });
    fc.assert(
      fc.property(days, days, evidence, evidence, (a, b, c, d) => {
        assert.ok(retention(Math.max(a, b), c) <= retention(Math.min(a, b), c));
        assert.ok(retention(a, Math.max(c, d)) >= retention(a, Math.min(c, d)));
        assert.ok(retention(a, c) > 0 && retention(a, c) <= 1);
      }),
      { seed: 111, numRuns: 200 },
    );
  });

  it('refuses what is no time and no practice', () => {
    assert.throws(() => retention(-1, 0), /RangeError: days/);
    assert.throws(() => retention(1, Number.NaN), /evidence/);
  });
});
