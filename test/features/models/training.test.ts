import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { activityId } from '../../../src/features/activity/ids.js';
import { loadCatalogue } from '../../../src/features/catalogue/index.js';
import { AnswerMetrics, listFacts, rebuildProfile, selectProfile } from '../../../src/features/learners/index.js';
import { PersonalizationDataPipeline } from '../../../src/features/models/index.js';
import { championCollection, modelCollection, promotionCollection } from '../../../src/features/models/model.js';
import { promote } from '../../../src/features/models/registry/promote.js';
import { listModels, readParameters, saveModel, selectModel } from '../../../src/features/models/registry/store.js';
import { decisionCollection } from '../../../src/features/practice/index.js';
import { listAudit } from '../../../src/storage/index.js';
import { keyWith } from '../../support/api.js';
import type { TestApp } from '../../support/app.js';
import { answerDraft, record } from './support/answering.js';
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

  it('trains in a job, lets serve what is better on learners held out, and says how it does', async () => {
    const asked = await models
      .ask('post', 'models/train')
      .send({ course, kinds: ['tracing', 'tracer', 'ranking'] })
      .expect(202);
    assert.deepEqual([asked.body.state, asked.body.progress], ['queued', 0]);
    await models
      .ask('post', 'models/train')
      .send({ course, kinds: ['tracer'] })
      .expect(409);
    const run = await models.untilOver(String(asked.headers.location));
    assert.equal(run.state, 'done', JSON.stringify(run));
    const results = Object.fromEntries(run.outcomes.map(({ kind, result }) => [kind, result]));
    assert.equal(results.tracing, 'promoted', JSON.stringify(run));
    const { body } = await models.ask('get', `models/performance?course=${course}`).expect(200);
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
    const owner = await models.study('newcomer');
    const items = ['counting-1', 'nowhere'];
    const predict = async () => {
      const { body } = await models
        .ask('post', 'answers/predict')
        .send({ user_id: owner.userId, course, items })
        .expect(200);
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
    const { body: predicted } = await models
      .ask('post', 'answers/predict')
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
    const { body } = await models.ask('post', 'items/most-informative').send(asked).expect(200);
    assert.equal(body.items.length, 3);
    // The problem with three steps was asked nobody.
    assert.deepEqual([body.items[0].item, body.items[0].answers], ['problem', 0]);
    const ordered = body.items.map(({ information }: { information: number }) => information);
    assert.deepEqual(
      ordered,
      ordered.toSorted((a: number, b: number) => b - a),
    );
    await models.ask('post', 'items/most-informative').send({ course, user_id: 'learner-1' }).expect(200);
    await models.ask('post', 'items/most-informative').send({ course, user_id: 'stranger' }).expect(404);
  });

  it('goes back at once, and on record', async () => {
    const first = await championOf('tracing');
    await models.ask('post', 'models/tracing/rollback').send({ course }).expect(409);
    const model = await selectModel(app.scope, course, first);
    const { tenant: _, parts: __, bytes: ___, digest: ____, ...draft } = model;
    const next = await saveModel(app.scope, { ...draft, _id: 'next' }, await readParameters(app.scope, first));
    const stamp = { by: 'operator', how: 'promoted', why: 'A test.', id: randomUUID(), now: app.clock() } as const;
    await promote(app.scope, next, stamp);
    assert.equal(await championOf('tracing'), 'next');
    const { body } = await models.ask('post', 'models/tracing/rollback').send({ course }).expect(200);
    assert.deepEqual([body.id, body.state, await championOf('tracing')], [first, 'champion', first]);
    assert.equal((await selectModel(app.scope, course, 'next')).state, 'retired');
    const history = await app.scope.collection(promotionCollection).find({ kind: 'tracing' }, { sort: { _id: 1 } });
    assert.deepEqual(history.map(({ how }) => how).sort(), ['promoted', 'promoted', 'rolled-back']);
    assert.equal((await listAudit(app.scope, { action: 'model-rolled-back', limit: 10 })).length, 1);
    await models.ask('post', 'models/tracing/rollback').send({ course, to: 'next' }).expect(200);
    await models.ask('post', 'models/tracing/rollback').send({ course, to: 'unknown' }).expect(404);
    await models.ask('post', 'models/memory/rollback').send({ course }).expect(404);
    assert.deepEqual(await app.scope.collection(modelCollection).count({ state: 'champion', kind: 'tracing' }), 1);
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
    const { body } = await models.ask('get', `models/performance?course=${copy.courseId}`).expect(200);
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
    const { body } = await models.ask('get', `models/performance?course=${course}`).expect(200);
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

  async function championOf(kind: string): Promise<string> {
    const champion = await app.scope.collection(championCollection).findOne({ _id: `${course}:${kind}` });
    assert.ok(champion);
    return champion.model_id;
  }

  const catalogueOf = () => loadCatalogue(app.scope, 'models');
});
