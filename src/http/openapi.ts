import { z } from 'zod';
import { type ApiRoute, AsOf } from './api.js';
import { type ErrorCode, statusOf } from './errors.js';

/** An OpenAPI 3.1 document, as far as we write it. */
export type OpenApiDocument = Readonly<Record<string, unknown>>;

const ALWAYS: readonly ErrorCode[] = [
  'bad-request',
  'sign-in-needed',
  'forbidden',
  'too-many-requests',
  'internal',
  'unavailable',
];

const SENTENCES: Readonly<Record<number, string>> = {
  400: 'What was sent is not what this endpoint takes; `title` says which fields.',
  401: 'No session or key that opens anything.',
  403: 'The session or key may not do this.',
  404: 'There is nothing here, or it is not yours to see.',
  405: 'The method is not among those in `Allow`.',
  409: 'It does not go with what is there: it was changed meanwhile, a key was used again, or a rule forbids it; `title` says which.',
  410: 'It is over.',
  412: 'It is another state by now than the one in `If-Match`.',
  413: 'Too large.',
  415: 'The body must be `application/json`.',
  428: 'A change needs `If-Match` with the ETag of the state that it changes.',
  429: 'Too many requests; `Retry-After` says when to come back.',
  500: 'Our mistake; what was sent before is safe.',
  503: 'The service cannot be reached right now; nothing was half written.',
};

/** The OpenAPI 3.1 document of the endpoints: everything in it comes from what they declare. */
export function openApiDocument(
  routes: readonly ApiRoute[],
  { version, server }: { version: string; server: string },
): OpenApiDocument {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const each of routes) paths[each.path] = { ...paths[each.path], [each.method]: operationOf(each) };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Attune',
      version,
      summary: 'What Attune knows of learners and suggests to them, for programs.',
      description:
        'Every call carries a session token or a service key of an institution as `Authorization: Bearer …`. `{userId}` is our own opaque id, or `me` with a session. Errors are problem+json (RFC 9457).',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: server }],
    security: [{ bearer: [] }],
    tags: [...new Set(routes.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        bearer: {
          type: 'http',
          scheme: 'bearer',
          description: 'A session token, or a key from `attune api-keys create`.',
        },
      },
      schemas: {
        Problem: {
          type: 'object',
          required: ['type', 'title', 'status', 'reference'],
          properties: {
            type: { type: 'string', description: 'Names the kind of problem for programs.' },
            title: { type: 'string', description: 'Says to people what to do.' },
            status: { type: 'integer' },
            detail: { type: 'string' },
            reference: { type: 'string', description: 'Finds this answer in the log.' },
          },
        },
      },
      responses: Object.fromEntries(
        Object.keys(SENTENCES).map((status) => [`Problem${status}`, problemOf(Number(status))]),
      ),
    },
  };
}

function operationOf(route: ApiRoute): Record<string, unknown> {
  const { operationId, tag, summary, session, scope, body, answer, method, status = 200 } = route;
  const codes = [...ALWAYS, ...(body ? (['too-large', 'wrong-media-type'] as const) : []), ...(route.errors ?? [])];
  const statuses = [...new Set([...codes.map(statusOf), 405])].sort((a, b) => a - b);
  const done = route.stream ? eventsOf(route) : answerOf(answer);
  return {
    operationId,
    tags: [tag],
    summary,
    description: whoMay(session, scope),
    parameters: [
      ...parametersOf('path', route.params),
      ...parametersOf('query', route.query),
      ...parametersOf('header', route.headers),
      ...asOfOf(route),
      ...ifMatchOf(route),
      ...lastEventOf(route),
    ],
    ...(body && {
      requestBody: { required: true, content: { 'application/json': { schema: schemaOf(body, 'input') } } },
    }),
    responses: {
      ...Object.fromEntries([status, ...(route.also ?? [])].map((code) => [code, done])),
      ...(method === 'get' && !route.stream && { 304: { description: 'The state is the one in `If-None-Match`.' } }),
      ...Object.fromEntries(statuses.map((each) => [each, { $ref: `#/components/responses/Problem${each}` }])),
    },
  };
}

function answerOf(answer: ApiRoute['answer']): Record<string, unknown> {
  return {
    description: 'Done.',
    headers: { ETag: { schema: { type: 'string' }, description: 'Names this state.' } },
    content: { 'application/json': { schema: schemaOf(answer, 'output') } },
  };
}

/** OpenAPI 3.1 describes a body as a whole, so what one event holds stands beside the text. */
function eventsOf({ answer }: ApiRoute): Record<string, unknown> {
  const schema = {
    type: 'string',
    contentMediaType: 'text/event-stream',
    description: 'Events as they come, until the reader leaves or a quarter of an hour is over: `id`, `event`, `data`.',
  };
  return {
    description: 'The connection stays open. `x-event-data` is the schema of the data of one event, which is JSON.',
    content: { 'text/event-stream': { schema, 'x-event-data': schemaOf(answer, 'output') } },
  };
}

function lastEventOf({ stream }: ApiRoute): object[] {
  if (!stream) return [];
  const description = 'The `id` of the last event that was received: what came before it is not told again.';
  const schema = { type: 'string', maxLength: 100 };
  return [{ name: 'Last-Event-ID', in: 'header', required: false, description, schema }];
}

function whoMay(session: ApiRoute['session'], scope: ApiRoute['scope']): string {
  const parts = [
    ...(session === null ? [] : [`a session with the permission \`${session}\``]),
    ...(scope === null ? [] : [`a service key with the scope \`${scope}\``]),
  ];
  return `For ${parts.join(', or ')}.`;
}

function problemOf(status: number): Record<string, unknown> {
  return {
    description: SENTENCES[status],
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}

function ifMatchOf({ errors = [] }: ApiRoute): object[] {
  if (!errors.includes('precondition-needed')) return [];
  const description = 'The ETag of the state that is to be changed; `*` for whatever it is.';
  return [{ name: 'If-Match', in: 'header', required: true, description, schema: { type: 'string' } }];
}

const asOfOf = ({ scope }: ApiRoute): object[] => (scope === null ? [] : parametersOf('query', AsOf));

function parametersOf(place: 'path' | 'query' | 'header', schema: z.ZodType | undefined): object[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, { description?: string }>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, { description, ...rest }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(description !== undefined && { description }),
    schema: rest,
  }));
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Record<string, unknown> {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12', unrepresentable: 'any' });
  return rest;
}
