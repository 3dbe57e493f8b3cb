import assert from 'node:assert/strict';
import { importCourse } from '../../../src/features/catalogue/index.js';
import {
  type Arrival,
  bindCourse,
  listEnrolments,
  selectCourse,
  selectPlacement,
} from '../../../src/features/courses/index.js';
import { courseCollection, enrolmentCollection, placementCollection } from '../../../src/features/courses/model.js';
import { selectLearner, selectOptionalProfile } from '../../../src/features/learners/index.js';
import { learnerCollection, profileCollection } from '../../../src/features/learners/model.js';
import { practiceView } from '../../../src/features/practice/index.js';
import { arrivalOfStudent, startTestApp, TENANT, type TestApp } from '../../support/app.js';
import { testCourse } from '../../support/course.js';

describe('arriving by a launch', function () {
  this.timeout(30_000);
  let app: TestApp;
  let school = 0;
  before(async () => {
    app = await startTestApp({ course: testCourse() });
  });
  after(() => app?.close());
  // Each test has an LMS of its own.
  beforeEach(() => {
    school += 1;
  });
  const arrive = (changes: Partial<Arrival> = {}) =>
    app.arrive({ issuer: `https://lms-${school}.example`, ...changes });

  const stateOf = async ({ userId, courseId, placementId, synthetic }: Awaited<ReturnType<TestApp['arrive']>>) => {
    const deps = { storage: app.app.storage, clock: app.clock, newId: () => 'id', announce: () => undefined };
    const student = { tenant: TENANT, userId, courseId, placementId: placementId ?? '', synthetic, base: '/app/x' };
    return (await practiceView(deps, student)).state;
  };

  it('is not ready for a student before staff were there; the first staff launch binds the only catalogue', async () => {
    const early = await arrive();
    assert.equal(early.landing, 'practice');
    assert.equal(await stateOf(early), 'not-ready');
    const staff = await arrive({ sub: 'teacher', role: 'staff' });
    assert.equal(staff.landing, 'staff');
    assert.equal(staff.courseId, early.courseId);
    const course = await selectCourse(app.scope, early.courseId);
    assert.deepEqual([course.catalogue_id, course.bound_at], ['testing', app.clock()]);
    assert.equal(await stateOf(early), 'start');
  });

  it('lets no student bind a course, however often they come', async () => {
    for (const role of ['learner', 'observer', 'guest'] as const) {
      const { courseId } = await arrive({ role, sub: role });
      assert.equal((await selectCourse(app.scope, courseId)).catalogue_id, null);
    }
  });

  it('opens the page that fits: role, kind of link, deep linking', async () => {
    assert.equal((await arrive({ role: 'staff', link: null, deepLinking: true })).landing, 'deep-link');
    assert.equal((await arrive({ custom: { attune_kind: 'next' } })).landing, 'next');
    assert.equal((await arrive({ role: 'observer' })).landing, 'home');
    assert.equal((await arrive({ role: 'guest' })).landing, 'home');
  });

  it('keeps courses, profiles and placements of two deployments and of two contexts apart; the person is one', async () => {
    const here = await arrive();
    const elsewhere = await arrive({ deployment: 'another deployment' });
    const next = await arrive({ context: { id: 'course-2', title: 'Next' } });
    const strangers = await arrive({ issuer: 'https://other.example' });
    const all = [here, elsewhere, next, strangers];
    assert.equal(new Set(all.map(({ courseId }) => courseId)).size, 4);
    assert.equal(new Set(all.map(({ placementId }) => placementId)).size, 4);
    assert.equal(new Set([here, elsewhere, next].map(({ userId }) => userId)).size, 1);
    assert.notEqual(strangers.userId, here.userId);
    for (const { userId, courseId } of all) {
      assert.equal((await selectOptionalProfile(app.scope, { userId, courseId }))?.course_id, courseId);
    }
  });

  it('gives a link a name of its own where the LMS sends none that can be kept', async () => {
    const named = await arrive({ link: { id: 'named', title: null }, custom: { attune_placement: ' week-7 ' } });
    assert.equal((await selectPlacement(app.scope, named.placementId ?? '')).resource_id, 'week-7');
    for (const [id, attune_placement] of Object.entries({ empty: '', blank: '  ', long: 'x'.repeat(256) })) {
      const { placementId } = await arrive({ link: { id, title: null }, custom: { attune_placement } });
      assert.equal((await selectPlacement(app.scope, placementId ?? '')).resource_id, placementId, id);
    }
  });

  it('takes a launch without course, names or titles; each such link is a course of its own', async () => {
    const bare = { context: null, name: null, link: { id: 'link-9', title: null } };
    const first = await arrive(bare);
    const other = await arrive({ ...bare, link: { id: 'link-10', title: null } });
    assert.notEqual(first.courseId, other.courseId);
    assert.equal((await arrive(bare)).courseId, first.courseId);
    assert.equal((await selectLearner(app.scope, first.userId)).name, null);
    assert.equal((await selectPlacement(app.scope, first.placementId ?? '')).title, '');
    assert.notEqual((await arrive({ context: { id: 'link-9', title: null } })).courseId, first.courseId);
  });

  it('forgets a name that is withheld now, and cuts one that is too long', async () => {
    const { userId } = await arrive({ name: 'x'.repeat(400) });
    assert.equal((await selectLearner(app.scope, userId)).name?.length, 255);
    await arrive({ name: null });
    assert.equal((await selectLearner(app.scope, userId)).name, null);
  });

  it('makes one course, learner, placement, enrolment and profile of twenty first launches at once', async () => {
    const arrived = await Promise.all(Array.from({ length: 20 }, () => arrive()));
    assert.equal(new Set(arrived.map((one) => JSON.stringify(one))).size, 1);
    const { courseId, userId } = arrived[0] ?? assert.fail();
    const { issuer } = await selectCourse(app.scope, courseId);
    assert.equal(await app.scope.collection(courseCollection).count({ issuer }), 1);
    assert.equal(await app.scope.collection(learnerCollection).count({ issuer }), 1);
    assert.equal(await app.scope.collection(placementCollection).count({ course_id: courseId }), 1);
    assert.equal(await app.scope.collection(enrolmentCollection).count({ user_id: userId }), 1);
    assert.equal(await app.scope.collection(profileCollection).count({ user_id: userId }), 1);
  });

  it('makes one course of a class that opens it in one moment', async () => {
    const arrived = await Promise.all(Array.from({ length: 20 }, (_, index) => arrive({ sub: `student ${index}` })));
    assert.equal(new Set(arrived.map(({ courseId }) => courseId)).size, 1);
    assert.equal(new Set(arrived.map(({ placementId }) => placementId)).size, 1);
    assert.equal(new Set(arrived.map(({ userId }) => userId)).size, 20);
    assert.equal((await listEnrolments(app.scope, arrived[0]?.courseId ?? '', 'learner')).length, 20);
  });

  it('keeps services and line item of an earlier launch when one comes without', async () => {
    const { placementId } = await arrive();
    await arrive({ services: null, lineItem: null, custom: { attune_target: '0.9' } });
    const placement = await selectPlacement(app.scope, placementId ?? '');
    assert.deepEqual(placement.services, arrivalOfStudent().services);
    assert.equal(placement.line_item, 'http://127.0.0.1:3100/lineitems/1');
    assert.equal(placement.settings.target, 0.9);
  });

  it('takes settings, title and what could not be read from the newest launch', async () => {
    const { placementId } = await arrive({ custom: { attune_target: 'much', attune_kind: 'next' } });
    const first = await selectPlacement(app.scope, placementId ?? '');
    assert.deepEqual([first.kind, first.ignored], ['next', ['attune_target']]);
    app.clock.advance(60_000);
    await arrive({ link: { id: 'link-1', title: 'Renamed' } });
    const again = await selectPlacement(app.scope, placementId ?? '');
    assert.deepEqual([again.kind, again.ignored, again.title], ['practice', [], 'Renamed']);
    assert.deepEqual(again.created_at, first.created_at);
    assert.deepEqual(again.updated_at, app.clock());
  });

  it('keeps the stable id that deep linking wrote into the link, else makes one of its own', async () => {
    const written = await arrive({ custom: { attune_placement: 'stable-1' } });
    assert.equal((await selectPlacement(app.scope, written.placementId ?? '')).resource_id, 'stable-1');
    const byHand = await arrive({ link: { id: 'by hand', title: null } });
    assert.equal((await selectPlacement(app.scope, byHand.placementId ?? '')).resource_id, byHand.placementId);
  });

  it('marks the test student, and counts them nowhere', async () => {
    const { userId, courseId, synthetic } = await arrive({ testUser: true });
    assert.equal(synthetic, true);
    assert.equal((await selectOptionalProfile(app.scope, { userId, courseId }))?.synthetic, true);
    assert.deepEqual(await listEnrolments(app.scope, courseId, 'learner'), []);
  });

  it('reads the role anew at each launch', async () => {
    const { courseId } = await arrive();
    assert.equal((await listEnrolments(app.scope, courseId, 'learner')).length, 1);
    await arrive({ role: 'staff' });
    assert.deepEqual(await listEnrolments(app.scope, courseId, 'learner'), []);
    assert.equal((await listEnrolments(app.scope, courseId, 'staff')).length, 1);
  });

  it('gives staff no profile: nobody practises for them', async () => {
    const { userId, courseId } = await arrive({ role: 'staff' });
    assert.equal(await selectOptionalProfile(app.scope, { userId, courseId }), null);
  });
});

