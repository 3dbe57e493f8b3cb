import assert from 'node:assert/strict';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openBrowser } from '../support/open-browser.js';
import { type FakeTool, fakeTool } from './support/fake-tool.js';
import { learner } from './support/samples.js';

describe('a page that sends its forms', function () {
  this.timeout(60_000);
  let tool: FakeTool;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  before(async () => {
    tool = await fakeTool();
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
    await tool.close();
  });
  beforeEach(async () => {
    tool.arrived.length = 0;
    context = await browser.newContext();
    page = await context.newPage();
  });
  afterEach(() => context.close());

  const open = (sample: string) => page.goto(`${tool.address}/sample/${sample}`);
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const focused = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.textContent?.trim());

  it('proves the session by header, stays where it is and puts the reader at the feedback', async () => {
    tool.answers = [{ sample: 'practice-wrong' }];
    await open('practice-numeric');
    await page.getByLabel('Your answer').fill('0.25');
    await press('Check');
    await page.getByText('a factor of 100').waitFor();
    const [sent, ...more] = tool.arrived;
    assert.equal(more.length, 0);
    assert.equal(sent?.authorization, `Bearer ${learner.token}`);
    assert.equal(sent?.requestedWith, 'attune');
    assert.deepEqual(
      { ...sent?.fields },
      { session: learner.token, decision: 'decision-1', step: '0', tries: '0', hints: '1', answer: '0.25' },
    );
    assert.equal(await focused(), 'feedback');
    assert.equal(new URL(page.url()).pathname, '/sample/practice-numeric');
    assert.equal(await page.getByLabel('Your answer').inputValue(), '0.25');
  });

  it('puts the reader at the question after Next, and says the new score aloud', async () => {
    tool.answers = [{ sample: 'practice-single-choice' }];
    await open('practice-right');
    await press('Next question');
    await page.getByText('How often must you win').waitFor();
    assert.equal(await focused(), 'The price of a call');
    assert.equal(await page.locator('#announcer').textContent(), 'Your score is now 64%.');
  });

  it('keeps half an answer while a hint is opened', async () => {
    tool.answers = [{ sample: 'practice-numeric' }];
    await open('practice-unreadable');
    await page.getByLabel('Your answer').fill('12 or so');
    await press('Hint (2)');
    await page.getByText('Hint 1 – What is the final pot?').waitFor();
    assert.equal(await page.getByLabel('Your answer').inputValue(), '12 or so');
    assert.match(String(await focused()), /^Hint 1/);
  });

  it('puts the reader at a new hint, also where the page still speaks of a wrong answer', async () => {
    tool.answers = [{ sample: 'practice-wrong-hint' }];
    await open('practice-wrong');
    await press('Hint (2)');
    await page.getByText('Hint 1 – What is the final pot?').waitFor();
    assert.match(String(await focused()), /^Hint 1/);
  });

  it('keeps the way back to the teacher’s page through a whole preview', async () => {
    tool.answers = [
      { sample: 'practice-preview', principal: { ...learner, synthetic: true } },
      { sample: 'staff-next' },
    ];
    await open('practice-leaving-preview');
    await press('Check');
    await page.waitForFunction(() => !document.querySelector('main')?.hasAttribute('aria-busy'));
    await press('Back to the teacher’s page');
    await page.getByText('Each student finds three suggestions here').waitFor();
    const back = tool.arrived[1];
    assert.equal(back?.command, '/app/tab-9/staff');
    assert.equal(back?.fields.session, 'staff-token');
  });

  it('sends once when somebody clicks twice', async () => {
    tool.answers = [{ sample: 'practice-wrong', afterMs: 300 }];
    await open('practice-numeric');
    await page.getByRole('button', { name: 'Check' }).dblclick();
    await page.getByText('a factor of 100').waitFor();
    assert.equal(tool.arrived.length, 1);
  });

  it('tries again when the connection breaks, says so, and says when it is saved', async () => {
    tool.answers = [{ sample: 'practice-right' }];
    await open('practice-numeric');
    await page.getByLabel('Your answer').fill('25');
    await page.route('**/practice/answer', (route) => route.abort(), { times: 1 });
    await press('Check');
    await page.getByText('Not saved yet – trying again …').waitFor();
    assert.equal(await page.getByLabel('Your answer').inputValue(), '25');
    await page.getByText('You got it at the first try.').waitFor();
    await page.getByText('Saved', { exact: true }).waitFor();
    assert.equal(tool.arrived.length, 1);
  });

  it('tries again when the service is away for a moment', async () => {
    tool.answers = [{ sample: 'error', status: 503 }, { sample: 'practice-right' }];
    await open('practice-numeric');
    await press('Check');
    await page.getByText('You got it at the first try.').waitFor();
    assert.equal(tool.arrived.length, 2);
    assert.deepEqual(tool.arrived[0]?.fields, tool.arrived[1]?.fields);
  });

  it('tries again when an answer breaks off on its way back', async () => {
    tool.answers = [{ sample: 'practice-right', breaksOff: true }, { sample: 'practice-right' }];
    await open('practice-numeric');
    await press('Check');
    await page.getByText('Not saved yet – trying again …').waitFor();
    await page.getByText('You got it at the first try.').waitFor();
    assert.deepEqual(tool.arrived[0]?.fields, tool.arrived[1]?.fields);
  });

  for (const [status, kept] of [
    [500, true],
    [401, true],
    [409, false],
  ] as const) {
    it(`${kept ? 'keeps' : 'forgets'} an answer that met ${status}, for when the page is opened again`, async () => {
      tool.answers = [{ sample: 'error', status }, { sample: 'practice-right' }];
      await open('practice-numeric');
      await page.getByLabel('Your answer').fill('25');
      await press('Check');
      await page.locator('#saving').filter({ hasText: /./ }).waitFor();
      await page.reload();
      if (kept) await page.getByText('You got it at the first try.').waitFor();
      else await page.getByRole('button', { name: 'Check', exact: true }).waitFor();
      assert.deepEqual(
        tool.arrived.map(({ fields }) => fields.answer),
        kept ? ['25', '25'] : ['25'],
      );
    });
  }

  it('says aloud what was done, also when it is said twice', async () => {
    tool.answers = [{ sample: 'reviews-none' }];
    const said = page.locator('#announcer');
    await open('reviews');
    const saved = 'Saved. The plan below follows it.';
    for (const text of [saved, `${saved}\u00a0`]) {
      await press('Save');
      await page.waitForFunction(() => !document.querySelector('main')?.hasAttribute('aria-busy'));
      assert.equal(await said.textContent(), text);
    }
  });

  it('takes the language of the page that comes', async () => {
    tool.answers = [{ sample: 'practice-preview', principal: { ...learner, locale: 'ar', synthetic: true } }];
    await open('staff-practice');
    await press('Preview as a student');
    await page.waitForFunction(() => document.documentElement.lang === 'ar');
    assert.equal(await page.evaluate(() => document.documentElement.dir), 'rtl');
    const arabic = /\p{Script=Arabic}/u;
    assert.match((await page.locator('.skip').textContent()) ?? '', arabic);
    assert.match((await page.locator('#saving').getAttribute('data-trying')) ?? '', arabic);
  });

  it('keeps what was typed when it is refused, and shows why', async () => {
    tool.answers = [{ sample: 'error', status: 409 }];
    await open('practice-numeric');
    await page.getByLabel('Your answer').fill('25');
    await press('Check');
    await page.getByText('There is nothing here, or it is not yours to see.').waitFor();
    assert.equal(await page.getByLabel('Your answer').inputValue(), '25');
  });

  it('says when the session has ended', async () => {
    tool.answers = [{ sample: 'error', status: 401 }];
    await open('practice-numeric');
    await press('Check');
    await page.getByText('This page has lost its session.').waitFor();
  });

  it('goes on with the session that an answer brings', async () => {
    const preview = { ...learner, sessionId: 'tab-2', token: 'preview-token', synthetic: true };
    tool.answers = [{ sample: 'practice-preview', principal: preview }];
    await open('staff-practice');
    await press('Preview as a student');
    await page.getByText('Preview – nothing here is graded').waitFor();
    await press('Check');
    await page.waitForFunction(() => !document.querySelector('main')?.hasAttribute('aria-busy'));
    const second = tool.arrived[1];
    assert.equal(second?.command, '/app/tab-2/practice/answer');
    assert.equal(second?.authorization, 'Bearer preview-token');
    assert.equal(second?.fields.session, 'preview-token');
  });

  it('leaves a form that ends at the LMS to the browser', async () => {
    tool.answers = [{ sample: 'home' }];
    await open('deep-link');
    await page.getByLabel('Title').fill('Week 5');
    await press('Add to course');
    await page.getByText('Nice to see you').waitFor();
    assert.equal(tool.arrived[0]?.requestedWith, undefined);
    assert.equal(new URL(page.url()).pathname, '/app/tab-1/deep-link/add');
    const { title, kind, target, length, attempts, hints, grade, afterDue, session } = tool.arrived[0]?.fields ?? {};
    assert.deepEqual(
      { title, kind, target, length, attempts, hints, grade, afterDue, session },
      {
        title: 'Week 5',
        kind: 'practice',
        target: '0.85',
        length: '10',
        attempts: '',
        hints: 'always',
        grade: 'best',
        afterDue: 'practice',
        session: learner.token,
      },
    );
  });

  it('works without any script', async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const bare = await plain.newPage();
    tool.answers = [{ sample: 'practice-wrong' }, { sample: 'practice-right' }, { sample: 'practice-end' }];
    await bare.goto(`${tool.address}/sample/practice-ordering`);
    await bare.getByLabel('Flush', { exact: true }).selectOption('4');
    await bare.getByRole('button', { name: 'Check' }).click();
    await bare.getByText('a factor of 100').waitFor();
    await bare.getByRole('button', { name: 'Check' }).click();
    await bare.getByRole('button', { name: 'Next question' }).click();
    await bare.getByText('Round finished').waitFor();
    await plain.close();
    assert.deepEqual(
      tool.arrived.map(({ command }) => command.split('/').at(-1)),
      ['answer', 'answer', 'next'],
    );
    assert.ok(tool.arrived.every(({ fields }) => fields.session === learner.token));
    const places = Object.entries(tool.arrived[0]?.fields ?? {}).filter(([name]) => name.startsWith('place.'));
    assert.equal(places.length, 4);
  });
});
