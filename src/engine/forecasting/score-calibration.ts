import { requireFinite, requireNonNegative, requireWhole } from '../numerics/guards.js';
import { logistic, logLogistic } from '../numerics/logistic.js';
import { minimise } from '../numerics/minimise.js';

/** A straight line on the log-odds scale: chance = logistic(intercept + slope * score). Plain data. */
export interface ScoreLine {
  readonly intercept: number;
  readonly slope: number;
}

/** The line that leaves scores as they are. */
export const IDENTITY_LINE: ScoreLine = { intercept: 0, slope: 1 };

/** How strongly a line is drawn to a prior one, and how much each row counts. */
export interface LineOptions {
  /** How many pseudo-rows' worth of pull towards `prior`: inverse variance of intercept and of slope. */
  readonly penalty?: number;
  /** Where the pull leads; absent: the identity. */
  readonly prior?: ScoreLine;
  readonly rowWeights?: ArrayLike<number>;
}

/**
 * Platt's calibration (Platt 1999) of log-odds scores, drawn towards the identity by a normal prior, so that few
 * outcomes move it little and outcomes that are all alike leave it finite:
 *
 *   minimise - sum_i w_i ln P(y_i) + penalty / 2 * ((a - a0)^2 + (b - b0)^2),  P(1) = logistic(a + b * score)
 *
 * @returns the prior when there is no row
 * @throws RangeError when lengths differ, a score is not finite, or the penalty is negative
 */
export function fitScoreLine(
  scores: ArrayLike<number>,
  happened: ArrayLike<number>,
  { penalty = 1, prior = IDENTITY_LINE, rowWeights }: LineOptions = {},
): ScoreLine {
  requirePairs(scores, happened);
  requireNonNegative('penalty', penalty);
  const objective = (point: Float64Array, gradient: Float64Array): number => {
    const [a, b] = [point[0] as number, point[1] as number];
    const [fromA, fromB] = [a - prior.intercept, b - prior.slope];
    let value = (penalty / 2) * (fromA * fromA + fromB * fromB);
    let [slopeA, slopeB] = [penalty * fromA, penalty * fromB];
    for (let row = 0; row < scores.length; row++) {
      const weight = rowWeights ? (rowWeights[row] as number) : 1;
      const score = scores[row] as number;
      const line = a + b * score;
      const error = weight * (logistic(line) - (happened[row] as number));
      value -= weight * logLogistic(happened[row] === 1 ? line : -line);
      slopeA += error;
      slopeB += error * score;
    }
    gradient[0] = slopeA;
    gradient[1] = slopeB;
    return value;
  };
  const { point } = minimise(objective, [prior.intercept, prior.slope]);
  return { intercept: point[0] as number, slope: point[1] as number };
}

/**
 * Temperature scaling (Guo et al. 2017): one slope 1 / T, no intercept, drawn towards T = 1 as in `fitScoreLine`.
 *
 * @returns T above 0; scores that foretell the opposite give the largest T that the prior allows
 * @throws RangeError as `fitScoreLine`
 */
export function fitTemperature(scores: ArrayLike<number>, happened: ArrayLike<number>, penalty = 1): number {
  requirePairs(scores, happened);
  requireNonNegative('penalty', penalty);
  const objective = (point: Float64Array, gradient: Float64Array): number => {
    const logSlope = point[0] as number;
    const slope = Math.exp(logSlope);
    let [value, rise] = [(penalty / 2) * logSlope * logSlope, penalty * logSlope];
    for (let row = 0; row < scores.length; row++) {
      const line = slope * (scores[row] as number);
      value -= logLogistic(happened[row] === 1 ? line : -line);
      rise += (logistic(line) - (happened[row] as number)) * line;
    }
    gradient[0] = rise;
    return value;
  };
  return Math.exp(-(minimise(objective, [0]).point[0] as number));
}

/** The calibrated chance of a score. */
export function chanceOnLine({ intercept, slope }: ScoreLine, score: number): number {
  return logistic(intercept + slope * score);
}

/** A prediction whose outcome is known, or will be, on a day. */
export interface DatedOutcome {
  readonly score: number;
  readonly happened: 0 | 1;
  /** Day on which the outcome became known. */
  readonly known: number;
}

/**
 * The line to use for predictions made on `day`: fitted to the outcomes that were known before that day and to no
 * other, the newest `most` of them.
 *
 * @throws RangeError as `fitScoreLine`
 */
export function lineOn(
  day: number,
  outcomes: readonly DatedOutcome[],
  options: LineOptions & { most?: number } = {},
): ScoreLine {
  const { most = 5000, ...rest } = options;
  requireWhole('most', most, 1);
  const earlier = outcomes
    .filter(({ known }) => known < day)
    .sort((a, b) => a.known - b.known)
    .slice(-most);
  return fitScoreLine(
    earlier.map(({ score }) => score),
    earlier.map(({ happened }) => happened),
    rest,
  );
}

function requirePairs(scores: ArrayLike<number>, happened: ArrayLike<number>): void {
  if (scores.length !== happened.length) throw new RangeError('one outcome for each score is needed');
  for (let row = 0; row < scores.length; row++) {
    requireFinite(`scores[${row}]`, scores[row] as number);
    if (happened[row] !== 0 && happened[row] !== 1) throw new RangeError(`happened[${row}] must be 0 or 1`);
  }
}
