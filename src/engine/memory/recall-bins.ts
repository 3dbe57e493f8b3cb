import { requireProbability } from '../numerics/guards.js';

/** Adds up predictions of recall by how long the wait, how long and how bumpy the history. */
export interface RecallBinsMeter {
  /**
   * @param elapsed  days since the last review, above 0
   * @param reviews  reviews before this one, at least 1
   * @param lapses   times forgotten before, at least 0
   * @throws RangeError when the chance is outside [0, 1]
   */
  add(predicted: number, recalled: boolean, elapsed: number, reviews: number, lapses: number): void;
  /** Root of the mean over rows of (share recalled - mean chance)^2 of the row's bin, in [0, 1]; NaN for no rows. */
  rmseBins(): number;
}

/**
 * RMSE(bins) of srs-benchmark: calibration within groups of reviews that are alike. Bins are of equal width in the
 * logarithm: of elapsed days with base 3.62, of the review's place (the first is 1) with base 1.89, of lapses with base
 * 1.73, none being a bin of its own.
 *
 * @throws RangeError (from `add`) when a chance is outside [0, 1]
 */
export function recallBinsMeter(): RecallBinsMeter {
  const bins = new Map<string, { rows: number; predicted: number; recalled: number }>();
  return {
    add(predicted, recalled, elapsed, reviews, lapses) {
      requireProbability('predicted', predicted);
      const key = `${binOf(elapsed, 3.62)} ${binOf(reviews + 1, 1.89)} ${lapses === 0 ? '-' : binOf(lapses, 1.73)}`;
      const bin = bins.get(key) ?? { rows: 0, predicted: 0, recalled: 0 };
      bins.set(key, bin);
      bin.rows++;
      bin.predicted += predicted;
      bin.recalled += recalled ? 1 : 0;
    },
    rmseBins() {
      let [rows, squares] = [0, 0];
      for (const bin of bins.values()) {
        rows += bin.rows;
        squares += (bin.recalled - bin.predicted) ** 2 / bin.rows;
      }
      return Math.sqrt(squares / rows);
    },
  };
}

function binOf(value: number, base: number): number {
  return Math.floor(Math.log(value) / Math.log(base));
}
