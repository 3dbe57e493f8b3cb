import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { createKey } from '../../../src/features/api-keys/index.js';
import { messageCollection } from '../../../src/features/coaches/model.js';
import { hasForm, signInAs } from '../../support/classroom.js';
import { CoachRoom } from './support/coach-room.js';

describe('coaches', function () {
  this.timeout(60_000);
  let school: CoachRoom;
  before(async () => {
    school = await CoachRoom.open();
  });
  after(() => school?.close());
  beforeEach(() => school.newcomer());

  it('gives the coach who fits with reasons and the others, and writes nothing', async () => {
    const before = await school.pupil.profile();
    const { status, body } = await school.api('get', 'me/coach?skill=odds.basic');
    assert.equal(status, 200);
    assert.equal(body.coach.id, 'otto');
    assert.deepEqual(
      body.alternatives.map(({ id }: { id: string }) => id),
      ['mira'],
    );
    assert.ok(
      body.coach.reasons.some(({ part }: { part: string }) => part === 'topic'),
      'topic is a reason',
    );
    const sum = body.coach.reasons.reduce((total: number, { points }: { points: number }) => total + points, 0);
    assert.ok(Math.abs(sum - body.coach.score) < 1e-9, 'the points add up');
    assert.equal(body.moment.moment, 'greeting');
    assert.deepEqual(body.generated, { allowed: false, stopped_by: 'instructor' });
    assert.deepEqual(await school.pupil.profile(), before);
  });

  it('speaks in words of the course, no line twice in a week, each a fact that can be rated once', async () => {
    const lines: string[] = [];
    let answer = await school.ask();
    while (answer.text !== null) {
      lines.push(answer.text);
      assert.deepEqual([answer.generated, answer.label], [false, 'Written by the authors of the course.']);
      answer = await school.ask();
      assert.ok(lines.length < 20, 'it never ends');
    }
    assert.ok(lines.length >= 4, `${lines.length} lines`);
    assert.equal(new Set(lines).size, lines.length);
    assert.equal(answer.id, null);
    const spoken = await school.pupil.facts('coach-spoke');
    assert.equal(spoken.length, lines.length);
    school.room.app.clock.advance(7 * 86_400_000 + 1);
    school.pupil = await school.pupil.comeBack();
    const later = await school.ask({ moment: 'greeting' });
    assert.equal(typeof later.text, 'string', 'after a week it may be said again');
    for (const [helpful, counted] of [
      [true, true],
      [false, false],
    ]) {
      const { status, body } = await school.api('post', 'me/coach/rate', { message: later.id, helpful });
      assert.deepEqual([status, body.counted], [200, counted]);
    }
    const { coaches } = (await school.pupil.profile()).behavioral_metrics;
    assert.equal(coaches[later.coach.id]?.helpful, 1);
    const other = await school.room.pupil();
    assert.equal(
      (await school.api('post', 'me/coach/rate', { message: later.id, helpful: true }, other.token)).status,
      404,
    );
  });

  it('lets the learner choose, against the state that they have seen', async () => {
    const choice = await school.api('get', 'me/coach/choice');
    assert.deepEqual(choice.body, { coach: null });
    const put = (coach: string | null, tag?: string) => {
      const call = school.api('put', 'me/coach/choice', { coach });
      return tag === undefined ? call : call.set('If-Match', tag);
    };
    assert.equal((await put('mira')).status, 428);
    assert.equal((await put('nobody', choice.headers.etag)).status, 404);
    assert.equal((await put('mira', choice.headers.etag)).status, 200);
    assert.equal((await put('otto', choice.headers.etag)).status, 412);
    const { body } = await school.api('get', 'me/coach?skill=odds.basic');
    assert.deepEqual([body.coach.id, body.coach.chosen], ['mira', true]);
    assert.equal((await school.ask({ skill: 'odds.basic' })).coach.id, 'mira');
    assert.equal((await put(null, (await school.api('get', 'me/coach/choice')).headers.etag)).status, 200);
    const seen = (await school.api('get', 'me/coach/choice')).headers.etag;
    const both = await Promise.all([put('mira', seen), put('otto', seen)]);
    assert.deepEqual(both.map(({ status }) => status).sort(), [200, 412]);
  });

  it('puts the one who is chosen before the others whom the learner likes', async () => {
    const wished = async () => (await school.pupil.profile()).learning_style.stated.preferred_characters;
    await school.pupil.post('settings/preferences', { preferred_characters: ['mira', 'otto'] });
    const { headers } = await school.api('get', 'me/coach/choice');
    await school.api('put', 'me/coach/choice', { coach: 'otto' }).set('If-Match', headers.etag ?? '');
    assert.deepEqual(await wished(), ['otto', 'mira']);
  });

  it('is for the learner, their teacher to read, and keys with the scope', async () => {
    const { userId } = school.pupil.student;
    const staff = await signInAs(school.room, await school.room.app.arrive({ sub: 'teacher', role: 'staff' }), 'staff');
    assert.equal((await school.api('get', `${userId}/coach`, undefined, staff.token)).status, 200);
    assert.equal((await school.api('post', `${userId}/coach/message`, {}, staff.token)).status, 403);
    assert.equal((await school.api('get', 'stranger/coach', undefined, staff.token)).status, 404);
    assert.equal((await school.api('get', `${userId}/coach`, undefined, 'nothing')).status, 401);
    const parts = { id: randomUUID(), secret: randomBytes(32).toString('base64url'), now: school.room.app.clock() };
    const key = await createKey(
      school.room.app.scope,
      { name: 'k', scopes: ['learners:read'], expiresAt: null },
      parts,
    );
    assert.equal((await school.api('get', `${userId}/coach?at=2086-05-01T00:00:00Z`, undefined, key)).status, 200);
    assert.equal((await school.api('post', `${userId}/coach/message`, {}, key)).status, 403);
    for (const bad of [{ moment: 'joy' }, { decision: '$x' }, { written_by: 'me' }, { skill: '' }]) {
      assert.equal((await school.api('post', 'me/coach/message', bad)).status, 400, JSON.stringify(bad));
    }
    for (const unknown of [{ decision: 'none' }, { skill: '__proto__' }, { coach: 'constructor' }]) {
      assert.equal((await school.api('post', 'me/coach/message', unknown)).status, 404, JSON.stringify(unknown));
    }
  });

  it('has a page that shows, rates and changes, and says nothing by being looked at', async () => {
    const page = await school.pupil.visit('coach');
    assert.equal(page.status, 200);
    assert.deepEqual(await school.pupil.facts('coach-spoke'), []);
    const spoken = await school.pupil.post('coach');
    assert.match(spoken.html, /class="says"><li>/);
    assert.equal((await school.pupil.facts('coach-spoke')).length, 1);
    assert.ok(hasForm(spoken, 'coach/rate-message'), 'it can be rated');
    const rated = await school.pupil.press(spoken, 'coach/rate-message');
    assert.match(rated.html, /Thank you/);
    const chosen = await school.pupil.post('coach/choose', { coach: 'otto' });
    assert.match(chosen.html, /<h1[^>]*>Otto</);
    assert.match(chosen.html, /You chose this coach/);
    assert.equal((await school.pupil.post('coach/choose', { coach: 'nobody' })).status, 404);
  });

  it('says a short word beside a question after a second wrong answer, once, and keeps it', async () => {
    let page = await school.pupil.post('practice/start');
    for (const _ of [1, 2, 3]) {
      const { wrong } = await school.pupil.question();
      page = await school.pupil.press(page, 'practice/answer', wrong);
    }
    assert.match(page.html, /class="coach-line"/);
    const spoken = await school.pupil.facts('coach-spoke');
    assert.equal(spoken.length, 1);
    assert.match((await school.pupil.visit('practice')).html, /class="coach-line"/);
    const [message] = await school.room.app.scope
      .collection(messageCollection)
      .find({ user_id: school.pupil.student.userId });
    assert.ok(['stuck', 'misconception'].includes(message?.moment ?? ''), message?.moment ?? 'none');
    assert.deepEqual([message?.generated, school.model.asked.length], [false, 0], 'nobody waits for a model there');
  });
});
