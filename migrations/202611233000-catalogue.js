import {
  anyObject,
  count,
  createCollections,
  date,
  dropCollections,
  list,
  object,
  oneOf,
  string,
} from './lib/collections.js';

const binary = { bsonType: 'binData' };

/**
 * What can be learned. A revision is written whole and never changed; `catalogues` says which one counts now.
 * Items and figures are stored once per content, so that a revision shares what it did not change.
 */
const definitions = {
  catalogues: {
    schema: object({
      tenant: string,
      catalogue_id: string,
      title: string,
      language: string,
      licence: string,
      revision: count,
      digest: string,
      skill_count: count,
      item_count: count,
      imported_at: date,
    }),
    indexes: [{ name: 'catalogues_of_an_institution', key: { tenant: 1, title: 1 } }],
  },
  catalogue_revisions: {
    schema: object({
      tenant: string,
      catalogue_id: string,
      revision: count,
      skills: list(anyObject),
      lessons: list(anyObject),
      coaches: list(anyObject),
      figures: list(anyObject),
      items: list(anyObject),
      created_at: date,
    }),
  },
  catalogue_items: {
    schema: object({
      tenant: string,
      catalogue_id: string,
      item_id: string,
      digest: string,
      item: anyObject,
      stored_at: date,
    }),
    indexes: [{ name: 'versions_of_an_item', key: { tenant: 1, catalogue_id: 1, item_id: 1, stored_at: -1 } }],
  },
  catalogue_figures: {
    schema: object({
      tenant: string,
      catalogue_id: string,
      digest: string,
      media_type: oneOf('image/png', 'image/jpeg', 'image/gif', 'image/svg+xml', 'image/webp'),
      bytes: binary,
      stored_at: date,
    }),
  },
};

/** @param {import('mongodb').Db} db */
export async function up(db) {
  await createCollections(db, definitions);
}

/** @param {import('mongodb').Db} db */
export async function down(db) {
  await dropCollections(db, definitions);
}
