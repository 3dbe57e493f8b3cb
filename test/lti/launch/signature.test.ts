import assert from 'node:assert/strict';
import { createHmac, generateKeyPairSync } from 'node:crypto';
import { CompactSign, exportJWK, importPKCS8 } from 'jose';
import { assertRefused, TestBrowser } from '../support/browser.js';
import { FakePlatform } from '../support/fake-platform.js';
import { LtiApp } from '../support/lti-app.js';

describe('a launch is refused for its signature', () => {
  let platform: FakePlatform;
  let other: FakePlatform;
  let tool: LtiApp;
  let browser: TestBrowser;

  before(async () => {
    [platform, other] = await Promise.all([FakePlatform.start(), FakePlatform.start()]);
    tool = await LtiApp.start(platform);
    await tool.connect(platform);
    browser = new TestBrowser(tool, platform);
  });
  afterEach(async () => {
    assert.equal(tool.received.length, 0, 'nothing behind the door heard of it');
    assert.equal(await tool.count('sessions'), 0);
  });
  after(async () => {
    await tool.close();
    await Promise.all([platform.stop(), other.stop()]);
  });

  const claimsOf = async () => {
    const login = await browser.login();
    return { login, claims: platform.claims(login.nonce, tool.now) };
  };
  const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');

  it('that another key made', async () => {
    const { login, claims } = await claimsOf();
    const token = await other.sign(claims, { kid: platform.kid });
    await assertRefused(
      tool,
      await browser.post({ id_token: token, state: login.state }, login.cookie),
      401,
      'token-signature',
    );
  });

  it('over other claims', async () => {
    const { login, claims } = await claimsOf();
    const [header, , signature] = (await platform.sign(claims)).split('.');
    const token = `${header}.${encode({ ...claims, sub: 'somebody-else' })}.${signature}`;
    await assertRefused(
      tool,
      await browser.post({ id_token: token, state: login.state }, login.cookie),
      401,
      'token-signature',
    );
  });

  it('without a key id', async () => {
    await assertRefused(tool, await browser.launch({}, { kid: null }), 401, 'token-key-missing');
  });

  it('with a key id that the platform does not have', async () => {
    await assertRefused(tool, await browser.launch({}, { kid: 'other' }), 401, 'token-key-unknown');
  });

  it('with a critical header that we do not know', async () => {
    const { login, claims } = await claimsOf();
    const token = await platform.sign(claims);
    const [, payload, signature] = token.split('.');
    const header = encode({ alg: 'RS256', kid: platform.kid, crit: ['x'], x: 1 });
    const answer = await browser.post(
      { id_token: `${header}.${payload}.${signature}`, state: login.state },
      login.cookie,
    );
    await assertRefused(tool, answer, 401, 'token-signature');
  });

  it('of algorithm none', async () => {
    const { login, claims } = await claimsOf();
    for (const signature of ['', 'AA']) {
      const token = `${encode({ alg: 'none', kid: platform.kid })}.${encode(claims)}.${signature}`;
      const { state, cookie } = signature === '' ? login : await browser.login();
      const code = signature === '' ? 'token-malformed' : 'token-algorithm';
      await assertRefused(tool, await browser.post({ id_token: token, state }, cookie), 401, code);
    }
  });

  it('of HS256 with the public key as secret', async () => {
    const { login, claims } = await claimsOf();
    const body = `${encode({ alg: 'HS256', kid: platform.kid })}.${encode(claims)}`;
    const secret = JSON.stringify(platform.publicJwk);
    const token = `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
    await assertRefused(
      tool,
      await browser.post({ id_token: token, state: login.state }, login.cookie),
      401,
      'token-algorithm',
    );
  });

  it('of RS512 and PS256 with the right key', async () => {
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const pem = pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    for (const alg of ['RS512', 'PS256']) {
      const { login, claims } = await claimsOf();
      const token = await new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
        .setProtectedHeader({ alg, kid: platform.kid })
        .sign(await importPKCS8(pem, alg));
      await assertRefused(
        tool,
        await browser.post({ id_token: token, state: login.state }, login.cookie),
        401,
        'token-algorithm',
      );
    }
  });

  it('with a key of its own in the header', async () => {
    const pair = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const { login, claims } = await claimsOf();
    const token = await new CompactSign(new TextEncoder().encode(JSON.stringify(claims)))
      .setProtectedHeader({
        alg: 'RS256',
        kid: platform.kid,
        jwk: await exportJWK(pair.publicKey),
        jku: `${other.origin}/jwks`,
      })
      .sign(pair.privateKey);
    await assertRefused(
      tool,
      await browser.post({ id_token: token, state: login.state }, login.cookie),
      401,
      'token-signature',
    );
    assert.equal(other.fetches, 0);
  });

  for (const [what, token] of [
    ['a JSON object', '{"iss":"x"}'],
    ['two parts', 'a.b'],
    ['a header that is no JSON', 'YQ.YQ.YQ'],
  ] as const) {
    it(`in ${what} instead of a token`, async () => {
      const login = await browser.login();
      await assertRefused(
        tool,
        await browser.post({ id_token: token, state: login.state }, login.cookie),
        401,
        'token-malformed',
      );
    });
  }
});
