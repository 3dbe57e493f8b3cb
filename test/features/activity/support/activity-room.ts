import { randomUUID } from 'node:crypto';
import request from 'supertest';
import { createKey } from '../../../../src/features/api-keys/index.js';
import type { Arrived } from '../../../../src/features/courses/index.js';
import { saveEnrolment } from '../../../../src/features/courses/index.js';
import { ensureLearner, type FactType, listFacts, type Owner } from '../../../../src/features/learners/index.js';
import type { ApiScope } from '../../../../src/http/index.js';
import { systemRandomness } from '../../../../src/lti/index.js';
import { startTestApp, type TestApp } from '../../../support/app.js';
import { testCourse } from '../../../support/course.js';

export const ISSUER = 'http://127.0.0.1:3100';

/** A course with a teacher, two students who came by a launch, and one whom only the roster knows. */
export class ActivityRoom {
  private constructor(
    readonly app: TestApp,
    readonly teacher: Arrived,
    readonly staff: { readonly token: string; readonly base: string },
    readonly ada: Arrived,
    readonly ben: Arrived,
    readonly cleo: Owner,
  ) {}

  static async open(): Promise<ActivityRoom> {
    const app = await startTestApp({ course: testCourse() });
    const teacher = await app.arrive({ sub: 'teacher', role: 'staff', name: 'Tia Teacher' });
    const ada = await app.arrive({ sub: 'ada', name: 'Ada Lovelace', custom: { canvas_user_id: '101' } });
    const ben = await app.arrive({ sub: 'ben', name: 'Ben Okri', custom: { canvas_user_id: '102' } });
    const { courseId } = ada;
    const onRoster = { issuer: ISSUER, sub: 'cleo', name: 'Cleo Sertori', synthetic: false };
    const cleo = await ensureLearner(app.scope, onRoster, randomUUID(), app.clock());
    await saveEnrolment(app.scope, { courseId, userId: cleo._id, role: 'learner', synthetic: false }, app.clock());
    const staff = await app.signIn(teacher, 'staff');
    return new ActivityRoom(app, teacher, staff, ada, ben, { userId: cleo._id, courseId });
  }

  get courseId(): string {
    return this.ada.courseId;
  }

  facts(owner: Owner, type: FactType) {
    return listFacts(this.app.scope, owner, { type });
  }

  key(...scopes: ApiScope[]): Promise<string> {
    const parts = { id: systemRandomness.id(), secret: systemRandomness.secret(), now: this.app.clock() };
    return createKey(this.app.scope, { name: 'test', scopes, expiresAt: null }, parts);
  }

  /** Calls the API with a key or a session token. */
  call(method: 'get' | 'put' | 'post', path: string, token: string) {
    return request(this.app.app.web)[method](`/api/${path}`).set('Authorization', `Bearer ${token}`);
  }

  /** Sends a form of the teacher's pages. */
  async press(path: string, fields: Record<string, string | readonly string[]> = {}) {
    const body = new URLSearchParams({ session: this.staff.token });
    for (const [name, value] of Object.entries(fields)) for (const each of [value].flat()) body.append(name, each);
    return request(this.app.app.web)
      .post(`${this.staff.base}/${path}`)
      .set('Accept', 'text/html')
      .type('form')
      .send(body.toString());
  }

  close(): Promise<void> {
    return this.app.close();
  }
}
