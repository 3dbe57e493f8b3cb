import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  adjustDifficulty,
  type PerformanceMetrics,
  type ProgressionRate,
} from '../../../src/engine/selection/adjust-difficulty.js';

const rate = fc.constantFrom<ProgressionRate>('slow', 'moderate', 'fast');
const tries = fc.array(fc.record({ correct: fc.boolean(), pace: fc.double({ min: 0.01, max: 100, noNaN: true }) }), {
  maxLength: 12,
});
const performances: fc.Arbitrary<PerformanceMetrics> = fc.record({
  recent: tries,
  misconceptions: fc.array(fc.record({ times: fc.nat(20), rightSince: fc.nat(20) }), { maxLength: 4 }),
  felt: fc.array(
    fc.record({
      felt: fc.constantFrom('too-easy' as const, 'right' as const, 'too-hard' as const),
      days: fc.double({ min: 0, max: 100, noNaN: true }),
    }),
    { maxLength: 10 },
  ),
  fatigue: fc.double({ min: 0, max: 20, noNaN: true }),
  rate,
});

const NOTHING: PerformanceMetrics = { recent: [], misconceptions: [], felt: [], fatigue: 0, rate: 'moderate' };
const aimOf = (changes: Partial<PerformanceMetrics>) => adjustDifficulty({ ...NOTHING, ...changes }).targetSuccess;

describe('adjusting difficulty', () => {
  it('starts at seven of ten, and every number explains itself', () => {
    assert.equal(aimOf({}), 0.7);
    fc.assert(
      fc.property(performances, (performance) => {
        const { targetSuccess, base, parts } = adjustDifficulty(performance);
        const sum = parts.reduce((total, { effect }) => total + effect, 0);
        assert.ok(Math.abs(base + sum - targetSuccess) < 1e-12);
        assert.ok(targetSuccess >= 0.52 && targetSuccess <= 0.88);
      }),
    );
  });

  it('is easier after a wrong answer than after a right one, all else equal', () => {
    fc.assert(
      fc.property(performances, fc.double({ min: 1, max: 10, noNaN: true }), (performance, pace) => {
        const aimAfter = (correct: boolean) =>
          adjustDifficulty({ ...performance, recent: [...performance.recent, { correct, pace }] }).targetSuccess;
        assert.ok(aimAfter(false) >= aimAfter(true) - 1e-12);
      }),
    );
  });

  it('is easier when it takes longer, feels too hard, wrong ideas stay, or the session is long', () => {
    fc.assert(
      fc.property(performances, (performance) => {
        const { targetSuccess: now } = adjustDifficulty(performance);
        const with_ = (changes: Partial<PerformanceMetrics>) =>
          adjustDifficulty({ ...performance, ...changes }).targetSuccess;
        const slower = performance.recent.map((one) => ({ ...one, pace: one.pace * 3 }));
        assert.ok(with_({ recent: slower }) >= now - 1e-12);
        assert.ok(with_({ felt: [...performance.felt, { felt: 'too-hard', days: 0 }] }) >= now - 1e-12);
        assert.ok(with_({ felt: [...performance.felt, { felt: 'too-easy', days: 0 }] }) <= now + 1e-12);
        assert.ok(
          with_({ misconceptions: [...performance.misconceptions, { times: 1, rightSince: 0 }] }) >= now - 1e-12,
        );
        assert.ok(with_({ fatigue: performance.fatigue + 2 }) >= now - 1e-12);
      }),
    );
  });

  it('does not become easier by a wish for another pace: with answers all alike the wish changes nothing', () => {
    fc.assert(
      fc.property(
        fc.boolean(),
        fc.integer({ min: 1, max: 12 }),
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        (correct, count, pace) => {
          const recent = Array.from({ length: count }, () => ({ correct, pace }));
          const aims = (['slow', 'moderate', 'fast'] as const).map((each) => aimOf({ recent, rate: each }));
          assert.ok(Math.max(...aims) - Math.min(...aims) < 1e-12);
        },
      ),
    );
  });

  it('follows sooner at a faster pace', () => {
    const recent = [...Array(8).fill({ correct: false, pace: 1 }), ...Array(4).fill({ correct: true, pace: 1 })];
    const [slow, moderate, fast] = (['slow', 'moderate', 'fast'] as const).map((each) => aimOf({ recent, rate: each }));
    assert.ok(Number(fast) < Number(moderate) && Number(moderate) < Number(slow));
  });

  it('takes small changes as small: nothing jumps', () => {
    fc.assert(
      fc.property(performances, fc.double({ min: 0, max: 0.01, noNaN: true }), (performance, bit) => {
        const moved = { ...performance, fatigue: performance.fatigue + bit };
        const gap = adjustDifficulty(moved).targetSuccess - adjustDifficulty(performance).targetSuccess;
        assert.ok(Math.abs(gap) < 0.001);
      }),
    );
  });

  it('refuses what is no time', () => {
    for (const pace of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      assert.throws(() => aimOf({ recent: [{ correct: true, pace }] }), RangeError);
    }
    assert.throws(() => aimOf({ fatigue: -1 }), RangeError);
  });
});
