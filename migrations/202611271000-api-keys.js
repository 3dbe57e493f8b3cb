import { createCollections, date, dropCollections, list, object, orNull, string } from './lib/collections.js';

const definitions = {
  api_keys: {
    schema: object({
      tenant: string,
      name: string,
      scopes: list(string),
      secret_hash: string,
      created_at: date,
      expires_at: orNull(date),
      revoked_at: orNull(date),
    }),
    indexes: [{ name: 'keys_of_an_institution', key: { tenant: 1, created_at: -1 } }],
  },
};

/** Programs of an institution call the API with keys. */
export async function up(db) {
  await createCollections(db, definitions);
}

export async function down(db) {
  await dropCollections(db, definitions);
}
