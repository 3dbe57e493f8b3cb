import { logistic } from '../numerics/logistic.js';
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

/** Where ln(1 + wins) of the skill is among the features. */
export const SKILL_WINS = 2;
/** Where ln(1 + fails) of the skill is among the features. */
export const SKILL_FAILS = 3;
/** More than all features together. */
const MOST_FEATURES = 64;

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

/** P(right answer) under the logistic tracer alone, in (0, 1); `observeAnswer` then updates the state in place. */
export function predictLogistic(
  tracer: LogisticTracer,
  state: LearnerState,
  tables: TraceTables,
  question: TracedQuestion,
): number {
  const features = new Float64Array(MOST_FEATURES);
  writeFeatures(state, tables, question, features, 0, tracer.timed);
  return logistic(logisticScore(tracer, question, features));
}
