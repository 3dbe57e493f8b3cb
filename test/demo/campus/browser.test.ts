import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { type Browser, chromium, type Frame, type Page } from 'playwright-core';
import { type Campus, createCampus } from '../../../demo/campus/campus.js';
import { findChromium } from '../../support/chromium.js';
import { closeServer } from './bench.js';

const STORAGE_PATIENCE_MS = 400;

/** A page that can send one message to a frame and wait for its answer, as the tool's browser side does. */
const TOOL_PAGE = `<!doctype html><html lang="en"><title>Tool</title><main><h1>Tool</h1></main><script>
  window.ask = (message, frame) => new Promise((resolve) => {
    const target = frame ? parent.frames[frame] : parent;
    addEventListener('message', (event) => resolve({ origin: event.origin, data: event.data }), { once: true });
    setTimeout(() => resolve(null), ${STORAGE_PATIENCE_MS});
    target.postMessage(message, '*');
  });
</script></html>`;

describe('campus: in a browser', function () {
  this.timeout(120_000);
  let browser: Browser;
  let tool: Server;
  let campus: Campus;
  let page: Page;
  let origin: string;

  before(async () => {
    const executablePath = await findChromium({ env: process.env, say: console.error });
    browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
    tool = createServer((_request, response) => response.setHeader('content-type', 'text/html').end(TOOL_PAGE));
    const toolOrigin = `http://localhost:${await listen(tool)}`;
    const placeholder = createServer();
    const port = await listen(placeholder);
    await closeServer(placeholder);
    origin = `http://127.0.0.1:${port}`;
    const addresses = {
      loginUrl: `${toolOrigin}/login`,
      launchUrl: `${toolOrigin}/launch`,
      jwksUrl: `${toolOrigin}/keys`,
    };
    campus = await createCampus({
      origin,
      tool: { origin: toolOrigin, ...addresses },
      clientId: 'c',
      deploymentIds: ['1'],
      clock: () => new Date(),
      seed: 'browser',
    });
    await campus.listen(port, '127.0.0.1');
    const courseId = campus.state.courses[0]?.id ?? '';
    const lineItem = { label: 'Practice', scoreMaximum: 10 };
    campus.addLink({ courseId, title: 'Practice', url: addresses.launchUrl, dueAt: '2026-12-01T12:00:00Z', lineItem });
  });
  after(async () => {
    await browser?.close();
    await campus?.close();
    if (tool) await closeServer(tool);
  });

  beforeEach(async () => {
    page = await browser.newPage();
    await page.goto(origin);
    await page.getByRole('button', { name: 'Mia (student)' }).click();
  });
  afterEach(() => page.close());

  async function openActivity(): Promise<Frame> {
    await page.goto(`${origin}/activities/${campus.state.links[0]?.id}`);
    const frame = page.frame('tool');
    assert.ok(frame);
    await frame.getByRole('heading', { name: 'Tool' }).waitFor();
    return frame;
  }

  async function ask(frame: Frame, message: object, target?: string) {
    const call = `ask(${JSON.stringify(message)}, ${JSON.stringify(target)})`;
    return (await frame.evaluate(call)) as { origin: string; data: Record<string, unknown> } | null;
  }

  const put = { subject: 'lti.put_data', message_id: '1', key: 'state', value: 'secret' };
  const get = { subject: 'lti.get_data', message_id: '2', key: 'state' };

  it('keeps data for the tool in the page around it', async () => {
    campus.setSwitch('platformStorage', true);
    const frame = await openActivity();
    const nothing = await ask(frame, get);
    assert.deepEqual(nothing?.data, { subject: 'lti.get_data.response', message_id: '2', key: 'state', value: null });
    const kept = await ask(frame, put);
    assert.equal(kept?.origin, origin);
    assert.deepEqual(kept?.data, { ...put, subject: 'lti.put_data.response' });
    assert.equal((await ask(frame, get))?.data.value, 'secret');
    await ask(frame, { ...put, value: null });
    assert.equal((await ask(frame, get))?.data.value, null);
  });

  it('says what it can do, and refuses what is no good request', async () => {
    const frame = await openActivity();
    const answer = await ask(frame, { subject: 'lti.capabilities', message_id: '3' });
    const supported = answer?.data.supported_messages as { subject: string }[] | undefined;
    assert.deepEqual(
      supported?.map(({ subject }) => subject),
      ['lti.capabilities', 'lti.frameResize', 'lti.get_data', 'lti.put_data'],
    );
    const code = async (message: object) => {
      const refused = (await ask(frame, message))?.data.error as { code: string } | undefined;
      return refused?.code;
    };
    assert.equal(await code({ ...put, key: 7 }), 'bad_request');
    assert.equal(await code({ ...get, message_id: undefined }), 'bad_request');
    assert.equal(await code({ ...put, value: 'x'.repeat(5000) }), 'storage_exhaustion');
  });

  it('answers no storage message while the switch is off', async () => {
    campus.setSwitch('platformStorage', false);
    const frame = await openActivity();
    for (const message of [put, get, { subject: 'lti.capabilities', message_id: '3' }]) {
      assert.equal(await ask(frame, message), null);
    }
    campus.setSwitch('platformStorage', true);
  });

  it('answers in a frame beside the tool when that is where the storage is', async () => {
    campus.setSwitch('storageFrame', 'campus_storage');
    const frame = await openActivity();
    assert.equal(await ask(frame, put), null);
    assert.equal((await ask(frame, put, 'campus_storage'))?.data.value, 'secret');
    const able = await ask(frame, { subject: 'lti.capabilities', message_id: '3' });
    assert.ok(JSON.stringify(able?.data).includes('"frame":"campus_storage"'));
    campus.setSwitch('storageFrame', '_parent');
  });

  it('answers nobody but the tool', async () => {
    await openActivity();
    const answered = await page.evaluate(async (message) => {
      const answer = new Promise((resolve) => {
        window.addEventListener('message', ({ data }) => {
          if (data.subject !== message.subject) resolve(data);
        });
        setTimeout(() => resolve(null), 300);
      });
      window.postMessage(message, '*');
      return answer;
    }, put);
    assert.equal(answered, null);
  });

  it('gives the frame the height that the tool asks for, within reason', async () => {
    const frame = await openActivity();
    const height = async () => page.locator('iframe.tool').evaluate((element) => element.clientHeight);
    await ask(frame, { subject: 'lti.frameResize', height: 900 });
    assert.ok(Math.abs((await height()) - 900) <= 4);
    await ask(frame, { subject: 'org.imsglobal.lti.frameResize', height: 10 });
    assert.ok((await height()) >= 190);
  });

  it('has pages without barriers, light and dark, and none that scrolls sideways at 320 pixels', async () => {
    const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    await page.getByRole('button', { name: 'Instructor' }).click();
    const course = `/courses/${campus.state.courses[0]?.id}`;
    const activity = `/activities/${campus.state.links[0]?.id}`;
    const paths = [
      '/',
      course,
      `${course}/people`,
      `${course}/grades`,
      `${course}/add`,
      activity,
      `${activity}/settings`,
    ];
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      for (const path of [...paths, '/campus/switches', `${course}/returned`, '/nowhere']) {
        await page.setViewportSize({ width: 320, height: 700 });
        await page.goto(origin + path);
        assert.deepEqual(await barriers(page, axe), [], `${path} (${colorScheme})`);
        const tooWide = await page.evaluate(() => {
          const { scrollWidth, clientWidth } = document.documentElement;
          return scrollWidth - clientWidth;
        });
        assert.ok(tooWide <= 0, `${path} is ${tooWide} pixels too wide`);
      }
    }
  });
});

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

async function barriers(page: Page, axe: string): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { axe: tester } = window as unknown as {
      axe: { run: (options: object) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await tester.run({ iframes: false });
    return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
  });
}
