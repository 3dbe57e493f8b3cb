import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import {
  type AnswerMetrics,
  emptyProjection,
  ensureProfile,
  foldFact,
  type Owner,
  recordFacts,
  type Signal,
} from '../../../src/features/learners/index.js';
import { profileCollection } from '../../../src/features/learners/model.js';
import { answerQuestion, goOn, startRound } from '../../../src/features/practice/index.js';
import { Classroom, type Pupil } from '../../support/classroom.js';
import { answer, fact } from './some-facts.js';

interface Earlier {
  readonly answers?: number;
  readonly synthetic?: boolean;
  /** What is said of their answers besides. */
  readonly told?: Partial<AnswerMetrics>;
  /** What they have switched off. */
  readonly off?: Signal[];
}

describe('placing a newcomer beside earlier learners', function () {
  this.timeout(30_000);
  let room: Classroom;
  beforeEach(async () => {
    room = await Classroom.open();
  });
  afterEach(() => room?.close());

  /** Somebody who once answered so many questions, all right and fast or all wrong and slowly. */
  async function earlier(
    course: string,
    index: number,
    strong: boolean,
    { answers = 20, synthetic = false, told = {}, off = [] }: Earlier = {},
  ) {
    const owner: Owner = { userId: `earlier ${index}`, courseId: course };
    await ensureProfile(room.app.scope, { ...owner, synthetic }, room.app.clock());
    const profiles = room.app.scope.collection(profileCollection);
    const stored = await profiles.findOne({ user_id: owner.userId, course_id: course });
    assert.ok(stored);
    let projection = emptyProjection();
    for (let at = 1; at <= answers; at += 1) {
      const seconds = strong ? 5 + (index % 3) : 90;
      const metrics = answer({ decision: `d${at}`, correct: strong, seconds, ...told });
      projection = foldFact(projection, fact(at, 'answer', metrics));
    }
    const controls = { ...projection.controls, signals_off: off };
    await profiles.replace({ ...stored, ...projection, controls });
  }

  async function answers(pupil: Pupil, count: number, correct: boolean): Promise<void> {
    const { deps } = room;
    await startRound(deps, pupil.student);
    for (let each = 0; each < count; each += 1) {
      const { right, wrong, item } = await pupil.question();
      assert.equal(item.steps.length, 1);
      const { decision, step, tries } = (await pupil.attempt()).current ?? assert.fail();
      room.app.clock.advance(correct ? 5_000 : 90_000);
      await answerQuestion(deps, pupil.student, { decision, step, tries }, correct ? right : wrong);
      if (!correct) {
        await answerQuestion(deps, pupil.student, { decision, step, tries: 1 }, right);
      }
      await goOn(deps, pupil.student, decision, step);
    }
  }

  const classOf = async (pupil: Pupil, count: number, options = {}) => {
    for (let index = 0; index < count; index += 1) {
      await earlier(pupil.student.courseId, index, index % 2 === 0, options);
    }
  };
  // The skill without the problem of three steps, so that one question is one answer.
  const ONE_STEP = { attune_skills: 'constructor,odds.basic', attune_target: '0.99' };

  it('asks thirty settled learners once, after the fifth answer', async () => {
    const pupil = await room.pupil(ONE_STEP);
    await classOf(pupil, 30);
    await answers(pupil, 4, true);
    assert.deepEqual(await pupil.facts('placement'), []);
    const { decision, step, tries } = (await pupil.attempt()).current ?? assert.fail();
    room.app.clock.advance(5_000);
    await answerQuestion(room.deps, pupil.student, { decision, step, tries }, (await pupil.question()).right);
    const [placed, ...more] = await pupil.facts('placement');
    assert.ok(placed && more.length === 0);
    const fifth = (await pupil.facts('answer')).at(-1);
    assert.equal(placed.sequence, (fifth?.sequence ?? 0) + 1);
    // Half way to the middle of the upper third: 1.0908 / 2; sd² = 1 - (1/4) (2/3) 1.0908².
    assert.equal(placed.performance_metrics.segment, 'strong');
    assert.ok(Math.abs(Number(placed.performance_metrics.mean) - 0.5454) < 1e-9);
    assert.ok(Math.abs(Number(placed.performance_metrics.sd) ** 2 - (1 - 1.0908 ** 2 / 6)) < 1e-9);
    assert.equal((await pupil.profile()).behavioral_metrics.segment, 'strong');
    await goOn(room.deps, pupil.student, decision, step);
    await answers(pupil, 3, true);
    assert.equal((await pupil.facts('placement')).length, 1);
  });

  it('places somebody who struggles with those who struggled', async () => {
    const pupil = await room.pupil(ONE_STEP);
    await classOf(pupil, 30);
    await answers(pupil, 5, false);
    assert.equal((await pupil.profile()).behavioral_metrics.segment, 'beginning');
  });

  /** Told by another program, of a question of which nobody said how hard it is. */
  const ELSEWHERE: Partial<AnswerMetrics> = {
    mode: 'external',
    item: { discrimination: 1, difficulty: 0, assumed: true },
  };

  it('heeds answers that say how able somebody is, and no others, of the newcomer and of those who vote', async () => {
    const pupil = await room.pupil(ONE_STEP);
    await classOf(pupil, 30);
    await earlier(pupil.student.courseId, 100, true, { answers: 25, told: ELSEWHERE });
    const [metrics, at] = [answer(ELSEWHERE), room.app.clock()];
    const drafts = ['a', 'b'].map((key) => ({ type: 'answer' as const, key, contentId: 'elsewhere', metrics, at }));
    const stamp = { newId: randomUUID, now: at };
    await room.app.scope.transaction((tx) => recordFacts(tx, { owner: pupil.student, drafts }, stamp));
    await answers(pupil, 4, true);
    assert.deepEqual(await pupil.facts('placement'), []);
    await answers(pupil, 1, true);
    assert.equal((await pupil.profile()).behavioral_metrics.segment, 'strong');
  });

  it('places nobody beside twenty-nine, unsettled ones, learners who do not exist, or do not want to be asked', async () => {
    const first = await room.pupil(ONE_STEP);
    await classOf(first, 29);
    await earlier(first.student.courseId, 100, true, { answers: 19 });
    await earlier(first.student.courseId, 101, true, { synthetic: true });
    await earlier('another course', 102, true);
    await earlier(first.student.courseId, 104, true, { off: ['similar-learners'] });
    await answers(first, 6, true);
    assert.deepEqual(await first.facts('placement'), []);
    assert.equal((await first.profile()).behavioral_metrics.segment, null);
    // Whoever was not placed after the fifth answer is a newcomer no more.
    await earlier(first.student.courseId, 103, true);
    await answers(first, 1, true);
    assert.deepEqual(await first.facts('placement'), []);
  });

  it('does not place a test student', async () => {
    const pupil = await room.pupil(ONE_STEP, { testUser: true });
    await classOf(pupil, 30);
    await answers(pupil, 6, true);
    assert.deepEqual(await pupil.facts('placement'), []);
  });
});
