import assert from 'node:assert/strict';
import { serviceUrls } from '../../demo/campus/service-urls.js';
import type { LineItem } from '../../demo/campus/state.js';
import { RIGHTS } from '../lti/grades/support/ags-server.js';
import { CampusWorld, RESOURCE_ID } from '../lti/grades/support/campus-world.js';
import { GradeWorld } from '../lti/grades/support/grade-world.js';
import { row } from './support/row.js';

const problemOf = (delivery: { result: string; problem?: string }): string => delivery.problem ?? '';

/** The campus keeps grades here by the rules of Moodle (mod/lti, gradebookservices). */
describe('acceptance: grades in Moodle', () => {
  let world: CampusWorld;
  beforeEach(async () => {
    world = await CampusWorld.start();
  });
  afterEach(() => world?.close());

  const sent = () => world.campus.scoresReceived.map(({ body }) => body as Record<string, unknown>);
  const ourColumn = (): LineItem =>
    world.campus.state.lineItems.find(({ resourceId }) => resourceId === RESOURCE_ID) ?? assert.fail('no column');

  row('M1', 'who cannot be graded', async () => {
    const teacher = await world.deliver(world.grade(0.5, { person: 'instructor' }));
    assert.equal(teacher.result, 'dead');
    assert.match(problemOf(teacher), /\(400\).*Check the enrolment/);
    for (const { enrolments } of world.campus.state.courses) {
      for (const each of enrolments) if (each.personId === 'mia') each.status = 'Inactive';
    }
    assert.equal((await world.deliver(world.grade(0.5))).result, 'dead');
    assert.equal(world.cellOf(), null);
  });

  row('M1', 'a missing item', async () => {
    const grade = world.grade(0.5);
    await world.deliver(grade);
    world.campus.state.lineItems.length = 0;
    const gone = await world.deliver(world.grade(0.6));
    assert.equal(gone.result, 'dead');
    assert.match(problemOf(gone), /\(404\).*open the activity in it once/);
  });

  row('M1', 'a missing permission', async () => {
    const lms = await GradeWorld.start();
    const deliver = () => lms.deliver(lms.coupled(0.5).grade);
    lms.lms.fault('scores', { status: 403 });
    assert.match(problemOf(await deliver()), /\(403\).*Ask an administrator to allow/);
    lms.lms.fault('scores', { status: 401 }, { status: 401 });
    const unauthorised = await deliver();
    assert.equal(unauthorised.result, 'retry');
    assert.match(problemOf(unauthorised), /Ask an administrator whether the tool is active/);
    await lms.lms.close();
  });

  row('M2', 'two scores in one second', async () => {
    for (const score of [0.25, 0.5, 0.75]) {
      assert.deepEqual(await world.deliver(world.grade(score)), { result: 'delivered' });
    }
    const seconds = sent().map(({ timestamp }) => Math.floor(Date.parse(String(timestamp)) / 1_000));
    assert.equal(new Set(seconds).size, 3);
    assert.equal(world.cellOf()?.score, 75);
  });

  row('M2', 'a 409', async () => {
    await world.deliver(world.grade(0.5));
    world.grade(0.6);
    world.advance(5_000);
    const cell = world.cellOf() ?? assert.fail();
    Object.assign(cell, {
      score: 95,
      by: 'teacher',
      timestamp: new Date(world.now().getTime() + 60_000).toISOString(),
    });
    assert.deepEqual(await world.deliver(world.grade(0.7)), { result: 'delivered' });
    assert.equal(world.campus.scoresReceived.at(-1)?.result.status, 409);
    assert.equal(world.cellOf()?.score, 95);
    const { outcome, earned } = world.book.settled.at(-1) ?? assert.fail();
    assert.deepEqual([outcome, earned], ['superseded', 0.95]);
  });

  row('M3', async () => {
    for (const activityProgress of ['InProgress', 'Completed', 'InProgress'] as const) {
      await world.deliver(world.grade(0.5, { activityProgress }));
      world.advance(1_000);
      assert.equal(world.cellOf()?.score, 50, activityProgress);
    }
    assert.deepEqual([...new Set(sent().map(({ gradingProgress }) => gradingProgress))], ['FullyGraded']);
    assert.ok(sent().every(({ scoreGiven }) => typeof scoreGiven === 'number'));
  });

  row('M4', async () => {
    await world.deliver(world.grade(0.5));
    ourColumn().scoreMaximum = 20;
    world.advance(1_000);
    const grade = world.grade(0.875);
    await world.deliver(grade);
    assert.equal(world.cellOf()?.score, 17.5);
    const earned = await world.readEarned(grade);
    assert.equal(earned.result === 'ok' ? earned.value?.score : undefined, 0.875);
  });

  row('M5', 'what the launch says', async () => {
    world.campus.setSwitch('gradeService', 'scores');
    const delivery = await world.deliver(world.grade(0.5));
    assert.equal(delivery.result, 'dead');
    assert.match(problemOf(delivery), /no gradebook column, and Attune may not make one/);
    assert.equal(world.campus.state.lineItems.filter(({ resourceId }) => resourceId === RESOURCE_ID).length, 0);
  });

  row('M5', 'the intersection that the token endpoint grants', async () => {
    const lms = await GradeWorld.start();
    lms.lms.tokens.permitted = [RIGHTS.lineItemReadonly, RIGHTS.score];
    const delivery = await lms.deliver(lms.grade(0.5));
    assert.equal(delivery.result, 'dead');
    assert.match(problemOf(delivery), /no longer allows the tool.*Ask an administrator to allow the grade services/);
    assert.equal(lms.lms.to('lineitems').filter(({ method }) => method === 'POST').length, 0);
    lms.lms.addColumn({ resourceLinkId: '41' });
    assert.deepEqual(await lms.deliver(lms.grade(0.6)), { result: 'delivered' });
    await lms.lms.close();
  });

  row('M6', async () => {
    const column = (linkId: string | null, coupled: boolean) => ({
      ...{ linkId, coupled, courseId: world.courseId, label: 'Outs', scoreMaximum: 100 },
      ...{ id: String(world.campus.state.nextNumber++), tag: 'grade', resourceId: RESOURCE_ID },
    });
    const { resourceLinkId } = world.grade(0.5);
    const own = column(resourceLinkId, true);
    world.campus.state.lineItems.push({ ...column(resourceLinkId, false), resourceId: 'another tool’s' }, own);
    const before = world.campus.state.lineItems.length;
    await world.deliver(world.grade(0.5));
    const graded = world.campus.state.grades.map(({ itemId }) => itemId);
    assert.deepEqual([graded, world.campus.state.lineItems.length], [[own.id], before]);
  });

  row('M7', async () => {
    const lms = await GradeWorld.start();
    lms.lms.pageSize = 1;
    lms.lms.ignoresFilters = true;
    lms.lms.addColumn({ resourceLinkId: '40' });
    const grade = lms.grade(0.5);
    await lms.deliver(grade);
    await lms.readEarned(grade);
    const calls = lms.lms.received.filter(({ path }) => path !== '/token');
    assert.deepEqual(
      new Set(calls.map(({ method, path }) => `${method} ${path.split('/').at(-1)}`)),
      new Set(['GET lineitems', 'POST lineitems', 'POST scores', 'GET results']),
    );
    for (const { query, path } of calls) assert.equal(query.get('type_id'), '3', path);
    await lms.lms.close();
  });

  row('M8', async () => {
    const { resourceLinkId } = world.grade(0.5);
    const { campus, courseId } = world;
    const id = String(campus.state.nextNumber++);
    const made = { id, courseId, linkId: resourceLinkId, coupled: true, label: 'Outs', scoreMaximum: 7 };
    campus.state.lineItems.push({ ...made, resourceId: null, tag: null });
    const { lineItem, lineItems } = serviceUrls(campus.issuer, courseId, 'moodle');
    const { scopes } = world.grade(0.5).services;
    const grade = world.grade(0.5, { services: { lineItems, lineItem: lineItem(id), scopes } });
    assert.deepEqual(await world.deliver(grade), { result: 'delivered' });
    assert.deepEqual(
      campus.state.grades.map(({ itemId, score }) => [itemId, score]),
      [[id, 3.5]],
    );
  });
});
