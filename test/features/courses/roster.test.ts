import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import {
  type Arrival,
  createRosterBook,
  listEnrolments,
  type RosterMember,
} from '../../../src/features/courses/index.js';
import { enrolmentCollection } from '../../../src/features/courses/model.js';
import {
  type FactDraft,
  listFacts,
  listLearners,
  recordFact,
  selectProfile,
} from '../../../src/features/learners/index.js';
import { learnerCollection } from '../../../src/features/learners/model.js';
import { startTestApp, TENANT, type TestApp } from '../../support/app.js';
import { testCourse } from '../../support/course.js';
import { answer } from '../learners/some-facts.js';

const HOUR = 3_600_000;
const URL_OF_ROSTER = 'https://lms.example/course/1/memberships';
const SERVICE = { url: URL_OF_ROSTER, client_id: 'client-1', deployment_id: '1' };

const member = (sub: string, changes: Partial<RosterMember> = {}): RosterMember => ({
  ...{ sub, active: true, role: 'learner', testUser: false, name: `Name of ${sub}` },
  ...changes,
});

describe('the roster of a course', function () {
  this.timeout(30_000);
  let app: TestApp;
  let school = 0;
  let courseId: string;
  let book: ReturnType<typeof createRosterBook>;
  before(async () => {
    app = await startTestApp({ course: testCourse() });
    book = createRosterBook({ storage: app.app.storage, newId: randomUUID });
  });
  after(() => app?.close());
  // Each test has an LMS of its own, whose instructor was here.
  beforeEach(async () => {
    school += 1;
    ({ courseId } = await teach());
  });

  const arrive = (changes: Partial<Arrival> = {}) =>
    app.arrive({ issuer: `https://lms-${school}.example`, ...changes });
  const teach = (changes: Partial<Arrival> = {}) =>
    arrive({ sub: 'teacher', role: 'staff', name: 'Tia Teacher', roster: SERVICE, ...changes });
  const select = () => book.select(TENANT, courseId, app.clock());
  const apply = (members: RosterMember[], changes: Partial<Parameters<typeof book.apply>[2]> = {}) =>
    book.apply(TENANT, courseId, {
      ...{ url: URL_OF_ROSTER, kind: 'full', members, differences: null, begunAt: app.clock() },
      ...changes,
    });
  const entries = async () => {
    const all = await app.app.storage.connection.collection('outbox').find({ kind: 'roster' }).toArray();
    return all.filter(({ subject }) => subject.courseId === courseId);
  };
  /** The learners of the class list, by sub, with their names. */
  const classList = async () => {
    const enrolled = await listEnrolments(app.scope, courseId, 'learner');
    const people = await listLearners(
      app.scope,
      enrolled.map(({ user_id }) => user_id),
    );
    return Object.fromEntries(people.map(({ sub, name }) => [sub, name]));
  };
  const subs = async () => Object.keys(await classList()).sort();

  describe('is asked for', () => {
    it('by a launch of staff that names it, once an hour and course at most', async () => {
      assert.deepEqual(
        (await entries()).map(({ revision, state }) => [revision, state]),
        [[1, 'pending']],
      );
      app.clock.advance(HOUR - 1);
      await Promise.all([teach(), teach({ sub: 'another teacher' })]);
      assert.equal((await entries())[0]?.revision, 1);
      app.clock.advance(1);
      await Promise.all(Array.from({ length: 5 }, (_, index) => teach({ sub: `teacher ${index}` })));
      assert.equal((await entries())[0]?.revision, 2);
    });

    it('by nobody else, and not without a course or an address', async () => {
      const elsewhere = async (changes: Partial<Arrival>) => {
        ({ courseId } = await teach({ context: { id: randomUUID(), title: null }, ...changes }));
        assert.deepEqual(await entries(), []);
        assert.equal(await select(), null);
      };
      for (const role of ['learner', 'observer', 'guest'] as const) await elsewhere({ role });
      await elsewhere({ roster: null });
      await elsewhere({ context: null, link: { id: randomUUID(), title: null } });
    });

    it('at the address of the newest launch; what another address told is forgotten', async () => {
      await apply([member('a')], { differences: `${URL_OF_ROSTER}?since=1` });
      const platform = { issuer: `https://lms-${school}.example`, clientId: 'client-1' };
      assert.deepEqual(await select(), { platform, url: URL_OF_ROSTER, differences: `${URL_OF_ROSTER}?since=1` });
      const moved = 'https://lms.example/moved';
      await teach({ roster: { ...SERVICE, url: moved } });
      assert.deepEqual(await select(), { platform, url: moved, differences: null });
      await apply([member('a')], { differences: `${URL_OF_ROSTER}?since=2` });
      assert.deepEqual(await select(), { platform, url: moved, differences: null });
      assert.equal((await entries())[0]?.revision, 1);
    });

    it('by its differences for a day after everything was read, whatever was read since', async () => {
      await apply([member('a')], { differences: 'https://lms.example/1' });
      app.clock.advance(23 * HOUR);
      await apply([], { kind: 'differences', differences: 'https://lms.example/2' });
      assert.equal((await select())?.differences, 'https://lms.example/2');
      app.clock.advance(HOUR);
      assert.equal((await select())?.differences, null);
    });
  });

  describe('makes known', () => {
    it('people who were never here: learners who have not started, without a profile or a launch', async () => {
      await apply([member('a'), member('b', { name: null }), member('c', { role: 'observer' })]);
      assert.deepEqual(await classList(), { a: 'Name of a', b: null });
      const [enrolment] = await listEnrolments(app.scope, courseId, 'learner');
      assert.equal(enrolment?.last_launch_at, null);
      assert.equal((await listEnrolments(app.scope, courseId, 'observer')).length, 1);
    });

    it('the same person that a launch makes known, whichever comes first', async () => {
      const early = await arrive({ sub: 'early' });
      await apply([member('early'), member('late')]);
      const late = await arrive({ sub: 'late' });
      const enrolled = (await listEnrolments(app.scope, courseId, 'learner')).map(({ user_id }) => user_id);
      assert.deepEqual(enrolled.sort(), [early.userId, late.userId].sort());
      assert.equal((await selectProfile(app.scope, late)).sequence, 0);
    });

    it('names that it tells, and leaves those alone that it keeps to itself', async () => {
      await arrive({ sub: 'a', name: 'Ada' });
      await arrive({ sub: 'b', name: 'Bo' });
      await apply([member('a', { name: null }), member('b', { name: 'Bo Diddley' })]);
      assert.deepEqual(await classList(), { a: 'Ada', b: 'Bo Diddley' });
    });

    it('changes of role, but not of those who launched while it was read', async () => {
      await arrive({ sub: 'a' });
      await arrive({ sub: 'b' });
      app.clock.advance(1_000);
      const begunAt = app.clock();
      app.clock.advance(1_000);
      await arrive({ sub: 'b' });
      await apply([member('a', { role: 'staff' }), member('b', { role: 'staff' })], { begunAt });
      assert.deepEqual(await subs(), ['b']);
    });

    it('nobody twice, however often and by however many workers it is kept', async () => {
      const many = Array.from({ length: 2_300 }, (_, index) => member(`student ${index}`));
      await Promise.all([apply(many), apply(many), arrive({ sub: 'student 5' })]);
      await apply(many);
      assert.equal((await subs()).length, 2_300);
      const issuer = `https://lms-${school}.example`;
      assert.equal(await app.scope.collection(learnerCollection).count({ issuer }), 2_301);
    });
  });

  describe('lets go', () => {
    it('of those who are not in it any more: they leave the class list, and keep all they did', async () => {
      const owner = await arrive({ sub: 'a' });
      const fact = { type: 'answer', key: 'k', contentId: 'item', metrics: answer(), at: app.clock() } as FactDraft;
      await app.scope.transaction((tx) => recordFact(tx, owner, fact, { id: randomUUID(), now: app.clock() }));
      await arrive({ sub: 'b' });
      app.clock.advance(1_000);
      await apply([member('b')]);
      assert.deepEqual(await subs(), ['b']);
      const one = { course_id: courseId, user_id: owner.userId };
      const left = await app.scope.collection(enrolmentCollection).findOne(one);
      assert.deepEqual(left?.left_at, app.clock());
      assert.equal((await selectProfile(app.scope, owner)).behavioral_metrics.answers, 1);
      assert.equal((await listFacts(app.scope, owner)).length, 1);
    });

    it('of the inactive and the deleted, and takes them back', async () => {
      await apply([member('a'), member('b'), member('c')]);
      await apply([member('a', { active: false }), member('b'), member('c')]);
      assert.deepEqual(await subs(), ['b', 'c']);
      const changed = [member('a'), member('b', { active: false }), member('unknown', { active: false })];
      await apply(changed, { kind: 'differences' });
      assert.deepEqual(await subs(), ['a', 'c'], 'nothing was said of c');
    });

    it('of nobody who launches again, or launched while it was read', async () => {
      await apply([member('a'), member('b')]);
      await apply([member('b')]);
      await arrive({ sub: 'a' });
      assert.deepEqual(await subs(), ['a', 'b']);
      const begunAt = new Date(app.clock().getTime() - 1);
      await apply([member('b')], { begunAt });
      assert.deepEqual(await subs(), ['a', 'b']);
    });

    it('of nobody when it shows no learner of a class that we know, and asks for everything again', async () => {
      const five = ['a', 'b', 'c', 'd', 'e'].map((sub) => member(sub));
      await apply(five, { differences: 'https://lms.example/1' });
      await apply([member('teacher', { role: 'staff' })], { differences: 'https://lms.example/2' });
      await apply(five.map((each) => ({ ...each, active: false })));
      assert.equal((await subs()).length, 5);
      assert.equal((await select())?.differences, null);
      await apply(five.slice(1));
      await apply([]);
      assert.deepEqual(await subs(), [], 'four may well have left together');
    });

    it('of no test student and no preview, and makes none of them a learner', async () => {
      const test = await arrive({ sub: 'test student', testUser: true, name: null });
      app.clock.advance(1_000);
      await apply([member('a'), member('test student'), member('another', { testUser: true })]);
      await apply([member('a')]);
      const one = { course_id: courseId, user_id: test.userId };
      const enrolment = await app.scope.collection(enrolmentCollection).findOne(one);
      assert.deepEqual([enrolment?.synthetic, enrolment?.left_at], [true, null]);
      assert.deepEqual(await subs(), ['a']);
      assert.equal((await listLearners(app.scope, [test.userId]))[0]?.name, null);
    });

    it('of nobody in another course or institution', async () => {
      const other = await arrive({ sub: 'a', context: { id: 'course-2', title: null } });
      app.clock.advance(1_000);
      await apply([member('b')]);
      assert.equal((await listEnrolments(app.scope, other.courseId, 'learner')).length, 1);
      assert.equal(await book.select('another school', courseId, app.clock()), null);
    });
  });
});
