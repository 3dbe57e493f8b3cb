import { skillMastery } from '../../engine/tracing/mastery.js';
import { levelOf } from '../learners/index.js';
import type { CurrentQuestion, LevelBefore } from './model.js';
import { type Ground, rulesOf } from './situation.js';

/** How a skill moved, with how sure we are of where it is now. */
export interface SkillMove {
  readonly title: string;
  /** Null when it was new. */
  readonly before: number | null;
  readonly after: number;
  /** 80 % interval of `after`. */
  readonly low: number;
  readonly high: number;
  /** False: too few answers to call it a level. */
  readonly enough: boolean;
  readonly reached: boolean;
}

type Standing = Pick<Ground, 'profile' | 'catalogue' | 'placement'>;

/** What the first try at the step on the screen moved; nothing before it. */
export function movesOf(standing: Standing, { before }: Pick<CurrentQuestion, 'before'>): SkillMove[] {
  return (before ?? []).flatMap((level) => moveOf(standing, level) ?? []);
}

/** @returns null for a skill that is still not practised */
export function moveOf(standing: Standing, { skill, known: before }: LevelBefore): SkillMove | null {
  const { profile, catalogue } = standing;
  const level = levelOf(profile, skill);
  if (!level) return null;
  const { known: after, low, high, enough } = skillMastery(level.known, level.evidence);
  return {
    title: catalogue.skillTitle(skill),
    before,
    after,
    low,
    high,
    enough,
    reached: enough && after >= rulesOf(standing).target,
  };
}
