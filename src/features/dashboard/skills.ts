import type { CatalogueView } from '../catalogue/index.js';
import { levelOf, type ProfileDocument } from '../learners/index.js';
import { overviewOf, type SkillOverview, type SkillProgress, skillProgressOf } from '../practice/index.js';
import { targetOf } from '../profiles/index.js';

/** Where a learner stands, as the SkillProgressOverview shows it. */
export interface SkillsView {
  readonly overview: SkillOverview;
  /** The practised skills, the latest practice first. */
  readonly skills: readonly SkillProgress[];
  /** Titles of what has not been practised yet, in the order of the course. */
  readonly untouched: readonly string[];
}

export function skillsViewOf(profile: ProfileDocument, catalogue: CatalogueView): SkillsView {
  const lastAt = (skill: string): number => levelOf(profile, skill)?.last_at.getTime() ?? 0;
  const practised = catalogue.skills.filter(({ id }) => levelOf(profile, id));
  return {
    overview: overviewOf({ profile, catalogue }),
    skills: practised
      .toSorted((a, b) => lastAt(b.id) - lastAt(a.id))
      .map(({ id }) => skillProgressOf({ profile, catalogue }, id, targetOf(profile, id))),
    untouched: catalogue.skills.filter(({ id }) => !levelOf(profile, id)).map(({ title }) => title),
  };
}
