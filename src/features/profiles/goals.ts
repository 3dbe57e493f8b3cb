import { answersNeeded } from '../../engine/forecasting/answers-needed.js';
import { estimateCompletion } from '../../engine/forecasting/completion-date.js';
import { seededRandom } from '../../engine/numerics/random.js';
import { goalsInUse, isInUse, levelOf, type Projection, sessionsInUse } from '../learners/index.js';
import { FORMULAS } from './formulas.js';
import { measured } from './measure.js';
import { targetOf } from './predictions.js';
import type { GoalProgress, PersonalizationProfile } from './schema.js';
import { knownMeasure, type Subject, skillsOf } from './skills.js';
import { dateOfDay, dayNumber } from './trends.js';

const RECENT_DAYS = 28;
const DRAWS = 200;
/** Seconds of an answer before there are ten of the learner's own, and while habits are switched off. */
const USUAL_SECONDS = 60;
const EVERY_DAY = [true, true, true, true, true, true, true] as const;
/** A quarter of an hour a day, give or take as much again: worth five days. */
const PACE = { mean: 15, deviation: 15, days: 5 };
const QUANTILES = 20;

export function goalsView({ goals }: Projection): PersonalizationProfile['goals'] {
  if (!goals) return null;
  const { target_skill_level, timeline, priority_areas, motivation_type, set_at } = goals;
  const areas = [...priority_areas];
  return { target_skill_level, timeline, priority_areas: areas, motivation_type, set_at: set_at.toISOString() };
}

/** How far a goal is reached, what is left, and when it will be done. Without a goal: the same for mastery of everything. */
export function goalProgressOf(subject: Subject, seed: string): GoalProgress {
  const { profile, now } = subject;
  const { controls } = profile;
  const areas = goalsInUse(profile)?.priority_areas ?? [];
  const skills = skillsOf(subject)
    .filter(({ id }) => areas.length === 0 || areas.includes(id))
    .map(({ id, title }) => {
      const known = knownMeasure(profile, id);
      const target = targetOf(profile, id);
      return { skill: id, title, known, target, reached: known.value !== null && known.value >= target };
    });
  const sure = skills.filter(({ known }) => known.value !== null);
  const mastery = skills.reduce((sum, { known, target }) => sum + Math.min(1, (known.value ?? 0) / target), 0);
  const minutes = minutesLeft(subject, skills);
  const completion = minutes === null ? null : completionOf(profile, minutes, now, seed);
  return {
    goals: goalsView(profile),
    skills: skills.map(({ target: _, ...view }) => view),
    reached: skills.filter(({ reached }) => reached).length,
    total: skills.length,
    mastery: measured(
      FORMULAS.goalMastery,
      { value: skills.length > 0 ? mastery / skills.length : null, evidence: sure.length },
      controls,
    ),
    minutes_left: minutes,
    expected_at: completion?.expected ?? null,
    on_time: measured(
      FORMULAS.onTime,
      { value: completion?.onTime ?? null, evidence: workedDays(profile, now).filter((each) => each > 0).length },
      controls,
    ),
  };
}

/** Expected minutes of practice until every skill has reached its target. */
function minutesLeft(
  { profile, catalogue }: Subject,
  skills: readonly { skill: string; target: number; reached: boolean }[],
): number | null {
  const { answers, seconds } = profile.behavioral_metrics;
  const each = answers >= 10 && isInUse(profile, 'habits') ? seconds / answers : USUAL_SECONDS;
  let sum = 0;
  for (const { skill, target, reached } of skills) {
    const parameters = catalogue?.skill(skill)?.parameters;
    if (reached || !parameters) continue;
    const level = levelOf(profile, skill);
    // A target of 1 is never quite reached; a hair below it is.
    const goal = Math.min(target, 0.999);
    sum += Math.max(1, answersNeeded(level?.known ?? parameters.prior, goal, parameters.learn));
  }
  return Number.isFinite(sum) ? (sum * each) / 60 : null;
}

/** Minutes of each of the latest 28 days that are over, from the first day of work on. */
function workedDays(profile: Projection, now: Date): number[] {
  const sessions = sessionsInUse(profile);
  const today = dayNumber(now);
  const first = sessions[0] ? dayNumber(sessions[0].started_at) : today;
  const from = Math.max(first, today - RECENT_DAYS);
  const minutes = Array.from({ length: Math.max(0, today - from) }, () => 0);
  for (const { started_at, seconds } of sessions) {
    const index = dayNumber(started_at) - from;
    if (index >= 0 && index < minutes.length) minutes[index] = (minutes[index] as number) + seconds / 60;
  }
  return minutes;
}

function completionOf(profile: Projection, remaining: number, now: Date, seed: string) {
  const today = dayNumber(now);
  const question = { remaining, done: workedDays(profile, now), prior: PACE, today, weekdays: EVERY_DAY };
  const estimate = (share: number) =>
    estimateCompletion(question, seededRandom(seed), { share, courses: DRAWS, horizon: 730 });
  const { median, low, high } = estimate(0.8);
  const at = (day: number | null) => (day === null ? null : dateOfDay(day).toISOString());
  const timeline = goalsInUse(profile)?.timeline;
  const due = timeline ? dayNumber(timeline) : null;
  return {
    expected: { median: at(median), low: at(low), high: at(high) },
    onTime: due === null ? null : chanceBy(due, estimate),
  };
}

/** The share of drawn dates up to a day, from twenty quantiles of one and the same draw. */
function chanceBy(due: number, estimate: (share: number) => { low: number | null; high: number | null }): number {
  let within = 0;
  for (let index = 0; index < QUANTILES; index += 1) {
    const quantile = (index + 0.5) / QUANTILES;
    // The interval of share |1 - 2q| has the quantile q as one of its ends.
    const { low, high } = estimate(Math.max(1e-6, Math.abs(1 - 2 * quantile)));
    const day = quantile < 0.5 ? low : high;
    if (day !== null && day <= due) within += 1;
  }
  return within / QUANTILES;
}
