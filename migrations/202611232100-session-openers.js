import { changeFields, string } from './lib/collections.js';

const NAME = 'sessions';
const FIELD = 'opened_by';
const INDEX = 'sessions_that_a_person_opened_for_others';

/** A preview remembers who opened it, so that it ends when that person teaches the course no more. */
export async function up(db) {
  await changeFields(db, NAME, (fields) => ({ ...fields, [FIELD]: string }));
  const index = { name: INDEX, key: { tenant: 1, [FIELD]: 1, course_id: 1 }, sparse: true };
  await db.collection(NAME).createIndexes([index]);
}

export async function down(db) {
  const indexes = await db.collection(NAME).indexes();
  if (indexes.some(({ name }) => name === INDEX)) await db.collection(NAME).dropIndex(INDEX);
  await db.collection(NAME).updateMany({ [FIELD]: { $exists: true } }, { $unset: { [FIELD]: '' } });
  await changeFields(db, NAME, ({ [FIELD]: _, ...fields }) => fields);
}
