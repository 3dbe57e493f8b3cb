import type { Storage } from '../../storage/index.js';
import { listCoursesWithGradebook } from '../courses/index.js';
import { listInstitutions } from '../institutions/index.js';
import { readingCollection } from './model.js';
import { askForGrades } from './readings.js';

/** How often the gradebook of a course is read by itself. */
export const READ_EVERY_MS = 6 * 3_600_000;
/** How often it is looked which courses are due. */
export const LOOK_EVERY_MS = 10 * 60_000;
/** A course that nobody has opened for so long is over. */
const OVER_AFTER_MS = 60 * 86_400_000;

/** Asks for the gradebooks of all courses whose turn has come. The outbox delivers; @returns how many were asked for */
export async function askForDueGrades(storage: Storage, now: Date): Promise<number> {
  let asked = 0;
  for (const { _id: tenant } of await listInstitutions(storage)) {
    const scope = storage.scope(tenant);
    const courses = await listCoursesWithGradebook(scope, new Date(now.getTime() - OVER_AFTER_MS));
    const since = new Date(now.getTime() - READ_EVERY_MS);
    const recent = await scope.collection(readingCollection).find({ source: 'ags', asked_at: { $gt: since } });
    const fresh = new Set(recent.map(({ course_id }) => course_id));
    for (const courseId of courses) {
      if (fresh.has(courseId)) continue;
      await askForGrades(scope, courseId, now);
      asked += 1;
    }
  }
  return asked;
}
