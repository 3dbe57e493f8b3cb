import {
  anyObject,
  changeFields,
  count,
  createCollections,
  date,
  dropCollections,
  object,
  orNull,
  share,
  string,
  text,
} from './lib/collections.js';

/** What the slots of suggestions have learned in a course. */
const definitions = {
  bandit_arms: {
    schema: object({
      tenant: string,
      course_id: string,
      policy: string,
      shard: count,
      arms: anyObject,
      updated_at: date,
    }),
    indexes: [
      {
        name: 'arms_of_a_course',
        key: { tenant: 1, course_id: 1, policy: 1, shard: 1 },
        unique: true,
      },
    ],
  },
};

/** The decision behind a suggestion, when it is old, when it was seen, and what it brought. */
const fields = {
  set_id: string,
  title: text,
  expires_at: date,
  expired_at: orNull(date),
  seen_at: orNull(date),
  acted_at: orNull(date),
  reward: orNull(share),
  as_of: count,
};
const index = {
  key: { tenant: 1, user_id: 1, course_id: 1, seen_at: -1 },
  name: 'what_a_learner_has_seen',
  partialFilterExpression: { seen_at: { $type: 'date' } },
};

export async function up(db) {
  await createCollections(db, definitions);
  await changeFields(db, 'content_recommendations', (earlier) => ({ ...earlier, ...fields }));
  await db.collection('content_recommendations').createIndexes([index]);
}

export async function down(db) {
  await db
    .collection('content_recommendations')
    .dropIndex(index.name)
    .catch((error) => {
      if (error?.codeName !== 'IndexNotFound') throw error;
    });
  await db
    .collection('content_recommendations')
    .updateMany({}, { $unset: Object.fromEntries(Object.keys(fields).map((name) => [name, ''])) });
  await changeFields(db, 'content_recommendations', (earlier) =>
    Object.fromEntries(Object.entries(earlier).filter(([name]) => !Object.hasOwn(fields, name))),
  );
  await dropCollections(db, definitions);
}
