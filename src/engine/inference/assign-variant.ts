import { requireNonNegative } from '../numerics/guards.js';
import { seededRandom } from '../numerics/random.js';

/**
 * The variant of an experiment to which a learner falls: a number in [0, 1), hashed from salt and learner, is laid on the
 * variants side by side, each as wide as its share of the weights. So shares are exact up to the rounding of a double,
 * the same learner falls to the same variant, and experiments with other salts are independent.
 *
 * @param salt     of the experiment
 * @param learner  id that never changes
 * @param weights  at least 0, with one above 0
 * @returns        index of the variant; one of weight 0 is never drawn
 * @throws RangeError when a weight is negative or not finite, or none is above 0
 */
export function assignVariant(salt: string, learner: string, weights: readonly number[]): number {
  const sum = weights.reduce((total, weight, index) => total + requireNonNegative(`weights[${index}]`, weight), 0);
  const last = weights.findLastIndex((weight) => weight > 0);
  if (last < 0) throw new RangeError('weights must have one above 0');
  // Salt and learner may hold any character, so their lengths keep two pairs with one text apart.
  const at = seededRandom(`${salt.length}:${salt}:${learner}`).next() * sum;
  let end = 0;
  for (const [index, weight] of weights.entries()) {
    end += weight;
    if (at < end) return index;
  }
  return last;
}
