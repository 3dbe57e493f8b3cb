import assert from 'node:assert/strict';
import fc from 'fast-check';
import { wilsonInterval } from '../../../src/engine/inference/wilson.js';
import { ENOUGH_EVIDENCE, skillMastery } from '../../../src/engine/tracing/mastery.js';

const near = (actual: number, expected: number, tolerance: number) =>
  assert.ok(Math.abs(actual - expected) <= tolerance, `${actual} is not ${expected}`);

describe('wilsonInterval', () => {
  it('has the published values: 81 of 263, 15 of 148 and 0 of 20 at 95 % (Newcombe 1998, table I)', () => {
    const cases = [
      [81, 263, 0.2553, 0.3662],
      [15, 148, 0.0624, 0.1605],
      [0, 20, 0, 0.1611],
      [1, 29, 0.0061, 0.1718],
    ] as const;
    for (const [right, count, low, high] of cases) {
      const interval = wilsonInterval(right / count, count, 1.959963984540054);
      near(interval.low, low, 5e-5);
      near(interval.high, high, 5e-5);
    }
  });

  it('ends where the share is exactly z standard errors away, the equation it solves', () => {
    const { low, high } = wilsonInterval(0.8, 11, 1.2815515655446004);
    for (const end of [low, high]) {
      near(Math.abs(0.8 - end) / Math.sqrt((end * (1 - end)) / 11), 1.2815515655446004, 1e-12);
    }
  });
});

describe('skillMastery', () => {
  const share = fc.double({ min: 0, max: 1, noNaN: true });
  const evidence = fc.double({ min: 0, max: 500, noNaN: true });

  it('holds the level, inside [0, 1], and narrows as answers come', () => {
    fc.assert(
      fc.property(share, evidence, evidence, (known, a, b) => {
        const [few, many] = [skillMastery(known, Math.min(a, b)), skillMastery(known, Math.max(a, b))];
        for (const { low, high } of [few, many]) {
          assert.ok(0 <= low && low <= known && known <= high && high <= 1, `${low} ${known} ${high}`);
        }
        assert.ok(many.high - many.low <= few.high - few.low + 1e-12);
      }),
      { seed: 41, numRuns: 300 },
    );
  });

  it('is symmetrical: knowing p and not knowing 1 - p are the same thing seen from two sides', () => {
    fc.assert(
      fc.property(share, evidence, (known, count) => {
        const [one, other] = [skillMastery(known, count), skillMastery(1 - known, count)];
        near(one.low, 1 - other.high, 1e-9);
        near(one.high, 1 - other.low, 1e-9);
      }),
      { seed: 42, numRuns: 200 },
    );
  });

  it('counts what was believed before the first answer as one answer', () => {
    const { low, high } = skillMastery(0.8, 10);
    assert.deepEqual({ low, high }, wilsonInterval(0.8, 11, 1.2815515655446004));
  });

  it('calls a level a level only after three answers worth of evidence', () => {
    assert.equal(skillMastery(0.9, 0).enough, false);
    assert.equal(skillMastery(0.9, ENOUGH_EVIDENCE - 0.01).enough, false);
    assert.equal(skillMastery(0.9, ENOUGH_EVIDENCE).enough, true);
    const before = skillMastery(0.25, 0);
    assert.ok(before.high - before.low > 0.6, 'before the first answer nearly everything is possible');
  });

  it('stays open on the inner side at 0 and 1', () => {
    const [none, all] = [skillMastery(0, 4), skillMastery(1, 4)];
    assert.equal(none.low, 0);
    assert.ok(none.high > 0.1);
    assert.equal(all.high, 1);
    assert.ok(all.low < 0.9);
  });

  it('refuses what is out of range', () => {
    assert.throws(() => skillMastery(Number.NaN, 1), /known/);
    assert.throws(() => skillMastery(1.1, 1), /known/);
    assert.throws(() => skillMastery(0.5, -1), /evidence/);
    assert.throws(() => skillMastery(0.5, Number.POSITIVE_INFINITY), /evidence/);
  });
});
