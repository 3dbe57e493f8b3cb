import assert from 'node:assert/strict';
import { finishRound, startRound } from '../../src/features/practice/index.js';
import { CampusWorld } from '../lti/grades/support/campus-world.js';
import { GradeWorld } from '../lti/grades/support/grade-world.js';
import { TENANT } from '../support/app.js';
import { GradedRoom } from '../support/graded-room.js';
import { row } from './support/row.js';

const EXTENSION = 'https://canvas.instructure.com/lti/submission';
const problemOf = (delivery: { result: string; problem?: string }): string => delivery.problem ?? '';

/** The campus keeps grades here by the rules of Canvas (lti/ims/scores_controller). */
describe('acceptance: grades in Canvas', () => {
  let world: CampusWorld;
  beforeEach(async () => {
    world = await CampusWorld.start();
    world.campus.setSwitch('flavour', 'canvas');
  });
  afterEach(() => world?.close());

  const sent = () => world.campus.scoresReceived.map(({ body }) => body as Record<string, unknown>);

  row('N1', 'a person', async () => {
    const delivery = await world.deliver(world.grade(0.5, { person: 'instructor' }));
    assert.equal(delivery.result, 'dead');
    assert.match(problemOf(delivery), /\(422\).*check the enrolment/);
  });

  row('N1', 'a time', async () => {
    await world.deliver(world.grade(0.5));
    world.advance(2_000);
    const cell = world.cellOf() ?? assert.fail();
    Object.assign(cell, {
      score: 95,
      by: 'teacher',
      timestamp: new Date(world.now().getTime() + 60_000).toISOString(),
    });
    assert.deepEqual(await world.deliver(world.grade(0.7, { newSubmission: false })), { result: 'delivered' });
    assert.equal(world.campus.scoresReceived.at(-1)?.result.status, 400);
    assert.deepEqual([world.cellOf()?.score, world.book.settled.at(-1)?.outcome], [95, 'superseded']);
  });

  row('N1', 'a course that has ended', async () => {
    const lms = await GradeWorld.start();
    lms.lms.fault('scores', { status: 404 });
    const delivery = await lms.deliver(lms.coupled(0.5, { family: 'canvas' }).grade);
    assert.equal(delivery.result, 'dead');
    assert.match(problemOf(delivery), /the course has ended \(404\)/);
    await lms.lms.close();
  });

  row('N1', 'no attempt left', async () => {
    await world.deliver(world.grade(0.25));
    const link = world.campus.state.links.find(({ title }) => title === 'Outs') ?? assert.fail();
    link.allowedAttempts = 1;
    world.advance(2_000);
    assert.deepEqual(await world.deliver(world.grade(0.75)), { result: 'delivered' });
    assert.deepEqual([world.cellOf()?.score, world.cellOf()?.attempts], [75, 1]);
  });

  row('N2', async () => {
    for (const score of [0.25, 0.5]) {
      await world.deliver(world.grade(score));
      world.advance(250);
    }
    const timestamps = sent().map(({ timestamp }) => String(timestamp));
    assert.ok(timestamps.every((timestamp) => /\.\d{3}Z$/.test(timestamp)));
    assert.equal(timestamps[0], '2026-11-23T10:00:00.400Z');
    assert.equal(new Set(timestamps).size, 2);
  });

  row('N3', async () => {
    for (const activityProgress of ['InProgress', 'Completed', 'InProgress'] as const) {
      await world.deliver(world.grade(0.5, { activityProgress }));
      world.advance(1_000);
      assert.equal(world.cellOf()?.score, 50, activityProgress);
    }
    assert.deepEqual([...new Set(sent().map(({ gradingProgress }) => gradingProgress))], ['FullyGraded']);
  });

  row('N4', 'attempts', async () => {
    await world.deliver(world.grade(0.25));
    for (const score of [0.5, 0.6, 0.75]) {
      world.advance(1_000);
      world.campus.faults.add({ at: 'scores', kind: 'drop-after' });
      const grade = world.grade(score, { newSubmission: false });
      assert.equal((await world.deliver(grade)).result, 'retry');
      assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
    }
    assert.deepEqual([world.cellOf()?.score, world.cellOf()?.attempts], [75, 1]);
  });

  row('N4', 'what a teacher gave', async () => {
    await world.deliver(world.grade(0.25));
    world.advance(1_000);
    const cell = world.cellOf() ?? assert.fail();
    Object.assign(cell, { score: 95, comment: 'Well argued.', by: 'teacher', timestamp: world.now().toISOString() });
    world.advance(60_000);
    await world.deliver(world.grade(0.5, { newSubmission: false }));
    assert.deepEqual([world.cellOf()?.score, world.cellOf()?.comment], [95, 'Well argued.']);
    assert.deepEqual(
      sent().map((body) => (body[EXTENSION] as Record<string, unknown>).prioritize_non_tool_grade),
      [true, true],
    );
  });

  row('N6', async () => {
    for (const person of ['mia', 'tariq', 'student-01']) await world.deliver(world.grade(0.5, { person }));
    assert.deepEqual(
      sent().map(({ userId }) => userId),
      ['mia', 'tariq', 'student-01'].map((person) => world.subOf(person)),
    );
  });

  row('N7', async () => {
    const lms = await GradeWorld.start();
    lms.lms.flavour = 'canvas';
    const grade = lms.grade(0.5, { family: 'canvas' });
    await lms.deliver(grade);
    await lms.readEarned(grade);
    assert.ok(lms.lms.received.length >= 6);
    for (const { path, headers } of lms.lms.received) assert.match(headers['user-agent'] ?? '', /^Attune\/\d/, path);
    await lms.lms.close();
  });

  row('N8', async () => {
    const throttled = { status: 403, body: '403 Forbidden (Rate Limit Exceeded)' };
    for (const fault of [throttled, { status: 429 }, { status: 429, headers: { 'retry-after': '3' } }]) {
      const lms = await GradeWorld.start();
      lms.lms.fault('scores', fault);
      const delivery = await lms.deliver(lms.coupled(0.5).grade);
      assert.equal(delivery.result, 'retry');
      const wait = delivery.result === 'retry' ? (delivery.afterMs ?? 0) : 0;
      const others = Array.from({ length: 8 }, (_, index) => lms.coupled(0.5, { sub: `learner-${index}` }).grade);
      for (const grade of others) assert.equal((await lms.deliver(grade)).result, 'retry');
      assert.equal(lms.lms.to('scores').length, 1, 'the host is left in peace');
      lms.advance(wait);
      const deliveries = await Promise.all(others.map((grade) => lms.deliver(grade)));
      assert.ok(deliveries.every(({ result }) => result === 'delivered'));
      assert.ok(lms.lms.mostAtOnce <= 2);
      await lms.lms.close();
    }
  });

  row('N9', 'a refusal', async () => {
    const refused = await world.deliver(world.grade(0.5, { person: 'test-student' }));
    assert.equal(refused.result, 'dead');
    assert.match(problemOf(refused), /For a test student that is right/);
    for (const person of ['mia', 'tariq']) {
      assert.deepEqual(await world.deliver(world.grade(0.5, { person })), { result: 'delivered' });
    }
  });
});

