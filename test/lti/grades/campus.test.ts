import assert from 'node:assert/strict';
import { CampusWorld, RESOURCE_ID } from './support/campus-world.js';

describe('grades in the gradebook of the campus', () => {
  let world: CampusWorld;
  beforeEach(async () => {
    world = await CampusWorld.start();
  });
  afterEach(() => world?.close());

  for (const flavour of ['moodle', 'canvas'] as const) {
    describe(`as ${flavour} keeps them`, () => {
      beforeEach(() => world.campus.setSwitch('flavour', flavour));

      it('arrive in a column that is made for them, and are read back', async () => {
        const grade = world.grade(0.875);
        assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
        assert.equal(world.cellOf()?.score, 87.5);
        assert.equal(world.campus.state.lineItems.filter(({ resourceId }) => resourceId === RESOURCE_ID).length, 1);
        const earned = await world.readEarned(grade);
        assert.equal(earned.result === 'ok' ? earned.value?.score : undefined, 0.875);
      });

      it('arrive once when the connection broke after the first try', async () => {
        const grade = world.grade(0.5);
        world.campus.faults.add({ at: 'scores', kind: 'drop-after' });
        assert.equal((await world.deliver(grade)).result, 'retry');
        assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
        assert.equal(world.cellOf()?.score, 50);
        assert.equal(world.cellOf()?.attempts, 1);
        assert.deepEqual(
          world.book.settled.map(({ outcome }) => outcome),
          ['accepted'],
        );
      });

      it('arrive although all tokens were ended', async () => {
        await world.deliver(world.grade(0.5));
        world.campus.revokeAccessTokens();
        const grade = world.grade(0.75, { newSubmission: false });
        assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
        assert.equal(world.cellOf()?.score, 75);
      });

      it('wait as long as the campus asks', async () => {
        world.campus.faults.add({ at: 'scores', kind: 'status', status: 429, retryAfter: 7 });
        const delivery = await world.deliver(world.grade(0.5));
        assert.equal(delivery.result === 'retry' ? delivery.afterMs : undefined, 7_000);
      });

      it('of somebody who is no student are given up with a reason', async () => {
        const delivery = await world.deliver(world.grade(0.5, { person: 'instructor' }));
        assert.equal(delivery.result, 'dead');
        assert.match(delivery.result === 'dead' ? delivery.problem : '', /heck the enrolment/);
      });
    });
  }

  it('that a proxy sends twice are known as our own', async () => {
    world.campus.faults.add({ at: 'scores', kind: 'twice' });
    assert.deepEqual(await world.deliver(world.grade(0.5)), { result: 'delivered' });
    assert.equal(world.book.settled[0]?.outcome, 'accepted');
  });

  it('are not sent where the campus lends columns for reading only and there is none', async () => {
    world.campus.setSwitch('gradeService', 'scores');
    assert.equal((await world.deliver(world.grade(0.5))).result, 'dead');
  });
});
