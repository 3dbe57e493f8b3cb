import { initialAbility } from '../../engine/ability/eap.js';
import type { Projection } from './projection.js';

/** What is known before the first fact. */
export function emptyProjection(): Projection {
  return {
    sequence: 0,
    skill_profile: {
      current_levels: {},
      ability: [...initialAbility()],
      mastered_concepts: [],
      weak_areas: [],
      improvement_trajectory: [],
      trajectories: {},
      misconceptions: {},
    },
    learning_style: {
      stated: {
        preferred_content_type: null,
        session_minutes: null,
        difficulty_progression_rate: null,
        motivation_factors: [],
        preferred_characters: [],
        reviews_per_day: null,
        set_at: null,
      },
      quiz: null,
      shown: {},
    },
    behavioral_metrics: {
      answers: 0,
      correct: 0,
      hints: 0,
      seconds: 0,
      first_answers: { count: 0, correct: 0, difficulty: 0, log_seconds: 0, hinted: 0 },
      segment: null,
      items: {},
      recent: [],
      lessons: {},
      lessons_completed: {},
      dismissed: {},
      completed: {},
      last_active_at: null,
      hours: {},
      weeks: [],
      sessions: [],
      session_count: 0,
      completion: {},
      coaches: {},
      suggestions: { seen: 0, accepted: 0, dismissed: 0, completed: 0, rated: 0, rating_sum: 0, by_type: {} },
      felt: { too_easy: 0, right: 0, too_hard: 0, recent: [] },
      external_grades: {},
      activities: {},
      survey: { answered: 0, useful_sum: 0, enjoyable_sum: 0 },
    },
    goals: null,
    controls: { signals_off: [], paused: false, no_ai: false },
  };
}
