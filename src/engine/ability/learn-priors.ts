import type { CalibratedItem } from './calibrate.js';
import type { ItemPriors } from './item-line.js';

/** Spreads below these are never believed: items do differ. */
const LEAST_SLOPE_SPREAD = 0.1;
const LEAST_DIFFICULTY_SPREAD = 0.3;

/**
 * Priors learned from the items themselves (empirical Bayes by moments; Morris 1983): the spread of ln slope and of
 * difficulty among items, less what is only estimation error.
 *
 *   variance = variance of the estimates - mean of their squared standard errors
 *
 * Calibrating again with them draws items that few answered towards what is usual, and the rest hardly at all. Items with
 * a slope of 0 or below, or without a finite standard error, take no part.
 *
 * @returns no priors when fewer than five items are left
 */
export function learnPriors(items: readonly CalibratedItem[]): ItemPriors {
  const usable = items.filter(
    ({ slope, errors }) => slope > 0 && Number.isFinite(errors.slope) && Number.isFinite(errors.intercept),
  );
  if (usable.length < 5) return {};
  return {
    logDiscrimination: spreadOf(
      usable.map(({ slope }) => Math.log(slope)),
      usable.map(({ slope, errors }) => errors.slope / slope),
      LEAST_SLOPE_SPREAD,
    ),
    difficulty: spreadOf(
      usable.map(({ slope, intercept }) => -intercept / slope),
      usable.map(({ slope, errors }) => errors.intercept / slope),
      LEAST_DIFFICULTY_SPREAD,
    ),
  };
}

function spreadOf(values: readonly number[], errors: readonly number[], least: number): { mean: number; sd: number } {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const total = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  const noise = errors.reduce((sum, error) => sum + error * error, 0) / count;
  return { mean, sd: Math.max(least, Math.sqrt(Math.max(0, total - noise))) };
}
