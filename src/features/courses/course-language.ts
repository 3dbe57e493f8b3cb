import type { Prepare } from '../../http/index.js';
import type { Storage } from '../../storage/index.js';
import { selectOptionalCatalogue } from '../catalogue/index.js';
import { listCoursesById } from './store.js';

/** So many courses are remembered; then all are looked at again. */
const MOST_REMEMBERED = 10_000;

/**
 * Tells every page of a learner what language the course is written in, which need not be the page's. A course stays with
 * its catalogue, and a catalogue with its language, so that is asked once.
 */
export function courseLanguage(storage: Storage): Prepare {
  const known = new Map<string, string>();
  return async ({ tenant, courseId, role }, response) => {
    if (role !== 'learner') return;
    const key = `${tenant} ${courseId}`;
    const language = known.get(key) ?? (await languageOf(storage, tenant, courseId));
    if (language === null) return;
    if (known.size >= MOST_REMEMBERED) known.clear();
    known.set(key, language);
    response.locals.courseLanguage = language;
  };
}

async function languageOf(storage: Storage, tenant: string, courseId: string): Promise<string | null> {
  const scope = storage.scope(tenant);
  const [course] = await listCoursesById(scope, [courseId]);
  if (!course?.catalogue_id) return null;
  return (await selectOptionalCatalogue(scope, course.catalogue_id))?.language ?? null;
}
