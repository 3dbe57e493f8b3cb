import { requireProbability } from '../numerics/guards.js';

/**
 * The score of an adaptive assignment: the mean over its skills of min(1, known / target).
 *
 * It is 1 exactly when every skill has reached the target, and knowing more than the target of one skill does not
 * make up for another. The skills are added in the order of their names, so that a rebuilt profile gives the same
 * score to the last bit.
 *
 * @param knownBySkill  P(known) of every assigned skill
 * @param target        the mastery to reach, in (0, 1]
 * @returns             the score, in [0, 1]
 * @throws RangeError when no skill is assigned or a number is out of range
 */
export function assignmentScore(knownBySkill: Readonly<Record<string, number>>, target: number): number {
  requireProbability('target', target);
  if (target === 0) throw new RangeError('target must be above 0');
  const skills = Object.keys(knownBySkill).sort();
  if (skills.length === 0) throw new RangeError('knownBySkill must not be empty');
  const sum = skills.reduce((total, skill) => {
    return total + Math.min(1, requireProbability(`known of ${skill}`, knownBySkill[skill] ?? Number.NaN) / target);
  }, 0);
  return sum / skills.length;
}
