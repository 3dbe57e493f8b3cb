import { logistic } from '../numerics/logistic.js';

/** The variance of the general ability over learners before any answer, in logits squared. */
export const GENERAL_VARIANCE = 0.4;
/** The same of what a learner has in one skill above the general ability. */
export const SKILL_VARIANCE = 0.5;
/** What each answer adds to them: learners change. */
const GENERAL_DRIFT = 0.002;
const SKILL_DRIFT = 0.02;

/**
 * Chance of a right answer with both abilities unsure: E[logistic(z)] with z normal, by MacKay's (1992, eq. 10)
 * logistic(mean / sqrt(1 + pi variance / 8)).
 */
export function expectedChance(mean: number, variance: number): number {
  return logistic(mean / Math.sqrt(1 + (Math.PI * variance) / 8));
}

/** A normal belief, moved by one answer. */
export interface Moved {
  readonly general: number;
  readonly generalVariance: number;
  readonly own: number;
  readonly ownVariance: number;
}

/**
 * The two beliefs after one answer: one step of the extended Kalman filter with the logistic curve (Fahrmeir 1992),
 * each in its own variance only (as in Glickman 1999), then widened by the drift up to where it began:
 *
 *   mean     += variance (answer - expected) / (1 + w (sum of variances)),   w = p(1 - p) at the means
 *   variance -= variance^2 w / (1 + w (sum of variances))
 */
export function movedAbilities(
  general: number,
  generalVariance: number,
  own: number,
  ownVariance: number,
  difficulty: number,
  correct: boolean,
): Moved {
  const mean = general + own - difficulty;
  const variance = generalVariance + ownVariance;
  const chance = logistic(mean);
  const weight = chance * (1 - chance);
  const share = 1 / (1 + weight * variance);
  const surprise = (correct ? 1 : 0) - expectedChance(mean, variance);
  const after = (before: number, drift: number, most: number): number =>
    Math.min(most, before - before * before * weight * share + drift);
  return {
    general: general + generalVariance * surprise * share,
    generalVariance: after(generalVariance, GENERAL_DRIFT, GENERAL_VARIANCE),
    own: own + ownVariance * surprise * share,
    ownVariance: after(ownVariance, SKILL_DRIFT, SKILL_VARIANCE),
  };
}
