import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import request from 'supertest';
import { activityId } from '../../../src/features/activity/ids.js';
import { createKey } from '../../../src/features/api-keys/index.js';
import { loadCatalogue } from '../../../src/features/catalogue/index.js';
import {
  AnswerMetrics,
  ensureProfile,
  type FactDraft,
  interactionCollection,
  listFacts,
  type Owner,
  rebuildProfile,
  selectProfile,
} from '../../../src/features/learners/index.js';
import { PersonalizationDataPipeline } from '../../../src/features/models/index.js';
import { sweep, work } from '../../../src/features/models/jobs.js';
import {
  championCollection,
  featuresCollection,
  modelCollection,
  modelCourseCollection,
  promotionCollection,
  runCollection,
  sequenceCollection,
  sumsCollection,
} from '../../../src/features/models/model.js';
import { promote } from '../../../src/features/models/registry/promote.js';
import { listModels, readParameters, saveModel, selectModel } from '../../../src/features/models/registry/store.js';
import { claimRun, requestRun } from '../../../src/features/models/runs.js';
import { loadContents, loadMoments } from '../../../src/features/models/training-data.js';
import { decisionCollection } from '../../../src/features/practice/index.js';
import type { JobQueue } from '../../../src/jobs/index.js';
import { listAudit } from '../../../src/storage/index.js';
import { keyWith } from '../../support/api.js';
import { startTestApp, type TestApp } from '../../support/app.js';
import { testCourse } from '../../support/course.js';
import { answerDraft, record, studyOf } from './support/answering.js';

const LEARNERS = 40;
/** Three days, four skills, three answers each. */
const ANSWERS = 36;

interface RunBody {
  readonly state: string;
  readonly outcomes: readonly { readonly kind: string; readonly result: string; readonly why: string }[];
}

