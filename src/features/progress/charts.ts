import {
  type BarChart,
  barChart,
  type LevelOfDay,
  latestWeeks,
  type MasteryChart,
  masteryChart,
  type SkillMap,
  skillMap,
} from '../../charts/index.js';
import { skillMastery } from '../../engine/tracing/mastery.js';
import { FACT_METRICS, levelOf, type TrailStep } from '../learners/index.js';
import { type Analysed, knownMeasure, targetOf, type UserProfileAnalyzer } from '../profiles/index.js';
import type { ReviewPlan } from '../reviews/index.js';

const DAY_MS = 86_400_000;
const WEEKS = 12;
/** Every so many bars one names its day: so the names fit beside each other on a narrow screen. */
const DAYS_APART = 5;
const WEEKS_APART = 4;

/** The skills of the course with where the learner stands, for `charts/skill-map`. */
export function skillMapOf({ profile, catalogue }: Pick<Analysed, 'profile' | 'catalogue'>): SkillMap {
  return skillMap(
    (catalogue?.skills ?? []).map(({ id, title, prerequisites }) => {
      const { value } = knownMeasure(profile, id);
      const reached = value !== null && value >= targetOf(profile, id);
      const state = reached ? 'reached' : levelOf(profile, id) ? 'begun' : 'new';
      return { id, title, needs: prerequisites.map(({ skill }) => skill), known: value, state };
    }),
  );
}

type Forecast = ReturnType<UserProfileAnalyzer['progress']>['overall']['forecast'];

function expectedOf(forecast: Forecast): LevelOfDay[] {
  return forecast.flatMap(({ at, known: { value, low, high } }) =>
    value === null ? [] : [{ at: new Date(at), known: value, low, high }],
  );
}

/** One skill over time: where it stood at the end of each day, and how sure that was by what was known then. */
export function masteryOfSkill(
  { profile, now }: Analysed,
  {
    skill,
    trail,
    forecast,
  }: { readonly skill: string; readonly trail: readonly TrailStep[]; readonly forecast: Forecast },
): MasteryChart | null {
  const days = new Map<number, LevelOfDay>();
  for (const { fact, after } of trail) {
    const level = after ?? levelAfresh(fact);
    if (!level) continue;
    const { known, low, high } = skillMastery(level.known, level.evidence);
    // A fact that came late moves the newest day, since it is what is known now.
    const day = Math.max(Math.floor(fact.timestamp.getTime() / DAY_MS), ...days.keys());
    days.set(day, { at: new Date(day * DAY_MS), known, low, high });
  }
  return masteryChart({
    points: [...days.values()],
    forecast: expectedOf(forecast),
    target: targetOf(profile, skill),
    now,
  });
}

/** A skill that was started afresh is where everybody starts. */
function levelAfresh({ interaction_type: type, performance_metrics }: TrailStep['fact']) {
  if (type !== 'skill-reset') return null;
  return { known: FACT_METRICS[type].parse(performance_metrics).prior, evidence: 0 };
}

/** The mean over the practised skills; how sure it is, is said of what is expected alone. */
export function masteryOfAll(
  { now }: Analysed,
  { points, forecast }: { readonly points: readonly { day: string; known: number }[]; readonly forecast: Forecast },
): MasteryChart | null {
  return masteryChart({
    points: points.map(({ day, known }) => ({ at: new Date(day), known, low: null, high: null })),
    forecast: expectedOf(forecast),
    target: null,
    now,
  });
}

/** Reviews on the coming days, for `charts/review-forecast`; null when there are none. */
export function reviewForecastOf({ load }: Pick<ReviewPlan, 'load'>, now: Date): BarChart | null {
  const today = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const days = load.map((value, index) => ({ at: new Date(today + index * DAY_MS), value }));
  return days.some(({ value }) => value > 0) ? barChart(days, { labelled: DAYS_APART }) : null;
}

/** Minutes of work in each of the latest weeks, for `charts/study-weeks`; null when there were none. */
export function studyWeeksOf({ profile, now }: Pick<Analysed, 'profile' | 'now'>): BarChart | null {
  const known = profile.behavioral_metrics.weeks.map(({ week, seconds }) => ({
    at: new Date(week),
    value: Math.round(seconds / 60),
  }));
  const weeks = latestWeeks(known, { now, count: WEEKS });
  return weeks.some(({ value }) => value > 0) ? barChart(weeks, { labelled: WEEKS_APART }) : null;
}
