import { requireNonNegative, requirePositive, requireProbability } from '../numerics/guards.js';
import { type MissingPrerequisite, readinessOf } from '../selection/readiness.js';
import type { ProfileSkill, SuggestInput } from './suggestion.js';

/** A prerequisite this far below its target, as a share of it, is missing. */
const THERE = 0.7;

/** The profile, ready to be asked about content. */
export interface CourseView {
  skill(id: string): ProfileSkill;
  /** Mean gap below target over the skills, each as a share of its target. */
  gap(skills: readonly string[]): number;
  /** The least ready of the skills; prerequisites among the skills themselves do not count. */
  readiness(skills: readonly string[]): number;
  /** Prerequisites of the skills that are missing, the weakest first; those among the skills do not count. */
  missing(skills: readonly string[]): readonly (MissingPrerequisite & { readonly skill: string })[];
  /** How many skills lean on this one. */
  dependents(id: string): number;
}

/**
 * @throws RangeError when a number of the profile is out of range, a skill comes twice, or (when asked about) a skill
 *   is not in the profile
 */
export function viewCourse({ skills }: Pick<SuggestInput, 'skills'>): CourseView {
  const byId = new Map<string, ProfileSkill>();
  const dependents = new Map<string, number>();
  for (const skill of skills) {
    check(skill);
    if (byId.has(skill.id)) throw new RangeError(`skills must differ, but ${skill.id} comes twice`);
    byId.set(skill.id, skill);
    for (const edge of skill.prerequisites) dependents.set(edge.skill, (dependents.get(edge.skill) ?? 0) + 1);
  }
  const skill = (id: string) => {
    const found = byId.get(id);
    if (!found) throw new RangeError(`${id} is not a skill of the profile`);
    return found;
  };
  /** A skill with only the prerequisites that come from outside the content. */
  const fromOutside = (id: string, content: readonly string[]): ProfileSkill => {
    const one = skill(id);
    return { ...one, prerequisites: one.prerequisites.filter((edge) => !content.includes(edge.skill)) };
  };
  return {
    skill,
    gap: (content) => mean(content.map((id) => gapOf(skill(id)))),
    readiness: (content) => Math.min(1, ...content.map((id) => readinessOf(fromOutside(id, content), byId))),
    missing: (content) =>
      content
        .flatMap((id) => fromOutside(id, content).prerequisites.map((edge) => ({ id, before: skill(edge.skill) })))
        .filter(({ before }) => before.known < THERE * before.target)
        .sort((a, b) => a.before.known / a.before.target - b.before.known / b.before.target)
        .map(({ id, before: { id: prerequisite, known, target } }) => ({ skill: id, prerequisite, known, target })),
    dependents: (id) => dependents.get(id) ?? 0,
  };
}

/** How far a skill is below its target, as a share of it, in [0, 1]. */
export function gapOf({ known, target }: Pick<ProfileSkill, 'known' | 'target'>): number {
  return Math.max(0, target - known) / target;
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}

function check({ id, known, evidence, target, daysSinceLastAnswer = 0 }: ProfileSkill): void {
  requireProbability(`known of ${id}`, known);
  requireProbability(`target of ${id}`, requirePositive(`target of ${id}`, target));
  requireNonNegative(`evidence of ${id}`, evidence);
  requireNonNegative(`daysSinceLastAnswer of ${id}`, daysSinceLastAnswer);
}
