import { requireFinite, requireNonNegative, requirePositive } from '../numerics/guards.js';
import { logistic } from '../numerics/logistic.js';

/** What is known of a learner's ability or of an item's difficulty, on the logit scale. Plain, to be stored. */
export interface Rating {
  readonly mean: number;
  /** Squared standard error, above 0. */
  readonly variance: number;
}

/** How sharp the item is, and how fast the two sides change. */
export interface RatingOptions {
  /** a of the item, above 0; 1 when absent (Rasch). */
  readonly discrimination?: number;
  /** Added to the learner's variance before the answer: how much an ability drifts from one answer to the next. */
  readonly learnerDrift?: number;
  /** Added to the item's variance. */
  readonly itemDrift?: number;
}

/** Both sides after an answer. */
export interface RatedAnswer {
  readonly learner: Rating;
  readonly item: Rating;
  /** The chance given to a right answer before it came, in (0, 1). */
  readonly expected: number;
}

/** A learner before any answer: standard normal. */
export const NEW_LEARNER: Rating = { mean: 0, variance: 1 };
/** An item before any answer: difficulties are a little wider than abilities. */
export const NEW_ITEM: Rating = { mean: 0, variance: 2 };

/**
 * Ratings of learner and item after one answer, in place of a re-calibration (Glicko with one game a period, Glickman
 * 1999, eq. 9-12, on the logit scale; the Elo rating when variances are held fixed):
 *
 *   g(v) = 1 / sqrt(1 + 3 a^2 v / pi^2)            the doubt about the other flattens what an answer tells
 *   E    = logistic(a g(v_item) (learner - item))
 *   v'   = 1 / (1 / v + a^2 g^2 E (1 - E)),  mean' = mean + v' a g (score - E)
 *
 * and the mirror of it for the item. Constant time; folding the same answers in the same order gives the same bits.
 *
 * @throws RangeError when a rating or an option is out of range
 */
export function rateAnswer(learner: Rating, item: Rating, correct: boolean, options: RatingOptions = {}): RatedAnswer {
  const { discrimination = 1, learnerDrift = 0, itemDrift = 0 } = options;
  requirePositive('discrimination', discrimination);
  const who = drifted('learner', learner, learnerDrift);
  const what = drifted('item', item, itemDrift);
  const gap = discrimination * (who.mean - what.mean);
  const doubt = (variance: number): number => 1 / Math.sqrt(1 + (3 * discrimination ** 2 * variance) / Math.PI ** 2);
  const moved = ({ mean, variance }: Rating, other: Rating, sign: 1 | -1): Rating => {
    const g = discrimination * doubt(other.variance);
    const expected = logistic(doubt(other.variance) * gap);
    const after = 1 / (1 / variance + g * g * expected * (1 - expected));
    return { mean: mean + sign * after * g * (Number(correct) - expected), variance: after };
  };
  return {
    learner: moved(who, what, 1),
    item: moved(what, who, -1),
    expected: expectedScore(who, what, discrimination),
  };
}

/**
 * The chance of a right answer when both are known only so well: logistic(a g(v_learner + v_item) (learner - item)).
 *
 * @returns in (0, 1)
 * @throws RangeError when a rating or the discrimination is out of range
 */
export function expectedScore(learner: Rating, item: Rating, discrimination = 1): number {
  drifted('learner', learner, 0);
  drifted('item', item, 0);
  requirePositive('discrimination', discrimination);
  const variance = discrimination ** 2 * (learner.variance + item.variance);
  return logistic((discrimination * (learner.mean - item.mean)) / Math.sqrt(1 + (3 * variance) / Math.PI ** 2));
}

function drifted(name: string, { mean, variance }: Rating, drift: number): Rating {
  requireFinite(`${name}.mean`, mean);
  requirePositive(`${name}.variance`, variance);
  return { mean, variance: variance + requireNonNegative(`${name}Drift`, drift) };
}
