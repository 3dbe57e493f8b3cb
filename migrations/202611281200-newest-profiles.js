import { dropIndex } from './lib/collections.js';

const COLLECTION = 'user_profiles';
const OF_A_COURSE = { name: 'profiles_of_a_course', key: { tenant: 1, course_id: 1, synthetic: 1 } };
const BY_ARRIVAL = {
  name: 'profiles_of_a_course_by_arrival',
  key: { ...OF_A_COURSE.key, created_at: -1, _id: 1 },
};

/** The newest learners of a course are found without sorting all of them; when somebody came never changes. */
export async function up(db) {
  await db.collection(COLLECTION).createIndexes([BY_ARRIVAL]);
  await dropIndex(db, COLLECTION, OF_A_COURSE.name);
}

export async function down(db) {
  await db.collection(COLLECTION).createIndexes([OF_A_COURSE]);
  await dropIndex(db, COLLECTION, BY_ARRIVAL.name);
}
