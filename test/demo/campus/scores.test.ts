import assert from 'node:assert/strict';
import type { Switches } from '../../../demo/campus/switches.js';
import { CANVAS_SUBMISSION, MEDIA } from '../../../demo/campus/vocabulary.js';
import { ALL_SCOPES, Bench, below, START } from './bench.js';

describe('campus: scores', () => {
  let bench: Bench;
  let itemUrl: string;
  let bearer: string;
  afterEach(() => bench.close());

  async function begin(flavour: Switches['flavour']): Promise<void> {
    bench = await Bench.start();
    bench.campus.setSwitch('flavour', flavour);
    itemUrl = bench.gradedLink().itemUrl;
    bearer = await bench.bearer(...ALL_SCOPES);
  }

  function score(change: Record<string, unknown> = {}): Record<string, unknown> {
    return {
      userId: bench.person('mia').sub,
      timestamp: '2026-11-23T10:00:00.500Z',
      activityProgress: 'Completed',
      gradingProgress: 'FullyGraded',
      scoreGiven: 0.8,
      scoreMaximum: 1,
      ...change,
    };
  }

  async function post(body: unknown, type: string = MEDIA.score): Promise<number> {
    const request = bench.http.post(below(itemUrl, 'scores')).set('authorization', bearer).set('user-agent', 'test');
    return (await request.type(type).send(JSON.stringify(body))).status;
  }

  function grade() {
    const { rows } = bench.campus.gradebook(bench.courseId);
    return rows.find(({ person }) => person.id === 'mia')?.cells[0]?.grade;
  }

  async function results(query = '') {
    const path = below(itemUrl, 'results') + query;
    const request = bench.http.get(path).set('authorization', bearer).set('user-agent', 'test');
    const response = await request.buffer();
    return response.body;
  }

  async function gradeByHand(points: number) {
    await bench.http
      .post(`/courses/${bench.courseId}/grades`)
      .set('cookie', 'campus_person=instructor')
      .type('form')
      .send({ person: 'mia', item: bench.campus.state.lineItems[0]?.id, score: points, comment: 'Well argued' })
      .expect(303);
  }

  describe('as Moodle takes them', () => {
    beforeEach(() => begin('moodle'));

    it('puts a score on the scale of the column, and reads it back as a result', async () => {
      assert.equal(await post(score({ comment: 'Good' })), 200);
      assert.equal(grade()?.score, 40);
      const [result, ...others] = await results();
      assert.equal(others.length, 0);
      assert.deepEqual(
        { ...result, id: undefined },
        {
          id: undefined,
          scoreOf: itemUrl,
          userId: bench.person('mia').sub,
          resultScore: 40,
          resultMaximum: 50,
          comment: 'Good',
        },
      );
      assert.deepEqual(await results(`&user_id=${bench.person('tariq').sub}`), []);
    });

    it('refuses a timestamp of the same second or earlier, and takes one of the next second', async () => {
      assert.equal(await post(score()), 200);
      assert.equal(await post(score({ timestamp: '2026-11-23T10:00:00.900Z', scoreGiven: 1 })), 409);
      assert.equal(await post(score({ timestamp: '2026-11-23T09:59:59Z', scoreGiven: 1 })), 409);
      assert.equal(grade()?.score, 40);
      assert.equal(await post(score({ timestamp: '2026-11-23T11:00:01+01:00', scoreGiven: 1 })), 200);
      assert.equal(grade()?.score, 50);
    });

    it('takes an earlier score away for anything but FullyGraded, and a comment that is left out', async () => {
      await post(score({ comment: 'Good' }));
      const pending = score({ timestamp: '2026-11-23T10:00:02Z', gradingProgress: 'Pending' });
      assert.equal(await post(pending), 200);
      assert.equal(grade()?.score, null);
      assert.equal(grade()?.comment, null);
      assert.equal('resultScore' in (await results())[0], false);
    });

    it('cuts more than the maximum', async () => {
      assert.equal(await post(score({ scoreGiven: 1.2 })), 200);
      assert.equal(grade()?.score, 50);
    });

    it('refuses who is no student here, and scores that are not whole', async () => {
      const wrong: Record<string, unknown>[] = [
        { userId: 'unknown' },
        { userId: bench.person('instructor').sub },
        { userId: bench.person('test-student').sub },
        { scoreMaximum: undefined },
        { scoreMaximum: 0 },
        { scoreGiven: -1 },
        { timestamp: 'yesterday' },
        { timestamp: '2026-11-23T10:00:00' },
        { activityProgress: 'Done' },
        { gradingProgress: undefined },
      ];
      for (const change of wrong) assert.equal(await post(score(change)), 400, JSON.stringify(change));
      assert.equal(await post(score(), 'application/json'), 415);
      assert.deepEqual(bench.campus.state.grades, []);
    });

    it('refuses a student who left the course', async () => {
      const enrolment = bench.campus.state.courses[0]?.enrolments.find(({ personId }) => personId === 'mia');
      assert.ok(enrolment);
      enrolment.status = 'Inactive';
      assert.equal(await post(score()), 400);
    });

    it('lets a grade given by hand stand against a score worked out before it', async () => {
      await post(score());
      bench.now = new Date(START.getTime() + 60_000);
      await gradeByHand(12);
      assert.equal(await post(score({ timestamp: '2026-11-23T10:00:30Z' })), 409);
      assert.deepEqual([grade()?.score, grade()?.by, grade()?.comment], [12, 'teacher', 'Well argued']);
      assert.equal(await post(score({ timestamp: '2026-11-23T10:02:00Z' })), 200);
      assert.deepEqual([grade()?.score, grade()?.by], [40, 'tool']);
    });

    it('keeps a log of every score, with what became of it', async () => {
      await post(score());
      await post(score());
      bench.campus.faults.add({ at: 'scores', kind: 'status', status: 500 });
      await post(score({ timestamp: '2026-11-23T10:00:05Z' }));
      const log = bench.campus.scoresReceived;
      assert.deepEqual(
        log.map(({ result, timestamp }) => [result.status, timestamp]),
        [
          [200, '2026-11-23T10:00:00.500Z'],
          [409, '2026-11-23T10:00:00.500Z'],
          [500, '2026-11-23T10:00:05Z'],
        ],
      );
      assert.deepEqual(log[0]?.body, score());
    });
  });

  describe('as Canvas takes them', () => {
    beforeEach(() => begin('canvas'));

    it('takes an equal timestamp, refuses an older one with 400, compares parts of a second', async () => {
      assert.equal(await post(score()), 200);
      assert.equal(await post(score({ scoreGiven: 1 })), 200);
      assert.equal(await post(score({ timestamp: '2026-11-23T10:00:00.400Z' })), 400);
      assert.equal(grade()?.score, 50);
    });

    it('refuses with 422 whoever is no student, the test student, and a score without its maximum', async () => {
      assert.equal(await post(score({ userId: 'unknown' })), 422);
      assert.equal(await post(score({ userId: bench.person('instructor').sub })), 422);
      assert.equal(await post(score({ userId: bench.person('test-student').sub })), 422);
      assert.equal(await post(score({ scoreMaximum: undefined })), 422);
    });

    it('counts every score as a new submission unless it says otherwise', async () => {
      await post(score());
      await post(score());
      assert.equal(grade()?.attempts, 2);
      await post(score({ [CANVAS_SUBMISSION]: { new_submission: false } }));
      assert.equal(grade()?.attempts, 2);
    });

    it('refuses a submission beyond the allowed attempts, and one in the future', async () => {
      const link = bench.campus.state.links[0];
      assert.ok(link);
      link.allowedAttempts = 1;
      assert.equal(await post(score()), 200);
      assert.equal(await post(score()), 422);
      const quiet = { [CANVAS_SUBMISSION]: { new_submission: false } };
      assert.equal(await post(score(quiet)), 200);
      assert.equal(await post(score({ ...quiet, submission: { submittedAt: '2026-11-23T10:02:00Z' } })), 400);
    });

    it('sets a score for PendingManual, takes it away for Pending, keeps it when asked to', async () => {
      await post(score({ gradingProgress: 'PendingManual' }));
      assert.equal(grade()?.score, 40);
      await post(score({ gradingProgress: 'Pending', [CANVAS_SUBMISSION]: { preserve_score: true } }));
      assert.equal(grade()?.score, 40);
      await post(score({ gradingProgress: 'Pending' }));
      assert.equal(grade()?.score, null);
    });

    it('keeps a grade given by hand when the tool puts it first', async () => {
      await gradeByHand(12);
      const later = { timestamp: '2026-11-23T10:01:00Z' };
      const polite = { [CANVAS_SUBMISSION]: { prioritize_non_tool_grade: true } };
      assert.equal(await post(score({ ...later, ...polite })), 200);
      assert.equal(grade()?.score, 12);
      assert.equal(await post(score(later)), 200);
      assert.equal(grade()?.score, 40);
    });

    it('lets a score be more than the maximum', async () => {
      assert.equal(await post(score({ scoreGiven: 1.2 })), 200);
      assert.equal(grade()?.score, 60);
    });
  });
});
