import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { projectRoot } from '../support/services.js';
import { samplePages } from './support/pages.js';
import { type PageServer, servePages } from './support/serve-pages.js';

const BUDGET = 100_000;

const attribute = (tag: string, name: string): string | undefined => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1];

interface Form {
  readonly tag: string;
  readonly inside: string;
}

const formsIn = (html: string): Form[] =>
  [...html.matchAll(/(<form\b[^>]*>)([\s\S]*?)<\/form>/g)].map(([, tag = '', inside = '']) => ({ tag, inside }));

const hiddenIn = (inside: string): Record<string, string> =>
  Object.fromEntries(
    [...inside.matchAll(/<input type="hidden"[^>]*>/g)].map(([tag]) => [
      attribute(tag, 'name') ?? '',
      attribute(tag, 'value') ?? '',
    ]),
  );

describe('the markup of every page', () => {
  let server: PageServer;
  const pages = new Map<string, string>();
  before(async () => {
    server = await servePages();
    for (const name of Object.keys(samplePages)) {
      const response = await fetch(`${server.address}/sample/${name}`);
      assert.equal(response.status, 200, name);
      pages.set(name, await response.text());
    }
  });
  after(() => server.close());

  it('carries the session in every form, and never in an address', () => {
    for (const [name, html] of pages) {
      for (const { tag, inside } of formsIn(html)) {
        // The way out of a preview belongs to the session of the teacher who opened it.
        const [token, base] = tag.includes('data-leave-preview') ? ['staff-token', 'tab-9'] : ['sample-token', 'tab-1'];
        assert.equal(hiddenIn(inside).session, token, `${name}: ${tag}`);
        assert.equal(attribute(tag, 'method'), 'post', name);
        assert.ok(attribute(tag, 'action')?.startsWith(`/app/${base}/`), name);
      }
      assert.doesNotMatch(html, /(?:href|src|action)="[^"]*(?:sample|staff)-token/, name);
    }
  });

  it('says in every form about a question which moment it belongs to', () => {
    const moments = ['answer', 'hint', 'solution', 'next'].map((command) => `/app/tab-1/practice/${command}`);
    let seen = 0;
    for (const html of pages.values()) {
      for (const { tag, inside } of formsIn(html)) {
        if (!moments.includes(attribute(tag, 'action') ?? '')) continue;
        const { decision, step, tries, hints } = hiddenIn(inside);
        assert.equal(decision, 'decision-1');
        assert.match(step ?? '', /^\d+$/);
        assert.match(tries ?? '', /^\d+$/);
        assert.match(hints ?? '', /^\d+$/);
        seen += 1;
      }
    }
    assert.ok(seen > 20);
  });

  it('names a recommendation in every form about one', () => {
    const forms = formsIn(pages.get('next') ?? '').filter(({ tag }) =>
      /\/next\/(?:accept|dismiss|complete|rate)"/.test(tag),
    );
    assert.deepEqual(
      forms.map(({ tag, inside }) => [attribute(tag, 'action')?.split('/').at(-1), hiddenIn(inside).recommendation]),
      ['rec-1', 'rec-2', 'rec-3'].flatMap((id) =>
        ['accept', 'dismiss', 'complete', 'rate'].map((action) => [action, id]),
      ),
    );
  });

  it('leads from the level of every skill to what it rests on', () => {
    let seen = 0;
    for (const [name, html] of pages) {
      if (name.startsWith('evidence')) continue;
      const ways = formsIn(html)
        .filter(({ tag }) => attribute(tag, 'action')?.endsWith('/evidence'))
        .map(({ inside }) => inside.replace(/<span[^>]*>: /g, '<span>'))
        .join('');
      const titles = html.matchAll(
        /<li class="skill[^"]*">\s*<div class="skill-line">\s*<span class="skill-title"[^>]*>([^<]*)</g,
      );
      for (const [, title = ''] of titles) {
        assert.ok(ways.includes(`>${title}</span></button>`), `${name}: ${title}`);
        seen += 1;
      }
    }
    assert.ok(seen > 50);
  });

  it('has neither inline styles nor inline handlers', () => {
    for (const [name, html] of pages) assert.doesNotMatch(html, /<[^>]+\s(?:style|on\w+)=/, name);
  });

  it('names the likely day of a goal also where the latest one is too far away to tell', () => {
    const html = pages.get('goals-begun') ?? '';
    assert.match(html, /At your pace you will be there around Sep 1, 2027, or a good deal later\./);
    assert.doesNotMatch(html, /more than two years/);
  });

  it('says numbers of days, points and weeks as one says them', () => {
    assert.match(pages.get('next') ?? '', /It would be first after one day without “Outs”\./);
    assert.match(pages.get('evidence-number') ?? '', /<b>\+2 of 100 a week<\/b>/);
    assert.match(pages.get('progress') ?? '', /About [\d.]+ (?:hours|minutes) in the last \d+ weeks\./);
  });

  it('sets what is of the course by its own direction, and no sentence of the page', async () => {
    const arabic = async (name: string) => (await fetch(`${server.address}/sample/${name}?language=ar`)).text();
    const dashboard = await arabic('dashboard');
    assert.match(dashboard, /<li dir="auto">Position<\/li>/);
    assert.match(dashboard, /class="station end">\s*<span class="station-title">/);
    const wizard = await arabic('wizard-areas');
    assert.match(wizard, /<span dir="auto">Outs<\/span><small><span dir="auto">/);
    assert.match(wizard, /<bdi dir="auto">[^<]*Outs/);
    assert.match(await arabic('settings'), /id="afresh-0"><bdi dir="auto">/);
  });

  it('gives back what was typed, as text', async () => {
    assert.match(pages.get('practice-unreadable') ?? '', /value="a quarter"/);
  });

  it(`weighs less than ${BUDGET / 1000} kB on the wire, typeface and all`, () => {
    const assets = join(projectRoot, 'dist/assets');
    // A browser fetches the typeface's other script only for letters that need it; here both are counted.
    const shared = readdirSync(assets)
      .filter((name) => /^app\.(?:css|js)$|\.woff2$/.test(name))
      .map((name) => gzipSync(readFileSync(join(assets, name))).length)
      .reduce((sum, size) => sum + size, 0);
    for (const [name, html] of pages) {
      const weight = shared + gzipSync(html).length;
      assert.ok(weight < BUDGET, `${name} weighs ${weight} bytes`);
    }
  });
});
