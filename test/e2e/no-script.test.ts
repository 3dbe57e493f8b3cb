import assert from 'node:assert/strict';
import type { Browser, Frame, Page } from 'playwright-core';
import { openBrowser } from '../support/open-browser.js';
import { answer, goOn, goTo, heading, placeNewcomer, press } from './visitor.js';
import { startWorld, type World } from './world.js';

const DAY = 86_400_000;

describe('e2e: a student whose browser runs no script', function () {
  this.timeout(180_000);
  let world: World;
  let browser: Browser;
  let page: Page;
  let days = 0;
  before(async () => {
    world = await startWorld({ worker: false, clock: () => new Date(Date.now() + days * DAY) });
    browser = await openBrowser();
    const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 900 } });
    page = await context.newPage();
  });
  after(async () => {
    await browser?.close();
    await world?.close();
  });

  /** A launch in a window of its own, where the cookie is kept: each form that a script would send has a button. */
  async function open(activity: string): Promise<Frame> {
    await page.goto(`${world.demo.campusUrl}/lti/start/${world.linkOf(activity).id}?as=mia`);
    for (let steps = 0; steps < 4 && !/\/app\//.test(page.url()); steps += 1) {
      await page.locator('form button, noscript a, a.btn').first().press('Enter');
      await page.waitForLoadState();
    }
    await page.locator('main').waitFor();
    return page.mainFrame();
  }

  it('chooses what the tool may do, and sees where to begin', async () => {
    const frame = await open('Your overview');
    await heading(frame, 'Before you start: a choice');
    await press(frame, 'Fit it to me');
    await heading(frame, 'A good place to begin');
  });

  it('sets a goal with a placement, and has a path', async () => {
    const frame = await open('Your overview');
    await goTo(frame, 'Goals', 'Your goal');
    await press(frame, 'Set a goal');
    await placeNewcomer(frame);
    await press(frame, 'Continue');
    for (const title of ['Your time', 'What you want to learn']) {
      await heading(frame, title);
      await press(frame, 'Continue');
    }
    for (const title of ['What drives you', 'How you like to learn']) {
      await heading(frame, title);
      await press(frame, 'Skip this');
    }
    await heading(frame, 'Your goal at a glance');
    await press(frame, 'Set this goal');
    await heading(frame, 'Your path');
  });

  it('reads the first lesson of the path', async () => {
    const frame = await open('Your overview');
    await goTo(frame, 'Path', 'Your path');
    await frame.locator('form[action$="/path/open"] button').first().press('Enter');
    await frame.locator('form[action$="/path/done"] button').press('Enter');
    await heading(frame, 'Your path');
  });

  it('practises: an answer, a hint, a solution, and each is kept', async () => {
    const frame = await open('Practice: odds, outs and prices');
    await press(frame, 'Start');
    await answer(world, frame, { right: true });
    await goOn(frame);
    await press(frame, /^Hint/);
    await frame.locator('.hint').first().waitFor();
    await answer(world, frame, { right: false });
    for (let count = 0; count < 15; count += 1) {
      await goOn(frame);
      await answer(world, frame, { right: true });
    }
    const kinds = (await world.factsOf('mia')).map(({ interaction_type }) => interaction_type);
    assert.equal(kinds.filter((kind) => kind === 'hint').length, 1);
    assert.ok((await world.worthOf('mia')) > 0);
  });

  it('does the reviews that are due some days later', async () => {
    days = 6;
    const frame = await open('Your overview');
    await goTo(frame, 'Reviews', /./);
    await frame.locator('form[action$="/free"] button').first().press('Enter');
    await answer(world, frame, { right: true });
    const last = (await world.factsOf('mia')).findLast(({ interaction_type }) => interaction_type === 'answer');
    assert.equal(last?.performance_metrics.mode, 'review');
  });
});
