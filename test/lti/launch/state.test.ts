import assert from 'node:assert/strict';
import { assertRefused, refusalOf, TestBrowser } from '../support/browser.js';
import { FakePlatform } from '../support/fake-platform.js';
import { LtiApp } from '../support/lti-app.js';

describe('the state of a login', () => {
  let platform: FakePlatform;
  let tool: LtiApp;
  let browser: TestBrowser;

  before(async () => {
    platform = await FakePlatform.start();
    tool = await LtiApp.start(platform);
    await tool.connect(platform);
    await tool.connect(platform, { clientId: 'tool-client-2', deployments: ['deployment-1'] });
    browser = new TestBrowser(tool, platform);
  });
  beforeEach(() => {
    tool.received.length = 0;
  });
  after(async () => {
    await tool.close();
    await platform.stop();
  });

  const begin = async (changes: Record<string, string> = {}) => {
    const login = await browser.login(changes);
    return { login, token: await platform.sign(platform.claims(login.nonce, tool.now)) };
  };

  it('is good once', async () => {
    const { login, token } = await begin();
    assert.equal((await browser.post({ id_token: token, state: login.state }, login.cookie)).status, 303);
    const again = await browser.post({ id_token: token, state: login.state }, login.cookie);
    await assertRefused(tool, again, 401, 'state-unknown');
    const other = await platform.sign(platform.claims(login.nonce, tool.now, { sub: 'student-8' }));
    await assertRefused(
      tool,
      await browser.post({ id_token: other, state: login.state }, login.cookie),
      401,
      'state-unknown',
    );
    assert.equal(tool.received.length, 1);
  });

  it('is good once among twenty at a time', async () => {
    const { login, token } = await begin();
    const posts = Array.from({ length: 20 }, () => browser.post({ id_token: token, state: login.state }, login.cookie));
    const statuses = (await Promise.all(posts)).map(({ status }) => status).sort();
    assert.deepEqual(statuses, [303, ...Array.from({ length: 19 }, () => 401)]);
    assert.equal(tool.received.length, 1);
  });

  it('is used up by a token that is wrong', async () => {
    const { login, token } = await begin();
    assert.equal((await browser.post({ id_token: `${token}x`, state: login.state }, login.cookie)).status, 401);
    const again = await browser.post({ id_token: token, state: login.state }, login.cookie);
    await assertRefused(tool, again, 401, 'state-unknown');
  });

  it('is over after ten minutes', async () => {
    const { login } = await begin();
    tool.pass(600);
    const token = await platform.sign(platform.claims(login.nonce, tool.now));
    await assertRefused(
      tool,
      await browser.post({ id_token: token, state: login.state }, login.cookie),
      401,
      'state-unknown',
    );
  });

  it('is refused when we never gave it', async () => {
    const { token } = await begin();
    for (const state of ['x', '%00', 'a b', '<b>', 'x'.repeat(43), '$ne']) {
      await assertRefused(tool, await browser.post({ id_token: token, state }), 401, 'state-unknown');
    }
  });

  it('does not open another browser: a wrong proof is refused and leaves it good', async () => {
    const [{ login, token }, theirs] = [await begin(), await begin()];
    const name = login.cookie.split('=')[0];
    for (const proof of [theirs.login.proof, login.state, login.nonce]) {
      const answer = await browser.post({ id_token: token, state: login.state, proof });
      await assertRefused(tool, answer, 401, 'proof-wrong');
      const byCookie = await browser.post({ id_token: token, state: login.state }, `${name}=${proof}`);
      await assertRefused(tool, byCookie, 401, 'proof-wrong');
    }
    const short = await browser.post({ id_token: token, state: login.state, proof: '' });
    await assertRefused(tool, short, 401, 'proof-wrong');
    // Somebody else's cookies (a forged post from their own login) prove nothing about this login.
    const page = await browser.post({ id_token: token, state: login.state }, theirs.login.cookie);
    assert.match(page.text, /data-launch-proof/);
    assert.equal((await browser.post({ id_token: token, state: login.state }, login.cookie)).status, 303);
  });

  it('belongs to one login: no token of another login or client fits', async () => {
    const [mine, theirs] = [await begin(), await begin({ client_id: 'tool-client-2' })];
    const crossed = await browser.post({ id_token: theirs.token, state: mine.login.state }, mine.login.cookie);
    await assertRefused(tool, crossed, 401, 'token-nonce');
    const foreign = await browser.post({ id_token: theirs.token, state: theirs.login.state }, theirs.login.cookie);
    await assertRefused(tool, foreign, 401, 'token-audience');
  });

  it('keeps no secret of the browser at rest', async () => {
    const { login } = await begin();
    const kept = await tool.storage.connection
      .collection<{ _id: string }>('login_states')
      .findOne({ _id: login.state });
    assert.ok(kept && !JSON.stringify(kept).includes(login.proof));
  });

  it('is closed with its platform', async () => {
    const { login, token } = await begin();
    const registered = await tool.registry.findByIssuerAndClient(platform.issuer, platform.clientId);
    await tool.registry.setActive(registered?.id ?? '', false);
    const answer = await browser.post({ id_token: token, state: login.state }, login.cookie);
    assert.equal(await refusalOf(tool, answer), 'platform-disabled');
    await tool.registry.setActive(registered?.id ?? '', true);
    assert.equal((await browser.post({ id_token: token, state: login.state }, login.cookie)).status, 303);
  });
});
