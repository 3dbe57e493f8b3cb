import assert from 'node:assert/strict';
import { type Course, type InForce, importCourse } from '../../../src/features/catalogue/index.js';
import { AnswerMetrics } from '../../../src/features/learners/index.js';
import { answerQuestion } from '../../../src/features/practice/index.js';
import { Classroom, hasForm, type Page, type Pupil } from '../../support/classroom.js';
import { problem, testCourse } from '../../support/course.js';

describe('a course that is imported again under an open question', function () {
  this.timeout(30_000);
  let room: Classroom;
  let pupil: Pupil;
  let page: Page;
  let number = 0;
  let course: Course;
  const open = async (make: (id: string) => Course, custom: Record<string, string> = {}) => {
    number += 1;
    course = make(`changing-${number}`);
    room = await Classroom.open({ course });
    pupil = await room.pupil(custom);
    page = await pupil.press(await pupil.visit(), 'practice/start');
  };
  afterEach(() => room?.close());

  const importAgain = async (changes: Partial<Course>) => {
    const { outcome } = await importCourse(room.app.scope, { ...course, ...changes }, room.app.clock());
    assert.equal(outcome, 'changed');
  };

  it('keeps a question that was changed as it was asked: text, hints, key and solution', async () => {
    await open((id) => testCourse({ id }));
    const { item, step, right } = await pupil.question();
    const changed = course.items.map((each) =>
      each.id === item.id
        ? {
            ...each,
            steps: [
              {
                ...step,
                promptMarkdown: 'NEW PROMPT',
                answer: { kind: 'text' as const, accepted: ['new'], caseSensitive: false },
              },
            ],
          }
        : each,
    );
    await importAgain({ items: changed });
    page = await pupil.visit();
    assert.ok(page.html.includes(step.promptMarkdown) && !page.html.includes('NEW PROMPT'));
    page = await pupil.press(page, 'practice/hint');
    assert.ok(page.html.includes('HINT-1'));
    page = await pupil.press(page, 'practice/answer', right);
    assert.ok(page.html.includes(step.solutionMarkdown));
    assert.equal((await pupil.facts('answer'))[0]?.performance_metrics.correct, true);
    page = await pupil.press(page, 'practice/next');
    assert.equal((await pupil.attempt()).current?.revision, 2);
  });

  it('keeps a question that was taken out, and asks it no more afterwards', async () => {
    await open((id) => testCourse({ id }), { attune_target: '0.99' });
    const { item, step, right } = await pupil.question();
    await importAgain({ items: course.items.filter(({ id }) => id !== item.id) });
    page = await pupil.visit();
    assert.ok(page.html.includes(step.promptMarkdown));
    page = await pupil.press(page, 'practice/answer', right);
    page = await pupil.press(page, 'practice/next');
    for (let question = 0; question < 12; question += 1) {
      assert.notEqual((await pupil.question()).item.id, item.id);
      page = await pupil.press(page, 'practice/solution');
      page = await pupil.press(page, 'practice/next');
    }
  });

  it('goes through the steps of a problem as they were, when some are gone', async () => {
    await open((id) => testCourse({ id, items: [problem()] }));
    const [first] = problem().steps;
    assert.ok(first);
    await importAgain({ items: [{ ...problem(), steps: [first] }] });
    for (const name of ['one', 'two', 'three']) {
      page = await pupil.visit();
      assert.ok(page.html.includes(`Prompt of problem-${name}`));
      page = await pupil.press(page, 'practice/answer', (await pupil.question()).right);
      page = await pupil.press(page, 'practice/next');
    }
    assert.equal((await pupil.facts('answer')).length, 3);
  });

  it('folds an answer by the parameters in force, also to a question as it was before', async () => {
    await open((id) => testCourse({ id }));
    const { item, right } = await pupil.question();
    await importAgain({ items: course.items.filter(({ id }) => id !== item.id) });
    const inForce: InForce = async (_scope, _course, view) => ({
      ...view,
      skill(id) {
        const skill = view.skill(id);
        return skill && { ...skill, parameters: { ...skill.parameters, prior: 0.77 } };
      },
    });
    const { decision, step, tries } = (await pupil.attempt()).current ?? assert.fail();
    await answerQuestion({ ...room.deps, inForce }, pupil.student, { decision, step, tries }, right);
    const { skills } = AnswerMetrics.parse((await pupil.facts('answer'))[0]?.performance_metrics);
    assert.deepEqual([...new Set(skills.map(({ prior }) => prior))], [0.77]);
  });

  it('lets a skill go that the learner is just asked about', async () => {
    await open((id) => testCourse({ id }), { attune_skills: 'constructor' });
    await importAgain({
      skills: course.skills.filter(({ id }) => id !== 'constructor'),
      items: course.items.filter(({ steps }) => steps.every(({ skills }) => !skills.includes('constructor'))),
      coaches: [],
    });
    page = await pupil.visit();
    assert.equal(page.status, 200);
    assert.match(page.html, /Building/);
    page = await pupil.press(page, 'practice/answer', (await pupil.question()).right);
    page = await pupil.press(page, 'practice/next');
    // No assigned skill is left, so the assignment is about all of them, like one that names none.
    assert.ok(hasForm(page, 'practice/answer'));
    page = await pupil.press(page, 'practice/finish');
    assert.equal(page.status, 200);
    assert.ok(hasForm(page, 'practice/start'));
  });
});
