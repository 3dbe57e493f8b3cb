import assert from 'node:assert/strict';
import request from 'supertest';
import { learnerCollection } from '../../../src/features/learners/model.js';
import { gradeCollection } from '../../../src/features/practice/model.js';
import { Actor, Classroom, formOf, hasForm, signInAs } from '../../support/classroom.js';

const COMMANDS = ['start', 'answer', 'hint', 'solution', 'next', 'finish'];
const MARK = { decision: 'd', step: '0', tries: '0', hints: '0' };

describe('who may open what', function () {
  this.timeout(30_000);
  let room: Classroom;
  before(async () => {
    room = await Classroom.open();
  });
  after(() => room?.close());

  const teacher = async () => signInAs(room, await room.app.arrive({ sub: 'teacher', role: 'staff' }), 'staff');

  it('speaks the language of a learner, and marks what the course says in another', async () => {
    const link = { id: 'link in Arabic', title: 'Practice' };
    const pupil = await signInAs(room, await room.app.arrive({ sub: 'arab', link }), 'learner', 'ar');
    const start = await pupil.visit('practice');
    assert.match(start.html, /<html lang="ar" dir="rtl">/);
    const question = await pupil.press(start, 'practice/start');
    assert.match(question.html, /<div class="prompt prose" id="prompt" lang="en" dir="auto">\s*<p>Prompt of/);
    const english = await room.pupil();
    const plain = await english.press(await english.visit(), 'practice/start');
    assert.match(plain.html, /<div class="prompt prose" id="prompt">\s*<p>Prompt of/);
    const teacherInArabic = await signInAs(
      room,
      await room.app.arrive({ sub: 'teacher', role: 'staff' }),
      'staff',
      'ar',
    );
    assert.match((await teacherInArabic.visit('home')).html, /<html lang="en" dir="ltr">/, 'written in English alone');
  });

  it("opens no page of another learner's session, and takes no command for it", async () => {
    const ada = await room.pupil();
    const ben = await room.pupil();
    const page = await ben.press(await ben.visit(), 'practice/start');
    const { right } = await ben.question();
    const before = [await ben.attempt(), await ben.facts()];
    const intruder = new Actor(room, ben.base, ada.token);
    assert.equal((await intruder.visit('practice')).status, 401);
    for (const path of COMMANDS) {
      const fields = { ...formOf(page, 'practice/answer').hidden, ...right, session: ada.token };
      const refused = await intruder.post(`practice/${path}`, fields);
      assert.equal(refused.status, 401, path);
      assert.ok(!refused.html.includes('Prompt of'));
    }
    assert.deepEqual([await ben.attempt(), await ben.facts()], before);
  });

  it("answers nothing with another learner's question in one's own session", async () => {
    const ada = await room.pupil();
    const ben = await room.pupil();
    await ada.press(await ada.visit(), 'practice/start');
    const page = await ben.press(await ben.visit(), 'practice/start');
    const hidden = { ...formOf(page, 'practice/answer').hidden, session: ada.token };
    for (const path of COMMANDS.slice(1, 5)) {
      await ada.post(`practice/${path}`, { ...hidden, ...(await ben.question()).right });
    }
    assert.deepEqual([(await ada.facts()).length, (await ben.facts()).length], [1, 1]);
  });

  it('takes no command on a cookie alone, and nothing without a session', async () => {
    const pupil = await room.pupil();
    const { web } = room.app.app;
    const cookie = `attune_${pupil.base.split('/')[2]}=${pupil.token}`;
    const url = `${pupil.base}/practice/start`;
    assert.equal((await request(web).post(url).set('Cookie', cookie)).status, 401);
    assert.equal((await request(web).post(url)).status, 401);
    assert.equal((await request(web).get(`${pupil.base}/practice`)).status, 401);
    assert.equal((await request(web).get(`${pupil.base}/practice?session=${pupil.token}`)).status, 401);
    assert.deepEqual(await pupil.facts(), []);
  });

  it('refuses staff, observers and guests at the doors of learners, and learners at those of staff', async () => {
    const arrived = await room.app.arrive({ sub: 'teacher', role: 'staff' });
    for (const role of ['staff', 'observer', 'guest'] as const) {
      const actor = await signInAs(room, arrived, role);
      assert.equal((await actor.visit('practice')).status, 403);
      assert.equal((await actor.visit('next')).status, 403);
      for (const path of COMMANDS) assert.equal((await actor.post(`practice/${path}`, MARK)).status, 403, path);
      for (const path of ['accept', 'dismiss', 'complete']) {
        assert.equal((await actor.post(`next/${path}`, { recommendation: 'r' })).status, 403, path);
      }
      assert.equal((await actor.visit('home')).status, 200);
      const staff = role === 'staff' ? 200 : 403;
      assert.equal((await actor.visit('staff')).status, staff);
    }
    const pupil = await room.pupil();
    assert.equal((await pupil.visit('staff')).status, 403);
    assert.equal((await pupil.post('preview')).status, 403);
  });

  it('lets staff see the page of a student who does not exist, and never counts what happens there', async () => {
    const staff = await teacher();
    const before = await room.app.scope.collection(learnerCollection).count({ synthetic: true });
    const start = await staff.post('preview');
    const { action, hidden } = formOf(start, 'practice/start');
    const preview = new Actor(room, action.replace('/practice/start', ''), hidden.session ?? '');
    assert.notEqual(preview.base, staff.base);
    let page = await preview.press(start, 'practice/start');
    for (let question = 0; question < 3; question += 1) {
      page = await preview.press(page, 'practice/solution');
      page = await preview.press(page, 'practice/next');
    }
    page = await preview.press(page, 'practice/finish');
    assert.ok(hasForm(page, 'practice/start'));
    const learners = await room.app.scope.collection(learnerCollection).find({ synthetic: true });
    assert.equal(learners.length, before + 1);
    const ghost = learners.find(({ sub }) => sub.startsWith('attune preview'));
    assert.ok(ghost);
    const { db } = room.app.app.storage.connection;
    assert.equal(
      await db?.collection('user_interactions').countDocuments({ user_id: ghost._id, interaction_type: 'answer' }),
      3,
    );
    assert.equal(await room.app.scope.collection(gradeCollection).count({ user_id: ghost._id }), 0);
    assert.equal(await db?.collection('outbox').countDocuments({ _id: { $regex: ghost._id } as never }), 0);
    assert.equal((await preview.visit('staff')).status, 403);
  });

  it("grades no answer of the LMS's test student", async () => {
    const pupil = await room.pupil({}, { testUser: true });
    let page = await pupil.press(await pupil.visit(), 'practice/start');
    page = await pupil.press(page, 'practice/answer', (await pupil.question()).right);
    await pupil.press(page, 'practice/finish');
    assert.equal((await pupil.facts('answer')).length, 1);
    assert.equal(await pupil.grade(), null);
    assert.equal(await room.outboxOf(pupil.gradeId), null);
  });

  it('owes no grade to a link without a gradebook, and never says that one is on its way', async () => {
    const pupil = await room.pupil({}, { services: null, lineItem: null });
    let page = await pupil.press(await pupil.visit(), 'practice/start');
    page = await pupil.press(page, 'practice/answer', (await pupil.question()).right);
    assert.equal(await room.outboxOf(pupil.gradeId), null);
    assert.equal((await pupil.grade())?.intended ?? null, null);
    // The next launch brings the gradebook, and the next answer the grade.
    const { resource_link_id } = await room.placement(pupil);
    await room.app.arrive({ link: { id: resource_link_id, title: 'Practice' } });
    page = await pupil.press(page, 'practice/next');
    await pupil.press(page, 'practice/answer', (await pupil.question()).right);
    assert.equal((await pupil.grade())?.intended?.revision, 1);
    assert.ok(await room.outboxOf(pupil.gradeId));
  });
});
