import assert from 'node:assert/strict';
import { prerequisiteStrength } from '../../../src/engine/paths/prerequisite-strength.js';

const counts = (a: number, b: number, c: number, d: number) => ({
  masteredSucceeded: a,
  masteredFailed: b,
  unmasteredSucceeded: c,
  unmasteredFailed: d,
});

describe('prerequisiteStrength', () => {
  it('is the difference of two success rates, worked by hand', () => {
    // 8/10 against 3/10; variances .16/11 and .21/11.
    const { strength, standardError } = prerequisiteStrength(counts(7, 1, 2, 6));
    assert.ok(Math.abs(strength - 0.5) < 1e-12);
    assert.ok(Math.abs(standardError - Math.sqrt(0.37 / 11)) < 1e-12);
  });

  it('claims nothing without counts', () => {
    const { strength, standardError } = prerequisiteStrength(counts(0, 0, 0, 0));
    assert.equal(strength, 0);
    assert.ok(standardError > 0.4);
  });

  it('refuses counts that are none', () => {
    assert.throws(() => prerequisiteStrength(counts(-1, 0, 0, 0)), /masteredSucceeded/);
    assert.throws(() => prerequisiteStrength(counts(0, 0.5, 0, 0)), /masteredFailed/);
  });
});
