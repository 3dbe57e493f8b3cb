import { setTimeout as sleep } from 'node:timers/promises';
import { rightFields, wrongFields } from '../../demo/learners/answer-fields.js';
import type { RawResponse, Step } from '../../src/features/catalogue/index.js';
import { shapeOf } from '../../src/http/logging.js';
import { createHttpVisitor, type Form, type HttpVisitor, type PageRead } from '../e2e/http-visitor.js';
import type { Diary } from './diary.js';
import type { Dice } from './dice.js';
import type { Progress } from './progress.js';
import type { School } from './school.js';

/** One tab of one student's browser. */
export interface Tab {
  readonly person: string;
  readonly school: School;
  readonly diary: Diary;
  readonly dice: Dice;
  readonly progress: Progress;
  readonly toolUrl: string;
  /** Ends everything. */
  readonly signal: AbortSignal;
}

/** How long a person looks at a page that does not come, milliseconds. */
const PATIENCE_MS = 15_000;
const ANSWER = /\/practice\/answer$/;
const NEXT = /\/practice\/next$/;
const START = /\/practice\/start$/;

/** Works until it is time to stop; what was begun by then is finished. */
export async function workInTab(tab: Tab, isOver: () => boolean): Promise<void> {
  const { dice, school } = tab;
  const visitor = createHttpVisitor(fetchOf(tab));
  let activity = dice.pick(school.activities);
  let page = await launch(tab, visitor, activity.link.id);
  while (!isOver()) {
    await sleep(dice.between(300, 1_300), undefined, { signal: tab.signal });
    if (dice.chance(0.06)) {
      if (dice.chance(0.4)) activity = dice.pick(school.activities);
      page = await launch(tab, visitor, activity.link.id);
    } else {
      page = await act(tab, visitor, page, () => launch(tab, visitor, activity.link.id));
    }
  }
}

/** A whole launch, begun again until it succeeds. */
export function launch(tab: Tab, visitor: HttpVisitor, linkId: string): Promise<PageRead> {
  tab.diary.figures.launches += 1;
  return insist(tab, () => visitor.open(tab.person, `${tab.school.campusUrl}/lti/start/${linkId}`));
}

/** One click on a page; the page after it. */
async function act(tab: Tab, visitor: HttpVisitor, page: PageRead, reopen: () => Promise<PageRead>): Promise<PageRead> {
  const { dice } = tab;
  const click = (form: Form, more?: RawResponse): Promise<PageRead> => insist(tab, () => visitor.send(form, more));
  if (page.has(NEXT)) return click(page.form(dice.chance(0.05) ? /\/practice\/finish$/ : NEXT));
  if (page.has(ANSWER)) {
    if (dice.chance(0.12) && /form="hint"/.test(page.html)) return click(page.form(/\/practice\/hint$/));
    return dice.chance(tries(page) > 0 ? 0.5 : 0.05) ? giveUp(tab, page, click) : answer(tab, page, click);
  }
  if (page.has(START)) return click(page.form(START));
  tab.diary.broken(`a page (${page.status}) of an activity had nothing to do on it`);
  return reopen();
}

type Click = (form: Form, more?: RawResponse) => Promise<PageRead>;

async function answer(tab: Tab, page: PageRead, click: Click): Promise<PageRead> {
  const form = page.form(ANSWER);
  const right = tab.dice.chance(0.65);
  const { step, key } = questionOn(tab, page);
  const seed = `${form.fields.decision}:${step.id}`;
  tab.diary.sent(tab.person, key, right);
  const after = await click(form, right ? rightFields(step.answer, seed) : wrongFields(step.answer, seed));
  if (showsFeedback(page, after)) tab.diary.acknowledged(tab.person, key);
  return after;
}

/** "Show me how": before any try it is a wrong answer. */
async function giveUp(tab: Tab, page: PageRead, click: Click): Promise<PageRead> {
  const { key } = questionOn(tab, page);
  const first = tries(page) === 0;
  if (first) tab.diary.sent(tab.person, key, false);
  const after = await click(page.form(/\/practice\/solution$/));
  if (first && showsFeedback(page, after)) tab.diary.acknowledged(tab.person, key);
  return after;
}

/** The step on a page, and the key of the fact that the next answer to it becomes. */
function questionOn({ school }: Tab, page: PageRead): { step: Step; key: string } {
  const { decision = '', step: place = '' } = page.form(ANSWER).fields;
  const title = /<h2[^>]*>(Question [^<]+)<\/h2>/.exec(page.html)?.[1] ?? '';
  const step = school.itemTitled(title).steps[Number(place)];
  if (!step) throw new Error('The page asks for a step that the question does not have.');
  return { step, key: `answer:${decision}:${step.id}:${tries(page) + 1}` };
}

const tries = (page: PageRead): number => Number(page.form(ANSWER).fields.tries);

/** Whether the page after an answer is about the same step, counts the try, and says what it was. */
function showsFeedback(before: PageRead, after: PageRead): boolean {
  if (!after.has(ANSWER) || !after.html.includes('id="feedback"')) return false;
  const [asked, now] = [before.form(ANSWER).fields, after.form(ANSWER).fields];
  return asked.decision === now.decision && asked.step === now.step && tries(after) > tries(before);
}

/** Does something again, as a person would who sees an error page, until a page comes. */
async function insist(tab: Tab, attempt: () => Promise<PageRead>): Promise<PageRead> {
  for (;;) {
    try {
      const page = await attempt();
      if (page.status === 200) {
        tab.progress.tick();
        return page;
      }
    } catch (error) {
      // No answer, or an error page where a form should have been; what the tool refused is in the diary.
      if (tab.signal.aborted) throw error;
    }
    tab.diary.figures.retries += 1;
    await sleep(tab.dice.between(150, 600), undefined, { signal: tab.signal });
  }
}

/** Sends requests with a person's patience, and notes when the tool refuses what it must take. */
export function fetchOf({ signal, toolUrl, diary }: Tab): typeof fetch {
  return async (input, init) => {
    const response = await fetch(input, {
      ...init,
      signal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
    });
    const { status, url } = response;
    if (url.startsWith(toolUrl) && status >= 400 && status < 500 && status !== 429) {
      diary.broken(`a student was refused with ${status} at ${shapeOf(new URL(url).pathname)}`);
    }
    return response;
  };
}
