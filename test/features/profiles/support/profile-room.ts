import { randomBytes, randomUUID } from 'node:crypto';
import request, { type Test } from 'supertest';
import { createKey } from '../../../../src/features/api-keys/index.js';
import { type FactDraft, recordFact } from '../../../../src/features/learners/index.js';
import type { ApiScope } from '../../../../src/http/index.js';
import { Classroom, type Pupil } from '../../../support/classroom.js';
import { answer, PLAIN } from '../../learners/some-facts.js';

export const DAY = 86_400_000;

/** A classroom with one pupil whose profile is read through the API, and a key of the institution. */
export class ProfileRoom {
  private constructor(
    readonly room: Classroom,
    public pupil: Pupil,
  ) {}

  static async open(): Promise<ProfileRoom> {
    const room = await Classroom.open();
    return new ProfileRoom(room, await room.pupil());
  }

  newKey(...scopes: ApiScope[]): Promise<string> {
    const { scope, clock } = this.room.app;
    return createKey(
      scope,
      { name: 'test', scopes, expiresAt: null },
      { id: randomUUID().slice(0, 20), secret: randomBytes(32).toString('base64url'), now: clock() },
    );
  }

  call(method: 'get' | 'put' | 'post', path: string, token: string): Test {
    return request(this.room.app.app.web)[method](path).set('Authorization', `Bearer ${token}`);
  }

  get(path: string, token = this.pupil.token): Test {
    return this.call('get', `/api/users/me/${path}`, token);
  }

  /** Six days of four answers each; the second skill goes wrong. */
  async week({ student }: Pupil): Promise<void> {
    const { scope, clock } = this.room.app;
    for (let day = 0; day < 6; day += 1) {
      for (let turn = 0; turn < 4; turn += 1) {
        const skill = turn === 3 ? 'ratios' : 'counting';
        const metrics = answer({
          decision: randomUUID(),
          skill,
          skills: [{ id: skill, ...PLAIN }],
          correct: skill === 'counting',
          misconception: skill === 'ratios' ? 'ratios:upside-down' : null,
        });
        const given: FactDraft = {
          type: 'answer',
          metrics,
          contentId: `item-${skill}`,
          key: randomUUID(),
          at: clock(),
        };
        const stamp = { id: randomUUID(), now: clock() };
        await scope.transaction((tx) => recordFact(tx, student, given, stamp));
        clock.advance(120_000);
      }
      clock.advance(DAY);
    }
  }

  close(): Promise<void> {
    return this.room.close();
  }
}
