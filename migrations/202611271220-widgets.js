import { changeFields, oneOf } from './lib/collections.js';

const BEFORE = ['practice', 'next', 'path'];
const WIDGETS = ['dashboard', 'skills', 'insights', 'goals'];

/** A link can open the dashboard, or one part of it alone. */
export async function up(db) {
  await changeFields(db, 'placements', (fields) => ({ ...fields, kind: oneOf(...BEFORE, ...WIDGETS) }));
}

/** An older version shows the suggestions where it does not know the kind. */
export async function down(db) {
  await db.collection('placements').updateMany({ kind: { $in: WIDGETS } }, { $set: { kind: 'next' } });
  await changeFields(db, 'placements', (fields) => ({ ...fields, kind: oneOf(...BEFORE) }));
}
