import assert from 'node:assert/strict';
import { type Gradebook, goOn, practiceView } from '../../../src/features/practice/index.js';
import { gradeCollection } from '../../../src/features/practice/model.js';
import { TENANT } from '../../support/app.js';
import { type Classroom, type Pupil, signInAs } from '../../support/classroom.js';
import { GradebookRoom } from './support/gradebook-room.js';

describe('the grades that we owe the LMS', function () {
  this.timeout(30_000);
  let grades: GradebookRoom;
  let room: Classroom;
  let book: Gradebook;
  before(async () => {
    grades = await GradebookRoom.open();
    ({ room, book } = grades);
  });
  after(() => grades?.close());
  const graded = (changes?: Parameters<GradebookRoom['graded']>[0]) => grades.graded(changes);
  const answer = (pupil: Pupil) => grades.answer(pupil);
  /** As if one more answer had changed the score. */
  async function revise(pupil: Pupil, change: { attempt?: number; milliseconds?: number } = {}): Promise<void> {
    room.app.clock.advance(change.milliseconds ?? 0);
    const grade = (await pupil.grade()) ?? assert.fail();
    const { intended } = grade;
    assert.ok(intended);
    const next = { ...intended, revision: intended.revision + 1, changed_at: room.app.clock() };
    await room.app.scope
      .collection(gradeCollection)
      .replace({ ...grade, intended: { ...next, attempt: change.attempt ?? intended.attempt } });
  }
  const begin = async (pupil: Pupil) =>
    (await book.beginSend(TENANT, pupil.gradeId, room.app.clock())) ?? assert.fail('there is nothing to send');
  const settle = (
    pupil: Pupil,
    revision: number,
    outcome: 'accepted' | 'superseded' = 'accepted',
    earned: number | null = null,
  ) => book.settle(TENANT, pupil.gradeId, { revision, outcome, earned, at: room.app.clock() });

  it('keeps the timestamp of a repeat, and puts a whole second between revisions however fast they come', async () => {
    room.app.clock.set('2086-03-04T10:00:00.900Z');
    const pupil = await graded();
    const first = await begin(pupil);
    assert.deepEqual([first.timestamp.toISOString(), first.repeated], ['2086-03-04T10:00:00.900Z', false]);
    room.app.clock.advance(5);
    assert.deepEqual(await begin(pupil), { ...first, repeated: true, unanswered: [first.score] });
    await revise(pupil, { milliseconds: 5 });
    const second = await begin(pupil);
    assert.equal(second.timestamp.toISOString(), '2086-03-04T10:00:01.000Z');
    await revise(pupil);
    assert.equal((await begin(pupil)).timestamp.toISOString(), '2086-03-04T10:00:02.000Z');
    await revise(pupil, { milliseconds: 60_123 });
    assert.deepEqual((await begin(pupil)).timestamp, room.app.clock());
  });

  it('remembers when a score left that nobody answered, also when newer ones begin or another process asks', async () => {
    const pupil = await graded();
    const leftAt = async () => (await begin(pupil)).leftAt;
    const note = (of: number, from: Date | null, to: Date | null) =>
      book.noteLeft(TENANT, pupil.gradeId, { revision: of, from, to });
    const first = room.app.clock();
    const { revision } = await begin(pupil);
    room.app.clock.advance(5_000);
    assert.deepEqual(await leftAt(), first);
    assert.equal(await note(revision + 1, first, room.app.clock()), false, 'another revision has not begun');
    assert.deepEqual(await leftAt(), first);
    await revise(pupil, { milliseconds: 5_000 });
    assert.deepEqual(await leftAt(), first);
    const again = room.app.clock();
    const asked = await Promise.all([note(revision + 1, first, again), note(revision + 1, first, again)]);
    assert.deepEqual(asked.toSorted(), [false, true], 'one of two deliveries may send it');
    room.app.clock.advance(5_000);
    assert.deepEqual(await leftAt(), again);
    assert.equal(await note(revision, again, null), false, 'that was another revision');
    assert.equal(await note(revision + 1, first, null), false, 'that one is not the last that left');
    assert.deepEqual(await leftAt(), again);
    assert.equal(await note(revision + 1, again, null), true);
    assert.equal(await leftAt(), null, 'nothing is under way');
    assert.equal(await note(revision + 1, null, again), true);
    assert.equal(await note(revision + 1, again, null), true);
    await settle(pupil, revision + 1);
    await revise(pupil, { milliseconds: 5_000 });
    assert.deepEqual(await leftAt(), room.app.clock(), 'what was answered is in no doubt');
    await revise(pupil, { attempt: 2, milliseconds: 5_000 });
    assert.deepEqual(await leftAt(), room.app.clock(), 'another attempt is counted by itself');
  });

  it('begins one send of a revision, however many workers begin it', async () => {
    const pupil = await graded();
    const sends = await Promise.all(Array.from({ length: 10 }, () => begin(pupil)));
    assert.equal(new Set(sends.map(({ timestamp }) => timestamp.getTime())).size, 1);
    assert.equal(sends.filter(({ repeated }) => !repeated).length, 1);
  });

  it('keeps what was accepted as earned, with one fact however often it is told', async () => {
    const pupil = await graded();
    const active = (await pupil.profile()).behavioral_metrics.last_active_at;
    const { revision, score } = await begin(pupil);
    room.app.clock.advance(86_400_000);
    await settle(pupil, revision);
    await settle(pupil, revision);
    const { earned } = (await pupil.grade()) ?? assert.fail();
    assert.deepEqual(earned, { score, revision, at: room.app.clock(), superseded: false, attempt: 1 });
    assert.deepEqual(
      (await pupil.facts('grade-delivered')).map(({ performance_metrics }) => performance_metrics),
      [{ placement: pupil.student.placementId, score }],
    );
    assert.deepEqual((await pupil.profile()).behavioral_metrics.last_active_at, active);
  });

  it('gives the send of a revision a later time when asked, and to no other', async () => {
    room.app.clock.set('2086-03-04T11:00:00.900Z');
    const pupil = await graded();
    const { revision, timestamp } = await begin(pupil);
    const renew = (of: number) => book.renewSend(TENANT, pupil.gradeId, of, room.app.clock());
    await renew(revision - 1);
    assert.deepEqual((await begin(pupil)).timestamp, timestamp);
    await renew(revision);
    const renewed = await begin(pupil);
    assert.equal(renewed.timestamp.toISOString(), '2086-03-04T11:00:01.000Z');
    assert.deepEqual([renewed.revision, renewed.repeated], [revision, true]);
    room.app.clock.advance(60_000);
    await renew(revision);
    assert.deepEqual((await begin(pupil)).timestamp, room.app.clock());
    await revise(pupil);
    assert.equal((await begin(pupil)).timestamp.toISOString(), '2086-03-04T11:01:01.000Z');
  });

  it('knows which scores of ours may stand in the gradebook: the one it took last, and those that left since', async () => {
    const pupil = await graded();
    const scores: number[] = [];
    const send = async (outcome: 'accepted' | 'superseded' | null) => {
      const { decision, step } = (await pupil.attempt()).current ?? assert.fail();
      await goOn(room.deps, pupil.student, decision, step);
      await answer(pupil);
      const sent = await begin(pupil);
      if (outcome) await settle(pupil, sent.revision, outcome, 0.1);
      scores.push(sent.score);
      return sent.earlierScores;
    };
    assert.deepEqual(await send('accepted'), []);
    assert.deepEqual(await send(null), scores.slice(0, 1));
    assert.deepEqual(await send('superseded'), scores.slice(0, 2));
    assert.deepEqual(await send('accepted'), scores.slice(0, 3));
    assert.deepEqual(await send(null), scores.slice(3, 4));
  });

  it('knows which scores of the same round left without an answer', async () => {
    const pupil = await graded();
    const first = await begin(pupil);
    assert.deepEqual([first.unanswered, (await begin(pupil)).unanswered], [[], [first.score]]);
    await revise(pupil);
    const second = await begin(pupil);
    assert.deepEqual(second.unanswered, [first.score]);
    await settle(pupil, second.revision, 'superseded', 0.1);
    await revise(pupil);
    assert.deepEqual((await begin(pupil)).unanswered, [first.score, second.score], 'a try before may have arrived');
    await revise(pupil, { attempt: 2 });
    assert.deepEqual((await begin(pupil)).unanswered, [], 'another round');
    await revise(pupil, { attempt: 2 });
    const last = await begin(pupil);
    assert.equal(last.unanswered.length, 1);
    await settle(pupil, last.revision);
    await revise(pupil, { attempt: 2 });
    assert.deepEqual((await begin(pupil)).unanswered, []);
  });

  it('leaves out what was settled after a newer send had begun', async () => {
    const pupil = await graded();
    const old = await begin(pupil);
    await revise(pupil);
    await begin(pupil);
    await settle(pupil, old.revision);
    assert.equal((await pupil.grade())?.earned, null);
    assert.deepEqual(await pupil.facts('grade-delivered'), []);
  });

  it("shows a teacher's own grade as what it is, known or not", async () => {
    const pupil = await graded();
    const { revision } = await begin(pupil);
    await settle(pupil, revision, 'superseded', 0.5);
    assert.deepEqual((await pupil.grade())?.earned, {
      score: 0.5,
      revision,
      at: room.app.clock(),
      superseded: true,
      attempt: null,
    });
    await settle(pupil, revision, 'superseded', null);
    assert.equal((await pupil.grade())?.earned?.score, null);
    assert.deepEqual(await pupil.facts('grade-delivered'), []);
    const view = await practiceView(room.deps, pupil.student);
    assert.ok(view.state === 'question' && view.progress.superseded && view.progress.earned === null);
  });

  it('makes a round one attempt of the LMS: new until the LMS has taken it, also after a send that failed', async () => {
    const pupil = await graded();
    const isNew = async () => (await begin(pupil)).newSubmission;
    const first = await begin(pupil);
    assert.equal(await isNew(), true, 'the first send may not have arrived');
    await settle(pupil, first.revision);
    assert.equal(await book.select(TENANT, pupil.gradeId), null, 'what the LMS has is not sent again');
    const late = await book.beginSend(TENANT, pupil.gradeId, room.app.clock());
    assert.equal(late, null, 'nor by a delivery that had selected it before');
    await revise(pupil);
    assert.equal(await isNew(), false, 'one more answer of the same round');
    await settle(pupil, (await begin(pupil)).revision);
    await revise(pupil, { attempt: 2 });
    assert.equal(await isNew(), true);
    await begin(pupil);
    assert.equal(await isNew(), true, 'the LMS refused it, or never got it');
    await settle(pupil, (await begin(pupil)).revision, 'superseded', 0.3);
    await revise(pupil, { attempt: 2 });
    assert.equal(await isNew(), true, 'the LMS kept something else');
    await settle(pupil, (await begin(pupil)).revision);
    await revise(pupil, { attempt: 2 });
    assert.equal(await isNew(), false);
  });

  it('shows learner and teacher what is earned beside what is now', async () => {
    const pupil = await graded();
    const progress = async () => {
      const view = await practiceView(room.deps, pupil.student);
      assert.ok(view.state === 'question');
      return view.progress;
    };
    const { now, sending, earned } = await progress();
    assert.deepEqual([sending, earned], [true, null]);
    await settle(pupil, (await begin(pupil)).revision);
    assert.deepEqual([(await progress()).sending, (await progress()).earned], [false, now]);
    const { resource_link_id } = await room.placement(pupil);
    const link = { id: resource_link_id, title: 'Practice' };
    const teacher = await signInAs(room, await room.app.arrive({ sub: 'teacher', role: 'staff', link }), 'staff');
    const page = await teacher.visit('staff');
    assert.equal(page.status, 200);
    assert.ok(page.html.includes(`${Math.round(100 * now)}%`));
  });
});
