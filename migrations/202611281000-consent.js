import { bool, changeFields } from './lib/collections.js';

const NAME = 'sessions';
const FIELD = 'consent_due';

/** A session remembers that its learner had not yet been asked whether what is known of them may be used. */
export async function up(db) {
  await changeFields(db, NAME, (fields) => ({ ...fields, [FIELD]: bool }));
}

export async function down(db) {
  await db.collection(NAME).updateMany({ [FIELD]: { $exists: true } }, { $unset: { [FIELD]: '' } });
  await changeFields(db, NAME, ({ [FIELD]: _, ...fields }) => fields);
}
