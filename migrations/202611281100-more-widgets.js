import { changeFields, oneOf } from './lib/collections.js';

const BEFORE = ['practice', 'next', 'path', 'dashboard', 'skills', 'insights', 'goals'];
const WIDGETS = ['reviews', 'free', 'progress'];

/** A link can open the reviews, free practice or how the level changes, in a small frame. */
export async function up(db) {
  await changeFields(db, 'placements', (fields) => ({ ...fields, kind: oneOf(...BEFORE, ...WIDGETS) }));
}

/** An older version shows the overview where it does not know the kind. */
export async function down(db) {
  await db.collection('placements').updateMany({ kind: { $in: WIDGETS } }, { $set: { kind: 'dashboard' } });
  await changeFields(db, 'placements', (fields) => ({ ...fields, kind: oneOf(...BEFORE) }));
}
