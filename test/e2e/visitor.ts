import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Frame, type Page } from 'playwright-core';
import { rightFields, wrongFields } from '../../demo/learners/answer-fields.js';
import type { RawResponse } from '../../src/features/catalogue/index.js';
import { findChromium } from '../support/chromium.js';
import type { World } from './world.js';

/** A person with a browser, on the campus. */
export interface Visitor {
  readonly page: Page;
  /** Becomes somebody on the campus, by their handle there. */
  enter(person: string): Promise<void>;
  /**
   * Opens an activity of the course and waits for the tool's page in it.
   *
   * @param consent  whether the question of a first launch is answered on the way, as it is unless a test is about it
   */
  open(activity: string, options?: { readonly consent?: boolean }): Promise<Frame>;
  close(): Promise<void>;
}

export interface VisitorOptions {
  /** Blocks every cookie and every store of the tool's own: only LTI Platform Storage is left. */
  readonly nothingKept?: boolean;
  readonly width?: number;
  readonly colorScheme?: 'light' | 'dark';
}

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Third-party cookies are blocked, as browsers do by default or soon will; partitioned ones are what is left.
  '--test-third-party-cookie-phaseout',
];
const BLOCKED = 2;

/** Starts a browser with a profile of its own. */
export async function startVisitor({ demo }: World, options: VisitorOptions = {}): Promise<Visitor> {
  const profile = mkdtempSync(join(tmpdir(), 'attune-browser-'));
  if (options.nothingKept) blockStorage(profile, new URL(demo.toolUrl).port);
  const context: BrowserContext = await chromium.launchPersistentContext(profile, {
    executablePath: await findChromium({ env: process.env, say: console.error }),
    args: ARGS,
    viewport: { width: options.width ?? 1280, height: 900 },
    colorScheme: options.colorScheme ?? 'light',
  });
  const page = context.pages()[0] ?? (await context.newPage());
  return {
    page,
    async enter(person) {
      const form = { person, here: '/' };
      await context.request.post(`${demo.campusUrl}/campus/enter`, { form, headers: { origin: demo.campusUrl } });
    },
    async open(activity, { consent = true } = {}) {
      await page.goto(`${demo.campusUrl}/courses/${demo.courseId}`);
      await page.getByRole('link', { name: activity }).first().click();
      const frame = await toolFrame(page);
      if (consent) await answerConsent(frame);
      return frame;
    },
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

function blockStorage(profile: string, port: string): void {
  const exceptions = { [`http://localhost:${port},*`]: { setting: BLOCKED } };
  mkdirSync(join(profile, 'Default'), { recursive: true });
  const preferences = { profile: { content_settings: { exceptions: { cookies: exceptions } } } };
  writeFileSync(join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
}

/** The frame of the tool, once the tool's own page stands in it. */
export async function toolFrame(page: Page): Promise<Frame> {
  const handle = await page.locator('iframe.tool').elementHandle();
  const frame = await handle?.contentFrame();
  if (!frame) throw new Error('The activity shows no tool.');
  await frame.waitForURL(/\/app\//, { timeout: 20_000 });
  await frame.locator('main').waitFor();
  return frame;
}

/** Chooses where the first launch asks; elsewhere nothing happens. */
export async function answerConsent(frame: Frame): Promise<void> {
  const question = frame.locator('.consent-choices');
  if ((await question.count()) === 0) return;
  await question.getByRole('button', { name: 'Fit it to me' }).press('Enter');
  await question.waitFor({ state: 'detached' });
}

export interface Answered {
  readonly decision: string;
  readonly prompt: string;
}

// Buttons of the tool are pressed by keyboard: its frame grows with its content, and a mouse would now and then come down
// where the button no longer is.

/** The form that leads on from a finished step, in an assignment and in free practice. */
const NEXT = 'form[action$="/practice/next"], form[action$="/free/next"]';

/** Answers the step on the screen through the page's own form, and goes on. */
export async function answer(world: World, frame: Frame, { right }: { right: boolean }): Promise<Answered> {
  const form = frame.locator('form#answer');
  await form.waitFor();
  const decision = await form.locator('input[name=decision]').inputValue();
  const index = Number(await form.locator('input[name=step]').inputValue());
  const prompt = (await frame.locator('#prompt').textContent()) ?? '';
  const { step, seed } = await world.stepOf(decision, index);

  await fill(frame, right ? rightFields(step.answer, seed) : wrongFields(step.answer, seed), step.answer.kind);
  await frame.getByRole('button', { name: 'Check' }).press('Enter');
  if (!right) {
    // The button is there before the answer has been checked, and would then be about the moment before it.
    await frame.locator('#feedback').waitFor();
    await frame.getByRole('button', { name: /show me/i }).press('Enter');
  }
  await frame.locator(NEXT).waitFor();
  return { decision, prompt };
}

/** From a finished step to the next one on the screen. @returns false when the round has ended instead */
export async function goOn(frame: Frame): Promise<boolean> {
  const before = await markOf(frame, NEXT);
  const end = frame.getByRole('heading', {
    level: 1,
    name: /^(Round finished|You have reached the goal|Practice finished)$/,
  });
  await frame.locator(NEXT).getByRole('button').press('Enter');
  let isOver = false;
  await within(20_000, async () => {
    isOver = (await end.count()) > 0;
    if (isOver) return true;
    const now = await markOf(frame, 'form#answer').catch(() => before);
    return now !== before && !(await frame.locator(NEXT).count());
  });
  return !isOver;
}

/** Which step of which question a form on the screen belongs to. */
async function markOf(frame: Frame, selector: string): Promise<string> {
  const form = frame.locator(selector);
  const options = { timeout: 1_000 };
  const decision = await form.locator('input[name=decision]').inputValue(options);
  return `${decision} ${await form.locator('input[name=step]').inputValue(options)}`;
}

async function fill(frame: Frame, fields: RawResponse, kind: string): Promise<void> {
  for (const [name, value] of Object.entries(fields)) {
    const values = [value].flat();
    if (kind === 'ordering') {
      for (const [rank, place] of values.entries()) await choose(frame, `place.${place}`, String(rank + 1));
    } else if (kind === 'matching') await choose(frame, name, values[0] ?? '');
    else if (kind === 'single-choice' || kind === 'multiple-choice') {
      for (const place of values) await frame.locator(`input[name="answer"][value="${place}"]`).press('Space');
    } else await frame.locator(`input[name="${name}"]`).fill(values[0] ?? '');
  }
}

/** Sets a select by its name, also one that the page's script keeps out of sight. */
async function choose(frame: Frame, name: string, value: string): Promise<void> {
  await frame.locator(`select[name="${name}"]`).evaluate((select, chosen) => {
    (select as HTMLSelectElement).value = chosen;
  }, value);
}

/** Waits until something holds, and says how long it took. */
export async function within(milliseconds: number, holds: () => boolean | Promise<boolean>): Promise<number> {
  const start = Date.now();
  while (Date.now() - start < milliseconds) {
    if (await holds()) return Date.now() - start;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`It did not happen within ${milliseconds} ms.`);
}

/** Presses the first button of a name. */
export async function press(frame: Frame, name: string | RegExp): Promise<void> {
  await frame.getByRole('button', { name }).first().press('Enter');
}

/** Waits until this is the title of the page. */
export const heading = (frame: Frame, name: string | RegExp): Promise<void> =>
  frame.getByRole('heading', { name, level: 1 }).waitFor();

/** Follows the navigation of the tool. */
export async function goTo(frame: Frame, place: string, title: string | RegExp): Promise<void> {
  await frame.getByRole('navigation').getByRole('button', { name: place, exact: true }).press('Enter');
  await heading(frame, title);
}

/** The placement test of the wizard, by somebody who knows nothing of it and soon stops. */
export async function placeNewcomer(frame: Frame): Promise<void> {
  await heading(frame, 'Where you stand');
  await press(frame, 'Start');
  for (let left = 12; left > 10; left -= 1) {
    await frame.getByText(`${left} more questions at the most`).first().waitFor();
    await press(frame, 'I don’t know');
  }
  await frame.getByText('10 more questions at the most').first().waitFor();
  await press(frame, 'Stop here');
}
