import assert from 'node:assert/strict';
import { importCourse } from '../../../src/features/catalogue/index.js';
import { bindCourse } from '../../../src/features/courses/index.js';
import { Classroom, formOf, hasForm, type Page, type Pupil } from '../../support/classroom.js';
import { testCourse } from '../../support/course.js';
import { answerLevel, draftOf, headingOf, placementAnswers, WIZARD } from './support/goal-pupil.js';

/** Questions that tell learners apart so sharply that few are enough. */
function sharpCourse() {
  const course = testCourse({ id: 'sharp' });
  const items = course.items.map((item) => ({
    ...item,
    id: `sharp-${item.id}`,
    steps: item.steps.map((step) => ({ ...step, parameters: { ...step.parameters, discrimination: 4 } })),
  }));
  return { ...course, items };
}

describe('the placement test of the wizard', function () {
  this.timeout(60_000);
  let room: Classroom;
  before(async () => {
    room = await Classroom.open();
  });
  after(() => room?.close());

  /** Answers until the test is over. @returns what the page said was left, question by question */
  async function toTheEnd(pupil: Pupil, isRight: (count: number) => boolean) {
    let page = await pupil.post(`${WIZARD}/level/start`);
    const left: string[] = [];
    while (hasForm(page, 'level/answer')) {
      left.push(/(\d+ more questions at the most|This is the last question)/.exec(page.html)?.[1] ?? page.html);
      assert.ok(left.length <= 12, 'it never ends');
      room.app.clock.advance(20_000);
      const { right, wrong } = await placementAnswers(pupil, page);
      page = await answerLevel(pupil, page, isRight(left.length) ? right : wrong);
    }
    return { page, left };
  }

  it('asks 12 questions at the most, says how many are left, and what it found and how sure that is', async () => {
    const pupil = await room.pupil();
    const { page, left } = await toTheEnd(pupil, (count) => count % 2 === 0);
    assert.equal(left[0], '12 more questions at the most');
    assert.equal(left.at(-1), 'This is the last question');
    assert.ok(left.length <= 12);
    const facts = await pupil.facts('answer');
    assert.equal(facts.length, 12);
    assert.ok(facts.every(({ performance_metrics }) => performance_metrics.mode === 'placement'));
    assert.match(page.html, /This rests on 12 answers\. That is a first guess/);
    assert.match(page.html, /It took you about 4 minutes/);
    const [share, low, high] = [/about (\d+)% of the questions/, /between (\d+)%/, /and (\d+)%/].map((pattern) =>
      Number(pattern.exec(page.html)?.[1]),
    ) as [number, number, number];
    assert.ok(0 < low && low < share && share < high && high < 100);
    // Nobody is asked again what was asked.
    assert.equal(hasForm(await pupil.post(`${WIZARD}/level/start`), 'level/answer'), false);
    assert.equal((await pupil.facts('answer')).length, 12);
  });

  it('ends earlier when it is sure', async () => {
    await importCourse(room.app.scope, sharpCourse(), room.app.clock());
    const context = { id: 'sharp course', title: null };
    const { courseId } = await room.app.arrive({ sub: 'somebody', context });
    await bindCourse(room.app.scope, courseId, 'sharp', room.app.clock());
    const pupil = await room.pupil({}, { context });
    const { page, left } = await toTheEnd(pupil, (count) => count % 2 === 0);
    assert.ok(left.length >= 5 && left.length < 12, `${left.length} questions`);
    assert.match(page.html, /That is enough to begin at the right place/);
  });

  it('judges nobody: a wrong answer leads on like a right one, and shows no verdict, key or solution', async () => {
    const pupil = await room.pupil();
    let page = await pupil.post(`${WIZARD}/level/start`);
    for (let count = 0; count < 4; count += 1) {
      const before = formOf(page, 'level/answer').hidden.decision;
      page = await answerLevel(pupil, page, (await placementAnswers(pupil, page)).wrong);
      assert.notEqual(formOf(page, 'level/answer').hidden.decision, before);
      assert.doesNotMatch(page.html, /class="feedback|SOLUTION|HINT|IDEA|Not quite|wrong/);
    }
  });

  it('takes nothing twice: an old tab and the back button change nothing', async () => {
    const pupil = await room.pupil();
    const first = await pupil.post(`${WIZARD}/level/start`);
    const { wrong, right } = await placementAnswers(pupil, first);
    const second = await answerLevel(pupil, first, wrong);
    const again = await answerLevel(pupil, first, right);
    const questionOf = (page: Page) => formOf(page, 'level/answer').hidden.decision;
    assert.equal(questionOf(again), questionOf(second));
    assert.equal(questionOf(await pupil.visit(WIZARD)), questionOf(second), 'a reload shows the open question');
    assert.equal((await pupil.facts('answer')).length, 1);
    // Two clicks at once are one answer, and leave one question on the screen.
    const body = (await placementAnswers(pupil, second)).right;
    const both = await Promise.all([answerLevel(pupil, second, body), answerLevel(pupil, second, body)]);
    assert.equal(questionOf(both[0]), questionOf(both[1]));
    assert.equal((await pupil.facts('answer')).length, 2);
    assert.equal((await draftOf(pupil))?.level.decisions.length, 3);
  });

  it('says what it cannot read and counts nothing; "I don’t know" goes on; it can be ended and gone on with', async () => {
    const pupil = await room.pupil();
    let page = await pupil.post(`${WIZARD}/level/start`);
    const before = formOf(page, 'level/answer').hidden.decision;
    page = await answerLevel(pupil, page, {});
    assert.equal(formOf(page, 'level/answer').hidden.decision, before);
    assert.match(page.html, /class="feedback"/);
    assert.equal((await pupil.facts('answer')).length, 0);
    page = await pupil.post(`${WIZARD}/level/unknown`, formOf(page, 'level/unknown').hidden);
    assert.notEqual(formOf(page, 'level/answer').hidden.decision, before);
    page = await pupil.post(`${WIZARD}/level/end`);
    assert.match(page.html, /This rests on one answer/);
    page = await pupil.press(page, 'level/start');
    assert.ok(hasForm(page, 'level/answer'));
    assert.equal(headingOf(await pupil.post(`${WIZARD}/go`, { step: 'time' })), 'Your time');
    assert.ok(hasForm(await pupil.post(`${WIZARD}/go`, { step: 'level' }), 'level/answer'), 'the question waits');
  });

  it('needs no questions from somebody whose practice has said enough', async () => {
    const pupil = await room.pupil();
    await toTheEnd(pupil, () => true);
    await pupil.post(`${WIZARD}/discard`);
    const page = await pupil.visit(WIZARD);
    assert.match(page.html, /You have answered enough questions before/);
    assert.equal(hasForm(page, 'level/start'), false);
  });
});
