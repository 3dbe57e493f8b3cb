import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import request, { type Test } from 'supertest';
import { createKey } from '../../../../src/features/api-keys/index.js';
import { type FactDraft, recordFact } from '../../../../src/features/learners/index.js';
import { selectOptionalPath } from '../../../../src/features/paths/index.js';
import type { ApiScope } from '../../../../src/http/index.js';
import type { TestApp } from '../../../support/app.js';
import { type Actor, Classroom, type Pupil, signInAs } from '../../../support/classroom.js';

export const PATH = '/api/users/me/learning-path';

export interface Step {
  readonly module: string;
  readonly state: string;
  readonly minutes: number;
  readonly expectedBy: string | null;
  readonly reasons: readonly { readonly code: string; readonly text: string }[];
}

/** The steps of a path that are not done. */
export const ahead = (path: { steps: Step[] }): string[] =>
  path.steps.filter(({ state }) => state !== 'done').map(({ module }) => module);

export const goals = (areas: string[], timeline: string | null = null) => ({
  ...{ target_skill_level: 0.9, timeline, priority_areas: areas, motivation_type: null },
});

/** Schools whose learners follow paths: the paths through the API, and the facts that move them. */
export class PathRoom {
  #courses = 0;

  private constructor(private readonly room: Classroom) {}

  static async open(): Promise<PathRoom> {
    return new PathRoom(await Classroom.open());
  }

  get app(): TestApp {
    return this.room.app;
  }

  /** A learner and a teacher in a course of their own. */
  async school(custom: Record<string, string> = {}): Promise<{ pupil: Pupil; teacher: Actor }> {
    this.#courses += 1;
    const context = { id: `paths ${this.#courses}`, title: null };
    const staff = await this.app.arrive({ sub: 'teacher', role: 'staff', context, link: null });
    return { pupil: await this.room.pupil(custom, { context }), teacher: await signInAs(this.room, staff, 'staff') };
  }

  key(...scopes: ApiScope[]): Promise<string> {
    return createKey(
      this.app.scope,
      { name: 'test', scopes, expiresAt: null },
      { id: randomUUID(), secret: randomUUID() + randomUUID().slice(0, 8), now: this.app.clock() },
    );
  }

  call(method: 'get' | 'post' | 'put', path: string, token: string, body?: object, seen?: string): Test {
    const sent = request(this.app.app.web)[method](path).set('Authorization', `Bearer ${token}`);
    if (seen !== undefined) void sent.set('If-Match', seen);
    return body ? sent.send(body) : sent;
  }

  async make({ token }: Actor, body: object = {}) {
    const answer = await this.call('post', PATH, token, body);
    assert.equal(answer.status, 201, JSON.stringify(answer.body));
    return answer.body;
  }

  async stored({ student }: Pupil) {
    return (await selectOptionalPath(this.app.scope, student)) ?? assert.fail();
  }

  tell({ student }: Pupil, ...drafts: FactDraft[]): Promise<void> {
    return this.app.scope.transaction(async (tx) => {
      for (const draft of drafts) {
        await recordFact(tx, student, draft, { id: randomUUID(), now: this.app.clock() });
      }
    });
  }

  fact<T extends FactDraft['type']>(
    type: T,
    metrics: Extract<FactDraft, { type: T }>['metrics'],
    contentId: string | null = null,
  ): FactDraft {
    return { type, key: randomUUID(), contentId, metrics, at: this.app.clock() } as FactDraft;
  }

  lessonDone(lesson: string): FactDraft {
    return this.fact('lesson-completed', { modality: 'text', seconds: 120 }, lesson);
  }

  /** Right answers without help, enough to master the skill. */
  mastery(skill: string): FactDraft[] {
    return Array.from({ length: 8 }, () =>
      this.fact(
        'answer',
        {
          ...{ decision: randomUUID(), placement: null, step: 'only', skill, family: null },
          ...{ correct: true, attempt: 1, hints: 0, weight: 1, seconds: 40 },
          item: { discrimination: 1, difficulty: 0 },
          skills: [{ id: skill, prior: 0.25, learn: 0.12, guess: 0.2, slip: 0.1 }],
        },
        `${skill}-1`,
      ),
    );
  }

  close(): Promise<void> {
    return this.room.close();
  }
}
