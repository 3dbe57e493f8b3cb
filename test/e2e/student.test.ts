import assert from 'node:assert/strict';
import { answer, goOn, startVisitor, type Visitor, within } from './visitor.js';
import { startWorld, type World } from './world.js';

const PRACTICE = 'Practice: odds, outs and prices';

describe('e2e: a student in a course page', function () {
  this.timeout(180_000);
  let world: World;
  let visitor: Visitor | undefined;

  before(async () => {
    world = await startWorld();
  });
  afterEach(() => visitor?.close());
  after(() => world?.close());

  interface Round {
    readonly prompts: readonly string[];
    /** From the last answer to the gradebook, in milliseconds. */
    readonly gradeAfter: number;
  }

  /** Ten answers with a hint before the third, seven of them right; then the gradebook has what they are worth. */
  async function tenAnswers(person: string, options: { nothingKept?: boolean } = {}): Promise<Round> {
    visitor = await startVisitor(world, options);
    await visitor.enter(person);
    const frame = await visitor.open(PRACTICE);
    await frame.getByRole('button', { name: 'Start' }).press('Enter');
    const prompts: string[] = [];
    for (let count = 0; count < 10; count += 1) {
      if (count > 0) await goOn(frame);
      if (count === 2) {
        await frame.getByRole('button', { name: /^Hint/ }).press('Enter');
        await frame.locator('.hint').first().waitFor();
      }
      prompts.push((await answer(world, frame, { right: count % 4 !== 3 })).prompt);
    }
    const gradeAfter = await within(5_000, async () => {
      const difference = (world.gradeOf(person, PRACTICE) ?? Number.NaN) - (await world.worthOf(person));
      return Math.abs(difference) < 0.001;
    });
    assert.ok((world.gradeOf(person, PRACTICE) ?? 0) > 0);
    const facts = await world.factsOf(person);
    assert.equal(facts.filter(({ interaction_type }) => interaction_type === 'answer').length, 10);
    assert.equal(facts.filter(({ interaction_type }) => interaction_type === 'hint').length, 1);
    await visitor.close();
    visitor = undefined;
    return { prompts, gradeAfter };
  }

  it('launches with third-party cookies blocked, works, and finds the grade in the gradebook', async () => {
    const { gradeAfter } = await tenAnswers('mia');
    assert.ok(gradeAfter <= 5_000);
    const sent = world.demo.campus.scoresReceived;
    assert.ok(sent.length < 10, `ten answers made ${sent.length} sends`);
    assert.ok(sent.every(({ result }) => result.status === 200));
  });

  it('gives a second student other questions', async () => {
    const first = (await world.factsOf('mia')).map(({ content_id }) => content_id);
    await tenAnswers('tariq');
    const second = (await world.factsOf('tariq')).filter(({ interaction_type }) => interaction_type === 'answer');
    const shared = second.filter(({ content_id }) => first.includes(content_id)).length;
    assert.ok(shared <= 5, `two students shared ${shared} of ten questions`);
  });

  it('does the same when the browser keeps nothing and only LTI Platform Storage is left', async () => {
    await tenAnswers('student-04', { nothingKept: true });
  });

  it('goes on where a closed tab left off', async () => {
    visitor = await startVisitor(world);
    await visitor.enter('student-02');
    const frame = await visitor.open(PRACTICE);
    await frame.getByRole('button', { name: 'Start' }).press('Enter');
    await answer(world, frame, { right: true });
    await goOn(frame);
    const prompt = await frame.locator('#prompt').textContent();
    const again = await visitor.open(PRACTICE);
    assert.equal(await again.locator('#prompt').textContent(), prompt);
  });

  it('never grades the test student', async () => {
    visitor = await startVisitor(world);
    await visitor.enter('test-student');
    const frame = await visitor.open(PRACTICE);
    await frame.getByRole('button', { name: 'Start' }).press('Enter');
    await answer(world, frame, { right: true });
    const db = world.demo.program.app.storage.connection.db;
    const subjects = await db?.collection('outbox').countDocuments({ state: { $ne: 'delivered' } });
    assert.equal(subjects, 0);
    assert.equal(world.gradeOf('test-student', PRACTICE), null);
  });
});
