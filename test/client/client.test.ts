import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clientSchema } from '../../scripts/client-schema.js';
import { openApiDocument } from '../../src/http/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { projectRoot } from '../support/services.js';

describe('the API as the program mounts it', () => {
  let app: TestApp;
  before(async () => {
    app = await startTestApp();
  });
  after(() => app.close());

  it('has the types of the client that is here (if not: npm run build:client)', async () => {
    const document = openApiDocument(app.app.endpoints, { version: '0', server: 'http://localhost' });
    const made = await clientSchema(document);
    assert.equal(readFileSync(join(projectRoot, 'client/schema.ts'), 'utf8'), made);
  });

  it('says of every endpoint who may call it, what it is for, and under which heading', () => {
    assert.ok(app.app.endpoints.length > 0);
    for (const { operationId, summary, tag, session, scope, path, params } of app.app.endpoints) {
      assert.match(operationId, /^[a-z][A-Za-z]+$/);
      assert.match(summary, /^[A-Z].*[.?]$/, operationId);
      assert.match(tag, /^[A-Z]/, operationId);
      assert.ok(session !== null || scope !== null, operationId);
      assert.equal(/\{/.test(path), params !== undefined, operationId);
    }
  });
});
