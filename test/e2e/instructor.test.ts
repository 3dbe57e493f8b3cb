import assert from 'node:assert/strict';
import { answer, startVisitor, toolFrame, type Visitor, within } from './visitor.js';
import { startWorld, type World } from './world.js';

describe('e2e: an instructor', function () {
  this.timeout(180_000);
  let world: World;
  let visitor: Visitor;

  before(async () => {
    world = await startWorld();
    visitor = await startVisitor(world);
  });
  after(async () => {
    await visitor?.close();
    await world?.close();
  });

  it('adds an adaptive assignment by deep linking, and a student works in it', async () => {
    await visitor.enter('instructor');
    const { page } = visitor;
    await page.goto(`${world.demo.campusUrl}/courses/${world.demo.courseId}`);
    await page
      .getByRole('link', { name: /add activity/i })
      .first()
      .click();
    const frame = await toolFrame(page);
    await frame.locator('input[name="title"]').fill('Outs by Friday');
    await frame.locator('input[name="skills"][value="outs"]').check();
    await frame.locator('input[name="skills"][value="hand-ranks"]').check();
    await frame.getByRole('button', { name: /add to (the )?course/i }).press('Enter');
    await page.getByRole('link', { name: 'Outs by Friday' }).first().waitFor();
    const link = world.demo.campus.state.links.find(({ title }) => title === 'Outs by Friday');
    assert.equal(link?.custom.attune_kind, 'practice');
    assert.deepEqual(link?.custom.attune_skills?.split(',').sort(), ['hand-ranks', 'outs']);
    assert.ok(world.demo.campus.state.lineItems.some(({ linkId }) => linkId === link?.id));

    await visitor.enter('mia');
    const practice = await visitor.open('Outs by Friday');
    await practice.getByRole('button', { name: 'Start' }).press('Enter');
    await answer(world, practice, { right: true });
    await within(5_000, () => world.gradeOf('mia', 'Outs by Friday') !== null);
  });

  it('sees where each student stands, and previews as a student who is not counted', async () => {
    await visitor.enter('instructor');
    const frame = await visitor.open('Outs by Friday');
    await frame.getByText('Mia Novak').waitFor();
    await frame
      .getByRole('button', { name: /preview/i })
      .first()
      .click();
    await frame.getByRole('button', { name: 'Start' }).press('Enter');
    await answer(world, frame, { right: true });
    const graded = world.demo.campus.scoresReceived.map(({ body }) => (body as { userId: string }).userId);
    assert.deepEqual([...new Set(graded)], [world.subOf('mia')]);
  });

  it('changes the settings in the LMS, and the next launch obeys', async () => {
    const link = world.demo.campus.state.links.find(({ title }) => title === 'Outs by Friday');
    if (!link) throw new Error('no link');
    link.custom = { ...link.custom, attune_length: '1', attune_target: 'very high' };
    await visitor.enter('instructor');
    const frame = await visitor.open('Outs by Friday');
    await frame.getByText('attune_target').first().waitFor();
  });

  it('goes back with nothing when they cancel', async () => {
    const before = world.demo.campus.state.links.length;
    const { page } = visitor;
    await page.goto(`${world.demo.campusUrl}/courses/${world.demo.courseId}`);
    await page
      .getByRole('link', { name: /add activity/i })
      .first()
      .click();
    const frame = await toolFrame(page);
    await frame.getByRole('button', { name: /cancel/i }).press('Enter');
    await page.waitForURL((url) => !/add/.test(url.pathname));
    assert.equal(world.demo.campus.state.links.length, before);
  });
});
