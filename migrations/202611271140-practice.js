import {
  anyObject,
  changeFields,
  createCollections,
  date,
  dropCollections,
  object,
  oneOf,
  string,
} from './lib/collections.js';

/** What a decision about a question says besides. */
const FIELDS = {
  mode: oneOf('practice', 'review', 'placement'),
  policy: oneOf('engine', 'fixed', 'random'),
  foretold: anyObject,
};

const definitions = {
  open_questions: {
    schema: object({
      tenant: string,
      user_id: string,
      course_id: string,
      current: anyObject,
      opened_at: date,
      updated_at: date,
    }),
    indexes: [{ name: 'open_questions_of_a_learner', key: { tenant: 1, user_id: 1, course_id: 1, opened_at: -1 } }],
  },
};

/** Questions outside of assignments, and decisions that say who chose and what they foretold. */
export async function up(db) {
  await createCollections(db, definitions);
  await changeFields(db, 'decisions', (fields) => ({ ...fields, ...FIELDS }));
}

export async function down(db) {
  const absent = Object.fromEntries(Object.keys(FIELDS).map((name) => [name, '']));
  await db.collection('decisions').updateMany({}, { $unset: absent });
  await changeFields(db, 'decisions', ({ mode, policy, foretold, ...fields }) => fields);
  await dropCollections(db, definitions);
}
