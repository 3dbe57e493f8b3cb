import { requireProbability, requireWhole } from '../numerics/guards.js';

/** How well chances foretold what happened. `predicted[i]` is the chance given to `happened[i]`, 0 or 1. */

/** Chances are held this far from 0 and 1, so that one certain error does not make the mean infinite. */
const LEAST = 1e-12;

/**
 * Area under the ROC curve: the chance that a random positive is placed above a random negative, ties counted half
 * (Mann & Whitney 1947, from the sum of ranks).
 *
 * @returns in [0, 1]; NaN when all happened or none did
 * @throws RangeError when the two lists differ in length
 */
export function areaUnderRoc(predicted: ArrayLike<number>, happened: ArrayLike<number>): number {
  requireSameLength(predicted, happened);
  const order = Uint32Array.from({ length: predicted.length }, (_, index) => index);
  const keys = Float64Array.from(predicted);
  order.sort((a, b) => (keys[a] as number) - (keys[b] as number));
  let [positives, rankSum] = [0, 0];
  for (let start = 0; start < order.length; ) {
    let end = start;
    let tied = 0;
    while (end < order.length && keys[order[end] as number] === keys[order[start] as number]) {
      tied += happened[order[end] as number] as number;
      end++;
    }
    rankSum += (tied * (start + 1 + end)) / 2;
    positives += tied;
    start = end;
  }
  const negatives = order.length - positives;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/**
 * Mean of -ln(chance given to what happened), in nats. NaN for no rows.
 *
 * @throws RangeError when the lists differ in length or a chance is outside [0, 1]
 */
export function logLoss(predicted: ArrayLike<number>, happened: ArrayLike<number>): number {
  requireSameLength(predicted, happened);
  let sum = 0;
  for (let index = 0; index < predicted.length; index++) {
    const p = Math.min(1 - LEAST, Math.max(LEAST, requireProbability('predicted', predicted[index] as number)));
    sum -= happened[index] === 1 ? Math.log(p) : Math.log1p(-p);
  }
  return sum / predicted.length;
}

/**
 * Root of the mean squared difference, in [0, 1] for chances (Brier 1950). NaN for no rows.
 *
 * @throws RangeError when the lists differ in length
 */
export function rootMeanSquaredError(predicted: ArrayLike<number>, happened: ArrayLike<number>): number {
  requireSameLength(predicted, happened);
  let sum = 0;
  for (let index = 0; index < predicted.length; index++) {
    sum += ((predicted[index] as number) - (happened[index] as number)) ** 2;
  }
  return Math.sqrt(sum / predicted.length);
}

/** One bin of a reliability table. */
export interface ReliabilityBin {
  readonly count: number;
  /** Mean chance given. */
  readonly predicted: number;
  /** Share that happened. */
  readonly happened: number;
}

/**
 * The reliability table over bins of equal width in [0, 1]; empty bins are left out.
 *
 * @throws RangeError when the lists differ in length, a chance is outside [0, 1], or there is no bin
 */
export function reliability(
  predicted: ArrayLike<number>,
  happened: ArrayLike<number>,
  bins = 10,
): readonly ReliabilityBin[] {
  requireSameLength(predicted, happened);
  requireWhole('bins', bins, 1);
  const count = new Float64Array(bins);
  const sumPredicted = new Float64Array(bins);
  const sumHappened = new Float64Array(bins);
  for (let index = 0; index < predicted.length; index++) {
    const p = requireProbability('predicted', predicted[index] as number);
    const bin = Math.min(bins - 1, Math.floor(p * bins));
    count[bin] = (count[bin] as number) + 1;
    sumPredicted[bin] = (sumPredicted[bin] as number) + p;
    sumHappened[bin] = (sumHappened[bin] as number) + (happened[index] as number);
  }
  return Array.from(count, (n, bin) => ({
    count: n,
    predicted: (sumPredicted[bin] as number) / n,
    happened: (sumHappened[bin] as number) / n,
  })).filter((bin) => bin.count > 0);
}

/**
 * Expected calibration error: the mean over rows of |share that happened - mean chance given| of the row's bin, bins
 * of equal width (Naeini, Cooper & Hauskrecht 2015). In [0, 1]; NaN for no rows.
 */
export function calibrationError(predicted: ArrayLike<number>, happened: ArrayLike<number>, bins = 10): number {
  const table = reliability(predicted, happened, bins);
  const sum = table.reduce((total, bin) => total + bin.count * Math.abs(bin.happened - bin.predicted), 0);
  return sum / predicted.length;
}

/** All of the above in the words of `attune evaluate`. */
export interface BinaryMetrics {
  readonly auc: number;
  readonly logLoss: number;
  readonly ece: number;
  readonly rmse: number;
}

/** @throws RangeError when the lists differ in length or a chance is outside [0, 1] */
export function binaryMetrics(predicted: ArrayLike<number>, happened: ArrayLike<number>): BinaryMetrics {
  return {
    auc: areaUnderRoc(predicted, happened),
    logLoss: logLoss(predicted, happened),
    ece: calibrationError(predicted, happened),
    rmse: rootMeanSquaredError(predicted, happened),
  };
}

function requireSameLength(a: ArrayLike<number>, b: ArrayLike<number>): void {
  if (a.length !== b.length) throw new RangeError(`one outcome for each chance is needed: ${a.length} and ${b.length}`);
}
