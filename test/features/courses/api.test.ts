import assert from 'node:assert/strict';
import { enrolmentCollection } from '../../../src/features/courses/index.js';
import { listAudit } from '../../../src/storage/index.js';
import { ApiClient, keyWith } from '../../support/api.js';
import { startTestApp, TENANT, type TestApp } from '../../support/app.js';
import { SKILLS, testCourse } from '../../support/course.js';

describe('courses and learners through the API', function () {
  this.timeout(30_000);
  let app: TestApp;
  let all: ApiClient;
  let reader: ApiClient;
  const catalogue = testCourse();

  before(async () => {
    app = await startTestApp({ course: catalogue });
    all = await keyWith(app, ['courses:read', 'courses:write', 'learners:read', 'learners:write']);
    reader = await keyWith(app, ['courses:read', 'learners:read']);
  });
  after(() => app?.close());

  async function makeCourse(externalId: string): Promise<string> {
    const made = await all.post('courses', { externalId, system: 'sis', title: 'Odds', catalogue: catalogue.id });
    assert.ok([200, 201].includes(made.status), made.text);
    return made.body.courseId;
  }

  it('makes a course of an outside system once, bound to a catalogue', async () => {
    const order = { externalId: 'once', system: 'sis', title: 'Odds', catalogue: catalogue.id };
    const made = await all.post('courses', order);
    assert.equal(made.status, 201);
    assert.equal(made.headers.location, `/api/courses/${made.body.courseId}`);
    const again = await all.post('courses', { ...order, title: 'Odds and outs' });
    assert.deepEqual([again.status, again.body.courseId, again.body.title], [200, made.body.courseId, 'Odds and outs']);
    const read = await reader.get(`courses/${made.body.courseId}`);
    assert.deepEqual(read.body, again.body);
    assert.deepEqual([read.body.externalId, read.body.system, read.body.catalogue], ['once', 'sis', catalogue.id]);
    const entries = await listAudit(app.scope, { action: 'course-created', limit: 5 });
    assert.deepEqual(
      entries.map(({ details }) => details.course),
      [made.body.courseId],
    );
    assert.equal((await all.post('courses', { ...order, catalogue: 'no-such' })).status, 404);
    assert.equal((await reader.post('courses', order)).status, 403);
  });

  it('keeps the courses and people of two systems apart, and of two keys that name none', async () => {
    const course = await makeCourse('apart');
    const order = { externalId: 'pupil', course };
    const other = await keyWith(app, ['learners:write']);
    const ids = [
      (await all.post('learners', { ...order, system: 'one' })).body.userId,
      (await all.post('learners', { ...order, system: 'two' })).body.userId,
      (await all.post('learners', order)).body.userId,
      (await other.post('learners', order)).body.userId,
    ];
    assert.equal(new Set(ids).size, 4);
    assert.equal((await other.post('learners', { ...order, system: 'one' })).body.userId, ids[0]);
    // A learner of an LMS whose `sub` is the same is somebody else.
    const arrived = await app.arrive({ sub: 'pupil' });
    assert.ok(!ids.includes(arrived.userId));
  });

  it('enrols a learner once and says where they are', async () => {
    const [course, second] = [await makeCourse('enrol'), await makeCourse('enrol too')];
    const order = { externalId: 'ada', system: 'sis', course, name: 'Ada' };
    const made = await all.post('learners', order);
    assert.deepEqual([made.status, made.body.course, made.body.name, made.body.synthetic], [201, course, 'Ada', false]);
    const again = await all.post('learners', { externalId: 'ada', system: 'sis', course, synthetic: true });
    assert.deepEqual([again.status, again.body.name, again.body.synthetic], [200, 'Ada', false]);
    assert.equal((await all.post('learners', { ...order, course: second })).status, 201);
    const whereTheyAre = { course_id: course, user_id: made.body.userId };
    await app.scope.collection(enrolmentCollection).updateOne(whereTheyAre, { $set: { left_at: app.clock() } });
    assert.equal((await all.post('learners', order)).status, 201, 'whoever had left is back');
    assert.equal((await all.post('learners', order)).status, 200);
    const read = await reader.get(`learners/${made.body.userId}`);
    assert.deepEqual(read.body.courses.map((each: { course: string }) => each.course).sort(), [course, second].sort());
    assert.ok(read.body.courses.every(({ leftAt }: { leftAt: string | null }) => leftAt === null));
    assert.deepEqual([read.body.externalId, read.body.system], ['ada', 'sis']);
    const found = await reader.get('learners?externalId=ada&system=sis');
    assert.deepEqual(found.body.items, [read.body]);
    const races = await Promise.all(
      Array.from({ length: 8 }, () => all.post('learners', { externalId: 'racer', system: 'sis', course })),
    );
    assert.equal(new Set(races.map(({ body }) => body.userId)).size, 1);
    assert.ok(races.every(({ status }) => status === 200 || status === 201));
  });

  it('pages lists without losing or repeating anybody', async () => {
    const course = await makeCourse('many');
    for (let index = 0; index < 5; index += 1) {
      await all.post('learners', { externalId: `many-${index}`, system: 'sis', course });
    }
    const inside = await reader.all(`learners?course=${course}`);
    assert.deepEqual(
      inside.map(({ externalId }) => externalId).sort(),
      [0, 1, 2, 3, 4].map((each) => `many-${each}`),
    );
    const everybody = await reader.all('learners');
    assert.equal(new Set(everybody.map(({ userId }) => userId)).size, everybody.length);
    assert.ok(everybody.length > inside.length);
    const courses = await reader.all('courses');
    assert.ok(courses.some(({ courseId }) => courseId === course));
    assert.equal((await reader.get('learners?cursor=nonsense')).status, 404);
  });

  it('tells what a course is made of, and the key of an item only to who may write courses', async () => {
    const course = await makeCourse('content');
    const skills = await reader.all(`courses/${course}/skills`);
    assert.deepEqual(
      skills.map(({ id }) => id),
      [...SKILLS],
    );
    assert.deepEqual(
      skills.map(({ prerequisites }) => prerequisites),
      catalogue.skills.map(({ prerequisites }) => prerequisites),
    );
    const items = await reader.all(`courses/${course}/items`);
    assert.equal(items.length, catalogue.items.length);
    assert.ok(!JSON.stringify(items).includes('KEY'), 'no answer key');
    const keys = await all.all(`courses/${course}/items`);
    assert.deepEqual(
      keys.map(({ steps }) => (steps as { answer: unknown }[]).map(({ answer }) => answer)),
      catalogue.items.map(({ steps }) => steps.map(({ answer }) => answer)),
    );
    const some = await reader.all(`courses/${course}/items?skill=ratios`);
    assert.ok(some.length > 0 && some.length < items.length);
    assert.ok(some.every(({ skills: on }) => (on as string[]).includes('ratios')));
    assert.equal((await reader.all(`courses/${course}/lessons`)).length, catalogue.lessons.length);
    assert.equal((await reader.all(`courses/${course}/coaches`)).length, catalogue.coaches.length);
  });

  it('lets staff and learners look into their own course only', async () => {
    const course = await makeCourse('strangers');
    const teacher = await app.arrive({ sub: 'teacher', role: 'staff' });
    const pupil = await app.arrive({ sub: 'student' });
    const staff = new ApiClient(app, (await app.signIn(teacher, 'staff')).token);
    const learner = new ApiClient(app, (await app.signIn(pupil)).token);
    const own = teacher.courseId;
    assert.deepEqual(
      (await staff.get('courses')).body.items.map((each: { courseId: string }) => each.courseId),
      [own],
    );
    for (const path of ['', '/skills', '/lessons', '/coaches']) {
      assert.equal((await learner.get(`courses/${own}${path}`)).status, 200, path);
      assert.equal((await learner.get(`courses/${course}${path}`)).status, 404, path);
    }
    assert.equal((await staff.get(`courses/${own}/items`)).status, 200);
    assert.equal((await staff.get(`courses/${course}/items`)).status, 404);
    assert.equal((await learner.get(`courses/${own}/items`)).status, 403);
    const people = (await staff.get('learners')).body.items as { userId: string }[];
    assert.ok(people.some(({ userId }) => userId === pupil.userId));
    assert.equal((await staff.get(`learners?course=${course}`)).status, 404);
    assert.equal((await learner.get('learners')).status, 403);
    const outside = await all.post('learners', { externalId: 'elsewhere', system: 'sis', course });
    assert.equal((await staff.get(`learners/${outside.body.userId}`)).status, 404);
    assert.equal((await staff.get(`learners/${pupil.userId}`)).status, 200);
    assert.equal((await staff.post('learners', { externalId: 'x', course: own })).status, 403);
  });

  it('shows nothing of one institution to a key of another', async () => {
    const course = await makeCourse('ours');
    const { userId } = (await all.post('learners', { externalId: 'ours', system: 'sis', course })).body;
    const stranger = await keyWith(app, ['courses:read', 'learners:read', 'learners:write'], 'another-school');
    for (const path of [
      `courses/${course}`,
      `courses/${course}/skills`,
      `learners/${userId}`,
      `learners?course=${course}`,
    ]) {
      assert.equal((await stranger.get(path)).status, 404, path);
    }
    assert.equal((await stranger.post('learners', { externalId: 'x', course })).status, 404);
    for (const path of ['courses', 'learners', 'catalogues']) {
      assert.deepEqual((await stranger.get(path)).body, { items: [], next: null });
    }
  });

  it('takes a catalogue from a program, and again only from who has seen what is there', async () => {
    const brought = testCourse({ id: 'brought' });
    const made = await all.put('catalogues/brought', brought);
    assert.deepEqual([made.status, made.body.revision, made.body.items], [201, 1, brought.items.length], made.text);
    const read = await reader.get('catalogues/brought');
    assert.deepEqual(read.body, made.body);
    const renamed = { ...brought, title: 'Another title' };
    assert.equal((await all.put('catalogues/brought', renamed)).status, 428);
    assert.equal((await all.put('catalogues/brought', renamed, '"another"')).status, 412);
    const changed = await all.put('catalogues/brought', renamed, read.headers.etag);
    assert.deepEqual([changed.status, changed.body.revision, changed.body.title], [200, 2, 'Another title']);
    const same = await all.put('catalogues/brought', renamed, changed.headers.etag);
    assert.deepEqual([same.status, same.body.revision], [200, 2]);
    const audit = await listAudit(app.scope, { action: 'catalogue-imported', limit: 5 });
    assert.deepEqual(audit.map(({ details }) => details.revision).sort(), [1, 2]);
    const listed = (await reader.all('catalogues')).map(({ id }) => id).sort();
    assert.deepEqual(listed, [catalogue.id, 'brought'].sort());
  });

  it('says what is wrong with a catalogue, and stores nothing of it', async () => {
    const [first] = catalogue.lessons;
    assert.ok(first);
    const broken = testCourse({ id: 'broken', lessons: [{ ...first, skills: ['no-such-skill'] }] });
    const refused = await all.put('catalogues/broken', broken);
    assert.equal(refused.status, 409);
    assert.match(refused.body.title, /no-such-skill/);
    assert.equal((await reader.get('catalogues/broken')).status, 404);
    assert.equal((await all.put('catalogues/other', broken)).status, 409);
    assert.equal((await all.put('catalogues/broken', { id: 'broken' })).status, 400);
    assert.equal((await reader.put('catalogues/brought', broken)).status, 403);
  });

  it('refuses what no order of a learner or a course looks like', async () => {
    const course = await makeCourse('bad input');
    const bad = [
      {},
      { externalId: '', course },
      { externalId: 'x' },
      { externalId: 'x', course, extra: 1 },
      { externalId: 'x', course, system: '$' },
    ];
    for (const body of bad) assert.equal((await all.post('learners', body)).status, 400, JSON.stringify(body));
    assert.equal((await all.post('learners', { externalId: 'x', course: 'no-such-course' })).status, 404);
    assert.equal((await all.post('courses', { externalId: 'x', title: 'T' })).status, 400);
    assert.equal(TENANT, app.scope.tenant);
  });
});
