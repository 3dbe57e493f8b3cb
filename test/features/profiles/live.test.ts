import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import { recordFact } from '../../../src/features/learners/index.js';
import { ProfileEvent } from '../../../src/features/profiles/change-schema.js';
import { Classroom, type Pupil } from '../../support/classroom.js';
import { answer } from '../learners/some-facts.js';

interface Told {
  readonly id: string;
  readonly event: string;
  readonly data: ProfileEvent;
}

/** Reads events as a page would: fetch, the Authorization header, and the text of the stream. */
class Reader {
  readonly #leave = new AbortController();
  #text = '';

  private constructor(
    readonly response: Response,
    readonly stream: ReadableStreamDefaultReader<Uint8Array>,
    leave: AbortController,
  ) {
    this.#leave = leave;
  }

  static async open(url: string, token: string, last?: string): Promise<Reader> {
    const leave = new AbortController();
    const headers = { Authorization: `Bearer ${token}`, ...(last !== undefined && { 'Last-Event-ID': last }) };
    const response = await fetch(url, { headers, signal: leave.signal });
    assert.ok(response.body);
    return new Reader(response, response.body.getReader(), leave);
  }

  /** The next event; comments and `retry` are passed over. */
  async next(): Promise<Told> {
    for (;;) {
      const end = this.#text.indexOf('\n\n');
      if (end < 0) {
        const { value, done } = await this.stream.read();
        assert.ok(!done, 'the stream ended');
        this.#text += Buffer.from(value).toString('utf8');
        continue;
      }
      const block = this.#text.slice(0, end);
      this.#text = this.#text.slice(end + 2);
      const fields = Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2)));
      if (fields.event === undefined) continue;
      return { id: fields.id, event: fields.event, data: ProfileEvent.parse(JSON.parse(fields.data)) };
    }
  }

  leave(): void {
    this.#leave.abort();
  }
}

describe('live changes of a profile', function () {
  this.timeout(40_000);
  let room: Classroom;
  let server: Server;
  let base: string;
  before(async () => {
    room = await Classroom.open();
    server = createServer(room.app.app.web);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(async () => {
    server?.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
    await room?.close();
  });

  const url = (who = 'me') => `${base}/api/users/${who}/events`;
  const right = (pupil: Pupil) =>
    room.app.scope.transaction((tx) => {
      const draft = {
        type: 'answer',
        key: randomUUID(),
        contentId: 'item',
        metrics: answer({ decision: randomUUID() }),
        at: room.app.clock(),
      } as const;
      return recordFact(tx, pupil.student, draft, { id: randomUUID(), now: room.app.clock() });
    });

  it('tells how it stands, then each change to all who read, and to nobody else', async () => {
    const [pupil, other] = await Promise.all([room.pupil(), room.pupil()]);
    await right(pupil);
    const readers = await Promise.all([1, 2].map(() => Reader.open(url(), pupil.token)));
    const elsewhere = await Reader.open(url(), other.token);
    assert.equal((await elsewhere.next()).data.sequence, 0);
    for (const reader of readers) {
      assert.match(reader.response.headers.get('content-type') ?? '', /^text\/event-stream/);
      assert.match(reader.response.headers.get('cache-control') ?? '', /no-store/);
      const { id, event, data } = await reader.next();
      assert.deepEqual([id, event, data.sequence, data.answers], ['1', 'profile', 1, 1]);
      assert.deepEqual(
        data.levels.map(({ skill }) => skill),
        ['counting'],
      );
    }
    const silent = elsewhere.next();
    await right(pupil);
    const known = (await pupil.profile()).skill_profile.current_levels.counting?.known;
    for (const reader of readers) {
      const { id, data } = await reader.next();
      assert.deepEqual([id, data.answers, data.levels[0]?.known], ['2', 2, known]);
    }
    await right(other);
    assert.equal((await silent).data.answers, 1);
    for (const reader of [...readers, elsewhere]) reader.leave();
  });

  it('goes on after the last event that was had', async () => {
    const pupil = await room.pupil();
    await right(pupil);
    const reader = await Reader.open(url(), pupil.token, '1');
    const next = reader.next();
    await right(pupil);
    assert.equal((await next).id, '2');
    reader.leave();
    const late = await Reader.open(url(), pupil.token, '1');
    assert.equal((await late.next()).data.sequence, 2);
    late.leave();
    const odd = await Reader.open(url(), pupil.token, 'nonsense');
    assert.equal((await odd.next()).data.sequence, 2);
    odd.leave();
  });

  it('refuses strangers with a status, and more readers than there should be', async () => {
    const [pupil, stranger] = await Promise.all([room.pupil(), room.pupil()]);
    const ask = (who: string, token: string) =>
      request(room.app.app.web).get(`/api/users/${who}/events`).set('Authorization', `Bearer ${token}`);
    assert.equal((await ask(pupil.student.userId, stranger.token)).status, 404);
    assert.equal((await request(room.app.app.web).get('/api/users/me/events')).status, 401);
    const head = request(room.app.app.web).head('/api/users/me/events').set('Authorization', `Bearer ${pupil.token}`);
    assert.equal((await head).status, 200);
    const readers: Reader[] = [];
    for (let index = 0; index < 10; index += 1) {
      const reader = await Reader.open(url(), pupil.token);
      await reader.next();
      readers.push(reader);
    }
    assert.equal((await ask('me', pupil.token)).status, 429);
    for (const reader of readers) reader.leave();
    // Those who left make room.
    for (let tries = 0; ; tries += 1) {
      const again = await Reader.open(url(), pupil.token);
      again.leave();
      if (again.response.status === 200) break;
      assert.ok(tries < 50, 'there is no room again');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  });

  it('is described as a stream of events', async () => {
    const { body } = await request(room.app.app.web).get('/api/openapi.json');
    const { responses, parameters } = body.paths['/api/users/{userId}/events'].get;
    const content = responses['200'].content['text/event-stream'];
    assert.equal(content.schema.type, 'string');
    assert.ok(content['x-event-data'].properties.sequence);
    assert.ok(parameters.some(({ name }: { name: string }) => name === 'Last-Event-ID'));
    assert.equal(responses['304'], undefined);
  });
});
