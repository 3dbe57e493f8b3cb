import type { FactMetrics } from '../facts.js';
import { levelOf, type Projection } from '../projection.js';
import { dayOf, own, put } from './records.js';
import { summarise } from './summary.js';

/**
 * A skill starts afresh: its level goes back to its prior, and the wrong ideas and reviews that belong to it go. How able
 * the learner is in general stays, since it rests on all skills together. What was known stays as the floor of grades.
 */
export function foldReset(profile: Projection, { skill, prior }: FactMetrics<'skill-reset'>, at: Date): void {
  const { skill_profile: skills } = profile;
  const level = levelOf(profile, skill);
  if (!level) return;
  const known = Math.max(level.known, own(skills.afresh ?? {}, skill)?.known ?? 0);
  skills.afresh = { ...skills.afresh };
  put(skills.afresh, skill, { known, at });
  delete skills.current_levels[skill];
  for (const [idea, { skill: of }] of Object.entries(skills.misconceptions)) {
    if (of === skill) delete skills.misconceptions[idea];
  }
  const points = own(skills.trajectories, skill) ?? [];
  const day = dayOf(at);
  put(skills.trajectories, skill, [...points.filter((point) => point.day < day), { day, known: prior }]);
  summarise(profile, at);
}

/** Whoever knows a skill again as well as before they started it afresh is past that: grades follow it as always. */
export function foldCaughtUp({ skill_profile: skills }: Projection, skill: string, known: number): void {
  const before = own(skills.afresh ?? {}, skill);
  if (!before || known < before.known) return;
  const { [skill]: _, ...others } = skills.afresh ?? {};
  skills.afresh = others;
}
