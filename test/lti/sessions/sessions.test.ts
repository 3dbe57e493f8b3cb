import assert from 'node:assert/strict';
import express from 'express';
import request from 'supertest';
import { AppError, mountRoutes, type Principal, route } from '../../../src/http/index.js';
import { authenticateBy, type SessionSpec, SessionStore, systemRandomness } from '../../../src/lti/index.js';
import { endSessionsOfDeployment } from '../../../src/lti/sessions/index.js';
import type { Storage } from '../../../src/storage/index.js';
import { emptyDatabase, openTestStorage } from '../support/lti-app.js';

const spec = (changes: Partial<SessionSpec> = {}): SessionSpec => ({
  tenant: 'school',
  userId: 'user-1',
  courseId: 'course-1',
  placementId: 'placement-1',
  deployment: 'deployment-1',
  role: 'learner',
  institutionAdmin: false,
  synthetic: false,
  locale: 'en',
  platformOrigin: 'https://lms.example',
  returnUrl: null,
  inWindow: false,
  ...changes,
});

describe('a session', () => {
  let storage: Storage;
  let sessions: SessionStore;
  let now: number;
  const app = express();

  before(async () => {
    storage = await openTestStorage();
    sessions = new SessionStore({
      storage,
      randomness: systemRandomness,
      clock: () => new Date(now),
      minutes: 240,
      idleMinutes: 240,
    });
    const answer = async ({ response, principal }: { response: express.Response; principal: Principal | null }) => {
      response.json({ user: principal?.userId, proof: principal?.proof, token: principal?.token });
    };
    const common = { summary: 'Says who asks.', permission: 'signed-in', handle: answer } as const;
    const router = express.Router();
    router.use(express.urlencoded({ extended: false }), express.json());
    mountRoutes(
      router,
      [
        route({ ...common, method: 'get', path: '/app/:sessionId/page', operationId: 'readPage' }),
        route({ ...common, method: 'post', path: '/app/:sessionId/page', operationId: 'writePage' }),
        route({ ...common, method: 'get', path: '/api/me', operationId: 'readMe' }),
      ],
      authenticateBy(sessions),
    );
    app.use(router);
    app.use(((error, _request, response, _next) => {
      response.status(error instanceof AppError ? error.status : 500).end();
    }) satisfies express.ErrorRequestHandler);
  });
  beforeEach(async () => {
    now = Date.now();
    await emptyDatabase(storage);
  });
  after(() => storage.close());

  const page = (sessionId: string) => `/app/${sessionId}/page`;
  const cookie = (sessionId: string, token: string) => `attune_${sessionId}=${token}`;

  it('is opened by its token in the header, in a form, or by its cookie on its own pages', async () => {
    const { sessionId, token } = await sessions.createSession(spec());
    const bearer = await request(app).get(page(sessionId)).set('Authorization', `Bearer ${token}`);
    assert.deepEqual(bearer.body, { user: 'user-1', proof: 'token', token });
    const posted = await request(app).post(page(sessionId)).type('form').send({ session: token });
    assert.deepEqual(posted.body, { user: 'user-1', proof: 'token', token });
    const kept = await request(app).get(page(sessionId)).set('Cookie', cookie(sessionId, token));
    assert.deepEqual(kept.body, { user: 'user-1', proof: 'cookie', token });
    const api = await request(app).get('/api/me').set('Authorization', `bearer ${token}`);
    assert.equal(api.body.user, 'user-1');
  });

  it('never writes by its cookie alone, nor is read by it elsewhere', async () => {
    const { sessionId, token } = await sessions.createSession(spec());
    const write = await request(app)
      .post(page(sessionId))
      .set('Cookie', cookie(sessionId, token))
      .type('form')
      .send({ a: 1 });
    assert.equal(write.status, 401);
    const api = await request(app).get('/api/me').set('Cookie', cookie(sessionId, token));
    assert.equal(api.status, 401);
  });

  it('opens no page of another session', async () => {
    const [mine, theirs] = [
      await sessions.createSession(spec()),
      await sessions.createSession(spec({ userId: 'user-2' })),
    ];
    const address = page(theirs.sessionId);
    const tries = [
      request(app).get(address).set('Authorization', `Bearer ${mine.token}`),
      request(app).post(address).type('form').send({ session: mine.token }),
      request(app).get(address).set('Cookie', cookie(theirs.sessionId, mine.token)),
      request(app).get(address).set('Cookie', cookie(mine.sessionId, mine.token)),
      request(app).get(`${address}?x=/app/${mine.sessionId}`).set('Authorization', `Bearer ${mine.token}`),
    ];
    for (const tried of tries) assert.equal((await tried).status, 401);
  });

  it('ends after its time', async () => {
    const { token } = await sessions.createSession(spec());
    now += 240 * 60_000 - 1;
    assert.equal((await sessions.open(token))?.userId, 'user-1');
    now += 1;
    assert.equal(await sessions.open(token), null);
    const indexes = await storage.connection.collection('sessions').indexes();
    assert.ok(indexes.some(({ key, expireAfterSeconds }) => key.expires_at === 1 && expireAfterSeconds === 0));
  });

  it('is kept as a hash only', async () => {
    const { token } = await sessions.createSession(spec());
    const [, , secret = ''] = token.split('.');
    const kept = JSON.stringify(await storage.connection.collection('sessions').findOne());
    assert.ok(secret.length === 43 && !kept.includes(secret) && kept.includes('secret_hash'));
  });

  it('is opened by nothing that is not exactly its token', async () => {
    const { token, sessionId } = await sessions.createSession(spec());
    const [tenant = '', , secret = ''] = token.split('.');
    const changed = secret.startsWith('A') ? `B${secret.slice(1)}` : `A${secret.slice(1)}`;
    const wrong: unknown[] = [
      `${tenant}.${sessionId}.${changed}`,
      `other.${sessionId}.${secret}`,
      `${tenant}.other.${secret}`,
      `${token}.x`,
      `${token} `,
      `.${sessionId}.${secret}`,
      token.toUpperCase(),
      '',
      '..',
      'x'.repeat(10_000),
      { $ne: null },
      [token],
      undefined,
    ];
    for (const each of wrong) assert.equal(await sessions.open(each), null);
    for (const session of [['a', 'b'], 'x']) {
      const body = { session };
      assert.equal((await request(app).post(page(sessionId)).send(body)).status, 401);
    }
    const twice = `session=${token}&session=${token}`;
    assert.equal((await request(app).post(page(sessionId)).type('form').send(twice)).status, 401);
    const basic = request(app).get(page(sessionId)).set('Authorization', `Basic ${token}`);
    assert.equal((await basic.set('Cookie', cookie(sessionId, token))).status, 401);
  });

  it('of a person who may do less now ends in this course, and nowhere else', async () => {
    const open = async (changes: Partial<SessionSpec>) => (await sessions.createSession(spec(changes))).token;
    const staff = await open({ role: 'staff' });
    const admin = await open({ role: 'learner', institutionAdmin: true });
    const learner = await open({});
    const elsewhere = await open({ role: 'staff', courseId: 'course-2' });
    const somebody = await open({ role: 'staff', userId: 'user-2' });
    const otherSchool = await open({ role: 'staff', tenant: 'other-school' });
    await sessions.endHigher(spec());
    const open_ = async (token: string) => (await sessions.open(token)) !== null;
    assert.deepEqual(await Promise.all([staff, admin, learner, elsewhere, somebody, otherSchool].map(open_)), [
      false,
      false,
      true,
      true,
      true,
      true,
    ]);
    await sessions.endHigher(spec({ role: 'staff', institutionAdmin: true }));
    assert.ok(await open_(learner));
  });

  it('ends with its deployment, in its institution', async () => {
    const one = await sessions.createSession(spec());
    const two = await sessions.createSession(spec({ deployment: 'deployment-2' }));
    const other = await sessions.createSession(spec({ tenant: 'other-school' }));
    await endSessionsOfDeployment(storage, 'school', 'deployment-1');
    const left = await Promise.all([one, two, other].map(async ({ token }) => (await sessions.open(token)) !== null));
    assert.deepEqual(left, [false, true, true]);
  });
});
