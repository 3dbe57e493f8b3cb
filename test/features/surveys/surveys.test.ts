import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import request from 'supertest';
import { recordFact } from '../../../src/features/learners/index.js';
import { type SurveyedSession, surveyDue, surveyIdOf } from '../../../src/features/surveys/due.js';
import { summariseSurveys } from '../../../src/features/surveys/surveys.js';
import { Classroom, type Pupil, signInAs } from '../../support/classroom.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOTHING = { reactedAt: [], dismissed: 0 };

const sessionAt = (at: number): SurveyedSession => ({
  started_at: new Date(at),
  last_at: new Date(at + HOUR / 2),
  answers: 4,
});
const dueAfter = (sessions: SurveyedSession[], learner: string, history = NOTHING): string | null =>
  surveyDue(sessions, learner, history, sessions.at(-1)?.last_at ?? new Date(0));

describe('whether a learner is asked how it was', () => {
  it('is drawn for one session in ten', () => {
    const learners = Array.from({ length: 5_000 }, (_, index) => `learner-${index}`);
    const asked = learners.filter((learner) => dueAfter([sessionAt(1_000 * HOUR)], learner) !== null).length;
    assert.ok(Math.abs(asked - 500) < 4 * Math.sqrt(5_000 * 0.1 * 0.9), `${asked}`);
  });

  it('never comes twice in seven days, whatever the learner did and whoever looked', () => {
    const gaps = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(fc.string(), gaps, (learner, hours) => {
        let at = 100 * DAY;
        const sessions: SurveyedSession[] = [];
        const asked: number[] = [];
        for (const gap of hours) {
          at += gap * HOUR;
          sessions.push(sessionAt(at));
          const due = dueAfter(sessions, learner);
          assert.equal(dueAfter(sessions, learner), due);
          if (due !== null) asked.push(at);
        }
        for (const [index, each] of asked.entries()) {
          if (index > 0) assert.ok(each - (asked[index - 1] ?? 0) >= 7 * DAY);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('is over once it was answered, twice put off, a day ago, or nothing was done', () => {
    const session = sessionAt(100 * DAY);
    const learner = Array.from({ length: 200 }, (_, index) => `l${index}`).find((each) => dueAfter([session], each));
    assert.ok(learner);
    assert.equal(dueAfter([session], learner), surveyIdOf(session));
    assert.equal(dueAfter([session], learner, { reactedAt: [new Date(95 * DAY)] as never[], dismissed: 0 }), null);
    assert.equal(dueAfter([session], learner, { reactedAt: [], dismissed: 2 }), null);
    assert.equal(surveyDue([session], learner, NOTHING, new Date(102 * DAY)), null);
    assert.equal(dueAfter([{ ...session, answers: 0 }], learner), null);
    assert.equal(surveyDue([], learner, NOTHING, new Date(0)), null);
  });
});

describe('surveys', function () {
  this.timeout(60_000);
  let room: Classroom;
  before(async () => {
    room = await Classroom.open();
  });
  after(() => room?.close());

  const api = (method: 'get' | 'post', path: string, token: string, body?: object) => {
    const sent = request(room.app.app.web)[method](path).set('Authorization', `Bearer ${token}`);
    return body ? sent.send(body) : sent;
  };

  /** Somebody who practised one question at a moment at which their session is drawn. */
  async function drawn(): Promise<{ pupil: Pupil; survey: string }> {
    const pupil = await room.pupil();
    const from = room.app.clock().getTime();
    const offset = Array.from({ length: 1_000 }, (_, index) => index).find(
      (later) => dueAfter([sessionAt(from + later)], pupil.student.userId) !== null,
    );
    room.app.clock.advance(offset ?? assert.fail('no moment is drawn'));
    await answerOne(pupil);
    const { body } = await api('get', '/api/users/me/survey', pupil.token);
    assert.equal(body.survey, surveyIdOf({ started_at: room.app.clock() }));
    return { pupil, survey: body.survey };
  }

  async function answerOne({ student }: Pupil): Promise<void> {
    const skills = [{ id: 'counting', prior: 0.25, learn: 0.12, guess: 0.2, slip: 0.1 }];
    const metrics = {
      ...{ decision: randomUUID(), placement: null, step: 'only', skill: 'counting', family: null },
      ...{
        correct: true,
        attempt: 1,
        hints: 0,
        weight: 1,
        seconds: 30,
        item: { discrimination: 1, difficulty: 0 },
        skills,
      },
    };
    const at = room.app.clock();
    const draft = { type: 'answer', key: randomUUID(), contentId: 'counting-1', metrics, at } as const;
    await room.app.scope.transaction((tx) => recordFact(tx, student, draft, { id: randomUUID(), now: at }));
  }

  /** What somebody said at another time. */
  async function say(student: Pupil['student'], survey: string, stars: { useful: number; enjoyable: number }) {
    const at = room.app.clock();
    const metrics = { survey, ...stars };
    const draft = { type: 'survey-answered', key: `survey:${survey}`, contentId: null, metrics, at } as const;
    await room.app.scope.transaction((tx) => recordFact(tx, student, draft, { id: randomUUID(), now: at }));
  }

  it('tell nothing of four people, however often they answer', async () => {
    const elsewhere = { context: { id: 'small course', title: 'Small' } };
    const { student } = await room.pupil({}, elsewhere);
    for (const survey of ['1', '2', '3', '4', '5']) await say(student, survey, { useful: 5, enjoyable: 1 });
    const few = await summariseSurveys(room.app.scope, student.courseId);
    assert.deepEqual(few, { answers: 5, useful: null, enjoyable: null });
    for (const _ of [2, 3, 4, 5]) {
      assert.equal((await summariseSurveys(room.app.scope, student.courseId)).useful, null);
      await say((await room.pupil({}, elsewhere)).student, '1', { useful: 5, enjoyable: 1 });
    }
    assert.equal((await summariseSurveys(room.app.scope, student.courseId)).useful?.mean, 5);
  });

  it('are answered once, count in the means of the course, and are then over', async () => {
    const teacher = await signInAs(room, await room.app.arrive({ sub: 'teacher', role: 'staff' }), 'staff');
    const { pupil, survey } = await drawn();
    const summary = () => api('get', `/api/courses/${pupil.student.courseId}/survey`, teacher.token);
    const answer = (body: object) => api('post', '/api/users/me/survey', pupil.token, body);
    assert.equal((await answer({ survey, useful: 6, enjoyable: 1 })).status, 400);
    assert.equal((await answer({ survey: 'session-1', useful: 5, enjoyable: 1 })).status, 410);
    assert.equal((await answer({ survey, useful: 5, enjoyable: 3 })).status, 200);
    assert.equal((await answer({ survey, useful: 5, enjoyable: 3 })).status, 410);
    assert.equal((await api('get', '/api/users/me/survey', pupil.token)).body.survey, null);
    assert.deepEqual((await pupil.facts('survey-answered'))[0]?.performance_metrics, {
      survey,
      useful: 5,
      enjoyable: 3,
    });
    assert.deepEqual((await summary()).body, { answers: 1, useful: null, enjoyable: null });
    for (const useful of [4, 4, 3, 4]) await say((await room.pupil()).student, 'x', { useful, enjoyable: 3 });
    const { body } = await summary();
    // 5, 4, 4, 3, 4: mean 4, variance 1/2, and Student's t with 4 degrees of freedom is 2.776 at 97.5 %.
    const half = 2.776 * Math.sqrt(0.5 / 5);
    assert.equal(body.answers, 5);
    assert.ok(Math.abs(body.useful.mean - 4) < 1e-9 && Math.abs(body.useful.high - body.useful.low - 2 * half) < 1e-3);
    assert.deepEqual(body.enjoyable, { mean: 3, low: 3, high: 3 });
    assert.equal((await api('get', `/api/courses/${pupil.student.courseId}/survey`, pupil.token)).status, 403);
    assert.equal((await api('get', '/api/courses/other/survey', teacher.token)).status, 404);
  });

  it('stand at the end of a round, and can be put off', async () => {
    const { pupil, survey } = await drawn();
    await pupil.press(await pupil.visit(), 'practice/start');
    const end = await pupil.post('practice/finish');
    assert.match(end.html, /How was it\?/);
    const thanked = await pupil.press(end, 'survey/dismiss');
    assert.ok(!thanked.html.includes('How was it?'));
    assert.deepEqual((await pupil.facts('survey-dismissed'))[0]?.performance_metrics, { survey });
    const other = await drawn();
    await other.pupil.press(await other.pupil.visit(), 'practice/start');
    const page = await other.pupil.post('practice/finish');
    const answered = await other.pupil.press(page, 'survey/answer', { useful: '4', enjoyable: '2' });
    assert.match(answered.html, /Thank you\./);
    const { useful, enjoyable } = (await other.pupil.facts('survey-answered'))[0]?.performance_metrics ?? {};
    assert.deepEqual([useful, enjoyable], [4, 2]);
  });
});
