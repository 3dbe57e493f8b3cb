import { requirePositive } from '../numerics/guards.js';
import { logistic } from '../numerics/logistic.js';
import { minimise } from '../numerics/minimise.js';
import type { AnswerLog } from './answer-log.js';
import type { FeatureTable } from './feature-table.js';
import type { LearnerState, TracedQuestion, TraceTables } from './learner-state.js';
import { writeFeatures } from './trace-features.js';

/**
 * The logistic tracer: plain numbers. ln odds of a right answer =
 *   bias + item + skill + weights . features + winSlope[skill] ln(1 + wins) + failSlope[skill] ln(1 + fails),
 * where wins and fails are those of the skill (Gervet et al. 2020, "Best-LR"; Pavlik, Cen & Koedinger 2009, PFA).
 */
export interface LogisticTracer {
  readonly bias: number;
  readonly item: readonly number[];
  readonly skill: readonly number[];
  readonly winSlope: readonly number[];
  readonly failSlope: readonly number[];
  /** In the order of FEATURES, then of TIMED_FEATURES when the answers carried times. */
  readonly weights: readonly number[];
  readonly timed: boolean;
}

export interface FitLogisticOptions {
  /** Strength of the pull of each kind of weight to 0: the precision of its normal prior. */
  readonly itemPrecision?: number;
  readonly skillPrecision?: number;
  readonly slopePrecision?: number;
  readonly weightPrecision?: number;
  readonly maxIterations?: number;
}

/** Where ln(1 + wins) and ln(1 + fails) of the skill are among the features. */
const SKILL_WINS = 2;
const SKILL_FAILS = 3;
/** p(1 - p) at p = .72: what one answer adds to the curvature, about. */
const TYPICAL_CURVATURE = 0.2;

/**
 * The weights that maximise the log likelihood less the sum of precision / 2 x weight^2, by L-BFGS (`minimise`).
 *
 * @param table  the features of each answer of `log`, from `featureTable`
 * @throws RangeError when a precision is not above 0
 */
