import type { Response } from 'express';
import { z } from 'zod';
import { type Principal, type RenderPage, type Route, route, signedIn } from '../../http/index.js';
import { REFUSALS, type RefusalCode } from './refusal.js';
import type { RefusalLog } from './refusal-log.js';

const SHOWN = 100;

/** What somebody read off the page of their refusal. */
const Asked = z.object({ reference: z.string().trim().max(40).optional() });
type Asked = z.output<typeof Asked>;

function wordsOf(code: RefusalCode) {
  // A code of an older version has no words any more.
  const words = code in REFUSALS ? REFUSALS[code][1] : 'broken';
  return { title: `launch.refused.${words}.title`, advice: `refusals.do.${words}` };
}

export interface RefusalRoutesParts {
  readonly refusals: RefusalLog;
  readonly renderPage: RenderPage;
  /** The page of a session to which this one leads back. */
  readonly homeOf: (principal: Principal) => Promise<string>;
}

/** Launches of the institution that were refused lately: when, why, and what to do, found by the reference on the page. */
export function refusalRoutes({ refusals, renderPage, homeOf }: RefusalRoutesParts): Route[] {
  const show = async (principal: Principal, asked: Asked, response: Response) => {
    const reference = asked.reference || undefined;
    const found = await refusals.list({ tenant: principal.tenant, reference, limit: SHOWN });
    const rows = found.map(({ _id, code, detail, issuer, client_id, created_at }) => ({
      reference: _id,
      at: created_at,
      ...wordsOf(code),
      code,
      detail: detail && detail !== code ? detail : null,
      platform: issuer === null ? null : `${issuer} · ${client_id}`,
    }));
    renderPage(response, 'refusals', { view: { rows, reference }, back: await homeOf(principal) }, { principal });
  };
  const page = {
    path: '/app/:sessionId/refusals',
    summary: 'Launches of the institution that were refused lately.',
    permission: 'institution:admin',
  } as const;
  return [
    route<undefined, Asked>({
      ...page,
      method: 'get',
      operationId: 'getRefusalsPage',
      query: Asked,
      handle: ({ principal, response, query }) => show(signedIn(principal), query, response),
    }),
    route<Asked>({
      ...page,
      method: 'post',
      operationId: 'postRefusalsPage',
      body: Asked,
      handle: ({ principal, response, body }) => show(signedIn(principal), body, response),
    }),
  ];
}
