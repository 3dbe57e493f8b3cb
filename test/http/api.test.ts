import assert from 'node:assert/strict';
import { join } from 'node:path';
import express, { type Express } from 'express';
import { pino } from 'pino';
import request from 'supertest';
import { z } from 'zod';
import {
  type ApiRoute,
  AppError,
  apiRoute,
  type Caller,
  errorEdge,
  loadWords,
  mountApi,
  noRoute,
  openApiDocument,
  requireSeen,
} from '../../src/http/index.js';
import { projectRoot } from '../support/services.js';
import { principalOf } from './support/small-app.js';

const NOW = new Date('2026-03-02T09:00:00.000Z');
const KEY: Caller = { kind: 'key', tenant: 'north', keyId: 'key-1', scopes: new Set(['learners:read']) };
const SESSION: Caller = { kind: 'session', tenant: 'north', principal: principalOf() };

const Note = z.object({ text: z.string().min(1).max(20) });
let kept = 'first';

const routes: readonly ApiRoute[] = [
  apiRoute({
    method: 'get',
    path: '/api/notes/{noteId}',
    operationId: 'getNote',
    tag: 'Notes',
    summary: 'A note.',
    session: 'learner:self',
    scope: 'learners:read',
    params: z.object({ noteId: z.string().max(10) }),
    query: z.object({ loud: z.stringbool().default(false) }),
    answer: z.object({ text: z.string(), id: z.string(), asked: z.string(), loud: z.boolean() }),
    async handle({ params, query, now }) {
      reads += 1;
      return {
        body: { text: kept, id: params.noteId, asked: now.toISOString(), loud: query.loud },
        version: kept,
      };
    },
  }),
  apiRoute({
    method: 'put',
    path: '/api/notes/{noteId}',
    operationId: 'putNote',
    tag: 'Notes',
    summary: 'Changes a note.',
    session: 'learner:self',
    scope: 'learners:write',
    params: z.object({ noteId: z.string().max(10) }),
    body: Note,
    answer: Note,
    errors: ['precondition-needed', 'precondition-failed'],
    async handle({ request: asked, body }) {
      requireSeen(asked, kept);
      kept = body.text;
      return { body, version: kept };
    },
  }),
  apiRoute({
    method: 'get',
    path: '/api/wrong',
    operationId: 'getWrong',
    tag: 'Notes',
    summary: 'An answer that is not what it says.',
    session: null,
    scope: 'learners:read',
    answer: z.object({ text: z.string() }),
    handle: async () => ({ body: { text: 7 as unknown as string } }),
  }),
];

/** How often the note was read. */
let reads = 0;

interface Counts {
  readonly asOf?: boolean;
  readonly refuseKnown?: () => void;
  readonly countAddress?: () => Promise<void>;
  readonly count?: () => Promise<void>;
}

const nothing = async (): Promise<void> => undefined;

function appFor(
  caller: Caller | null,
  { asOf = true, refuseKnown = () => undefined, countAddress = nothing, count = nothing }: Counts = {},
): { app: Express; wrong: string[] } {
  const app = express();
  const wrong: string[] = [];
  mountApi(app, routes, {
    clock: () => NOW,
    asOf,
    identify: async () => caller,
    requireOpen: nothing,
    refuseKnown,
    countAddress,
    count: async (_caller, response) => {
      await count();
      response.setHeader('RateLimit-Remaining', '9');
    },
    onWrongAnswer: (operationId) => void wrong.push(operationId),
  });
  const words = loadWords(join(projectRoot, 'views/locales'), { strict: true });
  const renderPage = () => assert.fail('the API answers with no page');
  app.use(noRoute, errorEdge({ log: pino({ level: 'silent' }), words, renderPage }));
  return { app, wrong };
}

const as = (caller: Caller | null, options: Counts = {}) => request(appFor(caller, options).app);

