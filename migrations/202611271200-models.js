import {
  anyObject,
  bool,
  count,
  createCollections,
  date,
  dropCollections,
  list,
  object,
  oneOf,
  orNull,
  string,
  text,
} from './lib/collections.js';

const binary = { bsonType: 'binData' };
const kind = oneOf('tracing', 'tracer', 'difficulty', 'memory', 'ranking', 'engagement');
const learner = { tenant: string, user_id: string, course_id: string };
const ofLearner = { tenant: 1, course_id: 1, user_id: 1 };

/** What models learn from, the models, which of them serve, and the runs that train them. */
const definitions = {
  learner_features: {
    schema: object({
      ...learner,
      watermark: count,
      answers: count,
      chunks: count,
      contents: list(anyObject),
      habits: anyObject,
      moments: anyObject,
      updated_at: date,
    }),
    indexes: [{ name: 'features_of_a_learner', key: ofLearner, unique: true }],
  },
  learner_sequences: {
    schema: object({
      ...learner,
      chunk: count,
      count,
      first_at: date,
      last_at: date,
      items: list(string),
      combos: list(list(string)),
      columns: binary,
    }),
    indexes: [{ name: 'sequence_of_a_learner', key: { ...ofLearner, chunk: 1 }, unique: true }],
  },
  model_sums: {
    schema: object({
      tenant: string,
      course_id: string,
      subject: oneOf('item', 'skill', 'content'),
      subject_id: string,
      count,
      right: count,
      timed: count,
      milliseconds: count,
      opened: count,
      completed: count,
    }),
    indexes: [{ name: 'sums_of_a_subject', key: { tenant: 1, course_id: 1, subject: 1, subject_id: 1 }, unique: true }],
  },
  models: {
    schema: object({
      tenant: string,
      course_id: string,
      catalogue_id: string,
      kind,
      state: oneOf('champion', 'challenger', 'retired', 'rejected'),
      why: text,
      parts: count,
      bytes: count,
      digest: string,
      window: anyObject,
      metrics: anyObject,
      comparison: anyObject,
      folds: list(anyObject),
      held_out: count,
      origin: anyObject,
      code_version: string,
      seed: string,
      created_at: date,
      decided_at: date,
    }),
    indexes: [{ name: 'models_of_a_course', key: { tenant: 1, course_id: 1, kind: 1, created_at: -1 } }],
  },
  model_parts: {
    schema: object({ tenant: string, model_id: string, part: count, bytes: binary }),
    indexes: [{ name: 'parts_of_a_model', key: { tenant: 1, model_id: 1, part: 1 }, unique: true }],
  },
  model_champions: {
    schema: object(
      { tenant: string, course_id: string, kind, model_id: string, since: date },
      { drift: orNull(anyObject) },
    ),
    indexes: [{ name: 'one_champion_of_a_kind', key: { tenant: 1, course_id: 1, kind: 1 }, unique: true }],
  },
  model_promotions: {
    schema: object({
      tenant: string,
      course_id: string,
      kind,
      model_id: string,
      from_model: orNull(string),
      how: oneOf('promoted', 'rolled-back', 'warm-start'),
      why: text,
      by: string,
      at: date,
    }),
    indexes: [{ name: 'promotions_in_order', key: { tenant: 1, course_id: 1, kind: 1, at: 1 } }],
  },
  training_runs: {
    schema: object({
      tenant: string,
      course_id: string,
      kinds: list(kind),
      state: oneOf('queued', 'running', 'done', 'failed'),
      open: bool,
      progress: { bsonType: 'number', minimum: 0, maximum: 1 },
      step: text,
      outcomes: list(anyObject),
      problem: orNull(text),
      attempts: count,
      asked_by: string,
      lease_owner: orNull(string),
      lease_until: orNull(date),
      created_at: date,
      started_at: orNull(date),
      finished_at: orNull(date),
    }),
    indexes: [
      {
        name: 'a_kind_is_trained_by_one_run',
        key: { tenant: 1, course_id: 1, kinds: 1 },
        unique: true,
        partialFilterExpression: { open: true },
      },
      { name: 'open_runs', key: { tenant: 1, open: 1, created_at: 1 } },
    ],
  },
  model_courses: {
    schema: object({
      tenant: string,
      extracted_at: orNull(date),
      answers: count,
      learners: count,
      trained_at: orNull(date),
      trained_answers: count,
    }),
    indexes: [{ name: 'courses_by_extraction', key: { tenant: 1, extracted_at: 1 } }],
  },
};

export const up = (db) => createCollections(db, definitions);
export const down = (db) => dropCollections(db, definitions);
