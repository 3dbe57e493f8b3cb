import assert from 'node:assert/strict';
import { rightFields, wrongFields } from '../../../demo/learners/answer-fields.js';
import { type RawResponse, selectItem } from '../../../src/features/catalogue/index.js';
import { AnswerMetrics } from '../../../src/features/learners/index.js';
import { freeRunCollection, scoreOf } from '../../../src/features/practice/index.js';
import { openQuestionCollection } from '../../../src/features/practice/model.js';
import { Classroom, formOf, hasForm, type Page, type Pupil } from '../../support/classroom.js';
import { testCourse } from '../../support/course.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

describe('practice outside of assignments, and the question page', function () {
  this.timeout(60_000);
  let room: Classroom;
  before(async () => {
    room = await Classroom.open({ course: testCourse({ id: 'free-practice' }) });
  });
  after(() => room?.close());

  const runsOf = ({ student }: Pupil) =>
    room.app.scope.collection(freeRunCollection).find({ user_id: student.userId }, { sort: { started_at: 1 } });

  /** The step in front of a pupil, with a right and a wrong answer to it. */
  async function inFront(page: Page): Promise<{ right: RawResponse; wrong: RawResponse }> {
    const { decision = '' } = formOf(page, 'free/answer').hidden;
    const open = await room.app.scope.collection(openQuestionCollection).findOne({ _id: decision });
    assert.ok(open);
    const { item: id, revision, step: index } = open.current;
    const item = await selectItem(room.app.scope, room.catalogue, id, { revision });
    const step = item.steps[index];
    assert.ok(step);
    const seed = `${decision}:${step.id}`;
    const ranks = (fields: RawResponse): RawResponse =>
      step.answer.kind === 'ordering'
        ? Object.fromEntries([fields.answer ?? []].flat().map((place, rank) => [`place.${place}`, String(rank + 1)]))
        : fields;
    return { right: ranks(rightFields(step.answer, seed)), wrong: ranks(wrongFields(step.answer, seed)) };
  }

  /** Answers right until the practice ends. @returns its last page, and how many steps there were */
  async function answerAll(pupil: Pupil, first: Page): Promise<{ page: Page; steps: number }> {
    let [page, steps] = [first, 0];
    while (hasForm(page, 'free/answer')) {
      assert.ok(steps < 40, 'it ends');
      page = await pupil.press(page, 'free/answer', (await inFront(page)).right);
      page = await pupil.press(page, 'free/next');
      steps += 1;
    }
    return { page, steps };
  }

  it('lets a learner choose skills and length, ends there, says what changed and leads back', async () => {
    const pupil = await room.pupil();
    const choice = await pupil.post('free', { skills: 'ratios', back: 'path' });
    assert.match(choice.html, /value="ratios" checked/);
    const first = await pupil.press(choice, 'free', { skills: 'ratios', length: '5' });
    assert.match(first.html, /Question 1 of 5/);
    const { page, steps } = await answerAll(pupil, first);
    const facts = (await pupil.facts('answer')).map(({ performance_metrics: m }) => AnswerMetrics.parse(m));
    assert.equal(facts.length, steps);
    assert.equal(new Set(facts.map(({ decision }) => decision)).size, 5);
    assert.ok(facts.every(({ placement, skill }) => placement === null && skill === 'ratios'));
    assert.match(page.html, /What changed/);
    assert.match(page.html, /Ratios/);
    assert.match(page.html, /You practised on one of the last 7 days/);
    assert.ok(hasForm(page, 'path'), 'back to where it began');
    assert.ok(hasForm(page, 'next/accept'), 'what comes next');
    assert.equal(await pupil.grade(), null);
  });

  it('moves a grade only by what the next answer of the assignment finds in the profile', async () => {
    const pupil = await room.pupil({ attune_skills: 'counting,odds.basic' });
    const assigned = await pupil.press(await pupil.visit(), 'practice/start');
    await pupil.press(assigned, 'practice/answer', (await pupil.question()).right);
    const before = await pupil.grade();
    const waiting = await room.outboxOf(pupil.gradeId);
    await answerAll(pupil, await pupil.post('free', { skills: 'counting', length: '5' }));
    assert.deepEqual(await pupil.grade(), before);
    assert.deepEqual(await room.outboxOf(pupil.gradeId), waiting);
    const next = await pupil.press(await pupil.visit(), 'practice/next');
    await pupil.press(next, 'practice/answer', (await pupil.question()).right);
    const after = await pupil.grade();
    assert.equal(after?.now, scoreOf(await pupil.profile(), ['counting', 'odds.basic'], 0.85));
    assert.ok(after.now > (before?.now ?? 1));
  });

  it('checks one skill with three questions and says what they changed', async () => {
    const pupil = await room.pupil();
    const first = await pupil.post('free', { skills: ['counting', 'ratios'], purpose: 'check', back: 'progress' });
    assert.match(first.html, /Question 1 of 3/);
    assert.ok(!first.html.includes('data-hint'), 'a check has no hints');
    const { page } = await answerAll(pupil, first);
    const facts = (await pupil.facts('answer')).map(({ performance_metrics: m }) => AnswerMetrics.parse(m));
    assert.equal(new Set(facts.map(({ decision }) => decision)).size, 3);
    assert.ok(facts.every(({ mode, skill }) => mode === 'placement' && skill === 'counting'));
    assert.match(page.html, /Check finished/);
    assert.match(page.html, /most likely \d+% to \d+%/);
    assert.ok(hasForm(page, 'progress'));
    assert.equal((await pupil.post('free', { skills: 'nothing', purpose: 'check' })).status, 404);
  });

  it('begins once, answers once and goes on once, however often it is sent', async () => {
    const pupil = await room.pupil();
    const start = () => pupil.post('free', { skills: 'counting', length: '5' });
    const [first, second] = [await start(), await start()];
    assert.deepEqual(formOf(second, 'free/answer').hidden, formOf(first, 'free/answer').hidden);
    assert.equal((await runsOf(pupil)).length, 1);
    const { right } = await inFront(first);
    const answers = await Promise.all([1, 2, 3].map(() => pupil.press(first, 'free/answer', right)));
    assert.ok(answers.every(({ status }) => status === 200));
    assert.equal((await pupil.facts('answer')).length, 1);
    const [answered] = answers;
    assert.ok(answered);
    await Promise.all([1, 2, 3].map(() => pupil.press(answered, 'free/next')));
    assert.equal((await runsOf(pupil))[0]?.asked, 2);
    const stopped = await pupil.post('free/finish');
    assert.match(stopped.html, /Practice finished/);
    const before = await runsOf(pupil);
    assert.equal((await pupil.visit('free')).status, 200);
    assert.deepEqual(await runsOf(pupil), before, 'a GET only reads');
  });

  it('has one run that goes on, however many tabs begin one', async () => {
    const pupil = await room.pupil();
    const wishes = ['counting', 'ratios', 'odds.basic', 'constructor'];
    const begun = await Promise.all(wishes.map((skills) => pupil.post('free', { skills, length: '5' })));
    assert.ok(begun.every(({ status }) => status === 200));
    const open = async () => (await runsOf(pupil)).filter(({ state }) => state === 'open');
    assert.equal((await open()).length, 1);
    const stopped = await pupil.post('free/finish');
    assert.match(stopped.html, /Practice finished/);
    assert.deepEqual(await open(), []);
  });

  it('ends with the question after which the minutes are over', async () => {
    const pupil = await room.pupil();
    const first = await pupil.post('free', { length: '5m' });
    assert.match(first.html, /about 5 minutes left/);
    room.app.clock.advance(6 * MINUTE_MS);
    const late = await pupil.press(first, 'free/solution');
    assert.match((await pupil.press(late, 'free/next')).html, /Practice finished/);
  });

  it('says what is due, runs through it, and when the next ones come', async () => {
    const pupil = await room.pupil();
    assert.match((await pupil.post('reviews')).html, /Nothing to call back today/);
    await answerAll(pupil, await pupil.post('free', { skills: 'counting', length: '5' }));
    assert.match((await pupil.post('free', { purpose: 'reviews' })).html, /Nothing to call back today/);
    room.app.clock.advance(40 * DAY_MS);
    const back = await pupil.comeBack();
    const due = await back.post('reviews');
    assert.match(due.html, /(?:One skill|2 skills) to call back today/);
    assert.match(due.html, /You would still get it right about \d times? in 10/);
    const { page } = await answerAll(back, await back.press(due, 'free'));
    const last = AnswerMetrics.parse((await back.facts('answer')).at(-1)?.performance_metrics);
    assert.equal(last.mode, 'review');
    assert.match(page.html, /Reviews finished/);
    assert.match(page.html, /When your next reviews come|more than two weeks away/);
    const none = await back.press(page, 'reviews');
    assert.match(none.html, /You have done (?:one review|2 reviews) today/);
    assert.match((await back.press(none, 'reviews/load', { per_day: '3' })).html, /value="3" selected/);
    assert.equal((await back.profile()).learning_style.stated.reviews_per_day, 3);
  });

  it('says how hard a question is, what an answer moved, and keeps how it felt', async () => {
    const pupil = await room.pupil({ attune_skills: 'counting' });
    const page = await pupil.press(await pupil.visit(), 'practice/start');
    assert.match(page.html, /Out of 10 questions like this one, we expect you to get about/);
    assert.match(page.html, /data-example="counting-/, 'a new skill begins with an example');
    const { right } = await pupil.question();
    const answered = await pupil.press(page, 'practice/answer', right);
    assert.match(answered.html, /What this answer changed/);
    assert.ok(!answered.html.includes('data-example'));
    const felt = await pupil.press(answered, 'practice/felt', { felt: 'too-easy' });
    assert.match(felt.html, /You found it too easy/);
    const hidden = await pupil.press(felt, 'practice/wishes', { difficulty: 'off' });
    assert.ok(!hidden.html.includes('Out of 10 questions'));
    const strict = await room.pupil({ attune_skills: 'counting', attune_hints: 'never' });
    const plain = await strict.press(await strict.visit(), 'practice/start');
    assert.ok(!plain.html.includes('data-example'), 'no example where the teacher wants no help');
  });

  it('asks how sure somebody is when they or their teacher wish it, and keeps it with the answer', async () => {
    const pupil = await room.pupil({ attune_skills: 'counting' });
    const page = await pupil.press(await pupil.visit(), 'practice/start');
    assert.ok(!page.html.includes('class="sureness"'));
    const asked = await pupil.post('practice/wishes', { confidence: 'on' });
    const { wrong } = await pupil.question();
    const answered = await pupil.press(asked, 'practice/answer', { ...wrong, confidence: 'very' });
    assert.match(answered.html, /You were sure of it/);
    const [fact] = await pupil.facts('answer');
    assert.equal(AnswerMetrics.parse(fact?.performance_metrics).confidence, 0.95);
    const other = await room.pupil({ attune_skills: 'counting', attune_confidence: 'ask' });
    const start = await other.press(await other.visit(), 'practice/start');
    const given = await other.press(start, 'practice/answer', (await other.question()).right);
    assert.equal(given.status, 200, 'it is optional');
    const [silent] = await other.facts('answer');
    assert.equal(AnswerMetrics.parse(silent?.performance_metrics).confidence, undefined);
    assert.match(start.html, /class="sureness"/);
    const declined = await other.post('practice/wishes', { confidence: 'off' });
    assert.ok(!(await other.press(declined, 'practice/next')).html.includes('class="sureness"'));
  });
});
