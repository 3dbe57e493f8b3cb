import {
  anyObject,
  changeFields,
  createCollections,
  date,
  dropCollections,
  object,
  oneOf,
  orNull,
  string,
  text,
} from './lib/collections.js';

const definitions = {
  audit_log: {
    schema: object({
      tenant: string,
      action: string,
      actor: oneOf('operator', 'system', 'user'),
      user_id: orNull(string),
      details: anyObject,
      at: date,
      expires_at: date,
    }),
    indexes: [
      { name: 'audit_of_an_institution', key: { tenant: 1, at: -1 } },
      { name: 'audit_ends', key: { expires_at: 1 }, expireAfterSeconds: 0 },
    ],
  },
};

const REFUSALS = 'launch_refusals';
const SESSIONS = 'sessions';
const INDEX = { name: 'refusals_of_an_institution', key: { tenant: 1, created_at: -1 } };

/** What was done is kept; a refusal knows its institution and which rule was broken; a session ends when nobody uses it. */
export async function up(db) {
  await createCollections(db, definitions);
  await changeFields(db, REFUSALS, (fields) => ({ ...fields, tenant: orNull(string), detail: text }));
  await db.collection(REFUSALS).createIndexes([INDEX]);
  await changeFields(db, SESSIONS, (fields) => ({
    ...fields,
    seen_at: date,
    return_url: orNull(string),
    in_window: { bsonType: 'bool' },
  }));
}

export async function down(db) {
  const indexes = await db.collection(REFUSALS).indexes();
  if (indexes.some(({ name }) => name === INDEX.name)) await db.collection(REFUSALS).dropIndex(INDEX.name);
  await db.collection(REFUSALS).updateMany({}, { $unset: { tenant: '', detail: '' } });
  await changeFields(db, REFUSALS, ({ tenant: _, detail: __, ...fields }) => fields);
  await db.collection(SESSIONS).updateMany({}, { $unset: { seen_at: '', return_url: '', in_window: '' } });
  await changeFields(db, SESSIONS, ({ seen_at: _, return_url: __, in_window: ___, ...fields }) => fields);
  await dropCollections(db, definitions);
}
