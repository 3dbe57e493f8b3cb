import assert from 'node:assert/strict';
import { answerStep, createHttpVisitor } from './http-visitor.js';
import { within } from './visitor.js';
import { startWorld, type World } from './world.js';

const PRACTICE = 'Practice: odds, outs and prices';
const HOUR_MS = 3_600_000;
const PATIENCE_MS = 20_000;

describe('e2e: the roster of a course', function () {
  this.timeout(120_000);
  let world: World;
  before(async () => {
    world = await startWorld();
    // Links longer than 2,000 characters, on many pages.
    world.demo.campus.setSwitch('flavour', 'canvas');
    world.demo.campus.setSwitch('pageSize', 7);
  });
  after(() => world?.close());

  const startOf = () => `${world.demo.campusUrl}/lti/start/${world.linkOf(PRACTICE).id}`;
  /** The names in the class list that the instructor sees. */
  const classList = async () => {
    const { html } = await createHttpVisitor().open('instructor', startOf());
    return [...html.matchAll(/scope="row"><bdi>([^<]*)<\/bdi>/g)].map(([, name]) => name ?? '');
  };
  const listed = async (name: string) => (await classList()).includes(name);
  const collection = (name: string) => world.demo.program.app.storage.connection.collection(name);
  /** Lets an hour pass for the course, in which nobody asks for its roster. */
  const anHourLater = () =>
    collection('courses').updateOne(
      { context_id: world.demo.courseId },
      { $set: { 'roster.asked_at': new Date(Date.now() - HOUR_MS) } },
    );
  const enrol = (person: string, status: 'Active' | 'Inactive' | 'Deleted') =>
    world.demo.campus.enrol(world.demo.courseId, person, status);

  it('shows the instructor the whole class, those as well who were never here', async () => {
    assert.deepEqual(await classList(), []);
    await within(PATIENCE_MS, async () => (await classList()).length === 32);
    assert.ok(await listed('Mia Novak'));
    assert.equal(world.demo.campus.calls.memberships, 6, '36 people on pages of seven, once an hour');
  });

  it('lets those go who were removed, and takes them back with all they did', async () => {
    const visitor = createHttpVisitor();
    const start = await visitor.open('mia', startOf());
    await answerStep(world, visitor, await visitor.send(start.form(/\/practice\/start$/)), { right: true });
    const delivered = async () => (await world.factsOf('mia')).at(-1)?.interaction_type === 'grade-delivered';
    await within(PATIENCE_MS, delivered);
    const facts = await world.factsOf('mia');
    enrol('mia', 'Deleted');
    enrol('tariq', 'Inactive');
    await anHourLater();
    await within(PATIENCE_MS, async () => !(await listed('Mia Novak')));
    assert.equal((await classList()).length, 30);
    assert.equal(world.demo.campus.calls.memberships, 7, 'only the changes were asked for');
    enrol('mia', 'Active');
    enrol('tariq', 'Active');
    await anHourLater();
    await within(PATIENCE_MS, () => listed('Mia Novak'));
    assert.equal((await classList()).length, 32);
    assert.deepEqual(await world.factsOf('mia'), facts);
  });

  it('removes nobody while the LMS breaks off', async () => {
    enrol('mia', 'Deleted');
    const calls = world.demo.campus.calls.memberships;
    world.demo.campus.faults.add({ at: 'memberships', kind: 'drop', times: 3 });
    await anHourLater();
    assert.ok(await listed('Mia Novak'));
    await within(PATIENCE_MS, () => world.demo.campus.calls.memberships > calls);
    assert.ok(await listed('Mia Novak'));
    await within(PATIENCE_MS, async () => !(await listed('Mia Novak')));
    enrol('mia', 'Active');
  });

  it('holds no grade back: who left the list is still owed theirs', async () => {
    const visitor = createHttpVisitor();
    const start = await visitor.open('tariq', startOf());
    const question = await visitor.send(start.form(/\/practice\/start$/));
    await collection('enrolments').updateMany({}, { $set: { left_at: new Date() } });
    await answerStep(world, visitor, question, { right: true });
    await within(PATIENCE_MS, async () => world.gradeOf('tariq', PRACTICE) === (await world.worthOf('tariq')));
  });
});
