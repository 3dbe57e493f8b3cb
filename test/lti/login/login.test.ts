import assert from 'node:assert/strict';
import request from 'supertest';
import { assertRefused, attribute, TestBrowser } from '../support/browser.js';
import { FakePlatform } from '../support/fake-platform.js';
import { LtiApp } from '../support/lti-app.js';

describe('a login', () => {
  let platform: FakePlatform;
  let tool: LtiApp;
  let browser: TestBrowser;

  before(async () => {
    platform = await FakePlatform.start();
    tool = await LtiApp.start(platform);
    await tool.connect(platform);
    browser = new TestBrowser(tool, platform);
  });
  after(async () => {
    await tool.close();
    await platform.stop();
  });

  it('goes to the platform with all that it asks for, to the one registered address', async () => {
    const { address, state, nonce } = await browser.login({ target_link_uri: 'https://tool.example/?course=1' });
    assert.deepEqual(Object.fromEntries(address.searchParams), {
      response_type: 'id_token',
      response_mode: 'form_post',
      id_token_signed_response_alg: 'RS256',
      scope: 'openid',
      prompt: 'none',
      client_id: platform.clientId,
      redirect_uri: 'https://tool.example/lti/launch',
      login_hint: 'hint-7',
      lti_message_hint: '{"cmid":12}',
      lti_deployment_id: 'deployment-1',
      state,
      nonce,
    });
    for (const secret of [state, nonce]) assert.match(secret, /^[A-Za-z0-9_-]{43}$/);
  });

  it('works by GET as by POST, and without what is optional', async () => {
    const fields = browser.loginFields({ lti_message_hint: undefined, lti_deployment_id: '', client_id: undefined });
    const answer = await request(tool.app)
      .get('/lti/login')
      .query({ ...fields, canvas_region: 'x', utf8: '✓' });
    assert.equal(answer.status, 200);
    const parameters = new URL(attribute(answer.text, 'data-address')).searchParams;
    assert.equal(parameters.get('client_id'), platform.clientId);
    assert.ok(!parameters.has('lti_message_hint') && !parameters.has('lti_deployment_id'));
  });

  it('leaves the proof in a cookie for the launch alone, and says how to go on without scripts', async () => {
    const answer = await request(tool.app)
      .post('/lti/login')
      .type('form')
      .send(browser.loginFields({ lti_storage_target: 'post_message_forwarding' }));
    const [cookie = ''] = answer.headers['set-cookie'] as unknown as string[];
    const words = cookie.split('; ');
    for (const word of ['Path=/lti/launch', 'HttpOnly', 'Secure', 'SameSite=None', 'Partitioned', 'Max-Age=600']) {
      assert.ok(words.includes(word), word);
    }
    assert.ok(words[0]?.endsWith(`=${attribute(answer.text, 'data-proof')}`));
    assert.equal(attribute(answer.text, 'data-storage-target'), 'post_message_forwarding');
    assert.equal(attribute(answer.text, 'data-storage-origin'), platform.origin);
    assert.equal(attribute(answer.text, 'href'), attribute(answer.text, 'data-address'));
    assert.equal(answer.headers['cache-control'], 'no-store');
    assert.match(
      answer.headers['content-security-policy'] ?? '',
      new RegExp(`frame-ancestors 'self' ${platform.origin}$`),
    );
  });

  it('of two tabs has two states, two secrets and two cookies', async () => {
    const [one, two] = [await browser.login(), await browser.login()];
    const parts = [one, two].flatMap(({ state, nonce, proof, cookie }) => [state, nonce, proof, cookie.split('=')[0]]);
    assert.equal(new Set(parts).size, 8);
  });

  it('from nobody we know is refused, and no platform may frame the page', async () => {
    for (const changes of [{ iss: 'https://unknown.example' }, { client_id: 'unknown' }]) {
      const answer = await request(tool.app).post('/lti/login').type('form').send(browser.loginFields(changes));
      await assertRefused(tool, answer, 400, 'unknown-platform');
      assert.match(answer.headers['content-security-policy'] ?? '', /frame-ancestors 'none'$/);
    }
  });

  it('without client id finds the platform by the deployment, where an issuer has several', async () => {
    const second = { clientId: 'tool-client-2', deployments: ['deployment-2', 'shared'] };
    await tool.connect(platform, second);
    const registered = await tool.registry.findByIssuerAndClient(platform.issuer, platform.clientId);
    assert.ok(registered);
    await tool.deployments.approve(registered, 'shared', 'fake-campus');
    const { address } = await browser.login({ client_id: undefined, lti_deployment_id: 'deployment-2' });
    assert.equal(address.searchParams.get('client_id'), 'tool-client-2');
    for (const hint of [undefined, 'shared', 'deployment-9']) {
      const fields = browser.loginFields({ client_id: undefined, lti_deployment_id: hint });
      const answer = await request(tool.app).post('/lti/login').type('form').send(fields);
      await assertRefused(tool, answer, 400, 'client-id-needed');
    }
  });

  it('ends by itself in the database', async () => {
    const indexes = await tool.storage.connection.collection('login_states').indexes();
    assert.ok(indexes.some(({ key, expireAfterSeconds }) => key.expires_at === 1 && expireAfterSeconds === 0));
    assert.ok(indexes.some(({ key, unique }) => key.nonce === 1 && unique));
  });
});

describe('our public keys', () => {
  it('are served with a tag and a time to keep them', async () => {
    const platform = await FakePlatform.start();
    const tool = await LtiApp.start(platform);
    await tool.connect(platform);
    const answer = await request(tool.app).get('/lti/keys');
    assert.equal(answer.status, 200);
    assert.equal(answer.headers['cache-control'], 'public, max-age=300');
    assert.match(answer.headers['content-type'] ?? '', /json/);
    const keys = JSON.parse(answer.text ?? answer.body.toString()).keys;
    assert.equal(keys.length, 1);
    assert.ok(!('d' in keys[0]));
    const again = await request(tool.app)
      .get('/lti/keys')
      .set('If-None-Match', answer.headers.etag ?? '');
    assert.equal(again.status, 304);
    await tool.connect(platform, { clientId: 'tool-client-2' });
    const changed = await request(tool.app)
      .get('/lti/keys')
      .set('If-None-Match', answer.headers.etag ?? '');
    assert.equal(changed.status, 200);
    await tool.close();
    await platform.stop();
  });
});
