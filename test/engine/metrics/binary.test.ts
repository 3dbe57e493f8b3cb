import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  areaUnderRoc,
  binaryMetrics,
  calibrationError,
  logLoss,
  reliability,
  rootMeanSquaredError,
} from '../../../src/engine/metrics/binary.js';

function near(actual: number, expected: number, within = 1e-12): void {
  assert.ok(Math.abs(actual - expected) <= within, `${actual} is not ${expected}`);
}

/** Chances on a coarse grid, so that many tie. */
const rows = fc.array(fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 1 })), { maxLength: 60 });
const chances = (drawn: readonly [number, number][]): number[] => drawn.map(([twelfths]) => twelfths / 12);
const outcomes = (drawn: readonly [number, number][]): number[] => drawn.map(([, happened]) => happened);

/** Every pair of a positive and a negative: 1 when the positive is above, half when they tie. */
function areaByPairs(predicted: readonly number[], happened: readonly number[]): number {
  let [won, pairs] = [0, 0];
  for (const [i, p] of predicted.entries()) {
    for (const [j, q] of predicted.entries()) {
      if (happened[i] !== 1 || happened[j] !== 0) continue;
      pairs++;
      won += p > q ? 1 : p === q ? 0.5 : 0;
    }
  }
  return won / pairs;
}

describe('areaUnderRoc', () => {
  it('is the share of pairs in the right order, ties counted half', () => {
    fc.assert(
      fc.property(rows, (drawn) => {
        const [predicted, happened] = [chances(drawn), outcomes(drawn)];
        const [area, byPairs] = [areaUnderRoc(predicted, happened), areaByPairs(predicted, happened)];
        if (new Set(happened).size < 2) assert.deepEqual([area, byPairs], [Number.NaN, Number.NaN]);
        else near(area, byPairs);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('worked by hand: 1 in the right order, 0 in the wrong one, 1/2 all tied, 5/8 in between', () => {
    assert.equal(areaUnderRoc([0.1, 0.2, 0.3], [0, 0, 1]), 1);
    assert.equal(areaUnderRoc([0.1, 0.2, 0.3], [1, 0, 0]), 0);
    assert.equal(areaUnderRoc([0.4, 0.4, 0.4], [1, 0, 1]), 0.5);
    // Of 4 pairs: 0.8 beats both (2), 0.3 loses to 0.5 and ties with 0.3 (1/2).
    assert.equal(areaUnderRoc([0.3, 0.5, 0.3, 0.8], [0, 0, 1, 1]), 2.5 / 4);
  });

  it('sees only the order: any rising numbers do, and turning outcomes round turns it round', () => {
    fc.assert(
      fc.property(rows, (drawn) => {
        const [predicted, happened] = [chances(drawn), outcomes(drawn)];
        fc.pre(new Set(happened).size === 2);
        const area = areaUnderRoc(predicted, happened);
        assert.equal(
          areaUnderRoc(
            predicted.map((p) => 1000 * p ** 3 - 7),
            happened,
          ),
          area,
        );
        near(
          areaUnderRoc(
            predicted,
            happened.map((outcome) => 1 - outcome),
          ),
          1 - area,
        );
      }),
      { seed: 2, numRuns: 200 },
    );
  });
});

describe('logLoss', () => {
  it('is worked by hand: the mean of -ln(chance of what happened)', () => {
    near(logLoss([0.5, 0.5], [0, 1]), Math.LN2);
    near(logLoss([0.8, 0.4, 0.9], [1, 0, 1]), -(Math.log(0.8) + Math.log(0.6) + Math.log(0.9)) / 3);
  });

  it('stays finite for a certain error, and is nearly nothing for certain truth', () => {
    near(logLoss([0], [1]), 12 * Math.LN10, 1e-3);
    near(logLoss([1], [0]), 12 * Math.LN10, 1e-3);
    near(logLoss([1, 0], [1, 0]), 0, 2e-12);
  });
});

describe('rootMeanSquaredError', () => {
  it('is worked by hand', () => {
    near(rootMeanSquaredError([0.2, 0.9, 0.5], [0, 1, 1]), Math.sqrt((0.04 + 0.01 + 0.25) / 3));
    assert.equal(rootMeanSquaredError([3, -1], [0, 3]), Math.sqrt((9 + 16) / 2));
  });

  it('refuses what is not finite', () => {
    for (const bad of [Number.NaN, Number.POSITIVE_INFINITY]) {
      assert.throws(() => rootMeanSquaredError([bad], [0]), /RangeError: predicted must be a finite number/);
      assert.throws(() => rootMeanSquaredError([0], [bad]), /RangeError: happened must be a finite number/);
    }
  });
});

describe('reliability', () => {
  it('is worked by hand: bins of equal width, the upper edge in the last, empty ones left out', () => {
    const table = reliability([0, 0.25, 0.5, 0.625, 1], [0, 1, 0, 1, 1], 2);
    assert.deepEqual(table, [
      { count: 2, predicted: 0.125, happened: 0.5 },
      { count: 3, predicted: 2.125 / 3, happened: 2 / 3 },
    ]);
    assert.deepEqual(reliability([0.95], [1]), [{ count: 1, predicted: 0.95, happened: 1 }]);
    near(calibrationError([0, 0.25, 0.5, 0.625, 1], [0, 1, 0, 1, 1], 2), (2 * 0.375 + 3 * (0.125 / 3)) / 5);
  });

  it('holds every row once, and its error is the mean over rows of the gap of the row’s bin', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 20 }), (drawn, bins) => {
        fc.pre(drawn.length > 0);
        const [predicted, happened] = [chances(drawn), outcomes(drawn)];
        const table = reliability(predicted, happened, bins);
        assert.equal(
          table.reduce((sum, { count }) => sum + count, 0),
          drawn.length,
        );
        let sum = 0;
        for (const p of predicted) {
          const binOf = (chance: number): number => Math.min(bins - 1, Math.floor(chance * bins));
          const mates = drawn.filter(([twelfths]) => binOf(twelfths / 12) === binOf(p));
          const gap = mates.reduce((total, [twelfths, outcome]) => total + outcome - twelfths / 12, 0) / mates.length;
          sum += Math.abs(gap);
        }
        near(calibrationError(predicted, happened, bins), sum / drawn.length);
      }),
      { seed: 3, numRuns: 200 },
    );
  });

  it('refuses to have no bin', () => {
    for (const bins of [0, -1, 1.5, Number.NaN]) {
      assert.throws(() => reliability([0.5], [1], bins), /RangeError: bins must be a whole number/);
    }
  });
});

