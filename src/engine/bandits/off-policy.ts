import { requireFinite, requirePositive, requireProbability, requireSome } from '../numerics/guards.js';

/** One logged decision, as another policy is judged by it. */
export interface LoggedDecision {
  readonly reward: number;
  /** Probability with which the logging policy played the arm that it played, in (0, 1]. */
  readonly propensity: number;
  /** Probability with which the judged policy would have played that arm, in [0, 1]. */
  readonly target: number;
  /** For `doublyRobust`: expected reward of the played arm, by a model that has not seen this reward. */
  readonly expected?: number;
  /** For `doublyRobust`: expected reward of the judged policy here: the sum over arms of target times expected. */
  readonly expectedOfTarget?: number;
}

/** What a policy would have earned a decision, and how sure that is. */
export interface PolicyValue {
  readonly value: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
  /** (sum of weights)^2 / sum of squared weights: as many decisions of the judged policy itself would tell as much. */
  readonly effectiveDecisions: number;
}

/** The normal deviate of a 95 % interval. */
export const NINETY_FIVE = 1.959963984540054;
/** With fewer effective decisions the intervals are too short to be trusted; the caller should say "not enough evidence". */
export const LEAST_EFFECTIVE = 30;

/**
 * Inverse propensity scoring (Horvitz & Thompson 1952): mean of w r with w = target / propensity. Unbiased when every arm
 * that the judged policy may play had a propensity above 0.
 *
 * @param deviate  half-width of the interval in standard errors
 * @throws RangeError when there is no decision, or a number is out of range
 */
export function inversePropensity(logs: readonly LoggedDecision[], deviate = NINETY_FIVE): PolicyValue {
  const weights = weightsOf(logs, deviate);
  return meanOf(
    logs.map(({ reward }, at) => (weights[at] as number) * reward),
    weights,
    deviate,
  );
}

/**
 * Self-normalised estimate (Swaminathan & Joachims 2015): sum of w r / sum of w. A little biased, far less noisy, and never
 * outside the rewards seen. Its error by the delta method.
 *
 * @throws RangeError as inversePropensity, and when the judged policy would have played none of the logged arms
 */
export function selfNormalised(logs: readonly LoggedDecision[], deviate = NINETY_FIVE): PolicyValue {
  const weights = weightsOf(logs, deviate);
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  if (total === 0) throw new RangeError('the judged policy would have played none of the logged arms');
  const value = logs.reduce((sum, { reward }, at) => sum + (weights[at] as number) * reward, 0) / total;
  let squares = 0;
  for (const [at, { reward }] of logs.entries()) squares += ((weights[at] as number) * (reward - value)) ** 2;
  // One degree of freedom goes into the value itself; with none left nothing is known of the error.
  const error =
    logs.length > 1 ? Math.sqrt((logs.length / (logs.length - 1)) * squares) / total : Number.POSITIVE_INFINITY;
  return interval(value, error, weights, deviate);
}

/**
 * Doubly robust estimate (Dudik, Langford & Li 2011): mean of expectedOfTarget + w (r - expected). Unbiased when the
 * propensities are right, whatever the model; the better the model, the less noise.
 *
 * @throws RangeError as inversePropensity, and when a decision has no expectations
 */
export function doublyRobust(logs: readonly LoggedDecision[], deviate = NINETY_FIVE): PolicyValue {
  const weights = weightsOf(logs, deviate);
  const parts = logs.map(({ reward, expected, expectedOfTarget }, at) => {
    requireFinite(`expected of decision ${at}`, expected ?? Number.NaN);
    requireFinite(`expectedOfTarget of decision ${at}`, expectedOfTarget ?? Number.NaN);
    return (expectedOfTarget as number) + (weights[at] as number) * (reward - (expected as number));
  });
  return meanOf(parts, weights, deviate);
}

function weightsOf(logs: readonly LoggedDecision[], deviate: number): number[] {
  requireSome('logs', logs);
  requirePositive('deviate', deviate);
  return logs.map(({ reward, propensity, target }, at) => {
    requireFinite(`reward of decision ${at}`, reward);
    requireProbability(`propensity of decision ${at}`, requirePositive(`propensity of decision ${at}`, propensity));
    return requireProbability(`target of decision ${at}`, target) / propensity;
  });
}

/** Mean of independent parts, its error from their spread; one part alone tells nothing of it. */
function meanOf(parts: readonly number[], weights: readonly number[], deviate: number): PolicyValue {
  const value = parts.reduce((sum, part) => sum + part, 0) / parts.length;
  const squares = parts.reduce((sum, part) => sum + (part - value) ** 2, 0);
  const error = parts.length > 1 ? Math.sqrt(squares / (parts.length - 1) / parts.length) : Number.POSITIVE_INFINITY;
  return interval(value, error, weights, deviate);
}

function interval(value: number, standardError: number, weights: readonly number[], deviate: number): PolicyValue {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const squares = weights.reduce((total, weight) => total + weight * weight, 0);
  return {
    value,
    standardError,
    low: value - deviate * standardError,
    high: value + deviate * standardError,
    effectiveDecisions: squares > 0 ? sum ** 2 / squares : 0,
  };
}
