import { z } from 'zod';
import { type Route, route, signedIn } from '../../http/index.js';
import type { Storage } from '../../storage/index.js';
import type { CatalogueView } from './catalogue-view.js';
import type { FigureAddress } from './render-text.js';
import { selectFigure } from './store.js';

const REVISION = z.object({ revision: z.coerce.number().int().positive().optional() });

/** An address with its revision never means anything else, so the learner's own browser may keep it. */
const KEEP_SECONDS = 86_400;

/** A figure is a picture and nothing more, even an SVG that somebody opens by itself. */
const FIGURE_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";

export function catalogueRoutes({ storage }: { storage: Storage }): Route[] {
  return [
    route({
      method: 'get',
      path: '/app/:sessionId/figures/:catalogueId/:name',
      operationId: 'getFigure',
      summary: 'A figure of a course.',
      permission: 'signed-in',
      query: REVISION,
      async handle({ principal, params, query, response }) {
        const { catalogueId = '', name = '' } = params;
        const options = query.revision === undefined ? {} : { revision: query.revision };
        const { mediaType, bytes } = await selectFigure(
          storage.scope(signedIn(principal).tenant),
          catalogueId,
          name,
          options,
        );
        response.setHeader('Content-Type', mediaType);
        response.setHeader('X-Content-Type-Options', 'nosniff');
        response.setHeader('Content-Security-Policy', FIGURE_POLICY);
        response.setHeader(
          'Cache-Control',
          query.revision === undefined ? 'private, no-cache' : `private, max-age=${KEEP_SECONDS}`,
        );
        response.end(bytes);
      },
    }),
  ];
}

/** Addresses of the figures of a catalogue for one session; `base` is `/app/<session id>`. */
export function figureAddresses(
  base: string,
  view: Pick<CatalogueView, 'id' | 'revision' | 'figureAlt'>,
): FigureAddress {
  return (name) =>
    view.figureAlt(name) === undefined
      ? null
      : `${base}/figures/${view.id}/${encodeURIComponent(name)}?revision=${view.revision}`;
}
