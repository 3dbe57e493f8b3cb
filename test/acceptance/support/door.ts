import assert from 'node:assert/strict';
import { CLAIM } from '../../../src/lti/launch/claims.js';
import type { RefusalCode } from '../../../src/lti/refusals/index.js';
import type { Answer } from '../../attacks/support/ask.js';
import { AttackRoom, changesBetween } from '../../attacks/support/attack-room.js';
import type { Claims } from '../../lti/support/fake-platform.js';

/** What a refusal may write: that it happened, that a login is used up, and that a deployment waits. */
const OF_A_REFUSAL = /^(launch_refusals|login_states) /;

/** The door of the whole tool, with a teacher who has opened the course, and launches of any content before it. */
export class Door {
  private constructor(readonly room: AttackRoom) {}

  static async open(): Promise<Door> {
    const room = await AttackRoom.open();
    const door = new Door(room);
    try {
      await room.launch(room.home, { sub: 'teacher', role: 'Instructor' });
      return door;
    } catch (error) {
      await room.close();
      throw error;
    }
  }

  /** Seconds since 1970, as the tool's clock has them. */
  get now(): number {
    return Math.floor(this.room.clock().getTime() / 1000);
  }

  /** A whole launch of the home school with these claims and this header changed. */
  async launch(claims: Claims = {}, header: Record<string, unknown> = {}): Promise<Answer> {
    const { room } = this;
    const { state, nonce, cookie } = await room.login(room.home);
    const token = await room.home.sign(room.claims(room.home, nonce, { sub: 'student-7', claims }), header);
    return room.post('/lti/launch', { id_token: token, state }, { cookie });
  }

  /** A login with whatever made of its nonce posted in the place of the token. */
  async post(make: (nonce: string) => string | Promise<string>): Promise<Answer> {
    const { state, nonce, cookie } = await this.room.login(this.room.home);
    return this.room.post('/lti/launch', { id_token: await make(nonce), state }, { cookie });
  }

  async deepLink(settings: Claims = {}, claims: Claims = {}): Promise<Answer> {
    const { home } = this.room;
    const { state, nonce, cookie } = await this.room.login(home);
    const own = { sub: 'teacher', [CLAIM.targetLinkUri]: `${this.room.url}/lti/launch` };
    const asked = home.deepLinkingClaims(nonce, this.room.clock(), settings, { ...own, ...claims });
    const token = await home.sign(asked);
    return this.room.post('/lti/launch', { id_token: token, state }, { cookie });
  }

  /**
   * Holds that this answer is a refusal: its page says what to do and has a reference, under which the reason is kept,
   * and it repeats nothing; no session began, and nothing was written behind the door.
   */
  async refuses(
    what: string,
    ask: () => Promise<Answer>,
    code: RefusalCode,
    { status = 401, mayWrite = OF_A_REFUSAL }: { status?: number; mayWrite?: RegExp } = {},
  ): Promise<Answer> {
    const before = await this.room.snapshot();
    const answer = await ask();
    assert.equal(await this.codeOf(answer), code, what);
    assert.equal(answer.status, status, what);
    assert.match(answer.headers['content-type'] ?? '', /^text\/html/, what);
    assert.match(answer.text, /<h1/, what);
    assert.doesNotMatch(answer.text, /student-7|Ada|eyJ/, what);
    const set = answer.headers['set-cookie']?.filter((line) => !/^attune_login_[^=]+=;/.test(line)) ?? [];
    assert.deepEqual(set, [], what);
    const written = changesBetween(before, await this.room.snapshot()).filter((name) => !mayWrite.test(name));
    assert.deepEqual(written, [], what);
    return answer;
  }

  /** The code under which a refusal is kept, found by the reference that its page shows. */
  async codeOf(answer: Answer): Promise<string | undefined> {
    const [, reference = ''] = /Reference: ([A-Za-z0-9_-]{12})/.exec(answer.text) ?? [];
    const refusals = this.room.app.storage.connection.collection<{ _id: string; code: string }>('launch_refusals');
    return (await refusals.findOne({ _id: reference }))?.code ?? `none; ${answer.status} ${answer.text.slice(0, 200)}`;
  }

  close(): Promise<void> {
    return this.room.close();
  }
}
