import assert from 'node:assert/strict';
import { startVisitor, type Visitor } from './visitor.js';
import { startWorld, type World } from './world.js';

describe('e2e: no page is a dead end', function () {
  this.timeout(120_000);
  let world: World;
  let visitor: Visitor;

  before(async () => {
    world = await startWorld({ learners: 1 });
  });
  beforeEach(async () => {
    visitor = await startVisitor(world);
  });
  afterEach(() => visitor.close());
  after(() => world?.close());

  it('shows a teacher what “What next” is, previews it, and leads back', async () => {
    await visitor.enter('instructor');
    const frame = await visitor.open('What next for you');
    await frame.getByText('Each student finds three suggestions here').waitFor();
    assert.equal(await frame.getByRole('table').count(), 0);
    await frame.getByRole('button', { name: 'Preview as a student' }).click();
    await frame.getByRole('heading', { name: 'Suggestions for you' }).waitFor();
    await frame.getByText('Preview – nothing here is graded').waitFor();
    await frame.getByRole('button', { name: 'Not now' }).first().click();
    await frame.waitForFunction(() => !document.querySelector('main')?.hasAttribute('aria-busy'));
    await frame.getByRole('button', { name: 'Back to the teacher’s page' }).click();
    await frame.getByText('Each student finds three suggestions here').waitFor();
  });

  it('leads back from a previewed assignment too', async () => {
    await visitor.enter('instructor');
    const frame = await visitor.open('Practice: odds, outs and prices');
    await frame.getByRole('button', { name: 'Preview as a student' }).click();
    await frame.getByRole('button', { name: 'Start' }).click();
    await frame.getByRole('button', { name: 'Check' }).waitFor();
    await frame.getByRole('button', { name: 'Back to the teacher’s page' }).click();
    await frame.getByRole('heading', { name: 'Students', exact: true }).waitFor();
  });

  it('starts a round for somebody who presses “Start practising”, also when their last one is over', async () => {
    await visitor.enter('mia');
    for (const activity of ['Practice the whole course', 'Practice: odds, outs and prices']) {
      const practice = await visitor.open(activity);
      await practice.getByRole('button', { name: 'Start' }).click();
      await practice.getByText('Stop this round').click();
      await practice.getByRole('button', { name: 'End this round' }).click();
      await practice.getByRole('heading', { name: 'Round finished' }).waitFor();
    }
    const frame = await visitor.open('What next for you');
    await frame.getByRole('button', { name: 'Start practising' }).first().click();
    await frame.getByRole('button', { name: 'Check' }).waitFor();
  });

  it('names skills and settings that a teacher misspelt in the LMS', async () => {
    const link = world.linkOf('Practice the whole course');
    link.custom = { attune_skills: 'outs,oods', attune_lenght: '5' };
    await visitor.enter('instructor');
    const frame = await visitor.open('Practice the whole course');
    const notices = (await frame.locator('.notice').allInnerTexts()).join(' ');
    assert.match(notices, /attune_lenght/);
    assert.match(notices, /does not have: oods/);
    await frame.getByText('Practises one skill: Outs.').waitFor();
  });

  it('opens no window after window for a browser that keeps nothing at all', async () => {
    await visitor.close();
    world.demo.campus.setSwitch('platformStorage', false);
    visitor = await startVisitor(world, { nothingKept: true });
    try {
      await visitor.enter('mia');
      const { page } = visitor;
      await page.goto(`${world.demo.campusUrl}/courses/${world.demo.courseId}`);
      await page.getByRole('link', { name: 'Practice: odds' }).click();
      const button = page.frameLocator('iframe.tool').getByRole('button', { name: 'Open in a new window' });
      const [window] = await Promise.all([page.waitForEvent('popup'), button.click()]);
      await window.getByText('Your browser keeps nothing for this page').waitFor();
      assert.equal(await window.getByRole('button', { name: 'Open in a new window' }).count(), 0);
    } finally {
      world.demo.campus.setSwitch('platformStorage', true);
    }
  });
});
