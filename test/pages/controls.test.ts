import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser } from '../support/open-browser.js';
import { type FakeTool, fakeTool } from './support/fake-tool.js';

describe('the controls of a page', function () {
  this.timeout(60_000);
  let tool: FakeTool;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  before(async () => {
    tool = await fakeTool();
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
    await tool.close();
  });
  beforeEach(async () => {
    tool.arrived.length = 0;
    context = await browser.newContext({ timezoneId: 'Asia/Tokyo', locale: 'en-GB' });
    page = await context.newPage();
  });
  afterEach(() => context.close());

  const lines = () => page.locator('.ordering-row .label').allTextContents();

  it('let lines be put in order by keyboard, and say where a line went', async () => {
    tool.answers = [{ sample: 'practice-right' }];
    await page.goto(`${tool.address}/sample/practice-ordering`);
    const [first = '', second = '', ...others] = await lines();
    await page.getByRole('button', { name: `Move down: ${first}` }).focus();
    await page.keyboard.press('Enter');
    assert.deepEqual(await lines(), [second, first, ...others]);
    assert.equal(await page.locator('#announcer').textContent(), `${first}: now 2 of 4`);
    const label = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    assert.equal(await label(), `Move down: ${first}`);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    assert.deepEqual(await lines(), [second, ...others, first]);
    assert.equal(await label(), `Move up: ${first}`, 'at the end, the way down is closed');

    const placeOf = (line: string) =>
      page
        .locator('.ordering-row', { has: page.getByText(line, { exact: true }) })
        .locator('select')
        .getAttribute('name');
    const names = await Promise.all([second, ...others, first].map(placeOf));
    await page.getByRole('button', { name: 'Check' }).click();
    await page.getByText('You got it at the first try.').waitFor();
    assert.deepEqual(
      names.map((name) => tool.arrived[0]?.fields[name ?? '']),
      ['1', '2', '3', '4'],
    );
  });

  it('find a skill by a part of its name', async () => {
    await page.goto(`${tool.address}/sample/deep-link`);
    await page.getByLabel('Find a skill').fill('ODDS');
    assert.deepEqual(
      await page
        .locator('.skill-choices')
        .getByRole('checkbox')
        .evaluateAll((all) => all.map((each) => each.getAttribute('value'))),
      ['odds', 'pot-odds'],
    );
    await page.getByLabel('Find a skill').fill('zebra');
    await page.getByText('No skill has this in its name.').waitFor();
  });

  it('say in sentences what an instructor has chosen', async () => {
    await page.goto(`${tool.address}/sample/deep-link`);
    const summary = page.locator('[data-summary-list] li');
    assert.equal(await summary.first().textContent(), 'All 12 skills are practised.');
    await page.getByRole('checkbox', { name: 'Outs', exact: true }).check();
    await page.getByRole('checkbox', { name: 'Odds and per cent', exact: true }).check();
    await page.getByLabel('Rounds').selectOption('2');
    await page.getByRole('radio', { name: /^The latest/ }).check();
    const sentences = await summary.allTextContents();
    assert.equal(sentences[0], '2 of 12 skills are practised: Outs and Odds and per cent.');
    assert.ok(sentences.includes('Students have 2 rounds.'));
    assert.ok(sentences.includes('The grade follows what a student shows now. It can go down.'));
    await page.getByRole('button', { name: 'Choose none' }).click();
    assert.equal(await summary.first().textContent(), 'All 12 skills are practised.');
    await page.getByRole('radio', { name: /^“What next”/ }).check();
    assert.equal(await summary.count(), 1);
    assert.equal(await page.getByLabel('Goal for each skill').isVisible(), false);
  });

  it('show times by the clock of the reader', async () => {
    await page.goto(`${tool.address}/sample/practice-start`);
    assert.match((await page.locator('time').textContent()) ?? '', /^5 Dec 2026/, 'it is the day after in Tokyo');
  });

  it('show a day by the clock of the reader, and by the calendar of the rest of the page', async () => {
    const other = await browser.newContext({ timezoneId: 'Pacific/Kiritimati', locale: 'ar-SA' });
    const reader = await other.newPage();
    await reader.goto(`${tool.address}/sample/reviews?language=ar`);
    const day = (await reader.locator('.review-queue time').first().textContent()) ?? '';
    assert.match(day, /\b21\b/, 'it is the day after there');
    assert.match(day, /\b2026\b/);
    await other.close();
  });

  it('get a figure by the secret of the session where a cookie does not come along', async () => {
    await page.goto(`${tool.address}/with-figure`);
    await page.waitForFunction(() => document.querySelector('img')?.naturalWidth === 8);
  });

  type Heard = { readonly subject: string; readonly height: number } | string;

  /** A page of another origin that frames a page of ours for an LMS, and hears what it is told. */
  async function frameFor(lms: 'itself' | 'another', heard: Heard[]) {
    const server = createServer((_request, response) => {
      const { port } = server.address() as AddressInfo;
      const address = `${tool.address}/framed-by/${lms === 'itself' ? port : port + 1}`;
      response.setHeader('Content-Type', 'text/html');
      response.end(`<iframe src="${address}" width="600" height="400"></iframe>
        <script>addEventListener('message', (event) => heard(event.data))</script>`);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    await page.exposeFunction('heard', (data: Heard) => heard.push(data));
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const frame = page.frames().at(-1) ?? assert.fail('there is a frame');
    await frame.getByText('Why this question?').click();
    await frame.getByText('You have not seen this question before.').waitFor();
    // What is told of the new height is told before this, since messages keep their order.
    await frame.evaluate(async () => {
      for (let frames = 0; frames < 3; frames += 1) await new Promise(requestAnimationFrame);
      parent.postMessage('over', '*');
    });
    const until = Date.now() + 5_000;
    while (heard.at(-1) !== 'over' && Date.now() < until) await page.waitForTimeout(20);
    assert.equal(heard.pop(), 'over');
    server.close();
    server.closeAllConnections();
  }

  it('tell the LMS how high the page is, and again when that changes', async () => {
    const heard: Heard[] = [];
    await frameFor('itself', heard);
    for (const subject of ['lti.frameResize', 'org.imsglobal.lti.frameResize']) {
      const heights = heard.flatMap((each) =>
        typeof each === 'object' && each.subject === subject ? [each.height] : [],
      );
      assert.ok(heights.length >= 2, subject);
      assert.ok(heights.every((height) => Number.isInteger(height) && height > 400));
      assert.ok((heights.at(-1) ?? 0) > (heights[0] ?? 0), 'opening a part makes the page higher');
    }
    const texts = heard.flatMap((each) => (typeof each === 'string' ? [JSON.parse(each) as { subject: string }] : []));
    assert.ok(texts.length >= 2 && texts.every(({ subject }) => subject === 'lti.frameResize'), 'and as JSON text');
  });

  it('tell nobody else, even where the rule of who may frame a page does not hold', async () => {
    await page.route('**/framed-by/*', async (route) => {
      const response = await route.fetch();
      const { 'content-security-policy': _, ...headers } = response.headers();
      await route.fulfill({ response, headers });
    });
    const heard: Heard[] = [];
    await frameFor('another', heard);
    assert.deepEqual(heard, []);
  });
});
