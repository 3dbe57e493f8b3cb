import assert from 'node:assert/strict';
import { createLocalJWKSet, jwtVerify } from 'jose';
import request from 'supertest';
import { AppError, type Principal } from '../../../src/http/index.js';
import type { ContentItem } from '../../../src/lti/index.js';
import { CLAIM } from '../../../src/lti/launch/claims.js';
import { attribute, field, TestBrowser } from '../support/browser.js';
import { FakePlatform } from '../support/fake-platform.js';
import { LtiApp } from '../support/lti-app.js';

const DL = 'https://purl.imsglobal.org/spec/lti-dl/claim';

const item: ContentItem = {
  type: 'ltiResourceLink',
  url: 'https://tool.example/lti/launch',
  title: 'Practice: averages',
  text: 'Ten questions that fit you.',
  custom: { attune_kind: 'practice', attune_length: '10' },
  lineItem: { scoreMaximum: 100, label: 'Practice: averages', resourceId: 'placement-1' },
};

describe('a deep linking answer', () => {
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

  /** An instructor who came to place activities. */
  const instructor = async (settings: Record<string, unknown> = {}): Promise<Principal> => {
    const answer = await browser.deepLink(settings);
    assert.equal(answer.status, 303, answer.text);
    const cookies = answer.headers['set-cookie'] as unknown as string[];
    const [, token] = /^attune_[0-9a-f-]{36}=([^;]+)/.exec(cookies.find((each) => !each.includes('login')) ?? '') ?? [];
    const opened = await tool.sessions.open(token);
    assert.ok(opened);
    return { ...opened, proof: 'token' };
  };

  const verified = async (jwt: string) => {
    const keys = createLocalJWKSet(JSON.parse((await request(tool.app).get('/lti/keys')).text));
    return jwtVerify(jwt, keys, { issuer: platform.clientId, audience: platform.issuer, algorithms: ['RS256'] });
  };

  it('is signed by our key, for this platform, with what the instructor chose', async () => {
    const principal = await instructor();
    const { returnUrl, jwt } = await tool.deepLinking.signResponse(principal, [item], {
      message: 'Placed.',
      log: 'one item',
    });
    assert.equal(returnUrl, `${platform.origin}/deep-link-return`);
    const { payload } = await verified(jwt);
    assert.equal(payload[CLAIM.messageType], 'LtiDeepLinkingResponse');
    assert.equal(payload[CLAIM.version], '1.3.0');
    assert.equal(payload[CLAIM.deploymentId], 'deployment-1');
    assert.equal(payload[`${DL}/data`], 'opaque-1');
    assert.equal(payload[`${DL}/msg`], 'Placed.');
    assert.equal(payload[`${DL}/log`], 'one item');
    assert.deepEqual(payload[`${DL}/content_items`], [item]);
    assert.ok(typeof payload.nonce === 'string' && payload.nonce.length > 10);
    const again = await verified((await tool.deepLinking.signResponse(principal, [item])).jwt);
    assert.notEqual(again.payload.nonce, payload.nonce);
  });

  it('of each of two tabs carries its own data', async () => {
    const data = ['first; {"tab":1}', 'second <&"> ü'];
    const tabs = await Promise.all(data.map((each) => instructor({ data: each })));
    const answers = await Promise.all(tabs.map((tab) => tool.deepLinking.signResponse(tab, [item])));
    const echoed = await Promise.all(answers.map(async ({ jwt }) => (await verified(jwt)).payload[`${DL}/data`]));
    assert.deepEqual(echoed, data);
  });

  it('has no data when none came, and no items when the person changed their mind', async () => {
    const { payload } = await verified(
      (await tool.deepLinking.signResponse(await instructor({ data: undefined }), [])).jwt,
    );
    assert.ok(!(`${DL}/data` in payload));
    assert.deepEqual(payload[`${DL}/content_items`], []);
  });

  const refused = (code: string) => (error: unknown) => error instanceof AppError && error.code === code;

  it('holds to what the platform takes', async () => {
    const one = await instructor({ accept_multiple: false });
    await assert.rejects(tool.deepLinking.signResponse(one, [item, item]), refused('conflict'));
    const worded = await instructor({ accept_multiple: 'false' });
    await assert.rejects(tool.deepLinking.signResponse(worded, [item, item]), refused('conflict'));
    const html = await instructor({ accept_types: ['html'] });
    await assert.rejects(tool.deepLinking.signResponse(html, [item]), refused('conflict'));
    await tool.deepLinking.signResponse(html, []);
    const ungraded = await instructor({ accept_lineitem: false });
    const { payload } = await verified((await tool.deepLinking.signResponse(ungraded, [item])).jwt);
    const { lineItem: _, ...rest } = item;
    assert.deepEqual(payload[`${DL}/content_items`], [rest]);
    const silent = await instructor({ accept_multiple: undefined, accept_lineitem: undefined });
    const both = await verified((await tool.deepLinking.signResponse(silent, [item, item])).jwt);
    assert.deepEqual(both.payload[`${DL}/content_items`], [item, item]);
    assert.deepEqual(await tool.deepLinking.offer(ungraded), {
      acceptsLinks: true,
      acceptsSeveral: true,
      acceptsLineItem: false,
    });
  });

  it('is for staff who came to place activities, and for nobody else', async () => {
    const principal = await instructor();
    for (const role of ['learner', 'observer', 'guest'] as const) {
      await assert.rejects(tool.deepLinking.signResponse({ ...principal, role }, [item]), refused('forbidden'));
    }
    const elsewhere = [
      { ...principal, sessionId: 'another' },
      { ...principal, tenant: 'other-school' },
    ];
    for (const each of elsewhere) await assert.rejects(tool.deepLinking.offer(each), refused('not-found'));
  });

  it('leads to this tool and nowhere else, with plain parameters and a line item that is worth something', async () => {
    const principal = await instructor();
    const wrong: object[] = [
      { url: 'https://evil.example/' },
      { url: 'javascript:alert(1)' },
      { title: ' ' },
      { custom: { a: 1 } },
      { lineItem: { scoreMaximum: 0 } },
      { type: 'html' },
      { surprise: true },
    ];
    for (const change of wrong) {
      await assert.rejects(tool.deepLinking.signResponse(principal, [{ ...item, ...change } as ContentItem]));
    }
  });

  it('goes back in a form that may post to the platform, and only there', async () => {
    const principal = await instructor();
    tool.app.get('/return', (_request, response) => tool.deepLinking.returnItems(response, principal, [item]));
    const answer = await request(tool.app).get('/return');
    assert.equal(answer.status, 200, answer.text);
    assert.equal(attribute(answer.text, 'action'), `${platform.origin}/deep-link-return`);
    await verified(field(answer.text, 'JWT'));
    const policy = answer.headers['content-security-policy'] ?? '';
    assert.ok(policy.includes(`form-action 'self' ${platform.origin};`), policy);
    assert.ok(policy.endsWith(`frame-ancestors 'self' ${platform.origin}`), policy);
  });
});
