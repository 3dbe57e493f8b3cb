import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createKey } from '../../src/features/api-keys/index.js';
import { API_SCOPES } from '../../src/http/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { testCourse } from '../support/course.js';
import { knownValues } from './support/known-values.js';
import { schemathesis } from './support/schemathesis.js';

/** ATTUNE_API_CALLS asks for more or fewer calls, ATTUNE_API_ONLY for some operations. */
const CALLS = Number(process.env.ATTUNE_API_CALLS ?? 20_000);
const SEED = Number(process.env.ATTUNE_API_SEED ?? 20_261_127);
const AN_HOUR = 3_600_000;
/** Cases of each operation that the other phases make besides those that are asked for, at the least. */
const LEAST_CASES = 10;

describe('the API under generated calls', () => {
  let app: TestApp;
  let server: Server;
  let calls = 0;
  const statuses = new Map<number, number>();
  let key = '';

  before(async () => {
    app = await startTestApp({ course: testCourse(), env: { RATE_LIMIT_APP: 'off/off' } });
    key = await createKey(
      app.scope,
      { name: 'attack', scopes: API_SCOPES, expiresAt: null },
      { id: 'attack-key', secret: 'A'.repeat(43), now: app.clock() },
    );
    server = createServer((request, response) => {
      calls += 1;
      response.on('finish', () => statuses.set(response.statusCode, (statuses.get(response.statusCode) ?? 0) + 1));
      app.app.web(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });

  after(async () => {
    server?.closeAllConnections();
    server?.close();
    await app?.close();
  });

  it(`does what its document says, ${CALLS} times`, async function () {
    this.timeout(AN_HOUR);
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const operations = app.app.endpoints.length;
    const examples = Math.max(LEAST_CASES, Math.ceil(CALLS / operations));
    const only = process.env.ATTUNE_API_ONLY;
    const found = await schemathesis({ url, key, examples, seed: SEED, known: await knownValues(app, url, key), only });
    const counts = [...statuses].sort(([a], [b]) => a - b).map(([status, count]) => `${status}: ${count}`);
    console.log(`${calls} calls of ${operations} operations (${counts.join(', ')})\n${found.text.slice(-6_000)}`);
    assert.equal(found.code, 0, found.text.slice(-20_000));
    if (only === undefined) assert.ok(calls >= CALLS, `only ${calls} calls were made`);
  });
});
