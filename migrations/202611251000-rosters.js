import { changeFields, date, object, orNull, string, text } from './lib/collections.js';

const { _id, ...fields } = object({
  url: text,
  client_id: string,
  deployment_id: string,
  asked_at: date,
  full_at: orNull(date),
  differences: orNull(text),
}).properties;

/** Where the roster of a course is, and how far it was read. */
const roster = { bsonType: 'object', required: Object.keys(fields), properties: fields, additionalProperties: false };

/** A course may have a roster; somebody whom only the roster knows never launched; who is gone from it has left. */
export async function up(db) {
  await changeFields(db, 'courses', (fields) => ({ ...fields, roster }));
  await changeFields(db, 'enrolments', (fields) => ({
    ...fields,
    last_launch_at: orNull(date),
    left_at: orNull(date),
  }));
}

/** Who never launched was not known before there were rosters; those who left are in their course again. */
export async function down(db) {
  await db.collection('courses').updateMany({ roster: { $exists: true } }, { $unset: { roster: '' } });
  await changeFields(db, 'courses', ({ roster: _, ...fields }) => fields);
  await db.collection('enrolments').deleteMany({ last_launch_at: null });
  await db.collection('enrolments').updateMany({ left_at: { $exists: true } }, { $unset: { left_at: '' } });
  await changeFields(db, 'enrolments', ({ left_at: _, ...fields }) => ({ ...fields, last_launch_at: date }));
}
