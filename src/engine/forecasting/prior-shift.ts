import { requireProbability, requireSome, requireWhole } from '../numerics/guards.js';
import { logistic, logit } from '../numerics/logistic.js';

/** A shift of the base rate, estimated without any outcome of the new group. */
export interface PriorShift {
  /** Share of positives estimated for the new group, in (0, 1). */
  readonly prior: number;
  /** To be added to every log-odds score. */
  readonly shift: number;
  readonly iterations: number;
}

/**
 * Base rate of a new group by expectation maximisation from its predictions alone (Saerens, Latinne & Decaestecker
 * 2002, eq. 9-10): it assumes that only the share of positives has changed, not what positives look like.
 *
 *   p_i <- logistic(score_i + logit(prior) - logit(trained)),  prior <- (mean of p_i, with `strength` rows at trained)
 *
 * @param scores    log-odds of the new group under the old base rate
 * @param trained   base rate of the training rows, in (0, 1)
 * @param strength  how many rows' worth of trust in the old base rate
 * @throws RangeError when there is no score or the base rate is not in (0, 1)
 */
export function estimatePriorShift(
  scores: ArrayLike<number>,
  trained: number,
  strength = 0,
  maxIterations = 1000,
): PriorShift {
  requireSome('scores', Array.from(scores));
  requireProbability('trained', trained);
  requireWhole('maxIterations', maxIterations, 1);
  const before = logit(trained);
  let prior = trained;
  for (let iterations = 1; ; iterations++) {
    const shift = logit(prior) - before;
    let sum = strength * trained;
    for (let row = 0; row < scores.length; row++) sum += logistic((scores[row] as number) + shift);
    const next = Math.min(1 - 1e-9, Math.max(1e-9, sum / (scores.length + strength)));
    const moved = Math.abs(next - prior);
    prior = next;
    if (moved < 1e-9 || iterations >= maxIterations) return { prior, shift: logit(prior) - before, iterations };
  }
}
