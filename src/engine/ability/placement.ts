import KNN from 'ml-knn';
import { requireFinite, requireProbability, requireWhole } from '../numerics/guards.js';
import type { AbilityPrior } from './eap.js';

/** Where a learner stands among the learners of a course: the lower, middle or upper third. */
export type Segment = 'beginning' | 'building' | 'strong';

/** What the first five answers look like from outside. */
export interface FirstAnswers {
  /** Share of right answers, in [0, 1]. */
  readonly shareCorrect: number;
  /** Mean difficulty of what was asked, on the ability scale. */
  readonly meanDifficulty: number;
  /** Mean natural log of the seconds per answer. */
  readonly meanLogSeconds: number;
  /** Share of answers that came after a hint, in [0, 1]. */
  readonly shareHinted: number;
}

/** An earlier learner of the same course, whose segment is known by now. */
export interface EarlierLearner {
  readonly first: FirstAnswers;
  readonly segment: Segment;
}

/** With fewer earlier learners than this a vote would be gossip; the plain prior is better. */
export const LEAST_EARLIER_LEARNERS = 30;
/** The vote asks the most recent ones only: it stays at a few milliseconds. */
const MOST_EARLIER_LEARNERS = 2000;
/** The thirds of the standard normal meet at -0.4307 and 0.4307. */
const THIRD = 0.430727299295457;
/** The mean of the upper third of the standard normal: 3 x density(0.4307) = 1.0908. */
const MEAN_OF_THIRD = 1.0908;
/** How far we follow the vote. One half: the first five answers already count as answers once. */
const TRUST = 0.5;

/**
 * The segment of a newcomer: the vote of the k earlier learners whose first five answers were most like theirs
 * (Fix & Hodges 1951; Euclidean distance after each measure is scaled to mean 0 and standard deviation 1 over the
 * earlier learners; a measure that never varies is left out). A tied vote goes to the segment that reached its
 * count first, the same one each time for the same earlier learners.
 *
 * @param earlier  earlier learners, oldest first; the last 2,000 vote
 * @param k        how many vote, at least 1
 * @returns        null while there are fewer than 30 earlier learners
 * @throws RangeError when a measure is not a number in its range or k is not a whole number from 1
 */
export function placementSegment(newcomer: FirstAnswers, earlier: readonly EarlierLearner[], k = 7): Segment | null {
  requireWhole('k', k, 1);
  const point = measures(newcomer);
  if (earlier.length < LEAST_EARLIER_LEARNERS) return null;
  const voters = earlier.slice(-MOST_EARLIER_LEARNERS);
  const points = voters.map(({ first }) => measures(first));
  const scale = standardiser(points);
  const knn = new KNN(
    points.map(scale),
    voters.map(({ segment }) => segment),
    { k: Math.min(k, voters.length) },
  );
  return knn.predict(scale(point));
}

/**
 * The prior of a segment. The middle of each third of the standard normal, followed half way, and the spread that
 * is left when a vote explains that much: sd^2 = 1 - trust^2 x (variance between the thirds, 2/3 x 1.0908^2).
 */
export function segmentPrior(segment: Segment): AbilityPrior {
  const sd = Math.sqrt(1 - TRUST ** 2 * (2 / 3) * MEAN_OF_THIRD ** 2);
  const mean = { beginning: -MEAN_OF_THIRD, building: 0, strong: MEAN_OF_THIRD }[segment] * TRUST;
  return { mean, sd };
}

/**
 * The third of the standard normal that an estimated ability falls into: the label of an earlier learner.
 *
 * @throws RangeError when the ability is not a finite number
 */
export function segmentOf(ability: number): Segment {
  requireFinite('ability', ability);
  if (ability < -THIRD) return 'beginning';
  return ability > THIRD ? 'strong' : 'building';
}

function measures({ shareCorrect, meanDifficulty, meanLogSeconds, shareHinted }: FirstAnswers): number[] {
  return [
    requireProbability('shareCorrect', shareCorrect),
    requireFinite('meanDifficulty', meanDifficulty),
    requireFinite('meanLogSeconds', meanLogSeconds),
    requireProbability('shareHinted', shareHinted),
  ];
}

/** Scales each measure by the mean and standard deviation that it has over `points`. */
function standardiser(points: readonly (readonly number[])[]): (point: readonly number[]) => number[] {
  const count = points.length;
  const width = points[0]?.length ?? 0;
  const means = new Float64Array(width);
  const variances = new Float64Array(width);
  for (const point of points) {
    for (const [index, value] of point.entries()) means[index] = (means[index] as number) + value / count;
  }
  for (const point of points) {
    for (const [index, value] of point.entries()) {
      variances[index] = (variances[index] as number) + (value - (means[index] as number)) ** 2 / count;
    }
  }
  return (point) =>
    point.map((value, index) => {
      const sd = Math.sqrt(variances[index] as number);
      return sd > 1e-9 ? (value - (means[index] as number)) / sd : 0;
    });
}
