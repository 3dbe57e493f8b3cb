import type { Prepare, Route } from '../../http/index.js';

/** Where the student's navigation can lead, in its order. */
export const PLACES = ['dashboard', 'path', 'practice', 'reviews', 'progress', 'goals', 'settings'] as const;
export type Place = (typeof PLACES)[number];

/** Tells every page of a learner where its navigation leads: to the pages that there are. */
export function studentPlaces(routes: readonly Route[]): Prepare {
  const opened = new Set(routes.filter(({ method }) => method === 'post').map(({ path }) => path));
  const places = PLACES.filter((place) => opened.has(`/app/:sessionId/${addressOf(place)}`));
  return async ({ role }, response) => {
    if (role === 'learner') response.locals.places = places;
  };
}

/** The practice of a course is looked for, since a session may have come by a link of another kind. */
const addressOf = (place: Place): string => (place === 'practice' ? 'dashboard/practice' : place);
