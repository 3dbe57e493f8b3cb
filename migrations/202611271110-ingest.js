import { bool, changeFields } from './lib/collections.js';

/** What lists of the API go through, and where a program finds the courses of a person. */
const INDEXES = {
  learners: [{ name: 'people_of_an_institution', key: { tenant: 1, _id: 1 } }],
  courses: [{ name: 'courses_of_an_institution', key: { tenant: 1, _id: 1 } }],
  enrolments: [{ name: 'courses_of_a_person', key: { tenant: 1, user_id: 1, course_id: 1 } }],
};

/** People can be put into a course by a program, where no roster of an LMS knows them. */
export async function up(db) {
  await changeFields(db, 'enrolments', (fields) => ({ ...fields, outside: bool }));
  for (const [name, indexes] of Object.entries(INDEXES)) await db.collection(name).createIndexes(indexes);
}

export async function down(db) {
  for (const [name, indexes] of Object.entries(INDEXES)) {
    for (const index of indexes) await db.collection(name).dropIndex(index.name).catch(ignoreMissing);
  }
  await db.collection('enrolments').updateMany({ outside: { $exists: true } }, { $unset: { outside: '' } });
  await changeFields(db, 'enrolments', ({ outside: _, ...fields }) => fields);
}

function ignoreMissing(error) {
  if (error?.codeName !== 'IndexNotFound') throw error;
}
