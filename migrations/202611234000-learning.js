import {
  anyObject,
  bool,
  count,
  createCollections,
  date,
  dropCollections,
  list,
  number,
  object,
  oneOf,
  orNull,
  share,
  string,
  text,
} from './lib/collections.js';

const learner = { tenant: string, user_id: string, course_id: string };
const ofLearner = { tenant: 1, user_id: 1, course_id: 1 };

/** The ledger, what it adds up to, and what is decided and graded from it. */
const definitions = {
  user_interactions: {
    schema: object({
      ...learner,
      sequence: count,
      key: string,
      interaction_type: string,
      content_id: orNull(string),
      session_duration: orNull(number),
      completion_status: oneOf('started', 'completed', 'abandoned', null),
      performance_metrics: anyObject,
      timestamp: date,
      recorded_at: date,
    }),
    indexes: [
      { name: 'a_fact_is_recorded_once', key: { ...ofLearner, key: 1 }, unique: true },
      { name: 'facts_in_order_of_folding', key: { ...ofLearner, sequence: 1 }, unique: true },
      { name: 'facts_of_a_course_by_kind', key: { tenant: 1, course_id: 1, interaction_type: 1, timestamp: 1 } },
    ],
  },
  user_profiles: {
    schema: object({
      ...learner,
      synthetic: bool,
      sequence: count,
      skill_profile: anyObject,
      learning_style: anyObject,
      behavioral_metrics: anyObject,
      goals: anyObject,
      created_at: date,
      updated_at: date,
    }),
    indexes: [
      { name: 'one_profile_per_learner_and_course', key: ofLearner, unique: true },
      { name: 'profiles_of_a_course', key: { tenant: 1, course_id: 1, synthetic: 1 } },
    ],
  },
  learning_paths: {
    schema: object({
      ...learner,
      path_config: anyObject,
      current_position: count,
      estimated_completion: orNull(date),
      adaptation_history: list(anyObject),
      created_at: date,
    }),
    indexes: [{ name: 'paths_of_a_learner', key: { ...ofLearner, created_at: -1 } }],
  },
  content_recommendations: {
    schema: object({
      ...learner,
      content_type: oneOf('course', 'assessment', 'character', 'review'),
      content_id: string,
      recommendation_score: share,
      reasoning: anyObject,
      recommended_at: date,
      user_action: oneOf('accepted', 'dismissed', 'completed', null),
      feedback_score: { enum: [1, 2, 3, 4, 5, null] },
      position: count,
      current: bool,
    }),
    indexes: [
      { name: 'what_a_learner_is_shown', key: { ...ofLearner, current: 1, position: 1 } },
      {
        name: 'a_learner_is_shown_one_set',
        key: { ...ofLearner, position: 1 },
        unique: true,
        partialFilterExpression: { current: true },
      },
    ],
  },
  personalization_experiments: {
    schema: object({
      tenant: string,
      user_id: string,
      experiment_name: { bsonType: 'string', minLength: 1, maxLength: 100 },
      variant: { bsonType: 'string', minLength: 1, maxLength: 50 },
      metrics: anyObject,
      start_date: date,
      end_date: orNull(date),
    }),
    indexes: [
      {
        name: 'a_learner_has_one_variant',
        key: { tenant: 1, experiment_name: 1, user_id: 1 },
        unique: true,
      },
    ],
  },
  attempts: {
    schema: object({
      ...learner,
      placement_id: string,
      number: count,
      state: oneOf('open', 'finished'),
      asked: count,
      start_levels: anyObject,
      current: orNull(anyObject),
      started_at: date,
      finished_at: orNull(date),
      updated_at: date,
    }),
    indexes: [
      { name: 'attempts_are_numbered', key: { tenant: 1, placement_id: 1, user_id: 1, number: 1 }, unique: true },
    ],
  },
  decisions: {
    schema: object({
      ...learner,
      kind: string,
      placement_id: orNull(string),
      chosen: string,
      propensity: share,
      saw: anyObject,
      reasons: list(anyObject),
      parameters: text,
      created_at: date,
    }),
    indexes: [{ name: 'decisions_about_a_learner', key: { ...ofLearner, created_at: 1 } }],
  },
  grades: {
    schema: object({
      ...learner,
      placement_id: string,
      now: share,
      intended: orNull(anyObject),
      sending: orNull(anyObject),
      earned: orNull(anyObject),
      updated_at: date,
    }),
    indexes: [{ name: 'grades_of_a_placement', key: { tenant: 1, placement_id: 1, user_id: 1 }, unique: true }],
  },
};

export const up = (db) => createCollections(db, definitions);
export const down = (db) => dropCollections(db, definitions);
