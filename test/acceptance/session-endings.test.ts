import assert from 'node:assert/strict';
import { AttackRoom, type Person } from '../attacks/support/attack-room.js';
import { row } from './support/row.js';

const MINUTE = 60_000;

describe('acceptance: the end of a session', function () {
  this.timeout(60_000);
  let room: AttackRoom;
  before(async () => {
    room = await AttackRoom.open({ settings: { SESSION_MINUTES: '240', SESSION_IDLE_MINUTES: '60' } });
    await room.launch(room.home, { sub: 'teacher', role: 'Instructor' });
  });
  after(() => room?.close());

  const statusOf = async (person: Person) => (await room.send(person, 'practice')).status;
  /** The session that a page belongs to. */
  const opened = (page: string) => {
    const [, base = ''] = /data-base="([^"]+)"/.exec(page) ?? [];
    const [, token = ''] = /data-session="([^"]+)"/.exec(page) ?? [];
    return { base, token };
  };
  const PRESENTATION = 'https://purl.imsglobal.org/spec/lti/claim/launch_presentation';

  row('S10', 'when nobody has used it for a while, and being used puts it off', async () => {
    const ada = await room.launch(room.home, { sub: 'ada' });
    for (let turn = 0; turn < 3; turn += 1) {
      room.clock.advance(50 * MINUTE);
      assert.equal(await statusOf(ada), 200);
    }
    room.clock.advance(60 * MINUTE);
    assert.equal(await statusOf(ada), 401);
  });

  row('S10', 'in the end, however much it is used', async () => {
    const ada = await room.launch(room.home, { sub: 'ada' });
    for (let turn = 0; turn < 5; turn += 1) {
      room.clock.advance(45 * MINUTE);
      assert.equal(await statusOf(ada), 200);
    }
    room.clock.advance(15 * MINUTE);
    assert.equal(await statusOf(ada), 401);
  });

  row('C8', 'by leaving, with a page that leads home and holds nothing of the session', async () => {
    const claims = { [PRESENTATION]: { return_url: `${room.home.origin}/course/1?tab=2`, document_target: 'window' } };
    const ada = await room.launch(room.home, { sub: 'ada', claims });
    const other = await room.launch(room.home, { sub: 'ada' });
    const page = await room.send(ada, 'practice');
    assert.match(page.text, new RegExp(`action="${ada.base}/leave"`));
    assert.doesNotMatch((await room.send(other, 'practice')).text, /\/leave"/, 'a frame needs no way out');
    const left = await room.send(ada, 'leave');
    assert.equal(left.status, 200);
    const [, href = ''] = /href="([^"]*course\/1[^"]*)"/.exec(left.text) ?? [];
    const back = new URL(href.replaceAll('&amp;', '&').replaceAll('&#x3D;', '='));
    assert.deepEqual(Object.fromEntries(back.searchParams), { tab: '2', lti_log: 'The person left Attune.' });
    assert.ok(!left.text.includes(ada.token) && !left.text.includes(ada.sessionId));
    assert.equal(await statusOf(ada), 401);
    assert.equal((await room.get(`${ada.base}/practice`, { cookie: ada.cookie })).status, 401);
    assert.equal(await statusOf(other), 200, 'another tab goes on');
    const audit = room.app.storage.connection.collection('audit_log');
    assert.equal(await audit.countDocuments({ action: 'session-left', user_id: ada.userId }), 1);
  });

  row('S10', 'the whole launch when its person leaves from a preview', async () => {
    const claims = { [PRESENTATION]: { document_target: 'window' } };
    const teacher = await room.launch(room.home, { sub: 'teacher', role: 'Instructor', claims });
    const other = await room.launch(room.home, { sub: 'teacher', role: 'Instructor' });
    const first = opened((await room.send(teacher, 'preview')).text);
    const second = opened((await room.send(teacher, 'preview')).text);
    assert.equal((await room.post(`${first.base}/leave`, { session: first.token })).status, 200);
    assert.equal((await room.get(`${teacher.base}/staff`, { cookie: teacher.cookie })).status, 401);
    assert.equal((await room.post(`${second.base}/practice`, { session: second.token })).status, 401);
    assert.equal((await room.send(other, 'staff')).status, 200, 'another launch goes on');
  });

  row('S10', 'one of an older version not before its time', async () => {
    const ada = await room.launch(room.home, { sub: 'ada' });
    const sessions = room.app.storage.connection.collection<{ _id: string }>('sessions');
    await sessions.updateOne({ _id: ada.sessionId }, { $unset: { seen_at: '' } });
    room.clock.advance(90 * MINUTE);
    assert.equal(await statusOf(ada), 200, 'nobody knows that it was not used');
    room.clock.advance(60 * MINUTE);
    assert.equal(await statusOf(ada), 401);
  });

  row('C8', 'and nowhere else', async () => {
    const claims = { [PRESENTATION]: { return_url: 'https://evil.example/', document_target: 'window' } };
    const ada = await room.launch(room.home, { sub: 'ada', claims });
    assert.doesNotMatch((await room.send(ada, 'leave')).text, /evil/);
  });
});