export function fitLogisticTracer(
  log: AnswerLog,
  table: FeatureTable,
  options: FitLogisticOptions = {},
): LogisticTracer {
  const {
    itemPrecision = 1,
    skillPrecision = 1,
    slopePrecision = 3,
    weightPrecision = 0.1,
    maxIterations = 60,
  } = options;
  requirePositive('itemPrecision', itemPrecision);
  requirePositive('skillPrecision', skillPrecision);
  requirePositive('slopePrecision', slopePrecision);
  requirePositive('weightPrecision', weightPrecision);
  const { items, skills } = log;
  const { values, width } = table;
  const [atSkill, atWin, atFail, atWeight] = [
    1 + items,
    1 + items + skills,
    1 + items + 2 * skills,
    1 + items + 3 * skills,
  ];
  const size = atWeight + width;
  const precision = new Float64Array(size);
  precision.fill(itemPrecision, 1, atSkill);
  precision.fill(skillPrecision, atSkill, atWin);
  precision.fill(slopePrecision, atWin, atWeight);
  precision.fill(weightPrecision, atWeight);
  const rows = log.correct.length;
  const scale = preconditioner();
  const point = new Float64Array(size);
  const objective = (scaled: Float64Array, gradient: Float64Array): number => {
    for (let index = 0; index < size; index++) point[index] = (scaled[index] as number) * (scale[index] as number);
    gradient.fill(0);
    let loss = 0;
    for (let row = 0; row < rows; row++) {
      const item = 1 + (log.item[row] as number);
      const skill = log.skill[row] as number;
      const from = row * width;
      const wins = values[from + SKILL_WINS] as number;
      const fails = values[from + SKILL_FAILS] as number;
      let sum = (point[0] as number) + (point[item] as number) + (point[atSkill + skill] as number);
      sum += (point[atWin + skill] as number) * wins + (point[atFail + skill] as number) * fails;
      for (let index = 0; index < width; index++) {
        sum += (point[atWeight + index] as number) * (values[from + index] as number);
      }
      const right = log.correct[row] === 1;
      const chance = logistic(sum);
      loss -= Math.log(Math.max(1e-300, right ? chance : 1 - chance));
      const wrongBy = right ? chance - 1 : chance;
      gradient[0] = (gradient[0] as number) + wrongBy;
      gradient[item] = (gradient[item] as number) + wrongBy;
      gradient[atSkill + skill] = (gradient[atSkill + skill] as number) + wrongBy;
      gradient[atWin + skill] = (gradient[atWin + skill] as number) + wrongBy * wins;
      gradient[atFail + skill] = (gradient[atFail + skill] as number) + wrongBy * fails;
      for (let index = 0; index < width; index++) {
        gradient[atWeight + index] =
          (gradient[atWeight + index] as number) + wrongBy * (values[from + index] as number);
      }
    }
    for (let index = 0; index < size; index++) {
      const pull = (precision[index] as number) * (point[index] as number);
      loss += (pull * (point[index] as number)) / 2;
      gradient[index] = ((gradient[index] as number) + pull) * (scale[index] as number);
    }
    return loss;
  };
  const found = minimise(objective, new Float64Array(size), {
    maxIterations,
    gradientTolerance: 1e-2,
    valueTolerance: 1e-5,
  });
  for (let index = 0; index < size; index++) point[index] = (found.point[index] as number) * (scale[index] as number);
  function preconditioner(): Float64Array {
    const curvature = precision.slice();
    const grow = (index: number, by: number): void => {
      curvature[index] = (curvature[index] as number) + TYPICAL_CURVATURE * by;
    };
    for (let row = 0; row < rows; row++) {
      const skill = log.skill[row] as number;
      const from = row * width;
      grow(0, 1);
      grow(1 + (log.item[row] as number), 1);
      grow(atSkill + skill, 1);
      grow(atWin + skill, (values[from + SKILL_WINS] as number) ** 2);
      grow(atFail + skill, (values[from + SKILL_FAILS] as number) ** 2);
      for (let index = 0; index < width; index++) grow(atWeight + index, (values[from + index] as number) ** 2);
    }
    return curvature.map((value) => 1 / Math.sqrt(value));
  }
  const part = (from: number, to: number): number[] => Array.from(point.subarray(from, to));
  return {
    bias: point[0] as number,
    item: part(1, atSkill),
    skill: part(atSkill, atWin),
    winSlope: part(atWin, atFail),
    failSlope: part(atFail, atWeight),
    weights: part(atWeight, size),
    timed: table.timed,
  };
}

/** The ln odds of a right answer from features that were already written. Unknown items and skills count 0. */
export function logisticScore(
  tracer: LogisticTracer,
  question: TracedQuestion,
  features: Float32Array | Float64Array,
  offset = 0,
): number {
  const { bias, item, skill, winSlope, failSlope, weights } = tracer;
  let sum = bias + (item[question.item] ?? 0) + (skill[question.skill] ?? 0);
  sum += (winSlope[question.skill] ?? 0) * (features[offset + SKILL_WINS] as number);
  sum += (failSlope[question.skill] ?? 0) * (features[offset + SKILL_FAILS] as number);
  for (let index = 0; index < weights.length; index++) {
    sum += (weights[index] as number) * (features[offset + index] as number);
  }
  return sum;
}

const scratch = new Float64Array(64);

/** P(right answer) under the logistic tracer alone, in (0, 1); `observeAnswer` then updates the state in place. */
export function predictLogistic(
  tracer: LogisticTracer,
  state: LearnerState,
  tables: TraceTables,
  question: TracedQuestion,
): number {
  writeFeatures(state, tables, question, scratch, 0, tracer.timed);
  return logistic(logisticScore(tracer, question, scratch));
}
