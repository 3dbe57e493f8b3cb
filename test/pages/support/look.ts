import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openBrowser } from '../../support/open-browser.js';
import { samplePages } from './pages.js';
import { servePages } from './serve-pages.js';

/**
 * Takes pictures of the sample pages, to look at while working on them:
 * `npx tsx test/pages/support/look.ts <folder> [part of a name] [width,width] [light,dark] [open]`
 */
const [folder = 'pictures', part = '', widths = '320,1280', schemes = 'light,dark', open] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const server = await servePages();
const browser = await openBrowser();
for (const colorScheme of schemes.split(',') as ('light' | 'dark')[]) {
  for (const width of widths.split(',').map(Number)) {
    const page = await browser.newPage({ viewport: { width, height: 720 }, colorScheme });
    for (const name of Object.keys(samplePages).filter((each) => each.includes(part))) {
      await page.goto(`${server.address}/sample/${name}`, { waitUntil: 'networkidle' });
      if (open) for (const summary of await page.locator('summary').all()) await summary.click();
      await page.screenshot({ path: join(folder, `${name}-${width}-${colorScheme}.png`), fullPage: true });
    }
    await page.close();
  }
}
await browser.close();
await server.close();
