import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { createKey } from '../../src/features/api-keys/index.js';
import { ensureInstitution } from '../../src/features/institutions/index.js';
import { API_SCOPES, type ApiRoute, type ApiScope } from '../../src/http/index.js';
import type { Scope } from '../../src/storage/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { testCourse } from '../support/course.js';
import { examplesOf } from './support/examples.js';
import { knownValues } from './support/known-values.js';

/** The endpoints that the specification names, in its words. */
const SPECIFIED = [
  'GET /api/users/{userId}/profile',
  'PUT /api/users/{userId}/profile',
  'POST /api/users/{userId}/profile/analyze',
  'GET /api/users/{userId}/recommendations',
  'POST /api/users/{userId}/recommendations/{recommendationId}/feedback',
  'GET /api/users/{userId}/learning-path',
  'PUT /api/users/{userId}/learning-path/update',
  'GET /api/users/{userId}/progress-analytics',
  'GET /api/users/{userId}/skill-predictions',
  'POST /api/users/{userId}/goals',
  'POST /api/ml/profile/update',
  'POST /api/ml/recommendations/generate',
  'POST /api/ml/difficulty/adjust',
  'POST /api/ml/retention/predict',
  'GET /api/ml/models/performance',
] as const;

/** What is about nothing of anybody's: asked by another institution, it tells of that institution alone. */
const OF_ONES_OWN = [
  ...['listCatalogues', 'putCatalogue', 'listCourses', 'listLearners', 'listExperiments', 'createExperiment'],
  ...['postEvents', 'postStatements', 'postCaliper'],
];

