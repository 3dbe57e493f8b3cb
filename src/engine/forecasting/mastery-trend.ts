import { requireFinite, requireNonNegative, requirePositive, requireProbability } from '../numerics/guards.js';
import { clamp, logistic, logit } from '../numerics/logistic.js';

/** How a learner's level moves, on the log-odds scale, time in days. */
export interface TrendParameters {
  /** Variance that the level gains each day by itself. */
  readonly levelVariance: number;
  /** Variance that the slope gains each day. */
  readonly slopeVariance: number;
  /** Rate at which the slope fades, a day; 0: it lasts. The damped trend of Gardner & McKenzie (1985) in continuous time. */
  readonly damping: number;
  /** Variance of one observation of weight 1. */
  readonly noise: number;
}

/** What is believed of level and slope: mean and covariance. Plain data; folding the same observations gives the same bits. */
export interface TrendState {
  /** Day of the last observation. */
  readonly day: number;
  /** Log-odds. */
  readonly level: number;
  /** Log-odds a day. */
  readonly slope: number;
  readonly levelVariance: number;
  readonly covariance: number;
  readonly slopeVariance: number;
}

/** An observed level. */
export interface LevelSeen {
  readonly day: number;
  /** Share of mastery in [0, 1]. */
  readonly level: number;
  /** How many observations' worth it is, above 0; absent: 1. */
  readonly weight?: number;
}

/** What a group of learners is believed to be like before `fitTrend` has seen any. */
export const DEFAULT_TREND: TrendParameters = {
  levelVariance: 0.01,
  slopeVariance: 0.0004,
  damping: 0.05,
  noise: 0.25,
};
/** Belief before any observation: a level anywhere, a slope that is likely small. */
const START = { level: 0, slope: 0, levelVariance: 4, covariance: 0, slopeVariance: 0.01 };
/** Levels of 0 and 1 are seen as this near to them: their log-odds are infinite. */
const EDGE = 0.005;

/** The belief before the first observation, on `day`. @throws RangeError when the day is not a finite number */
export function startTrend(day: number): TrendState {
  return { ...START, day: requireFinite('day', day) };
}

/**
 * The belief on a later day without anything seen in between: the prediction of the Kalman filter for
 *
 *   d level = slope dt + dW1,  d slope = -damping * slope dt + dW2
 *
 * over a gap of any length (Durbin & Koopman 2012, section 3.10; the exact covariance of the damped slope is that of an
 * integrated Ornstein-Uhlenbeck process). The level's spread grows with the gap.
 *
 * @throws RangeError when the day is before the state's, or a parameter is negative or not finite
 */
export function advanceTrend(state: TrendState, day: number, parameters: TrendParameters): TrendState {
  const gap = requireNonNegative('days between observations', day - state.day);
  const { levelVariance: q, slopeVariance: s, damping } = requireParameters(parameters);
  const { kept, reach, levelFromSlope, cross, slopeGain } = slopeMoments(gap, damping);
  const { level, slope, levelVariance: a, covariance: b, slopeVariance: c } = state;
  return {
    day,
    level: level + reach * slope,
    slope: kept * slope,
    levelVariance: a + 2 * reach * b + reach * reach * c + q * gap + s * levelFromSlope,
    covariance: kept * (b + reach * c) + s * cross,
    slopeVariance: kept * kept * c + s * slopeGain,
  };
}

/**
 * The belief after one more observation of the level (Kalman 1960; Durbin & Koopman 2012, eq. 4.24), noise / weight its
 * variance on the log-odds scale. A late observation is taken as one of the state's own day, so that the order of
 * arrival decides and a fold can be repeated.
 *
 * @throws RangeError when the level is outside [0, 1], the weight is not above 0, or a parameter is out of range
 */
export function foldTrend(state: TrendState, seen: LevelSeen, parameters: TrendParameters): TrendState {
  const level = clamp(requireProbability('level', seen.level), EDGE, 1 - EDGE);
  const noise = parameters.noise / requirePositive('weight', seen.weight ?? 1);
  const before = advanceTrend(state, Math.max(state.day, requireFinite('day', seen.day)), parameters);
  const surprise = logit(level) - before.level;
  const spread = before.levelVariance + noise;
  const [levelGain, slopeGain] = [before.levelVariance / spread, before.covariance / spread];
  return {
    day: before.day,
    level: before.level + levelGain * surprise,
    slope: before.slope + slopeGain * surprise,
    levelVariance: before.levelVariance * (1 - levelGain),
    covariance: before.covariance * (1 - levelGain),
    slopeVariance: before.slopeVariance - slopeGain * before.covariance,
  };
}

