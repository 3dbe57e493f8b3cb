import { requireNonNegative, requirePositive, requireProbability } from '../numerics/guards.js';

/**
 * How surprising an item is, in bits: -log2 of the share of learners who took it (self-information; Zhou et al. 2010),
 * with one more learner in both counts' place so that what nobody took is finite.
 *
 * @param learners  who took it
 * @param all       learners in all, at least `learners`
 * @throws RangeError when a count is out of range
 */
export function novelty(learners: number, all: number): number {
  requireNonNegative('learners', learners);
  if (!(all >= learners)) throw new RangeError(`all must be at least learners, not ${all}`);
  return Math.log2((all + 1) / (learners + 1));
}

/** How fast showing something tires, and how fast that fades. */
export interface FatigueOptions {
  /** Share of its worth that something loses by having been shown just now and left; 0.3 unless told otherwise. */
  readonly perShowing?: number;
  /** Days until half of that has come back; 3 unless told otherwise. */
  readonly halfLifeDays?: number;
}

/**
 * What is left of the worth of something that was shown and not taken, in (0, 1]:
 *
 *   product over showings of (1 - perShowing 2^(-days ago / half-life))
 *
 * so each showing tires and each tiredness fades (the form of discounting in Ma et al. 2016, with exponential decay).
 *
 * @param daysAgo  of each showing
 * @throws RangeError when a number is out of range
 */
export function fatigue(daysAgo: readonly number[], options: FatigueOptions = {}): number {
  const { perShowing = 0.3, halfLifeDays = 3 } = options;
  requireProbability('perShowing', perShowing);
  requirePositive('halfLifeDays', halfLifeDays);
  return daysAgo.reduce(
    (left, days) => left * (1 - perShowing * 2 ** (-requireNonNegative('daysAgo', days) / halfLifeDays)),
    1,
  );
}
