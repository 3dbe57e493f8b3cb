import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { samplePages } from '../test/pages/support/pages.js';
import { servePages } from '../test/pages/support/serve-pages.js';
import { openBrowser } from '../test/support/open-browser.js';
import { buildAssets } from './build-assets.js';

/**
 * `npm run gallery [-- part-of-a-name]`: every page in every state as one sheet into docs/gallery: a row for each of light,
 * dark, high contrast and Arabic, at 320, 768 and 1280 px. docs/gallery/README.md lists them.
 */
const OUT = fileURLToPath(new URL('../docs/gallery', import.meta.url));
const WIDTHS = [320, 768, 1280];
const QUALITY = 0.6;
/** A long page is shown as far as this. */
const MOST_HEIGHT = 2_400;

type Media = NonNullable<Parameters<Page['emulateMedia']>[0]>;

/** The rows of a sheet: what is loaded, and how it is looked at. */
const ROWS: readonly { readonly name: string; readonly query: string; readonly media: Media }[] = [
  { name: 'light', query: '', media: { colorScheme: 'light', forcedColors: 'none' } },
  { name: 'dark', query: '', media: { colorScheme: 'dark', forcedColors: 'none' } },
  { name: 'high contrast', query: '', media: { colorScheme: 'dark', forcedColors: 'active' } },
  { name: 'Arabic', query: '?language=ar', media: { colorScheme: 'light', forcedColors: 'none' } },
];

const [part = ''] = process.argv.slice(2);
const names = Object.keys(samplePages).filter((name) => name.includes(part));
await buildAssets();
if (part === '') rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
const server = await servePages();
const browser = await openBrowser();
try {
  const cameras = await Promise.all(WIDTHS.map((width) => cameraOf(browser, width)));
  const table = await browser.newPage();
  for (const name of names) {
    const columns = await Promise.all(cameras.map((camera) => photograph(camera, name)));
    // From columns to rows: a width after the other in each row.
    const pictures = ROWS.flatMap((_, row) => columns.flatMap((column) => column[row] ?? []));
    writeFileSync(join(OUT, `${name}.webp`), await sheetOf(table, pictures));
  }
  if (part === '') writeFileSync(join(OUT, 'README.md'), contents(names));
  console.log(`${names.length} sheets`);
} finally {
  await browser.close();
  await server.close();
}

async function cameraOf(browser: Browser, width: number): Promise<Page> {
  const viewport = { width, height: 720 };
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce', deviceScaleFactor: 0.5 });
  return context.newPage();
}

/** A picture for each row, half as large. A page is loaded again only where its address changes. */
async function photograph(page: Page, name: string): Promise<Buffer[]> {
  const pictures: Buffer[] = [];
  for (const { query, media } of ROWS) {
    await page.emulateMedia(media);
    const address = `${server.address}/sample/${name}${query}`;
    if (page.url() !== address) await page.goto(address, { waitUntil: 'load' });
    const [width, height] = await page.evaluate(async () => {
      await document.fonts.ready;
      return [document.documentElement.clientWidth, document.documentElement.scrollHeight];
    });
    const clip = { x: 0, y: 0, width, height: Math.min(MOST_HEIGHT, Math.max(200, height)) };
    pictures.push(await page.screenshot({ clip, fullPage: true }));
  }
  return pictures;
}

/** Puts the pictures of one page side by side, in the order in which they are given. */
async function sheetOf(page: Page, pictures: readonly Buffer[]): Promise<Buffer> {
  const encoded = await page.evaluate(
    async ({ images, columns, quality }) => {
      const gap = 8;
      const loaded = await Promise.all(
        images.map(async (base64) => createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob())),
      );
      const rows = Array.from({ length: Math.ceil(loaded.length / columns) }, (_, row) =>
        loaded.slice(row * columns, (row + 1) * columns),
      );
      const heights = rows.map((row) => Math.max(...row.map(({ height }) => height)) + gap);
      const canvas = document.createElement('canvas');
      canvas.width = Math.max(...rows.map((row) => row.reduce((sum, { width }) => sum + width + gap, gap)));
      canvas.height = heights.reduce((sum, height) => sum + height, gap);
      const pen = canvas.getContext('2d');
      if (!pen) throw new Error('This browser draws nothing.');
      pen.fillStyle = '#808080';
      pen.fillRect(0, 0, canvas.width, canvas.height);
      let y = gap;
      for (const [index, row] of rows.entries()) {
        let x = gap;
        for (const picture of row) {
          pen.drawImage(picture, x, y);
          x += picture.width + gap;
        }
        y += heights[index] ?? 0;
      }
      return canvas.toDataURL('image/webp', quality).split(',')[1] ?? '';
    },
    { images: pictures.map((picture) => picture.toString('base64')), columns: WIDTHS.length, quality: QUALITY },
  );
  return Buffer.from(encoded, 'base64');
}

function contents(all: readonly string[]): string {
  const rows = ROWS.map(({ name }) => name).join(', ');
  return [
    '# Gallery',
    `Every page in every state, made by \`npm run gallery\`. On each sheet a row for each of ${rows}; from the start 320, 768`,
    'and 1280 px, half as large. Pages that only staff see have no Arabic words yet and fall back to English.',
    '',
    ...all.map((name) => `- [${name}](${name}.webp)`),
    '',
  ].join('\n');
}
