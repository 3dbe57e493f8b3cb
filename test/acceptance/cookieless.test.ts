import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FrameLocator } from 'playwright-core';
import { field } from '../lti/support/browser.js';
import { Door } from './support/door.js';
import { row } from './support/row.js';
import { type Heard, inside, TwoSites, type Visit } from './support/two-sites.js';

const MINUTE_MS = 60_000;
const KEY = /^attune\.login\.[A-Za-z0-9_-]{43}$/;
const SECRET = /^[A-Za-z0-9_-]{43}$/;
const FRAMES = ['_parent', 'campus_storage'] as const;

describe('acceptance: without cookies', function () {
  this.timeout(120_000);
  let sites: TwoSites;
  let visits: Visit[];
  before(async () => {
    sites = await TwoSites.open();
  });
  after(() => sites?.close());
  beforeEach(() => {
    sites.reset();
    visits = [];
  });
  afterEach(() => Promise.all(visits.map(({ context }) => context.close())));

  const visit = async (options: { keepsLocally?: boolean } = {}): Promise<Visit> => {
    const made = await sites.visit(options);
    visits.push(made);
    return made;
  };
  const asked = ({ heard }: Visit, subject: string): Heard[] => heard.filter(({ data }) => data.subject === subject);
  /** Nothing but the storage of the platform is left. */
  const storageAlone = (): Promise<Visit> => {
    sites.cookies = false;
    return visit({ keepsLocally: false });
  };
  const newWindow = (frame: FrameLocator) => frame.getByRole('button', { name: 'Open in a new window' });

  for (const target of FRAMES) {
    row('P1', `the frame ${target}`, async () => {
      sites.campus.setSwitch('storageFrame', target);
      const visited = await storageAlone();
      await inside(await visited.open());
      for (const subject of ['lti.put_data', 'lti.get_data']) assert.ok(asked(visited, subject).length > 0, subject);
    });
  }

  row('P1', 'again where its frame is slow to load', async () => {
    sites.campus.setSwitch('storageFrame', 'campus_storage');
    const visited = await storageAlone();
    await visited.page.route('**/storage-frame.js', async (route) => {
      if (route.request().frame().name() === 'campus_storage') await new Promise((done) => setTimeout(done, 2_000));
      await route.continue();
    });
    await inside(await visited.open());
  });

  row('P1', 'and one that offers nothing is asked nothing', async () => {
    sites.campus.setSwitch('platformStorage', false);
    const visited = await visit();
    await inside(await visited.open());
    assert.deepEqual([...asked(visited, 'lti.put_data'), ...asked(visited, 'lti.get_data')], []);
  });

  row('P2', async () => {
    const { campus, toolUrl } = sites;
    for (const target of FRAMES) {
      campus.setSwitch('storageFrame', target);
      const visited = await storageAlone();
      await inside(await visited.open());
      const spoken = visited.heard.filter(({ data }) => /^lti\.(put|get)_data/.test(String(data.subject)));
      // A frame that is slow to answer is asked again in the same words, so each of them may stand here twice.
      const said = new Set(spoken.map(({ by, from, data }) => `${from} ${by} ${data.subject} ${data.message_id}`));
      const [put, got] = ['lti.put_data', 'lti.get_data'].map((subject) => asked(visited, subject)[0]?.data.message_id);
      assert.deepEqual(
        [...said],
        [
          `${toolUrl} ${campus.issuer} lti.put_data ${put}`,
          `${campus.issuer} ${toolUrl} lti.put_data.response ${put}`,
          `${toolUrl} ${campus.issuer} lti.get_data ${got}`,
          `${campus.issuer} ${toolUrl} lti.get_data.response ${got}`,
        ],
      );
      assert.notEqual(put, got);
    }
  });

  row('P2', 'and a page of another site that opened the tool hears nothing and is not believed', async () => {
    const visited = await storageAlone();
    const before = await sites.sessions();
    await withStranger(async (address) => {
      const opening = visited.context.waitForEvent('page');
      await visited.page.goto(address);
      await visited.page.evaluate(answerEverything, sites.start);
      await (await opening).locator('[data-launch-blocked]').waitFor();
    });
    assert.deepEqual(
      visited.heard.filter(({ from, by }) => from === sites.toolUrl && by !== sites.toolUrl),
      [],
    );
    assert.equal(await sites.sessions(), before);
  });

  row('P3', async () => {
    const visited = await storageAlone();
    await inside(await visited.open());
    const [[put], [got]] = [asked(visited, 'lti.put_data'), asked(visited, 'lti.get_data')];
    assert.match(String(put?.data.key), KEY);
    assert.match(String(put?.data.value), SECRET);
    assert.equal(got?.data.key, put?.data.key);
    const again = await storageAlone();
    await inside(await again.open());
    const [second] = asked(again, 'lti.put_data');
    assert.notEqual(second?.data.key, put?.data.key);
    assert.notEqual(second?.data.value, put?.data.value);
  });

  row('P4', 'by cookie alone, and nothing else is asked', async () => {
    const visited = await visit({ keepsLocally: false });
    await inside(await visited.open());
    assert.deepEqual(asked(visited, 'lti.get_data'), []);
  });

  row('P4', 'by local storage alone', async () => {
    sites.campus.setSwitch('platformStorage', false);
    sites.cookies = false;
    await inside(await (await visit()).open());
  });

  row('P4', 'by a window of its own where nothing is kept, and never without', async () => {
    sites.campus.setSwitch('platformStorage', false);
    const before = await sites.sessions();
    const visited = await storageAlone();
    const frame = await visited.open();
    await newWindow(frame).waitFor();
    assert.equal(await sites.sessions(), before, 'somebody got in without a proof');
    sites.cookies = true;
    const opening = visited.context.waitForEvent('page');
    await newWindow(frame).click();
    await inside(await opening);
    assert.equal(await sites.sessions(), before + 1);
  });

  row('P5', async () => {
    const door = await Door.open();
    const { room } = door;
    try {
      const { state, nonce, proof } = await room.login(room.home);
      const token = await room.home.sign(room.claims(room.home, nonce, { sub: 'student-7' }));
      const post = (given: string) => room.post('/lti/launch', { id_token: token, state, proof: given });
      assert.ok(![...(await room.snapshot()).values()].join().includes(proof), 'the secret itself is kept');
      const { proof: theirs } = await room.login(room.home);
      for (const wrong of [theirs, state, nonce, 'x'.repeat(43)]) {
        await door.refuses('a wrong secret', () => post(wrong), 'proof-wrong');
      }
      const opened = await post(proof);
      assert.equal(opened.status, 200);
      assert.match(field(opened.text, 'session'), /^home-school\./);
      await door.refuses('the right secret again', () => post(proof), 'state-unknown');
      const late = await room.login(room.home);
      room.clock.advance(10 * MINUTE_MS);
      const fields = { id_token: token, state: late.state, proof: late.proof };
      await door.refuses('after ten minutes', () => room.post('/lti/launch', fields), 'state-unknown');
    } finally {
      await door.close();
    }
  });

  for (const cookies of [true, false]) {
    row('P6', cookies ? 'by cookie' : 'by own storage', async () => {
      sites.campus.setSwitch('flavour', 'moodle');
      sites.campus.setSwitch('loginMethod', 'post');
      sites.campus.setSwitch('platformStorage', false);
      sites.cookies = cookies;
      const visited = await visit({ keepsLocally: !cookies });
      const login = visited.page.waitForRequest(`${sites.toolUrl}/lti/login`);
      const frame = await visited.open();
      const sent = new URLSearchParams((await login).postData() ?? '');
      assert.equal((await login).method(), 'POST');
      assert.ok(!sent.has('lti_storage_target') && sent.has('lti_deployment_id') && sent.has('client_id'));
      await inside(frame);
    });
  }

  row('P7', async () => {
    sites.campus.setSwitch('platformStorage', false);
    const { page } = await visit({ keepsLocally: false });
    // A webview of an app is no frame: the launch is all that it shows.
    await page.goto(sites.start);
    await inside(page);
    assert.ok(page.url().startsWith(`${sites.toolUrl}/app/`));
  });

  for (const target of FRAMES) {
    row('P8', `the frame ${target}`, async () => {
      sites.campus.setSwitch('storageFrame', target);
      const visited = await storageAlone();
      await visited.page.route('**/editor', (route) =>
        route.fulfill(html(`<iframe src="/activities/${sites.link}"></iframe>`)),
      );
      await visited.page.goto(`${sites.campus.issuer}/editor`);
      await inside(visited.page.frameLocator('iframe').frameLocator('iframe.tool'));
    });
  }

  row('P8', 'and one that stands beside the outer frame', async () => {
    sites.campus.setSwitch('storageFrame', 'campus_storage');
    const visited = await storageAlone();
    const outer =
      '<iframe name="campus_storage" src="/campus/storage"></iframe><iframe class="inner" src="/inner"></iframe>';
    await visited.page.route('**/editor', (route) => route.fulfill(html(outer)));
    await visited.page.route('**/inner', (route) =>
      route.fulfill(html(`<iframe class="tool" src="${sites.start}"></iframe>`)),
    );
    await visited.page.goto(`${sites.campus.issuer}/editor`);
    await inside(visited.page.frameLocator('iframe.inner').frameLocator('iframe.tool'));
  });
});

/** A page on a site that is neither the campus nor the tool. */
async function withStranger(work: (address: string) => Promise<void>): Promise<void> {
  const server = createServer((_request, response) => response.end('<!doctype html><h1>A stranger</h1>'));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  try {
    await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

const html = (body: string) => ({ contentType: 'text/html', body: `<!doctype html>${body}` });

/** Runs in the stranger's page: opens the tool, and answers whatever may be asked of it. */
function answerEverything(address: string): void {
  const opened = window.open(address);
  const subjects = ['lti.put_data.response', 'lti.get_data.response'];
  window.addEventListener('message', ({ data }) => {
    opened?.postMessage({ ...data, subject: `${data.subject}.response`, value: 'x'.repeat(43) }, '*');
  });
  setInterval(() => {
    for (const subject of subjects) opened?.postMessage({ subject, message_id: '', value: 'x'.repeat(43) }, '*');
  }, 50);
}
