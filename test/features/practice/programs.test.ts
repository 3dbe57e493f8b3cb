import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { listFacts, selectProfile } from '../../../src/features/learners/index.js';
import { decisionCollection } from '../../../src/features/practice/model.js';
import type { Classroom } from '../../support/classroom.js';
import type { Program } from './support/practice-client.js';
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

  describe('in free practice', () => {
    it('asks, explains and foretells, and shows nothing of the key', async () => {
      const pupil = await room.pupil();
      const { status, body } = await key.post(NEXT, ownerOf(pupil));
      assert.equal(status, 200);
      const { step } = await programs.keyOf(body.decision);
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
      const { right, step } = await programs.keyOf(decision);
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
      const { right, wrong } = await programs.keyOf(decision);
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
        const { right } = await programs.keyOf(decision);
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
        const one = (await key.post(ANSWERS, { ...mine, response: (await programs.keyOf(decision, 1)).right })).body;
        assert.deepEqual([one.next.action, one.next.step], ['next-step', 2]);
        assert.equal(one.next.question.prompt.text, (await programs.keyOf(decision, 2)).step.promptMarkdown);
        // Sent again, it is still the answer to the first step.
        const twice = (await key.post(ANSWERS, { ...mine, response: (await programs.keyOf(decision, 1)).right })).body;
        assert.deepEqual([twice.replayed, twice.next.step], [true, 2]);
        const tagged = one.next.question.options.find(({ text }: { text: string }) => text === 'Choice b of problem');
        const two = (await key.post(ANSWERS, { ...mine, step: 2, response: { answer: tagged.id } })).body;
        assert.deepEqual([two.misconception.key, two.misconception.idea], ['idea-problem', 'IDEA-problem']);
        assert.ok(two.misconception.look_at.lesson.title.length > 0);
        const shown = (await key.post(ANSWERS, { ...mine, step: 2, attempt: 2, solution: true })).body;
        assert.deepEqual([shown.next.action, shown.next.step], ['next-step', 3]);
        const three = (
          await key.post(ANSWERS, { ...mine, step: 3, response: (await programs.keyOf(decision, 3)).right })
        ).body;
        assert.equal(three.next.action, 'next-question');
        break;
      }
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
      const self = programs.selfOf(pupil);
      const { decision } = (await self.post(NEXT, {})).body;
      assert.equal((await self.post(ANSWERS, { decision, result: { correct: true } })).status, 403);
      assert.equal((await self.post(NEXT, { policy: 'fixed' })).status, 403);
      assert.equal((await key.post(NEXT, { ...ownerOf(pupil), policy: 'fixed' })).status, 403);
      assert.equal((await key.post(ANSWERS, { ...ownerOf(pupil), decision, result: { correct: true } })).status, 403);
      const { right } = await programs.keyOf(decision);
      assert.equal((await self.post(ANSWERS, { decision, response: right })).status, 200);
    });

    it('by nobody for a stranger, or for what is not there', async () => {
      const [pupil, other] = [await room.pupil(), await room.pupil()];
      const { decision } = (await key.post(NEXT, ownerOf(pupil))).body;
      const stranger = programs.selfOf(other);
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
