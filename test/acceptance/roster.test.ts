import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { createRosterBook, listEnrolments } from '../../src/features/courses/index.js';
import { listLearners } from '../../src/features/learners/index.js';
import { createRosterDeliverer } from '../../src/lti/roster/index.js';
import { LEARNER, learners, problemOf, RosterWorld, rosterOf } from '../lti/roster/support/roster-world.js';
import { startTestApp, TENANT, type TestApp } from '../support/app.js';
import { testCourse } from '../support/course.js';
import { row } from './support/row.js';

const MEDIA_TYPE = 'application/vnd.ims.lti-nrps.v2.membershipcontainer+json';
const SCOPE = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';

describe('acceptance: the roster', function () {
  this.timeout(120_000);
  let lms: RosterWorld;
  let tool: TestApp;
  before(async () => {
    tool = await startTestApp({ course: testCourse() });
  });
  after(() => tool?.close());
  beforeEach(async () => {
    lms = await RosterWorld.start({ callMs: 3_000, readingMs: 90_000 });
  });
  afterEach(() => lms.lms.close());

  /** A course of the tool whose roster is at the LMS, what a delivery of it comes to, and who is on the class list then. */
  async function course() {
    const roster = { url: lms.url, client_id: 'attune-client', deployment_id: '1' };
    const context = { id: randomUUID(), title: null };
    const { courseId } = await tool.arrive({ sub: 'teacher', role: 'staff', context, roster });
    const { clock, scope } = tool;
    const book = createRosterBook({ storage: tool.app.storage, newId: randomUUID });
    const log = pino({ level: 'silent' });
    const deliver = createRosterDeliverer({ keys: lms.keys, calls: lms.calls, book, clock, log });
    const entry = { _id: `roster:${courseId}`, tenant: TENANT, kind: 'roster', subject: { courseId }, revision: 1 };
    const waiting = { state: 'pending' as const, attempts: 1, lease: null, problem: null };
    const times = { due_at: clock(), created_at: clock(), updated_at: clock() };
    return {
      deliver: () => deliver({ ...entry, ...waiting, ...times }),
      classList: async () => {
        const enrolled = (await listEnrolments(scope, courseId, 'learner')).map(({ user_id }) => user_id);
        return (await listLearners(scope, enrolled)).map(({ sub }) => sub).sort();
      },
    };
  }

  row('R1', async () => {
    const { deliver, classList } = await course();
    const differences = `${lms.lms.origin}/course/7/memberships?since=opaque%20%7E`;
    lms.members = learners(120);
    lms.mostOnPage = 40;
    lms.links = ({ next }) => ({
      ...(next !== null && { next: `${next}&page=${'W'.repeat(2_500)}` }),
      differences,
    });
    assert.deepEqual(await deliver(), { result: 'delivered' });
    assert.equal((await classList()).length, 120);
    assert.equal(lms.asked.length, 3);
    for (const { headers } of lms.asked) {
      assert.equal(headers.accept, MEDIA_TYPE);
      assert.match(headers.authorization ?? '', /^Bearer ./);
    }
    assert.deepEqual(
      lms.lms.to('token').map(({ body }) => new URLSearchParams(body).get('scope')),
      [SCOPE],
    );
    lms.members = [
      { user_id: 'learner-1', roles: [LEARNER], status: 'Deleted' },
      { user_id: 'learner-2', roles: [LEARNER], status: 'Inactive' },
      { user_id: 'newcomer', roles: [LEARNER] },
    ];
    lms.links = () => ({ differences });
    await deliver();
    assert.equal(lms.asked.at(-1)?.query.get('since'), 'opaque ~');
    const list = await classList();
    assert.equal(list.length, 119);
    assert.deepEqual(
      [list.includes('learner-1'), list.includes('learner-2'), list.includes('newcomer')],
      [false, false, true],
    );
  });

  row('R2', 'filters', async () => {
    const custom = { 'https://purl.imsglobal.org/spec/lti/claim/custom': { due: '2026-12-01' } };
    lms.members = [{ user_id: '1', roles: [LEARNER], message: [custom] }];
    for (const role of ['Learner', LEARNER]) {
      const { members } = rosterOf(await lms.read({ role, resourceLinkId: '41' }));
      assert.deepEqual(members[0]?.custom, { due: '2026-12-01' });
      const { query } = lms.asked.at(-1) ?? assert.fail();
      assert.deepEqual([query.get('ctx'), query.get('role'), query.get('rlid')], ['9', role, '41']);
    }
  });

  row('R2', 'a part', async () => {
    const { deliver, classList } = await course();
    lms.members = learners(6);
    await deliver();
    lms.members = [{ user_id: 'teacher', roles: [] }];
    await deliver();
    assert.equal((await classList()).length, 6, 'a class that vanished has not left');
    lms.members = learners(5);
    await deliver();
    assert.equal((await classList()).length, 5);
  });

  row('R3', async () => {
    const { deliver, classList } = await course();
    lms.members = learners(6);
    await deliver();
    const heard: string[] = [];
    const stranger = createServer((request, response) => {
      heard.push(request.url ?? '');
      response.end('{"members":[]}');
    });
    await new Promise<void>((resolve) => stranger.listen(0, '127.0.0.1', resolve));
    const elsewhere = `http://127.0.0.1:${(stranger.address() as AddressInfo).port}/memberships`;
    lms.members = learners(2);
    lms.links = () => ({ next: `${lms.url}&limit=100` });
    assert.match(problemOf(await lms.read()), /does not end/);
    lms.links = () => ({ next: `${lms.url}&page=${lms.asked.length}` });
    assert.match(problemOf(await lms.read()), /does not end/);
    lms.links = () => ({ next: elsewhere });
    assert.equal((await deliver()).result, 'dead');
    lms.links = null;
    lms.lms.fault('memberships', 'hang');
    assert.equal((await deliver()).result, 'retry');
    lms.lms.fault('memberships', { status: 307, headers: { location: elsewhere } });
    assert.equal((await deliver()).result, 'retry');
    assert.deepEqual(heard, []);
    assert.equal((await classList()).length, 6, 'what is not read to its end changes nothing');
    stranger.closeAllConnections();
    await new Promise((resolve) => stranger.close(resolve));
  });
});
