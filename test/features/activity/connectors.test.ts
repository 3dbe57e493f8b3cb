import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import {
  addConnector,
  listConnectors,
  removeConnector,
  selectConnector,
  syncConnector,
} from '../../../src/features/activity/index.js';
import { connectorCollection } from '../../../src/features/activity/model.js';
import { AS_IMPORTED } from '../../../src/features/catalogue/index.js';
import { createOutbound, type Outbound } from '../../../src/lti/outbound/index.js';
import { listAudit } from '../../../src/storage/index.js';
import { TENANT } from '../../support/app.js';
import { ActivityRoom } from './support/activity-room.js';
import { canvas, FakeLms, moodle, moodleError } from './support/fake-lms.js';

describe('connectors', () => {
  let room: ActivityRoom;
  let lms: FakeLms;
  let outbound: Outbound;
  const waited: number[] = [];
  before(async () => {
    [room, lms] = [await ActivityRoom.open(), await FakeLms.start()];
    outbound = createOutbound({ insecureOrigins: [lms.origin], privateHosts: [] });
  });
  after(async () => {
    await Promise.all([outbound.close(), lms.close(), room.close()]);
  });
  beforeEach(() => {
    lms.heard.length = 0;
    waited.length = 0;
  });

  const add = (kind: 'moodle' | 'canvas', token = `${kind}-token`) =>
    addConnector(
      room.app.app.storage,
      TENANT,
      { course: room.courseId, kind, base: `${lms.origin}/`, lmsCourse: '7', token },
      { id: randomUUID(), now: room.app.clock() },
    );
  const sync = async (id: string) =>
    syncConnector(room.app.app.storage, await selectConnector(room.app.scope, id), {
      ...{ fetch: outbound.fetch, now: room.app.clock, version: '0.1.0', newId: randomUUID, inForce: AS_IMPORTED },
      sleep: async (milliseconds) => void waited.push(milliseconds),
    });
  const told = async (userId: string, type: 'grade-read' | 'activity') =>
    (await room.facts({ userId, courseId: room.courseId }, type)).map(
      ({ performance_metrics: metrics, timestamp }) => ({
        ...{ id: metrics.column ?? metrics.object, label: metrics.label, score: metrics.score },
        at: timestamp.toISOString(),
      }),
    );

  it('keep their token sealed, and say so in the audit log', async () => {
    const id = await add('moodle', 'a-secret-token');
    const stored = await room.app.scope.collection(connectorCollection).findOne({ _id: id });
    assert.doesNotMatch(JSON.stringify(stored), /a-secret-token/);
    assert.equal(stored?.base, lms.origin);
    await removeConnector(room.app.scope, id, room.app.clock());
    await assert.rejects(removeConnector(room.app.scope, id, room.app.clock()), { code: 'not-found' });
    assert.deepEqual(await listConnectors(room.app.scope), []);
    const actions = (await listAudit(room.app.scope, { limit: 10 })).map(({ action }) => action);
    assert.ok(actions.includes('connector-added') && actions.includes('connector-removed'));
    await assert.rejects(
      addConnector(
        room.app.app.storage,
        TENANT,
        { course: 'nowhere', kind: 'moodle', base: lms.origin, lmsCourse: '7', token: 'x' },
        { id: 'c', now: room.app.clock() },
      ),
      { code: 'not-found' },
    );
  });

  it('read grades and completion of Moodle, each once', async () => {
    const [first, second] = [await room.app.arrive({ sub: '41', name: 'M One' }), await room.app.arrive({ sub: '42' })];
    lms.answer = moodle({ ada: 41, ben: 42, teacher: 2, nobody: 99 });
    const id = await add('moodle');
    assert.deepEqual(await sync(id), { facts: 3, unknown: 1, notes: [] });
    assert.deepEqual(await told(first.userId, 'grade-read'), [
      { id: 'moodle:item:1', label: 'Quiz on outs', score: 0.8, at: '2026-03-02T09:01:00.000Z' },
    ]);
    assert.deepEqual(
      (await told(second.userId, 'grade-read')).map(({ label, score }) => [label, score]),
      [['Essay', 0.625]],
    );
    assert.deepEqual(await told(first.userId, 'activity'), [
      { id: 'moodle:module:40', label: 'On outs', score: null, at: '2026-03-02T09:01:40.000Z' },
    ]);
    assert.deepEqual(await sync(id), { facts: 0, unknown: 1, notes: [] });
    assert.ok(
      lms.heard.every(({ query, path }) => [...query].length === 0 && !path.includes('token')),
      'the token stands in no address',
    );
    await removeConnector(room.app.scope, id, room.app.clock());
  });

  it('tell an error of Moodle that comes with status 200', async () => {
    lms.answer = moodle({ ada: 41, ben: 42, teacher: 2, nobody: 99 });
    const id = await add('moodle', 'another-token');
    await assert.rejects(sync(id), /invalidtoken.*The token is wrong/);
    assert.match((await room.press('activity')).text, /The token is wrong/);
    await removeConnector(room.app.scope, id, room.app.clock());
  });

  it('read the grades of a Moodle course that keeps no account of completion', async () => {
    const whole = moodle({ ada: 41, ben: 42, teacher: 2, nobody: 99 });
    lms.answer = (heard) =>
      heard.form.get('wsfunction')?.startsWith('core_completion')
        ? { body: moodleError('moodle_exception', 'completionnotenabled') }
        : whole(heard);
    const id = await add('moodle');
    const { notes } = await sync(id);
    assert.equal(notes.length, 1);
    assert.match(notes[0] ?? '', /completionnotenabled/);
    await removeConnector(room.app.scope, id, room.app.clock());
  });

  it('read submissions and modules of Canvas, page by page, by the numbers of its users', async () => {
    lms.answer = canvas(() => lms.origin);
    const id = await add('canvas');
    assert.deepEqual(await sync(id), { facts: 2, unknown: 1, notes: [] });
    assert.deepEqual(await told(room.ada.userId, 'grade-read'), [
      { id: 'canvas:assignment:11', label: 'Outs', score: 0.85, at: '2026-03-02T09:00:00.000Z' },
    ]);
    assert.deepEqual(await told(room.ben.userId, 'grade-read'), [], 'excused, and waiting for review');
    assert.deepEqual(await told(room.ada.userId, 'activity'), [
      { id: 'canvas:module-item:51', label: 'Read this', score: null, at: '2026-03-02T10:00:00.000Z' },
    ]);
    assert.ok(
      lms.heard.some(({ path }) => path.endsWith('/modules/6/items')),
      'a module without its items is asked for them',
    );
    assert.ok(lms.heard.every(({ headers }) => headers['user-agent'] === 'Attune/0.1.0'));
    assert.deepEqual(await sync(id), { facts: 0, unknown: 1, notes: [] });
  });

  it('ask again, so often and so late as they are told, and no more', async () => {
    const [connector] = await listConnectors(room.app.scope);
    const id = connector?._id ?? assert.fail();
    lms.faults.push(
      { status: 429, headers: { 'retry-after': '7' }, body: {} },
      { status: 403, body: '403 Forbidden (Rate Limit Exceeded)' },
      { status: 503, headers: { 'retry-after': '86400' }, body: '' },
    );
    assert.deepEqual((await sync(id)).facts, 0);
    assert.deepEqual(waited, [7_000, 1_000, 30_000]);
    lms.faults.push(...Array.from({ length: 4 }, () => ({ status: 502, body: '' })));
    await assert.rejects(sync(id), /answers 502\. It was asked 4 times/);
    lms.faults.push({ status: 302, headers: { location: 'https://elsewhere.example/' }, body: '' });
    await assert.rejects(sync(id), /points to another address/);
    lms.faults.push({ status: 200, body: '<html>' });
    await assert.rejects(sync(id), /no JSON/);
    lms.faults.push({ body: [], headers: { link: '<https://elsewhere.example/api/v1/x>; rel="next"' } });
    await assert.rejects(sync(id), /another host/);
    await room.app.scope
      .collection(connectorCollection)
      .updateOne({ _id: id }, { $set: { base: 'http://127.0.0.1:9' } });
    await assert.rejects(sync(id), /cannot be reached/);
  });
});
