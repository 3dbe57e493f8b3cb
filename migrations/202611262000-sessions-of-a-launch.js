import { changeFields, string } from './lib/collections.js';

const NAME = 'sessions';
const FIELD = 'launch';
const INDEX = 'sessions_of_a_launch';

/** A session that was opened from another remembers the launch, so that all of them end when their person leaves. */
export async function up(db) {
  await changeFields(db, NAME, (fields) => ({ ...fields, [FIELD]: string }));
  const key = { tenant: 1, [FIELD]: 1 };
  const index = { name: INDEX, key, partialFilterExpression: { [FIELD]: { $exists: true } } };
  await db.collection(NAME).createIndexes([index]);
}

export async function down(db) {
  const indexes = await db.collection(NAME).indexes();
  if (indexes.some(({ name }) => name === INDEX)) await db.collection(NAME).dropIndex(INDEX);
  await db.collection(NAME).updateMany({ [FIELD]: { $exists: true } }, { $unset: { [FIELD]: '' } });
  await changeFields(db, NAME, ({ [FIELD]: _, ...fields }) => fields);
}