describe('acceptance: a placement in Canvas, its whole life', function () {
  this.timeout(30_000);
  let graded: GradedRoom;
  before(async () => {
    graded = await GradedRoom.open();
    graded.lms.flavour = 'canvas';
  });
  after(() => graded?.close());

  const deps = () => graded.room.deps;

  row('N5', async () => {
    const pupil = await graded.pupil({ attune_grade: 'latest' }, { family: 'canvas', coupled: false });
    const process = graded.newProcess();
    for (const fault of [{ status: 401 }, { status: 404 }, 'drop after work', { status: 422 }] as const) {
      graded.lms.fault('scores', fault);
      await startRound(deps(), pupil.student);
      await pupil.press(await pupil.visit(), 'practice/answer', (await pupil.question()).right);
      graded.room.app.clock.advance(2_000);
      await process.deliver(pupil.gradeId);
      await graded.settleDown(pupil, process);
      await finishRound(deps(), pupil.student);
      await graded.settleDown(pupil, process);
    }
    const calls = graded.lms.received.map(({ method, path }) => `${method} ${path.split('/').at(-1)}`);
    assert.deepEqual(
      [...new Set(calls)].sort(),
      ['GET lineitems', 'GET results', 'POST lineitems', 'POST scores', 'POST token'],
      'no line item is changed or deleted, so nothing is refused for that',
    );
    assert.equal(calls.filter((call) => call === 'POST lineitems').length, 1);
    assert.ok(calls.filter((call) => call === 'POST token').length <= 5, 'one token for each right, one after the 401');
  });

  row('N9', 'no grade', async () => {
    const pupil = await graded.pupil({}, { family: 'canvas' });
    const preview = await graded.room.app.arrive({ sub: 'canvas test student', testUser: true });
    const student = { ...pupil.student, userId: preview.userId, synthetic: true };
    await startRound(deps(), student);
    await finishRound(deps(), student);
    const waiting = await graded.outbox.list({ tenant: TENANT }, 1_000);
    assert.ok(waiting.every(({ _id }) => !_id.endsWith(preview.userId)));
  });
});
