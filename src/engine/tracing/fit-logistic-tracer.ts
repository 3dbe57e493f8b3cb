import { requirePositive, requireWhole } from '../numerics/guards.js';
import { logistic } from '../numerics/logistic.js';
import { minimise } from '../numerics/minimise.js';
import type { AnswerLog } from './answer-log.js';
import type { FeatureTable } from './feature-table.js';
import { type LogisticTracer, logisticScore, SKILL_FAILS, SKILL_WINS } from './logistic-tracer.js';

/** Strength of the pull of each kind of weight to 0, the precision of its normal prior; and when the search ends. */
export interface FitLogisticOptions {
  readonly itemPrecision?: number;
  readonly skillPrecision?: number;
  readonly slopePrecision?: number;
  readonly weightPrecision?: number;
  readonly maxIterations?: number;
  /** The search ends when a round lowers what is minimised by less than this share of it. */
  readonly tolerance?: number;
}

/** p(1 - p) at p = .72: what one answer adds to the curvature, about. */
const TYPICAL_CURVATURE = 0.2;
/** Hardly felt beside a hundred answers; without it one answer, or answers that are all right, would mean certainty. */
const BIAS_PRECISION = 0.2;
/** A chance is held this far from 0 in the logarithm. */
const LEAST = 1e-300;
/** At most this much of an answer's own weight is taken out of its score. */
const LEAST_ROOM = 0.1;

/**
 * The weights that maximise the log likelihood less the sum of precision / 2 x weight^2, by L-BFGS (`minimise`). Each
 * weight is measured in units of 1 / sqrt(its curvature), without which an item of ten answers and a feature of two
 * hundred thousand would need steps of quite different length.
 *
 * @param table  the features of each answer of `log`, from `featureTable`
 * @throws RangeError when a precision is not above 0
 */
export function fitLogisticTracer(
  log: AnswerLog,
  table: FeatureTable,
  options: FitLogisticOptions = {},
): LogisticTracer {
  const { maxIterations = 60, tolerance = 1e-5 } = options;
  requireWhole('maxIterations', maxIterations, 1);
  requirePositive('tolerance', tolerance);
  const { values, width } = table;
  const places = placesOf(log, width);
  const { skill: atSkill, win: atWin, fail: atFail, weight: atWeight, size } = places;
  const precision = precisionVector(places, options);
  const scale = unitsOf(log, table, places, precision);
  const rows = log.correct.length;
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
      loss -= Math.log(Math.max(LEAST, right ? chance : 1 - chance));
      const wrongBy = right ? chance - 1 : chance;
      grow(gradient, 0, wrongBy);
      grow(gradient, item, wrongBy);
      grow(gradient, atSkill + skill, wrongBy);
      grow(gradient, atWin + skill, wrongBy * wins);
      grow(gradient, atFail + skill, wrongBy * fails);
      for (let index = 0; index < width; index++) {
        grow(gradient, atWeight + index, wrongBy * (values[from + index] as number));
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
    gradientTolerance: tolerance,
    valueTolerance: tolerance,
  });
  const part = (from: number, to: number): number[] =>
    Array.from(found.point.subarray(from, to), (value, index) => value * (scale[from + index] as number));
  return {
    bias: part(0, 1)[0] as number,
    item: part(1, atSkill),
    skill: part(atSkill, atWin),
    winSlope: part(atWin, atFail),
    failSlope: part(atFail, atWeight),
    weights: part(atWeight, size),
    timed: table.timed,
  };
}

/**
 * The ln odds that each answer of the log would have had, had that one answer not been among those that the tracer was
 * fitted on: approximate leave-one-out (Rad & Maleki 2020) with the diagonal of the curvature,
 *
 *   score + (p - answer) h / (1 - p(1 - p) h),   h = sum of x^2 / curvature
 *
 * What is trained on top of the tracer needs it: an item of few answers has learnt them by heart.
 *
 * @param options  as given to `fitLogisticTracer`
 */
export function leaveOneOutScores(
  log: AnswerLog,
  table: FeatureTable,
  tracer: LogisticTracer,
  options: FitLogisticOptions = {},
): Float64Array {
  const { values, width } = table;
  const rows = log.correct.length;
  const places = placesOf(log, width);
  const curvature = precisionVector(places, options);
  const scores = new Float64Array(rows);
  const spread = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const question = { item: log.item[row] as number, skill: log.skill[row] as number };
    const score = logisticScore(tracer, question, values, row * width);
    const chance = logistic(score);
    scores[row] = score;
    spread[row] = chance * (1 - chance);
    eachInput(log, table, places, row, (index, value) => grow(curvature, index, chance * (1 - chance) * value * value));
  }
  for (let row = 0; row < rows; row++) {
    let leverage = 0;
    eachInput(log, table, places, row, (index, value) => {
      leverage += (value * value) / (curvature[index] as number);
    });
    const score = scores[row] as number;
    const wrongBy = logistic(score) - (log.correct[row] as number);
    scores[row] = score + (wrongBy * leverage) / Math.max(LEAST_ROOM, 1 - (spread[row] as number) * leverage);
  }
  return scores;
}

/** Where each kind of weight begins in the one vector that is fitted. */
interface Places {
  readonly skill: number;
  readonly win: number;
  readonly fail: number;
  readonly weight: number;
  readonly size: number;
}

function placesOf({ items, skills }: AnswerLog, width: number): Places {
  const weight = 1 + items + 3 * skills;
  return { skill: 1 + items, win: 1 + items + skills, fail: 1 + items + 2 * skills, weight, size: weight + width };
}

/** The precision of each weight. */
function precisionVector({ skill, win, weight, size }: Places, options: FitLogisticOptions): Float64Array {
  const { itemPrecision = 1.5, skillPrecision = 1, slopePrecision = 3, weightPrecision = 0.1 } = options;
  return new Float64Array(size)
    .fill(BIAS_PRECISION, 0, 1)
    .fill(requirePositive('itemPrecision', itemPrecision), 1, skill)
    .fill(requirePositive('skillPrecision', skillPrecision), skill, win)
    .fill(requirePositive('slopePrecision', slopePrecision), win, weight)
    .fill(requirePositive('weightPrecision', weightPrecision), weight);
}

/** 1 / sqrt(curvature) of each weight, as it is when every chance is a typical one. */
function unitsOf(log: AnswerLog, table: FeatureTable, places: Places, precision: Float64Array): Float64Array {
  const curvature = precision.slice();
  for (let row = 0; row < log.correct.length; row++) {
    eachInput(log, table, places, row, (index, value) => grow(curvature, index, TYPICAL_CURVATURE * value * value));
  }
  return curvature.map((value) => 1 / Math.sqrt(value));
}

/** Each input of a row that may differ from 0, with the place of its weight. */
function eachInput(
  log: AnswerLog,
  { values, width }: FeatureTable,
  places: Places,
  row: number,
  use: (index: number, value: number) => void,
): void {
  const skill = log.skill[row] as number;
  const from = row * width;
  use(0, 1);
  use(1 + (log.item[row] as number), 1);
  use(places.skill + skill, 1);
  use(places.win + skill, values[from + SKILL_WINS] as number);
  use(places.fail + skill, values[from + SKILL_FAILS] as number);
  for (let index = 0; index < width; index++) use(places.weight + index, values[from + index] as number);
}

function grow(values: Float64Array, index: number, by: number): void {
  values[index] = (values[index] as number) + by;
}
