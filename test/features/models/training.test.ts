import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { createKey } from '../../../src/features/api-keys/index.js';
import { ensureProfile, type Owner } from '../../../src/features/learners/index.js';
import { startTestApp, TENANT, type TestApp } from '../../support/app.js';
import { testCourse } from '../../support/course.js';
import { record, studyOf } from './support/answering.js';

const LEARNERS = 40;

describe('training the models of a course', function () {
  this.timeout(60_000);
  let app: TestApp;
  let key: string;
  let course: string;

  before(async () => {
    app = await startTestApp({ course: testCourse({ id: 'training' }) });
    const teacher = await app.arrive({ sub: 'teacher', role: 'staff' });
    course = teacher.courseId;
    for (let number = 0; number < LEARNERS; number++) await study(`learner-${number}`);
    key = await createKey(
      app.scope,
      { name: 'models', scopes: ['models:read', 'models:write'], expiresAt: null },
      { id: 'models-key', secret: 'm'.repeat(43), now: app.clock() },
    );
    app.app.startWorker();
  });
  after(() => app.close());

  async function study(userId: string): Promise<Owner> {
    const owner = { userId, courseId: course };
    await ensureProfile(app.scope, { ...owner, synthetic: false }, app.clock());
    await record(app.scope, owner, studyOf(userId, app.clock()));
    return owner;
  }

  const ask = (method: 'get' | 'post', path: string) =>
    request(app.app.web)[method](`/api/ml/${path}`).set('Authorization', `Bearer ${key}`);

  async function untilOver(
    location: string,
  ): Promise<{ state: string; outcomes: { kind: string; result: string; why: string }[] }> {
    for (;;) {
      const { body } = await request(app.app.web).get(location).set('Authorization', `Bearer ${key}`).expect(200);
      if (body.state === 'done' || body.state === 'failed') return body;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  it('trains in a job, promotes what is better on learners held out, and says how it does', async () => {
    const asked = await ask('post', 'models/train')
      .send({ course, kinds: ['tracing'] })
      .expect(202);
    assert.equal(asked.body.state, 'queued');
    const run = await untilOver(String(asked.headers.location));
    assert.equal(run.state, 'done', JSON.stringify(run));
    assert.deepEqual(
      run.outcomes.map(({ kind, result }) => [kind, result]),
      [['tracing', 'promoted']],
      JSON.stringify(run),
    );
    const { body } = await ask('get', `models/performance?course=${course}`).expect(200);
    const tracing = body.kinds.find(({ kind }: { kind: string }) => kind === 'tracing');
    assert.equal(tracing.champion.state, 'champion');
    assert.equal(tracing.champion.window.answers, LEARNERS * 36);
    assert.equal(tracing.champion.window.learners, LEARNERS);
    assert.equal(tracing.champion.folds.length, 5);
    const { logLoss } = tracing.champion.comparison;
    assert.ok(logLoss.challenger < logLoss.champion);
  });
});
