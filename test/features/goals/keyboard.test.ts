import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { BrowserRoom } from '../../support/browser-room.js';
import { draftOf } from './support/goal-pupil.js';

describe('the goal wizard by keyboard alone', function () {
  this.timeout(60_000);
  let room: BrowserRoom;
  before(async () => {
    room = await BrowserRoom.open();
  });
  after(() => room?.close());

  /** Presses Tab until the focus is on what a person would call this. */
  async function tabTo(page: Page, name: RegExp): Promise<void> {
    for (let count = 0; count < 80; count += 1) {
      await page.keyboard.press('Tab');
      const focused = await page.evaluate(() => {
        const element = document.activeElement;
        const label = element instanceof HTMLInputElement ? element.labels?.[0] : null;
        return (label ?? element)?.textContent?.trim() ?? '';
      });
      if (name.test(focused)) return;
    }
    assert.fail(`Tab never came to ${name}`);
  }
  async function press(page: Page, name: RegExp, heading: string): Promise<void> {
    await tabTo(page, name);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: heading, exact: true }).waitFor();
    await page.waitForFunction(() => !document.querySelector('main')?.hasAttribute('aria-busy'));
  }

  it('is completed from the first button to the path', async () => {
    const pupil = await room.room.pupil();
    const page = await room.page(pupil, 'goals', { viewport: { width: 360, height: 720 } });
    await press(page, /^Set a goal$/, 'Where you stand');
    await tabTo(page, /^Start$/);
    await page.keyboard.press('Enter');
    await page.locator('main').getByText('12 more questions at the most').waitFor();
    for (const left of [11, 10]) {
      await tabTo(page, /^I don’t know$/);
      await page.keyboard.press('Enter');
      await page.locator('main').getByText(`${left} more questions at the most`).waitFor();
    }
    await tabTo(page, /^Stop here$/);
    await page.keyboard.press('Enter');
    await page.locator('main').getByText('This rests on 2 answers.').waitFor();
    await press(page, /^Continue$/, 'Your time');
    // Arrows move between radio buttons; what belongs to a choice comes with it.
    await tabTo(page, /^No date/);
    await page.keyboard.press('ArrowDown');
    await tabTo(page, /^How many weeks$/);
    await page.keyboard.type('8');
    await tabTo(page, /^Minutes a week$/);
    await page.keyboard.type('200');
    await tabTo(page, /^See whether it fits$/);
    await page.keyboard.press('Enter');
    await page.locator('main').getByText('It fits:').waitFor();
    await press(page, /^Continue$/, 'What you want to learn');
    await tabTo(page, /^The whole course/);
    await page.keyboard.press('ArrowDown');
    await tabTo(page, /^Ratios/);
    await page.keyboard.press('Space');
    await press(page, /^Continue$/, 'What drives you');
    await tabTo(page, /./);
    await tabTo(page, /^To get it done/);
    await page.keyboard.press('Space');
    await press(page, /^Continue$/, 'How you like to learn');
    await press(page, /^Skip this$/, 'Your goal at a glance');
    const draft = await draftOf(pupil);
    assert.deepEqual(draft?.choices.areas, { scope: 'some', skills: ['ratios'], target: 'well' });
    assert.equal(draft?.choices.time?.weeks, 8);
    await press(page, /^Set this goal$/, 'Your path');
    assert.equal((await pupil.profile()).goals?.motivation_type, 'achievement');
    await page.context().close();
  });
});
