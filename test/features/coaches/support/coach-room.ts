import assert from 'node:assert/strict';
import request, { type Test } from 'supertest';
import { Classroom, type Pupil } from '../../../support/classroom.js';
import { testCourse } from '../../../support/course.js';
import { type FakeModel, startFakeModel } from './language-model.js';

const HOST = '127.0.0.1';

/** A classroom with coaches, beside a language model that no instructor has allowed yet. */
export class CoachRoom {
  private constructor(
    readonly room: Classroom,
    readonly model: FakeModel,
    /** Whom the coaches speak to now. */
    public pupil: Pupil,
  ) {}

  static async open(): Promise<CoachRoom> {
    const model = await startFakeModel();
    const room = await Classroom.open({
      course: testCourse({ id: 'coaches' }),
      env: {
        LLM_BASE_URL: model.origin,
        LLM_ALLOWED_HOSTS: HOST,
        LLM_MODEL: 'small-1',
        LLM_API_KEY: 'sk-of-the-test',
        LLM_TIMEOUT_SECONDS: '1',
        LLM_TOKENS_PER_DAY: '20000',
        INSECURE_PLATFORM_ORIGINS: `http://127.0.0.1:3100,${model.origin}`,
      },
    });
    return new CoachRoom(room, model, await room.pupil());
  }

  async newcomer(): Promise<void> {
    this.pupil = await this.room.pupil();
  }

  api(method: 'get' | 'post' | 'put', path: string, body?: object, token = this.pupil.token): Test {
    const call = request(this.room.app.app.web)[method](`/api/users/${path}`).set('Authorization', `Bearer ${token}`);
    return body ? call.send(body) : call;
  }

  async ask(body: object = {}, who = this.pupil) {
    const { status, body: answer } = await this.api('post', 'me/coach/message', body, who.token);
    assert.equal(status, 200, JSON.stringify(answer));
    return answer;
  }

  async close(): Promise<void> {
    await this.room.close();
    await this.model.close();
  }
}
