import { requireNonNegative, requireProbability } from '../numerics/guards.js';
import { type BktParameters, updateKnowledge } from './bkt.js';
import { ENOUGH_EVIDENCE } from './mastery.js';

/** What stands between a learner and a target. */
export interface Standing {
  /** P(L), in [0, 1]. */
  readonly known: number;
  /** Effective answers so far. */
  readonly evidence: number;
  /** In (0, 1]. */
  readonly target: number;
}

/**
 * How many right answers in a row, each without help, bring a skill to its target by knowledge tracing, with enough
 * evidence to say so: the smallest n for which n updates by a right answer give P(L) >= target, and evidence + n >= 3.
 *
 * @param most  how far to look
 * @returns     at least 0; null when `most` are not enough
 * @throws RangeError when a number or a parameter is out of range
 */
export function rightAnswersNeeded(
  { known, evidence, target }: Standing,
  parameters: BktParameters,
  most = 50,
): number | null {
  requireProbability('target', target);
  requireNonNegative('evidence', evidence);
  let level = known;
  for (let count = 0; count <= most; count += 1) {
    if (level >= target && evidence + count >= ENOUGH_EVIDENCE) return count;
    level = updateKnowledge(level, true, parameters);
  }
  return null;
}
