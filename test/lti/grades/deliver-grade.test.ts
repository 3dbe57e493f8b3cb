import assert from 'node:assert/strict';
import { GradeWorld } from './support/grade-world.js';

describe('delivering a grade', () => {
  let world: GradeWorld;
  beforeEach(async () => {
    world = await GradeWorld.start();
  });
  afterEach(() => world.lms.close());

  const sentBodies = () => world.lms.to('scores').map(({ body }) => JSON.parse(body));

  it('sends Moodle this score', async () => {
    const { column, grade } = world.coupled(0.8765432);
    assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
    assert.deepEqual(sentBodies(), [
      {
        userId: 'learner-1',
        timestamp: '2026-11-23T09:00:00.250Z',
        scoreGiven: 87.6543,
        scoreMaximum: 100,
        activityProgress: 'InProgress',
        gradingProgress: 'FullyGraded',
        submission: { startedAt: '2026-11-23T08:30:00.000Z', submittedAt: '2026-11-23T08:59:30.125Z' },
      },
    ]);
    assert.equal(world.lms.heldFor(column, 'learner-1')?.score, 87.6543 / 100);
    const [settled] = world.book.settled;
    assert.deepEqual(settled, { revision: 1, outcome: 'accepted', earned: 0.8765432, at: world.now() });
  });

  it('sends Canvas its extension as well', async () => {
    world.lms.flavour = 'canvas';
    const { grade } = world.coupled(1, { family: 'canvas', scoreMaximum: 12, activityProgress: 'Completed' });
    assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
    assert.deepEqual(sentBodies(), [
      {
        userId: 'learner-1',
        timestamp: '2026-11-23T09:00:00.250Z',
        scoreGiven: 12,
        scoreMaximum: 12,
        activityProgress: 'Completed',
        gradingProgress: 'FullyGraded',
        submission: { startedAt: '2026-11-23T08:30:00.000Z', submittedAt: '2026-11-23T08:59:30.125Z' },
        'https://canvas.instructure.com/lti/submission': {
          new_submission: true,
          prioritize_non_tool_grade: true,
          submitted_at: '2026-11-23T08:59:30.125Z',
        },
      },
    ]);
  });

  it('leaves out what has not happened yet', async () => {
    const { grade } = world.coupled(0.25, {
      startedAt: null,
      submittedAt: null,
      family: 'canvas',
      newSubmission: false,
    });
    await world.deliver(grade);
    const [body] = sentBodies();
    assert.equal('submission' in body, false);
    assert.deepEqual(body['https://canvas.instructure.com/lti/submission'], {
      new_submission: false,
      prioritize_non_tool_grade: true,
    });
  });

  it('sends a score of 0 as the grade it is', async () => {
    const { column, grade } = world.coupled(0);
    await world.deliver(grade);
    assert.equal(sentBodies()[0].scoreGiven, 0);
    assert.equal(world.lms.heldFor(column, 'learner-1')?.score, 0);
  });

  it('puts /scores before the query of the line item, and names itself', async () => {
    const { grade } = world.coupled(0.5);
    await world.deliver(grade);
    const [request] = world.lms.to('scores');
    assert.equal(request?.path, '/course/7/lineitems/1/lineitem/scores');
    assert.equal(request?.query.get('type_id'), '3');
    assert.equal(request?.headers['user-agent'], 'Attune/0.1.0');
  });

  it('has nothing to send for a grade that was withdrawn', async () => {
    const { grade } = world.coupled(0.5);
    world.book.grades.clear();
    assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
    assert.equal(world.lms.received.length, 0);
  });

  it('gives up, saying what to do, when the launch granted no right to send scores', async () => {
    const { lineItems } = world.lms;
    const grade = world.grade(0.5, { services: { lineItems, lineItem: null, scopes: [] } });
    const delivery = await world.deliver(grade);
    assert.equal(delivery.result, 'dead');
    assert.match(delivery.result === 'dead' ? delivery.problem : '', /Ask an administrator to allow/);
    assert.equal(world.lms.received.length, 0);
  });

  it('refuses to send a score outside [0, 1]', async () => {
    const { grade } = world.coupled(1.2);
    await assert.rejects(world.deliver(grade), RangeError);
    assert.equal(world.lms.to('scores').length, 0);
  });

  it('sends a later revision with a timestamp that is a whole second later', async () => {
    const { column, grade } = world.coupled(0.5);
    await world.deliver(grade);
    world.coupled(0.6);
    assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
    assert.equal(world.lms.heldFor(column, 'learner-1')?.score, 0.6);
    assert.deepEqual(
      sentBodies().map(({ timestamp }) => timestamp),
      ['2026-11-23T09:00:00.250Z', '2026-11-23T09:00:01.250Z'],
    );
  });

  describe('when the answer to the first try was lost', () => {
    it('finds on the repeat that Moodle has the grade (409), with the same timestamp', async () => {
      const { column, grade } = world.coupled(0.5);
      world.lms.fault('scores', 'drop after work');
      const first = await world.deliver(grade);
      assert.equal(first.result, 'retry');
      world.advance(2_000);
      assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
      const [one, two] = sentBodies();
      assert.deepEqual(one, two);
      assert.equal(world.lms.heldFor(column, 'learner-1')?.score, 0.5);
      assert.equal(world.book.settled[0]?.outcome, 'accepted');
    });

    it('takes the 409 for its own first try where results may not be read', async () => {
      const { column, grade } = world.coupled(0.5);
      const scopes = grade.services.scopes.filter((scope) => !scope.endsWith('result.readonly'));
      world.grade(0.5, { services: { ...grade.services, lineItem: column.id, scopes } });
      world.lms.fault('scores', 'drop after work');
      await world.deliver(grade);
      await world.deliver(grade);
      assert.equal(world.lms.to('results').length, 0);
      assert.equal(world.book.settled[0]?.outcome, 'accepted');
      assert.equal(world.book.settled[0]?.earned, 0.5);
    });

    it('does not take a teacher’s grade for its own', async () => {
      const { column, grade } = world.coupled(0.5);
      world.lms.fault('scores', 'drop before work');
      await world.deliver(grade);
      world.advance(5_000);
      world.lms.hold(column, 'learner-1', { score: 0.9, timestamp: world.now() });
      await world.deliver(grade);
      assert.deepEqual(world.book.settled, [{ revision: 1, outcome: 'superseded', earned: 0.9, at: world.now() }]);
    });

    it('makes no second attempt in Canvas', async () => {
      world.lms.flavour = 'canvas';
      const { column, grade } = world.coupled(0.5, { family: 'canvas' });
      world.lms.fault('scores', 'drop after work');
      assert.equal((await world.deliver(grade)).result, 'retry');
      assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
      assert.equal(world.lms.heldFor(column, 'learner-1')?.attempts, 1);
      assert.equal(world.book.settled[0]?.outcome, 'accepted');
    });

    it('sends again to Canvas what never arrived', async () => {
      world.lms.flavour = 'canvas';
      const { column, grade } = world.coupled(0.5, { family: 'canvas' });
      world.lms.fault('scores', 'drop before work');
      assert.equal((await world.deliver(grade)).result, 'retry');
      const waiting = await world.deliver(grade);
      assert.equal(waiting.result === 'retry' ? waiting.afterMs : 0, 135_000, 'it may still arrive');
      world.advance(135_000);
      assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
      assert.equal(world.lms.heldFor(column, 'learner-1')?.attempts, 1);
    });
  });

  it('knows its own grade when a proxy sent it twice and hands on the second answer', async () => {
    const { column, grade } = world.coupled(0.5);
    world.lms.hold(column, 'learner-1', { score: 0.5, timestamp: world.now() });
    assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
    assert.deepEqual(world.book.settled, [{ revision: 1, outcome: 'accepted', earned: 0.5, at: world.now() }]);
  });

  describe('when the LMS holds something newer', () => {
    it('leaves a later grade of a teacher alone in Moodle, and reads it back', async () => {
      const { column, grade } = world.coupled(0.5);
      world.lms.hold(column, 'learner-1', { score: 0.95, timestamp: new Date(world.now().getTime() + 60_000) });
      assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
      assert.deepEqual(world.book.settled, [{ revision: 1, outcome: 'superseded', earned: 0.95, at: world.now() }]);
      assert.equal(world.lms.heldFor(column, 'learner-1')?.score, 0.95);
    });

    it('understands how Canvas says so', async () => {
      world.lms.flavour = 'canvas';
      const { column, grade } = world.coupled(0.5, { family: 'canvas' });
      world.lms.hold(column, 'learner-1', { score: 0.95, timestamp: new Date(world.now().getTime() + 60_000) });
      assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
      assert.equal(world.book.settled[0]?.outcome, 'superseded');
    });
  });

  it('sends a mere grade when Canvas has no attempt left for the learner', async () => {
    world.lms.flavour = 'canvas';
    const { column, grade } = world.coupled(0.5, { family: 'canvas' });
    const message = 'The maximum number of allowed attempts has been reached for this submission';
    world.lms.fault('scores', { status: 422, body: JSON.stringify({ errors: { message } }) });
    assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
    assert.deepEqual(
      sentBodies().map((body) => body['https://canvas.instructure.com/lti/submission'].new_submission),
      [true, false],
    );
    assert.equal(world.lms.heldFor(column, 'learner-1')?.score, 0.5);
  });

  it('writes nothing about the learner into the log', async () => {
    const { grade } = world.coupled(0.5, { gradeId: 'grade-17' });
    await world.deliver(grade);
    assert.equal(world.logged.length, 1);
    assert.match(world.logged[0] ?? '', /grade-17/);
    assert.doesNotMatch(world.logged.join(), /learner-1|token-|Bearer/);
  });
});

