import { requireNonNegative, requirePositive } from '../numerics/guards.js';
import { clamp, logistic } from '../numerics/logistic.js';
import type { ItemCurve } from './irt.js';

/**
 * An item as calibration sees it: P(right) = c + (d - c) logistic(slope x ability + intercept). Unlike an `ItemCurve` the
 * slope may be 0 or negative, which is how a wrong key or a bad question shows itself.
 */
export interface ItemLine {
  readonly slope: number;
  readonly intercept: number;
  /** c, in [0, 1). */
  readonly guessing: number;
  /** d, in (c, 1]. */
  readonly upper: number;
}

/** How many of the four parameters are free: intercept (and one slope for all), slope, guessing, upper. */
export type CurveModel = '1PL' | '2PL' | '3PL' | '4PL';

/** Parameters that each item has of its own, in the order intercept, slope, guessing, upper. */
export const FREE_PARAMETERS: Readonly<Record<CurveModel, number>> = { '1PL': 1, '2PL': 2, '3PL': 3, '4PL': 4 };

/** What is believed of an item before any answer; each is optional. */
export interface ItemPriors {
  /** Normal, of ln slope (so that the slope itself is lognormal and above 0). */
  readonly logDiscrimination?: { readonly mean: number; readonly sd: number };
  /** Normal, of the difficulty -intercept / slope. */
  readonly difficulty?: { readonly mean: number; readonly sd: number };
  /** Beta, of c: density proportional to c^(alpha - 1) (1 - c)^(beta - 1), both at least 1. */
  readonly guessing?: BetaPrior;
  /** Beta, of d. */
  readonly upper?: BetaPrior;
}

/** The two shapes of a beta distribution, each at least 1. */
export interface BetaPrior {
  readonly alpha: number;
  readonly beta: number;
}

/** The slope, up or down, at which an item without a best value (all right, all wrong) is stopped. */
export const STEEPEST = 10;
/** The intercept at which it is stopped. */
export const FARTHEST = 15;

/**
 * The curve of a line: discrimination = slope, difficulty = -intercept / slope.
 *
 * @throws RangeError when the slope is not above 0: such an item tells the able from the unable the wrong way round
 */
export function curveOf({ slope, intercept, guessing, upper }: ItemLine): ItemCurve {
  requirePositive('slope', slope);
  return { discrimination: slope, difficulty: -intercept / slope, guessing, upper };
}

/** The line of a curve. */
export function lineOf({ discrimination, difficulty, guessing = 0, upper = 1 }: ItemCurve): ItemLine {
  return { slope: discrimination, intercept: -discrimination * difficulty, guessing, upper };
}

/** P(right | ability) on a line, held a hair inside (0, 1) so that its logarithms stay finite. */
export function lineProbability({ slope, intercept, guessing, upper }: ItemLine, ability: number): number {
  return clamp(guessing + (upper - guessing) * logistic(slope * ability + intercept), 1e-12, 1 - 1e-12);
}

/** @throws RangeError that names the prior */
export function checkPriors(priors: ItemPriors): void {
  if (priors.logDiscrimination) requirePositive('logDiscrimination.sd', priors.logDiscrimination.sd);
  if (priors.difficulty) requirePositive('difficulty.sd', priors.difficulty.sd);
  for (const name of ['guessing', 'upper'] as const) {
    const prior = priors[name];
    if (!prior) continue;
    requireNonNegative(`${name}.alpha - 1`, prior.alpha - 1);
    requireNonNegative(`${name}.beta - 1`, prior.beta - 1);
  }
}
