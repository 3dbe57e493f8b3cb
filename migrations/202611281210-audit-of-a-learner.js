import { dropIndex } from './lib/collections.js';

const COLLECTION = 'audit_log';
const INDEXES = [
  { name: 'audit_of_a_person', key: { tenant: 1, user_id: 1, at: 1 } },
  { name: 'audit_of_an_action', key: { tenant: 1, action: 1, at: 1 } },
  // Of all entries: MongoDB uses no partial index for one of several ways to be found.
  { name: 'audit_of_a_grade', key: { tenant: 1, 'details.grade': 1, at: 1 } },
];

/** What was done about one learner is found without reading what was done in the whole institution. */
export const up = (db) => db.collection(COLLECTION).createIndexes(INDEXES);

export async function down(db) {
  for (const { name } of INDEXES) await dropIndex(db, COLLECTION, name);
}
