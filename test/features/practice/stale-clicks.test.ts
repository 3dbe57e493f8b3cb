import assert from 'node:assert/strict';
import {
  answerQuestion,
  finishRound,
  goOn,
  openHint,
  showSolution,
  startRound,
} from '../../../src/features/practice/index.js';
import { attemptCollection, decisionCollection } from '../../../src/features/practice/model.js';
import { Classroom, hasForm, type Pupil } from '../../support/classroom.js';

const TIMES = 20;
const many = <T>(work: () => Promise<T>): Promise<T[]> => Promise.all(Array.from({ length: TIMES }, work));

describe('clicks that come twice, late, or from another tab', function () {
  this.timeout(60_000);
  let room: Classroom;
  before(async () => {
    room = await Classroom.open();
  });
  after(() => room?.close());

  const attemptsOf = ({ student }: Pupil) =>
    room.app.scope.collection(attemptCollection).find({ user_id: student.userId, placement_id: student.placementId });

  it('counts twenty equal answers at once as one', async () => {
    const pupil = await room.pupil();
    const page = await pupil.press(await pupil.visit(), 'practice/start');
    const { right } = await pupil.question();
    const answers = await many(() => pupil.press(page, 'practice/answer', right));
    assert.ok(
      answers.every(({ status, forms }) => status === 200 && forms.some(({ action }) => action.endsWith('next'))),
    );
    assert.equal((await pupil.facts('answer')).length, 1);
    const profile = await pupil.profile();
    assert.equal(profile.behavioral_metrics.answers, 1);
    assert.equal((await pupil.grade())?.intended?.revision, 1);
    assert.equal((await room.outboxOf(pupil.gradeId))?.revision, 1);
  });

  it('takes one of twenty different answers to one step', async () => {
    const pupil = await room.pupil();
    const page = await pupil.press(await pupil.visit(), 'practice/start');
    const { right, wrong } = await pupil.question();
    let index = 0;
    await many(() => pupil.press(page, 'practice/answer', index++ % 2 ? right : wrong));
    const facts = await pupil.facts('answer');
    assert.ok(facts.length >= 1);
    assert.deepEqual(
      facts.map(({ performance_metrics: m }) => m.attempt),
      [1],
    );
  });

  it('begins one round, opens one hint, shows one solution, goes on once, finishes once', async () => {
    const pupil = await room.pupil();
    const { deps } = room;
    const { student } = pupil;
    await many(() => startRound(deps, student));
    assert.equal((await attemptsOf(pupil)).length, 1);
    const { decision, step, tries, hints } = (await pupil.attempt()).current ?? assert.fail();
    const mark = { decision, step, tries };
    await many(() => openHint(deps, student, { ...mark, hints }));
    assert.equal((await pupil.attempt()).current?.hints, 1);
    assert.equal((await pupil.facts('hint')).length, 1);
    await many(() => showSolution(deps, student, mark));
    assert.deepEqual([(await pupil.facts('solution')).length, (await pupil.facts('answer')).length], [1, 1]);
    await many(() => goOn(deps, student, decision, step));
    assert.equal((await pupil.attempt()).asked, 2);
    const decisions = await room.app.scope.collection(decisionCollection).count({ user_id: student.userId });
    assert.equal(decisions, 2);
    await many(() => finishRound(deps, student));
    assert.equal((await pupil.facts('round-finished')).length, 1);
    const sequences = (await pupil.facts()).map(({ sequence }) => sequence);
    assert.deepEqual(
      sequences,
      sequences.map((_, index) => index + 1),
    );
  });

  it('ignores the page that the back button brings, and shows where things stand', async () => {
    const pupil = await room.pupil();
    const old = await pupil.press(await pupil.visit(), 'practice/start');
    const first = await pupil.question();
    const answered = await pupil.press(old, 'practice/answer', first.wrong);
    const solved = await pupil.press(answered, 'practice/answer', first.right);
    await pupil.press(solved, 'practice/next');
    const now = await pupil.question();
    const before = await pupil.attempt();
    const facts = await pupil.facts();
    for (const [page, form, fields] of [
      [old, 'practice/answer', first.right],
      [old, 'practice/hint', {}],
      [old, 'practice/solution', {}],
      [answered, 'practice/answer', first.right],
      [answered, 'practice/solution', {}],
      [solved, 'practice/next', {}],
    ] as const) {
      const shown = await pupil.press(page, form, fields);
      assert.ok(shown.html.includes(now.step.promptMarkdown), form);
    }
    assert.deepEqual(await pupil.attempt(), before);
    assert.deepEqual(await pupil.facts(), facts);
  });

  it('lets two tabs work on one round without counting twice', async () => {
    const pupil = await room.pupil();
    const tabOne = await pupil.press(await pupil.visit(), 'practice/start');
    const tabTwo = await pupil.visit();
    const { right, wrong } = await pupil.question();
    await pupil.press(tabOne, 'practice/answer', wrong);
    const behind = await pupil.press(tabTwo, 'practice/answer', right);
    assert.ok(hasForm(behind, 'practice/solution'), 'the second tab sees the step still open');
    assert.equal((await pupil.facts('answer')).length, 1);
    await pupil.press(behind, 'practice/answer', right);
    assert.deepEqual(
      (await pupil.facts('answer')).map(({ performance_metrics: m }) => [m.attempt, m.weight]),
      [
        [1, 1],
        [2, 0],
      ],
    );
    const started = await pupil.press(await pupil.visit(), 'practice/next');
    await pupil.post('practice/start');
    assert.equal((await attemptsOf(pupil)).length, 1);
    assert.ok(hasForm(started, 'practice/answer'));
  });

  it('goes on where a closed tab left off, tries and hints included, in the same order of choices', async () => {
    const pupil = await room.pupil();
    let page = await pupil.press(await pupil.visit(), 'practice/start');
    page = await pupil.press(page, 'practice/hint');
    page = await pupil.press(page, 'practice/answer', (await pupil.question()).wrong);
    room.app.clock.advance(3 * 86_400_000);
    const later = await pupil.comeBack();
    const body = (html: string, { base, token }: Pupil) =>
      /<article[\s\S]*?<\/article>/.exec(html)?.[0].replaceAll(base, 'BASE').replaceAll(token, 'TOKEN');
    const [before, after] = [body(page.html, pupil), body((await later.visit()).html, later)];
    assert.ok(before);
    assert.equal(after, before);
  });

  it('answers a command of a round that is over with the end page', async () => {
    const pupil = await room.pupil();
    const page = await pupil.press(await pupil.visit(), 'practice/start');
    const { right } = await pupil.question();
    await pupil.press(page, 'practice/finish');
    const facts = (await pupil.facts()).length;
    for (const form of ['practice/answer', 'practice/hint', 'practice/solution', 'practice/finish']) {
      const end = await pupil.press(page, form, form.endsWith('answer') ? right : {});
      assert.ok(hasForm(end, 'practice/start'), form);
    }
    assert.equal((await pupil.facts()).length, facts);
  });

  it('lets nobody answer before a round, or a question that was never asked', async () => {
    const pupil = await room.pupil();
    const mark = { decision: 'made-up', step: 0, tries: 0 };
    await answerQuestion(room.deps, pupil.student, mark, { answer: '1' });
    await goOn(room.deps, pupil.student, 'made-up', 0);
    await startRound(room.deps, pupil.student);
    await answerQuestion(room.deps, pupil.student, mark, { answer: '1' });
    assert.deepEqual(
      (await pupil.facts()).map(({ interaction_type }) => interaction_type),
      ['round-started'],
    );
  });
});
