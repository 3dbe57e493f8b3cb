import assert from 'node:assert/strict';
import type { Classroom } from '../../support/classroom.js';
import { type Program, programOf } from './support/practice-client.js';
import { ANSWERS, HINTS, NEXT, ownerOf, ProgramRoom } from './support/program-room.js';

describe('practice for programs', function () {
  this.timeout(30_000);
  let programs: ProgramRoom;
  let room: Classroom;
  let key: Program;
  let scorer: Program;
  before(async () => {
    programs = await ProgramRoom.open();
    ({ room, key, scorer } = programs);
  });
  after(() => programs?.close());

  describe('in an assignment', () => {
    it('counts for the grade exactly as the same answers on the page do', async () => {
      const onOne = { attune_skills: 'counting' };
      const byApi = await room.pupil(onOne);
      const mine = { ...ownerOf(byApi), placement: byApi.student.placementId };
      const { decision } = (await key.post(NEXT, mine)).body;
      assert.equal((await key.post(NEXT, mine)).body.decision, decision, 'an open question comes again');
      const announced = room.announced.length;
      const { right } = await programs.keyOf(decision);
      const { item } = await byApi.question();
      const { body } = await key.post(ANSWERS, { ...mine, placement: undefined, decision, response: right });
      assert.equal(body.verdict.correct, true);
      const grade = await byApi.grade();
      assert.ok(grade?.intended && grade.intended.score > 0);
      assert.ok(await room.outboxOf(byApi.gradeId));
      assert.equal(room.announced.length, announced, 'the program of this room announces by itself');
      // The page goes on where the program stopped.
      assert.match((await byApi.visit()).html, /SOLUTION/);
      // The same answer by the page gives the same grade; somebody is asked the same question.
      for (let tried = 0; ; tried += 1) {
        assert.ok(tried < 100, 'nobody was asked the same question');
        const byPage = await room.pupil(onOne);
        const page = await byPage.post('practice/start');
        const asked = await byPage.question();
        if (asked.item.id !== item.id) continue;
        assert.equal((await byPage.press(page, 'answer', asked.right)).status, 200);
        assert.equal((await byPage.grade())?.intended?.score, grade.intended.score);
        break;
      }
    });

    it('ends a round at its length, and says when none is left', async () => {
      const pupil = await room.pupil({ attune_length: '1', attune_attempts: '1' });
      const mine = { ...ownerOf(pupil), placement: pupil.student.placementId };
      const { decision } = (await scorer.post(NEXT, mine)).body;
      const scored = await scorer.post(ANSWERS, {
        ...ownerOf(pupil),
        decision,
        result: { correct: false, seconds: 9 },
      });
      assert.equal(scored.body.verdict.correct, false);
      assert.ok(scored.body.solution, 'a scored result ends the step');
      const over = (await key.post(NEXT, mine)).body;
      assert.deepEqual([over.decision, over.ended], [null, 'round-finished']);
      const suggested = (await programOf(room.app, pupil.token).get('/api/users/me/recommendations')).body;
      assert.ok(suggested.items.length > 0 && !suggested.stale, 'what comes next is there, made of this round');
      assert.equal((await key.post(NEXT, mine)).body.ended, 'no-rounds-left');
      assert.equal((await key.post(ANSWERS, { ...ownerOf(pupil), decision, attempt: 2, solution: true })).status, 409);
      assert.equal((await pupil.grade())?.intended?.completed, true);
    });

    it('obeys the instructor about hints and closing', async () => {
      const pupil = await room.pupil({ attune_hints: 'never' });
      const { decision, question } = (await key.post(NEXT, { ...ownerOf(pupil), placement: pupil.student.placementId }))
        .body;
      assert.equal(question.hints.allowed, false);
      const { body } = await key.post(HINTS, { ...ownerOf(pupil), decision });
      assert.deepEqual([body.hint, body.refused], [null, 'not-now']);
      const late = await room.pupil({ attune_due: 'closed', attune_due_at: '2026-01-01T00:00:00Z' });
      const closed = await key.post(NEXT, { ...ownerOf(late), placement: late.student.placementId });
      assert.equal(closed.body.ended, 'closed');
    });
  });
});
