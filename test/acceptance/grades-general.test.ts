import assert from 'node:assert/strict';
import { answerQuestion, finishRound, startRound } from '../../src/features/practice/index.js';
import { RIGHTS } from '../lti/grades/support/ags-server.js';
import { GradeWorld } from '../lti/grades/support/grade-world.js';
import { type Pupil, signInAs } from '../support/classroom.js';
import { GradedRoom } from '../support/graded-room.js';
import { row } from './support/row.js';

const HOUR = 3_600_000;

describe('acceptance: grades', () => {
  let world: GradeWorld;
  beforeEach(async () => {
    world = await GradeWorld.start();
  });
  afterEach(() => world.lms.close());

  const bodies = () => world.lms.to('scores').map(({ body }) => JSON.parse(body));
  const made = () => world.lms.to('lineitems').filter(({ method }) => method === 'POST');
  const ours = { resourceId: 'attune-placement-1', tag: 'grade' };

  row('G1', 'the one that the launch named', async () => {
    const { column, grade } = world.coupled(0.5);
    await world.deliver(grade);
    assert.deepEqual([world.lms.to('lineitems').length, world.lms.columns.length], [0, 1]);
    assert.equal(world.lms.heldFor(column, 'learner-1')?.score, 0.5);
  });

  for (const [what, there] of [
    ['of the link', { resourceLinkId: '41' }],
    ['of our id and tag', ours],
  ] as const) {
    row('G1', `the one ${what}`, async () => {
      world.lms.addColumn({ resourceLinkId: '40', ...ours });
      const column = world.lms.addColumn(there);
      await world.deliver(world.grade(0.5));
      assert.equal(world.lms.heldFor(column, 'learner-1')?.score, 0.5);
      assert.equal(made().length, 0);
    });
  }

  row('G1', 'one made for twenty learners at once in two processes', async () => {
    const services = [world.service, world.newProcess()];
    const grades = Array.from({ length: 20 }, (_, index) => world.grade(0.5, { sub: `learner-${index}` }));
    for (let tries = 0; tries < 3; tries += 1) {
      await Promise.all(grades.map((grade, index) => world.deliver(grade, services[index % 2])));
    }
    assert.equal(world.lms.columns.length, 1);
    assert.equal(world.lms.held.size, 20);
  });

  row('G2', async () => {
    world.lms.pageSize = 3;
    world.lms.ignoresFilters = true;
    for (let link = 100; link < 107; link += 1) world.lms.addColumn({ resourceLinkId: String(link) });
    const column = world.lms.addColumn({ resourceLinkId: '41' });
    world.lms.nextPage = (page) => (page.includes('from=9') ? null : page.replace('limit=100', 'opaque=%2Fa%2Bb'));
    await world.deliver(world.grade(0.5));
    assert.deepEqual(
      world.lms.to('lineitems').map(({ query }) => query.toString()),
      [
        'type_id=3&resource_link_id=41&limit=100',
        'type_id=3&resource_link_id=41&opaque=%2Fa%2Bb&from=3',
        'type_id=3&resource_link_id=41&opaque=%2Fa%2Bb&from=6',
      ],
    );
    assert.equal(world.lms.heldFor(column, 'learner-1')?.score, 0.5);
  });

  row('G3', async () => {
    const { grade } = world.coupled(0.5);
    await world.deliver(grade);
    await world.readEarned(grade);
    assert.deepEqual(
      [...world.lms.to('scores'), ...world.lms.to('results')].map(({ path, query }) => [path, query.get('type_id')]),
      [
        ['/course/7/lineitems/1/lineitem/scores', '3'],
        ['/course/7/lineitems/1/lineitem/results', '3'],
      ],
    );
  });

  row('G4', async () => {
    await world.deliver(world.grade(0.5, { label: '  ' }));
    await world.deliver(world.grade(0.5, { placementId: 'other', resourceLinkId: '42', label: 'x'.repeat(300) }));
    const items = made().map(({ body }) => JSON.parse(body));
    assert.equal(items.length, 2);
    for (const { label, scoreMaximum } of items) {
      assert.ok(label.trim().length > 0 && label.length <= 255);
      assert.ok(scoreMaximum > 0);
    }
    const methods = new Set(world.lms.received.map(({ method }) => method));
    assert.deepEqual([...methods].sort(), ['GET', 'POST'], 'nothing that is there is changed or taken away');
  });

  row('G5', async () => {
    for (const activityProgress of ['InProgress', 'Completed'] as const) {
      await world.deliver(world.coupled(0.875, { sub: 'somebody', activityProgress }).grade);
    }
    for (const [index, body] of bodies().entries()) {
      assert.equal(body.userId, 'somebody');
      assert.equal(body.activityProgress, ['InProgress', 'Completed'][index]);
      assert.equal(body.gradingProgress, 'FullyGraded');
      assert.match(body.timestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      assert.deepEqual([body.scoreGiven, body.scoreMaximum], [87.5, 100]);
    }
    assert.equal(bodies().length, 2);
  });

  row('G7', async () => {
    await world.deliver(world.coupled(0.5).grade);
    await world.deliver(world.coupled(0.6, { activityProgress: 'Completed' }).grade);
    assert.ok(bodies().every((body) => !('comment' in body)));
  });

  row('G9', 'the assertion', async () => {
    // The token endpoint of this LMS takes only a right one: RS256 by our key, for itself, in time, and never twice.
    for (let index = 0; index < 3; index += 1) {
      await world.deliver(world.coupled(0.1 * (index + 1)).grade);
      world.advance(2 * HOUR);
    }
    const assertion = new URLSearchParams(world.lms.to('token')[0]?.body).get('client_assertion') ?? '';
    const [head = '', claims = ''] = assertion.split('.').map((part) => Buffer.from(part, 'base64url').toString());
    assert.equal(JSON.parse(head).alg, 'RS256');
    const { iss, sub, aud, exp, iat } = JSON.parse(claims);
    assert.deepEqual([iss, sub, aud], ['attune-client', 'attune-client', world.lms.tokenUrl]);
    assert.ok(exp > iat && exp - iat <= 3_600);
    assert.equal(new Set(world.lms.tokens.assertionIds).size, 3);
  });

  row('G9', 'granted scopes, kept, and anew after a 401', async () => {
    const scopes = [RIGHTS.score, RIGHTS.lineItemReadonly];
    const column = world.lms.addColumn({ resourceLinkId: '41' });
    const services = { lineItems: world.lms.lineItems, lineItem: null, scopes };
    await world.deliver(world.grade(0.5, { services }));
    await world.deliver(world.grade(0.6, { services }));
    const asked = () => world.lms.to('token').map(({ body }) => new URLSearchParams(body).get('scope'));
    assert.deepEqual(asked(), [RIGHTS.lineItemReadonly, RIGHTS.score], 'each once, and nothing that was not granted');
    world.lms.tokens.revoke();
    await world.deliver(world.grade(0.7, { services }));
    assert.deepEqual(asked().slice(2), [RIGHTS.score]);
    assert.equal(world.lms.heldFor(column, 'learner-1')?.score, 0.7);
  });

  row('G10', 'each status', async () => {
    const outcome = async (fault: Parameters<typeof world.lms.fault>[1]) => {
      const fresh = await GradeWorld.start();
      fresh.lms.fault('scores', fault);
      const delivery = await fresh.deliver(fresh.coupled(0.5).grade);
      await fresh.lms.close();
      return delivery;
    };
    for (const status of [400, 403, 404, 405, 412, 413, 415, 422]) {
      const delivery = await outcome({ status });
      assert.equal(delivery.result, 'dead', String(status));
      assert.match(
        delivery.result === 'dead' ? delivery.problem : '',
        /\. (Then send|For a test student)/,
        `${status}`,
      );
    }
    for (const status of [301, 408, 425, 429, 500, 502, 503, 504]) {
      assert.equal((await outcome({ status })).result, 'retry', String(status));
    }
    for (const fault of ['drop before work', 'drop after work'] as const) {
      assert.equal((await outcome(fault)).result, 'retry', fault);
    }
    for (const asked of ['1', '120', '3600', '86400', '99999999999']) {
      const delivery = await outcome({ status: 503, headers: { 'retry-after': asked } });
      assert.equal(delivery.result === 'retry' ? delivery.afterMs : 0, Math.min(Number(asked) * 1_000, HOUR), asked);
    }
  });

  row('G10', 'nothing is applied twice', async () => {
    const { column, grade } = world.coupled(0.5);
    world.lms.fault('scores', 'drop after work');
    assert.equal((await world.deliver(grade)).result, 'retry');
    world.advance(HOUR);
    assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
    const [first, second] = bodies();
    assert.deepEqual(second, first);
    assert.equal(world.lms.scores.filter(({ status }) => status === 200).length, 1);
    assert.equal(world.lms.heldFor(column, 'learner-1')?.score, 0.5);
  });
});

describe('acceptance: grades from answer to gradebook', function () {
  this.timeout(30_000);
  let graded: GradedRoom;
  before(async () => {
    graded = await GradedRoom.open();
  });
  after(() => graded?.close());
  beforeEach(() => graded.lms.reset());

  const now = () => graded.room.app.clock();
  const pass = (milliseconds: number) => graded.room.app.clock.advance(milliseconds);
  async function answer(pupil: Pupil): Promise<void> {
    const { decision, step, tries } = (await pupil.attempt()).current ?? assert.fail();
    const { right } = await pupil.question();
    await answerQuestion(graded.room.deps, pupil.student, { decision, step, tries }, right);
  }
  const sent = () => graded.lms.to('scores').map(({ body }) => JSON.parse(body));

  row('G6', async () => {
    const pupil = await graded.pupil({ attune_grade: 'latest' });
    const process = graded.newProcess();
    await startRound(graded.room.deps, pupil.student);
    pass(1_234);
    await answer(pupil);
    const changed = now();
    graded.lms.fault('scores', { status: 500 }, 'drop after work');
    for (const wait of [HOUR, 5 * HOUR, 20 * HOUR]) {
      pass(wait);
      await process.deliver(pupil.gradeId);
    }
    assert.deepEqual([...new Set(sent().map(({ timestamp }) => timestamp))], [changed.toISOString()]);
    assert.equal(sent().length, 3, 'however often and late it is sent');
    await finishRound(graded.room.deps, pupil.student);
    await graded.settleDown(pupil, process);
    assert.ok(Date.parse(sent().at(-1)?.timestamp) >= changed.getTime() + 1_000);
  });

  row('G10', 'staff see what was given up, and send it again', async () => {
    const pupil = await graded.pupil();
    const process = graded.newProcess();
    await startRound(graded.room.deps, pupil.student);
    await answer(pupil);
    pass(2_000);
    graded.lms.fault('scores', { status: 404 });
    await process.deliver(pupil.gradeId);
    const { resource_link_id: id } = await graded.room.placement(pupil);
    const link = { id, title: 'Practice' };
    const arrived = await graded.room.app.arrive({
      sub: 'teacher',
      role: 'staff',
      link,
      services: null,
      lineItem: null,
    });
    const teacher = await signInAs(graded.room, arrived, 'staff');
    const page = await teacher.visit('staff');
    assert.match(page.html, /open the activity in it once.*Then send the grade again/);
    await teacher.press(page, 'grades/resend');
    await process.deliver(pupil.gradeId);
    assert.equal((await graded.entryOf(pupil))?.state, 'delivered');
    assert.equal(graded.lms.held.size, 1);
  });

  row('G8', async () => {
    const pupil = await graded.pupil();
    await startRound(graded.room.deps, pupil.student);
    const began = now();
    pass(60_000);
    await answer(pupil);
    pass(2_000);
    await graded.newProcess().deliver(pupil.gradeId);
    pass(60_000);
    await finishRound(graded.room.deps, pupil.student);
    const ended = now();
    pass(2_000);
    await graded.newProcess().deliver(pupil.gradeId);
    assert.deepEqual(
      sent().map(({ submission }) => submission),
      [{ startedAt: began.toISOString() }, { startedAt: began.toISOString(), submittedAt: ended.toISOString() }],
    );
  });
});
