import {
  changeFields,
  count,
  createCollections,
  date,
  dropCollections,
  list,
  number,
  object,
  oneOf,
  orNull,
  string,
} from './lib/collections.js';

const PATHS = 'learning_paths';
const ONE_CURRENT = 'a_learner_has_one_path';

const pin = object(
  {
    target: { bsonType: 'object', required: ['kind', 'id'] },
    place: oneOf('first', 'dated', 'never'),
    available_at: orNull(date),
    due_at: orNull(date),
  },
  {},
);
const { _id: _none, ...pinFields } = pin.properties;

const variant = {
  bsonType: 'object',
  required: ['name', 'weight', 'treatment'],
  properties: { name: string, weight: { ...number, minimum: 0 }, treatment: { bsonType: 'object' } },
  additionalProperties: false,
};

const definitions = {
  path_pins: {
    schema: object({
      tenant: string,
      version: count,
      pins: list({
        bsonType: 'object',
        required: Object.keys(pinFields),
        properties: pinFields,
        additionalProperties: false,
      }),
      updated_at: date,
    }),
  },
  experiments: {
    schema: object({
      tenant: string,
      name: { bsonType: 'string', minLength: 1, maxLength: 100 },
      where: oneOf('recommendations', 'difficulty', 'paths'),
      course_id: orNull(string),
      variants: list(variant),
      salt: string,
      state: oneOf('draft', 'running', 'stopped'),
      starts_at: orNull(date),
      ends_at: orNull(date),
      created_at: date,
      updated_at: date,
    }),
    indexes: [
      { name: 'an_experiment_has_one_name', key: { tenant: 1, name: 1 }, unique: true },
      { name: 'what_runs_where', key: { tenant: 1, state: 1, where: 1 } },
    ],
  },
};

/** A path knows its state and its version; staff pin; experiments are defined before anybody is assigned. */
export async function up(db) {
  await createCollections(db, definitions);
  await changeFields(db, PATHS, (fields) => ({
    ...fields,
    state: oneOf('active', 'completed', 'replaced'),
    version: count,
    updated_at: date,
  }));
  await db.collection(PATHS).createIndexes([
    {
      name: ONE_CURRENT,
      key: { tenant: 1, user_id: 1, course_id: 1, state: 1 },
      unique: true,
      partialFilterExpression: { state: 'active' },
    },
  ]);
}

export async function down(db) {
  await db
    .collection(PATHS)
    .dropIndex(ONE_CURRENT)
    .catch(() => undefined);
  await db.collection(PATHS).updateMany({}, { $unset: { state: '', version: '', updated_at: '' } });
  await changeFields(db, PATHS, ({ state: _state, version: _version, updated_at: _at, ...fields }) => fields);
  await dropCollections(db, definitions);
}
