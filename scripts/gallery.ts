import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
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

interface Mode {
  readonly name: string;
  readonly context: BrowserContextOptions;
  readonly query: string;
}

const MODES: readonly Mode[] = [
  { name: 'light', context: { colorScheme: 'light' }, query: '' },
  { name: 'dark', context: { colorScheme: 'dark' }, query: '' },
  { name: 'high contrast', context: { colorScheme: 'dark', forcedColors: 'active', contrast: 'more' }, query: '' },
  { name: 'Arabic', context: { colorScheme: 'light' }, query: '?language=ar' },
];

const [part = ''] = process.argv.slice(2);
const names = Object.keys(samplePages).filter((name) => name.includes(part));
await buildAssets();
if (part === '') rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
const server = await servePages();
const browser = await openBrowser();
try {
  const shots = new Map<string, Buffer[]>(names.map((name) => [name, []]));
  for (const mode of MODES) {
    for (const width of WIDTHS) await photograph(browser, mode, width, shots);
  }
  const table = await browser.newPage();
  for (const [name, pictures] of shots) writeFileSync(join(OUT, `${name}.webp`), await sheetOf(table, pictures));
  if (part === '') writeFileSync(join(OUT, 'README.md'), contents(names));
  console.log(`${names.length} sheets`);
} finally {
  await browser.close();
  await server.close();
}

async function photograph(browser: Browser, mode: Mode, width: number, shots: Map<string, Buffer[]>): Promise<void> {
  const viewport = { width, height: 720 };
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce', ...mode.context });
  const page = await context.newPage();
  for (const [name, pictures] of shots) {
    await page.goto(`${server.address}/sample/${name}${mode.query}`, { waitUntil: 'load' });
    await page.evaluate(() => document.fonts.ready);
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    const clip = { x: 0, y: 0, width, height: Math.min(MOST_HEIGHT, Math.max(200, height)) };
    pictures.push(await page.screenshot({ clip, fullPage: true }));
  }
  await context.close();
}

/** Puts the pictures of one page side by side, half as large, in the order in which they were taken. */
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
      const heights = rows.map((row) => Math.max(...row.map(({ height }) => height / 2)) + gap);
      const canvas = document.createElement('canvas');
      canvas.width = Math.max(...rows.map((row) => row.reduce((sum, { width }) => sum + width / 2 + gap, gap)));
      canvas.height = heights.reduce((sum, height) => sum + height, gap);
      const pen = canvas.getContext('2d');
      if (!pen) throw new Error('This browser draws nothing.');
      pen.fillStyle = '#808080';
      pen.fillRect(0, 0, canvas.width, canvas.height);
      let y = gap;
      for (const [index, row] of rows.entries()) {
        let x = gap;
        for (const picture of row) {
          pen.drawImage(picture, x, y, picture.width / 2, picture.height / 2);
          x += picture.width / 2 + gap;
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
  const rows = MODES.map(({ name }) => name).join(', ');
  return [
    '# Gallery',
    `Every page in every state, made by \`npm run gallery\`. On each sheet a row for each of ${rows}; from the start 320, 768`,
    'and 1280 px, half as large. Pages that only staff see have no Arabic words yet and fall back to English.',
    '',
    ...all.map((name) => `- [${name}](${name}.webp)`),
    '',
  ].join('\n');
}
