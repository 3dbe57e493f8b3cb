import type { Response } from 'express';
import type { Prepare, Route } from '../../http/index.js';

/** Where the student's navigation can lead, in its order. */
export const PLACES = ['dashboard', 'path', 'practice', 'reviews', 'progress', 'goals', 'settings'] as const;
export type Place = (typeof PLACES)[number];

/** On a first visit there is one thing to do; where one says what one wants is there too. */
const AT_FIRST: readonly Place[] = ['dashboard', 'goals', 'settings'];

/** Where the navigation of a newcomer leads. */
export const placesAtFirst = ({ locals }: Response): Place[] =>
  ((locals.places ?? []) as Place[]).filter((place) => AT_FIRST.includes(place));

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
