import { requireSome, requireWhole } from '../numerics/guards.js';
import { minimise } from '../numerics/minimise.js';
import { DEFAULT_TREND, type LevelSeen, type TrendParameters, trendLoss } from './mastery-trend.js';

const STEP = 1e-5;
/** Standard deviation, in natural logarithms, of how far parameters are believed to lie from the default. */
const SPREAD = 2;

/**
 * Trend parameters of a group of learners: the greatest likelihood of their observations (prediction error
 * decomposition, Durbin & Koopman 2012, section 7.2) with a wide log-normal prior around the default, so that one short
 * sequence gives something sane. L-BFGS on the logarithms; gradients by central differences.
 *
 * @param learners  the observations of each, in the order of their days
 * @throws RangeError when there is no learner, or as `foldTrend`
 */
export function fitTrend(learners: readonly (readonly LevelSeen[])[], maxIterations = 50): TrendParameters {
  requireSome('learners', learners);
  requireWhole('maxIterations', maxIterations, 1);
  const start = toLogs(DEFAULT_TREND);
  const loss = (point: Float64Array): number => {
    const parameters = fromLogs(point);
    let sum = 0;
    for (const observations of learners) sum += trendLoss(observations, parameters);
    for (const [index, value] of point.entries()) sum += ((value - (start[index] as number)) / SPREAD) ** 2 / 2;
    return sum;
  };
  const { point } = minimise(
    (at, gradient) => {
      for (let index = 0; index < at.length; index++) {
        const [up, down] = [Float64Array.from(at), Float64Array.from(at)];
        up[index] = (at[index] as number) + STEP;
        down[index] = (at[index] as number) - STEP;
        gradient[index] = (loss(up) - loss(down)) / (2 * STEP);
      }
      return loss(at);
    },
    start,
    { maxIterations, gradientTolerance: 1e-3 },
  );
  return fromLogs(point);
}

function toLogs({ levelVariance, slopeVariance, damping, noise }: TrendParameters): Float64Array {
  return Float64Array.from([levelVariance, slopeVariance, damping, noise], Math.log);
}

function fromLogs(point: Float64Array): TrendParameters {
  const [levelVariance, slopeVariance, damping, noise] = Array.from(point, Math.exp) as [
    number,
    number,
    number,
    number,
  ];
  return { levelVariance, slopeVariance, damping, noise };
}
