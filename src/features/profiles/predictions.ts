import { timeToLevel } from '../../engine/forecasting/first-passage.js';
import { DEFAULT_TREND } from '../../engine/forecasting/mastery-trend.js';
import { DEFAULT_MEMORY_MODEL, recallChance } from '../../engine/memory/memory-model.js';
import { type MemoryTrace, recordReview } from '../../engine/memory/memory-trace.js';
import { seededRandom } from '../../engine/numerics/random.js';
import { probabilityCorrect } from '../../engine/tracing/bkt.js';
import { skillMastery } from '../../engine/tracing/mastery.js';
import { goalsInUse, levelOf, MASTERED, type Projection, type Review } from '../learners/index.js';
import { FORMULAS } from './formulas.js';
import { type Measure, measured } from './measure.js';
import type { SkillPrediction } from './schema.js';
import { type Subject, skillsOf } from './skills.js';
import { DAY_MS, dateOfDay, foretell, type Trend, trendOfSkill } from './trends.js';

const AHEAD = [7, 28] as const;
const PASSAGE = { horizon: 120, step: 2, courses: 200, share: 0.8 };

/** Where a goal that the learner set applies to a skill, else mastery. */
export function targetOf(profile: Projection, skill: string): number {
  const goals = goalsInUse(profile);
  if (!goals) return MASTERED;
  const { priority_areas: areas, target_skill_level: target } = goals;
  return areas.length === 0 || areas.includes(skill) ? target : MASTERED;
}

/** What to expect of each skill: now, in a week, in four, and when its target is reached. */
export function predictSkills(subject: Subject, seed: string): SkillPrediction[] {
  const { profile, now } = subject;
  return skillsOf(subject).map(({ id: skill, title }) => {
    const trend = trendOfSkill(profile, skill, now);
    const target = targetOf(profile, skill);
    const level = levelOf(profile, skill);
    const reached = level !== undefined && skillMastery(level.known, level.evidence).enough && level.known >= target;
    return {
      skill,
      title,
      ...rightNow(subject, skill),
      mastery: foretell(trend, AHEAD, profile.controls),
      target,
      reached,
      ...reachOf(profile, trend, { target, reached, seed: `${seed}:${skill}` }),
    };
  });
}

function rightNow(
  { profile, catalogue, memory, now }: Subject,
  skill: string,
): Pick<SkillPrediction, 'right_now' | 'recall'> {
  const { controls } = profile;
  const level = levelOf(profile, skill);
  const parameters = catalogue?.skill(skill)?.parameters;
  if (!level || !parameters) {
    const evidence = level?.evidence ?? 0;
    return { right_now: measured(FORMULAS.rightNow, { value: null, evidence }, controls), recall: null };
  }
  const recall = controls.signals_off.includes('forgetting') ? null : recallOf(level.reviews, now, memory);
  const chance = (known: number) => probabilityCorrect(known * (recall ?? 1), parameters);
  const { known, low, high, evidence } = skillMastery(level.known, level.evidence);
  const given = { value: chance(known), low: chance(low), high: chance(high), evidence };
  return { right_now: measured(FORMULAS.rightNow, given, controls), recall };
}

/** Chance that what was known at the last review is not forgotten; null before the first. */
export function recallOf(reviews: readonly Review[], now: Date, model = DEFAULT_MEMORY_MODEL): number | null {
  let trace: MemoryTrace | null = null;
  let last: Date | null = null;
  for (const { at, rating } of reviews) {
    trace = recordReview(trace, last ? (at.getTime() - last.getTime()) / DAY_MS : 0, rating, model);
    last = at;
  }
  if (!trace || !last) return null;
  return recallChance(trace, Math.max(0, now.getTime() - last.getTime()) / DAY_MS, model);
}

function reachOf(
  { controls }: Projection,
  { points, state, today }: Trend,
  { target, reached, seed }: { target: number; reached: boolean; seed: string },
): Pick<SkillPrediction, 'reach' | 'reach_at'> {
  const say = (value: number | null): Measure => measured(FORMULAS.reach, { value, evidence: points.length }, controls);
  if (reached) return { reach: say(1), reach_at: null };
  if (!state || say(0).value === null) return { reach: say(null), reach_at: null };
  const { chance, median, low, high } = timeToLevel(state, target, DEFAULT_TREND, seededRandom(seed), PASSAGE);
  const at = (days: number | null) => (days === null ? null : dateOfDay(today + Math.ceil(days)).toISOString());
  return { reach: say(chance), reach_at: { median: at(median), low: at(low), high: at(high) } };
}
