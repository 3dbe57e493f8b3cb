import { requireProbability } from '../numerics/guards.js';
import { logit } from '../numerics/logistic.js';
import { type Prerequisite, readinessOf, type SkillLevel } from '../selection/readiness.js';

/** A lesson or a question as far as its place in a list for one learner depends on it. */
export interface OrderedContent {
  /** The skills that it is about, at least one. */
  readonly skills: readonly string[];
  /** The learner's chance of a right answer, in (0, 1); absent for what asks nothing. */
  readonly chance?: number | undefined;
  /** The learner has met it before. */
  readonly seen: boolean;
}

/** A skill as the order of content looks at it: where the learner stands, and what it leans on. */
export interface OrderedSkill extends SkillLevel {
  readonly target: number;
  readonly prerequisites: readonly Prerequisite[];
}

/** The chance of a right answer that teaches most; half the closeness is lost at this distance on the logit scale. */
const AIM = 0.7;
const LOGIT_WIDTH = 0.75;
/** What is mastered stays in the list, at its end. */
const FLOOR = 0.1;
const WORTH_OF_A_SECOND_LOOK = 0.5;

/**
 * How well content fits a learner now, in [0, 1], by which a list can be put in order:
 *
 *   fit = readiness x (0.1 + 0.9 gap) x closeness x (0.5 if it was seen)
 *   readiness = least over its skills of readinessOf;   gap = mean over them of 1 - min(1, known / target)
 *   closeness = 1 / (1 + ((logit chance - logit 0.7) / 0.75)^2), 1 for what asks nothing
 *
 * A number to sort by, no probability.
 *
 * @throws RangeError when a skill is not given, or a chance is not inside (0, 1)
 */
export function fitOf({ skills, chance, seen }: OrderedContent, levels: ReadonlyMap<string, OrderedSkill>): number {
  const known = skills.map((id) => {
    const level = levels.get(id);
    if (!level) throw new RangeError(`the level of ${id} is not given`);
    return { id, ...level };
  });
  const readiness = known.reduce((least, skill) => Math.min(least, readinessOf(skill, levels)), 1);
  const gap = known.reduce((sum, skill) => sum + 1 - Math.min(1, skill.known / skill.target), 0) / known.length;
  return readiness * (FLOOR + (1 - FLOOR) * gap) * closenessOf(chance) * (seen ? WORTH_OF_A_SECOND_LOOK : 1);
}

function closenessOf(chance: number | undefined): number {
  if (chance === undefined) return 1;
  requireProbability('chance', chance);
  if (chance === 0 || chance === 1) throw new RangeError(`chance must be inside (0, 1), not ${chance}`);
  return 1 / (1 + ((logit(chance) - logit(AIM)) / LOGIT_WIDTH) ** 2);
}
