import {
  anyObject,
  count,
  createCollections,
  date,
  dropCollections,
  list,
  object,
  oneOf,
  orNull,
  string,
} from './lib/collections.js';

const definitions = {
  free_runs: {
    schema: object({
      tenant: string,
      user_id: string,
      course_id: string,
      purpose: oneOf('session', 'check', 'reviews'),
      skills: list(string),
      length: orNull(anyObject),
      back: orNull(string),
      state: oneOf('open', 'finished'),
      ended: orNull(string),
      asked: count,
      decision: orNull(string),
      start_levels: list(anyObject),
      started_at: date,
      finished_at: orNull(date),
      updated_at: date,
    }),
    indexes: [{ name: 'free_runs_of_a_learner', key: { tenant: 1, user_id: 1, course_id: 1, started_at: -1 } }],
  },
};

/** Practice that a learner chooses for themselves, run by run. */
export async function up(db) {
  await createCollections(db, definitions);
}

export async function down(db) {
  await dropCollections(db, definitions);
}
