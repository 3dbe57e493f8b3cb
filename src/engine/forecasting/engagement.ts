import { requireFinite, requireNonNegative, requirePositive } from '../numerics/guards.js';
import { logistic } from '../numerics/logistic.js';
import type { Part } from './design.js';

/** What is known when an item could be shown. */
export interface EngagementMoment {
  /** Days since the learner last did anything, at least 0. */
  readonly daysSinceActive: number;
  /** Active days among the last 14. */
  readonly activeDays: number;
  /** Items of this type that the learner was shown, and that were taken up. */
  readonly shownOfType: number;
  readonly takenOfType: number;
  /** Minutes that the item takes, above 0. */
  readonly minutes: number;
  /** Local hour, in [0, 24). */
  readonly hour: number;
  /** Minutes that the learner has already worked in this sitting. */
  readonly minutesToday: number;
}

/** Names of the inputs, in the order of `engagementInputs`. */
export const ENGAGEMENT_INPUTS = [
  'recency',
  'frequency',
  'typeAffinity',
  'length',
  'morning',
  'midday',
  'fatigue',
] as const;

/** Normal belief about each weight: mean and variance. Entry 0 is the intercept. Plain data. */
export interface EngagementModel {
  readonly means: readonly number[];
  readonly variances: readonly number[];
}

/** Belief before any outcome: signs that common sense gives, held weakly. */
export const ENGAGEMENT_PRIOR: EngagementModel = {
  means: [0, -0.5, 0.5, 1, -0.3, 0, 0, -0.5],
  variances: [1, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
};

/**
 * The inputs of the engagement model, each about 1 in size and 0 where nothing is known:
 *
 *   recency       ln(1 + days since active), less 1
 *   frequency     active days / 7 - 1
 *   typeAffinity  log-odds of the share of this type taken up, one pseudo-item each way
 *   length        ln(minutes / 10)
 *   morning       sin(2 pi hour / 24), highest at 6 o'clock
 *   midday        -cos(2 pi hour / 24), highest at 12 o'clock; with morning it can put the peak at any hour
 *   fatigue       minutes today / 30
 *
 * @throws RangeError when a number is out of range
 */
export function engagementInputs(moment: EngagementMoment): Float64Array {
  const { shownOfType, takenOfType, hour } = moment;
  requireNonNegative('takenOfType', takenOfType);
  if (requireNonNegative('shownOfType', shownOfType) < takenOfType) {
    throw new RangeError(`shownOfType must be at least takenOfType, not ${shownOfType} and ${takenOfType}`);
  }
  if (!(hour >= 0 && hour < 24)) throw new RangeError(`hour must be in [0, 24), not ${hour}`);
  const turn = (2 * Math.PI * hour) / 24;
  return Float64Array.of(
    Math.log1p(requireNonNegative('daysSinceActive', moment.daysSinceActive)) - 1,
    requireNonNegative('activeDays', moment.activeDays) / 7 - 1,
    Math.log((takenOfType + 1) / (shownOfType - takenOfType + 1)),
    Math.log(requirePositive('minutes', moment.minutes) / 10),
    Math.sin(turn),
    -Math.cos(turn),
    requireNonNegative('minutesToday', moment.minutesToday) / 30,
  );
}

/**
 * Chance that the learner takes the item up and stays with it: the logistic of the mean score, drawn towards 1/2 by the
 * uncertainty of the weights (MacKay 1992, eq. 9): logistic(score / sqrt(1 + pi variance / 8)). In (0, 1).
 *
 * @throws RangeError as `engagementInputs`
 */
export function engagementChance(model: EngagementModel, moment: EngagementMoment): number {
  const { score, variance } = scoreOf(model, engagementInputs(moment));
  return logistic(score / Math.sqrt(1 + (Math.PI * variance) / 8));
}

/**
 * What each input adds to the score beside a learner and item that are 0 in it; `intercept + sum = score`.
 *
 * @throws RangeError as `engagementInputs`
 */
export function explainEngagement(
  model: EngagementModel,
  moment: EngagementMoment,
): { intercept: number; parts: Part[] } {
  requireModel(model);
  const inputs = engagementInputs(moment);
  return {
    intercept: model.means[0] as number,
    parts: ENGAGEMENT_INPUTS.map((name, index) => ({
      name,
      share: (model.means[index + 1] as number) * (inputs[index] as number),
    })),
  };
}

/**
 * The belief after one outcome: a step of the extended Kalman filter for logistic regression with independent weights
 * (Spiegelhalter & Lauritzen 1990, section 4; diagonal as in Chapelle & Li 2011):
 *
 *   h = p (1 - p),  mean_j += v_j x_j (y - p) / (1 + h V),  v_j -= h (v_j x_j)^2 / (1 + h V),  V = sum of v_j x_j^2
 *
 * Each variance then grows by `drift`, so that old outcomes fade and habits may change.
 *
 * @throws RangeError as `engagementInputs`; when the drift is negative
 */
export function updateEngagement(
  model: EngagementModel,
  moment: EngagementMoment,
  tookUp: boolean,
  drift = 0,
): EngagementModel {
  requireNonNegative('drift', drift);
  const inputs = engagementInputs(moment);
  const { score, variance } = scoreOf(model, inputs);
  const chance = logistic(score);
  const curvature = chance * (1 - chance);
  const error = (Number(tookUp) - chance) / (1 + curvature * variance);
  const shrink = curvature / (1 + curvature * variance);
  const inputOf = (index: number) => (index === 0 ? 1 : (inputs[index - 1] as number));
  return {
    means: model.means.map((mean, index) => mean + (model.variances[index] as number) * inputOf(index) * error),
    variances: model.variances.map((each, index) => each - shrink * (each * inputOf(index)) ** 2 + drift),
  };
}

function scoreOf(model: EngagementModel, inputs: Float64Array): { score: number; variance: number } {
  requireModel(model);
  let [score, variance] = [model.means[0] as number, model.variances[0] as number];
  for (let index = 0; index < inputs.length; index++) {
    const input = inputs[index] as number;
    score += (model.means[index + 1] as number) * input;
    variance += (model.variances[index + 1] as number) * input * input;
  }
  return { score, variance };
}

function requireModel({ means, variances }: EngagementModel): void {
  const size = ENGAGEMENT_INPUTS.length + 1;
  if (means.length !== size || variances.length !== size) throw new RangeError(`a model has ${size} weights`);
  for (const [index, mean] of means.entries()) requireFinite(`means[${index}]`, mean);
  for (const [index, variance] of variances.entries()) requirePositive(`variances[${index}]`, variance);
}
