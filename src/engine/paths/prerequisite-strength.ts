import { requireWhole } from '../numerics/guards.js';

/** Learners counted by whether they had mastered the earlier module and whether they then succeeded in the later one. */
export interface PrerequisiteCounts {
  readonly masteredSucceeded: number;
  readonly masteredFailed: number;
  readonly unmasteredSucceeded: number;
  readonly unmasteredFailed: number;
}

/** How much more often those succeed who had mastered the prerequisite. */
export interface PrerequisiteStrength {
  /** P(success | mastered) - P(success | not mastered), each with a success and a failure added; in (-1, 1). */
  readonly strength: number;
  /** Standard error of the strength under the same posteriors. */
  readonly standardError: number;
}

/**
 * How much a prerequisite matters: the risk difference under uniform priors (Agresti & Caffo 2000). It is an association:
 * learners who mastered the one may be better at all things. No counts give 0 with a large error, not a claim.
 *
 * @throws RangeError when a count is not a whole number of at least 0
 */
export function prerequisiteStrength(counts: PrerequisiteCounts): PrerequisiteStrength {
  for (const [name, count] of Object.entries(counts)) requireWhole(name, count, 0);
  const mastered = rateOf(counts.masteredSucceeded, counts.masteredFailed);
  const unmastered = rateOf(counts.unmasteredSucceeded, counts.unmasteredFailed);
  return {
    strength: mastered.mean - unmastered.mean,
    standardError: Math.sqrt(mastered.variance + unmastered.variance),
  };
}

/** Mean and variance of Beta(successes + 1, failures + 1). */
function rateOf(successes: number, failures: number): { mean: number; variance: number } {
  const total = successes + failures + 2;
  const mean = (successes + 1) / total;
  return { mean, variance: (mean * (1 - mean)) / (total + 1) };
}
