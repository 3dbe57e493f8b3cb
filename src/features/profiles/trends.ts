import {
  advanceTrend,
  DEFAULT_TREND,
  foldTrend,
  foretellTrajectory,
  learningVelocity,
  startTrend,
  type TrendState,
} from '../../engine/forecasting/mastery-trend.js';
import { type Controls, levelOf, type Projection } from '../learners/index.js';
import { FORMULAS } from './formulas.js';
import { type Measure, measured, Z80 } from './measure.js';

export const DAY_MS = 86_400_000;
export const FORETOLD_DAYS = [7, 14, 28] as const;

export interface Point {
  readonly day: string;
  readonly known: number;
}

/** A sequence of levels with the trend that runs through it, carried to today. */
export interface Trend {
  readonly points: readonly Point[];
  /** Null before the first point. */
  readonly state: TrendState | null;
  readonly today: number;
}

export const dayNumber = (day: string | Date): number => Math.floor(new Date(day).getTime() / DAY_MS);
export const dateOfDay = (day: number): Date => new Date(day * DAY_MS);

/** The trend of a skill. */
export function trendOfSkill(profile: Projection, skill: string, now: Date): Trend {
  const { trajectories } = profile.skill_profile;
  const stored = Object.hasOwn(trajectories, skill) ? (trajectories[skill] ?? []) : [];
  const level = levelOf(profile, skill);
  // A level of before trajectories were kept is at least where it stands now.
  const points = stored.length === 0 && level ? [{ day: dayText(level.last_at), known: level.known }] : stored;
  return trendThrough(points, now);
}

/** The trend of the mean over the practised skills. */
export function trendOverall({ skill_profile }: Projection, now: Date): Trend {
  return trendThrough(
    skill_profile.improvement_trajectory.map(({ day, mastery }) => ({ day, known: mastery })),
    now,
  );
}

function trendThrough(given: readonly Point[], now: Date): Trend {
  const points = given.toSorted((a, b) => (a.day < b.day ? -1 : Number(a.day > b.day)));
  const first = points[0];
  if (!first) return { points, state: null, today: dayNumber(now) };
  let state = startTrend(dayNumber(first.day));
  for (const { day, known } of points) state = foldTrend(state, { day: dayNumber(day), level: known }, DEFAULT_TREND);
  const today = Math.max(state.day, dayNumber(now));
  return { points, state: advanceTrend(state, today, DEFAULT_TREND), today };
}

export function velocityOf({ points, state }: Trend, controls: Controls): Measure {
  const given = state ? learningVelocity(state, Z80) : { value: null };
  return measured(FORMULAS.velocity, { ...given, evidence: points.length }, controls);
}

/** The level on coming days. */
export function foretell({ points, state, today }: Trend, days: readonly number[], controls: Controls) {
  const given = state
    ? foretellTrajectory(
        state,
        days.map((ahead) => today + ahead),
        DEFAULT_TREND,
        Z80,
      )
    : days.map(() => ({ value: null }));
  return days.map((ahead, index) => ({
    days: ahead,
    at: dateOfDay(today + ahead).toISOString(),
    known: measured(FORMULAS.foretold, { value: null, ...given[index], evidence: points.length }, controls),
  }));
}

const dayText = (at: Date): string => at.toISOString().slice(0, 10);
