import assert from 'node:assert/strict';
import { RIGHTS } from './support/ags-server.js';
import { GradeWorld } from './support/grade-world.js';

const MINUTE = 60_000;

describe('a conflict about a grade', () => {
  let world: GradeWorld;
  beforeEach(async () => {
    world = await GradeWorld.start();
  });
  afterEach(() => world.lms.close());

  const timestamps = () => world.lms.to('scores').map(({ body }) => JSON.parse(body).timestamp as string);
  const outcomes = () => world.book.settled.map(({ outcome }) => outcome);
  const later = (milliseconds: number) => new Date(world.now().getTime() + milliseconds);
  const conflict = { status: 409 };

  for (const flavour of ['moodle', 'canvas'] as const) {
    describe(`in ${flavour}`, () => {
      beforeEach(() => {
        world.lms.flavour = flavour;
      });

      it('with our own earlier grade, stamped by a clock that is ahead, ends with the newer grade', async () => {
        world.lms.stampsAheadMs = 5 * MINUTE;
        const { column, grade } = world.coupled(0.5, { family: flavour });
        assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
        world.advance(MINUTE);
        world.coupled(0.7, { family: flavour, newSubmission: false });
        // The first time is too early; the second was given before the clock of the LMS was passed; the third is later.
        for (const pause of [5 * MINUTE, 1_000]) {
          const delivery = await world.deliver(grade);
          assert.equal(delivery.result, 'retry');
          assert.match(delivery.result === 'retry' ? delivery.problem : '', /check the clock of the LMS/);
          assert.equal(world.lms.heldFor(column, 'learner-1')?.score, 0.5);
          world.advance(pause);
        }
        assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
        assert.equal(world.lms.heldFor(column, 'learner-1')?.score, 0.7);
        assert.deepEqual(outcomes(), ['accepted', 'accepted']);
      });

      it('that a teacher decides while the send waits for its new time leaves the teacher’s grade', async () => {
        world.lms.stampsAheadMs = MINUTE;
        const { column, grade } = world.coupled(0.5, { family: flavour });
        await world.deliver(grade);
        world.coupled(0.7, { family: flavour, newSubmission: false });
        assert.equal((await world.deliver(grade)).result, 'retry');
        world.advance(2 * MINUTE);
        world.lms.hold(column, 'learner-1', { score: 0.9, timestamp: world.now() });
        assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
        assert.equal(world.lms.heldFor(column, 'learner-1')?.score, 0.9);
        assert.deepEqual(world.book.settled.at(-1), {
          revision: 2,
          outcome: 'superseded',
          earned: 0.9,
          at: world.now(),
        });
      });
    });
  }

  it('with nothing at all in the gradebook is none: the grade goes again, with another second', async () => {
    const { column, grade } = world.coupled(0.5);
    world.lms.fault('scores', conflict);
    assert.equal((await world.deliver(grade)).result, 'retry');
    assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
    assert.equal(world.lms.heldFor(column, 'learner-1')?.score, 0.5);
    const [first = '', second = ''] = timestamps();
    assert.ok(Date.parse(second) - Date.parse(first) >= 1_000, `${first}, then ${second}`);
  });

  it('about a score that stays as it was still brings the news that it is completed', async () => {
    const { column, grade } = world.coupled(0.5);
    await world.deliver(grade);
    world.advance(1_000);
    world.coupled(0.5, { activityProgress: 'Completed', newSubmission: false });
    world.lms.fault('scores', conflict);
    assert.equal((await world.deliver(grade)).result, 'retry');
    assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
    const said = world.lms.to('scores').map(({ body }) => JSON.parse(body).activityProgress);
    assert.deepEqual(said, ['InProgress', 'Completed', 'Completed']);
    assert.equal(world.lms.heldFor(column, 'learner-1')?.score, 0.5);
  });

  it('with a grade of ours whose answer was lost is about the clock too', async () => {
    const { column, grade } = world.coupled(0.5);
    await world.deliver(grade);
    world.advance(1_000);
    world.coupled(0.6);
    world.lms.fault('scores', 'drop after work');
    assert.equal((await world.deliver(grade)).result, 'retry');
    world.advance(1_000);
    world.coupled(0.7);
    world.lms.fault('scores', conflict);
    assert.equal((await world.deliver(grade)).result, 'retry');
    assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
    assert.equal(world.lms.heldFor(column, 'learner-1')?.score, 0.7);
  });

  for (const [what, fault] of [
    ['has trouble', { status: 500 }],
    ['is throttled', { status: 429, headers: { 'retry-after': '5' } }],
    ['breaks off', 'drop before work'],
  ] as const) {
    it(`is not settled while reading back ${what}`, async () => {
      const { column, grade } = world.coupled(0.5);
      world.lms.hold(column, 'learner-1', { score: 0.95, timestamp: later(MINUTE) });
      world.lms.fault('results', fault);
      assert.equal((await world.deliver(grade)).result, 'retry');
      assert.deepEqual(world.book.settled, []);
      world.advance(5_000);
      assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
      assert.deepEqual(world.book.settled, [{ revision: 1, outcome: 'superseded', earned: 0.95, at: world.now() }]);
    });
  }

  it('says what to do when the LMS granted to read results and refuses it', async () => {
    const { column, grade } = world.coupled(0.5);
    world.lms.hold(column, 'learner-1', { score: 0.95, timestamp: later(MINUTE) });
    world.lms.fault('results', { status: 403 });
    const delivery = await world.deliver(grade);
    assert.equal(delivery.result, 'dead');
    assert.match(
      delivery.result === 'dead' ? delivery.problem : '',
      /refused Attune the results.*Ask an administrator/,
    );
    assert.deepEqual(world.book.settled, []);
  });

  it('at the first try is taken for a teacher’s grade where results may not be read', async () => {
    const column = world.lms.addColumn({ resourceLinkId: '41' });
    const services = { lineItems: world.lms.lineItems, lineItem: column.id, scopes: [RIGHTS.score] };
    const grade = world.grade(0.5, { services });
    world.lms.hold(column, 'learner-1', { score: 0.95, timestamp: later(MINUTE) });
    assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
    assert.deepEqual(world.book.settled, [{ revision: 1, outcome: 'superseded', earned: null, at: world.now() }]);
    assert.equal(world.lms.to('results').length, 0);
  });

  for (const [what, fault, wait] of [
    ['arrived and was not answered', 'drop after work', 0],
    ['never arrived', 'drop before work', 3 * MINUTE],
  ] as const) {
    it(`makes one attempt in Canvas of a round whose first score ${what}, before a newer one left`, async () => {
      world.lms.flavour = 'canvas';
      const { column, grade } = world.coupled(0.5, { family: 'canvas' });
      world.lms.fault('scores', fault);
      assert.equal((await world.deliver(grade)).result, 'retry');
      world.advance(2_000);
      world.coupled(0.7, { family: 'canvas' });
      if (wait > 0) assert.equal((await world.deliver(grade)).result, 'retry', 'it may still arrive');
      world.advance(wait);
      assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
      assert.equal(world.lms.heldFor(column, 'learner-1')?.score, 0.7);
      assert.equal(world.lms.heldFor(column, 'learner-1')?.attempts, 1);
    });
  }

  it('makes no second attempt in Canvas where it may not look whether the first score arrived', async () => {
    world.lms.flavour = 'canvas';
    const column = world.lms.addColumn({ resourceLinkId: '41' });
    const services = { lineItems: world.lms.lineItems, lineItem: column.id, scopes: [RIGHTS.score] };
    const grade = world.grade(0.5, { family: 'canvas', services });
    world.lms.fault('scores', 'drop after work');
    assert.equal((await world.deliver(grade)).result, 'retry');
    assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
    assert.equal(world.lms.heldFor(column, 'learner-1')?.attempts, 1);
  });

  it('makes no second attempt in Canvas of a round that a teacher graded after its first score arrived', async () => {
    world.lms.flavour = 'canvas';
    const { column, grade } = world.coupled(0.5, { family: 'canvas' });
    world.lms.fault('scores', 'drop after work', { status: 409 });
    assert.equal((await world.deliver(grade)).result, 'retry');
    world.lms.hold(column, 'learner-1', { score: 0.9, timestamp: world.now() });
    assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
    assert.deepEqual(outcomes(), ['superseded']);
    world.advance(60_000);
    world.coupled(0.7, { family: 'canvas' });
    assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
    assert.equal(world.lms.heldFor(column, 'learner-1')?.attempts, 1);
  });

  it('makes no second attempt in Canvas, renewed or not, lost or not', async () => {
    world.lms.flavour = 'canvas';
    const { column, grade } = world.coupled(0.5, { family: 'canvas' });
    await world.deliver(grade);
    world.advance(1_000);
    world.coupled(0.7, { family: 'canvas' });
    world.lms.fault('scores', { status: 400, body: 'Provided timestamp of x before last updated timestamp of y' });
    assert.equal((await world.deliver(grade)).result, 'retry');
    world.lms.fault('scores', 'drop after work');
    assert.equal((await world.deliver(grade)).result, 'retry');
    world.lms.fault('results', { status: 500 });
    assert.equal((await world.deliver(grade)).result, 'retry');
    assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
    assert.equal(world.lms.heldFor(column, 'learner-1')?.attempts, 2);
    assert.equal(world.lms.heldFor(column, 'learner-1')?.score, 0.7);
    assert.equal(world.lms.to('scores').length, 3);
  });
});
