import assert from 'node:assert/strict';
import { goOn, openHint, showSolution, startRound } from '../../../src/features/practice/index.js';
import { Classroom, hasForm, type Page, type Pupil } from '../../support/classroom.js';

const DUE = '2086-03-09T12:00:00.000Z';

describe('the rules that an instructor sets', function () {
  this.timeout(30_000);
  let room: Classroom;
  before(async () => {
    room = await Classroom.open();
  });
  after(() => room?.close());
  beforeEach(() => room.app.clock.set('2086-03-02T09:00:00.000Z'));

  const begin = async (pupil: Pupil): Promise<Page> => pupil.press(await pupil.visit(), 'practice/start');
  /** Answers the question on the page, with all its steps, and goes on. */
  async function solve(pupil: Pupil, page: Page, correct = true): Promise<Page> {
    let next = page;
    for (let step = 0, steps = 1; step < steps; step += 1) {
      const { right, wrong, item } = await pupil.question();
      steps = item.steps.length;
      next = await pupil.press(next, 'practice/answer', correct ? right : wrong);
      if (!correct) next = await pupil.press(next, 'practice/solution');
      next = await pupil.press(next, 'practice/next');
    }
    return next;
  }

  describe('hints', () => {
    it('"never": offers none, and opens none for a request made by hand', async () => {
      const pupil = await room.pupil({ attune_hints: 'never' });
      let page = await begin(pupil);
      const open = async () => {
        const { decision, step, tries, hints } = (await pupil.attempt()).current ?? assert.fail();
        const fields = { decision, step: String(step), tries: String(tries), hints: String(hints) };
        const shown = await pupil.post('practice/hint', fields);
        assert.ok(!shown.html.includes('HINT-'));
        assert.equal((await pupil.attempt()).current?.hints, 0);
      };
      await open();
      page = await pupil.press(page, 'practice/answer', (await pupil.question()).wrong);
      await open();
      assert.doesNotMatch(page.html, /<button[^>]*form="hint"/);
      assert.deepEqual(await pupil.facts('hint'), []);
    });

    it('"after-wrong": not before a try, then one by one', async () => {
      const pupil = await room.pupil({ attune_hints: 'after-wrong' });
      let page = await begin(pupil);
      assert.doesNotMatch(page.html, /<button[^>]*form="hint"/);
      page = await pupil.press(page, 'practice/hint');
      assert.equal((await pupil.attempt()).current?.hints, 0);
      page = await pupil.press(page, 'practice/answer', (await pupil.question()).wrong);
      assert.match(page.html, /<button[^>]*form="hint"/);
      page = await pupil.press(page, 'practice/hint');
      assert.equal((await pupil.attempt()).current?.hints, 1);
      assert.ok(page.html.includes('HINT-1') && !page.html.includes('HINT-2'));
    });

    it('"always": until there are no more', async () => {
      const pupil = await room.pupil({ attune_hints: 'always' });
      let page = await begin(pupil);
      for (const _ of [1, 2, 3]) page = await pupil.press(page, 'practice/hint');
      assert.doesNotMatch(page.html, /<button[^>]*form="hint"/);
      await pupil.press(page, 'practice/hint');
      assert.equal((await pupil.attempt()).current?.hints, 3);
      assert.equal((await pupil.facts('hint')).length, 3);
    });
  });

  it('ends a round after its most questions, whatever they were worth', async () => {
    const pupil = await room.pupil({ attune_length: '3', attune_target: '0.99' });
    let page = await begin(pupil);
    for (const _ of [1, 2, 3]) {
      assert.ok(hasForm(page, 'practice/answer'));
      page = await solve(pupil, page, false);
    }
    assert.ok(!hasForm(page, 'practice/answer') && hasForm(page, 'practice/start'));
    const { state, asked } = await pupil.attempt();
    assert.deepEqual([state, asked], ['finished', 3]);
  });

  it('gives as many rounds as it says, and no more to a request made by hand', async () => {
    const pupil = await room.pupil({ attune_attempts: '2', attune_length: '1' });
    for (const round of [1, 2]) {
      const page = await solve(pupil, await begin(pupil));
      assert.equal((await pupil.attempt()).number, round);
      assert.equal(hasForm(page, 'practice/start'), round < 2);
    }
    const page = await pupil.post('practice/start');
    assert.ok(!hasForm(page, 'practice/answer'));
    assert.deepEqual([(await pupil.attempt()).number, (await pupil.attempt()).state], [2, 'finished']);
  });

  describe('after the due date', () => {
    const late = async (afterDue: string) => {
      const pupil = await room.pupil({ attune_due: afterDue, attune_due_at: DUE, attune_grade: 'latest' });
      room.app.clock.set('2086-03-09T11:30:00.000Z');
      const inTime = await pupil.comeBack();
      const page = await solve(inTime, await begin(inTime));
      const grade = await pupil.grade();
      assert.ok(hasForm(page, 'practice/answer') && grade?.intended);
      room.app.clock.set('2086-03-09T12:00:00.001Z');
      return { pupil: await pupil.comeBack(), intended: grade.intended };
    };

    it('"keep" goes on as before', async () => {
      const { pupil, intended } = await late('keep');
      await solve(pupil, await pupil.visit(), false);
      const after = (await pupil.grade())?.intended;
      assert.equal(after?.revision, intended.revision + 1);
      assert.notEqual(after?.score, intended.score);
    });

    it('"practice" goes on, and the grade stays', async () => {
      const { pupil, intended } = await late('practice');
      const facts = (await pupil.facts('answer')).length;
      await solve(pupil, await pupil.visit(), false);
      await pupil.post('practice/finish');
      assert.ok((await pupil.facts('answer')).length > facts);
      const after = await pupil.grade();
      assert.deepEqual(after?.intended, intended);
      assert.notEqual(after?.now, intended.score);
    });

    it('"closed" shows that it is, and takes nothing', async () => {
      const { pupil, intended } = await late('closed');
      const { decision, step, tries } = (await pupil.attempt()).current ?? assert.fail();
      const { right } = await pupil.question();
      const before = [await pupil.attempt(), await pupil.profile()];
      const page = await pupil.visit();
      assert.equal(page.status, 200);
      assert.ok(!hasForm(page, 'practice/answer') && !hasForm(page, 'practice/start'));
      const mark = { decision, step: String(step), tries: String(tries), hints: '0' };
      for (const path of ['start', 'answer', 'hint', 'solution', 'next', 'finish']) {
        const refused = await pupil.post(`practice/${path}`, path === 'answer' ? { ...mark, ...right } : mark);
        assert.ok(!hasForm(refused, 'practice/answer'), path);
      }
      assert.deepEqual([await pupil.attempt(), await pupil.profile()], before);
      assert.deepEqual((await pupil.grade())?.intended, intended);
    });

    it('opens again when the instructor gives more time', async () => {
      const pupil = await room.pupil({ attune_due: 'closed', attune_due_at: '2086-03-01T00:00:00Z' });
      assert.ok(!hasForm(await pupil.visit(), 'practice/start'));
      const { resource_link_id } = await room.placement(pupil);
      await room.app.arrive({
        link: { id: resource_link_id, title: 'Practice' },
        custom: { attune_due: 'closed', attune_due_at: DUE },
      });
      assert.ok(hasForm(await pupil.visit(), 'practice/start'));
    });
  });

  it('asks two students different questions', async () => {
    const firsts = new Set<string>();
    const paths = new Set<string>();
    const link = { id: 'one link for all', title: 'Practice' };
    for (let student = 0; student < 20; student += 1) {
      const pupil = await room.pupil({}, { link });
      await startRound(room.deps, pupil.student);
      const path: string[] = [];
      for (let question = 0; question < 4; question += 1) {
        const { decision, step, tries, item } = (await pupil.attempt()).current ?? assert.fail();
        path.push(item);
        await showSolution(room.deps, pupil.student, { decision, step, tries });
        await goOn(room.deps, pupil.student, decision, step);
      }
      firsts.add(path[0] ?? '');
      paths.add(path.join(' '));
    }
    // All start from the same prior, so the same five questions fit best; the draw among them tells students apart.
    assert.ok(firsts.size >= 3, `${firsts.size} first questions`);
    assert.ok(paths.size >= 16, `${paths.size} paths of four questions`);
  });

  it('asks only about the assigned skills, and about all when the link names none that exist', async () => {
    const skillsOf = async (custom: Record<string, string>) => {
      const pupil = await room.pupil({ ...custom, attune_target: '0.99' });
      await startRound(room.deps, pupil.student);
      const skills = new Set<string>();
      for (let question = 0; question < 12; question += 1) {
        const { decision, step, tries, skill } = (await pupil.attempt()).current ?? assert.fail();
        skills.add(skill);
        await openHint(room.deps, pupil.student, { decision, step, tries, hints: 0 });
        await showSolution(room.deps, pupil.student, { decision, step, tries });
        await goOn(room.deps, pupil.student, decision, step);
      }
      return skills;
    };
    assert.deepEqual([...(await skillsOf({ attune_skills: 'ratios' }))], ['ratios']);
    assert.ok((await skillsOf({ attune_skills: 'made-up' })).size > 1);
  });

  it('lets nobody practise on a link that is no assignment', async () => {
    const pupil = await room.pupil({ attune_kind: 'next' });
    const page = await pupil.post('practice/start');
    assert.ok(!hasForm(page, 'practice/answer'));
    assert.deepEqual(await pupil.facts(), []);
  });
});
