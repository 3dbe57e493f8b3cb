import type { Prepare, Route } from '../../http/index.js';
import type { Storage } from '../../storage/index.js';
import { hasPlacement } from '../courses/index.js';

/** Where the student's navigation can lead, in its order. */
export const PLACES = ['dashboard', 'path', 'practice', 'reviews', 'progress', 'goals', 'settings'] as const;
export type Place = (typeof PLACES)[number];

/** So many courses are remembered as having practice; then all are looked at again. */
const MOST_REMEMBERED = 10_000;

/**
 * Tells every page of a learner where its navigation leads: to the pages that there are, and to practice where the
 * course has some. A course that has practice once keeps it, so that is asked once.
 */
export function studentPlaces(storage: Storage, routes: readonly Route[]): Prepare {
  const opened = new Set(routes.filter(({ method }) => method === 'post').map(({ path }) => path));
  const pages = PLACES.filter((place) => opened.has(`/app/:sessionId/${addressOf(place)}`));
  const practising = new Set<string>();
  const hasPractice = async (tenant: string, courseId: string): Promise<boolean> => {
    const key = `${tenant} ${courseId}`;
    if (practising.has(key)) return true;
    if (!(await hasPlacement(storage.scope(tenant), courseId, 'practice'))) return false;
    if (practising.size >= MOST_REMEMBERED) practising.clear();
    practising.add(key);
    return true;
  };
  return async ({ tenant, courseId, role }, response) => {
    if (role !== 'learner') return;
    const practice = await hasPractice(tenant, courseId);
    response.locals.places = pages.filter((place) => place !== 'practice' || practice);
  };
}

/** The practice of a course is looked for, since a session may have come by a link of another kind. */
const addressOf = (place: Place): string => (place === 'practice' ? 'dashboard/practice' : place);
