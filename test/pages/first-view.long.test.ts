import assert from 'node:assert/strict';
import type { Express } from 'express';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../support/open-browser.js';
import { samplePages } from './support/pages.js';
import { type PageServer, servePages } from './support/serve-pages.js';

const MOST_RATIO = 1.5;
/** Each page is opened so often, in turns with the blank one: what disturbs the machine disturbs both. */
const ROUNDS = 3;
/** Slow 4G as Lighthouse has it: 1.6 Mbit/s down, 750 kbit/s up, 150 ms; and a processor four times as slow. */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 204_800, uploadThroughput: 96_000 };
const SLOWER = 4;

/** What students see first, one state of each page. */
const PAGES = [
  'practice-start',
  'practice-single-choice',
  'next',
  'path',
  'lesson-text',
  'coach',
  'consent',
  'settings',
];

interface Seen {
  readonly paint: number;
  readonly shift: number;
}

describe('the first view of a page for students', function () {
  this.timeout(120_000);
  let server: PageServer;
  let browser: Browser;
  before(async () => {
    server = await servePages(blankPage);
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
    await server.close();
  });

  it('does not move once it is there, and comes nearly as soon as a blank page', async () => {
    const problems: string[] = [];
    for (const name of PAGES) {
      assert.ok(samplePages[name], name);
      const seen: Seen[] = [];
      const blank: Seen[] = [];
      for (let round = 0; round < ROUNDS; round += 1) {
        blank.push(await open('/blank'));
        seen.push(await open(`/sample/${name}`));
      }
      const ratio = middle(seen.map(({ paint }) => paint)) / middle(blank.map(({ paint }) => paint));
      const shift = Math.max(...seen.map((each) => each.shift));
      if (shift > 0) problems.push(`${name}: moved by ${shift}`);
      if (!(ratio <= MOST_RATIO)) problems.push(`${name}: painted after ${ratio.toFixed(2)} of a blank page's time`);
    }
    assert.deepEqual(problems, []);
  });

  async function open(path: string): Promise<Seen> {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 }, bypassCSP: true });
    try {
      const page = await context.newPage();
      const tools = await context.newCDPSession(page);
      await tools.send('Network.enable');
      await tools.send('Network.emulateNetworkConditions', SLOW_4G);
      await tools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
      await page.goto(server.address + path, { waitUntil: 'networkidle' });
      return await page.evaluate(readTimings);
    } finally {
      await context.close();
    }
  }
});

/** The same stylesheet and font, one word, no script. */
function blankPage(app: Express): void {
  app.get('/blank', async (request, response) => {
    const { port } = request.socket.address() as { port: number };
    const page = await (await fetch(`http://127.0.0.1:${port}/sample/home`)).text();
    const head = page.slice(0, page.indexOf('</head>')).replace(/<script[^>]*><\/script>/g, '');
    response.type('html').send(`${head}</head><body><p>Attune</p></body></html>`);
  });
}

function readTimings(): Promise<{ paint: number; shift: number }> {
  return new Promise((resolve) => {
    let shift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shift += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
    setTimeout(() => {
      const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN;
      resolve({ paint, shift });
    }, 200);
  });
}

const middle = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
