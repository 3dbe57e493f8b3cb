/**
 * Makes collections with their JSON-schema validator and named indexes. Every step can run again, so a migration that
 * was cut off half-way is simply run once more.
 *
 * @param {import('mongodb').Db} db
 * @param {Record<string, { schema: object, indexes?: { name: string, key: object, [option: string]: unknown }[] }>} definitions
 */
export async function createCollections(db, definitions) {
  const existing = new Set((await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name));
  for (const [name, { schema, indexes = [] }] of Object.entries(definitions)) {
    const validator = { $jsonSchema: schema };
    if (existing.has(name)) await db.command({ collMod: name, validator });
    else await db.createCollection(name, { validator });
    if (indexes.length > 0) await db.collection(name).createIndexes(indexes);
  }
}

/** Takes away what `createCollections` made, data included. */
export async function dropCollections(db, definitions) {
  for (const name of Object.keys(definitions)) await db.collection(name).drop().catch(ignoreMissing);
}

/**
 * Changes the fields of a collection that is there. Doing it twice comes to the same.
 *
 * @param {import('mongodb').Db} db
 * @param {string} name
 * @param {(fields: Record<string, object>) => Record<string, object>} change  adds and takes away optional fields, or says anew what a field holds
 */
export async function changeFields(db, name, change) {
  const [collection] = await db.listCollections({ name }).toArray();
  const schema = collection.options.validator.$jsonSchema;
  const validator = { $jsonSchema: { ...schema, properties: change(schema.properties) } };
  await db.command({ collMod: name, validator });
}

/** Takes an index away where it is; one that is gone already is what was wanted. */
export function dropIndex(db, collection, name) {
  return db
    .collection(collection)
    .dropIndex(name)
    .catch((error) => {
      if (!['IndexNotFound', 'NamespaceNotFound'].includes(error?.codeName)) throw error;
    });
}

function ignoreMissing(error) {
  if (error?.codeName !== 'NamespaceNotFound') throw error;
}

/** A closed object schema: the required fields first, then the optional ones. */
export function object(required, optional = {}) {
  return {
    bsonType: 'object',
    required: ['_id', ...Object.keys(required)],
    properties: { _id: string, ...required, ...optional },
    additionalProperties: false,
  };
}

export const string = { bsonType: 'string', minLength: 1 };
export const text = { bsonType: 'string' };
export const date = { bsonType: 'date' };
export const bool = { bsonType: 'bool' };
export const number = { bsonType: 'number' };
export const count = { bsonType: ['int', 'long', 'double'], minimum: 0 };
export const share = { bsonType: 'number', minimum: 0, maximum: 1 };
export const anyObject = { bsonType: 'object' };
export const list = (items) => ({ bsonType: 'array', items });
export const oneOf = (...values) => ({ enum: values });
export const orNull = (schema) =>
  schema.enum ? { enum: [...schema.enum, null] } : { ...schema, bsonType: [schema.bsonType, 'null'].flat() };
