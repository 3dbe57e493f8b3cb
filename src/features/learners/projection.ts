import type { Segment } from '../../engine/ability/placement.js';
import type {
  ConsentChoice,
  ContentPreference,
  FactSource,
  GoalsMetrics,
  Modality,
  MotivationType,
  Signal,
} from './facts.js';

/** One first try at a question of a skill. */
export interface RecentAnswer {
  at: Date;
  correct: boolean;
  seconds: number;
  /** How much it says, in [0, 1]. */
  weight: number;
  /** The question's. */
  item: { discrimination: number; difficulty: number };
}

/** One moment at which a skill was recalled or not; 1 again, 2 hard, 3 good, 4 easy. */
export interface Review {
  at: Date;
  rating: 1 | 2 | 3 | 4;
}

export interface SkillLevel {
  /** P(known) of Bayesian knowledge tracing, in [0, 1]. */
  known: number;
  /** Sum of the weights of the answers and grades behind it: help makes an answer weigh less. */
  evidence: number;
  answers: number;
  correct: number;
  last_at: Date;
  /** How sure it was after the last answer that the skill is truly mastered, in [0, 1]; absent before one says so. */
  sure?: number;
  /** The latest first tries in order of time, newest last; at most 12. */
  recent: RecentAnswer[];
  /** In order of time; at most 40, further tries of the same day give way first. */
  reviews: Review[];
}

export interface FirstAnswersSums {
  count: number;
  correct: number;
  difficulty: number;
  log_seconds: number;
  hinted: number;
}

/** A wrong idea that showed in answers. */
export interface Misconception {
  /** The skill of the question in which it showed last. */
  skill: string;
  times: number;
  last_at: Date;
  /** Right first tries in that skill since then. */
  right_since: number;
}

/** What was opened of one kind of content, what was finished, and the time it took. */
export interface Shown {
  opened: number;
  completed: number;
  seconds: number;
}

/** What the learner said they like; null and empty: nothing. */
export interface StatedPreferences {
  preferred_content_type: ContentPreference | null;
  session_minutes: number | null;
  difficulty_progression_rate: 'slow' | 'moderate' | 'fast' | null;
  motivation_factors: MotivationType[];
  preferred_characters: string[];
  reviews_per_day: number | null;
  /** The next three are absent until the learner says something of them. */
  show_difficulty?: boolean;
  ask_confidence?: boolean;
  key_shortcuts?: boolean;
  set_at: Date | null;
}

/** A stretch of work: a gap of more than 30 minutes ends one. */
export interface Session {
  started_at: Date;
  last_at: Date;
  /** First tries. */
  answers: number;
  correct: number;
  /** Time that was measured inside it. */
  seconds: number;
}

export interface CoachTalk {
  spoke: number;
  helpful: number;
  unhelpful: number;
  last_at: Date;
}

/** A grade that stands in the LMS. */
export interface ExternalGrade {
  label: string;
  /** In [0, 1]. */
  score: number;
  at: Date;
  /** It is a column of ours: shown, never evidence. */
  ours: boolean;
  source: FactSource;
  /** It was taken as evidence for a skill that it is mapped to, which happens once for each. */
  counted: boolean;
  /** For these. A profile of before, not rebuilt since, names none: it counted for all that it was mapped to. */
  counted_skills?: string[];
}

export type Felt = 'too-easy' | 'right' | 'too-hard';

export interface SuggestionSums {
  seen: number;
  accepted: number;
  dismissed: number;
  completed: number;
  rated: number;
  rating_sum: number;
  by_type: Record<string, { seen: number; accepted: number }>;
}

/** What the learner switched off, or wants less of. What may be absent was never said. */
export interface Controls {
  signals_off: Signal[];
  paused: boolean;
  no_ai: boolean;
  /** The choice of the first launch: which words they had read, and what they chose. */
  consent?: { version: number; choice: ConsentChoice; at: Date };
  quiet_introductions?: boolean;
  suggestions_per_day?: number | null;
  minutes_per_day?: number | null;
  /** In the place of the language of the launch. */
  language?: string | null;
}

export type Goals = GoalsMetrics & { set_at: Date };

