import { requireWhole } from '../numerics/guards.js';
import { logistic } from '../numerics/logistic.js';
import { requireRow } from './design.js';
import { fitRidgeLogistic, type RidgeLogistic, ridgeScore } from './ridge-logistic.js';

/** How long one learner was watched. Periods are counted from 0, e.g. weeks of a course. */
export interface Spell {
  /** What was known of the learner when the first period began; NaN for what was not. */
  readonly inputs: ArrayLike<number>;
  /** First period in which leaving would have been seen. */
  readonly from: number;
  /** Last period in which the learner was seen. */
  readonly to: number;
  /** Whether the learner left in period `to`; false: the watching ended first (censored). */
  readonly left: boolean;
}

/** A fitted discrete-time hazard; plain data. */
export interface HazardModel {
  readonly names: readonly string[];
  readonly periods: number;
  readonly regression: RidgeLogistic;
}

/**
 * Discrete-time hazard of leaving (Cox 1972, section 6; Singer & Willett 1993):
 *
 *   h(t | x) = P(leaves in t | still there at its start) = logistic(b_t + w x)
 *
 * one row for each learner and period at risk, so that learners who have not left yet count for as long as they were
 * seen. The level of each period is drawn to the mean level by the same penalty as the weights.
 *
 * @param periods  how many periods there are; `from` and `to` lie in 0 … periods - 1
 * @param penalty  as in `fitRidgeLogistic`
 * @throws RangeError when there is no spell, or one has other inputs or periods than it must
 */
export function fitHazard(
  names: readonly string[],
  spells: readonly Spell[],
  periods: number,
  penalty = 1,
): HazardModel {
  requireWhole('periods', periods, 1);
  let rows = 0;
  for (const { inputs, from, to } of spells) {
    requireRow(names, inputs);
    requireWhole('from', from, 0);
    if (requireWhole('to', to, from) >= periods) throw new RangeError(`to must be below ${periods}, not ${to}`);
    rows += to - from + 1;
  }
  const columns = [...names, ...Array.from({ length: periods }, (_, period) => `period_${period}`)];
  const values = new Float64Array(rows * columns.length);
  const labels = new Uint8Array(rows);
  let row = 0;
  for (const { inputs, from, to, left } of spells) {
    for (let period = from; period <= to; period++) {
      values.set(Array.from(inputs), row * columns.length);
      values[row * columns.length + names.length + period] = 1;
      labels[row++] = Number(left && period === to);
    }
  }
  return { names, periods, regression: fitRidgeLogistic({ names: columns, values, labels }, { penalty }) };
}

/**
 * Chance of leaving in a period for one who is there at its start, in (0, 1).
 *
 * @throws RangeError when the inputs do not fit or the period is not one of the model
 */
export function hazardAt(
  { names, periods, regression }: HazardModel,
  inputs: ArrayLike<number>,
  period: number,
): number {
  requireRow(names, inputs);
  if (requireWhole('period', period, 0) >= periods)
    throw new RangeError(`period must be below ${periods}, not ${period}`);
  const row = new Float64Array(names.length + periods);
  row.set(Array.from(inputs));
  row[names.length + period] = 1;
  return logistic(ridgeScore(regression, row));
}

/**
 * Chance of still being there after each period from `from` on: S(t) = product of 1 - h. It never rises.
 *
 * @returns one number for each period from `from` to the last
 * @throws RangeError as `hazardAt`
 */
export function retentionCurve(model: HazardModel, inputs: ArrayLike<number>, from = 0): Float64Array {
  let stays = 1;
  return Float64Array.from({ length: model.periods - from }, (_, index) => {
    stays *= 1 - hazardAt(model, inputs, from + index);
    return stays;
  });
}
