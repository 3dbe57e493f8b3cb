import type { MemoryModel } from '../../engine/memory/memory-model.js';
import {
  adjustDifficulty,
  type DifficultyAdjustment,
  type PerformanceMetrics,
} from '../../engine/selection/adjust-difficulty.js';
import type { CatalogueView } from '../catalogue/index.js';
import { isInUse, levelOf, type ProfileDocument, sessionsInUse, statedInUse } from '../learners/index.js';
import { planReviews, type ReviewPlan } from '../reviews/index.js';

/** Minutes of a usual session while we know no better. */
const USUAL_SESSION_MINUTES = 25;
/** Shorter sessions say little about how long somebody can work. */
const LEAST_USUAL_MINUTES = 10;
const SESSION_GAP_MS = 30 * 60_000;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** The learner's own mean time is trusted from here on; before, a question is taken to need so many seconds. */
const ANSWERS_FOR_A_PACE = 5;
const USUAL_SECONDS = 30;

/** A learner at a moment, as the adaptive system looks at them. */
export interface Moment {
  readonly profile: ProfileDocument;
  readonly now: Date;
}

/** How hard, and when again: both from the profile, and both with reasons. */
export class AdaptiveLearningSystem {
  /** The chance of a right answer to aim for on a skill, and what moved it. */
  adjustDifficulty(performance: PerformanceMetrics): DifficultyAdjustment {
    return adjustDifficulty(performance);
  }

  /** What to review today and in the next two weeks. */
  scheduleReviews(
    { profile, now }: Moment,
    { catalogue, model }: { readonly catalogue: CatalogueView; readonly model: MemoryModel },
  ): ReviewPlan {
    return planReviews({ profile, catalogue, model, now });
  }
}

/** What the profile says of how it goes on a skill. */
export function performanceOn({ profile, now }: Moment, skill: string): PerformanceMetrics {
  const { behavioral_metrics: behaviour, skill_profile: skills } = profile;
  const usual = usualSeconds(profile);
  return {
    recent: (levelOf(profile, skill)?.recent ?? []).map(({ correct, seconds }) => ({
      correct,
      pace: Math.max(1, seconds) / usual,
    })),
    misconceptions: Object.values(skills.misconceptions)
      .filter((idea) => idea.skill === skill)
      .map(({ times, right_since }) => ({ times, rightSince: right_since })),
    felt: behaviour.felt.recent.map(({ at, felt }) => ({
      felt,
      days: Math.max(0, now.getTime() - at.getTime()) / DAY_MS,
    })),
    // What a learner has switched off is not looked at.
    fatigue: isInUse(profile, 'habits') ? sessionOf({ profile, now }).minutes / usualSessionMinutes(profile) : 0,
    rate: rateOf(profile),
  };
}

/** How quickly the aim follows new answers, as the learner wishes. */
export const rateOf = (profile: ProfileDocument): PerformanceMetrics['rate'] =>
  statedInUse(profile).difficulty_progression_rate ?? 'moderate';

/** Seconds that this learner usually takes for a question; what anybody takes while habits are not to be looked at. */
export function usualSeconds(profile: ProfileDocument): number {
  const { seconds, answers } = profile.behavioral_metrics;
  if (!isInUse(profile, 'habits')) return USUAL_SECONDS;
  return answers >= ANSWERS_FOR_A_PACE && seconds > 0 ? Math.max(1, seconds / answers) : USUAL_SECONDS;
}

/** The stretch of work that goes on now; empty when the last one is over. */
export function sessionOf({ profile, now }: Moment): { minutes: number; answers: number; correct: number } {
  const last = profile.behavioral_metrics.sessions.at(-1);
  const over = !last || now.getTime() - last.last_at.getTime() > SESSION_GAP_MS;
  if (over) return { minutes: 0, answers: 0, correct: 0 };
  const minutes = Math.max(0, now.getTime() - last.started_at.getTime()) / MINUTE_MS;
  return { minutes, answers: last.answers, correct: last.correct };
}

/** As the learner wishes, else as long as their sessions were on the mean, else 25 minutes. */
export function usualSessionMinutes(profile: ProfileDocument): number {
  const { session_minutes: wished } = statedInUse(profile);
  if (wished !== null) return wished;
  const past = sessionsInUse(profile).slice(0, -1);
  if (past.length < 3) return USUAL_SESSION_MINUTES;
  const sum = past.reduce((total, { started_at, last_at }) => total + last_at.getTime() - started_at.getTime(), 0);
  return Math.max(LEAST_USUAL_MINUTES, sum / past.length / MINUTE_MS);
}
