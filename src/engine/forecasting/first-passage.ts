import { requirePositive, requireProbability, requireWhole } from '../numerics/guards.js';
import { logit } from '../numerics/logistic.js';
import type { RandomSource } from '../numerics/random.js';
import { sampleNormal } from '../numerics/sample.js';
import { requireParameters, type TrendParameters, type TrendState } from './mastery-trend.js';

/** When a level is first reached, in days from the state's day. */
export interface Passage {
  /** Chance that it is reached within the horizon, in [0, 1]. */
  readonly chance: number;
  /** Days until half of all courses have reached it; null: fewer than half do within the horizon. */
  readonly median: number | null;
  /** Bounds of the central interval; null: beyond the horizon. */
  readonly low: number | null;
  readonly high: number | null;
}

/** How far ahead and in which steps courses are drawn, how many, and how wide the interval is. */
export interface PassageOptions {
  /** Days looked ahead. */
  readonly horizon?: number;
  /** Days of one step. */
  readonly step?: number;
  readonly courses?: number;
  /** Share of the courses inside the interval, in (0, 1). */
  readonly share?: number;
}

/**
 * Time to a target level by drawing courses of level and slope from the belief and stepping them on (Euler-Maruyama for
 * the slope, exact for the level's own noise). Between two steps below the target a course has crossed it with the
 * chance of a Brownian bridge, exp(-2 (a - x0) (a - x1) / (variance of the step)) (Karatzas & Shreve 1991, section 4.3),
 * so that the step's length hardly matters.
 *
 * @param target  level in (0, 1)
 * @throws RangeError when the target is not in (0, 1) or an option is out of range
 */
export function timeToLevel(
  state: TrendState,
  target: number,
  parameters: TrendParameters,
  random: RandomSource,
  { horizon = 180, step = 1, courses = 1000, share = 0.9 }: PassageOptions = {},
): Passage {
  const aim = logit(requireProbability('target', target));
  requireParameters(parameters);
  requirePositive('horizon', horizon);
  requirePositive('step', step);
  requireWhole('courses', courses, 1);
  if (!(share > 0 && share < 1)) throw new RangeError(`share must be in (0, 1), not ${share}`);
  const times = Float64Array.from({ length: courses }, () =>
    passageOf(state, aim, parameters, random, horizon, step),
  ).sort();
  const at = (quantile: number): number | null => {
    const time = times[Math.min(courses - 1, Math.floor(quantile * courses))] as number;
    return Number.isFinite(time) ? time : null;
  };
  return {
    chance: times.filter(Number.isFinite).length / courses,
    median: at(0.5),
    low: at((1 - share) / 2),
    high: at((1 + share) / 2),
  };
}

function passageOf(
  state: TrendState,
  aim: number,
  { levelVariance, slopeVariance, damping }: TrendParameters,
  random: RandomSource,
  horizon: number,
  step: number,
): number {
  const slopeShare = state.levelVariance > 0 ? state.covariance / state.levelVariance : 0;
  const own = Math.sqrt(state.levelVariance) * sampleNormal(random);
  const rest = Math.max(0, state.slopeVariance - slopeShare * state.covariance);
  let level = state.level + own;
  let slope = state.slope + slopeShare * own + Math.sqrt(rest) * sampleNormal(random);
  if (level >= aim) return 0;
  const kept = Math.exp(-damping * step);
  const variance = levelVariance * step;
  const turns = Math.sqrt(slopeVariance * step);
  for (let time = step; time <= horizon + 1e-9; time += step) {
    const next = level + slope * step + Math.sqrt(variance) * sampleNormal(random);
    if (next >= aim) return time - step / 2;
    if (variance > 0 && random.next() < Math.exp((-2 * (aim - level) * (aim - next)) / variance))
      return time - step / 2;
    level = next;
    slope = kept * slope + turns * sampleNormal(random);
  }
  return Number.POSITIVE_INFINITY;
}
