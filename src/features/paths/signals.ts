import { clamp } from '../../engine/numerics/logistic.js';
import { isInUse, type ProfileDocument, type Signal } from '../learners/index.js';
import type { PathModality, PathWishes } from './schema.js';

const DAY = 86_400_000;
const WEEK_DAYS = 7;
/** So far back do habits reach. */
export const HABIT_DAYS = 28;
/** Fewer sessions are no habit. */
const LEAST_SESSIONS = 3;
/** A newcomer gets a plan of a quarter of an hour on six days. */
const DEFAULT_WEEKLY_MINUTES = 90;
const [LEAST_WEEKLY, MOST_WEEKLY] = [20, 1_200];
/** How long a question takes by the catalogue, which says nothing of it. */
export const SECONDS_PER_QUESTION = 45;
/** Questions at that pace that are added to both sides, so that a few slow ones say little. */
const PRIOR_QUESTIONS = 20;
const [FASTEST, SLOWEST] = [0.5, 3];

/** What a path takes from a profile besides levels; a signal that the learner switched off is as if never seen. */
export interface PathSignals {
  readonly weeklyMinutes: number;
  readonly weeklyMinutesFrom: 'wish' | 'habits' | 'default';
  /** Minutes of work on each of the last days, oldest first; only days since the learner came. */
  readonly dailyMinutes: readonly number[];
  /** How long the learner takes against the catalogue, in [0.5, 3]. */
  readonly pace: number;
  readonly prefer: PathModality | null;
  readonly goals: ProfileGoals | null;
  readonly usesLevels: boolean;
  readonly usesForgetting: boolean;
  readonly paused: boolean;
}

interface ProfileGoals {
  readonly target: number;
  readonly timeline: Date | null;
  readonly priorities: readonly string[];
}

/** Reads what the learner's profile says of time, pace, form and goals. Pure. */
export function signalsOf(profile: ProfileDocument, wishes: PathWishes, now: Date): PathSignals {
  const { controls, goals, learning_style: style, behavioral_metrics: behaviour } = profile;
  const isOn = (signal: Signal): boolean => !controls.paused && isInUse(profile, signal);
  const sessions = isOn('habits') ? behaviour.sessions : [];
  const dailyMinutes = dailyMinutesOf(sessions, now);
  const own = isOn('habits') ? { answers: behaviour.answers, seconds: behaviour.seconds } : { answers: 0, seconds: 0 };
  const stated = isOn('preferences') ? (style.stated.preferred_content_type ?? null) : null;
  return {
    ...weeklyMinutesOf(wishes, sessions.length, dailyMinutes),
    dailyMinutes,
    pace: paceOf(own),
    prefer: wishes.prefer ?? MODALITY_OF[stated ?? 'mixed'],
    goals:
      goals && isOn('goals')
        ? {
            target: goals.target_skill_level,
            timeline: goals.timeline === null ? null : new Date(goals.timeline),
            priorities: goals.priority_areas,
          }
        : null,
    usesLevels: isOn('skills'),
    usesForgetting: isOn('forgetting'),
    paused: controls.paused,
  };
}

const MODALITY_OF = { visual: 'video', analytical: 'text', interactive: 'practice', mixed: null } as const;

/** (seconds taken + 20 * 45) / (45 answers + 20 * 45), within [0.5, 3]: a page left open overnight does not empty a path. */
function paceOf({ answers, seconds }: { answers: number; seconds: number }): number {
  const prior = PRIOR_QUESTIONS * SECONDS_PER_QUESTION;
  return clamp((seconds + prior) / (answers * SECONDS_PER_QUESTION + prior), FASTEST, SLOWEST);
}

function weeklyMinutesOf(wishes: PathWishes, sessions: number, daily: readonly number[]) {
  if (wishes.minutesPerWeek !== null) {
    return { weeklyMinutes: wishes.minutesPerWeek, weeklyMinutesFrom: 'wish' as const };
  }
  const minutes = daily.reduce((sum, each) => sum + each, 0);
  if (sessions < LEAST_SESSIONS || daily.length < WEEK_DAYS || minutes === 0) {
    return { weeklyMinutes: DEFAULT_WEEKLY_MINUTES, weeklyMinutesFrom: 'default' as const };
  }
  const weekly = Math.round((minutes / daily.length) * WEEK_DAYS);
  return { weeklyMinutes: clamp(weekly, LEAST_WEEKLY, MOST_WEEKLY), weeklyMinutesFrom: 'habits' as const };
}

/** Minutes on each whole day before today, from the first session on, at most four weeks back. */
function dailyMinutesOf(sessions: readonly { started_at: Date; last_at: Date; seconds: number }[], now: Date) {
  const today = Math.floor(now.getTime() / DAY);
  const first = sessions[0];
  if (!first) return [];
  const from = Math.max(today - HABIT_DAYS, Math.floor(first.started_at.getTime() / DAY));
  const days = new Array<number>(Math.max(0, today - from)).fill(0);
  for (const { started_at, last_at, seconds } of sessions) {
    const at = Math.floor(started_at.getTime() / DAY) - from;
    if (at < 0 || at >= days.length) continue;
    // What is read between two questions is study as well, but not a pause of hours.
    const open = (last_at.getTime() - started_at.getTime()) / 1_000;
    days[at] = (days[at] as number) + Math.max(seconds, open) / 60;
  }
  return days;
}
