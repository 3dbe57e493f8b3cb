import assert from 'node:assert/strict';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import request from 'supertest';
import { assertRefused, TestBrowser } from './support/browser.js';
import { FakePlatform } from './support/fake-platform.js';
import { LtiApp } from './support/lti-app.js';

describe('the guards in front of the LMS door', () => {
  let platform: FakePlatform;
  let tool: LtiApp;
  let browser: TestBrowser;

  before(async () => {
    platform = await FakePlatform.start();
    tool = await LtiApp.start(platform);
    await tool.connect(platform);
    browser = new TestBrowser(tool, platform);
  });
  /** Whatever was sent: the process lives, nothing was stored, and the next launch works. */
  afterEach(async () => {
    assert.equal(tool.received.length, 0);
    assert.equal(await tool.count('login_states'), 0);
    assert.equal((await browser.launch()).status, 303);
    tool.received.length = 0;
  });
  after(async () => {
    await tool.close();
    await platform.stop();
  });

  const post = (path: string, body: string, type = 'application/x-www-form-urlencoded') =>
    request(tool.app).post(path).set('Content-Type', type).send(body);

  for (const body of [
    'state=a&state=b',
    'id_token=a&id_token=b&state=x',
    'id_token=a.b.c&state[$ne]=',
    'id_token[$ne]=&state=x',
    'id_token=a.b.c',
    'error=a&error=b',
    'error=%0d%0aSet-Cookie:x',
    '__proto__[x]=1&constructor[prototype][x]=1',
    '',
  ]) {
    it(`refuse the launch ${JSON.stringify(body)}`, async () => {
      await assertRefused(tool, await post('/lti/launch', body), 400, 'bad-parameters');
      assert.equal(({} as Record<string, unknown>).x, undefined);
    });
  }

  for (const body of ['{"state":{"$ne":null},"id_token":"a.b.c"}', '{"state":'.repeat(15_000), 'state']) {
    it(`refuse a body that is no form (${body.slice(0, 20)})`, async () => {
      await assertRefused(tool, await post('/lti/launch', body, 'application/json'), 415, 'wrong-media-type');
      await assertRefused(tool, await post('/lti/login', body, 'text/plain'), 415, 'wrong-media-type');
    });
  }

  it('refuse more than 100 KB, and more than a hundred fields', async () => {
    await assertRefused(tool, await post('/lti/launch', `id_token=${'a'.repeat(101 * 1024)}`), 413, 'too-large');
    const answer = await post('/lti/login', 'a=1&'.repeat(101));
    await assertRefused(tool, answer, 413, 'too-large');
    assert.ok(!answer.text.includes('node_modules'));
  });

  it('refuse a form in a character set or coding that we do not read', async () => {
    const type = 'application/x-www-form-urlencoded; charset=utf-99';
    await assertRefused(tool, await post('/lti/launch', 'state=x', type), 415, 'wrong-media-type');
    const coded = await request(tool.app).post('/lti/launch').type('form').set('Content-Encoding', 'x').send('state=x');
    await assertRefused(tool, coded, 415, 'wrong-media-type');
  });

  const wrongLogins: Record<string, string | undefined>[] = [
    { iss: undefined },
    { login_hint: undefined },
    { target_link_uri: undefined },
    { iss: '' },
    { iss: 'x'.repeat(256) },
    { iss: 'https://lms.example/<script>\n' },
    { client_id: 'a b' },
    { client_id: 'ключ' },
    { login_hint: 'a\u0000b' },
    { login_hint: 'x'.repeat(2049) },
    { lti_message_hint: 'a\r\nb' },
    { lti_deployment_id: 'x'.repeat(256) },
    { lti_storage_target: '"><script>' },
  ];
  for (const changes of wrongLogins) {
    it(`refuse the login ${JSON.stringify(changes).slice(0, 60)}`, async () => {
      const fields = browser.loginFields(changes);
      await assertRefused(
        tool,
        await request(tool.app).post('/lti/login').type('form').send(fields),
        400,
        'bad-parameters',
      );
      await assertRefused(tool, await request(tool.app).get('/lti/login').query(fields), 400, 'bad-parameters');
    });
  }

  it('refuse operators and repeated parameters in a login', async () => {
    const query = new URLSearchParams(browser.loginFields()).toString();
    for (const wrong of [`${query}&iss=x`, query.replace('iss=', 'iss[$ne]='), `${query}&client_id=x`, '']) {
      await assertRefused(tool, await request(tool.app).get(`/lti/login?${wrong}`), 400, 'bad-parameters');
      await assertRefused(tool, await post('/lti/login', wrong), 400, 'bad-parameters');
    }
  });

  for (const target of [
    'https://evil.example/lti/launch',
    'https://tool.example.evil.example/',
    'https://tool.example@evil.example/',
    'https://user@tool.example/lti/launch',
    'http://tool.example/lti/launch',
    '//evil.example/lti/launch',
    'https://tool.example\\@evil.example/lti/launch',
    'javascript:alert(1)',
    'https://tool.example/app/secret',
    'https://tool.example//lti/launch',
  ]) {
    it(`refuse to go to ${target}`, async () => {
      const fields = browser.loginFields({ target_link_uri: target });
      await assertRefused(
        tool,
        await request(tool.app).post('/lti/login').type('form').send(fields),
        400,
        'foreign-target',
      );
    });
  }

  it('never redirect by the path of a request', async () => {
    for (const path of ['//evil.example/x', '/%5cevil.example', '/lti//evil.example', '/lti/launch//evil.example']) {
      const answer = await rawPost(path);
      assert.ok(!/^location:/im.test(answer), path);
      assert.match(answer, /^HTTP\/1\.1 4\d\d /, `${path}: ${answer.slice(0, 300)}`);
    }
  });

  it('tell who opens the launch address by hand where to begin', async () => {
    await assertRefused(tool, await request(tool.app).get('/lti/launch'), 405, 'not-a-launch');
  });

  /** Sends a path as it is: a client library would tidy it. */
  async function rawPost(path: string): Promise<string> {
    const server: Server = await new Promise((resolve) => {
      const started = tool.app.listen(0, '127.0.0.1', () => resolve(started));
    });
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.write(`POST ${path} HTTP/1.1\r\nHost: tool.example\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
    let answer = '';
    for await (const chunk of socket) answer += String(chunk);
    await new Promise((resolve) => server.close(resolve));
    return answer;
  }
});