describe('an endpoint of the API', () => {
  beforeEach(() => {
    kept = 'first';
  });

  it('lets in sessions with the permission and keys with the scope, and nobody else', async () => {
    const statuses: Record<string, number> = {};
    const callers: Record<string, Caller | null> = {
      nobody: null,
      learner: SESSION,
      staff: { ...SESSION, principal: principalOf({ role: 'staff' }) },
      key: KEY,
      'key without scope': { ...KEY, scopes: new Set(['learners:write']) },
    };
    for (const [who, caller] of Object.entries(callers)) statuses[who] = (await as(caller).get('/api/notes/a')).status;
    assert.deepEqual(statuses, { nobody: 401, learner: 200, staff: 403, key: 200, 'key without scope': 403 });
    assert.equal((await as(SESSION).get('/api/wrong')).status, 403);
  });

  it('reads while it counts, and tells nothing of it to whoever turns out to be over a limit', async () => {
    const tooMany = () => new AppError('too-many-requests', 'errors.too-many-requests', { values: { count: 1 } });
    const late = async (): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve, 20));
      throw tooMany();
    };
    for (const over of [{ countAddress: late }, { count: late }]) {
      const answer = await as(KEY, over).get('/api/notes/a');
      assert.equal(answer.status, 429);
      assert.doesNotMatch(answer.text, /first/);
    }
    assert.equal((await as(KEY, { count: late }).put('/api/notes/a').send({ text: 'second' })).status, 429);
    assert.equal(kept, 'first');
  });

  it('costs whoever is known to be over a limit no read', async () => {
    reads = 0;
    const refuseKnown = () => {
      throw new AppError('too-many-requests', 'errors.too-many-requests', { values: { count: 1 } });
    };
    const count = async () => refuseKnown();
    for (const over of [{ refuseKnown }, { count }]) {
      assert.equal((await as(KEY, over).get('/api/notes/a')).status, 429);
    }
    const stranger = await as(null, { countAddress: count }).get('/api/notes/a');
    assert.equal(stranger.status, 429);
    assert.equal(reads, 0);
  });

  it('takes no write with a cookie alone', async () => {
    const caller: Caller = { ...SESSION, principal: principalOf({ proof: 'cookie' }) };
    const answer = await as(caller).put('/api/notes/a').set('If-Match', '*').send({ text: 'second' });
    assert.equal(answer.status, 401);
    assert.equal(kept, 'first');
  });

  it('refuses with a problem that says what to do, whatever is accepted', async () => {
    const { status, type, body } = await as(KEY)
      .get(`/api/notes/${'a'.repeat(11)}`)
      .set('Accept', 'text/html');
    assert.deepEqual([status, type], [400, 'application/problem+json']);
    assert.match(body.title, /noteId/);
    assert.match(body.reference, /^\w{8}$/);
  });

  it('names the methods that an address takes', async () => {
    const answer = await as(KEY).delete('/api/notes/a');
    assert.equal(answer.status, 405);
    assert.equal(answer.headers.allow, 'GET, HEAD, PUT');
  });

  it('takes JSON only', async () => {
    const answer = await as(SESSION).put('/api/notes/a').set('If-Match', '*').type('form').send('text=second');
    assert.equal(answer.status, 415);
    const broken = await as(SESSION).put('/api/notes/a').type('json').send('{"text":');
    assert.equal(broken.status, 400);
  });

  it('changes only a state that the caller has seen', async () => {
    const put = (tag?: string) =>
      tag === undefined
        ? as(SESSION).put('/api/notes/a').send({ text: 'third' })
        : as(SESSION).put('/api/notes/a').set('If-Match', tag).send({ text: 'third' });
    const seen = (await as(SESSION).get('/api/notes/a')).headers.etag;
    assert.equal((await put()).status, 428);
    kept = 'second';
    assert.equal((await put(seen)).status, 412);
    assert.equal(kept, 'second');
    const now = (await as(SESSION).get('/api/notes/a')).headers.etag;
    assert.equal((await put(`"other", ${now}`)).status, 200);
    assert.equal(kept, 'third');
  });

  it('says that nothing has changed', async () => {
    const { headers } = await as(KEY).get('/api/notes/a');
    const again = await as(KEY).get('/api/notes/a').set('If-None-Match', String(headers.etag));
    assert.deepEqual([again.status, again.text], [304, '']);
    assert.equal(headers['cache-control'], 'no-store');
    assert.equal(headers['ratelimit-remaining'], '9');
  });

  it('answers as of another time for keys, outside production', async () => {
    const at = '2026-02-01T10:00:00+01:00';
    const ask = (caller: Caller, options = {}) => as(caller, options).get('/api/notes/a').query({ at });
    assert.equal((await ask(KEY)).body.asked, '2026-02-01T09:00:00.000Z');
    assert.equal((await as(KEY).get('/api/notes/a')).body.asked, NOW.toISOString());
    assert.equal((await ask(SESSION)).status, 403);
    assert.equal((await ask(KEY, { asOf: false })).status, 403);
    assert.equal((await as(KEY).get('/api/notes/a').query({ at: 'yesterday' })).status, 400);
  });

  it('tells us when an answer is not what its schema says', async () => {
    const { app, wrong } = appFor(KEY);
    await request(app).get('/api/wrong');
    assert.deepEqual(wrong, ['getWrong']);
  });

  it('is refused at the start when it lets nobody in, or shares a name or an address', () => {
    const mount = (...given: ApiRoute[]) =>
      mountApi(express.Router(), given, {
        clock: () => NOW,
        asOf: true,
        identify: async () => null,
        requireOpen: nothing,
        refuseKnown: () => undefined,
        countAddress: async () => undefined,
        count: async () => undefined,
        onWrongAnswer: () => undefined,
      });
    const [first] = routes;
    assert.ok(first);
    assert.throws(() => mount({ ...first, session: null, scope: null }), /lets nobody in/);
    assert.throws(() => mount(first, { ...first, path: '/api/other' }), /Two endpoints are called getNote/);
    assert.throws(() => mount(first, { ...first, operationId: 'other' }), /Two endpoints are called get \/api\/notes/);
  });
});

describe('the OpenAPI document', () => {
  const document = openApiDocument(routes, { version: '1.2.3', server: 'https://attune.example' }) as {
    openapi: string;
    paths: Record<string, Record<string, Record<string, unknown>>>;
  };

  it('says of every endpoint what it takes, gives and refuses', () => {
    assert.equal(document.openapi, '3.1.0');
    const get = document.paths['/api/notes/{noteId}']?.get as {
      parameters: { name: string; in: string; required: boolean }[];
      responses: object;
    };
    assert.deepEqual(
      get.parameters.map(({ name, in: place, required }) => [name, place, required]),
      [
        ['noteId', 'path', true],
        ['loud', 'query', false],
        ['at', 'query', false],
      ],
    );
    assert.deepEqual(Object.keys(get.responses), ['200', '304', '400', '401', '403', '405', '429', '500', '503']);
    const put = document.paths['/api/notes/{noteId}']?.put as { responses: object; requestBody: object };
    assert.deepEqual(
      ['412', '413', '415', '428'].filter((code) => !(code in put.responses)),
      [],
    );
    assert.deepEqual(put.requestBody, {
      required: true,
      content: {
        'application/json': {
          schema: {
            type: 'object',
            properties: { text: { type: 'string', minLength: 1, maxLength: 20 } },
            required: ['text'],
          },
        },
      },
    });
  });
});