/**
 * -ln of the chance density that the parameters give to a learner's observations, each foretold from those before it.
 *
 * @throws RangeError as `foldTrend`
 */
export function trendLoss(observations: readonly LevelSeen[], parameters: TrendParameters): number {
  const [first] = observations;
  if (!first) return 0;
  let state = startTrend(first.day);
  let loss = 0;
  for (const seen of observations) {
    const before = advanceTrend(state, Math.max(state.day, seen.day), parameters);
    const spread = before.levelVariance + parameters.noise / (seen.weight ?? 1);
    const surprise = logit(clamp(seen.level, EDGE, 1 - EDGE)) - before.level;
    loss += (Math.log(2 * Math.PI * spread) + (surprise * surprise) / spread) / 2;
    state = foldTrend(state, seen, parameters);
  }
  return loss;
}

/** A level or a chance with the interval in which it lies with the probability asked for. */
export interface Estimate {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * Where the level will be on a day: median and interval, in (0, 1) because the log-odds are normal.
 *
 * @param z  half-width in standard deviations: 1.645 for 90 %, 1.96 for 95 %
 * @throws RangeError as `advanceTrend`; when z is negative
 */
export function foretellLevel(state: TrendState, day: number, parameters: TrendParameters, z = 1.645): Estimate {
  requireNonNegative('z', z);
  const { level, levelVariance } = advanceTrend(state, day, parameters);
  const half = z * Math.sqrt(levelVariance);
  return { value: logistic(level), low: logistic(level - half), high: logistic(level + half) };
}

/**
 * The course of the level over coming days.
 *
 * @throws RangeError as `foretellLevel`
 */
export function foretellTrajectory(
  state: TrendState,
  days: readonly number[],
  parameters: TrendParameters,
  z = 1.645,
): (Estimate & { readonly day: number })[] {
  return days.map((day) => ({ day, ...foretellLevel(state, day, parameters, z) }));
}

/**
 * Learning velocity: share of mastery gained a day now, p (1 - p) slope, with an interval from the slope's variance.
 * Below 0 the learner is losing ground.
 *
 * @throws RangeError when z is negative
 */
export function learningVelocity({ level, slope, slopeVariance }: TrendState, z = 1.645): Estimate {
  requireNonNegative('z', z);
  const p = logistic(level);
  const half = z * Math.sqrt(slopeVariance);
  const scale = p * (1 - p);
  return { value: scale * slope, low: scale * (slope - half), high: scale * (slope + half) };
}

/** @throws RangeError when a parameter is negative, not finite, or the noise is 0 */
export function requireParameters(parameters: TrendParameters): TrendParameters {
  requireNonNegative('levelVariance', parameters.levelVariance);
  requireNonNegative('slopeVariance', parameters.slopeVariance);
  requireNonNegative('damping', parameters.damping);
  requirePositive('noise', parameters.noise);
  return parameters;
}

/**
 * How a slope acts over a gap g, with u = e^(-damping g): `kept` = u, `reach` = (1 - u) / damping, and for a slope that
 * gains variance 1 a day the variances and covariance that result. Without damping: 1, g, g^3/3, g^2/2, g.
 */
function slopeMoments(gap: number, damping: number) {
  const turn = damping * gap;
  if (turn < 1e-3) {
    // The closed forms below lose all digits here; their series to second order is exact to 1e-9.
    return {
      kept: Math.exp(-turn),
      reach: gap * (1 - turn / 2 + (turn * turn) / 6),
      levelFromSlope: gap ** 3 * (1 / 3 - turn / 4 + (7 * turn * turn) / 60),
      cross: gap ** 2 * (1 / 2 - turn / 2 + (7 * turn * turn) / 24),
      slopeGain: gap * (1 - turn + (2 * turn * turn) / 3),
    };
  }
  const kept = Math.exp(-turn);
  const once = -Math.expm1(-turn) / damping;
  const twice = -Math.expm1(-2 * turn) / (2 * damping);
  return {
    kept,
    reach: once,
    levelFromSlope: (gap - 2 * once + twice) / (damping * damping),
    cross: (once - twice) / damping,
    slopeGain: twice,
  };
}
