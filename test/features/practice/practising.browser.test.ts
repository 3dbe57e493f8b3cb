import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import type { RawResponse } from '../../../src/features/catalogue/index.js';
import { BrowserRoom } from '../../support/browser-room.js';
import type { Classroom, Pupil } from '../../support/classroom.js';
import { testCourse } from '../../support/course.js';

const KINDS = ['single-choice', 'multiple-choice', 'numeric', 'text', 'expression', 'ordering', 'matching'];

describe('practising in a browser', function () {
  this.timeout(120_000);
  let inBrowser: BrowserRoom;
  let room: Classroom;
  let page: Page;
  before(async () => {
    inBrowser = await BrowserRoom.open({ course: testCourse({ id: 'in-a-browser' }) });
    room = inBrowser.room;
  });
  after(() => inBrowser?.close());
  afterEach(() => page?.context().close());

  /** The practice page of a pupil, in a browser of its own. */
  async function open(pupil: Pupil): Promise<void> {
    page = await inBrowser.page(pupil, 'practice');
  }

  /** Tab until something has the focus; a page that traps it fails here. */
  async function tabTo(selector: string): Promise<void> {
    for (let presses = 0; presses < 80; presses += 1) {
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab never comes to ${selector}.`);
  }

  const settled = () => page.waitForFunction(() => !document.querySelector('main')?.hasAttribute('aria-busy'));

  async function enter(): Promise<void> {
    await page.keyboard.press('Enter');
    await settled();
  }

  async function chooseByDigits(answer: string | readonly string[] = []): Promise<void> {
    const places = await page
      .locator('#answer input[name="answer"]')
      .evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value));
    for (const place of [answer].flat()) await page.keyboard.press(String(places.indexOf(place) + 1));
  }

  /** Brings the rows into their order by the buttons that move them up. */
  async function order(ranks: RawResponse): Promise<void> {
    const wanted = Object.entries(ranks).sort(([, a], [, b]) => Number(a) - Number(b));
    for (const [rank, [name]] of wanted.entries()) {
      const rankNow = () => page.locator(`[name="${name}"]`).inputValue();
      while (Number(await rankNow()) > rank + 1) {
        await tabTo(`.ordering-row:has([name="${name}"]) [data-direction="up"]`);
        await page.keyboard.press('Enter');
      }
    }
  }

  async function match(pairs: RawResponse): Promise<void> {
    for (const [name, place] of Object.entries(pairs)) {
      await tabTo(`select[name="${name}"]`);
      const values = await page
        .locator(`select[name="${name}"] option`)
        .evaluateAll((all) => all.map((one) => (one as HTMLOptionElement).value));
      for (let steps = values.indexOf(String(place)); steps > 0; steps -= 1) await page.keyboard.press('ArrowDown');
    }
  }

  async function answerByKeys(kind: string, right: RawResponse): Promise<void> {
    if (kind === 'single-choice' || kind === 'multiple-choice') await chooseByDigits(right.answer);
    else if (kind === 'ordering') await order(right);
    else if (kind === 'matching') await match(right);
    else {
      await tabTo('#answer-field');
      await page.keyboard.type(String(right.answer));
    }
    if (kind === 'ordering' || kind === 'matching') await tabTo('[data-enter]');
    await enter();
  }

  it('goes from the first page of an assignment to its end by keys alone, with every kind of answer', async () => {
    const pupil = await room.pupil({ attune_target: '0.99', attune_length: '120' });
    await open(pupil);
    await tabTo('form[action$="/practice/start"] button');
    await enter();
    const met = new Set<string>();
    while (await page.locator('#answer').count()) {
      const { step, right } = await pupil.question();
      const { kind } = step.answer;
      if (met.size === 0) {
        await page.keyboard.press('h');
        await settled();
        assert.equal((await pupil.attempt()).current?.hints, 1, 'h opens a hint');
      }
      if (met.has(kind) && met.size < KINDS.length) {
        // Only the way to what has not been met yet is taken by the shortest keys.
        await tabTo('button[form="solution"]');
        await enter();
      } else {
        met.add(kind);
        await answerByKeys(kind, right);
        assert.equal((await pupil.attempt()).current?.outcome, 'right', `${kind} was answered right`);
      }
      await enter();
      if (met.size === KINDS.length && (await pupil.attempt()).state === 'open') {
        await tabTo('details[data-keep="stop"] > summary');
        await page.keyboard.press('Enter');
        await tabTo('form[action$="/practice/finish"] button');
        await enter();
      }
    }
    assert.deepEqual([...met].sort(), [...KINDS].sort());
    assert.equal((await pupil.attempt()).state, 'finished');
    assert.match(String(await page.locator(':focus').textContent()), /Round finished/);
  });

  it('types an h where letters are answers, and leaves keys alone where a learner switched them off', async () => {
    const pupil = await room.pupil({ attune_skills: 'ratios' });
    await open(pupil);
    await page.getByRole('button', { name: 'Start' }).click();
    await page.locator('#answer').waitFor();
    while (
      (await pupil.question()).step.answer.kind === 'single-choice' ||
      !(await page.locator('#answer-field').count())
    ) {
      await page.locator('button[form="solution"]').click();
      await page.locator('form[action$="/practice/next"] button').click();
      await settled();
    }
    await page.locator('#answer-field').focus();
    await page.keyboard.type('h1');
    assert.equal(await page.locator('#answer-field').inputValue(), 'h1');
    assert.equal((await pupil.attempt()).current?.hints, 0);
    await pupil.post('practice/wishes', { keys: 'off' });
    await page.reload();
    await page.keyboard.press('h');
    await settled();
    assert.equal((await pupil.attempt()).current?.hints, 0);
  });

  it('keeps an answer while there is no network, sends it once when there is, and says so', async () => {
    const pupil = await room.pupil();
    await open(pupil);
    await page.getByRole('button', { name: 'Start' }).click();
    await page.locator('[data-enter]').waitFor();
    const { step, right, item } = await pupil.question();
    await page.context().setOffline(true);
    await fill(step.answer.kind, right);
    await page.locator('[data-enter]').click();
    await page.getByText('You are offline.').waitFor();
    assert.equal((await pupil.facts('answer')).length, 0);
    await page.context().setOffline(false);
    await page.getByText('Saved', { exact: true }).waitFor();
    const [fact, ...more] = await pupil.facts('answer');
    assert.deepEqual([fact?.content_id, more.length], [item.id, 0]);
    assert.equal(await page.evaluate(() => sessionStorage.length), 0, 'nothing stays behind');
  });

  it('keeps it through a reload, and counts it once when only the reply was lost', async () => {
    const pupil = await room.pupil();
    await open(pupil);
    await page.getByRole('button', { name: 'Start' }).click();
    await page.locator('[data-enter]').waitFor();
    const { step, right } = await pupil.question();
    await fill(step.answer.kind, right);
    let arrived = 0;
    await page.route('**/practice/answer', async (route) => {
      arrived += 1;
      if (arrived === 1) await route.fetch();
      await route.abort();
    });
    await page.locator('[data-enter]').click();
    await page.getByText('Not saved yet').waitFor();
    assert.ok(!(await page.evaluate(() => JSON.stringify(sessionStorage))).includes(pupil.token), 'no secret is kept');
    await page.unroute('**/practice/answer');
    await page.reload();
    await page.getByText('Saved', { exact: true }).waitFor();
    assert.equal((await pupil.facts('answer')).length, 1);
    assert.match(String(await page.locator('.verdict').textContent()), /Right/);
  });

  it('shows how an expression is read while it is typed', async () => {
    const pupil = await room.pupil({ attune_skills: 'counting' });
    await open(pupil);
    await page.getByRole('button', { name: 'Start' }).click();
    while ((await page.locator('[data-reading]').count()) === 0) {
      await page.locator('button[form="solution"]').click();
      await page.locator('form[action$="/practice/next"] button').click();
      await settled();
    }
    await page.locator('#answer-field').fill('x/2');
    await page.locator('[data-reading] mfrac').waitFor();
    await page.locator('#answer-field').fill('x/(');
    await page.getByText('We cannot read this yet.').waitFor();
  });

  async function fill(kind: string, right: RawResponse): Promise<void> {
    const { answer, ...rest } = right;
    for (const place of [answer ?? []].flat()) {
      if (kind.endsWith('choice')) await page.locator(`#answer input[value="${place}"]`).check();
      else await page.locator('#answer-field').fill(place);
    }
    for (const [name, value] of Object.entries(rest)) {
      if (name.startsWith('match')) await page.locator(`[name="${name}"]`).selectOption(String(value));
      else
        await page.locator(`[name="${name}"]`).evaluate((select, rank) => {
          (select as HTMLSelectElement).value = rank;
        }, String(value));
    }
  }
});
