import { emptyProjection } from './empty-projection.js';
import { unpacked } from './packed.js';
import type { Projection } from './projection.js';

const filled = new WeakSet<object>();

/** Whether it holds more than what is stored: values that `withDefaults` put in. */
export const wasFilled = (profile: Projection): boolean => filled.has(profile);

/**
 * A stored profile as everybody reads it: histories as lists, and empty values in the place of what a profile of an older
 * version of Attune lacks.
 */
export function withDefaults<T extends Projection>(stored: T): T {
  const skills = unpacked(stored.skill_profile);
  if ((stored as Partial<Projection>).controls !== undefined) {
    return skills === stored.skill_profile ? stored : { ...stored, skill_profile: skills };
  }
  const empty = emptyProjection();
  const { behavioral_metrics: behaviour, learning_style: style, goals } = stored;
  const levels = Object.entries(skills.current_levels ?? {}).map(([skill, level]) => [
    skill,
    { ...level, recent: level.recent ?? [], reviews: level.reviews ?? [] },
  ]);
  const whole = {
    ...stored,
    skill_profile: { ...empty.skill_profile, ...skills, current_levels: Object.fromEntries(levels) },
    learning_style: { ...empty.learning_style, ...style },
    behavioral_metrics: { ...empty.behavioral_metrics, ...behaviour },
    goals: goals !== null && Object.keys(goals).length > 0 ? goals : null,
    controls: empty.controls,
  };
  filled.add(whole);
  return whole;
}
