import type { CatalogueView } from '../catalogue/index.js';

/** A skill to choose, with what comes before it. */
export interface SkillChoice {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  readonly needs: readonly string[];
}

export interface SkillGroup {
  /** How many skills stand before these in the longest row: 0 needs nothing. */
  readonly depth: number;
  readonly skills: readonly SkillChoice[];
}

/** A prerequisite that counts for at least this much comes first, as in paths. */
const STRONG = 0.5;

/** The skills that can be asked about, by how much stands before them. */
export function skillGroups(catalogue: CatalogueView): SkillGroup[] {
  const depths = depthsOf(catalogue);
  const groups = new Map<number, SkillChoice[]>();
  for (const { id, title, description, prerequisites } of catalogue.skills) {
    if (catalogue.itemsOn(id).length === 0) continue;
    const depth = depths.get(id) ?? 0;
    const needs = prerequisites.filter(isStrong).map(({ skill }) => catalogue.skillTitle(skill));
    groups.set(depth, [...(groups.get(depth) ?? []), { id, title, description, needs }]);
  }
  return [...groups].sort(([a], [b]) => a - b).map(([depth, skills]) => ({ depth, skills }));
}

const isStrong = ({ weight }: { readonly weight: number }): boolean => weight >= STRONG;

/** The graph has no cycle, as the import sees to; each skill is looked at once. */
function depthsOf(catalogue: CatalogueView): Map<string, number> {
  const depths = new Map<string, number>();
  const depthOf = (id: string): number => {
    const known = depths.get(id);
    if (known !== undefined) return known;
    const before = (catalogue.skill(id)?.prerequisites ?? []).filter(isStrong).map(({ skill }) => depthOf(skill) + 1);
    const depth = Math.max(0, ...before);
    depths.set(id, depth);
    return depth;
  };
  for (const { id } of catalogue.skills) depthOf(id);
  return depths;
}
