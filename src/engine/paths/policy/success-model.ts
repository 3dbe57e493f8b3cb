import { logistic, logLogistic } from '../../numerics/logistic.js';
import { minimise } from '../../numerics/minimise.js';
import type { PracticeState, SkillPractice } from './practice-state.js';

/** Length of the feature vector of `successFeatures`. */
export const SUCCESS_FEATURES = 14;

/** What there is to know of a question before it is asked. */
export interface QuestionView {
  /** Difficulty above the middling question of its skill. */
  readonly extra: number;
  /** The chance of a blind guess. */
  readonly guess: number;
}

/** Neither hard nor easy, and hard to guess: the question that mastery is about. */
export const MIDDLING: QuestionView = { extra: 0, guess: 0.1 };

/**
 * The features of P(right): an online logistic tracer in the family of DAS3H (Choffin et al. 2019), with counts and
 * recency in place of windows. Written into `into`, which is returned.
 *
 * @param readiness  how far the prerequisites are there, in [0, 1]
 */
export function successFeatures(
  state: PracticeState,
  practice: SkillPractice,
  difficulty: number,
  readiness: number,
  day: number,
  question: QuestionView,
  into: Float64Array,
): Float64Array {
  const { known, answers, form, returns, support } = practice;
  const met = answers > 0 ? 1 : 0;
  const away = met * Math.log1p(Math.max(0, day - practice.lastDay));
  const trust = Math.min(1, answers / 3);
  into[0] = 1;
  into[1] = known;
  into[2] = Math.log1p(answers);
  into[3] = trust * (form - 0.5);
  into[4] = away;
  into[5] = away / (1 + returns);
  into[6] = Math.log1p(returns);
  into[7] = state.edge;
  into[8] = readiness;
  into[9] = Math.log1p(support);
  into[10] = 1 - met;
  into[11] = question.extra;
  into[12] = difficulty;
  into[13] = question.guess;
  return into;
}

/** The inner product w.x over the length of the weights. */
export function dot(weights: ArrayLike<number>, values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < weights.length; index += 1) sum += (weights[index] as number) * (values[index] as number);
  return sum;
}

/** P(right) = logistic(w.x). */
export function successOf(weights: ArrayLike<number>, features: ArrayLike<number>): number {
  return logistic(dot(weights, features));
}

/**
 * Weights by maximum likelihood with a ridge: min -sum ln P(answer) + ridge/2 |w|^2, by L-BFGS.
 *
 * @param rows      features, one row of `width` after the other
 * @param outcomes  1 right, 0 wrong; one for each row
 * @throws RangeError when the lengths do not fit or there is no row
 */
export function fitSuccess(rows: Float64Array, outcomes: Uint8Array, width = SUCCESS_FEATURES, ridge = 1): number[] {
  if (outcomes.length === 0 || rows.length !== outcomes.length * width) {
    throw new RangeError(`rows must hold ${width} numbers for each of at least one outcome`);
  }
  const loss = (weights: Float64Array, gradient: Float64Array): number => {
    let value = 0;
    for (let index = 0; index < width; index += 1) {
      gradient[index] = ridge * (weights[index] as number);
      value += (ridge / 2) * (weights[index] as number) ** 2;
    }
    for (let row = 0; row < outcomes.length; row += 1) {
      let x = 0;
      for (let index = 0; index < width; index += 1)
        x += (weights[index] as number) * (rows[row * width + index] as number);
      const right = outcomes[row] === 1;
      value -= logLogistic(right ? x : -x);
      const error = logistic(x) - Number(right);
      for (let index = 0; index < width; index += 1) {
        gradient[index] = (gradient[index] as number) + error * (rows[row * width + index] as number);
      }
    }
    return value;
  };
  return [...minimise(loss, new Float64Array(width)).point];
}
