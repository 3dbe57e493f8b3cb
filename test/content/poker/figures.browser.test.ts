import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, Page } from 'playwright-core';
import { pokerCourse } from '../../../content/poker/course.js';
import { Classroom, type Pupil } from '../../support/classroom.js';
import { openBrowser } from '../../support/open-browser.js';

const course = pokerCourse({ variants: 1 });
const drawings = course.figures.map(({ name, base64 }) => ({
  name,
  svg: Buffer.from(base64, 'base64').toString('utf8'),
}));
/** What a column has at 320 px. */
const COLUMN = 288;
const SMALLEST_TEXT = 14;

interface Faults {
  readonly malformed: boolean;
  readonly small: readonly string[];
  readonly outside: readonly string[];
  readonly overlapping: readonly string[];
}

/** Reads a drawing as XML and lays it out in a column. */
async function faultsOf(page: Page, svg: string): Promise<Faults> {
  return page.evaluate(
    ({ source, column, smallest }) => {
      const parsed = new DOMParser().parseFromString(source, 'image/svg+xml');
      document.body.replaceChildren(document.importNode(parsed.documentElement, true));
      const drawing = document.body.firstElementChild as SVGSVGElement;
      drawing.setAttribute('width', String(column));
      drawing.removeAttribute('height');
      const whole = drawing.getBoundingClientRect();
      const texts = [...drawing.querySelectorAll('text')].map((element) => ({
        words: element.textContent ?? '',
        size: (Number(element.getAttribute('font-size') ?? drawing.getAttribute('font-size')) * whole.width) / 320,
        box: element.getBoundingClientRect(),
      }));
      return {
        malformed: parsed.querySelector('parsererror') !== null,
        small: texts.filter(({ size }) => size < smallest).map(({ words }) => words),
        outside: texts
          .filter(
            ({ box }) => box.left < whole.left + 4 || box.right > whole.right - 4 || box.bottom > whole.bottom - 2,
          )
          .map(({ words }) => words),
        overlapping: texts.flatMap((one, index) =>
          texts
            .slice(index + 1)
            // The box of a text has room above capitals and below the line; letters meet when boxes do by more than that.
            .filter(
              ({ box }) =>
                Math.min(one.box.right, box.right) - Math.max(one.box.left, box.left) > 1 &&
                Math.min(one.box.bottom, box.bottom) - Math.max(one.box.top, box.top) > 5,
            )
            .map((other) => `${one.words} / ${other.words}`),
        ),
      };
    },
    { source: svg, column: COLUMN, smallest: SMALLEST_TEXT },
  );
}

describe('the figures of the poker lessons, in a browser', function () {
  this.timeout(120_000);
  let browser: Browser;
  before(async () => {
    browser = await openBrowser();
  });
  after(() => browser?.close());

  it('are sound XML, and no text is small, cut off or laid over another', async () => {
    const page = await browser.newPage({ viewport: { width: 320, height: 640 } });
    const found: Record<string, Faults> = {};
    for (const { name, svg } of drawings) {
      const faults = await faultsOf(page, svg);
      if (Object.values(faults).flat().some(Boolean)) found[name] = faults;
    }
    assert.deepEqual(found, {});
    await page.close();
  });

  describe('on the page of a lesson', () => {
    let room: Classroom;
    let pupil: Pupil;
    let server: Server;
    before(async () => {
      room = await Classroom.open({ course });
      pupil = await room.pupil();
      server = createServer(room.app.app.web);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    });
    after(async () => {
      server?.closeAllConnections();
      server?.close();
      await room?.close();
    });

    it('come, fit 320 px, and keep their place until they have come', async () => {
      const page = await browser.newPage({ viewport: { width: 320, height: 640 } });
      await page.setExtraHTTPHeaders({ Authorization: `Bearer ${pupil.token}` });
      const { port } = server.address() as AddressInfo;
      for (const { id, bodyMarkdown } of course.lessons) {
        await page.goto(`http://127.0.0.1:${port}${pupil.base}/lessons/${id}`);
        const figure = page.locator('.prose img');
        const before = await figure.evaluate((image) => image.getBoundingClientRect().height);
        await figure.scrollIntoViewIfNeeded();
        await page.waitForFunction(() => document.querySelector<HTMLImageElement>('.prose img')?.naturalWidth);
        const found = await figure.evaluate((image) => ({
          alt: image.getAttribute('alt'),
          height: image.getBoundingClientRect().height,
          width: image.getBoundingClientRect().width,
        }));
        assert.ok(bodyMarkdown.includes(`![${found.alt}](`), id);
        assert.ok(found.width >= 280 && found.width <= 320, `${id}: ${found.width} wide`);
        assert.ok(Math.abs(found.height - before) < 1, `${id} moved by ${found.height - before}`);
        const over = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.equal(over, 0, `${id} fits 320 px`);
      }
    });
  });
});
