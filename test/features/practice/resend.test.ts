import assert from 'node:assert/strict';
import { answerQuestion, startRound } from '../../../src/features/practice/index.js';
import { createOutbox, type Outbox } from '../../../src/storage/index.js';
import { Classroom, hasForm, type Pupil, signInAs } from '../../support/classroom.js';

const PROBLEM = 'The gradebook column is gone (404). Open the activity once. Then send the grade again.';

describe('grades that were given up, on the page of staff', function () {
  this.timeout(30_000);
  let room: Classroom;
  let outbox: Outbox;
  before(async () => {
    room = await Classroom.open();
    outbox = createOutbox(room.app.app.storage.connection);
  });
  after(() => room?.close());

  const link = { id: 'shared link', title: 'Practice' };
  const staff = async (changes: Parameters<Classroom['app']['arrive']>[0] = {}, role: 'staff' | 'observer' = 'staff') =>
    signInAs(room, await room.app.arrive({ sub: `some ${role}`, role, link, ...changes }), role);
  const stateOf = async ({ gradeId }: Pupil) => (await room.outboxOf(gradeId))?.state;

  /** Somebody whose grade could not be delivered. */
  async function unlucky(changes: Parameters<Classroom['pupil']>[1] = {}): Promise<Pupil> {
    const pupil = await room.pupil({}, { link, ...changes });
    await startRound(room.deps, pupil.student);
    const { decision, step, tries } = (await pupil.attempt()).current ?? assert.fail();
    await answerQuestion(room.deps, pupil.student, { decision, step, tries }, (await pupil.question()).right);
    room.app.clock.advance(2_000);
    const entry = await outbox.claim(`grade:${pupil.gradeId}`, 'a worker', room.app.clock(), 60_000);
    await outbox.dead(entry ?? assert.fail('nothing to deliver'), 'a worker', room.app.clock(), PROBLEM);
    return pupil;
  }

  it('say whose they are and what to do, and go again at the press of a button', async () => {
    const pupils = [await unlucky({ name: 'Ada Quist' }), await unlucky({ name: null })];
    const teacher = await staff();
    const page = await teacher.visit('staff');
    assert.match(page.html, /2 grades did not reach the gradebook/);
    assert.match(page.html, /Ada Quist<\/bdi>: The gradebook column is gone/);
    assert.match(page.html, /A student: The gradebook column is gone/);
    const after = await teacher.press(page, 'grades/resend');
    assert.equal(after.status, 200);
    assert.doesNotMatch(after.html, /did not reach/);
    assert.match(after.html, /update on its way/);
    assert.ok(!hasForm(after, 'grades/resend'));
    for (const pupil of pupils) {
      const { state, attempts, due_at } = (await room.outboxOf(pupil.gradeId)) ?? assert.fail();
      assert.deepEqual([state, attempts, due_at], ['pending', 0, room.app.clock()]);
    }
  });

  it('of other links and courses stay as they are', async () => {
    const mine = await unlucky();
    const context = { id: 'another course', title: null };
    await staff({ context });
    const elsewhere = [await unlucky({ link: { id: 'another link', title: 'Other' } }), await unlucky({ context })];
    await (await staff()).post('grades/resend');
    assert.equal(await stateOf(mine), 'pending');
    for (const pupil of elsewhere) assert.equal(await stateOf(pupil), 'dead');
  });

  it('are sent again by staff alone', async () => {
    const pupil = await unlucky();
    for (const somebody of [pupil, await staff({}, 'observer')]) {
      assert.equal((await somebody.post('grades/resend')).status, 403);
    }
    assert.equal(await stateOf(pupil), 'dead');
  });

  it('are no concern of a link that has none, nor of a session without a link', async () => {
    const teacher = await staff({ link: { id: 'quiet link', title: 'Quiet' } });
    assert.ok(!hasForm(await teacher.visit('staff'), 'grades/resend'));
    assert.equal((await teacher.post('grades/resend')).status, 200);
    assert.equal((await (await staff({ link: null })).post('grades/resend')).status, 200);
  });
});
