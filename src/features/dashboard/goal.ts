import { MASTERED } from '../learners/index.js';
import type { GoalProgress } from '../profiles/index.js';

const DAY_MS = 86_400_000;
/** From these chances on, a goal counts as likely to be reached in time, and as one that may be. */
const LIKELY = 0.8;
const EVEN = 0.5;

/** The goal of a learner as the GoalTracker shows it. */
export interface GoalView {
  /** `own`: one that the learner set. `course`: they set none, so it is mastery of everything in the course. */
  readonly kind: 'own' | 'course';
  readonly target: number;
  readonly timeline: string | null;
  /** Titles of the skills that it is about; empty: all. */
  readonly areas: readonly string[];
  readonly progress: GoalProgress;
  readonly isReached: boolean;
  /** Null: it has no date, or it is reached. */
  readonly course: 'on' | 'tight' | 'off' | 'unknown' | 'past' | null;
  /** What a day would take until the date; null where there is no date ahead, or nothing to say. */
  readonly minutesADay: number | null;
}

/** How a goal stands, in the terms of the page. Pure. */
export function goalViewOf(progress: GoalProgress, now: Date): GoalView {
  const { goals, skills, reached, total, minutes_left: minutes } = progress;
  // Without goals everything would be about the whole course, which is not what the learner set.
  if (progress.mastery.unknown === 'switched-off') return withoutGoals(progress);
  const timeline = goals?.timeline ?? null;
  const areas = goals && goals.priority_areas.length > 0 ? skills.map(({ title }) => title) : [];
  const isReached = total > 0 && reached === total;
  const daysLeft = timeline === null ? null : Math.ceil((new Date(timeline).getTime() - now.getTime()) / DAY_MS);
  const isAhead = daysLeft !== null && daysLeft > 0 && !isReached;
  return {
    kind: goals ? 'own' : 'course',
    target: goals?.target_skill_level ?? MASTERED,
    timeline,
    areas,
    progress,
    isReached,
    course: isReached || daysLeft === null ? null : daysLeft > 0 ? courseOf(progress) : 'past',
    minutesADay: isAhead && minutes !== null ? Math.max(1, Math.ceil(minutes / daysLeft)) : null,
  };
}

function withoutGoals(progress: GoalProgress): GoalView {
  const { goals, skills } = progress;
  const chosen = skills.filter(({ skill }) => goals?.priority_areas.includes(skill));
  return {
    ...{ kind: goals ? 'own' : 'course', target: goals?.target_skill_level ?? MASTERED },
    ...{ timeline: goals?.timeline ?? null, areas: chosen.map(({ title }) => title) },
    ...{ isReached: false, course: null, minutesADay: null },
    progress: { ...progress, minutes_left: null, expected_at: null },
  };
}

function courseOf({ on_time: { value } }: GoalProgress): 'on' | 'tight' | 'off' | 'unknown' {
  if (value === null) return 'unknown';
  if (value >= LIKELY) return 'on';
  return value >= EVEN ? 'tight' : 'off';
}