describe('binaryMetrics', () => {
  it('are the four under their names', () => {
    const [predicted, happened] = [Float32Array.of(0.25, 0.5, 0.75, 0.5), Uint8Array.of(0, 1, 1, 0)];
    assert.deepEqual(binaryMetrics(predicted, happened), {
      auc: areaUnderRoc(predicted, happened),
      logLoss: logLoss(predicted, happened),
      ece: calibrationError(predicted, happened),
      rmse: rootMeanSquaredError(predicted, happened),
    });
  });

  it('are NaN without rows; with one class only, the area alone is', () => {
    const none = { auc: Number.NaN, logLoss: Number.NaN, ece: Number.NaN, rmse: Number.NaN };
    assert.deepEqual(binaryMetrics([], []), none);
    const right = binaryMetrics([0.5, 0.5], [1, 1]);
    assert.deepEqual({ ...right, logLoss: 0 }, { auc: Number.NaN, logLoss: 0, ece: 0.5, rmse: 0.5 });
    assert.deepEqual(binaryMetrics([0.5], [0]).auc, Number.NaN);
  });

  it('refuse lists of two lengths, chances that are none, and outcomes other than 0 and 1', () => {
    const all = [areaUnderRoc, logLoss, reliability, calibrationError, rootMeanSquaredError, binaryMetrics];
    for (const of of all) {
      assert.throws(() => of([0.5], []), /RangeError: one outcome for each chance is needed: 1 and 0/);
      assert.throws(() => of([], [1]), /RangeError: one outcome for each chance is needed: 0 and 1/);
      assert.throws(() => of([0.5, Number.NaN], [0, 1]), /RangeError: predicted must be/);
    }
    for (const of of [logLoss, reliability, calibrationError, binaryMetrics]) {
      for (const bad of [-0.1, 1.1]) assert.throws(() => of([bad], [1]), /RangeError: predicted must be in \[0, 1\]/);
    }
    for (const of of [areaUnderRoc, logLoss, reliability, calibrationError, binaryMetrics]) {
      for (const bad of [2, 0.5, -1, Number.NaN]) {
        assert.throws(() => of([0.5, 0.5], [1, bad]), /RangeError: happened\[1\] must be 0 or 1/);
      }
    }
  });
});
