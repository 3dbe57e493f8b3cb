import { requireNonNegative } from '../numerics/guards.js';

/** Days after which one answer's worth of practice has faded to 90 %. */
const DAYS_PER_ANSWER = 1;

/**
 * The share of a skill that is still there after some days without practice, by the power law of forgetting
 * (Wixted & Ebbesen 1991), in the form R = 1 / (1 + t / 9S) that is 0.9 at t = S (Ye 2023). The stability S grows
 * with practice: one day, and one more for each effective answer.
 *
 * @param days      since the last answer, at least 0
 * @param evidence  effective answers so far, at least 0
 * @returns         in (0, 1]
 * @throws RangeError when either is out of range
 */
export function retention(days: number, evidence: number): number {
  requireNonNegative('days', days);
  requireNonNegative('evidence', evidence);
  return 1 / (1 + days / (9 * DAYS_PER_ANSWER * (1 + evidence)));
}