describe('arriving where there are two catalogues', function () {
  this.timeout(30_000);
  let app: TestApp;
  before(async () => {
    app = await startTestApp({ course: testCourse() });
  });
  after(() => app?.close());

  it('lets staff choose, unless the course was bound before', async () => {
    const early = await app.arrive({ role: 'staff', context: { id: 'early', title: null } });
    assert.equal(early.landing, 'staff');
    await importCourse(app.scope, testCourse({ id: 'second', title: 'Another one' }), app.clock());
    const staff = await app.arrive({ role: 'staff' });
    assert.equal(staff.landing, 'catalogue');
    assert.equal((await selectCourse(app.scope, staff.courseId)).catalogue_id, null);
    assert.equal((await app.arrive({ role: 'staff', deepLinking: true, link: null })).landing, 'catalogue');
    const again = await app.arrive({ role: 'staff', context: { id: 'early', title: null } });
    assert.deepEqual([again.courseId, again.landing], [early.courseId, 'staff']);
    assert.equal((await selectCourse(app.scope, early.courseId)).catalogue_id, 'testing');
  });

  describe('in a copied course', () => {
    const historyIs = (...contexts: string[]) => ({ custom: { attune_course_history: contexts.join(',') } });
    const inCourse = (id: string, changes: Partial<Arrival> = {}) =>
      app.arrive({ role: 'staff', context: { id, title: null }, ...changes });
    const catalogueOf = async ({ courseId }: { courseId: string }) =>
      (await selectCourse(app.scope, courseId)).catalogue_id;
    const original = async (id: string, catalogue: string, changes: Partial<Arrival> = {}) => {
      const { courseId } = await inCourse(id, changes);
      await bindCourse(app.scope, courseId, catalogue, app.clock());
    };

    it('binds it to what its original plays, at the first launch of staff', async () => {
      await original('spring', 'second');
      const student = await inCourse('autumn', { role: 'learner', ...historyIs('spring', 'unknown') });
      assert.equal(await catalogueOf(student), null);
      const staff = await inCourse('autumn', historyIs('spring', 'unknown'));
      assert.equal(staff.landing, 'staff');
      assert.equal(await catalogueOf(staff), 'second');
    });

    it('remembers the history when a later launch does not tell it', async () => {
      await original('spring 2', 'second');
      await inCourse('autumn 2', { role: 'learner', ...historyIs('spring%202') });
      assert.equal(await catalogueOf(await inCourse('autumn 2')), 'second');
    });

    it('lets staff choose where the originals play different things, or none is known', async () => {
      await original('north', 'testing');
      await original('south', 'second');
      await inCourse('unbound');
      const mixed = await inCourse('merged', historyIs('north', 'south'));
      assert.deepEqual([mixed.landing, await catalogueOf(mixed)], ['catalogue', null]);
      assert.equal((await inCourse('copy of unbound', historyIs('unbound'))).landing, 'catalogue');
      assert.equal((await inCourse('copy of nobody', historyIs('made up'))).landing, 'catalogue');
    });

    it('takes nothing from a course of another deployment or issuer that has the same id', async () => {
      await original('shared', 'second', { deployment: 'another deployment' });
      await original('shared', 'second', { issuer: 'https://other.example' });
      assert.equal(await catalogueOf(await inCourse('copy of shared', historyIs('shared'))), null);
    });

    it('never changes what a course is bound to already', async () => {
      await original('old', 'second');
      await original('bound', 'testing');
      assert.equal(await catalogueOf(await inCourse('bound', historyIs('old'))), 'testing');
    });
  });
});
