import assert from 'node:assert/strict';
import { startVisitor, type Visitor } from './visitor.js';
import { startWorld, type World } from './world.js';

describe('e2e: what next', function () {
  this.timeout(120_000);
  let world: World;
  let visitor: Visitor;

  before(async () => {
    world = await startWorld({ learners: 1 });
    visitor = await startVisitor(world);
  });
  after(async () => {
    await visitor?.close();
    await world?.close();
  });

  it('shows three suggestions with their reasons, puts one off, and opens another', async () => {
    await visitor.enter('mia');
    const frame = await visitor.open('What next for you');
    const cards = frame.locator('form[action$="/next/dismiss"]');
    await cards.first().waitFor();
    assert.equal(await cards.count(), 3);
    const first = await cards.first().locator('input[name=recommendation]').inputValue();
    await cards.first().getByRole('button').press('Enter');
    await frame.waitForFunction(
      (old) =>
        ![...document.querySelectorAll('input[name=recommendation]')].some(
          (field) => (field as HTMLInputElement).value === old,
        ),
      first,
    );
    const dismissed = (await world.factsOf('mia')).filter(
      ({ interaction_type }) => interaction_type === 'suggestion-dismissed',
    );
    assert.equal(dismissed.length, 1);
    await frame.locator('form[action$="/next/accept"] button').first().press('Enter');
    await frame.locator('form[action$="/next/accept"]').first().waitFor({ state: 'detached' });
    assert.equal(
      (await world.factsOf('mia')).filter(({ interaction_type }) => interaction_type === 'suggestion-accepted').length,
      1,
    );
  });
});
