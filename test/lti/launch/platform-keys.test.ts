import assert from 'node:assert/strict';
import { PlatformKeys } from '../../../src/lti/launch/index.js';
import { createOutbound } from '../../../src/lti/outbound/index.js';
import { LaunchRefusal } from '../../../src/lti/refusals/index.js';
import { TestBrowser } from '../support/browser.js';
import { FakePlatform } from '../support/fake-platform.js';
import { LtiApp } from '../support/lti-app.js';

describe("a platform's keys", () => {
  let platform: FakePlatform;
  let now: number;
  let keys: PlatformKeys;

  beforeEach(async () => {
    platform = await FakePlatform.start();
    now = Date.now();
    keys = new PlatformKeys(() => new Date(now));
  });
  afterEach(() => platform.stop());

  const find = (kid = platform.kid) => keys.find(platform.order.jwksUrl, kid);
  const pass = (seconds: number) => {
    now += seconds * 1000;
  };
  const refused = (code: string) => (error: unknown) => error instanceof LaunchRefusal && error.code === code;

  it('are fetched once for forty launches', async () => {
    const tool = await LtiApp.start(platform);
    await tool.connect(platform);
    const browser = new TestBrowser(tool, platform);
    for (let round = 0; round < 4; round += 1) {
      const answers = await Promise.all(Array.from({ length: 10 }, () => browser.launch()));
      assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([303]));
    }
    assert.equal(platform.fetches, 1);
    await tool.close();
  });

  for (const [header, seconds] of [
    ['max-age=120', 120],
    ['public, max-age=7200', 7200],
    ['max-age=0', 60],
    ['no-store', 60],
    ['max-age=99999999', 86_400],
    ['', 600],
    ['max-age=soon', 600],
  ] as const) {
    it(`are good for ${seconds} s when the platform says "${header}"`, async () => {
      platform.answer = (response) => platform.sendKeys(response, header ? { 'cache-control': header } : {});
      await find();
      pass(seconds - 1);
      await find();
      assert.equal(platform.fetches, 1);
      pass(2);
      await find();
      assert.equal(platform.fetches, 2);
    });
  }

  it('are fetched once more when the platform has changed them, also for many at a time', async () => {
    await find();
    await platform.changeKeys();
    await Promise.all(Array.from({ length: 20 }, () => find()));
    assert.equal(platform.fetches, 2);
  });

  it('are fetched once more, and not again and again, for a key that there is not', async () => {
    await find();
    for (let attempt = 0; attempt < 5; attempt += 1)
      await assert.rejects(find('no-such-key'), refused('token-key-unknown'));
    assert.equal(platform.fetches, 2);
    await find();
    pass(11);
    await platform.changeKeys();
    await find();
    assert.equal(platform.fetches, 3);
  });

  it('hold while the platform is down, and are asked for seldom', async () => {
    const { kid } = platform;
    await find(kid);
    platform.answer = (response) => response.writeHead(503).end();
    pass(3600);
    for (let attempt = 0; attempt < 5; attempt += 1) await find(kid);
    assert.equal(platform.fetches, 2);
    pass(11);
    await find(kid);
    assert.equal(platform.fetches, 3);
    platform.answer = (response) => platform.sendKeys(response);
    pass(11);
    await find(kid);
    assert.equal(platform.fetches, 4);
  });

  it('cannot be had from a platform that was never up, and are asked for seldom', async () => {
    platform.answer = (response) => response.writeHead(500).end('<html>');
    for (let attempt = 0; attempt < 3; attempt += 1) await assert.rejects(find(), refused('keys-unreachable'));
    assert.equal(platform.fetches, 1);
    platform.answer = (response) => platform.sendKeys(response);
    // A process that has only just begun, and met one bad answer, keeps nobody waiting.
    pass(1.1);
    await find();
    assert.equal(platform.fetches, 2);
  });

  for (const [what, body] of [
    ['no JSON', '<html>'],
    ['no key set', '{"key":[]}'],
    ['half a megabyte and more', JSON.stringify({ keys: [], filler: 'x'.repeat(600 * 1024) })],
    ['deep nesting', '['.repeat(200_000)],
  ] as const) {
    it(`are not read from ${what}`, async () => {
      platform.answer = (response) => response.writeHead(200).end(body);
      await assert.rejects(find(), refused('keys-unreachable'));
    });
  }

  it('are not asked for at an address inside, and the refusal says why', async () => {
    const outbound = createOutbound({ insecureOrigins: [], privateHosts: [], resolve: async () => ['10.0.0.1'] });
    keys = new PlatformKeys(() => new Date(now), outbound.fetch);
    const why = /^lms\.example lies at no public address; .*PRIVATE_PLATFORM_HOSTS$/;
    await assert.rejects(keys.find('https://lms.example/jwks', 'kid'), { code: 'keys-unreachable', message: why });
    await outbound.close();
  });

  it('are not read from where a redirect leads', async () => {
    const elsewhere = await FakePlatform.start();
    platform.answer = (response) => response.writeHead(302, { location: elsewhere.order.jwksUrl }).end();
    await assert.rejects(find(), refused('keys-unreachable'));
    assert.equal(elsewhere.fetches, 0);
    await elsewhere.stop();
  });

  it('are not waited for longer than a few seconds', async function () {
    this.timeout(15_000);
    platform.answer = () => undefined;
    const begun = performance.now();
    await assert.rejects(find(), refused('keys-unreachable'));
    const waited = performance.now() - begun;
    assert.ok(waited > 4_000 && waited < 10_000, `${waited} ms`);
  });

  it('do not serve when they are for something else', async () => {
    const { publicJwk } = platform;
    for (const wrong of [{ use: 'enc' }, { alg: 'RS512' }, { kty: 'oct', k: 'c2VjcmV0' }, { kid: 7 }]) {
      const fresh = new PlatformKeys(() => new Date(now));
      platform.answer = (response) => response.end(JSON.stringify({ keys: [{ ...publicJwk, ...wrong }] }));
      await assert.rejects(fresh.find(platform.order.jwksUrl, platform.kid), refused('token-key-unknown'));
    }
  });
});
