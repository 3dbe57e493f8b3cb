import type { Response } from 'express';
import { z } from 'zod';
import { type Principal, type RenderPage, type Route, route, signedIn } from '../../http/index.js';
import { recordFact } from '../learners/index.js';
import { type ReviewsDependencies, reviewsView } from './page.js';

export interface ReviewsRoutesDependencies extends ReviewsDependencies {
  readonly renderPage: RenderPage;
  readonly newId: () => string;
}

const PATH = '/app/:sessionId/reviews';
const Load = z.object({ per_day: z.coerce.number().int().min(0).max(200) });

/** Shows what to call back today. */
export async function showReviews(
  deps: ReviewsRoutesDependencies,
  principal: Principal,
  response: Response,
  more: object = {},
): Promise<void> {
  const view = { ...(await reviewsView(deps, principal)), synthetic: principal.synthetic };
  deps.renderPage(response, 'reviews', { view, ...more }, { principal });
}

/** The day's reviews, and how many a day they may be. */
export function reviewsRoutes(deps: ReviewsRoutesDependencies): Route[] {
  return [
    ...(['get', 'post'] as const).map((method) =>
      route({
        method,
        path: PATH,
        operationId: `${method}ReviewsPage`,
        summary: 'What to call back today, and why.',
        permission: 'learner:self',
        handle: ({ principal, response }) => showReviews(deps, signedIn(principal), response),
      }),
    ),
    route<z.infer<typeof Load>>({
      method: 'post',
      path: `${PATH}/load`,
      operationId: 'setReviewsPerDay',
      summary: 'Says how many reviews a day there may be.',
      permission: 'learner:self',
      body: Load,
      async handle({ principal: asked, body, response }) {
        const principal = signedIn(asked);
        const [now, id] = [deps.clock(), deps.newId()];
        const metrics = { reviews_per_day: body.per_day };
        const draft = { type: 'preferences-set', key: `preferences:${id}`, contentId: null, metrics, at: now } as const;
        await deps.storage.scope(principal.tenant).transaction((tx) => recordFact(tx, principal, draft, { id, now }));
        await showReviews(deps, principal, response, { saved: true });
      },
    }),
  ];
}
