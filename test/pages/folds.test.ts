import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { openBrowser } from '../support/open-browser.js';
import { samplePages } from './support/pages.js';
import { type PageServer, servePages } from './support/serve-pages.js';

const SCREEN = 720;
/** How long the overview may be at 320 px. */
const MOST_SCREENS = 3.5;

describe('what is folded where it is narrow', function () {
  this.timeout(60_000);
  let server: PageServer;
  let browser: Browser;
  before(async () => {
    server = await servePages();
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  async function withPage(width: number, work: (page: Page) => Promise<void>): Promise<void> {
    const context = await browser.newContext({ viewport: { width, height: SCREEN }, javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${server.address}/sample/dashboard`);
    await work(page);
    await context.close();
  }
  const folds = (page: Page) => page.locator('details.when-narrow');

  it('leaves an overview of three and a half screens at most, with what is next on the first of them', () =>
    withPage(320, async (page) => {
      const body = await page.locator('body').boundingBox();
      assert.ok(body && body.height <= MOST_SCREENS * SCREEN, `${body?.height} px`);
      const first = await page.locator('.btn-primary').boundingBox();
      assert.ok(first && first.y + first.height <= SCREEN, `the button ends at ${first?.y}`);
    }));

  it('opens by keyboard, without script', () =>
    withPage(320, async (page) => {
      const count = await folds(page).count();
      assert.equal(count, 3, 'the way, the goal, how it goes');
      for (let index = 0; index < count; index += 1) {
        const inside = folds(page).nth(index).locator(':scope > :not(summary)').first();
        assert.equal(await inside.isVisible(), false);
        await folds(page).nth(index).locator('summary').first().press('Enter');
        assert.equal(await inside.isVisible(), true);
      }
    }));

  it('stands open where there is room, with nothing to press', () =>
    withPage(1280, async (page) => {
      for (const fold of await folds(page).all()) {
        assert.equal(await fold.locator(':scope > summary').isVisible(), false);
        const inside = fold.locator(':scope > :not(summary)').first();
        assert.ok(await inside.evaluate((part) => part.checkVisibility({ contentVisibilityAuto: true })));
        assert.ok(((await inside.boundingBox())?.height ?? 0) > 40);
      }
    }));

  it('is kept open or closed by a name of its own', async () => {
    const names = Object.keys(samplePages).filter((name) => /^(?:dashboard|widget|next|path|progress)/.test(name));
    for (const name of names) {
      const html = await (await fetch(`${server.address}/sample/${name}`)).text();
      const kept = [...html.matchAll(/<details[^>]*>/g)].map(([tag]) => /data-keep="([^"]+)"/.exec(tag)?.[1]);
      assert.ok(!kept.includes(undefined), name);
      assert.equal(new Set(kept).size, kept.length, name);
    }
  });
});
