import { changeFields, list, string } from './lib/collections.js';

/** What a course, and a link in it, were copied from. */
const FIELDS = { courses: 'former_contexts', placements: 'former_links' };

export async function up(db) {
  for (const [name, field] of Object.entries(FIELDS)) {
    await changeFields(db, name, (fields) => ({ ...fields, [field]: list(string) }));
  }
}

export async function down(db) {
  for (const [name, field] of Object.entries(FIELDS)) {
    await db.collection(name).updateMany({ [field]: { $exists: true } }, { $unset: { [field]: '' } });
    await changeFields(db, name, ({ [field]: _, ...fields }) => fields);
  }
}