describe('the models of a course', function () {
  this.timeout(120_000);
  let app: TestApp;
  let key: string;
  let course: string;
  let pipeline: PersonalizationDataPipeline;

  before(async () => {
    app = await startTestApp({ course: testCourse({ id: 'models' }) });
    const teacher = await app.arrive({ sub: 'teacher', role: 'staff' });
    course = teacher.courseId;
    await Promise.all(Array.from({ length: LEARNERS }, (_, number) => study(`learner-${number}`)));
    await study('preview', true);
    key = await createKey(
      app.scope,
      { name: 'models', scopes: ['models:read', 'models:write', 'learners:read'], expiresAt: null },
      { id: 'models-key', secret: 'm'.repeat(43), now: app.clock() },
    );
    pipeline = new PersonalizationDataPipeline({ clock: app.clock, newId: randomUUID, codeVersion: 'test' });
    app.app.startWorker();
  });
  after(() => app.close());

  async function study(userId: string, synthetic = false, courseId = course): Promise<Owner> {
    const owner = { userId, courseId };
    await ensureProfile(app.scope, { ...owner, synthetic }, app.clock());
    await record(app.scope, owner, studyOf(userId, app.clock()));
    return owner;
  }

  const ask = (method: 'get' | 'post', path: string, bearer = key) =>
    request(app.app.web)[method](`/api/ml/${path}`).set('Authorization', `Bearer ${bearer}`);

  async function untilOver(location: string): Promise<RunBody> {
    for (;;) {
      const { body } = await request(app.app.web).get(location).set('Authorization', `Bearer ${key}`).expect(200);
      if (body.state === 'done' || body.state === 'failed') return body;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

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
    const [open, quiet] = [await study('open', false, elsewhere), await study('quiet', false, elsewhere)];
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
    const { userId, courseId } = await study('restored', false, 'an older copy');
    const own = { user_id: userId, course_id: courseId };
    await app.scope.collection(interactionCollection).deleteMany({ ...own, sequence: ANSWERS });
    const there = { learners: 1, facts: ANSWERS - 1, answers: ANSWERS - 1 };
    assert.deepEqual(await pipeline.processUserData(app.scope, { courseId }), there);
    const none = { learners: 0, facts: 0, answers: 0 };
    assert.deepEqual(await pipeline.processUserData(app.scope, { courseId }), none);
  });

  it('trains in a job, lets serve what is better on learners held out, and says how it does', async () => {
    const asked = await ask('post', 'models/train')
      .send({ course, kinds: ['tracing', 'tracer', 'ranking'] })
      .expect(202);
    assert.deepEqual([asked.body.state, asked.body.progress], ['queued', 0]);
    await ask('post', 'models/train')
      .send({ course, kinds: ['tracer'] })
      .expect(409);
    const run = await untilOver(String(asked.headers.location));
    assert.equal(run.state, 'done', JSON.stringify(run));
    const results = Object.fromEntries(run.outcomes.map(({ kind, result }) => [kind, result]));
    assert.equal(results.tracing, 'promoted', JSON.stringify(run));
    const { body } = await ask('get', `models/performance?course=${course}`).expect(200);
    const tracing = body.kinds.find(({ kind }: { kind: string }) => kind === 'tracing');
    assert.equal(tracing.champion.state, 'champion');
    assert.deepEqual(
      [tracing.champion.window.answers, tracing.champion.window.learners, tracing.champion.folds.length],
      [LEARNERS * ANSWERS, LEARNERS, 5],
    );
    const { logLoss } = tracing.champion.comparison;
    assert.ok(logLoss.challenger < logLoss.champion);
    const promoted = Object.values(results).filter((result) => result === 'promoted');
    assert.equal(body.history.length, promoted.length);
    const audited = await listAudit(app.scope, { action: 'model-promoted', limit: 10 });
    assert.equal(audited.length, body.history.length);
    // Forty learners say little of a tracer; here one shall serve, whatever they say.
    const [tracer] = await listModels(app.scope, course, 'tracer');
    assert.ok(tracer);
    const stamp = { by: 'operator', how: 'promoted', why: 'A test.', id: randomUUID(), now: app.clock() } as const;
    await promote(app.scope, tracer, stamp);
  });

  it('serves the new parameters to whoever makes facts and chooses questions', async () => {
    const catalogue = await catalogueOf();
    const view = await pipeline.predictionService.catalogueInForce(app.scope, course, catalogue);
    const [told, served] = [catalogue.skill('counting')?.parameters, view.skill('counting')?.parameters];
    assert.ok(told && served && served.prior > told.prior + 0.1, 'these learners know more than the catalogue thinks');
    assert.equal(view.itemsOn('counting').length, catalogue.itemsOn('counting').length);
    const item = await view.item(app.scope, 'counting-1');
    assert.deepEqual(item, await catalogue.item(app.scope, 'counting-1'), 'no difficulty model serves yet');
  });

  it('foretells by all facts, those included that no job has read', async () => {
    const owner = await study('newcomer');
    const items = ['counting-1', 'nowhere'];
    const predict = async () => {
      const { body } = await ask('post', 'answers/predict').send({ user_id: owner.userId, course, items }).expect(200);
      assert.equal(body.predictions[1].chance, null);
      return body.predictions[0];
    };
    const before = await predict();
    assert.ok(before.low < before.chance && before.chance < before.high && before.enough);
    const wrong = [100, 105, 110, 115].map((number) =>
      answerDraft(number, 'counting', app.clock(), { correct: false }),
    );
    await record(app.scope, owner, wrong);
    const after = await predict();
    assert.ok(after.chance < before.chance, `${before.chance} then ${after.chance}`);
    await pipeline.processUserData(app.scope, owner);
    const again = await new PersonalizationDataPipeline({
      clock: app.clock,
      newId: randomUUID,
      codeVersion: 'test',
    }).predictionService.predictorFor(app.scope, course, await catalogueOf())(owner.userId, 'counting-1', app.clock());
    assert.equal(again?.chance, after.chance, 'read by the job it is the same to the last bit');
  });

  it('lands in the next answer, whose decision names it, and folding anew gives the same profile', async () => {
    const student = await app.arrive({ sub: 'asked' });
    const owner = { userId: student.userId, courseId: course };
    const player = await keyWith(app, ['learners:write', 'evidence:write']);
    const who = { user: student.userId, course };
    const { body: asked } = await player.post('practice/next', { ...who, skills: ['counting'] }).expect(200);
    const tracing = await championOf('tracing');
    const decision = await app.scope.collection(decisionCollection).findOne({ _id: asked.decision });
    assert.equal(decision?.parameters, `bkt:${tracing}+2pl:catalogue`);
    assert.equal(asked.question.foretold.model, await championOf('tracer'));
    const { body: predicted } = await ask('post', 'answers/predict')
      .send({ user_id: student.userId, course, items: [asked.question.item] })
      .expect(200);
    assert.equal(asked.question.foretold.chance, predicted.predictions[0].chance);
    const answer = { ...who, decision: asked.decision, result: { correct: true, seconds: 9 } };
    await player.post('practice/answers', answer).expect(200);
    const [fact] = await listFacts(app.scope, owner, { type: 'answer' });
    const served = await pipeline.predictionService.parametersOf(app.scope, course, await catalogueOf());
    const { skills, foretold } = AnswerMetrics.parse(fact?.performance_metrics);
    const [{ id: _, difficulty: __, ...put } = assert.fail()] = skills;
    assert.deepEqual(put, served.skill('counting'));
    assert.deepEqual(foretold, asked.question.foretold);
    const { profile, mended } = await app.scope.transaction((tx) => rebuildProfile(tx, owner));
    assert.equal(mended, false, 'what was in force is in the facts');
    assert.deepEqual(profile, await selectProfile(app.scope, owner));
    const made = await player.post('ml/recommendations/generate', { user_id: student.userId, course }).expect(201);
    const set = await app.scope.collection(decisionCollection).findOne({ _id: made.body.set_id });
    assert.ok(set?.parameters.includes(tracing) && set.parameters.includes('memory:default'), set?.parameters);
  });

  it('lands in answers to questions of other systems as well', async () => {
    const student = await app.arrive({ sub: 'elsewhere' });
    const program = await keyWith(app, ['events:write', 'courses:write']);
    const object = 'https://quiz.example/questions/7';
    const entries = [{ id: activityId('xapi', object), ignored: false, skills: [{ skill: 'counting', weight: 1 }] }];
    await program.put(`courses/${course}/activity-mapping`, { entries }, '*').expect(200);
    const statement = {
      actor: { account: { homePage: 'http://127.0.0.1:3100', name: 'elsewhere' } },
      verb: { id: 'http://adlnet.gov/expapi/verbs/answered' },
      object: { id: object },
      result: { success: true },
      timestamp: app.clock().toISOString(),
    };
    await program.post('xapi/statements', statement).set('X-Experience-API-Version', '1.0.3').expect(200);
    const [fact] = await listFacts(app.scope, { userId: student.userId, courseId: course }, { type: 'answer' });
    const served = await pipeline.predictionService.parametersOf(app.scope, course, await catalogueOf());
    const { skills } = AnswerMetrics.parse(fact?.performance_metrics);
    assert.deepEqual(skills, [{ id: 'counting', ...served.skill('counting') }]);
  });

  it('names the items that teach most', async () => {
    const asked = { course, about: 'items', skills: ['counting'], limit: 3 };
    const { body } = await ask('post', 'items/most-informative').send(asked).expect(200);
    assert.equal(body.items.length, 3);
    // The problem with three steps was asked nobody.
    assert.deepEqual([body.items[0].item, body.items[0].answers], ['problem', 0]);
    const ordered = body.items.map(({ information }: { information: number }) => information);
    assert.deepEqual(
      ordered,
      ordered.toSorted((a: number, b: number) => b - a),
    );
    await ask('post', 'items/most-informative').send({ course, user_id: 'learner-1' }).expect(200);
    await ask('post', 'items/most-informative').send({ course, user_id: 'stranger' }).expect(404);
  });

  it('goes back at once, and on record', async () => {
    const first = await championOf('tracing');
    await ask('post', 'models/tracing/rollback').send({ course }).expect(409);
    const model = await selectModel(app.scope, course, first);
    const { tenant: _, parts: __, bytes: ___, digest: ____, ...draft } = model;
    const next = await saveModel(app.scope, { ...draft, _id: 'next' }, await readParameters(app.scope, first));
    const stamp = { by: 'operator', how: 'promoted', why: 'A test.', id: randomUUID(), now: app.clock() } as const;
    await promote(app.scope, next, stamp);
    assert.equal(await championOf('tracing'), 'next');
    const { body } = await ask('post', 'models/tracing/rollback').send({ course }).expect(200);
    assert.deepEqual([body.id, body.state, await championOf('tracing')], [first, 'champion', first]);
    assert.equal((await selectModel(app.scope, course, 'next')).state, 'retired');
    const history = await app.scope.collection(promotionCollection).find({ kind: 'tracing' }, { sort: { _id: 1 } });
    assert.deepEqual(history.map(({ how }) => how).sort(), ['promoted', 'promoted', 'rolled-back']);
    assert.equal((await listAudit(app.scope, { action: 'model-rolled-back', limit: 10 })).length, 1);
    await ask('post', 'models/tracing/rollback').send({ course, to: 'next' }).expect(200);
    await ask('post', 'models/tracing/rollback').send({ course, to: 'unknown' }).expect(404);
    await ask('post', 'models/memory/rollback').send({ course }).expect(404);
    assert.deepEqual(await app.scope.collection(modelCollection).count({ state: 'champion', kind: 'tracing' }), 1);
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
    const { body } = await ask('get', 'training-runs/deadly').expect(200);
    assert.deepEqual([body.state, body.outcomes], ['failed', []]);
    assert.match(body.problem, /given up/);
  });

  it('begins a copy of the course with what its original has learned, and says so', async () => {
    const context = { id: 'copy', title: 'A copy' };
    const copy = await app.arrive({
      sub: 'teacher',
      role: 'staff',
      context,
      link: { id: 'copied', title: 'Practice' },
    });
    assert.deepEqual((await pipeline.warmStart(app.scope, copy.courseId)).toSorted().slice(-2), ['tracer', 'tracing']);
    const { body } = await ask('get', `models/performance?course=${copy.courseId}`).expect(200);
    const tracing = body.kinds.find(({ kind }: { kind: string }) => kind === 'tracing').champion;
    assert.equal(tracing.origin.how, 'warm-start');
    assert.deepEqual(tracing.origin.from, ['next']);
    const told = (await catalogueOf()).skill('counting')?.parameters.prior ?? 0;
    const served = async (courseId: string) =>
      (await pipeline.predictionService.parametersOf(app.scope, courseId, await catalogueOf())).skill('counting')
        ?.prior ?? 0;
    const [own, drawn] = [await served(course), await served(copy.courseId)];
    assert.ok(told < drawn && drawn < own, `${told}, ${drawn}, ${own}`);
    assert.deepEqual(await pipeline.warmStart(app.scope, copy.courseId), [], 'only once');
  });

  it('holds what serves against answers that came after it', async () => {
    app.clock.advance(86_400_000 * 10);
    const owner = { userId: 'learner-1', courseId: course };
    await record(
      app.scope,
      owner,
      Array.from({ length: 60 }, (_, index) =>
        answerDraft(1_000 + index, 'ratios', app.clock(), { correct: index % 2 > 0 }),
      ),
    );
    await pipeline.processUserData(app.scope, { courseId: course });
    await pipeline.watchDrift(app.scope, course);
    const { body } = await ask('get', `models/performance?course=${course}`).expect(200);
    const { drift } = body.kinds.find(({ kind }: { kind: string }) => kind === 'tracing');
    // Those of learner-1, and those of the newcomer, who came after the training as well.
    assert.ok(drift.answers >= 60, JSON.stringify(drift));
    assert.ok(['none', 'watch', 'act'].includes(drift.severity));
  });

  it('tells a key of models alone nothing of a named learner', async () => {
    const alone = await keyWith(app, ['models:read']);
    const named = { course, user_id: 'learner-1' };
    await alone.post('ml/answers/predict', { ...named, items: ['counting-1'] }).expect(403);
    await alone.post('ml/items/most-informative', named).expect(403);
    await alone.post('ml/items/most-informative', { course, about: 'items' }).expect(200);
  });

  it('lets in only staff of the course and keys with the scope, and nobody else’s course', async () => {
    const student = await app.arrive();
    const [pupil, teacher] = [await app.signIn(student), await app.signIn(student, 'staff')];
    await ask('get', `models/performance?course=${course}`, pupil.token).expect(403);
    await ask('get', 'models/performance', teacher.token).expect(200);
    await ask('post', 'models/train', pupil.token).send({}).expect(403);
    await ask('get', 'models/performance?course=another', teacher.token).expect(404);
    await ask('get', 'models/performance').expect(409);
    await ask('get', 'training-runs/unknown').expect(404);
    for (const body of [{ course, kinds: [] }, { course, kinds: ['best'] }, { course: '$where' }, []]) {
      await ask('post', 'models/train')
        .send(body as object)
        .expect(400);
    }
    await ask('post', 'models/train').send({ course: 'unknown' }).expect(404);
    await ask('post', 'models/constructor/rollback').send({ course }).expect(400);
    const stranger = await createKey(
      app.app.storage.scope('another-school'),
      { name: 'models', scopes: ['models:read', 'models:write'], expiresAt: null },
      { id: 'strange-key', secret: 's'.repeat(43), now: app.clock() },
    );
    await ask('get', `models/performance?course=${course}`, stranger).expect(404);
    await ask('get', 'training-runs/lost', stranger).expect(404);
    await ask('post', 'models/tracing/rollback', stranger).send({ course }).expect(404);
    const { body } = await ask('get', `paths/effectiveness?course=${course}`).expect(200);
    assert.equal(body.ratio, null);
  });

  async function championOf(kind: string): Promise<string> {
    const champion = await app.scope.collection(championCollection).findOne({ _id: `${course}:${kind}` });
    assert.ok(champion);
    return champion.model_id;
  }

  const catalogueOf = () => loadCatalogue(app.scope, 'models');
});
