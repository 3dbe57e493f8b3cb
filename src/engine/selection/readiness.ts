import { requireProbability } from '../numerics/guards.js';

/** A skill that comes before another; the weight in [0, 1] says how much the other one leans on it. */
export interface Prerequisite {
  readonly skill: string;
  readonly weight: number;
}

/** What is known of a skill, and the level that counts as there. */
export interface SkillLevel {
  readonly known: number;
  /** Absent: the target of the skill that asks. */
  readonly target?: number;
}

/** The prerequisite that holds a skill back. */
export interface MissingPrerequisite {
  readonly prerequisite: string;
  readonly known: number;
  readonly target: number;
}

/** From this readiness on we call a skill ready. */
export const READY = 0.6;

interface Asking {
  readonly id: string;
  readonly target: number;
  readonly prerequisites: readonly Prerequisite[];
}

/**
 * How far the prerequisites of a skill are there, in [0, 1]: each one that is missing blocks with its weight, and
 * they block independently (the leaky "noisy and" of Díez & Druzdzel 2006):
 *
 *   readiness = product over prerequisites of 1 - weight (1 - min(1, known / target))
 *
 * A skill without prerequisites has readiness 1.
 *
 * @throws RangeError when a weight is outside [0, 1] or the level of a prerequisite is not given
 */
export function readinessOf(skill: Asking, levels: ReadonlyMap<string, SkillLevel>): number {
  return skill.prerequisites.reduce((readiness, edge) => readiness * (1 - blockOf(skill, edge, levels).block), 1);
}

/** The prerequisite that blocks most, if any blocks at all. */
export function weakestPrerequisite(
  skill: Asking,
  levels: ReadonlyMap<string, SkillLevel>,
): MissingPrerequisite | undefined {
  let [most, weakest]: [number, MissingPrerequisite | undefined] = [0, undefined];
  for (const edge of skill.prerequisites) {
    const { block, known, target } = blockOf(skill, edge, levels);
    if (block > most) [most, weakest] = [block, { prerequisite: edge.skill, known, target }];
  }
  return weakest;
}

function blockOf(skill: Asking, edge: Prerequisite, levels: ReadonlyMap<string, SkillLevel>) {
  const level = levels.get(edge.skill);
  if (!level) throw new RangeError(`the level of ${edge.skill}, a prerequisite of ${skill.id}, is not given`);
  const { known, target = skill.target } = level;
  requireProbability(`weight of ${edge.skill} for ${skill.id}`, edge.weight);
  return { block: edge.weight * (1 - Math.min(1, known / target)), known, target };
}
