import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { answerQuestion, finishRound, goOn, startRound } from '../../../src/features/practice/index.js';
import { Classroom, type Pupil } from '../../support/classroom.js';

describe('an answer is written whole or not at all', function () {
  this.timeout(30_000);
  let room: Classroom;
  let pupil: Pupil;
  before(async () => {
    room = await Classroom.open();
  });
  after(() => room?.close());
  beforeEach(async () => {
    pupil = await room.pupil();
    await startRound(room.deps, pupil.student);
  });

  const mark = async () => {
    const { decision, step, tries } = (await pupil.attempt()).current ?? assert.fail();
    return { decision, step, tries };
  };
  const everything = async () => ({
    attempt: await pupil.attempt(),
    facts: await pupil.facts(),
    profile: await pupil.profile(),
    grade: await pupil.grade(),
    outbox: await room.outboxOf(pupil.gradeId),
  });
  const answer = async (deps = room.deps) =>
    answerQuestion(deps, pupil.student, await mark(), (await pupil.question()).right);

  /** Lets MongoDB refuse every document of a collection while something is done. */
  async function refusing(name: string, work: () => Promise<void>): Promise<void> {
    const { db } = room.app.app.storage.connection;
    const [found] = (await db?.listCollections({ name }).toArray()) ?? [];
    const { validator } = (found as { options?: { validator?: object } }).options ?? {};
    assert.ok(validator);
    await db?.command({ collMod: name, validator: { never: { $exists: true } } });
    try {
      await work();
    } finally {
      await db?.command({ collMod: name, validator });
    }
  }

  for (const name of ['attempts', 'user_interactions', 'user_profiles', 'grades', 'outbox']) {
    it(`leaves nothing when "${name}" cannot be written, and takes the same answer afterwards`, async () => {
      const before = await everything();
      const announced = room.announced.length;
      await refusing(name, async () => {
        await assert.rejects(answer(), /validation/i);
      });
      assert.deepEqual(await everything(), before);
      assert.equal(room.announced.length, announced);
      await answer();
      const after = await everything();
      assert.equal(after.facts.length, before.facts.length + 1);
      assert.equal(after.attempt.current?.outcome, 'right');
      assert.ok(after.grade?.intended && after.outbox);
      assert.equal(room.announced.length, announced + 1);
    });
  }

  it('leaves nothing when a fact has no id', async () => {
    const before = await everything();
    await assert.rejects(answer({ ...room.deps, newId: () => '' }));
    assert.deepEqual(await everything(), before);
  });

  it('leaves the question on the screen when the next one cannot be stored', async () => {
    await answer();
    const before = await everything();
    const { decision, step } = await mark();
    await refusing('decisions', async () => {
      await assert.rejects(goOn(room.deps, pupil.student, decision, step), /validation/i);
    });
    assert.deepEqual(await everything(), before);
  });

  it('has written everything before it tells the deliverers: one that fails loses nothing', async () => {
    const failing = () => {
      throw new Error('the queue is away');
    };
    await assert.rejects(answer({ ...room.deps, announce: failing }), /queue is away/);
    const after = await everything();
    assert.equal(after.attempt.current?.outcome, 'right');
    assert.equal(after.grade?.intended?.revision, 1);
    assert.deepEqual([after.outbox?.state, after.outbox?.revision], ['pending', 1]);
    assert.equal(after.facts.at(-1)?.interaction_type, 'answer');
  });

  it('announces once after the commit, and not at all what changed no grade', async () => {
    const announced = room.announced.length;
    await startRound({ ...room.deps, newId: randomUUID }, pupil.student);
    assert.equal(room.announced.length, announced);
    await answer();
    assert.deepEqual(room.announced.slice(announced), [`grade:${pupil.gradeId}`]);
    await finishRound(room.deps, pupil.student);
    assert.equal(room.announced.length, announced + 2);
  });
});
