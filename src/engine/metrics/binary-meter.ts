import { requireProbability } from '../numerics/guards.js';
import type { BinaryMetrics } from './binary.js';

/** Chances closer together than this count as tied in the area under the curve. */
const RANK_BINS = 2 ** 20;
const CALIBRATION_BINS = 10;
const LEAST = 1e-12;

/** Adds up chances and outcomes one at a time, in 16 MB however many there are. */
export interface BinaryMeter {
  /** @throws RangeError when the chance is outside [0, 1] */
  add(predicted: number, happened: boolean): void;
  /** How many were added. */
  readonly rows: number;
  metrics(): BinaryMetrics;
}

/**
 * The metrics of `binaryMetrics` for streams. Log loss, calibration error and root mean squared error are exact; the
 * area under the curve ties chances that fall into the same of 2^20 bins, which moves it by less than 1e-6.
 *
 * @throws RangeError from `add` when the chance is outside [0, 1]
 */
export function binaryMeter(): BinaryMeter {
  const ranks = [new Float64Array(RANK_BINS), new Float64Array(RANK_BINS)] as const;
  const bins = Array.from({ length: CALIBRATION_BINS }, () => ({ predicted: 0, happened: 0 }));
  let [rows, loss, squared] = [0, 0, 0];
  return {
    get rows() {
      return rows;
    },
    add(predicted, happened) {
      requireProbability('predicted', predicted);
      const outcome = happened ? 1 : 0;
      const p = Math.min(1 - LEAST, Math.max(LEAST, predicted));
      const rank = Math.min(RANK_BINS - 1, Math.floor(predicted * RANK_BINS));
      const side = ranks[outcome];
      side[rank] = (side[rank] as number) + 1;
      const bin = bins[Math.min(CALIBRATION_BINS - 1, Math.floor(predicted * CALIBRATION_BINS))];
      if (bin) {
        bin.predicted += predicted;
        bin.happened += outcome;
      }
      loss -= happened ? Math.log(p) : Math.log1p(-p);
      squared += (predicted - outcome) ** 2;
      rows++;
    },
    metrics: () => ({
      auc: areaUnderSteps(ranks[0], ranks[1]),
      logLoss: loss / rows,
      ece: bins.reduce((sum, { predicted, happened }) => sum + Math.abs(predicted - happened), 0) / rows,
      rmse: Math.sqrt(squared / rows),
    }),
  };
}

function areaUnderSteps(negatives: Float64Array, positives: Float64Array): number {
  let [below, area, totalPositives] = [0, 0, 0];
  for (let bin = 0; bin < RANK_BINS; bin++) {
    const negative = negatives[bin] as number;
    const positive = positives[bin] as number;
    area += positive * (below + negative / 2);
    below += negative;
    totalPositives += positive;
  }
  return area / (below * totalPositives);
}