describe('every endpoint of the API', () => {
  let app: TestApp;
  let server: Server;
  let all: ApiRoute[];
  let examples: ReturnType<typeof examplesOf>;
  let ours: string;
  let others: string;
  let stranger: string;
  let staff: string;
  /** A key each that may do everything but one thing. */
  const without = new Map<ApiScope, string>();
  /** Ids that no stranger's answer may hold. */
  let secrets: string[];

  before(async () => {
    app = await startTestApp({ course: testCourse(), env: { RATE_LIMIT_APP: 'off/off' } });
    await ensureInstitution(app.app.storage, 'other-school', 'Other School', app.clock());
    const keyFor = (scope: Scope, id: string, scopes: readonly ApiScope[]) =>
      createKey(scope, { name: id, scopes, expiresAt: null }, { id, secret: 'A'.repeat(43), now: app.clock() });
    ours = await keyFor(app.scope, 'all-scopes', API_SCOPES);
    others = await keyFor(app.app.storage.scope('other-school'), 'others-key', API_SCOPES);
    for (const [index, scope] of API_SCOPES.entries()) {
      const rest = API_SCOPES.filter((each) => each !== scope);
      without.set(scope, await keyFor(app.scope, `without-${index}`, rest));
    }
    server = createServer(app.app.web);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const known = await knownValues(app, `http://127.0.0.1:${(server.address() as AddressInfo).port}`, ours);
    const arrived = await app.arrive({ sub: 'stranger', context: { id: 'course-2', title: 'Another course' } });
    stranger = (await app.signIn(arrived)).token;
    staff = (await app.signIn(arrived, 'staff')).token;
    all = [...app.app.endpoints];
    examples = examplesOf(known);
    secrets = ['path.userId', 'path.courseId', 'path.recommendationId'].flatMap((name) => known[name] ?? []);
  });

  after(async () => {
    server?.closeAllConnections();
    server?.close();
    await app?.close();
  });

  const nameOf = ({ method, path }: ApiRoute) => `${method.toUpperCase()} ${path}`;

  /** Asks as an example says, with some of it changed. */
  function call(route: ApiRoute, bearer: string | null, more: { query?: object; body?: string; type?: string } = {}) {
    const { params, query, body } = examples(route.operationId);
    const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? 'none'));
    const sent = request(server)
      [route.method](path)
      .query({ ...query, ...more.query })
      .set({ 'If-Match': '*', 'X-Experience-API-Version': '1.0.3' });
    if (bearer !== null) sent.set('Authorization', `Bearer ${bearer}`);
    if (!route.body) return sent;
    return sent.set('Content-Type', more.type ?? 'application/json').send(more.body ?? JSON.stringify(body));
  }

  type Reply = Awaited<ReturnType<typeof call>>;

  function isProblem(name: string, { status, headers, text }: Reply, ...wanted: number[]): void {
    assert.ok(wanted.includes(status), `${name}: ${status} ${text}`);
    assert.match(headers['content-type'] ?? '', /^application\/problem\+json/, name);
    const problem = JSON.parse(text) as { status: number; title: string };
    assert.equal(problem.status, status, name);
    assert.ok(problem.title.length > 0, name);
  }

  it('of the specification is there, by method and path', () => {
    const there = new Set(all.map(nameOf));
    assert.deepEqual(
      SPECIFIED.filter((name) => !there.has(name)),
      [],
    );
  });

  it('answers whoever may ask', async () => {
    for (const route of all.filter(({ scope, stream }) => scope !== null && !stream)) {
      const { status, text } = await call(route, ours);
      const { refusal } = examples(route.operationId);
      const good = refusal === undefined ? [route.status ?? 200, ...(route.also ?? [])] : [refusal];
      assert.ok(good.includes(status as 200), `${nameOf(route)}: ${status} ${text}`);
    }
  });

  it('turns nobody away without saying so: 401 without credentials, or with false ones', async () => {
    for (const route of all) {
      for (const bearer of [null, `${ours.slice(0, -1)}B`]) {
        const reply = await call(route, bearer);
        isProblem(nameOf(route), reply, 401);
        assert.equal(reply.headers['www-authenticate'], 'Bearer', nameOf(route));
      }
    }
  });

  it('refuses a key without its scope, and a session of another role: 403', async () => {
    for (const route of all) {
      const { scope, session } = route;
      isProblem(nameOf(route), await call(route, scope === null ? ours : (without.get(scope) ?? '')), 403);
      const wrong = { null: stranger, 'learner:self': staff, 'course:staff': stranger }[String(session)];
      if (wrong) isProblem(`${nameOf(route)} by a session`, await call(route, wrong), 403);
    }
  });

  it('knows nothing of what is not the caller’s: 404', async () => {
    for (const route of all.filter(({ scope }) => scope !== null)) {
      const reply = await call(route, others);
      if (OF_ONES_OWN.includes(route.operationId)) assert.ok(reply.status < 300, `${nameOf(route)}: ${reply.status}`);
      else isProblem(`${nameOf(route)} of another institution`, reply, 404);
      const words = { ...reply.headers, text: OF_ONES_OWN.includes(route.operationId) ? '' : reply.text };
      for (const secret of secrets) assert.ok(!JSON.stringify(words).includes(secret), nameOf(route));
    }
    const personal = all.filter(({ path, session }) => path.includes('{userId}') && session !== null);
    assert.ok(personal.length > 15);
    for (const route of personal) {
      const by = route.session === 'course:staff' ? staff : stranger;
      isProblem(`${nameOf(route)} of somebody else`, await call(route, by), 404);
    }
  });

  it('says what is wrong with bad input: 400, and 415 for another kind of body', async () => {
    for (const route of all) {
      const { scope, body } = route;
      if (scope !== null) isProblem(nameOf(route), await call(route, ours, { query: { at: 'yesterday' } }), 400);
      if (!body) continue;
      const by = scope === null ? stranger : ours;
      for (const bad of ['{"a":', 'true', '"text"', '']) {
        isProblem(`${nameOf(route)} ${bad}`, await call(route, by, { body: bad }), 400);
      }
      isProblem(nameOf(route), await call(route, by, { type: 'text/plain' }), 415);
    }
  });
});
