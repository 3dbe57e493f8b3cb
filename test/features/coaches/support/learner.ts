import { emptyProjection, type Projection, type SkillLevel } from '../../../../src/features/learners/index.js';

export const NOW = new Date('2086-03-04T10:00:00.000Z');
export const ago = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000);
/** In minutes. */
export const DAY = 24 * 60;

export function level(changes: Partial<SkillLevel> = {}): SkillLevel {
  return { known: 0.5, evidence: 4, answers: 4, correct: 2, last_at: ago(1), recent: [], reviews: [], ...changes };
}

/** Somebody in the middle of the course about whom nothing is remarkable. */
export function learner(change: (profile: Projection) => void = () => undefined): Projection {
  const profile = emptyProjection();
  profile.skill_profile.current_levels = { counting: level() };
  Object.assign(profile.behavioral_metrics, {
    answers: 4,
    correct: 2,
    seconds: 160,
    last_active_at: ago(1),
    sessions: [{ started_at: ago(10), last_at: ago(1), answers: 4, correct: 2, seconds: 160 }],
  });
  change(profile);
  return profile;
}
