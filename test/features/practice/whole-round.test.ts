import assert from 'node:assert/strict';
import type { Item, Step } from '../../../src/features/catalogue/index.js';
import { recommendationCollection } from '../../../src/features/recommendations/model.js';
import { Classroom, hasForm, type Page, type Pupil } from '../../support/classroom.js';
import { keysOf, testCourse } from '../../support/course.js';

/** A sentence that a page may only hold once it is due. */
interface Secret {
  readonly owner: string;
  readonly kind: 'key' | 'idea' | 'hint' | 'asked' | 'solution';
  readonly place: number;
  readonly text: string;
}

const nameOf = (item: Item, step: Step): string => `${item.id}/${step.id}`;

function secretsOf(item: Item, step: Step): Secret[] {
  const owner = nameOf(item, step);
  const secret = (kind: Secret['kind'], text: string, place = 0): Secret => ({ owner, kind, place, text });
  return [
    ...keysOf(step).map((text) => secret('key', text)),
    ...('options' in step.answer ? step.answer.options : []).flatMap(({ misconception }) =>
      misconception ? [secret('idea', misconception)] : [],
    ),
    ...step.hints.flatMap(({ textMarkdown, ask }, place) => [
      secret('hint', textMarkdown, place),
      ...(ask ? [secret('asked', ask.answerMarkdown, place)] : []),
    ]),
    secret('solution', step.solutionMarkdown),
  ];
}

