import { CONFIDENCE, type Estimate } from './estimate.js';
import { welchTest } from './means.js';
import type { Moments, PairMoments } from './moments.js';

/** An effect after the adjustment, with what the adjustment did. */
export interface CupedEstimate extends Estimate {
  /** How much of the measure goes with what was known before: the slope that was taken off. */
  readonly slope: number;
  /** Share of the variance of the unadjusted effect that the adjustment took away; below 0 when it added some. */
  readonly varianceReduction: number;
}

/**
 * Effect on y, treatment minus control, with what x foretold taken off (CUPED: Deng, Xu, Kohavi & Walker 2013):
 *
 *   y' = y - slope (x - mean of all x),  slope = Cxy / Cxx within the groups, pooled
 *
 * followed by Welch's test on y'. x must have been known before the assignment, so that the groups differ in it by
 * chance only. With an x that never varies the slope is 0 and nothing changes.
 *
 * @throws RangeError when a group has fewer than two pairs or the confidence is outside (0, 1)
 */
export function cupedTest(control: PairMoments, treatment: PairMoments, confidence = CONFIDENCE): CupedEstimate {
  const spread = control.squaresX + treatment.squaresX;
  const slope = spread === 0 ? 0 : (control.products + treatment.products) / spread;
  const n = control.count + treatment.count;
  const meanX = (control.count * control.meanX + treatment.count * treatment.meanX) / n;
  const [before, after] = [plain, adjusted].map((shape) =>
    welchTest(shape(control, slope, meanX), shape(treatment, slope, meanX), confidence),
  ) as [Estimate, Estimate];
  const share = before.standardError === 0 ? 1 : (after.standardError / before.standardError) ** 2;
  return { ...after, slope, varianceReduction: 1 - share };
}

function plain({ count, meanY, squaresY }: PairMoments): Moments {
  return { count, mean: meanY, squares: squaresY };
}

/** Moments of y - slope (x - meanX). */
function adjusted(sums: PairMoments, slope: number, meanX: number): Moments {
  const squares = sums.squaresY - 2 * slope * sums.products + slope * slope * sums.squaresX;
  return {
    count: sums.count,
    mean: sums.meanY - slope * (sums.meanX - meanX),
    squares: Math.max(0, squares),
  };
}
