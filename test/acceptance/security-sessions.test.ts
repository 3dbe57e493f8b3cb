import assert from 'node:assert/strict';
import { AttackRoom, changesBetween, type Person } from '../attacks/support/attack-room.js';
import { row } from './support/row.js';

const HOUR_MS = 3_600_000;

describe('acceptance: sessions', function () {
  this.timeout(60_000);
  let room: AttackRoom;
  beforeEach(async () => {
    room = await AttackRoom.open();
    await room.launch(room.home, { sub: 'teacher', role: 'Instructor' });
  });
  afterEach(() => room?.close());

  const statusOf = async (person: Person, page = person.landing) => (await room.send(person, page)).status;

  /** The session of a page that was answered, as the page itself carries it on. */
  function sessionOn(html: string, from: Person): Person {
    const [, base = ''] = /data-base="([^"]*)"/.exec(html) ?? [];
    const [, token = ''] = /data-session="([^"]*)"/.exec(html) ?? [];
    const sessionId = base.slice('/app/'.length);
    return { ...from, base, token, sessionId, cookie: `attune_${sessionId}=${token}` };
  }

  row('S10', 'a secret of its own for each launch, whatever the browser brought along', async () => {
    const planted = await room.launch(room.home, { sub: 'mallory' });
    const { state, nonce, cookie } = await room.login(room.home);
    const token = await room.home.sign(room.claims(room.home, nonce, { sub: 'victim' }));
    const fields = { id_token: token, state, session: planted.token };
    const answer = await room.post('/lti/launch', fields, { cookie: `${cookie}; ${planted.cookie}` });
    assert.equal(answer.status, 303);
    assert.ok(!answer.headers.location?.includes(planted.sessionId));
    assert.ok(!answer.headers['set-cookie']?.join().includes(planted.token));
  });

  row('S8', "from another site under the attacker's name", async () => {
    const { state, nonce, proof } = await room.login(room.home);
    const token = await room.home.sign(room.claims(room.home, nonce, { sub: 'mallory' }));
    const before = await room.snapshot();
    for (const site of ['cross-site', 'same-site']) {
      const answer = await room.post('/lti/launch', { id_token: token, state, proof }, { 'sec-fetch-site': site });
      assert.equal(answer.status, 401, site);
      assert.equal(answer.headers['set-cookie'], undefined);
    }
    const changed = changesBetween(before, await room.snapshot());
    assert.ok(
      changed.every((name) => name.startsWith('launch_refusals ')),
      changed.join(),
    );
    const own = await room.post('/lti/launch', { id_token: token, state, proof }, { 'sec-fetch-site': 'same-origin' });
    assert.equal(own.status, 200, 'our own page posts the same and is let in');
  });

  row('S15', "from another site, even with the attacker's own token", async () => {
    const mallory = await room.launch(room.home, { sub: 'mallory' });
    const fields = { session: mallory.token };
    const post = (site: string) => room.post(`${mallory.base}/practice/start`, fields, { 'sec-fetch-site': site });
    const before = await room.snapshot();
    for (const site of ['cross-site', 'same-site']) assert.equal((await post(site)).status, 401);
    assert.deepEqual(changesBetween(before, await room.snapshot()), []);
    assert.equal((await post('same-origin')).status, 200);
  });

  row('S10', 'those of staff who are learners now, and those of learners who are guests now', async () => {
    const staff = await room.launch(room.home, { sub: 'mallory', role: 'Instructor' });
    assert.equal(await statusOf(staff), 200);
    const learner = await room.launch(room.home, { sub: 'mallory' });
    assert.equal(await statusOf(staff), 401);
    assert.equal((await room.get(`${staff.base}/staff`, { cookie: staff.cookie })).status, 401);
    assert.equal(await statusOf(learner), 200);
    const guest = await room.launch(room.home, { sub: 'mallory', role: 'Guest' });
    assert.equal(await statusOf(learner), 401);
    assert.equal(await statusOf(guest), 200);
  });

  row('S10', 'those of other courses and people go on then', async () => {
    const elsewhere = await room.launch(room.home, { sub: 'mallory', role: 'Instructor', course: 'course-2' });
    const other = await room.launch(room.home, { sub: 'teacher', role: 'Instructor' });
    const namesake = await room.launch(room.other, { sub: 'mallory', role: 'Instructor' });
    await room.launch(room.home, { sub: 'mallory' });
    for (const person of [elsewhere, other, namesake]) assert.equal(await statusOf(person), 200);
  });

  row('S10', 'a preview with the session that it came from', async () => {
    const staff = await room.launch(room.home, { sub: 'teacher', role: 'Instructor' });
    const page = await room.send(staff, 'preview');
    assert.equal(page.status, 200);
    const preview = sessionOn(page.text, staff);
    assert.notEqual(preview.token, staff.token);
    for (const path of ['staff', 'preview', 'catalogue', 'deep-link', 'bind', 'deep-link/add', 'deep-link/cancel']) {
      assert.equal((await room.send(preview, path, { catalogue: 'testing' })).status, 403, path);
    }
    for (const person of [staff, preview, staff, preview]) {
      room.clock.advance(0.75 * HOUR_MS);
      assert.equal(await statusOf(person, 'practice'), person === staff ? 403 : 200);
    }
    const { text } = await room.send(preview, 'practice');
    const later = sessionOn((await room.send(staff, 'preview')).text, staff);
    assert.ok(text.includes(preview.sessionId));
    room.clock.advance(HOUR_MS);
    for (const person of [staff, preview, later]) assert.equal(await statusOf(person, 'practice'), 401);
  });

  row('S10', 'the previews of somebody who is a learner now', async () => {
    const staff = await room.launch(room.home, { sub: 'mallory', role: 'Instructor' });
    const preview = sessionOn((await room.send(staff, 'preview')).text, staff);
    assert.equal(await statusOf(preview, 'practice'), 200);
    await room.launch(room.home, { sub: 'mallory' });
    assert.equal(await statusOf(preview, 'practice'), 401);
  });

  row('S7', 'one that was revoked, with its sessions', async () => {
    const staff = await room.launch(room.home, { sub: 'teacher', role: 'Instructor' });
    const preview = sessionOn((await room.send(staff, 'preview')).text, staff);
    const stranger = await room.launch(room.other, { sub: 'teacher', role: 'Instructor' });
    await room.revokeHome();
    assert.equal(await statusOf(staff), 401);
    assert.equal(await statusOf(preview, 'practice'), 401);
    assert.equal(await statusOf(stranger), 200);
    const before = await room.snapshot();
    assert.equal((await room.answerTo(room.home, { sub: 'teacher', role: 'Instructor' })).status, 403);
    const changed = changesBetween(before, await room.snapshot());
    assert.ok(
      changed.every((name) => /^(launch_refusals|login_states|deployments) /.test(name)),
      changed.join(),
    );
  });

  row('S10', 'and no secret is kept that opens one', async () => {
    const person = await room.launch(room.home, { sub: 'ada' });
    const { proof } = await room.login(room.home);
    const stored = [...(await room.snapshot()).values()].join('\n');
    assert.ok(!stored.includes(person.token.split('.')[2] ?? '-'));
    assert.ok(!stored.includes(proof));
  });
});
