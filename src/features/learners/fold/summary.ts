import { ENOUGH_EVIDENCE } from '../../../engine/tracing/mastery.js';
import type { Projection, SkillLevel } from '../projection.js';
import { dayOf, own, put } from './records.js';

/** A skill counts as known from here on, and as mastered when it is also sure; as weak below the third figure. */
export const MASTERED = 0.85;
/** So sure it must be that a skill is truly mastered; see engine/tracing/true-mastery and decision 17. */
export const SURE = 0.85;
export const WEAK = 0.5;
const TRAJECTORY_DAYS = 60;
const SKILL_DAYS = 20;

/** Brings up to date what follows from the levels, after some of them moved. */
export function summarise({ skill_profile: skills }: Projection, at: Date): void {
  const levels = Object.entries(skills.current_levels);
  const sure = levels.filter(([, level]) => level.evidence >= ENOUGH_EVIDENCE);
  skills.mastered_concepts = sure.filter(([, level]) => isMastered(level)).map(([id]) => id);
  skills.weak_areas = sure.filter(([, { known }]) => known < WEAK).map(([id]) => id);
  const day = dayOf(at);
  // Whoever started their only skill afresh has practised nothing.
  if (levels.length === 0) return;
  const mastery = levels.reduce((sum, [, { known }]) => sum + known, 0) / levels.length;
  const earlier = skills.improvement_trajectory.filter((point) => point.day !== day);
  skills.improvement_trajectory = [...earlier, { day, mastery }].slice(-TRAJECTORY_DAYS);
}

/** Known, with enough evidence, and truly so. */
export function isMastered({ known, evidence, sure = 0 }: SkillLevel): boolean {
  return evidence >= ENOUGH_EVIDENCE && known >= MASTERED && sure >= SURE;
}

/** Notes where skills stand at the end of this day. A fact that came late moves the newest point, since it is what is known now. */
export function noteLevels({ skill_profile: skills }: Projection, moved: readonly string[], at: Date): void {
  for (const skill of moved) {
    const known = own(skills.current_levels, skill)?.known;
    if (known === undefined) continue;
    const points = own(skills.trajectories, skill) ?? [];
    const last = points.at(-1);
    const day = dayOf(at);
    const moves = last !== undefined && day <= last.day;
    const next = moves ? [...points.slice(0, -1), { day: last.day, known }] : [...points, { day, known }];
    put(skills.trajectories, skill, next.slice(-SKILL_DAYS));
  }
}
