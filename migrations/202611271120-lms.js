import {
  anyObject,
  bool,
  changeFields,
  count,
  createCollections,
  date,
  dropCollections,
  list,
  number,
  object,
  oneOf,
  orNull,
  string,
  text,
} from './lib/collections.js';

const ofCourse = { tenant: string, course_id: string };
const source = oneOf('ags', 'moodle', 'canvas', 'csv', 'xapi', 'caliper', 'api');

/** A part of a document: closed, and without an id of its own. */
function part(fields) {
  return { bsonType: 'object', required: Object.keys(fields), properties: fields, additionalProperties: false };
}

const skill = part({ skill: string, weight: number });

const definitions = {
  activity_mappings: {
    schema: object({
      ...ofCourse,
      version: count,
      entries: list(part({ id: string, ignored: bool, skills: list(skill) })),
      updated_at: date,
    }),
    indexes: [{ name: 'one_mapping_per_course', key: { tenant: 1, course_id: 1 }, unique: true }],
  },
  activity_readings: {
    schema: object({
      ...ofCourse,
      source,
      asked_at: date,
      read_at: orNull(date),
      problem: orNull(text),
      columns: list(part({ id: string, label: text, ours: bool, grades: count })),
      facts: count,
      unknown: count,
    }),
    indexes: [{ name: 'one_reading_per_course_and_source', key: { tenant: 1, course_id: 1, source: 1 }, unique: true }],
  },
  activity_uploads: {
    schema: object({ ...ofCourse, user_id: string, sheet: anyObject, created_at: date, expires_at: date }),
    indexes: [{ name: 'uploads_end', key: { expires_at: 1 }, expireAfterSeconds: 0 }],
  },
  received_events: {
    schema: object({
      tenant: string,
      kind: oneOf('xapi', 'caliper'),
      event_id: string,
      digest: string,
      outcome: string,
      course_id: orNull(string),
      user_id: orNull(string),
      received_at: date,
    }),
    indexes: [
      { name: 'an_event_is_received_once', key: { tenant: 1, kind: 1, event_id: 1 }, unique: true },
      { name: 'events_of_a_learner', key: { tenant: 1, user_id: 1 } },
    ],
  },
  connectors: {
    schema: object({
      ...ofCourse,
      kind: oneOf('moodle', 'canvas'),
      base: string,
      lms_course: string,
      token: part({ key: string, text: string }),
      created_at: date,
    }),
    indexes: [{ name: 'connectors_of_an_institution', key: { tenant: 1, course_id: 1 } }],
  },
};

/** What the LMS and other systems tell of a course: how it is mapped to skills, how far it was read, who may ask. */
export async function up(db) {
  await createCollections(db, definitions);
  await changeFields(db, 'learners', (fields) => ({ ...fields, lms_user_id: string }));
}

export async function down(db) {
  await db.collection('learners').updateMany({ lms_user_id: { $exists: true } }, { $unset: { lms_user_id: '' } });
  await changeFields(db, 'learners', ({ lms_user_id: _, ...fields }) => fields);
  await dropCollections(db, definitions);
}
