import assert from 'node:assert/strict';
import { pino } from 'pino';
import {
  type CourseToRead,
  createRosterDeliverer,
  type Reading,
  type RosterBook,
} from '../../../src/lti/roster/index.js';
import { LEARNER, learners, RosterWorld } from './support/roster-world.js';

const NOW = new Date('2026-11-23T09:00:00.250Z');

/** Keeps what was read, and gives the course that a test says. */
class MemoryRosterBook implements RosterBook {
  course: CourseToRead | null = null;
  readonly readings: Reading[] = [];

  async select(): Promise<CourseToRead | null> {
    return this.course;
  }
  async apply(_tenant: string, _courseId: string, reading: Reading): Promise<void> {
    this.readings.push(reading);
  }
}

describe('the delivery of a roster', () => {
  let world: RosterWorld;
  let book: MemoryRosterBook;
  const logged: string[] = [];
  beforeEach(async () => {
    world = await RosterWorld.start({ callMs: 300 });
    world.members = learners(3);
    book = new MemoryRosterBook();
    book.course = courseWith(null);
    logged.length = 0;
  });
  afterEach(() => world.lms.close());

  const courseWith = (differences: string | null, url = world.url): CourseToRead => ({
    platform: { issuer: 'https://lms.example', clientId: 'attune-client' },
    url,
    differences,
  });
  const deliver = (subject: Record<string, string> = { courseId: 'course-1' }) =>
    createRosterDeliverer({
      keys: world.keys,
      calls: world.calls,
      book,
      clock: () => NOW,
      log: pino({ level: 'debug' }, { write: (line) => void logged.push(line) }),
    })({
      ...{ _id: 'roster:course-1', tenant: 'greenfield', kind: 'roster', subject, revision: 1, state: 'pending' },
      ...{ attempts: 1, due_at: NOW, lease: null, problem: null, created_at: NOW, updated_at: NOW },
    });
  const differences = () => `${world.lms.origin}/course/7/memberships?since=5`;

  it('keeps who is in the course, where to ask for changes, and when it began', async () => {
    world.links = () => ({ differences: differences() });
    assert.deepEqual(await deliver(), { result: 'delivered' });
    const [reading] = book.readings;
    assert.deepEqual(
      reading?.members.map(({ sub }) => sub),
      ['learner-1', 'learner-2', 'learner-3'],
    );
    const { members: _, ...rest } = reading ?? assert.fail();
    assert.deepEqual(rest, { url: world.url, kind: 'full', differences: differences(), begunAt: NOW });
  });

  it('asks for changes where it was told how, by that address alone', async () => {
    book.course = courseWith(differences());
    world.members = [{ user_id: 'learner-2', roles: [LEARNER], status: 'Deleted' }];
    assert.deepEqual(await deliver(), { result: 'delivered' });
    assert.equal(book.readings[0]?.kind, 'differences');
    assert.equal(world.asked.length, 1);
    assert.deepEqual(Object.fromEntries(world.asked[0]?.query ?? []), { since: '5' });
  });

  it('reads everybody when the LMS has forgotten what changed, or names another host for it', async () => {
    for (const [address, asked] of [
      [differences(), 2],
      ['https://elsewhere.example/memberships?since=5', 1],
    ] as const) {
      book.course = courseWith(address);
      const before = world.asked.length;
      if (asked === 2) world.lms.fault('memberships', { status: 410 });
      assert.deepEqual(await deliver(), { result: 'delivered' });
      assert.equal(book.readings.at(-1)?.kind, 'full');
      assert.equal(world.asked.length - before, asked);
    }
  });

  it('changes nothing when a page of it fails, and is tried again', async () => {
    world.mostOnPage = 1;
    for (const fault of [{ status: 500 }, 'hang', { status: 200, body: '{"members":"none"}' }] as const) {
      const second = world.asked.length + 1;
      world.lms.faultOnce(() => world.asked.length > second, fault);
      assert.equal((await deliver()).result, 'retry');
    }
    book.course = courseWith(differences());
    world.lms.fault('memberships', { status: 503 });
    assert.equal((await deliver()).result, 'retry');
    assert.deepEqual(book.readings, []);
  });

  it('waits as long as the LMS asks', async () => {
    world.lms.fault('memberships', { status: 429, headers: { 'retry-after': '7' } });
    const delivery = await deliver();
    assert.equal(delivery.result === 'retry' ? delivery.afterMs : undefined, 7_000);
  });

  it('is given up where the LMS does not let us, or named a host that is not its own', async () => {
    world.lms.fault('memberships', { status: 403 });
    assert.equal((await deliver()).result, 'dead');
    book.course = courseWith(null, 'https://elsewhere.example/memberships');
    assert.equal((await deliver()).result, 'dead');
    assert.deepEqual(book.readings, []);
  });

  it('has nothing to do for a course without a roster, and refuses an entry that names none', async () => {
    book.course = null;
    assert.deepEqual(await deliver(), { result: 'delivered' });
    assert.equal(world.asked.length, 0);
    await assert.rejects(deliver({}));
  });

  it('writes nobody into the log', async () => {
    world.members = [{ user_id: 'secret-sub', roles: [LEARNER], name: 'Secret Name' }];
    await deliver();
    assert.equal(logged.length, 1);
    assert.doesNotMatch(logged.join(), /secret/i);
  });
});
