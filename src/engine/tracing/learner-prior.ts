import { requireFinite, requireNonNegative, requireSome } from '../numerics/guards.js';
import { clamp, logistic, logit } from '../numerics/logistic.js';
import type { AnswerLog } from './answer-log.js';
import type { BktParameters } from './bkt.js';

/**
 * How much more (or less) often than others this learner knows a skill before its first answer: a normal belief about
 * an offset on the log odds of P(L0), the same for all skills (Yudelson, Koedinger & Gordon 2013, with shrinkage).
 */
export interface LearnerPrior {
  readonly offset: number;
  readonly variance: number;
}

/** P(L0) of a skill is held this far from 0 and 1 where its log odds are taken. */
const LEAST = 1e-6;
/** The variances that `fitPriorVariance` tries. */
const VARIANCES = [0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.75, 1, 1.5, 2, 3, 5] as const;

/** The belief about a learner of whom nothing is known. @throws RangeError when the variance is negative */
export function startPrior(variance: number): LearnerPrior {
  return { offset: 0, variance: requireNonNegative('variance', variance) };
}

/**
 * P(L0) of a skill for this learner: logistic(logit(P(L0)) + offset), in (0, 1).
 *
 * @throws RangeError when the offset is not finite
 */
export function priorFor({ offset }: LearnerPrior, { prior }: BktParameters): number {
  requireFinite('offset', offset);
  return logistic(logit(clamp(prior, LEAST, 1 - LEAST)) + offset);
}

/**
 * The belief after the first answer to a skill, by one Laplace step: with q = P(L0) for this learner,
 * p = q(1 - s) + (1 - q)g and d = (1 - s - g) q(1 - q) the slope of p,
 *
 *   1/variance += d^2 / (p(1 - p)),   offset += variance d (answer - p) / (p(1 - p))
 */
export function movedPrior(belief: LearnerPrior, parameters: BktParameters, correct: boolean): LearnerPrior {
  if (belief.variance === 0) return belief;
  const q = priorFor(belief, parameters);
  const p = clamp(q * (1 - parameters.slip) + (1 - q) * parameters.guess, LEAST, 1 - LEAST);
  const slope = (1 - parameters.slip - parameters.guess) * q * (1 - q);
  const spread = p * (1 - p);
  const variance = 1 / (1 / belief.variance + (slope * slope) / spread);
  return { offset: belief.offset + (variance * slope * ((correct ? 1 : 0) - p)) / spread, variance };
}

/**
 * The variance of the offset over learners under which their first answers to each skill, each foretold from the ones
 * before, are most likely (empirical Bayes), among a dozen values from 0 to 5.
 *
 * @param parameters  of each skill number of the log
 * @throws RangeError when there are no answers
 */
export function fitPriorVariance(log: AnswerLog, parameters: readonly BktParameters[]): number {
  requireSome('answers', log.correct.length === 0 ? [] : [log]);
  let [best, most]: [number, number] = [0, Number.NEGATIVE_INFINITY];
  for (const variance of VARIANCES) {
    const likelihood = firstAnswersLikelihood(log, parameters, variance);
    if (likelihood > most) [best, most] = [variance, likelihood];
  }
  return best;
}

function firstAnswersLikelihood(log: AnswerLog, parameters: readonly BktParameters[], variance: number): number {
  const metBy = new Int32Array(log.skills).fill(-1);
  let sum = 0;
  for (let learner = 0; learner + 1 < log.begin.length; learner++) {
    let belief = startPrior(variance);
    for (let row = log.begin[learner] as number; row < (log.begin[learner + 1] as number); row++) {
      const skill = log.skill[row] as number;
      if (metBy[skill] === learner) continue;
      metBy[skill] = learner;
      const own = parameters[skill] as BktParameters;
      const correct = log.correct[row] === 1;
      const q = priorFor(belief, own);
      const p = clamp(q * (1 - own.slip) + (1 - q) * own.guess, LEAST, 1 - LEAST);
      sum += correct ? Math.log(p) : Math.log1p(-p);
      belief = movedPrior(belief, own, correct);
    }
  }
  return sum;
}
