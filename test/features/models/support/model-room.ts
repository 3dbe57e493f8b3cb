import { randomUUID } from 'node:crypto';
import request, { type Test } from 'supertest';
import { createKey } from '../../../../src/features/api-keys/index.js';
import { ensureProfile, type Owner } from '../../../../src/features/learners/index.js';
import { PersonalizationDataPipeline } from '../../../../src/features/models/index.js';
import { startTestApp, type TestApp } from '../../../support/app.js';
import { testCourse } from '../../../support/course.js';
import { record, studyOf } from './answering.js';

export const LEARNERS = 40;
/** Three days, four skills, three answers each. */
export const ANSWERS = 36;

interface RunBody {
  readonly state: string;
  readonly outcomes: readonly { readonly kind: string; readonly result: string; readonly why: string }[];
}

/** The id of a course is in the seed of its fits: with other ids other learners would be held out. */
function counted(): () => string {
  let count = 0;
  return () => {
    count += 1;
    return `00000000-0000-4000-8000-${String(count).padStart(12, '0')}`;
  };
}

/** A course that forty learners and a preview have worked through, with a worker that trains. */
export class ModelRoom {
  readonly pipeline: PersonalizationDataPipeline;

  private constructor(
    readonly app: TestApp,
    readonly course: string,
    private readonly key: string,
  ) {
    this.pipeline = new PersonalizationDataPipeline({ clock: app.clock, newId: randomUUID, codeVersion: 'test' });
  }

  static async open(): Promise<ModelRoom> {
    const app = await startTestApp({ course: testCourse({ id: 'models' }), newId: counted() });
    const { courseId } = await app.arrive({ sub: 'teacher', role: 'staff' });
    const key = await createKey(
      app.scope,
      { name: 'models', scopes: ['models:read', 'models:write', 'learners:read'], expiresAt: null },
      { id: 'models-key', secret: 'm'.repeat(43), now: app.clock() },
    );
    const room = new ModelRoom(app, courseId, key);
    await Promise.all(Array.from({ length: LEARNERS }, (_, number) => room.study(`learner-${number}`)));
    await room.study('preview', true);
    app.app.startWorker();
    return room;
  }

  async study(userId: string, synthetic = false, courseId = this.course): Promise<Owner> {
    const owner = { userId, courseId };
    await ensureProfile(this.app.scope, { ...owner, synthetic }, this.app.clock());
    await record(this.app.scope, owner, studyOf(userId, this.app.clock()));
    return owner;
  }

  ask(method: 'get' | 'post', path: string, bearer = this.key): Test {
    return request(this.app.app.web)[method](`/api/ml/${path}`).set('Authorization', `Bearer ${bearer}`);
  }

  async untilOver(location: string): Promise<RunBody> {
    for (;;) {
      const asked = request(this.app.app.web).get(location).set('Authorization', `Bearer ${this.key}`);
      const { body } = await asked.expect(200);
      if (body.state === 'done' || body.state === 'failed') return body;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  close(): Promise<void> {
    return this.app.close();
  }
}
