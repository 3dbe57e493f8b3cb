import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { rightFields, wrongFields } from '../../../demo/learners/answer-fields.js';
import { type RawResponse, selectItem } from '../../../src/features/catalogue/index.js';
import { listFacts, selectProfile } from '../../../src/features/learners/index.js';
import { decisionCollection } from '../../../src/features/practice/model.js';
import { Classroom, type Pupil } from '../../support/classroom.js';
import { keyWith, type Program, programOf } from './support/practice-client.js';

const NEXT = '/api/practice/next';
const ANSWERS = '/api/practice/answers';
const HINTS = '/api/practice/hints';

describe('practice for programs', function () {
  this.timeout(30_000);
  let room: Classroom;
  let key: Program;
  let scorer: Program;
  before(async () => {
    room = await Classroom.open();
    key = programOf(room.app, await keyWith(room.app, 'learners:write'));
    scorer = programOf(room.app, await keyWith(room.app, 'learners:write', 'evidence:write', 'experiments'));
  });
  after(() => room?.close());

  const ownerOf = ({ student }: Pupil) => ({ user: student.userId, course: student.courseId });
  const selfOf = (pupil: Pupil) => programOf(room.app, pupil.token);

  /** What a right and a wrong answer to a step look like, as the API takes them. */
  async function keyOf(decision: string, step = 1) {
    const stored = await room.app.scope.collection(decisionCollection).findOne({ _id: decision });
    assert.ok(stored);
    const revision = Number(stored.saw.revision);
    const item = await selectItem(room.app.scope, room.catalogue, stored.chosen, { revision });
    const asked = item.steps[step - 1] ?? assert.fail();
    const seed = `${decision}:${asked.id}`;
    return {
      item,
      step: asked,
      right: asResponse(rightFields(asked.answer, seed)),
      wrong: asResponse(wrongFields(asked.answer, seed)),
    };
  }

  describe('in free practice', () => {
    it('asks, explains and foretells, and shows nothing of the key', async () => {
      const pupil = await room.pupil();
      const { status, body } = await key.post(NEXT, ownerOf(pupil));
      assert.equal(status, 200);
      const { step } = await keyOf(body.decision);
      assert.equal(body.ended, null);
      assert.equal(body.question.prompt.text, step.promptMarkdown);
      assert.match(body.question.prompt.html, new RegExp(step.promptMarkdown));
      assert.ok(body.reasons.length > 0 && body.reasons.every((reason: { text: string }) => reason.text.length > 10));
      assert.ok(body.question.foretold.chance > 0 && body.question.foretold.chance < 1);
      assert.ok(body.propensity > 0 && body.propensity <= 1);
      const { pacing, ...rest } = body;
      assert.doesNotMatch(JSON.stringify(rest), /KEY|key-|718033|SOLUTION|HINT-|IDEA/);
      assert.notEqual(pacing.worked_example.item, body.question.item);
      assert.match(pacing.worked_example.solution_html, /SOLUTION/);
      assert.equal(pacing.hint.because, 'new-skill');
    });

    it('counts a right answer once, however often it is sent', async () => {
      const pupil = await room.pupil();
      const { decision } = (await key.post(NEXT, ownerOf(pupil))).body;
      const { right, step } = await keyOf(decision);
      const sent = { ...ownerOf(pupil), decision, response: right, seconds: 12, confidence: 0.75 };
      const answers = await Promise.all([key.post(ANSWERS, sent), key.post(ANSWERS, sent), key.post(ANSWERS, sent)]);
      assert.deepEqual(
        answers.map(({ status }) => status),
        [200, 200, 200],
      );
      assert.equal(answers.filter(({ body }) => !body.replayed).length, 1);
      for (const { body } of answers) {
        assert.equal(body.verdict.correct, true);
        assert.equal(body.solution.text, step.solutionMarkdown);
        assert.deepEqual(
          body.skills.map(({ id }: { id: string }) => id),
          step.skills,
        );
      }
      const facts = await listFacts(room.app.scope, pupil.student, { type: 'answer' });
      assert.equal(facts.length, 1);
      const { confidence, seconds, mode, foretold, placement } = facts[0]?.performance_metrics ?? {};
      assert.deepEqual(
        { confidence, seconds, mode, placement },
        { confidence: 0.75, seconds: 12, mode: 'practice', placement: null },
      );
      assert.ok(foretold);
      const first = answers.find(({ body }) => !body.replayed)?.body.skills[0];
      const profile = await selectProfile(room.app.scope, pupil.student);
      assert.equal(first.before, null);
      assert.equal(first.known, profile.skill_profile.current_levels[first.id]?.known);
      assert.equal(profile.behavioral_metrics.answers, 1);
    });

    it('lets a wrong answer be tried again, and only the first try is evidence', async () => {
      const pupil = await room.pupil();
      const { decision } = (await key.post(NEXT, ownerOf(pupil))).body;
      const { right, wrong } = await keyOf(decision);
      const mine = { ...ownerOf(pupil), decision };
      const first = (await key.post(ANSWERS, { ...mine, response: wrong })).body;
      assert.equal(first.verdict.correct, false);
      assert.equal(first.solution, null);
      assert.deepEqual(first.next, { action: 'try-again', step: 1, attempt: 2, question: null });
      const known = first.skills[0].known;
      const second = (await key.post(ANSWERS, { ...mine, response: right, attempt: 2 })).body;
      assert.equal(second.verdict.correct, true);
      assert.equal(second.next.action, 'next-question');
      assert.equal(second.skills[0].known, known);
      assert.equal((await key.post(ANSWERS, { ...mine, response: right, attempt: 3 })).status, 409);
      assert.equal((await key.post(ANSWERS, { ...mine, response: right, step: 2 })).status, 409);
    });

    it('keeps several questions open at once', async () => {
      const pupil = await room.pupil();
      const decisions = [(await key.post(NEXT, ownerOf(pupil))).body, (await key.post(NEXT, ownerOf(pupil))).body];
      for (const { decision } of decisions) {
        const { right } = await keyOf(decision);
        assert.equal((await key.post(ANSWERS, { ...ownerOf(pupil), decision, response: right })).status, 200);
      }
    });

    it('does not count what cannot be read, and takes "I do not know" as a wrong answer', async () => {
      const pupil = await room.pupil();
      const { decision } = (await key.post(NEXT, ownerOf(pupil))).body;
      const mine = { ...ownerOf(pupil), decision };
      const unread = (await key.post(ANSWERS, { ...mine, response: { answer: '' } })).body;
      assert.deepEqual([unread.verdict.readable, unread.verdict.correct, unread.next.attempt], [false, null, 1]);
      const shown = (await key.post(ANSWERS, { ...mine, solution: true })).body;
      assert.equal(shown.verdict.correct, false);
      assert.ok(shown.solution.text.startsWith('SOLUTION'));
      const profile = await selectProfile(room.app.scope, pupil.student);
      assert.deepEqual([profile.behavioral_metrics.answers, profile.behavioral_metrics.correct], [1, 0]);
    });

    it('opens hints one by one; one that is open is given again at no cost', async () => {
      const pupil = await room.pupil();
      const { decision, question } = (await key.post(NEXT, ownerOf(pupil))).body;
      const mine = { ...ownerOf(pupil), decision };
      const first = (await key.post(HINTS, mine)).body;
      assert.match(first.hint.text, /^HINT-1/);
      assert.deepEqual([first.left, first.worth], [question.hints.total - 1, 0.5]);
      const again = (await key.post(HINTS, { ...mine, hint: 1 })).body;
      assert.deepEqual(again, first);
      await key.post(HINTS, mine);
      await key.post(HINTS, mine);
      const none = (await key.post(HINTS, mine)).body;
      assert.deepEqual([none.hint, none.refused, none.left], [null, 'none-left', 0]);
      assert.equal((await listFacts(room.app.scope, pupil.student, { type: 'hint' })).length, 3);
    });

    it('walks through the steps of a problem', async () => {
      const pupil = await room.pupil();
      for (let tries = 0; ; tries += 1) {
        assert.ok(tries < 80, 'the problem never came');
        const asked = await scorer.post(NEXT, { ...ownerOf(pupil), policy: 'random' });
        const { decision, question } = asked.body;
        if (question.item !== 'problem') continue;
        const mine = { ...ownerOf(pupil), decision };
        const one = (await key.post(ANSWERS, { ...mine, response: (await keyOf(decision, 1)).right })).body;
        assert.deepEqual([one.next.action, one.next.step], ['next-step', 2]);
        assert.equal(one.next.question.prompt.text, (await keyOf(decision, 2)).step.promptMarkdown);
        // Sent again, it is still the answer to the first step.
        const twice = (await key.post(ANSWERS, { ...mine, response: (await keyOf(decision, 1)).right })).body;
        assert.deepEqual([twice.replayed, twice.next.step], [true, 2]);
        const tagged = one.next.question.options.find(({ text }: { text: string }) => text === 'Choice b of problem');
        const two = (await key.post(ANSWERS, { ...mine, step: 2, response: { answer: tagged.id } })).body;
        assert.deepEqual([two.misconception.key, two.misconception.idea], ['idea-problem', 'IDEA-problem']);
        assert.ok(two.misconception.look_at.lesson.title.length > 0);
        const shown = (await key.post(ANSWERS, { ...mine, step: 2, attempt: 2, solution: true })).body;
        assert.deepEqual([shown.next.action, shown.next.step], ['next-step', 3]);
        const three = (await key.post(ANSWERS, { ...mine, step: 3, response: (await keyOf(decision, 3)).right })).body;
        assert.equal(three.next.action, 'next-question');
        break;
      }
    });
  });

  describe('in an assignment', () => {
    it('counts for the grade exactly as the same answers on the page do', async () => {
      const [byApi, byPage] = [await room.pupil(), await room.pupil()];
      const mine = { ...ownerOf(byApi), placement: byApi.student.placementId };
      const { decision } = (await key.post(NEXT, mine)).body;
      assert.equal((await key.post(NEXT, mine)).body.decision, decision, 'an open question comes again');
      const announced = room.announced.length;
      const { right, step } = await keyOf(decision);
      const { body } = await key.post(ANSWERS, { ...mine, placement: undefined, decision, response: right });
      assert.equal(body.verdict.correct, true);
      const grade = await byApi.grade();
      assert.ok(grade?.intended && grade.intended.score > 0);
      assert.ok(await room.outboxOf(byApi.gradeId));
      assert.equal(room.announced.length, announced, 'the program of this room announces by itself');
      // The page goes on where the program stopped.
      assert.match((await byApi.visit()).html, /SOLUTION/);
      // The same answer by the page gives the same grade.
      let page = await byPage.post('practice/start');
      const asked = await byPage.question();
      page = await byPage.press(page, 'answer', asked.right);
      assert.equal(page.status, 200);
      if (asked.step.skills.join() === step.skills.join()) {
        assert.equal((await byPage.grade())?.intended?.score, grade.intended.score);
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

  describe('by other policies', () => {
    it('goes through the course in order, or draws evenly, and stores who chose', async () => {
      const pupil = await room.pupil();
      const items: string[] = [];
      for (let count = 0; count < 3; count += 1) {
        const { decision, question, policy, propensity } = (
          await scorer.post(NEXT, { ...ownerOf(pupil), policy: 'fixed' })
        ).body;
        assert.deepEqual([policy, propensity], ['fixed', 1]);
        items.push(question.item);
        await scorer.post(ANSWERS, { ...ownerOf(pupil), decision, result: { correct: true } });
      }
      assert.deepEqual(items, ['counting-1', 'counting-2', 'counting-3']);
      const drawn = (await scorer.post(NEXT, { ...ownerOf(pupil), policy: 'random' })).body;
      assert.equal(drawn.propensity, 1 / 21);
      const stored = await room.app.scope.collection(decisionCollection).findOne({ _id: drawn.decision });
      assert.deepEqual([stored?.policy, stored?.mode], ['random', 'practice']);
    });

    it('places a newcomer over all skills, without hints, and ends', async () => {
      const pupil = await room.pupil();
      const skills = new Set<string>();
      for (let count = 0; ; count += 1) {
        const { decision, ended, skill, question } = (await scorer.post(NEXT, { ...ownerOf(pupil), mode: 'placement' }))
          .body;
        if (ended) {
          assert.equal(ended, 'placed');
          assert.ok(count >= 5 && count <= 12);
          break;
        }
        assert.equal(question.hints.allowed, false);
        skills.add(skill.id);
        await scorer.post(ANSWERS, { ...ownerOf(pupil), decision, result: { correct: count % 2 === 0 } });
      }
      assert.equal(skills.size, 4);
    });
  });

  describe('may be used', () => {
    it('by a learner for themselves, with no scored results and no policy', async () => {
      const pupil = await room.pupil();
      const self = selfOf(pupil);
      const { decision } = (await self.post(NEXT, {})).body;
      assert.equal((await self.post(ANSWERS, { decision, result: { correct: true } })).status, 403);
      assert.equal((await self.post(NEXT, { policy: 'fixed' })).status, 403);
      assert.equal((await key.post(NEXT, { ...ownerOf(pupil), policy: 'fixed' })).status, 403);
      assert.equal((await key.post(ANSWERS, { ...ownerOf(pupil), decision, result: { correct: true } })).status, 403);
      const { right } = await keyOf(decision);
      assert.equal((await self.post(ANSWERS, { decision, response: right })).status, 200);
    });

    it('by nobody for a stranger, or for what is not there', async () => {
      const [pupil, other] = [await room.pupil(), await room.pupil()];
      const { decision } = (await key.post(NEXT, ownerOf(pupil))).body;
      const stranger = selfOf(other);
      assert.equal((await stranger.post(ANSWERS, { decision, solution: true })).status, 404);
      assert.equal((await stranger.post(ANSWERS, { ...ownerOf(pupil), decision, solution: true })).status, 404);
      assert.equal((await key.post(ANSWERS, { ...ownerOf(other), decision, solution: true })).status, 404);
      assert.equal((await key.post(HINTS, { ...ownerOf(pupil), decision: randomUUID() })).status, 404);
      assert.equal((await key.post(NEXT, { user: randomUUID() })).status, 404);
      assert.equal((await key.post(NEXT, { ...ownerOf(pupil), placement: randomUUID() })).status, 404);
      assert.equal((await key.post(NEXT, { ...ownerOf(pupil), skills: ['__proto__'] })).status, 400);
      assert.equal((await key.post(NEXT, { ...ownerOf(pupil), skills: ['toString'] })).status, 404);
    });

    it('with nothing that is not an answer', async () => {
      const pupil = await room.pupil();
      const { decision } = (await scorer.post(NEXT, ownerOf(pupil))).body;
      const mine = { ...ownerOf(pupil), decision };
      const bad = [
        {},
        { response: { answer: 'x' }, result: { correct: true } },
        { response: 'x' },
        { response: { pairs: { left: '1' } } },
        { result: { correct: 'yes' } },
        { solution: false },
        { solution: true, attempt: 0 },
        { solution: true, seconds: -1 },
        { solution: true, confidence: 2 },
      ];
      for (const body of bad) assert.equal((await scorer.post(ANSWERS, { ...mine, ...body })).status, 400);
      assert.equal((await listFacts(room.app.scope, pupil.student, { type: 'answer' })).length, 0);
    });
  });

  it('plays as of any time that a key names', async () => {
    const pupil = await room.pupil();
    const at = new Date('2086-05-01T08:00:00.000Z');
    const { decision } = (await key.post(NEXT, ownerOf(pupil), at)).body;
    const later = new Date(at.getTime() + 40_000);
    await key.post(ANSWERS, { ...ownerOf(pupil), decision, solution: true }, later);
    const [fact] = await listFacts(room.app.scope, pupil.student, { type: 'answer' });
    assert.deepEqual(fact?.timestamp, later);
    assert.equal(fact?.performance_metrics.seconds, 40);
  });
});

function asResponse(fields: RawResponse): object {
  if (fields.answer !== undefined) return { answer: fields.answer };
  const pairs = Object.entries(fields).map(([name, value]) => [name.replace('match.', ''), value]);
  return { pairs: Object.fromEntries(pairs) };
}
