import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { createKey } from '../../../src/features/api-keys/index.js';
import { type FactDraft, interactionCollection, type Owner } from '../../../src/features/learners/index.js';
import type { PersonalizationDataPipeline } from '../../../src/features/models/index.js';
import { sweep, work } from '../../../src/features/models/jobs.js';
import {
  featuresCollection,
  modelCourseCollection,
  runCollection,
  sequenceCollection,
  sumsCollection,
} from '../../../src/features/models/model.js';
import { claimRun, requestRun } from '../../../src/features/models/runs.js';
import { loadContents, loadMoments } from '../../../src/features/models/training-data.js';
import type { JobQueue } from '../../../src/jobs/index.js';
import type { TestApp } from '../../support/app.js';
import { record } from './support/answering.js';
import { ANSWERS, LEARNERS, ModelRoom } from './support/model-room.js';

describe('the models of a course', function () {
  this.timeout(120_000);
  let models: ModelRoom;
  let app: TestApp;
  let course: string;
  let pipeline: PersonalizationDataPipeline;
  before(async () => {
    models = await ModelRoom.open();
    ({ app, course, pipeline } = models);
  });
  after(() => models?.close());

  const stored = async () => ({
    features: (await app.scope.collection(featuresCollection).find({}, { sort: { _id: 1 } })).map(
      ({ updated_at: _, ...rest }) => rest,
    ),
    sequences: await app.scope.collection(sequenceCollection).find({}, { sort: { _id: 1 } }),
    sums: await app.scope.collection(sumsCollection).find({}, { sort: { _id: 1 } }),
  });

  it('reads each fact of each real learner once, and the whole ledger again to the same', async () => {
    const found = await pipeline.processUserData(app.scope, { courseId: course });
    assert.deepEqual(found, { learners: LEARNERS, facts: LEARNERS * ANSWERS, answers: LEARNERS * ANSWERS });
    const once = await stored();
    assert.equal(once.features.length, LEARNERS);
    assert.ok(once.features.every(({ user_id }) => user_id !== 'preview'));
    const total = once.sums.filter(({ subject }) => subject === 'item').reduce((sum, { count }) => sum + count, 0);
    assert.equal(total, LEARNERS * ANSWERS);
    assert.deepEqual((await pipeline.processUserData(app.scope, { courseId: course })).facts, 0);
    assert.deepEqual(await stored(), once);
    await pipeline.featureExtractor.rebuildCourse(app.scope, course);
    assert.deepEqual(await stored(), once);
  });

  it('keeps nothing of the habits and the choices of those who have switched that off, and learns nothing from them', async () => {
    const elsewhere = 'a course of choices';
    const [open, quiet] = [await models.study('open', false, elsewhere), await models.study('quiet', false, elsewhere)];
    const says = (owner: Owner, ...facts: Pick<FactDraft, 'type' | 'metrics'>[]) =>
      record(
        app.scope,
        owner,
        facts.map((fact) => ({ contentId: 'lesson', at: app.clock(), ...fact, key: randomUUID() }) as FactDraft),
      );
    const offer = { recommendation: 'r', content_type: 'course' } as const;
    for (const owner of [open, quiet]) {
      await says(owner, { type: 'lesson-opened', metrics: {} }, { type: 'suggestion-seen', metrics: offer });
    }
    await says(quiet, { type: 'consent-given', metrics: { version: 1, choice: 'course-order' } });
    const read = async ({ userId }: Owner) => {
      await pipeline.processUserData(app.scope, { courseId: elsewhere });
      const found = await app.scope.collection(featuresCollection).findOne({ course_id: elsewhere, user_id: userId });
      const { contents, habits, moments, answers } = found ?? assert.fail();
      return { contents: contents.length, sittings: habits.sittings, moments: moments.rows.length, answers };
    };
    const whole = await read(open);
    assert.ok(whole.contents > 4 && whole.sittings > 0 && whole.moments === 1, JSON.stringify(whole));
    const nothing = { contents: 0, sittings: 0, moments: 0, answers: ANSWERS };
    assert.deepEqual(await read(quiet), nothing);
    const loaded = async () => {
      const [contents, moments] = [await loadContents(app.scope, elsewhere), await loadMoments(app.scope, elsewhere)];
      return [contents.window.learners, moments.window.learners];
    };
    assert.deepEqual(await loaded(), [1, 1]);
    await says(open, { type: 'signals-set', metrics: { off: ['habits'] } });
    assert.deepEqual(await loaded(), [1, 0], 'at once, before a job reads that');
    assert.deepEqual(await read(open), { ...whole, sittings: 0, moments: 0 });
    await says(quiet, { type: 'consent-given', metrics: { version: 1, choice: 'personal' } });
    assert.deepEqual(await read(quiet), whole, 'who agrees gets back what was left out');
    await pipeline.featureExtractor.rebuildCourse(app.scope, elsewhere);
    assert.deepEqual([await read(open), await read(quiet)], [{ ...whole, sittings: 0, moments: 0 }, whole]);
  });

  it('comes to an end where a profile is ahead of the ledger', async () => {
    const { userId, courseId } = await models.study('restored', false, 'an older copy');
    const own = { user_id: userId, course_id: courseId };
    await app.scope.collection(interactionCollection).deleteMany({ ...own, sequence: ANSWERS });
    const there = { learners: 1, facts: ANSWERS - 1, answers: ANSWERS - 1 };
    assert.deepEqual(await pipeline.processUserData(app.scope, { courseId }), there);
    const none = { learners: 0, facts: 0, answers: 0 };
    assert.deepEqual(await pipeline.processUserData(app.scope, { courseId }), none);
  });

  /** Jobs without a worker, and the runs that they ask for. */
  function jobs() {
    const requests: string[] = [];
    const queue = { request: (_name: string, { run }: Record<string, string>) => requests.push(run ?? '') };
    const deps = {
      ...{ storage: app.app.storage, pipeline, clock: app.clock, newId: randomUUID },
      ...{ queue: queue as unknown as JobQueue, log: pino({ level: 'silent' }) },
    };
    return { requests, deps };
  }

  it('takes up a run whose worker was lost, without what was done, and gives up in the end', async () => {
    const asked = { courseId: course, kinds: ['engagement'] as const, by: 'system' };
    const { requests, deps } = jobs();
    await requestRun(app.scope, asked, { id: 'lost', now: app.clock() });
    assert.ok(await claimRun(app.scope, 'lost', 'a worker that dies', app.clock()));
    await work(deps, app.scope, 'lost', new AbortController().signal);
    const state = async () => (await app.scope.collection(runCollection).findOne({ _id: 'lost' }))?.state;
    assert.equal(await state(), 'running', 'it is in other hands');
    app.clock.advance(61_000);
    await sweep(deps);
    assert.ok(requests.includes('lost'));
    await work(deps, app.scope, 'lost', new AbortController().signal);
    assert.equal(await state(), 'done');
    await requestRun(app.scope, asked, { id: 'deadly', now: app.clock() });
    for (let attempt = 0; attempt < 3; attempt++) {
      assert.ok(await claimRun(app.scope, 'deadly', `worker ${attempt}`, app.clock()));
      app.clock.advance(61_000);
    }
    await work(deps, app.scope, 'deadly', new AbortController().signal);
    const { body } = await models.ask('get', 'training-runs/deadly').expect(200);
    assert.deepEqual([body.state, body.outcomes], ['failed', []]);
    assert.match(body.problem, /given up/);
  });

  it('tries a course once in a night, also when the training breaks off', async () => {
    const context = { id: 'nightly', title: 'By night' };
    const { courseId } = await app.arrive({ sub: 'teacher', role: 'staff', context, link: null });
    const { deps } = jobs();
    const [now, day] = [app.clock().getTime(), 86_400_000];
    app.clock.advance(Math.ceil(now / day) * day + 2 * 3_600_000 - now);
    const much = { extracted_at: app.clock(), answers: 9_000, learners: 9, trained_at: null, trained_answers: 0 };
    await app.scope.collection(modelCourseCollection).updateOne({ _id: courseId }, { $set: much }, { upsert: true });
    const runs = app.scope.collection(runCollection);
    const breakOff = () => runs.updateMany({ course_id: courseId }, { $set: { state: 'failed', open: false } });
    await sweep(deps);
    assert.equal(await breakOff(), 1);
    app.clock.advance(3_600_000);
    await sweep(deps);
    assert.equal(await runs.count({ course_id: courseId }), 1);
    app.clock.advance(day);
    await sweep(deps);
    assert.equal(await breakOff(), 2, 'the next night tries again');
  });

  it('lets in only staff of the course and keys with the scope, and nobody else’s course', async () => {
    const student = await app.arrive();
    const [pupil, teacher] = [await app.signIn(student), await app.signIn(student, 'staff')];
    await models.ask('get', `models/performance?course=${course}`, pupil.token).expect(403);
    await models.ask('get', 'models/performance', teacher.token).expect(200);
    await models.ask('post', 'models/train', pupil.token).send({}).expect(403);
    await models.ask('get', 'models/performance?course=another', teacher.token).expect(404);
    await models.ask('get', 'models/performance').expect(409);
    await models.ask('get', 'training-runs/unknown').expect(404);
    for (const body of [{ course, kinds: [] }, { course, kinds: ['best'] }, { course: '$where' }, []]) {
      await models
        .ask('post', 'models/train')
        .send(body as object)
        .expect(400);
    }
    await models.ask('post', 'models/train').send({ course: 'unknown' }).expect(404);
    await models.ask('post', 'models/constructor/rollback').send({ course }).expect(400);
    const stranger = await createKey(
      app.app.storage.scope('another-school'),
      { name: 'models', scopes: ['models:read', 'models:write'], expiresAt: null },
      { id: 'strange-key', secret: 's'.repeat(43), now: app.clock() },
    );
    await models.ask('get', `models/performance?course=${course}`, stranger).expect(404);
    await models.ask('get', 'training-runs/lost', stranger).expect(404);
    await models.ask('post', 'models/tracing/rollback', stranger).send({ course }).expect(404);
    const { body } = await models.ask('get', `paths/effectiveness?course=${course}`).expect(200);
    assert.equal(body.ratio, null);
  });
});
