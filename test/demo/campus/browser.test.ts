import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Frame, Page } from 'playwright-core';
import { type Campus, createCampus } from '../../../demo/campus/campus.js';
import { defaultSwitches } from '../../../demo/campus/switches.js';
import { openBrowser } from '../../support/open-browser.js';
import { CLIENT_ID } from './bench.js';
import { freePort, type MiniTool, startMiniTool } from './mini-tool.js';

describe('campus: in a browser', function () {
  this.timeout(120_000);
  let browser: Browser;
  let tool: MiniTool;
  let campus: Campus;
  let page: Page;
  let origin: string;

  before(async () => {
    browser = await openBrowser();
    const port = await freePort();
    origin = `http://127.0.0.1:${port}`;
    tool = await startMiniTool(origin);
    campus = await createCampus({
      origin,
      tool: tool.addresses,
      clientId: CLIENT_ID,
      deploymentIds: ['1'],
      clock: () => new Date(),
      seed: 'browser',
    });
    await campus.listen(port, '127.0.0.1');
    const courseId = campus.state.courses[0]?.id ?? '';
    const lineItem = { label: 'Practice', scoreMaximum: 10 };
    campus.addLink({
      courseId,
      title: 'Practice',
      url: tool.addresses.launchUrl,
      dueAt: '2026-12-01T12:00:00Z',
      lineItem,
    });
  });
  after(async () => {
    await browser?.close();
    await campus?.close();
    await tool?.close();
  });

  beforeEach(async () => {
    Object.assign(campus.state.switches, defaultSwitches());
    page = await browser.newPage();
    await page.goto(origin);
    await page.getByRole('button', { name: 'Mia (student)' }).click();
  });
  afterEach(() => page.close());

  async function openActivity(): Promise<Frame> {
    await page.goto(`${origin}/activities/${campus.state.links[0]?.id}`);
    const frame = await (await page.locator('iframe.tool').elementHandle())?.contentFrame();
    assert.ok(frame);
    await frame.getByRole('heading', { name: 'Tool of' }).waitFor();
    return frame;
  }

  async function ask(frame: Frame, message: object, target?: string) {
    const call = `ask(${JSON.stringify(message)}, ${JSON.stringify(target)})`;
    return (await frame.evaluate(call)) as { origin: string; data: Record<string, unknown> } | null;
  }

  it('launches the tool in its frame, on another site, for whoever has entered', async () => {
    const frame = await openActivity();
    assert.equal(await frame.getByRole('heading').textContent(), 'Tool of Mia Novak');
    assert.equal(new URL(frame.url()).origin, tool.origin);
    await page.getByRole('button', { name: 'Tariq (student)' }).click();
    const other = await openActivity();
    assert.equal(await other.getByRole('heading').textContent(), 'Tool of Tariq Fontaine');
  });

  it('launches in a new window, by a redirect as well', async () => {
    const link = campus.state.links[0];
    assert.ok(link);
    link.openIn = 'window';
    campus.setSwitch('loginMethod', 'get');
    await page.goto(`${origin}/activities/${link.id}`);
    const opening = page.waitForEvent('popup');
    await page.getByRole('link', { name: 'Open in a new window' }).click();
    const opened = await opening;
    await opened.getByRole('heading', { name: 'Tool of Mia Novak' }).waitFor();
    assert.equal(await opened.evaluate(() => window.opener !== null), true);
    await opened.close();
    link.openIn = 'iframe';
  });

  it('brings the instructor back to the course with what was chosen in the tool', async () => {
    await page.getByRole('button', { name: 'Instructor' }).click();
    await page.goto(`${origin}/courses/${campus.state.courses[0]?.id}`);
    await page.getByRole('link', { name: 'Add activity to Welcome' }).click();
    await page.frameLocator('iframe.tool').getByRole('button', { name: 'Choose' }).click();
    await page.getByRole('link', { name: 'Chosen in the tool', exact: true }).waitFor();
    await page.getByText('The activity was added.').waitFor();
  });

  const put = { subject: 'lti.put_data', message_id: '1', key: 'state', value: 'secret' };
  const get = { subject: 'lti.get_data', message_id: '2', key: 'state' };

  it('keeps data for the tool in the page around it', async () => {
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
  });

  it('answers in a frame beside the tool when that is where the storage is', async () => {
    campus.setSwitch('storageFrame', 'campus_storage');
    const frame = await openActivity();
    assert.equal(await ask(frame, put), null);
    assert.equal((await ask(frame, put, 'campus_storage'))?.data.value, 'secret');
    const able = await ask(frame, { subject: 'lti.capabilities', message_id: '3' });
    assert.ok(JSON.stringify(able?.data).includes('"frame":"campus_storage"'));
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
    const course = `/courses/${campus.state.courses[0]?.id}`;
    const activity = `/activities/${campus.state.links[0]?.id}`;
    const seenBy = {
      'Mia (student)': ['/', course, `${course}/grades`, `${course}/returned`, '/nowhere', activity],
      Instructor: ['people', 'grades', 'add'].map((name) => `${course}/${name}`).concat(course, `${activity}/settings`),
      Administrator: ['/campus/switches'],
    };
    await page.setViewportSize({ width: 320, height: 700 });
    for (const [who, paths] of Object.entries(seenBy)) {
      await page.goto(origin);
      await page.getByRole('button', { name: who }).click();
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        for (const path of paths) {
          await page.goto(origin + path);
          assert.deepEqual(await barriers(page, axe), [], `${path} (${who}, ${colorScheme})`);
          const tooWide = await page.evaluate(() => {
            const { scrollWidth, clientWidth } = document.documentElement;
            return scrollWidth - clientWidth;
          });
          assert.ok(tooWide <= 0, `${path} is ${tooWide} pixels too wide`);
        }
      }
    }
  });
});

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