describe('a whole round through the pages', function () {
  this.timeout(60_000);
  let room: Classroom;
  const course = testCourse();
  const secrets = course.items.flatMap((item) => item.steps.flatMap((step) => secretsOf(item, step)));
  let pagesRead = 0;

  before(async () => {
    room = await Classroom.open({ course });
  });
  after(() => room.close());

  /** No secret is in the page but those that are due. */
  function seals(page: Page, due: (secret: Secret) => boolean = () => false): void {
    assert.equal(page.status, 200);
    pagesRead += 1;
    // A skill that is new comes with an example: another question with its solution, which it names.
    const example = /data-example="([^"]+)"/.exec(page.html)?.[1];
    const shown = ({ kind, owner }: Secret) => kind === 'solution' && owner.startsWith(`${example}/`);
    const leaked = secrets.filter((secret) => page.html.includes(secret.text) && !shown(secret) && !due(secret));
    assert.deepEqual(leaked, []);
  }

  async function answerEverything(pupil: Pupil, page: Page): Promise<{ kind: string; page: Page }> {
    const { item, step, right, wrong } = await pupil.question();
    const owner = nameOf(item, step);
    const of =
      (hints: number, more: Secret['kind'][] = []) =>
      (secret: Secret) =>
        secret.owner === owner &&
        ((secret.kind === 'hint' && secret.place < hints) ||
          (secret.kind === 'asked' && secret.place + 1 < hints) ||
          more.includes(secret.kind));
    assert.ok(page.html.includes(step.promptMarkdown));
    seals(page);
    seals(await pupil.press(page, 'practice/answer'));
    let next = await pupil.press(page, 'practice/hint');
    seals(next, of(1));
    assert.ok(next.html.includes(step.hints[0]?.textMarkdown ?? '?'));
    next = await pupil.press(next, 'practice/answer', wrong);
    seals(next, of(1, ['idea']));
    next = await pupil.press(next, 'practice/hint');
    seals(next, of(2, ['idea']));
    next = await pupil.press(next, 'practice/hint');
    seals(next, of(3, ['idea']));
    assert.ok(
      next.html.includes(step.hints[1]?.ask?.answerMarkdown ?? '?'),
      'the answer inside a hint comes with the next',
    );
    next = await pupil.press(next, 'practice/answer', right);
    seals(next, of(3, ['solution', ...(typeof right.answer === 'string' ? (['key'] as const) : [])]));
    assert.ok(next.html.includes(step.solutionMarkdown));
    return { kind: step.answer.kind, page: await pupil.press(next, 'practice/next') };
  }

  it('never shows a key, an unopened hint or a solution before it is due, for any kind of answer', async () => {
    const pupil = await room.pupil({ attune_target: '0.99', attune_length: '26' });
    const met = new Map<string, number>();
    const start = await pupil.visit();
    seals(start);
    let page = await pupil.press(start, 'practice/start');
    while (hasForm(page, 'practice/answer')) {
      const answered = await answerEverything(pupil, page);
      met.set(answered.kind, (met.get(answered.kind) ?? 0) + 1);
      page = answered.page;
    }
    seals(page);
    assert.deepEqual([...met.keys()].sort(), [
      'expression',
      'matching',
      'multiple-choice',
      'numeric',
      'ordering',
      'single-choice',
      'text',
    ]);
    assert.ok(pagesRead > 150, `${pagesRead} pages were read`);
    const { state, asked, finished_at } = await pupil.attempt();
    assert.deepEqual({ state, asked, finished_at }, { state: 'finished', asked: 26, finished_at: room.app.clock() });
  });

  it('leads from the first page to the end, counts what was shown, and names what was learned', async () => {
    const pupil = await room.pupil({ attune_skills: 'counting', attune_target: '0.85' });
    let page = await pupil.press(await pupil.visit(), 'practice/start');
    let questions = 0;
    while (hasForm(page, 'practice/answer')) {
      const { item, step, right } = await pupil.question();
      page = await pupil.press(page, 'practice/answer', right);
      page = await pupil.press(page, 'practice/next');
      if (step === item.steps.at(-1)) questions += 1;
      assert.ok(questions < 30);
    }
    const profile = await pupil.profile();
    assert.ok((profile.skill_profile.current_levels.counting?.known ?? 0) >= 0.85);
    const grade = await pupil.grade();
    assert.deepEqual(
      { now: grade?.now, score: grade?.intended?.score, completed: grade?.intended?.completed, earned: grade?.earned },
      { now: 1, score: 1, completed: true, earned: null },
    );
    assert.match(page.html, /Counting/);
    assert.ok(hasForm(page, 'practice/start'), 'one more round is offered');
    assert.ok(hasForm(page, 'next/accept'), 'the end points to what comes next');
    const types = (await pupil.facts()).map(({ interaction_type }) => interaction_type);
    assert.equal(types[0], 'round-started');
    assert.equal(types.filter((type) => type === 'round-finished').length, 1);
  });

  it('writes nothing when a page is only opened, at any state of the round', async () => {
    const pupil = await room.pupil({ attune_length: '1' });
    const everything = async () => {
      const { db } = room.app.app.storage.connection;
      const names = (await db?.listCollections({}, { nameOnly: true }).toArray()) ?? [];
      const documents = names
        .filter(({ name }) => !name.startsWith('system.'))
        .sort((a, b) => (a.name < b.name ? -1 : 1))
        .map(async ({ name }) => [name, await db?.collection(name).find({}).sort({ _id: 1 }).toArray()]);
      return JSON.stringify(await Promise.all(documents));
    };
    const opening = async () => {
      const before = await everything();
      const page = await pupil.visit();
      seals(page, ({ kind, owner }) => kind === 'solution' || owner === answered);
      assert.equal(await everything(), before);
      return page;
    };
    let answered = '';
    const start = await opening();
    await pupil.press(start, 'practice/start');
    const question = await opening();
    const { item, step, right } = await pupil.question();
    answered = nameOf(item, step);
    await pupil.press(question, 'practice/answer', right);
    await pupil.press(await opening(), 'practice/next');
    await pupil.post('practice/finish');
    const end = await opening();
    assert.ok(hasForm(end, 'practice/start'));
    assert.ok(hasForm(end, 'next/accept'), 'what comes next is read, not made anew');
    // Even with nothing to show: a set is made by what a learner does.
    const mine = { user_id: pupil.student.userId, course_id: pupil.student.courseId };
    await room.app.scope.collection(recommendationCollection).deleteMany(mine);
    assert.ok(!hasForm(await opening(), 'next/accept'));
  });
});
