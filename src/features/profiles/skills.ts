import { estimate } from '../../engine/ability/eap.js';
import type { MemoryModel } from '../../engine/memory/memory-model.js';
import { skillMastery } from '../../engine/tracing/mastery.js';
import type { CatalogueView } from '../catalogue/index.js';
import { levelOf, type Projection } from '../learners/index.js';
import { FORMULAS } from './formulas.js';
import { type Measure, measured, Z80 } from './measure.js';
import type { PersonalizationProfile } from './schema.js';
import { trendOfSkill, trendOverall, velocityOf } from './trends.js';

/** What the numbers of a learner are made from. */
export interface Subject {
  readonly profile: Projection;
  /** Null while the course is bound to none. */
  readonly catalogue: CatalogueView | null;
  /** How memory fades here; untrained when absent. */
  readonly memory?: MemoryModel;
  readonly now: Date;
}

/** The skills of the course in its order, then those that were practised and are in the course no more. */
export function skillsOf({
  profile,
  catalogue,
}: Pick<Subject, 'profile' | 'catalogue'>): { id: string; title: string }[] {
  const ours = (catalogue?.skills ?? []).map(({ id, title }) => ({ id, title }));
  const known = new Set(ours.map(({ id }) => id));
  const others = Object.keys(profile.skill_profile.current_levels).filter((id) => !known.has(id));
  return [...ours, ...others.map((id) => ({ id, title: titleOf(catalogue, id) }))];
}

export const titleOf = (catalogue: CatalogueView | null, skill: string): string =>
  catalogue?.skillTitle(skill) ?? skill;

export function knownMeasure(profile: Projection, skill: string): Measure {
  const level = levelOf(profile, skill);
  if (!level) return measured(FORMULAS.known, { value: null, evidence: 0 }, profile.controls);
  const { known, low, high, evidence } = skillMastery(level.known, level.evidence);
  return measured(FORMULAS.known, { value: known, low, high, evidence }, profile.controls);
}

export function skillProfileOf(subject: Subject): PersonalizationProfile['skillProfile'] {
  const { profile, catalogue, now } = subject;
  const { skill_profile: stored, behavioral_metrics: behaviour, controls } = profile;
  const skills = skillsOf(subject);
  const practised = skills.filter(({ id }) => levelOf(profile, id));
  const { mean, sd } = estimate(stored.ability);
  const ability = { value: mean, low: mean - Z80 * sd, high: mean + Z80 * sd, evidence: behaviour.answers };
  return {
    current_levels: Object.fromEntries(skills.map(({ id, title }) => [id, levelView(profile, id, title)])),
    improvement_trajectory: practised.map(({ id: skill, title }) => {
      const trend = trendOfSkill(profile, skill, now);
      return { skill, title, points: [...trend.points], velocity: velocityOf(trend, controls) };
    }),
    weak_areas: stored.weak_areas.map((skill) => ({
      skill,
      title: titleOf(catalogue, skill),
      known: knownMeasure(profile, skill),
    })),
    mastered_concepts: [...stored.mastered_concepts],
    learning_velocity: velocityOf(trendOverall(profile, now), controls),
    ability: measured(FORMULAS.ability, ability, controls),
    misconceptions: Object.entries(stored.misconceptions)
      .sort(([, a], [, b]) => b.last_at.getTime() - a.last_at.getTime())
      .map(([key, { skill, times, last_at, right_since }]) => ({
        key,
        skill,
        times,
        last_at: last_at.toISOString(),
        right_since,
      })),
  };
}

function levelView(profile: Projection, skill: string, title: string) {
  const level = levelOf(profile, skill);
  const { answers = 0, correct = 0, last_at } = level ?? {};
  return { title, known: knownMeasure(profile, skill), answers, correct, last_at: last_at?.toISOString() ?? null };
}
