import assert from 'node:assert/strict';
import { answerQuestion, goOn, openHint, showSolution, startRound } from '../../../src/features/practice/index.js';
import { evidenceWeight } from '../../../src/features/practice/steps.js';
import { Classroom, formOf, hasForm, type Page, type Pupil } from '../../support/classroom.js';
import { problem, testCourse } from '../../support/course.js';

/** What the fact of each answer says. */
async function answersOf(pupil: Pupil) {
  return (await pupil.facts('answer')).map(({ performance_metrics: { step, correct, attempt, hints, weight } }) => ({
    step,
    correct,
    attempt,
    hints,
    weight,
  }));
}

const begin = async (pupil: Pupil): Promise<Page> => pupil.press(await pupil.visit(), 'practice/start');

describe('answering', function () {
  this.timeout(30_000);
  let room: Classroom;
  before(async () => {
    room = await Classroom.open();
  });
  after(() => room?.close());

  it('weighs an answer by try and help', () => {
    const weights = [0, 1, 2, 3].map((hints) => evidenceWeight({ correct: true, attempt: 1, hints }));
    assert.deepEqual(weights, [1, 0.5, 0.25, 0.125]);
    assert.equal(evidenceWeight({ correct: false, attempt: 1, hints: 2 }), 1);
    assert.equal(evidenceWeight({ correct: true, attempt: 2, hints: 0 }), 0);
    assert.equal(evidenceWeight({ correct: false, attempt: 3, hints: 1 }), 0);
  });

  it('lets a wrong answer be tried again, and counts the first try only', async () => {
    const pupil = await room.pupil();
    let page = await begin(pupil);
    const { right, wrong, step } = await pupil.question();
    page = await pupil.press(page, 'practice/answer', wrong);
    const after = await pupil.profile();
    page = await pupil.press(page, 'practice/answer', wrong);
    page = await pupil.press(page, 'practice/answer', right);
    assert.ok(hasForm(page, 'practice/next'));
    const common = { step: step.id, hints: 0 };
    assert.deepEqual(await answersOf(pupil), [
      { ...common, correct: false, attempt: 1, weight: 1 },
      { ...common, correct: false, attempt: 2, weight: 0 },
      { ...common, correct: true, attempt: 3, weight: 0 },
    ]);
    assert.deepEqual((await pupil.profile()).skill_profile, after.skill_profile);
    assert.equal((await pupil.attempt()).current?.outcome, 'right');
  });

  it('says after an answer with a well-known cause which idea it was, opens its lesson, and leads back', async () => {
    // The skills that have a lesson.
    const pupil = await room.pupil({ attune_skills: 'counting,ratios,odds.basic' });
    let page = await begin(pupil);
    let asked = await pupil.question();
    for (let count = 0; asked.step.answer.kind !== 'single-choice'; count += 1) {
      assert.ok(count < 20, 'no single choice came');
      page = await pupil.press(await pupil.press(page, 'practice/solution'), 'practice/next');
      asked = await pupil.question();
    }
    const prompt = asked.step.promptMarkdown;
    const places = [...formOf(page, 'practice/answer').offers].map((offer) => offer.replace('answer=', ''));
    const seen: boolean[] = [];
    for (const answer of places.filter((place) => place !== asked.right.answer)) {
      page = await pupil.press(page, 'practice/answer', { answer });
      seen.push(page.html.includes(`IDEA-${asked.item.id}`));
      assert.equal(/lessons\/[^"]+"/.test(page.html), seen.at(-1), 'a lesson is named for the well-known idea only');
      if (seen.at(-1)) break;
    }
    assert.ok(seen.at(-1), 'one of the wrong options has a well-known cause');
    const { action, hidden } = page.forms.find((form) => form.action.includes('/lessons/')) ?? assert.fail();
    let lesson = await pupil.post(action.slice(pupil.base.length + 1), hidden);
    assert.equal((await pupil.facts('lesson-opened')).length, 1);
    lesson = await pupil.press(lesson, 'done');
    assert.equal((await pupil.facts('lesson-completed')).length, 1);
    assert.ok((await pupil.press(lesson, 'practice')).html.includes(prompt));
  });

  it('halves a right answer for each hint before it', async () => {
    const pupil = await room.pupil();
    let page = await begin(pupil);
    page = await pupil.press(page, 'practice/hint');
    page = await pupil.press(page, 'practice/hint');
    const { right, step } = await pupil.question();
    await pupil.press(page, 'practice/answer', right);
    assert.deepEqual(await answersOf(pupil), [{ step: step.id, correct: true, attempt: 1, hints: 2, weight: 0.25 }]);
    assert.deepEqual(
      (await pupil.facts('hint')).map(({ performance_metrics }) => performance_metrics.hint),
      ['first', 'second'],
    );
  });

  it('counts "show me" before any try as wrong, once, and after a try not again', async () => {
    const pupil = await room.pupil();
    let page = await begin(pupil);
    const first = await pupil.question();
    page = await pupil.press(page, 'practice/solution');
    assert.ok(page.html.includes(first.step.solutionMarkdown));
    const counted = { step: first.step.id, correct: false, attempt: 1, hints: 0, weight: 1 };
    assert.deepEqual(await answersOf(pupil), [counted]);
    page = await pupil.press(page, 'practice/next');
    const second = await pupil.question();
    page = await pupil.press(page, 'practice/answer', second.wrong);
    page = await pupil.press(page, 'practice/solution');
    assert.equal((await answersOf(pupil)).length, 2);
    assert.equal((await pupil.facts('solution')).length, 2);
    assert.equal((await pupil.attempt()).current?.outcome, 'shown');
    // A right answer after the solution is none.
    const { decision, step } = (await pupil.attempt()).current ?? assert.fail();
    await answerQuestion(room.deps, pupil.student, { decision, step, tries: 1 }, second.right);
    assert.equal((await answersOf(pupil)).length, 2);
  });

  it('counts nothing that it cannot read, and keeps the text in the field', async () => {
    const course = testCourse();
    const numbers = course.items.filter(({ steps: [step] }) => step?.answer.kind === 'numeric').map(({ id }) => id);
    assert.ok(numbers.length > 3);
    const pupil = await room.pupil();
    let page = await begin(pupil);
    for (let each = 0; (await pupil.question()).step.answer.kind !== 'numeric'; each += 1) {
      assert.ok(each < 40);
      page = await pupil.press(page, 'practice/solution');
      page = await pupil.press(page, 'practice/next');
    }
    const before = await pupil.profile();
    for (const text of ['about <b>seven</b>', '"12', '   ', '1'.repeat(501), '']) {
      page = await pupil.press(page, 'practice/answer', { answer: text });
      assert.equal(page.status, 200);
      assert.ok(formOf(page, 'practice/answer').offers.has('answer'));
      assert.ok(!page.html.includes('<b>seven</b>'));
    }
    page = await pupil.press(page, 'practice/answer', { answer: 'about <b>seven</b>' });
    assert.match(page.html, /value="about &lt;b&gt;seven&lt;\/b&gt;"/);
    assert.deepEqual(await pupil.profile(), before);
    assert.equal((await pupil.attempt()).current?.tries, 0);
    await pupil.press(page, 'practice/answer', (await pupil.question()).right);
    assert.equal((await answersOf(pupil)).at(-1)?.weight, 1);
  });

  it('reads only the fields of an answer, whatever else is sent along', async () => {
    const pupil = await room.pupil();
    const page = await begin(pupil);
    const extra = { $where: '1', $ref: 'x', 'match.1': 'a', __proto__x: 'y', 'place.99999': '1', note: 'z' };
    const sent = await pupil.post('practice/answer', { ...formOf(page, 'practice/answer').hidden, ...extra });
    assert.equal(sent.status, 200);
    assert.deepEqual(Object.keys((await pupil.attempt()).current?.last?.given ?? {}), ['match.1']);
    for (const bad of [
      { tries: '-1' },
      { tries: 'x' },
      { decision: '' },
      { step: '1.5' },
      { answer: 'x'.repeat(2_001) },
    ]) {
      const answer = { ...formOf(page, 'practice/answer').hidden, ...bad };
      assert.equal((await pupil.post('practice/answer', answer)).status, 400, JSON.stringify(Object.keys(bad)));
    }
  });

  it('measures the time of an answer from when the step was shown, up to an hour', async () => {
    const pupil = await room.pupil();
    let page = await begin(pupil);
    const seconds = async () => (await pupil.facts('answer')).at(-1)?.session_duration;
    room.app.clock.advance(12_500);
    page = await pupil.press(page, 'practice/answer', (await pupil.question()).wrong);
    assert.equal(await seconds(), 12.5);
    room.app.clock.advance(4_000);
    await pupil.press(page, 'practice/answer', (await pupil.question()).wrong);
    assert.equal(await seconds(), 4);
    room.app.clock.advance(30 * 3_600_000);
    const later = await pupil.comeBack();
    await later.press(await later.visit(), 'practice/answer', (await pupil.question()).right);
    assert.equal(await seconds(), 3_600);
  });
});

describe('a problem of several steps', function () {
  this.timeout(30_000);
  let room: Classroom;
  before(async () => {
    room = await Classroom.open({ course: testCourse({ id: 'one-problem', items: [problem()] }) });
  });
  after(() => room?.close());

  it('is answered step by step, each with its own tries, hints and evidence', async () => {
    const pupil = await room.pupil({ attune_skills: 'counting,ratios', attune_length: '1' });
    let page = await begin(pupil);
    const decision = (await pupil.attempt()).current?.decision;
    page = await pupil.press(page, 'practice/hint');
    page = await pupil.press(page, 'practice/answer', (await pupil.question()).right);
    assert.ok(!page.html.includes('Prompt of problem-two'));
    page = await pupil.press(page, 'practice/next');
    assert.ok(page.html.includes('Prompt of problem-two') && !page.html.includes('HINT-1'));
    page = await pupil.press(page, 'practice/answer', (await pupil.question()).wrong);
    page = await pupil.press(page, 'practice/solution');
    page = await pupil.press(page, 'practice/next');
    assert.deepEqual((await pupil.attempt()).current?.done, ['right', 'shown']);
    page = await pupil.press(page, 'practice/answer', (await pupil.question()).right);
    page = await pupil.press(page, 'practice/next');
    assert.equal((await pupil.attempt()).state, 'finished');
    assert.equal((await pupil.attempt()).asked, 1);
    assert.deepEqual(await answersOf(pupil), [
      { step: 'one', correct: true, attempt: 1, hints: 1, weight: 0.5 },
      { step: 'two', correct: false, attempt: 1, hints: 0, weight: 1 },
      { step: 'three', correct: true, attempt: 1, hints: 0, weight: 1 },
    ]);
    const { skill_profile, behavioral_metrics } = await pupil.profile();
    assert.deepEqual(
      Object.entries(skill_profile.current_levels).map(([id, { answers, evidence }]) => [id, answers, evidence]),
      [
        ['counting', 2, 1.5],
        ['ratios', 2, 2],
      ],
    );
    assert.deepEqual(
      Object.values(behavioral_metrics.items).map(({ times }) => times),
      [1],
    );
    assert.ok((await pupil.facts('answer')).every(({ performance_metrics: m }) => m.decision === decision));
  });

  it('takes no click of a step before for the one on the screen', async () => {
    const pupil = await room.pupil();
    const { deps } = room;
    const { student } = pupil;
    await startRound(deps, student);
    const { decision } = (await pupil.attempt()).current ?? assert.fail();
    const first = (await pupil.question()).right;
    await answerQuestion(deps, student, { decision, step: 0, tries: 0 }, first);
    await goOn(deps, student, decision, 0);
    const before = await pupil.attempt();
    await answerQuestion(deps, student, { decision, step: 0, tries: 0 }, first);
    await openHint(deps, student, { decision, step: 0, tries: 0, hints: 0 });
    await showSolution(deps, student, { decision, step: 0, tries: 0 });
    await goOn(deps, student, decision, 0);
    assert.deepEqual(await pupil.attempt(), before);
    // The last step cannot be jumped over either.
    await goOn(deps, student, decision, 1);
    await goOn(deps, student, decision, 2);
    assert.deepEqual(await pupil.attempt(), before);
  });
});