/** All that the facts of one learner in one course add up to. Nothing in it comes from anywhere else. */
export interface Projection {
  /** The last fact that is in it. */
  sequence: number;
  skill_profile: {
    current_levels: Record<string, SkillLevel>;
    /** Posterior of the latent ability on the engine's grid. */
    ability: number[];
    mastered_concepts: string[];
    weak_areas: string[];
    /** Mean of `known` over the practised skills at the end of each day of practice, newest last. */
    improvement_trajectory: { day: string; mastery: number }[];
    /** `known` of each skill at the end of each day on which it moved, newest last; at most 20 days. */
    trajectories: Record<string, { day: string; known: number }[]>;
    misconceptions: Record<string, Misconception>;
    /** Skills that were started afresh, and what was known of them before: grades do not fall below it. */
    afresh?: Record<string, { known: number; at: Date }>;
  };
  learning_style: {
    stated: StatedPreferences;
    quiz: { answers: Record<string, ContentPreference>; at: Date } | null;
    shown: Partial<Record<Modality, Shown>>;
  };
  behavioral_metrics: {
    answers: number;
    correct: number;
    hints: number;
    seconds: number;
    first_answers: FirstAnswersSums;
    segment: Segment | null;
    items: Record<string, { times: number; last: number }>;
    /** The latest questions, newest last: what interleaving looks at. */
    recent: { decision: string; item: string; family: string | null; skill: string }[];
    /** When a lesson was opened last, and when it was first completed. */
    lessons: Record<string, Date>;
    lessons_completed: Record<string, Date>;
    /** Suggestions put off or done, by content: when. */
    dismissed: Record<string, Date>;
    completed: Record<string, Date>;
    last_active_at: Date | null;
    /** Seconds of work by weekday and hour in UTC: `0-9` is Monday, 9 to 10. */
    hours: Record<string, number>;
    /** First tries and time by week, named by its Monday in UTC; the latest 26 in which there were any, newest last. */
    weeks: { week: string; answers: number; correct: number; seconds: number }[];
    /** The latest 30 in order of time, newest last; `session_count` counts all. */
    sessions: Session[];
    session_count: number;
    /** By kind of thing (`lesson`, `round`, `content`, `activity`, …): how many were begun, and how many of them done. */
    completion: Record<string, { started: number; completed: number }>;
    coaches: Record<string, CoachTalk>;
    suggestions: SuggestionSums;
    felt: { too_easy: number; right: number; too_hard: number; recent: { at: Date; felt: Felt }[] };
    external_grades: Record<string, ExternalGrade>;
    /** What was done elsewhere, by who told us. */
    activities: Record<string, { times: number; completed: number; seconds: number; last_at: Date }>;
    survey: { answered: number; useful_sum: number; enjoyable_sum: number };
  };
  goals: Goals | null;
  controls: Controls;
}

/** The level of a skill that was practised; undefined before its first answer. */
export function levelOf(profile: Pick<Projection, 'skill_profile'>, skill: string): SkillLevel | undefined {
  const levels = profile.skill_profile.current_levels;
  return Object.hasOwn(levels, skill) ? levels[skill] : undefined;
}

/**
 * A working copy to fold into: its records are its own, what is in them is shared with the original and replaced, never
 * changed. It costs some microseconds where a deep copy costs milliseconds.
 */
export function draftOf({ sequence, ...before }: Projection): Projection {
  const { skill_profile: skills, learning_style: style, behavioral_metrics: behaviour } = before;
  return {
    sequence,
    skill_profile: {
      ...skills,
      current_levels: { ...skills.current_levels },
      trajectories: { ...skills.trajectories },
      misconceptions: { ...skills.misconceptions },
    },
    learning_style: { ...style, shown: { ...style.shown } },
    behavioral_metrics: {
      ...behaviour,
      items: { ...behaviour.items },
      lessons: { ...behaviour.lessons },
      lessons_completed: { ...behaviour.lessons_completed },
      dismissed: { ...behaviour.dismissed },
      completed: { ...behaviour.completed },
      hours: { ...behaviour.hours },
      completion: { ...behaviour.completion },
      coaches: { ...behaviour.coaches },
      external_grades: { ...behaviour.external_grades },
      activities: { ...behaviour.activities },
    },
    goals: before.goals,
    controls: before.controls,
  };
}
