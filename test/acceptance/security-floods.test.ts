import assert from 'node:assert/strict';
import { ask } from '../attacks/support/ask.js';
import { AttackRoom } from '../attacks/support/attack-room.js';
import { row } from './support/row.js';

describe('acceptance: floods', function () {
  this.timeout(60_000);
  let room: AttackRoom;
  afterEach(() => room?.close());

  const fieldsOf = (platform: AttackRoom['home']) => ({
    iss: platform.issuer,
    client_id: platform.clientId,
    login_hint: 'x',
    target_link_uri: `${room.url}/lti/launch`,
  });

  row('S23', 'on a page that shows in any frame, and nothing is written', async () => {
    room = await AttackRoom.open({ settings: { RATE_LIMIT_LOGIN: '3/1000' } });
    for (let count = 0; count < 3; count += 1) assert.equal((await room.post('/lti/login', { x: 'y' })).status, 400);
    const before = await room.snapshot();
    const answer = await room.post('/lti/login', fieldsOf(room.home));
    assert.equal(answer.status, 429);
    const seconds = Number(answer.headers['retry-after']);
    assert.ok(seconds >= 1 && seconds <= 60);
    assert.match(answer.text, new RegExp(`(Wait ${seconds} seconds|Wait a second), then try again`));
    assert.match(String(answer.headers['content-security-policy']), /frame-ancestors 'self' https: http:$/);
    const json = await ask(room.url, { method: 'GET', path: '/lti/login', headers: { accept: 'application/json' } });
    assert.equal(json.status, 429);
    assert.match(json.headers['content-type'] ?? '', /problem\+json/);
    assert.deepEqual(await room.snapshot(), before);
    assert.equal((await room.get('/lti/keys')).status, 200, 'other doors stay open');
  });

  row('S23', 'a school floods itself alone', async () => {
    room = await AttackRoom.open({
      settings: { RATE_LIMIT_LOGIN: 'off/3', RATE_LIMIT_LAUNCH: 'off/2', RATE_LIMIT_APP: 'off/2' },
    });
    await room.launch(room.home, { sub: 'teacher', role: 'Instructor' });
    const ada = await room.launch(room.home, { sub: 'ada' });
    assert.equal((await room.answerTo(room.home, { sub: 'bea' })).status, 429);
    assert.equal((await room.post('/lti/login', fieldsOf(room.home))).status, 429);
    for (const status of [200, 200, 429]) assert.equal((await room.send(ada, 'practice')).status, status);
    const other = await room.launch(room.other, { sub: 'ada' });
    assert.equal((await room.send(other, 'practice')).status, 200);
  });

  row('S23', 'a class of 300 behind one address is no flood', async () => {
    room = await AttackRoom.open();
    await room.launch(room.home, { sub: 'teacher', role: 'Instructor' });
    const statuses = new Set<number>();
    const waiting = Array.from({ length: 300 }, (_, index) => `student-${index}`);
    const browsers = Array.from({ length: 8 }, async () => {
      for (let sub = waiting.pop(); sub !== undefined; sub = waiting.pop()) {
        const ada = await room.launch(room.home, { sub });
        statuses.add((await room.send(ada, ada.landing)).status);
      }
    });
    await Promise.all(browsers);
    assert.deepEqual([...statuses], [200]);
  });

  row('S23', 'one delivery waits for each grade, however many answers there are', async () => {
    room = await AttackRoom.open();
    await room.launch(room.home, { sub: 'teacher', role: 'Instructor' });
    const ada = await room.launch(room.home, { sub: 'ada' });
    await room.send(ada, 'practice/start');
    const { connection } = room.app.storage;
    const attempts = connection.collection<Attempt>('attempts');
    for (let count = 0; count < 12; count += 1) {
      const current = (await attempts.findOne({ user_id: ada.userId }))?.current;
      assert.ok(current);
      const mark = { decision: current.decision, step: String(current.step), tries: '0', hints: '0' };
      assert.equal((await room.send(ada, 'practice/solution', mark)).status, 200);
      await room.send(ada, 'practice/next', mark);
    }
    const facts = connection.collection('user_interactions');
    assert.ok((await facts.countDocuments({ user_id: ada.userId, interaction_type: 'answer' })) >= 12);
    assert.equal(await connection.collection<{ _id: string }>('outbox').countDocuments({ _id: /^grade:/ }), 1);
  });
});

interface Attempt {
  user_id: string;
  current: { decision: string; step: number } | null;
}
