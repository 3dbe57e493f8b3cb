import { requireNonNegative, requirePositive, requireProbability } from '../numerics/guards.js';
import type { AbilityPrior } from './eap.js';
import { NEW_ITEM } from './online-rating.js';

/** An item that could be asked, and what its earlier answers were like. */
export interface AskableItem {
  readonly discrimination: number;
  readonly difficulty: number;
  /** Answers that its difficulty rests on, at least 0. */
  readonly answers: number;
  /** Share of them that were right, in [0, 1]; not read while there are none. */
  readonly share?: number;
}

/** What one answer is expected to teach, in nats. */
export interface InformationGain {
  /** About the learner's ability. */
  readonly learner: number;
  /** About the item's difficulty. */
  readonly item: number;
}

/**
 * Expected information of one answer about learner and item (Lindley 1956), to the second order around the means, as
 * for a normal belief (D-optimality: Chaloner & Verdinelli 1995):
 *
 *   gain = 1/2 ln(1 + a^2 p (1 - p) v),   p = logistic(a (ability - difficulty))
 *
 * with v the variance of the ability for the learner, and for the item that of its difficulty,
 * 1 / (1/v0 + n a^2 s (1 - s)), s the share of right answers among its n (one of each added).
 *
 * @throws RangeError when a number is out of range
 */
export function informationGain(ability: AbilityPrior, item: AskableItem): InformationGain {
  const { discrimination, difficulty, answers, share = 0.5 } = item;
  requirePositive('discrimination', discrimination);
  requirePositive('sd', ability.sd);
  requireNonNegative('answers', answers);
  requireProbability('share', share);
  const p = 1 / (1 + Math.exp(-discrimination * (ability.mean - difficulty)));
  const sharp = discrimination * discrimination;
  const smoothed = (answers * share + 1) / (answers + 2);
  const doubt = 1 / (1 / NEW_ITEM.variance + answers * sharp * smoothed * (1 - smoothed));
  const gain = (variance: number): number => Math.log1p(sharp * p * (1 - p) * variance) / 2;
  return { learner: gain(ability.sd * ability.sd), item: gain(doubt) };
}
