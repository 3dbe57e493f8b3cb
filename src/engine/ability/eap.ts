import { requireFinite, requirePositive, requireProbability } from '../numerics/guards.js';
import { checkItemCurve, type ItemCurve, logLikelihood } from './irt.js';

/**
 * A learner's ability as a distribution: the natural log of its density at 61 fixed points from -4 to 4, up to a
 * constant (the largest is 0). A plain list of numbers: it can be stored anywhere, and folding the same answers
 * again in the same order gives the same list, bit for bit. Logs and not densities, so that a thousand right
 * answers do not round the other side away for ever.
 */
export type AbilityState = readonly number[];

/** A normal distribution of ability. */
export interface AbilityPrior {
  readonly mean: number;
  readonly sd: number;
}

const POINTS = 61;
const LOWEST = -4;
const STEP = 8 / (POINTS - 1);
/** The trapezoid rule counts its two ends half. */
const LOG_HALF = Math.log(0.5);

const GRID: readonly number[] = Array.from({ length: POINTS }, (_, index) => LOWEST + STEP * index);

/**
 * The state before any answer: a normal prior, cut to [-4, 4]. Standard normal unless told otherwise.
 *
 * @throws RangeError when the mean is not in [-4, 4] or the standard deviation is not above 0
 */
export function initialAbility({ mean, sd }: AbilityPrior = { mean: 0, sd: 1 }): AbilityState {
  requireFinite('mean', mean);
  requirePositive('sd', sd);
  if (Math.abs(mean) > -LOWEST) throw new RangeError(`mean must be in [-4, 4], not ${mean}`);
  const logs = GRID.map((ability, index) => {
    const atEnd = index === 0 || index === POINTS - 1;
    return -0.5 * ((ability - mean) / sd) ** 2 + (atEnd ? LOG_HALF : 0);
  });
  return shifted(logs);
}

/**
 * The state after one answer: Bayes' rule on the grid, ln posterior = ln prior + w ln P(answer | ability) (Bock &
 * Mislevy 1982, with the answer tempered by the power w). An answer of weight 0 changes nothing.
 *
 * @param weight  how much the answer counts, in [0, 1]
 * @throws RangeError when the state, the item or the weight is out of range
 */
export function updateAbility(state: AbilityState, item: ItemCurve, correct: boolean, weight = 1): AbilityState {
  checkState(state);
  checkItemCurve(item);
  requireProbability('weight', weight);
  if (weight === 0) return state;
  return shifted(state.map((log, index) => log + weight * logLikelihood(item, GRID[index] as number, correct)));
}

/**
 * Expected a posteriori ability and its standard deviation (Bock & Mislevy 1982, eq. 3-4).
 *
 * @throws RangeError when the state is not 61 finite numbers
 */
export function estimate(state: AbilityState): AbilityPrior {
  checkState(state);
  let [sum, first] = [0, 0];
  const densities = state.map(Math.exp);
  for (const [index, density] of densities.entries()) {
    sum += density;
    first += density * (GRID[index] as number);
  }
  const mean = first / sum;
  let second = 0;
  for (const [index, density] of densities.entries()) second += density * ((GRID[index] as number) - mean) ** 2;
  return { mean, sd: Math.sqrt(second / sum) };
}

function shifted(logs: readonly number[]): AbilityState {
  const top = logs.reduce((largest, log) => Math.max(largest, log), Number.NEGATIVE_INFINITY);
  return logs.map((log) => log - top);
}

function checkState(state: AbilityState): void {
  if (state.length !== POINTS) throw new RangeError(`state must hold ${POINTS} numbers, not ${state.length}`);
  for (const log of state) requireFinite('state', log);
}
