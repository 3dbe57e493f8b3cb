import assert from 'node:assert/strict';
import type { Browser, Page } from 'playwright-core';
import { AttackRoom, type Person, type Visit } from '../attacks/support/attack-room.js';
import { hostileClaims, hostileCourse } from '../attacks/support/hostile-course.js';
import { openBrowser } from '../support/open-browser.js';
import { row } from './support/row.js';

const TAG = /<([a-z][a-z0-9-]*)\b([^>]*)>/gi;
const NEVER = new Set(['iframe', 'object', 'embed', 'base', 'style', 'hx7', 'mglyph', 'foreignobject', 'frame']);

describe('acceptance: hostile words in launches and courses', function () {
  this.timeout(120_000);
  let room: AttackRoom;
  let browser: Browser;
  before(async () => {
    room = await AttackRoom.open({ course: hostileCourse() });
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await room?.close();
  });

  const visit = (sub: string, role: NonNullable<Visit['role']>): Visit => ({ sub, role, claims: hostileClaims() });

  function assertHarmless(html: string, where: string): void {
    for (const [tag, name = '', attributes = ''] of html.matchAll(TAG)) {
      assert.ok(!NEVER.has(name.toLowerCase()), `${where}: ${tag}`);
      assert.doesNotMatch(attributes.replace(/"[^"]*"/g, '""'), /\son[a-z]+\s*=|\ssrcdoc|http-equiv/i, where);
      const addresses = [...attributes.matchAll(/\b(?:href|src|action|formaction)="([^"]*)"/gi)].map(
        ([, value]) => value ?? '',
      );
      for (const address of addresses) assert.match(address, /^(\/(?![/\\])|#|https:\/\/|$)/, `${where}: ${tag}`);
      if (name === 'script') assert.match(attributes, /src="\/assets\//, where);
    }
  }

  /** Answers the step on a page through its first form fields; what is on the page after it. */
  async function assertPages(person: Person, paths: readonly string[]): Promise<void> {
    for (const path of paths) {
      const answer = await room.send(person, path);
      assert.equal(answer.status, 200, `${path}: ${answer.text.slice(0, 200)}`);
      assertHarmless(answer.text, path);
      assert.match(answer.text, /&lt;|hx7/, `${path} shows nothing of it`);
    }
  }

  row('S16', 'they stay text in the HTML of every page', async () => {
    const staff = await room.launch(room.home, visit('teacher', 'Instructor'));
    const ada = await room.launch(room.home, visit('ada', 'Learner'));
    await assertPages(staff, ['staff', 'deep-link', 'catalogue', 'preview']);
    await assertPages(ada, ['practice', 'practice/start', 'next']);
    const bad = await room.send(staff, 'deep-link/add', {
      title: '<hx7 onfocus=alert(1)>',
      kind: '<hx7>',
      target: '<hx7>',
    });
    assert.equal(bad.status, 400);
    assertHarmless(bad.text, 'deep-link/add');
    assert.ok(!bad.text.includes('<hx7'));
  });

  row('S16', 'a figure is a picture that runs nothing', async () => {
    const ada = await room.launch(room.home, visit('ada', 'Learner'));
    const { headers } = await room.get(`${ada.base}/figures/hostile/evil.svg`, { cookie: ada.cookie });
    assert.equal(headers['content-type'], 'image/svg+xml');
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.match(String(headers['content-security-policy']), /^default-src 'none';.*\bsandbox\b(?!.*allow-scripts)/);
  });

  /** A launch in a browser: the platform answers the login with a form that posts itself. */
  async function launchIn(page: Page, who: Visit): Promise<void> {
    room.home.answer = (response) => {
      const asked = new URL(response.req.url ?? '/', room.home.origin);
      if (asked.pathname !== '/auth') return room.home.sendKeys(response);
      const { state = '', nonce = '' } = Object.fromEntries(asked.searchParams);
      void room.home.sign(room.claims(room.home, nonce, who)).then((token) => {
        response.writeHead(200, { 'content-type': 'text/html' });
        response.end(
          `<form method="post" action="${room.url}/lti/launch"><input name="id_token" value="${token}"><input name="state" value="${state}"></form><script>document.forms[0].submit()</script>`,
        );
      });
    };
    const { issuer: iss, clientId } = room.home;
    const query = { iss, client_id: clientId, login_hint: 'x', target_link_uri: `${room.url}/lti/launch` };
    await page.goto(`${room.url}/lti/login?${new URLSearchParams(query)}`);
    await page.waitForURL(/\/app\//);
    await page.locator('main').waitFor();
  }

  row('S16', 'in a browser', async () => {
    const context = await browser.newContext();
    const troubles: string[] = [];
    const page = await context.newPage();
    page.on('dialog', (dialog) => {
      troubles.push(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('console', (message) => {
      if (/content security policy|refused to/i.test(message.text())) troubles.push(message.text());
    });
    page.on('pageerror', (error) => troubles.push(String(error)));
    page.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      const known = [room.url, room.home.origin].includes(origin) || protocol === 'data:';
      if (!known) troubles.push(`a request to ${request.url().slice(0, 80)}`);
    });
    let pages = 0;
    const look = async (): Promise<void> => {
      await page.waitForLoadState();
      await page.evaluate(() => {
        for (const each of document.querySelectorAll<HTMLElement>('main *')) {
          each.dispatchEvent(new Event('focus'));
          each.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
        }
      });
      assert.equal(await page.evaluate(() => Reflect.get(window, 'owned')), undefined, page.url());
      const foreign =
        'hx7, iframe, base, object, embed, main script, main style, [onerror], [onload], [onfocus], [onclick]';
      assert.equal(await page.locator(foreign).count(), 0, page.url());
      pages += 1;
    };
    const submit = async (form: string): Promise<void> => {
      const answered = page.waitForResponse((response) => response.request().method() === 'POST');
      const sent = page.locator(form).first();
      await sent.evaluate((each) => (each as HTMLFormElement).requestSubmit());
      await answered;
      await page.waitForTimeout(300);
      await look();
    };
    const press = (action: string): Promise<void> => submit(`form[action$="${action}"]`);
    await launchIn(page, visit('teacher-2', 'Instructor'));
    await look();
    await launchIn(page, visit('bea', 'Learner'));
    await look();
    await submit('form:has(input[name=consent][value=personal])');
    await press('/practice/start');
    await press('/practice/hint');
    await press('/practice/hint');
    await press('/practice/solution');
    await press('/practice/next');
    await press('/practice/finish');
    const next = { ...visit('bea', 'Learner') };
    const custom = { attune_kind: 'next' };
    await launchIn(page, {
      ...next,
      claims: { ...hostileClaims(), [CUSTOM]: custom, [LINK]: { id: 'next', title: 'x' } },
    });
    await look();
    await press('/next/accept');
    await page.goto(`${room.url}/app/${encodeURIComponent('<img src=x onerror=owned=1>')}/practice`);
    await look();
    assert.deepEqual(troubles, []);
    assert.ok(pages >= 10, `${pages} pages`);
    await context.close();
  });
});

const CUSTOM = 'https://purl.imsglobal.org/spec/lti/claim/custom';
const LINK = 'https://purl.imsglobal.org/spec/lti/claim/resource_link';
