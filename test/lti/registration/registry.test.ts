import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createLocalJWKSet, jwtVerify, SignJWT } from 'jose';
import {
  LtijsPlatformRegistry,
  MemoryLtijsDatabase,
  makeRsaKeyPair,
  type PlatformDraft,
  PlatformExists,
  systemRandomness,
} from '../../../src/lti/index.js';
import { testClock } from '../../support/app.js';
import { samePair } from '../support/lti-app.js';

const draft = (changes: Partial<PlatformDraft> = {}): PlatformDraft => ({
  issuer: 'https://lms.example',
  clientId: 'client-1',
  name: 'LMS',
  authUrl: 'https://auth.lms.example/authorize?realm=x',
  tokenUrl: 'https://lms.example/token',
  jwksUrl: 'https://lms.example/jwks',
  institution: 'school',
  frameOrigins: [],
  ...changes,
});

function newRegistry(makeKeyPair = samePair) {
  const clock = testClock();
  const database = new MemoryLtijsDatabase(clock);
  return { clock, database, registry: new LtijsPlatformRegistry(database, systemRandomness, clock, makeKeyPair) };
}

describe('the platform registry', () => {
  it('registers a platform closed, and opens it on demand', async () => {
    const { registry } = newRegistry();
    const registered = await registry.register(draft());
    assert.equal(registered.active, false);
    await registry.setActive(registered.id, true);
    assert.deepEqual(await registry.findByIssuerAndClient('https://lms.example', 'client-1'), {
      id: registered.id,
      issuer: 'https://lms.example',
      clientId: 'client-1',
      name: 'LMS',
      authUrl: 'https://auth.lms.example/authorize?realm=x',
      tokenUrl: 'https://lms.example/token',
      tokenAudience: 'https://lms.example/token',
      jwksUrl: 'https://lms.example/jwks',
      institution: 'school',
      origins: ['https://lms.example', 'https://auth.lms.example'],
      active: true,
    });
    await registry.setActive(registered.id, false);
    assert.equal((await registry.findById(registered.id))?.active, false);
  });

  it('never overwrites a platform, also when two register it at once', async () => {
    const { registry } = newRegistry();
    const first = await registry.register(draft());
    const evil = draft({ jwksUrl: 'https://evil.example/jwks' });
    await assert.rejects(registry.register(evil), PlatformExists);
    assert.equal((await registry.findById(first.id))?.jwksUrl, 'https://lms.example/jwks');

    const order = draft({ clientId: 'client-2' });
    const results = await Promise.allSettled([
      registry.register(order),
      registry.register(order),
      registry.register(order),
    ]);
    assert.equal(results.filter(({ status }) => status === 'fulfilled').length, 1);
    assert.equal(JSON.parse((await registry.publicKeys()).body).keys.length, 2);
  });

  it('finds by issuer, lists, and removes with keys and status', async () => {
    const { registry, database } = newRegistry();
    const one = await registry.register(draft());
    await registry.register(draft({ clientId: 'client-2' }));
    await registry.register(draft({ issuer: 'https://other.example' }));
    assert.equal((await registry.findByIssuer('https://lms.example')).length, 2);
    assert.equal((await registry.list()).length, 3);
    await registry.setActive(one.id, true);
    await registry.remove(one.id);
    assert.equal(await registry.findById(one.id), null);
    assert.equal(await database.Get('key', 'privatekey', { kid: one.id }), false);
    assert.equal(await database.Get('key', 'publickey', { kid: one.id }), false);
    await assert.rejects(registry.signingKey(one.id), /not registered/);
    assert.equal(JSON.parse((await registry.publicKeys()).body).keys.length, 2);
  });

  it('makes a pair of its own per platform, off the event loop', async function () {
    this.timeout(60_000);
    const { registry } = newRegistry(makeRsaKeyPair);
    let longestPause = 0;
    let last = performance.now();
    const beat = setInterval(() => {
      longestPause = Math.max(longestPause, performance.now() - last);
      last = performance.now();
    }, 5);
    const [one, two] = await Promise.all([
      registry.register(draft()),
      registry.register(draft({ clientId: 'client-2' })),
    ]);
    clearInterval(beat);
    assert.ok(longestPause < 400, `the event loop stood for ${longestPause} ms`);
    const [first, second] = [await registry.signingKey(one.id), await registry.signingKey(two.id)];
    assert.notEqual(first.kid, second.kid);
    assert.notDeepEqual(first.key.export({ format: 'jwk' }), second.key.export({ format: 'jwk' }));
    assert.equal(first.key.asymmetricKeyDetails?.modulusLength, 3072);
  });

  it('signs assertions that its public keys prove', async () => {
    const { registry } = newRegistry();
    const { id } = await registry.register(draft());
    const { kid, key } = await registry.signingKey(id);
    const assertion = await new SignJWT({ jti: randomUUID() }).setProtectedHeader({ alg: 'RS256', kid }).sign(key);
    const { body } = await registry.publicKeys();
    await jwtVerify(assertion, createLocalJWKSet(JSON.parse(body)));
    const [jwk] = JSON.parse(body).keys;
    assert.deepEqual(Object.keys(jwk).sort(), ['alg', 'e', 'kid', 'kty', 'n', 'use']);
  });

  it('opens each public key once, and serves the last set while the database is away', async () => {
    const { registry, database } = newRegistry();
    await registry.register(draft());
    const { body, etag } = await registry.publicKeys();
    let opened = 0;
    const get = database.Get.bind(database);
    database.Get = (encryption, collection, query) => {
      if (encryption) opened += 1;
      return get(encryption, collection, query);
    };
    assert.deepEqual(await registry.publicKeys(), { body, etag });
    assert.equal(opened, 0);
    await registry.register(draft({ clientId: 'client-2' }));
    assert.notEqual((await registry.publicKeys()).etag, etag);
    database.Get = () => Promise.reject(new Error('away'));
    assert.equal(JSON.parse((await registry.publicKeys()).body).keys.length, 2);
  });

  it('builds the OIDC request on the address that the platform gave', async () => {
    const { registry } = newRegistry();
    const platform = await registry.register(draft());
    const url = await registry.loginRequest(platform, {
      loginHint: 'hint &?#',
      messageHint: '{"a":"ü"}',
      deploymentHint: null,
      redirectUri: 'https://tool.example/lti/launch',
      state: 'the-state',
      nonce: 'the-nonce',
    });
    assert.equal(`${url.origin}${url.pathname}`, 'https://auth.lms.example/authorize');
    assert.deepEqual(Object.fromEntries(url.searchParams), {
      realm: 'x',
      response_type: 'id_token',
      response_mode: 'form_post',
      id_token_signed_response_alg: 'RS256',
      scope: 'openid',
      prompt: 'none',
      client_id: 'client-1',
      redirect_uri: 'https://tool.example/lti/launch',
      login_hint: 'hint &?#',
      lti_message_hint: '{"a":"ü"}',
      state: 'the-state',
      nonce: 'the-nonce',
    });
  });

  it('lives twice in one process without sharing anything', async () => {
    const [one, two] = [newRegistry().registry, newRegistry().registry];
    const { id } = await one.register(draft());
    await one.setActive(id, true);
    assert.equal(await two.findById(id), null);
    const twin = await two.register(draft());
    assert.equal((await two.findById(twin.id))?.active, false);
    assert.equal((await one.findById(id))?.active, true);
  });

  it('lets hosted Canvas be framed by every school of it, and named origins frame too', async () => {
    const { registry } = newRegistry();
    const issuer = 'https://canvas.instructure.com';
    const canvas = await registry.register(
      draft({ issuer, authUrl: 'https://sso.canvaslms.com/api/lti/authorize_redirect' }),
    );
    assert.deepEqual(canvas.origins, [issuer, 'https://sso.canvaslms.com', 'https://*.instructure.com']);
    const named = await registry.register(draft({ frameOrigins: ['https://learn.school.example'] }));
    assert.ok(named.origins.includes('https://learn.school.example'));
  });
});
