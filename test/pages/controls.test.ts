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

  it('get a figure by the secret of the session where a cookie does not come along', async () => {
    await page.goto(`${tool.address}/with-figure`);
    await page.waitForFunction(() => document.querySelector('img')?.naturalWidth === 8);
  });

  it('tell the LMS, and nobody else, how high the page is, and again when that changes', async () => {
    const heard: ({ subject: string; height: number } | string)[] = [];
    const lms = createServer((_request, response) => {
      const { port } = lms.address() as AddressInfo;
      response.setHeader('Content-Type', 'text/html');
      response.end(`<iframe src="${tool.address}/framed-by/${port}" width="600" height="400"></iframe>
        <script>addEventListener('message', (event) => heard(event.data))</script>`);
    }).listen(0, '127.0.0.1');
    await once(lms, 'listening');
    await page.exposeFunction('heard', (data: { subject: string; height: number } | string) => heard.push(data));
    await page.goto(`http://127.0.0.1:${(lms.address() as AddressInfo).port}/`);
    const frame = page.frameLocator('iframe');
    await frame.getByText('Why this question?').click();
    await frame.getByText('You have not seen this question before.').waitFor();
    await page.waitForFunction(() => true);
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
    lms.close();
    lms.closeAllConnections();
  });
});
