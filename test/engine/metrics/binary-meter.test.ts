import assert from 'node:assert/strict';
import fc from 'fast-check';
import { binaryMetrics } from '../../../src/engine/metrics/binary.js';
import { type BinaryMeter, binaryMeter } from '../../../src/engine/metrics/binary-meter.js';

/** The meter's own bins for the area under the curve. */
const BINS = 2 ** 20;

function meterOf(predicted: readonly number[], happened: readonly number[]): BinaryMeter {
  const meter = binaryMeter();
  for (const [index, p] of predicted.entries()) meter.add(p, happened[index] === 1);
  return meter;
}

const chance = fc.oneof(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.constantFrom(0, 1, 0.5, 0.1, 1 - 2 ** -53, Number.MIN_VALUE),
);
const rows = fc.array(fc.tuple(chance, fc.integer({ min: 0, max: 1 })), { minLength: 1, maxLength: 80 });

describe('binaryMeter', () => {
  it('gives what the lists give; the area as if chances in one bin were tied', () => {
    fc.assert(
      fc.property(rows, (drawn) => {
        const predicted = drawn.map(([p]) => p);
        const happened = drawn.map(([, outcome]) => outcome);
        const [metered, listed] = [meterOf(predicted, happened).metrics(), binaryMetrics(predicted, happened)];
        for (const name of ['logLoss', 'ece', 'rmse'] as const) {
          assert.ok(Math.abs(metered[name] - listed[name]) < 1e-12, `${name}: ${metered[name]}, not ${listed[name]}`);
        }
        const binned = predicted.map((p) => Math.min(BINS - 1, Math.floor(p * BINS)) / BINS);
        const { auc } = binaryMetrics(binned, happened);
        assert.ok(Object.is(metered.auc, auc) || Math.abs(metered.auc - auc) < 1e-12, `${metered.auc}, not ${auc}`);
      }),
      { seed: 1, numRuns: 100 },
    );
  });

  it('keeps the area of chances that differ by more than a bin', () => {
    const predicted = Array.from({ length: 2000 }, (_, index) => ((index * 7919) % 2000) / 2000);
    const happened = predicted.map((p, index) => Number((p * 1000 + index * 37) % 10 < 4 + 4 * p));
    const difference = meterOf(predicted, happened).metrics().auc - binaryMetrics(predicted, happened).auc;
    assert.ok(Math.abs(difference) < 1e-12, `${difference}`);
  });

  it('counts rows, and can be read on the way', () => {
    const meter = binaryMeter();
    assert.equal(meter.rows, 0);
    meter.add(0.25, false);
    meter.add(0.75, true);
    assert.deepEqual([meter.rows, meter.metrics().auc, meter.metrics().rmse], [2, 1, 0.25]);
    meter.add(0.75, false);
    // Of two pairs one is right and one is tied.
    assert.deepEqual([meter.rows, meter.metrics().auc], [3, 0.75]);
  });

  it('is NaN without rows; with one class only, the area alone is', () => {
    const none = { auc: Number.NaN, logLoss: Number.NaN, ece: Number.NaN, rmse: Number.NaN };
    assert.deepEqual(binaryMeter().metrics(), none);
    for (const outcome of [0, 1]) {
      const { auc, ...others } = meterOf([0.5, 0.25], [outcome, outcome]).metrics();
      assert.equal(auc, Number.NaN);
      for (const value of Object.values(others)) assert.ok(value > 0 && value < 2);
    }
  });

  it('refuses a chance outside [0, 1] and counts nothing of it', () => {
    const meter = meterOf([0.5, 0.75], [0, 1]);
    const before = meter.metrics();
    for (const bad of [-1e-9, 1.000001, Number.NaN, Number.POSITIVE_INFINITY]) {
      assert.throws(() => meter.add(bad, true), /RangeError: predicted must be in \[0, 1\]/);
    }
    assert.deepEqual([meter.rows, meter.metrics()], [2, before]);
  });
});
