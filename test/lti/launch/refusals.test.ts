import assert from 'node:assert/strict';
import { CLAIM } from '../../../src/lti/launch/claims.js';
import type { RefusalCode } from '../../../src/lti/refusals/index.js';
import { assertRefused, TestBrowser } from '../support/browser.js';
import { type Claims, FakePlatform } from '../support/fake-platform.js';
import { LtiApp } from '../support/lti-app.js';

const LEARNER = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Learner';

describe('a launch is refused', () => {
  let platform: FakePlatform;
  let tool: LtiApp;
  let browser: TestBrowser;

  before(async () => {
    platform = await FakePlatform.start();
    tool = await LtiApp.start(platform);
    await tool.connect(platform);
    await tool.connect(platform, { clientId: 'tool-client-2', deployments: [] });
    browser = new TestBrowser(tool, platform);
  });
  afterEach(async () => {
    assert.equal(tool.received.length, 0, 'nothing behind the door heard of it');
    assert.equal(await tool.count('sessions'), 0);
  });
  after(async () => {
    await tool.close();
    await platform.stop();
  });

  const wrongClaims: [string, Claims, number, RefusalCode][] = [
    ['another LTI version', { [CLAIM.version]: '1.2.0' }, 401, 'claims-version'],
    ['no LTI version', { [CLAIM.version]: undefined }, 401, 'claims-version'],
    ['no message type', { [CLAIM.messageType]: undefined }, 401, 'claims-message-type'],
    [
      'a message type we do not serve',
      { [CLAIM.messageType]: 'LtiSubmissionReviewRequest' },
      401,
      'claims-message-type',
    ],
    ['no roles', { [CLAIM.roles]: undefined }, 401, 'claims-malformed'],
    ['roles in one string', { [CLAIM.roles]: LEARNER }, 401, 'claims-malformed'],
    ['roles that are no strings', { [CLAIM.roles]: [{ $ne: 1 }] }, 401, 'claims-malformed'],
    ['four hundred roles', { [CLAIM.roles]: Array.from({ length: 400 }, () => LEARNER) }, 401, 'claims-malformed'],
    ['no deployment', { [CLAIM.deploymentId]: undefined }, 401, 'claims-malformed'],
    ['a deployment that is an object', { [CLAIM.deploymentId]: { $ne: '' } }, 401, 'claims-malformed'],
    ['a deployment that is a number', { [CLAIM.deploymentId]: 1 }, 401, 'claims-malformed'],
    ['a deployment of 256 characters', { [CLAIM.deploymentId]: 'd'.repeat(256) }, 401, 'claims-malformed'],
    ['no target', { [CLAIM.targetLinkUri]: undefined }, 401, 'claims-malformed'],
    ['a target elsewhere', { [CLAIM.targetLinkUri]: 'https://evil.example/lti/launch' }, 401, 'claims-target'],
    [
      'a target that looks like ours',
      { [CLAIM.targetLinkUri]: 'https://tool.example@evil.example/' },
      401,
      'claims-target',
    ],
    ['a target with a script', { [CLAIM.targetLinkUri]: 'javascript:alert(1)' }, 401, 'claims-target'],
    ['a target that is no launch', { [CLAIM.targetLinkUri]: 'https://tool.example/lti/keys' }, 401, 'claims-target'],
    ['no resource link', { [CLAIM.resourceLink]: undefined }, 401, 'claims-malformed'],
    ['a resource link without id', { [CLAIM.resourceLink]: { title: 'x' } }, 401, 'claims-malformed'],
    ['a resource link with a blank id', { [CLAIM.resourceLink]: { id: '  ' } }, 401, 'claims-malformed'],
    ['a course without id', { [CLAIM.context]: { title: 'x' } }, 401, 'claims-malformed'],
    ['no subject', { sub: undefined }, 403, 'anonymous'],
    ['an empty subject', { sub: '' }, 403, 'anonymous'],
    ['a subject that is an object', { sub: { $gt: '' } }, 401, 'claims-malformed'],
    ['a subject with a line break', { sub: 'a\nb' }, 401, 'claims-malformed'],
    ['a subject of 256 characters', { sub: 's'.repeat(256) }, 401, 'claims-malformed'],
    ['another issuer', { iss: 'https://lms.example' }, 401, 'token-issuer'],
    ['no issuer', { iss: undefined }, 401, 'token-issuer'],
    ['another audience', { aud: 'somebody' }, 401, 'token-audience'],
    ['a token of our other client', { aud: 'tool-client-2' }, 401, 'token-audience'],
    ['a further audience', { aud: ['tool-client-1', 'somebody'], azp: 'tool-client-1' }, 401, 'token-audience'],
    ['no audience', { aud: undefined }, 401, 'token-audience'],
    ['an empty list of audiences', { aud: [] }, 401, 'token-audience'],
    ['an audience that is an object', { aud: { 0: 'tool-client-1' } }, 401, 'token-audience'],
    ['another authorised party', { azp: 'somebody' }, 401, 'token-audience'],
    ['a nonce of its own', { nonce: 'made-up' }, 401, 'token-nonce'],
    ['no nonce', { nonce: undefined }, 401, 'token-nonce'],
    ['no expiry', { exp: undefined }, 401, 'token-times'],
    ['no time of issue', { iat: undefined }, 401, 'token-times'],
    ['an expiry in a string', { exp: '4102444800' }, 401, 'token-times'],
    ['a time of issue below zero', { iat: -5 }, 401, 'token-times'],
    ['a begin in a string', { nbf: 'now' }, 401, 'token-times'],
    ['an expiry in ten years', { exp: Math.floor(Date.now() / 1000) + 315_360_000 }, 401, 'token-times'],
  ];
  for (const [what, changes, status, code] of wrongClaims) {
    it(`for ${what}`, async () => {
      await assertRefused(tool, await browser.launch(changes), status, code);
    });
  }

  describe('for its times', () => {
    /** Seconds from now. */
    const times: [string, { iat: number; exp: number; nbf?: number }, RefusalCode][] = [
      ['expired 60 seconds ago', { iat: -300, exp: -60 }, 'token-expired'],
      ['issued in 61 seconds', { iat: 61, exp: 300 }, 'token-times'],
      ['good in 61 seconds', { iat: 0, exp: 300, nbf: 61 }, 'token-times'],
      ['good for a second more than a day', { iat: 0, exp: 86_401 }, 'token-times'],
      ['expired when it was issued', { iat: 30, exp: 30 }, 'token-times'],
    ];
    for (const [what, { iat, exp, nbf }, code] of times) {
      it(what, async () => {
        const now = Math.floor(tool.now.getTime() / 1000);
        tool.now = new Date(now * 1000);
        const claims = { iat: now + iat, exp: now + exp, ...(nbf !== undefined && { nbf: now + nbf }) };
        await assertRefused(tool, await browser.launch(claims), 401, code);
      });
    }
  });

  it('when a learner asks to place activities', async () => {
    await assertRefused(tool, await browser.deepLink({}, { [CLAIM.roles]: [LEARNER] }), 403, 'staff-only');
  });

  it('when a deep linking request has no usable way back', async () => {
    await assertRefused(
      tool,
      await browser.deepLink({ deep_link_return_url: 'javascript:alert(1)' }),
      401,
      'claims-malformed',
    );
    await assertRefused(
      tool,
      await browser.deepLink({ deep_link_return_url: 'http://lms.example/' }),
      401,
      'claims-malformed',
    );
    await assertRefused(tool, await browser.deepLink({ accept_types: undefined }), 401, 'claims-malformed');
  });

  it('when the platform answers with an error, whose text we never show', async () => {
    const login = await browser.login();
    const text = '<img src=x onerror=alert(1)>';
    const answer = await browser.post({ error: 'login_required', error_description: text, state: login.state });
    await assertRefused(tool, answer, 400, 'platform-error');
    assert.ok(!answer.text.includes('onerror'));
    assert.match(
      answer.headers['content-security-policy'] ?? '',
      new RegExp(`frame-ancestors 'self' ${platform.origin}`),
    );
  });

  it('and is put down without a word about the person', async () => {
    await browser.launch({ [CLAIM.version]: '2' });
    const [newest] = await tool.storage.connection
      .collection('launch_refusals')
      .find()
      .sort({ created_at: -1 })
      .limit(1)
      .toArray();
    assert.deepEqual(Object.keys(newest ?? {}).sort(), [
      '_id',
      'client_id',
      'code',
      'created_at',
      'detail',
      'expires_at',
      'issuer',
      'tenant',
    ]);
    const logged = tool.logged.join('');
    for (const personal of ['student-7', 'Ada', 'ada@school.example', 'hint-7'])
      assert.ok(!logged.includes(personal), personal);
  });
});

describe('a launch with clocks apart', () => {
  it('takes place up to a minute in both directions', async () => {
    const platform = await FakePlatform.start();
    const tool = await LtiApp.start(platform);
    await tool.connect(platform);
    const browser = new TestBrowser(tool, platform);
    const now = Math.floor(tool.now.getTime() / 1000);
    tool.now = new Date(now * 1000);
    for (const claims of [
      { iat: now - 300, exp: now - 59 },
      { iat: now + 60, exp: now + 300, nbf: now + 60 },
      { iat: now, exp: now + 86_400 },
    ]) {
      assert.equal((await browser.launch(claims)).status, 303);
    }
    await tool.close();
    await platform.stop();
  });
});
