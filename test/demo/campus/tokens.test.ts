import assert from 'node:assert/strict';
import { SCOPE } from '../../../demo/campus/vocabulary.js';
import { Bench, START, startFakeTool } from './bench.js';

describe('campus: access tokens', () => {
  let bench: Bench;
  beforeEach(async () => {
    bench = await Bench.start();
  });
  afterEach(() => bench.close());

  async function ask(assertion: string, scope: string = SCOPE.score, change: Record<string, string> = {}) {
    const form = { ...bench.tokenForm(assertion, scope), ...change };
    return bench.http.post('/lti/token').type('form').send(form);
  }

  async function askWith(change: Record<string, unknown>) {
    return ask(await bench.tool.sign({ ...bench.assertionClaims(), ...change }));
  }

  it('grants what was asked for, for an hour, never to be cached', async () => {
    const response = await ask(await bench.tool.sign(bench.assertionClaims()), `${SCOPE.score} ${SCOPE.memberships}`);
    assert.equal(response.status, 200);
    assert.equal(response.headers['cache-control'], 'no-store');
    const { access_token: token, ...rest } = response.body;
    assert.match(token, /.{20}/);
    assert.deepEqual(rest, { token_type: 'Bearer', expires_in: 3600, scope: `${SCOPE.score} ${SCOPE.memberships}` });
  });

  it('gives the permitted part of the list as Moodle does, all or nothing as Canvas does', async () => {
    bench.campus.setSwitch('gradeService', 'scores');
    const both = `${SCOPE.lineItem} ${SCOPE.score}`;
    const part = await ask(await bench.tool.sign(bench.assertionClaims()), both);
    assert.equal(part.body.scope, SCOPE.score);
    const none = await ask(await bench.tool.sign(bench.assertionClaims()), SCOPE.lineItem);
    assert.deepEqual([none.status, none.body.error], [400, 'invalid_scope']);
    bench.campus.setSwitch('flavour', 'canvas');
    const canvas = await ask(await bench.tool.sign(bench.assertionClaims()), both);
    assert.deepEqual([canvas.status, canvas.body.error], [400, 'invalid_scope']);
  });

  it('refuses assertions that are not honest', async () => {
    const now = START.getTime() / 1000;
    const wrong: Record<string, unknown>[] = [
      { iss: 'somebody' },
      { sub: 'somebody' },
      { aud: 'http://127.0.0.1:3100' },
      { exp: now - 10 },
      { exp: undefined },
      { iat: now + 60 },
      { iat: now - 700 },
      { iat: undefined },
      { jti: undefined },
    ];
    for (const change of wrong) {
      const response = await askWith(change);
      assert.deepEqual([response.status, response.body.error], [400, 'invalid_client'], JSON.stringify(change));
    }
    bench.campus.setSwitch('flavour', 'canvas');
    assert.equal((await askWith({ iss: 'somebody' })).status, 401);
  });

  it('takes an assertion once', async () => {
    const assertion = await bench.tool.sign(bench.assertionClaims());
    assert.equal((await ask(assertion)).status, 200);
    const again = await ask(assertion);
    assert.deepEqual([again.status, again.body.error], [400, 'invalid_client']);
  });

  it('refuses the keys of somebody else, other algorithms, and garbage', async () => {
    const stranger = await startFakeTool();
    try {
      const forged = await stranger.sign(bench.assertionClaims());
      assert.equal((await ask(forged)).body.error, 'invalid_client');
    } finally {
      await stranger.close();
    }
    const other = await bench.tool.sign(bench.assertionClaims(), { kid: 'unknown' });
    assert.equal((await ask(other)).body.error, 'invalid_client');
    assert.equal((await ask('not.a.token')).body.error, 'invalid_client');
  });

  it('finds new keys of the tool at once', async () => {
    assert.equal((await askWith({})).status, 200);
    await bench.tool.rotate();
    assert.equal((await askWith({})).status, 200);
  });

  it('names what is wrong with a request that is no token request', async () => {
    const assertion = await bench.tool.sign(bench.assertionClaims());
    const grant = await ask(assertion, SCOPE.score, { grant_type: 'password' });
    assert.deepEqual([grant.status, grant.body.error], [400, 'unsupported_grant_type']);
    const type = await ask(assertion, SCOPE.score, { client_assertion_type: 'other' });
    assert.deepEqual([type.status, type.body.error], [400, 'invalid_request']);
    const scope = await ask(assertion, '');
    assert.deepEqual([scope.status, scope.body.error], [400, 'invalid_request']);
  });

  it('lets tokens end: after an hour, or all at once', async () => {
    const path = `/lti/courses/${bench.courseId}/memberships`;
    const bearer = await bench.bearer(SCOPE.memberships);
    await bench.http.get(path).set('authorization', bearer).expect(200);
    bench.now = new Date(START.getTime() + 3600 * 1000);
    await bench.http.get(path).set('authorization', bearer).expect(401);
    const next = await bench.bearer(SCOPE.memberships);
    bench.campus.revokeAccessTokens();
    await bench.http.get(path).set('authorization', next).expect(401);
  });
});