describe('what the gradebook holds', () => {
  let world: GradeWorld;
  beforeEach(async () => {
    world = await GradeWorld.start();
  });
  afterEach(() => world.lms.close());

  it('is read for the one learner, as a share of full marks', async () => {
    const { column, grade } = world.coupled(0.5);
    for (const sub of ['learner-0', 'learner-1', 'learner-2']) {
      world.lms.hold(column, sub, { score: sub === 'learner-1' ? 0.75 : 0.1, timestamp: world.now() });
    }
    assert.deepEqual(await world.readEarned(grade), {
      result: 'ok',
      value: { sub: 'learner-1', score: 0.75, comment: null },
    });
    assert.equal(world.lms.to('results')[0]?.path, '/course/7/lineitems/1/lineitem/results');
  });

  it('is nothing when there is no grade, and when there is no column', async () => {
    const { grade } = world.coupled(0.5);
    assert.deepEqual(await world.readEarned(grade), { result: 'ok', value: null });
    const uncoupled = world.grade(0.5, { resourceLinkId: '99' });
    assert.deepEqual(await world.readEarned(uncoupled), { result: 'ok', value: null });
    assert.equal(world.lms.columns.length, 1);
  });

  it('is found on a later page when the LMS does not filter', async () => {
    const { column, grade } = world.coupled(0.5);
    world.lms.pageSize = 2;
    world.lms.ignoresFilters = true;
    for (let index = 9; index >= 0; index -= 1) {
      world.lms.hold(column, `learner-${index}`, { score: index / 10, timestamp: world.now() });
    }
    const earned = await world.readEarned(grade);
    assert.equal(earned.result === 'ok' ? earned.value?.score : undefined, 0.1);
    assert.equal(world.lms.to('results').length, 5);
  });
});
