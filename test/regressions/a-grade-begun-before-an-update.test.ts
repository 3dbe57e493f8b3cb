import assert from 'node:assert/strict';
import { answerQuestion, createGradebook, startRound } from '../../src/features/practice/index.js';
import { gradeCollection } from '../../src/features/practice/model.js';
import { TENANT } from '../support/app.js';
import { Classroom } from '../support/classroom.js';

/** Until the scores that left earlier were kept, a send had none of these fields. */
const UNKNOWN = { 'sending.earlier': '', 'sending.unanswered': '' };

describe('regression: a grade whose send began before an update', function () {
  this.timeout(30_000);
  let room: Classroom;
  before(async () => {
    room = await Classroom.open();
  });
  after(() => room?.close());

  it('is sent all the same, and the score that the LMS took last is known as ours', async () => {
    const pupil = await room.pupil();
    const book = createGradebook(room.deps);
    const begin = async () => (await book.beginSend(TENANT, pupil.gradeId, room.app.clock())) ?? assert.fail();
    const grades = room.app.scope.collection(gradeCollection);
    const revise = async () => {
      const grade = (await pupil.grade()) ?? assert.fail();
      assert.ok(grade.intended);
      await grades.replace({ ...grade, intended: { ...grade.intended, revision: grade.intended.revision + 1 } });
    };
    await startRound(room.deps, pupil.student);
    const { decision, step, tries } = (await pupil.attempt()).current ?? assert.fail();
    await answerQuestion(room.deps, pupil.student, { decision, step, tries }, (await pupil.question()).right);
    const taken = await begin();
    const accepted = { revision: taken.revision, outcome: 'accepted', earned: null, at: room.app.clock() } as const;
    await book.settle(TENANT, pupil.gradeId, accepted);
    await revise();
    const left = await begin();
    await grades.updateOne({ _id: pupil.gradeId }, { $unset: UNKNOWN });

    const again = await begin();
    assert.deepEqual([again.repeated, again.earlierScores, again.unanswered], [true, [taken.score], [left.score]]);
    await revise();
    const next = await begin();
    assert.deepEqual([next.repeated, next.earlierScores], [false, [taken.score]]);
  });
});
