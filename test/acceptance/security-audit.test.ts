import assert from 'node:assert/strict';
import { disablePlatform, enablePlatform, rotatePlatformKey } from '../../src/lti/index.js';
import { AUDIT_ACTIONS } from '../../src/storage/index.js';
import { openedBy } from '../attacks/support/attack-room.js';
import { createHttpVisitor } from '../e2e/http-visitor.js';
import { within } from '../e2e/visitor.js';
import { Door } from './support/door.js';
import { row } from './support/row.js';
import { TwoSites } from './support/two-sites.js';

interface Entry {
  readonly tenant: string;
  readonly action: string;
  readonly actor: string;
  readonly user_id: string | null;
  readonly details: Readonly<Record<string, unknown>>;
}

describe('acceptance: the audit log', function () {
  this.timeout(60_000);
  let door: Door | undefined;
  let sites: TwoSites | undefined;
  afterEach(async () => {
    await door?.close();
    await sites?.close();
    [door, sites] = [undefined, undefined];
  });

  row('S28', 'what people do, and what operators do', async () => {
    door = await Door.open();
    const { room } = door;
    const { connection } = room.app.storage;
    const log = () => connection.collection<Entry>('audit_log').find().sort({ at: 1 }).toArray();
    const ada = await room.launch(room.home, { sub: 'student-7' });
    const teacher = openedBy(await door.deepLink());
    const form = {
      kind: 'practice',
      title: 'Secret title',
      target: '0.9',
      hints: 'always',
      grade: 'best',
      afterDue: 'keep',
    };
    const placed = await room.post(`${teacher.base}/deep-link/add`, { session: teacher.token, ...form });
    assert.equal(placed.status, 200);
    await room.send(ada, 'leave');
    const before = (await log()).map((entry) => JSON.stringify(entry));

    const { administration } = room;
    const { id } = await room.homePlatform();
    await rotatePlatformKey(administration, id, { atOnce: false });
    await disablePlatform(administration, id);
    await enablePlatform(administration, id);
    await room.revokeHome();
    const entries = await log();
    assert.deepEqual(
      entries.map((entry) => JSON.stringify(entry)).filter((entry) => before.includes(entry)),
      before,
      'what was written stays as it was',
    );
    const done = (action: string) => entries.filter((entry) => entry.action === action);
    assert.equal(done('launch').length, 3, 'the teacher twice, and a student');
    for (const action of [
      ...['platform-added', 'deployment-approved', 'deep-link', 'session-left'],
      ...['key-rotated', 'platform-disabled', 'platform-enabled', 'deployment-revoked'],
    ]) {
      assert.ok(done(action).length > 0, action);
    }
    const [left] = done('session-left');
    assert.deepEqual([left?.tenant, left?.actor, left?.user_id], ['home-school', 'user', ada.userId]);
    assert.ok(done('key-rotated').every(({ actor, user_id }) => actor === 'operator' && user_id === null));
    const launched = done('launch').find(({ user_id }) => user_id === ada.userId);
    assert.deepEqual([launched?.details.role, launched?.details.course], ['learner', ada.courseId]);
    assertSparing(entries, [
      'student-7',
      'Ada',
      'ada@school.example',
      'Secret title',
      'Course course-1',
      ada.token,
      teacher.token,
    ]);
  });

  row('S28', 'and a grade that the gradebook took', async () => {
    sites = await TwoSites.open();
    const { app, campus } = sites;
    app.startWorker();
    const visitor = createHttpVisitor();
    const start = await visitor.open('mia', sites.start);
    const question = await visitor.send(start.form(/\/practice\/start$/));
    await visitor.send(question.form(/\/practice\/solution$/));
    const log = app.storage.connection.collection<Entry>('audit_log');
    await within(20_000, async () => (await log.countDocuments({ action: 'grade-accepted' })) > 0);
    assert.equal(campus.scoresReceived.length, 1);
    const entries = await log.find().toArray();
    const [mia] = campus.state.people.filter(({ id }) => id === 'mia');
    assert.ok(mia);
    assertSparing(entries, [mia.sub, mia.givenName, mia.familyName, mia.email]);
  });

  /** Known actions, ids and counts, and not a word of anybody. */
  function assertSparing(entries: readonly Entry[], never: readonly string[]): void {
    const actions = new Set<string>(AUDIT_ACTIONS);
    for (const { action, details } of entries) {
      assert.ok(actions.has(action), action);
      for (const value of Object.values(details)) assert.match(typeof value, /^(string|number|boolean)$/);
    }
    const all = JSON.stringify(entries);
    assert.deepEqual(
      never.filter((word) => word !== '' && all.includes(word)),
      [],
    );
  }
});
