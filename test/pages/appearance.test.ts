import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../support/open-browser.js';
import { samplePages } from './support/pages.js';
import { type PageServer, servePages } from './support/serve-pages.js';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

interface AxeRun {
  readonly violations: readonly { readonly id: string; readonly nodes: readonly { readonly target: unknown }[] }[];
}

describe('every page in every state', function () {
  this.timeout(300_000);
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

  // All rules once; elsewhere what a scheme or a width can change. At full counts, all rules for each of them.
  const everything = "axe.run({ resultTypes: ['violations'] })";
  const colours =
    process.env.ATTUNE_LONG === '1'
      ? everything
      : "axe.run({ resultTypes: ['violations'], runOnly: ['color-contrast'] })";
  const runs = [
    { width: 320, light: everything, dark: colours },
    { width: 1280, light: colours, dark: colours },
  ];
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const { width, [colorScheme]: rules } of runs) {
      it(`is accessible and fits at ${width} px, ${colorScheme}`, async () => {
        // Test code is put into the page from outside, which the pages' own policy rightly refuses.
        const context = await browser.newContext({
          viewport: { width, height: 720 },
          colorScheme,
          reducedMotion: 'reduce',
          bypassCSP: true,
        });
        const page = await context.newPage();
        const problems: string[] = [];
        page.on('pageerror', (error) => problems.push(`script: ${error.message}`));
        for (const name of Object.keys(samplePages)) {
          await page.goto(`${server.address}/sample/${name}`);
          await page.evaluate(() => {
            for (const details of document.querySelectorAll('details')) details.open = true;
          });
          const { scrolled, seen } = await page.evaluate(() => ({
            scrolled: document.documentElement.scrollWidth,
            seen: document.documentElement.clientWidth,
          }));
          if (scrolled > seen) problems.push(`${name}: ${scrolled} px wide`);
          await page.addScriptTag({ content: axeSource });
          const { violations } = (await page.evaluate(rules)) as AxeRun;
          for (const { id, nodes } of violations) {
            problems.push(`${name}: ${id} at ${nodes.map(({ target }) => String(target)).join(', ')}`);
          }
        }
        await context.close();
        assert.deepEqual(problems, []);
      });
    }
  }

  it('keeps to the content policy: no script, style or picture of it is refused', async () => {
    const page = await browser.newPage();
    const refused: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') refused.push(message.text());
    });
    for (const name of Object.keys(samplePages)) await page.goto(`${server.address}/sample/${name}`);
    await page.close();
    assert.deepEqual(refused, []);
  });

  it('has one heading of the first rank, a title, and one primary action at most', async () => {
    const page = await browser.newPage();
    for (const name of Object.keys(samplePages)) {
      await page.goto(`${server.address}/sample/${name}`);
      assert.equal(await page.locator('h1').count(), 1, name);
      assert.ok((await page.locator('.btn-primary').count()) <= 1, name);
      assert.match(await page.title(), /^\S.* – Attune$/, name);
    }
    await page.close();
  });

  it('reads from right to left without a part out of place', async () => {
    const page = await browser.newPage({ viewport: { width: 320, height: 720 } });
    for (const [name, { principal }] of Object.entries(samplePages)) {
      await page.goto(`${server.address}/sample/${name}?language=ar`);
      assert.equal(await page.getAttribute('html', 'dir'), principal?.role === 'staff' ? 'ltr' : 'rtl', name);
      await page.evaluate(() => document.documentElement.setAttribute('dir', 'rtl'));
      const outside = await page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      );
      assert.equal(outside, false, name);
    }
    await page.close();
  });
});
