import { requirePositive, requireSome } from './guards.js';

/**
 * Probabilities proportional to e^(score / temperature), summing to 1 up to rounding (Boltzmann; Luce 1959).
 * A low temperature stays near the best score, a high one is nearly even.
 *
 * @throws RangeError when there is no score, a score is not finite, or the temperature is not above 0
 */
export function softmax(scores: readonly number[], temperature: number): number[] {
  requireSome('scores', scores);
  requirePositive('temperature', temperature);
  let best = Number.NEGATIVE_INFINITY;
  for (const score of scores) {
    if (!Number.isFinite(score)) throw new RangeError(`scores must be finite numbers, not ${score}`);
    if (score > best) best = score;
  }
  const powers = scores.map((score) => Math.exp((score - best) / temperature));
  const sum = powers.reduce((total, power) => total + power, 0);
  return powers.map((power) => power / sum);
}
