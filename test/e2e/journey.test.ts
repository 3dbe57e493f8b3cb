import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { answer, goOn, goTo, heading, placeNewcomer, press, startVisitor, type Visitor } from './visitor.js';
import { startWorld, type World } from './world.js';

const DAY = 86_400_000;

describe('e2e: from the first visit to a goal that is reached', function () {
  this.timeout(180_000);
  let world: World;
  let visitor: Visitor;
  let days = 0;
  before(async () => {
    world = await startWorld({ worker: false, clock: () => new Date(Date.now() + days * DAY) });
    visitor = await startVisitor(world, { width: 360 });
    await visitor.enter('mia');
  });
  after(async () => {
    await visitor?.close();
    await world?.close();
  });

  it('asks first what it may do, and begins with one thing', async () => {
    const frame = await visitor.open('Your overview', { consent: false });
    await heading(frame, 'Before you start: a choice');
    await press(frame, 'Fit it to me');
    await heading(frame, 'A good place to begin');
    assert.equal(await frame.locator('.suggestion:visible').count(), 1);
  });

  it('sets a goal after a few questions that place the newcomer, and makes a path to it', async () => {
    const frame = await visitor.open('Your overview');
    await goTo(frame, 'Goals', 'Your goal');
    await press(frame, 'Set a goal');
    await placeNewcomer(frame);
    await press(frame, 'Continue');
    await heading(frame, 'Your time');
    await press(frame, 'Continue');
    await heading(frame, 'What you want to learn');
    await frame.getByLabel(/^Some skills/).check();
    await frame
      .getByLabel(/^Counting chances|^Chance/)
      .first()
      .check();
    await press(frame, 'Continue');
    await heading(frame, 'What drives you');
    await press(frame, 'Skip this');
    await heading(frame, 'How you like to learn');
    await press(frame, 'Skip this');
    await heading(frame, 'Your goal at a glance');
    await press(frame, 'Set this goal');
    await heading(frame, 'Your path');
  });

  it('reads the lesson that comes first on the path', async () => {
    const frame = await visitor.open('Your overview');
    await goTo(frame, 'Path', 'Your path');
    await frame.locator('form[action$="/path/open"] button').first().press('Enter');
    await frame.locator('form[action$="/path/done"] button').press('Enter');
    await heading(frame, 'Your path');
    await frame.getByText('1 step is behind you').or(frame.locator('details[data-keep=behind]')).first().waitFor();
  });

  it('practises, and finds the grade where it belongs', async () => {
    const frame = await visitor.open('Practice: odds, outs and prices');
    await press(frame, 'Start');
    for (let count = 0; count < 16; count += 1) {
      if (count > 0) await goOn(frame);
      await answer(world, frame, { right: true });
    }
    assert.ok((await world.worthOf('mia')) > 0);
  });

  it('comes back some days later to what is due for review', async () => {
    days = 6;
    const frame = await visitor.open('Your overview');
    await goTo(frame, 'Reviews', /./);
    await frame.locator('form[action$="/free"] button').first().press('Enter');
    await answer(world, frame, { right: true });
    const facts = await world.factsOf('mia');
    assert.equal(
      facts.findLast(({ interaction_type }) => interaction_type === 'answer')?.performance_metrics.mode,
      'review',
    );
  });

  it('reaches the goal, and is told so quietly', async () => {
    for (let round = 0; round < 6 && !(await isReached()); round += 1) {
      await practise(await visitor.open('Your overview'));
    }
    assert.ok(await isReached());
  });

  async function isReached(): Promise<boolean> {
    const frame = await visitor.open('Your overview');
    await goTo(frame, 'Goals', /^(Your goal|You have reached your goal)$/);
    return (await frame.locator('.reached-mark').count()) > 0;
  }
  async function practise(frame: Frame): Promise<void> {
    await goTo(frame, 'Path', 'Your path');
    await frame.locator('[data-step^="practice:"] form[action$="/path/open"] button').first().press('Enter');
    await frame.locator('form#answer').waitFor();
    for (let count = 0; count < 5; count += 1) {
      // A question may stand there answered, as it was left; and it is practised where it counts, in a round that ends.
      if ((await frame.locator('form[action$="/next"]').count()) && !(await goOn(frame))) return;
      await answer(world, frame, { right: true });
    }
  }
});
