import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { updateKnowledge } from '../../../src/engine/tracing/bkt.js';
import { type FactDraft, levelOf, recordFact, trailOf } from '../../../src/features/learners/index.js';
import { Classroom, formOf, hasForm, type Page, type Pupil } from '../../support/classroom.js';
import { testCourse } from '../../support/course.js';

const DAY = 86_400_000;
const COUNTING = { attune_skills: 'counting' };
// Without the problem whose steps are about several skills, and with questions that are all as hard as usual.
const course = testCourse({
  id: 'progress-testing',
  items: testCourse()
    .items.filter(({ id }) => id !== 'problem')
    .map((item) => ({
      ...item,
      steps: item.steps.map((step) => ({ ...step, parameters: { discrimination: 1, difficulty: -0.9 } })),
    })),
});
const parameters = course.skills.find(({ id }) => id === 'counting')?.parameters;
assert.ok(parameters);

/** What a reader sees of a page, in one line. */
const textOf = ({ html }: Page): string => html.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ');
const percent = (share: number): string => `${Math.round(share * 100)}%`;

describe('how a learner stands, and how we know', function () {
  this.timeout(60_000);
  let room: Classroom;
  before(async () => {
    room = await Classroom.open({ course });
  });
  after(() => room?.close());

  /** Answers the question on the screen at the first try. */
  async function answer(pupil: Pupil, right: boolean, hints = 0): Promise<void> {
    let page = await pupil.visit();
    if (hasForm(page, 'start')) page = await pupil.press(page, 'start');
    for (let opened = 0; opened < hints; opened += 1) page = await pupil.press(page, 'hint');
    const fields = await pupil.question();
    room.app.clock.advance(40_000);
    page = await pupil.press(page, 'answer', right ? fields.right : fields.wrong);
    if (!right) page = await pupil.press(page, 'solution');
    await pupil.press(page, 'next');
  }

  async function tell(pupil: Pupil, draft: Omit<FactDraft, 'key' | 'at'>): Promise<void> {
    const fact = { ...draft, key: randomUUID(), at: room.app.clock() } as FactDraft;
    await room.app.scope.transaction((tx) =>
      recordFact(tx, pupil.student, fact, { id: randomUUID(), now: room.app.clock() }),
    );
  }
  const known = async (pupil: Pupil): Promise<number> => levelOf(await pupil.profile(), 'counting')?.known ?? 0;
  const evidence = (pupil: Pupil, fields: Record<string, string>) => pupil.post('evidence', fields);

  it('tells the trail of a level by the fold of the profile itself', async () => {
    const pupil = await room.pupil(COUNTING);
    await answer(pupil, true);
    await answer(pupil, true, 1);
    await answer(pupil, false);
    const graded = { source: 'csv' as const, label: 'Written test', score: 0.7, ours: false };
    const skills = [{ id: 'counting', weight: 4, ...parameters }];
    await tell(pupil, { type: 'grade-read', contentId: null, metrics: { ...graded, column: 'a', skills } });
    await tell(pupil, { type: 'signals-set', contentId: null, metrics: { off: ['grades'] } });
    await tell(pupil, { type: 'grade-read', contentId: null, metrics: { ...graded, column: 'b', skills } });

    const trail = await trailOf(room.app.scope, pupil.student, 'counting');
    assert.deepEqual(
      trail.map(({ fact }) => fact.interaction_type),
      ['answer', 'answer', 'answer', 'grade-read', 'grade-read'],
    );
    assert.equal(trail[0]?.before, null);
    for (const [index, { before }] of trail.entries()) if (index > 0) assert.deepEqual(before, trail[index - 1]?.after);
    assert.deepEqual(trail.at(-1)?.after, levelOf(await pupil.profile(), 'counting'));
    // What was switched off moved nothing.
    assert.equal(trail[4]?.before, trail[4]?.after);

    const first = updateKnowledge(parameters.prior, true, parameters);
    const second = updateKnowledge(first, true, parameters, 0.5);
    assert.equal(trail[1]?.after?.known, second);
    const page = textOf(await evidence(pupil, { skill: 'counting', back: 'practice' }));
    assert.match(page, /3 first answers on it; 2 were right\. One of them was with hints\./);
    assert.ok(
      page.includes(
        `Right, after one hint. It counts as 0.5 answers. The level went from ${percent(first)} to ${percent(second)}.`,
      ),
    );
    assert.match(page, /Grade from your course: Written test .* It was 70%\. It counts as 4 answers\./);
    assert.match(page, /It was 70%\. It is shown here and counts for nothing\./);
    assert.match(page, /Beside it: your gradebook/);
  });

  it('tells of a fresh start, and begins the drawing anew', async () => {
    const pupil = await room.pupil(COUNTING);
    for (let done = 0; done < 3; done += 1) await answer(pupil, true);
    const before = await known(pupil);
    const { prior } = parameters;
    await tell(pupil, { type: 'skill-reset', contentId: null, metrics: { skill: 'counting', prior } });
    const sentence = `The level went from ${percent(before)} to ${percent(prior)}.`;
    assert.match(textOf(await evidence(pupil, { skill: 'counting' })), /You started it afresh/);
    assert.ok(textOf(await evidence(pupil, { skill: 'counting' })).includes(sentence));
    await answer(pupil, true);
    const page = textOf(await pupil.post('progress', { skill: 'counting' }));
    assert.ok(page.includes(`It was at ${percent(await known(pupil))} on`), page);
  });

  it('says how many right answers reach the goal, and so many do', async () => {
    const pupil = await room.pupil(COUNTING);
    await answer(pupil, false);
    const text = textOf(await evidence(pupil, { skill: 'counting' }));
    const count = Number(
      /About (\d+) right answers in a row, without help, would reach the goal of 85%/.exec(text)?.[1],
    );
    const predicted = /Right, without help (\d+%)/.exec(text)?.[1];
    assert.ok(count > 1);
    for (let done = 0; done < count; done += 1) {
      assert.doesNotMatch(textOf(await evidence(pupil, { skill: 'counting' })), /is reached/);
      await answer(pupil, true);
      if (done === 0) assert.equal(percent(await known(pupil)), predicted);
    }
    assert.match(textOf(await evidence(pupil, { skill: 'counting' })), /The goal of 85% is reached\./);
  });

  it('leads from a level to its evidence, to a check, and back', async () => {
    const pupil = await room.pupil(COUNTING);
    await answer(pupil, true);
    const practice = await pupil.visit();
    const page = await pupil.press(practice, 'evidence');
    assert.equal(page.status, 200);
    const check = formOf(page, 'free').hidden;
    assert.deepEqual(
      { ...check, session: '' },
      { session: '', purpose: 'check', skills: 'counting', length: '3', back: 'progress' },
    );
    assert.ok(hasForm(page, 'practice'));

    let asked = await pupil.press(page, 'free');
    for (let question = 0; question < 3; question += 1) {
      asked = await pupil.press(asked, 'free/solution');
      asked = await pupil.press(asked, 'free/next');
    }
    const back = textOf(await pupil.press(asked, 'progress'));
    assert.match(back, /What your last answers changed Counting : 4 first answers, 1 right\./);
    assert.ok(back.includes(`It was new to us and is at ${percent(await known(pupil))} now.`));
    assert.match((await evidence(pupil, { skill: 'counting', back: '//elsewhere' })).html, /action="[^"]*\/progress"/);
  });

  it('knows nothing of a skill that the course has not, and every number has its page', async () => {
    const pupil = await room.pupil(COUNTING);
    assert.equal((await evidence(pupil, { skill: 'elsewhere' })).status, 404);
    assert.equal((await evidence(pupil, {})).status, 404);
    assert.equal((await evidence(pupil, { of: 'everything' })).status, 400);
    assert.match(textOf(await evidence(pupil, { skill: 'ratios' })), /You have not answered a question on it yet\./);
    await answer(pupil, true);
    for (const of of [
      'velocity',
      'ability',
      'answers',
      'accuracy',
      'time',
      'active-days',
      'usual-gap',
      'goal',
      'on-time',
    ]) {
      const page = await evidence(pupil, { of });
      assert.equal(page.status, 200, of);
      assert.match(textOf(page), /What would change it/);
    }
    assert.match(textOf(await evidence(pupil, { of: 'accuracy', back: 'insights' })), /It rests on one first answer\./);
    assert.equal((await evidence(pupil, { of: 'right-now', skill: 'counting' })).status, 200);
    assert.match(textOf(await evidence(pupil, { of: 'usual-session' })), /We cannot say it yet\./);
    await tell(pupil, { type: 'signals-set', contentId: null, metrics: { off: ['habits'] } });
    assert.match(
      textOf(await evidence(pupil, { of: 'usual-session' })),
      /You have switched off what it is made from\./,
    );
  });

  it('says plainly what there is nothing to draw of yet', async () => {
    const pupil = await room.pupil(COUNTING);
    const page = await pupil.visit('progress');
    const text = textOf(page);
    for (const sentence of ['begins with your first answer', 'You have no path yet', 'No review is planned']) {
      assert.ok(text.includes(sentence), sentence);
    }
    assert.match(text, /0 of 4 skills have reached the goal, 0 are begun, and 4 are not begun yet\./);
    assert.equal(page.html.match(/<svg[^>]*role="img"/g)?.length, 1);
  });

  it('draws all five charts, each with its table, and says what the last answers changed', async () => {
    let pupil = await room.pupil(COUNTING);
    for (let day = 0; day < 2; day += 1) {
      if (day > 0) room.app.clock.advance(DAY);
      // A session lasts an hour.
      pupil = await pupil.comeBack();
      for (let done = 0; done < 3; done += 1) await answer(pupil, true);
    }
    await pupil.post('path/make');
    const page = await pupil.post('progress');
    const drawn = page.html.match(/<svg[^>]*role="img" aria-labelledby="(\w+)-title" aria-describedby="\1-about"/g);
    assert.equal(drawn?.length, 5, textOf(page));
    assert.equal(page.html.match(/<summary[^>]*>As a table/g)?.length, 5);
    const text = textOf(page);
    assert.match(
      text,
      /What your last answers changed Counting : 3 first answers, 3 right\. It went from \d+% to \d+%\./,
    );
    // The newest row of the table is where the meter stands.
    const level = percent(await known(pupil));
    assert.ok(text.includes(`to ${level} on`), level);
    const together = await pupil.post('progress', { skill: '*' });
    assert.match(together.html, /All your skills over time/);
    assert.equal((await pupil.post('progress', { skill: 'elsewhere' })).status, 200);
    room.app.clock.advance(DAY / 2);
    assert.doesNotMatch((await (await pupil.comeBack()).visit('progress')).html, /last answers changed/);
  });

  it('says of every suggestion, step and question what was used and what would change it', async () => {
    const pupil = await room.pupil(COUNTING);
    await answer(pupil, true);
    const next = await pupil.post('next');
    assert.equal(
      next.html.match(/What was used for it|Nothing of yours was used/g)?.length,
      next.html.match(/data-suggestion=/g)?.length,
    );
    const path = await pupil.post('path/make');
    assert.ok((path.html.match(/What was used for the path/g)?.length ?? 0) > 1);
    assert.match(path.html, /How well you know each skill/);
    assert.match((await pupil.visit()).html, /Used for it: your answers so far/);
  });
});
