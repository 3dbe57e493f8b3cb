import type { BegunSend } from './ports.js';

/** Scores this near are the same one: an LMS rounds and rescales. Share of full marks. */
const SAME_SCORE = 0.001;

type Sent = Pick<BegunSend, 'score' | 'earlierScores'>;

/**
 * Whose grade stands in the gradebook, seen from a send of ours.
 * - `this`: the very score that is being sent
 * - `earlier`: one that we sent before, or nothing; also where both are alike, since what goes with this one may be new
 * - `theirs`: none of ours, so a person gave it
 *
 * @param held  share of full marks; null when the gradebook holds nothing
 */
export function whoseGrade(held: number | null, { score, earlierScores }: Sent): 'this' | 'earlier' | 'theirs' {
  if (held === null) return 'earlier';
  const [toThis, toEarlier] = [distance(held, [score]), distance(held, earlierScores)];
  if (Math.min(toThis, toEarlier) > SAME_SCORE) return 'theirs';
  return toThis < toEarlier ? 'this' : 'earlier';
}

/** Whether the gradebook holds the very score that is being sent, and none that left before could be meant. */
export function isOnlyThis(held: number | null, { score, earlierScores }: Sent): boolean {
  return held !== null && distance(held, [score]) <= SAME_SCORE && distance(held, earlierScores) > SAME_SCORE;
}

/**
 * Whether the LMS may have counted the attempt of a send already: an unanswered score of it stands there, or a person's
 * grade stands where it may have been.
 *
 * @param held  share of full marks; null when the gradebook holds nothing
 */
export function mayBeCounted(held: number | null, begun: Sent & Pick<BegunSend, 'unanswered'>): boolean {
  if (held === null) return false;
  return distance(held, begun.unanswered) <= SAME_SCORE || whoseGrade(held, begun) === 'theirs';
}

function distance(held: number, scores: readonly number[]): number {
  return Math.min(...scores.map((score) => Math.abs(held - score)));
}
