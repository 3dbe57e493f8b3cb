import { anyObject, createCollections, date, dropCollections, object, oneOf, string } from './lib/collections.js';

const definitions = {
  goal_drafts: {
    schema: object({
      tenant: string,
      user_id: string,
      course_id: string,
      key: string,
      step: oneOf('level', 'time', 'areas', 'motivation', 'style', 'confirm'),
      choices: anyObject,
      level: anyObject,
      started_at: date,
      updated_at: date,
    }),
    indexes: [{ name: 'drafts_of_a_learner', key: { tenant: 1, user_id: 1 } }],
  },
};

/** Goals that are about to be set. */
export async function up(db) {
  await createCollections(db, definitions);
}

export async function down(db) {
  await dropCollections(db, definitions);
}
