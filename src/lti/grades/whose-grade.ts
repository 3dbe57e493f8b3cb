import type { BegunSend } from './ports.js';

/** Scores this near are the same one: an LMS rounds and rescales. Share of full marks. */
const SAME_SCORE = 0.001;

/**
 * Whose grade stands in the gradebook, seen from a send of ours.
 * - `this`: the very score that is being sent
 * - `earlier`: one that we sent before, or nothing
 * - `theirs`: none of ours, so a person gave it
 *
 * @param held  share of full marks; null when the gradebook holds nothing
 */
export function whoseGrade(
  held: number | null,
  { score, earlierScores }: Pick<BegunSend, 'score' | 'earlierScores'>,
): 'this' | 'earlier' | 'theirs' {
  if (held === null) return 'earlier';
  const distance = Math.abs(held - score);
  const toEarlier = Math.min(...earlierScores.map((earlier) => Math.abs(held - earlier)));
  if (Math.min(distance, toEarlier) > SAME_SCORE) return 'theirs';
  return distance <= toEarlier ? 'this' : 'earlier';
}
