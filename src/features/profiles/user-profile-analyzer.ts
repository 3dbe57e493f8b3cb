import type { MemoryModel } from '../../engine/memory/memory-model.js';
import type { CatalogueView } from '../catalogue/index.js';
import type { ProfileDocument } from '../learners/index.js';
import { behavioralMetricsOf } from './behaviour.js';
import { goalProgressOf, goalsView } from './goals.js';
import { predictSkills } from './predictions.js';
import { type ProgressSources, progressOf } from './progress.js';
import type { GoalProgress, PersonalizationProfile, ProgressAnalytics, SkillPrediction } from './schema.js';
import { skillProfileOf } from './skills.js';
import { learningStyleOf } from './style.js';

/** A stored profile with what its numbers are read by. */
export interface Analysed {
  readonly profile: ProfileDocument;
  /** What the course teaches; null while it is bound to no catalogue. */
  readonly catalogue: CatalogueView | null;
  /** How memory fades here; untrained when absent. */
  readonly memory?: MemoryModel;
  readonly now: Date;
}

/**
 * Turns what the facts of a learner add up to into numbers that say how sure they are. Pure: it reads no clock and no
 * database, and the same profile gives the same numbers.
 */
export class UserProfileAnalyzer {
  /** The whole profile of the specification, each number with its formula, interval and evidence. */
  analyze(analysed: Analysed): PersonalizationProfile {
    const { profile, now } = analysed;
    return {
      userId: profile.user_id,
      courseId: profile.course_id,
      sequence: profile.sequence,
      as_of: now.toISOString(),
      updated_at: profile.updated_at.toISOString(),
      skillProfile: skillProfileOf(analysed),
      learningStyle: learningStyleOf(profile),
      behavioralMetrics: behavioralMetricsOf(profile, now),
      goals: goalsView(profile),
      controls: controlsOf(profile),
    };
  }

  /** What to expect of each skill. */
  predictSkills(analysed: Analysed): SkillPrediction[] {
    return predictSkills(analysed, seedOf(analysed));
  }

  /** How far the goal is reached, and when it will be. */
  goalProgress(analysed: Analysed): GoalProgress {
    return goalProgressOf(analysed, seedOf(analysed));
  }

  /** How things went, and where they are going. */
  progress(analysed: Analysed, sources: ProgressSources): ProgressAnalytics {
    return progressOf(analysed, sources);
  }
}

function controlsOf({ controls }: ProfileDocument): PersonalizationProfile['controls'] {
  const { signals_off, paused, no_ai, consent } = controls;
  return {
    signals_off: [...signals_off],
    paused,
    no_ai,
    quiet_introductions: controls.quiet_introductions ?? false,
    suggestions_per_day: controls.suggestions_per_day ?? null,
    minutes_per_day: controls.minutes_per_day ?? null,
    language: controls.language ?? null,
    consent: consent ? { ...consent, at: consent.at.toISOString() } : null,
  };
}

/** Draws are the same for the same facts, so a number does not flicker from one reading to the next. */
const seedOf = ({ profile }: Analysed): string => `${profile._id}:${profile.sequence}`;
