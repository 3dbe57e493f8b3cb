import assert from 'node:assert/strict';
import { pino } from 'pino';
import request from 'supertest';
import { type App, createApp } from '../../src/app.js';
import { loadConfig } from '../../src/config.js';
import { SessionStore, systemRandomness } from '../../src/lti/index.js';
import { withAddresses } from '../../src/program.js';
import { migrateUp } from '../../src/storage/index.js';
import { type Switchboard, switchboard } from '../app/support/switchboard.js';
import { type TestDatabase, uniqueDatabase } from '../support/services.js';
import { row } from './support/row.js';

async function timed<T>(work: PromiseLike<T>): Promise<[T, number]> {
  const start = performance.now();
  const value = await work;
  return [value, performance.now() - start];
}

describe('acceptance: a service that is away', function () {
  this.timeout(60_000);
  let database: TestDatabase;
  let mongo: Switchboard;
  let redis: Switchboard;
  let app: App;
  const lines: string[] = [];
  before(async () => {
    database = await uniqueDatabase();
    const mongoUri = new URL(database.mongoUri);
    const redisUrl = new URL(database.redisUrl);
    mongo = await switchboard({ host: mongoUri.hostname, port: Number(mongoUri.port) });
    redis = await switchboard({ host: redisUrl.hostname, port: Number(redisUrl.port) });
    mongoUri.port = String(mongo.port);
    const config = withAddresses(
      loadConfig({ NODE_ENV: 'test', MONGODB_URI: mongoUri.href, REDIS_URL: `redis://127.0.0.1:${redis.port}` }),
    );
    const log = pino({ level: 'info', base: null }, { write: (line: string) => void lines.push(line) });
    app = await createApp({ config, log, queuePrefix: database.redisPrefix });
    await migrateUp(app.storage.connection);
  });
  after(async () => {
    const [, took] = await timed(app.close());
    assert.ok(took < 5_000, `closing took ${took} ms`);
    await Promise.all([mongo.close(), redis.close()]);
    await database.drop();
  });
  beforeEach(() => {
    mongo.mend();
    redis.mend();
  });
  const get = (path: string) => request(app.web).get(path);

  row('S24', 'healthy with both services', async () => {
    const live = await get('/health/live');
    assert.deepEqual([live.status, live.body, live.headers['cache-control']], [200, { status: 'ok' }, 'no-store']);
    const ready = await get('/health/ready');
    assert.deepEqual([ready.status, ready.body], [200, { status: 'ok', mongodb: 'ok', redis: 'ok' }]);
    assert.equal(ready.headers['cache-control'], 'no-store');
  });

  row('S24', 'without Redis', async () => {
    redis.cut();
    const [ready, took] = await timed(get('/health/ready'));
    assert.deepEqual([ready.status, ready.body], [200, { status: 'ok', mongodb: 'ok', redis: 'unreachable' }]);
    assert.ok(took < 3_000, `${took} ms`);
    assert.equal((await get('/lti/keys')).status, 200);
    redis.mend();
    assert.equal((await get('/health/ready')).body.redis, 'ok');
  });

  row('S24', 'without MongoDB', async () => {
    const clock = () => new Date();
    const sessions = new SessionStore({
      storage: app.storage,
      randomness: systemRandomness,
      clock,
      minutes: 60,
      idleMinutes: 60,
    });
    const { token, sessionId } = await sessions.createSession({
      tenant: 'north',
      userId: 'user-1',
      courseId: 'course-1',
      placementId: null,
      deployment: 'deployment-1',
      role: 'learner',
      institutionAdmin: false,
      synthetic: false,
      locale: 'en',
      platformOrigin: 'https://lms.example',
      returnUrl: null,
      inWindow: false,
    });
    const page = `/app/${sessionId}/next`;
    mongo.cut();
    const [ready, took] = await timed(get('/health/ready'));
    assert.deepEqual([ready.status, ready.body], [503, { status: 'unavailable', mongodb: 'unreachable', redis: 'ok' }]);
    assert.ok(took < 3_000, `${took} ms`);
    assert.equal((await get('/health/live')).status, 200, 'a restart would not help');

    const reads = get(page).set({ Accept: 'text/html', Authorization: `Bearer ${token}` });
    const [answer, waited] = await timed(reads);
    assert.deepEqual([answer.status, answer.type], [503, 'text/html']);
    assert.match(answer.text, /The service cannot be reached right now/);
    assert.ok(waited < 8_000, `${waited} ms`);
    assert.doesNotMatch(answer.text, /Mongo|node_modules|\bat .*:\d+/);
    assert.ok(!lines.join('').includes(token));

    mongo.mend();
    const [again] = await timed(get('/health/ready'));
    assert.equal(again.body.mongodb, 'ok');
  });
});
