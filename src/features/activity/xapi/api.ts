import { z } from 'zod';
import { type ApiRoute, AppError, apiRoute } from '../../../http/index.js';
import type { Storage } from '../../../storage/index.js';
import type { InForce } from '../../catalogue/index.js';
import { PublicId } from '../../learners/index.js';
import { isTooDeep, TOO_DEEP } from '../events/depth.js';
import { OUTCOMES, takeIn } from '../events/intake.js';
import { problemOf } from '../events/problem.js';
import { observeStatement } from './observe.js';
import { Statement } from './statement.js';

const MOST_STATEMENTS = 1_000;
const VERSION = /^1\.0(?:\.[0-9]+)?$/;
const OURS = '1.0.3';

const Report = z.object({
  statements: z.array(z.object({ id: z.string(), outcome: z.enum(OUTCOMES) })),
});
const Query = z.object({
  course: PublicId.optional().describe('Id of the course; needed for learners who are in several.'),
  report: z
    .enum(['true', 'false'])
    .optional()
    .describe(
      'true: say what became of each statement, instead of the mere list of ids that the specification asks for.',
    ),
});
const Headers = z.object({
  'X-Experience-API-Version': z.string().max(20).regex(VERSION).describe('1.0.3, or another 1.0.x.'),
});
const Body = z
  .union([z.record(z.string(), z.unknown()), z.array(z.record(z.string(), z.unknown())).max(MOST_STATEMENTS)])
  .describe('One statement of the Experience API 1.0.3, or a list of them.');

interface Dependencies {
  readonly storage: Storage;
  readonly inForce: InForce;
  readonly newId: () => string;
}

/** What statements of the Experience API come in by. A record store we are not: nothing is given out again. */
export function xapiEndpoints({ storage, inForce, newId }: Dependencies): ApiRoute[] {
  return [
    apiRoute({
      method: 'post',
      path: '/api/xapi/statements',
      operationId: 'postStatements',
      tag: 'Activity from elsewhere',
      summary:
        'Takes in statements of the Experience API (xAPI 1.0.3), none where one is refused. A list that broke off may be sent again.',
      session: null,
      scope: 'events:write',
      query: Query,
      headers: Headers,
      body: Body,
      answer: z.union([z.array(z.string()).describe('Their ids, in their order.'), Report]),
      errors: ['conflict'],
      async handle({ caller, body, query, now, request, response }) {
        response.setHeader('X-Experience-API-Version', OURS);
        if (!VERSION.test(request.get('x-experience-api-version') ?? '')) {
          throw new AppError('bad-request', 'errors.xapi-version');
        }
        const statements = read(body).map((each) => ({ ...each, id: (each.id ?? newId()).toLowerCase() }));
        const ids = statements.map(({ id }) => id);
        if (new Set(ids).size < ids.length) throw refused({ where: 'id', rule: 'it stands in this list twice' });
        const intake = {
          ...({ kind: 'xapi', course: query.course ?? null, contradiction: 'refuse' } as const),
          ...{ inForce, newId, now },
        };
        const incoming = statements.map((each) => observeStatement(each, now));
        const outcomes = await takeIn(storage.scope(caller.tenant), incoming, intake);
        const left = outcomes.filter((each) => each === 'unknown-actor' || each === 'course-needed').length;
        response.setHeader('X-Attune-Not-Recorded', String(left));
        if (query.report !== 'true') return { body: ids };
        return { body: { statements: ids.map((id, at) => ({ id, outcome: outcomes[at] ?? 'no-effect' })) } };
      },
    }),
  ];
}

function read(body: z.infer<typeof Body>): Statement[] {
  if (isTooDeep(body)) throw refused(TOO_DEEP);
  const parsed = z.array(Statement).safeParse(Array.isArray(body) ? body : [body]);
  if (!parsed.success) throw refused(problemOf(parsed.error));
  return parsed.data;
}

const refused = (values: { where: string; rule: string }): AppError =>
  new AppError('bad-request', 'errors.xapi-refused', { values });
