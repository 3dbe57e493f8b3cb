import {
  anyObject,
  bool,
  changeFields,
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
  /** What coaches said, with what they saw; for a learner it is gone after a hundred days. */
  coach_messages: {
    schema: object({
      tenant: string,
      user_id: string,
      course_id: string,
      coach: string,
      moment: string,
      skill: orNull(string),
      decision: orNull(string),
      line: string,
      text: string,
      generated: bool,
      saw: anyObject,
      match: anyObject,
      said_at: date,
      expires_at: date,
    }),
    indexes: [
      { name: 'messages_of_a_learner', key: { tenant: 1, user_id: 1, course_id: 1, said_at: -1 } },
      { name: 'messages_expire', key: { expires_at: 1 }, expireAfterSeconds: 0 },
    ],
  },
  /** Whether a course lets a language model write for its coaches. `_id` is the course. */
  coach_settings: {
    schema: object({ tenant: string, generated: bool, changed_by: string, changed_at: date }),
  },
  /** Tokens of the language model that an institution has used or set aside, by day and by month. */
  coach_budgets: {
    schema: object({ tenant: string, period: string, tokens: count, calls: count, expires_at: date }),
    indexes: [{ name: 'budgets_expire', key: { expires_at: 1 }, expireAfterSeconds: 0 }],
  },
  /** The bytes of films, once per content. */
  catalogue_videos: {
    schema: object({
      tenant: string,
      catalogue_id: string,
      digest: string,
      media_type: oneOf('video/webm', 'video/mp4'),
      bytes: { bsonType: 'binData' },
      stored_at: date,
    }),
  },
};

/** @param {import('mongodb').Db} db */
export async function up(db) {
  await createCollections(db, definitions);
  await changeFields(db, 'catalogue_revisions', (fields) => ({ ...fields, videos: list(anyObject) }));
}

/** A revision without its films is one that was imported before there were any. */
export async function down(db) {
  await db.collection('catalogue_revisions').updateMany({ videos: { $exists: true } }, { $unset: { videos: '' } });
  await changeFields(db, 'catalogue_revisions', ({ videos: _, ...fields }) => fields);
  await dropCollections(db, definitions);
}
