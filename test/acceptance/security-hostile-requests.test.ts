import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { type Answer, ask } from '../attacks/support/ask.js';
import { AttackRoom, type Person, type Visit } from '../attacks/support/attack-room.js';
import { type HostileRequest, hostileRequest, MARKUP } from '../attacks/support/hostile.js';
import { row } from './support/row.js';

const RUNS = process.env.ATTUNE_LONG ? 20_000 : 2_000;
const WARM_UP = RUNS / 4;
const WRITES = /^(insert|update|replace|delete|bulkWrite|findOneAnd)/;
/** What even a refused request may leave: that it was refused, and a login that is used up. */
const TRACES = /^(launch_refusals\.insert|login_states\.)/;
const MOST_GROWTH_BYTES = 24 * 1024 * 1024;
const TRACE = /\n\s+at .+:\d+:\d+|node_modules|\.ts:\d+|MongoServerError|ValidationError|ZodError/;

setFlagsFromString('--expose_gc');
const collectGarbage = runInNewContext('gc') as () => void;

function heapBytes(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}

describe('acceptance: hostile requests', function () {
  this.timeout(RUNS * 60);
  let room: AttackRoom;
  let people: Person[];
  /** What the request under way has written, as `collection.method`. */
  const written: string[] = [];
  let writes = 0;

  before(async () => {
    const off = 'off/off';
    // The limits would end this at the first door; they have rows of their own.
    room = await AttackRoom.open({
      settings: { RATE_LIMIT_LOGIN: off, RATE_LIMIT_LAUNCH: off, RATE_LIMIT_APP: off, RATE_LIMIT_KEYS: off },
    });
    room.app.storage.connection.set('debug', (collection: string, method: string) => {
      if (!WRITES.test(method)) return;
      written.push(`${collection}.${method}`);
      writes += 1;
    });
    people = [];
    for (const visit of visits) people.push(await room.launch(room.home, visit));
    const [, ada] = people;
    assert.ok(ada);
    await room.send(ada, 'practice/start');
    await room.send(ada, 'next');
  });
  after(() => room?.close());

  const visits: readonly Visit[] = [
    { sub: 'teacher', role: 'Instructor' },
    { sub: 'ada' },
    { sub: 'guest', role: 'Guest' },
  ];

  const targets = () => [
    ...room.app.routes.map(({ method, path }) => ({ method: method.toUpperCase(), path })),
    ...['/lti/login', '/lti/launch', '/lti/login', '/lti/launch', '/app/x/practice', '/assets/app.css', '/nowhere'].map(
      (path) => ({ method: 'POST', path }),
    ),
    ...['/lti/login', '/lti/keys', '/health/live', '/assets/app.css', '/'].map((path) => ({ method: 'GET', path })),
  ];

  /** The fields that the page of this address would send. */
  async function plausibleFields(path: string, person: Person): Promise<Record<string, string>> {
    if (path.includes('/lti/login')) {
      const { issuer, clientId } = room.home;
      return { iss: issuer, client_id: clientId, login_hint: 'a', target_link_uri: `${room.url}/lti/launch` };
    }
    if (path.includes('/lti/launch')) return { id_token: 'a.b.c', state: (await room.login(room.home)).state };
    const attempts = room.app.storage.connection.collection<Attempt>('attempts');
    const current = (await attempts.findOne({ user_id: person.userId, state: 'open' }))?.current;
    if (!current) return { catalogue: 'testing' };
    return Object.fromEntries(
      (['decision', 'step', 'tries', 'hints'] as const).map((name) => [name, String(current[name])]),
    );
  }

  async function send(hostile: HostileRequest): Promise<Answer> {
    const person = people[hostile.who % people.length];
    const all = targets();
    const target = all[hostile.target % all.length];
    assert.ok(person && target);
    const known = target.path
      .replace(':sessionId', person.sessionId)
      .replace(':catalogueId', 'testing')
      .replace(':name', 'figure.svg');
    const pairs: [string, string][] = hostile.plausible ? Object.entries(await plausibleFields(known, person)) : [];
    if (hostile.proof === 'form') pairs.push(['session', person.token]);
    const form = new URLSearchParams([...pairs, ...(typeof hostile.body === 'string' ? [] : hostile.body)]).toString();
    const body = typeof hostile.body === 'string' ? `${form}&${hostile.body}` : form;
    const method = hostile.method === 'as declared' ? target.method : hostile.method;
    const bodiless = ['GET', 'HEAD', 'OPTIONS', 'TRACE'].includes(method);
    const query = bodiless && target.path === '/lti/login' ? `?${form}` : '';
    written.length = 0;
    const answer = await ask(room.url, {
      method,
      path: `${hostile.start}${known}${hostile.tail}${query}`,
      headers: {
        'content-type': hostile.type,
        accept: 'text/html',
        ...(hostile.proof === 'header' && { authorization: `Bearer ${person.token}` }),
        ...(hostile.proof === 'cookie' && { cookie: person.cookie }),
        ...hostile.headers,
      },
      body: bodiless ? undefined : body,
    });
    checkWrites(method, known, answer);
    // Whoever has left comes back.
    if (known.endsWith('/leave') && answer.status === 200) {
      people[hostile.who % people.length] = await room.launch(room.home, visits[hostile.who % people.length] as Visit);
    }
    return answer;
  }

  /** Nothing is written for a request that is refused, or that only asks. */
  function checkWrites(method: string, path: string, { status }: Answer): void {
    const asks = ['GET', 'HEAD', 'OPTIONS'].includes(method) && path !== '/lti/login';
    if (status < 400 && !asks) return;
    assert.deepEqual(
      written.filter((write) => !TRACES.test(write)),
      [],
      `${method} ${path}: ${status}`,
    );
  }

  function check(answer: Answer): void {
    assert.ok(answer.status >= 200 && answer.status < 500, `status ${answer.status}: ${answer.text.slice(0, 400)}`);
    assert.ok(!answer.text.includes('<hx7'), 'the answer repeats markup');
    assert.doesNotMatch(answer.text, TRACE);
    const headers = JSON.stringify(answer.headers);
    assert.ok(!headers.includes('<hx7') && !headers.includes('%3Chx7') && !headers.includes('owned='), headers);
    assert.doesNotMatch(answer.headers.location ?? '', /evil|^\/\/|\\/);
    assert.equal(answer.headers['x-powered-by'], undefined);
  }

  row('S24', `${RUNS} requests of any kind`, async () => {
    const statuses = new Map<number, number>();
    let heapAfterWarmUp = 0;
    let count = 0;
    const troubles: string[] = [];
    await fc.assert(
      fc.asyncProperty(hostileRequest, async (hostile) => {
        const answer = await send(hostile);
        check(answer);
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        count += 1;
        troubles.push(...room.logged.splice(0).filter((line) => /"level":(50|60)/.test(line)));
        if (count === WARM_UP) heapAfterWarmUp = heapBytes();
      }),
      { numRuns: RUNS, seed: 20_261_123 },
    );
    const growth = heapBytes() - heapAfterWarmUp;
    assert.ok(growth < MOST_GROWTH_BYTES, `the heap grew by ${growth} bytes`);
    // Requests that all end at the first door would prove nothing.
    for (const status of [200, 400, 401, 403, 404, 413]) assert.ok((statuses.get(status) ?? 0) > 0, `never ${status}`);
    assert.equal((await room.get('/health/live')).status, 200);
    assert.equal(Object.hasOwn(Object.prototype, 'role'), false);
    assert.deepEqual(troubles, []);
    assert.ok(writes > RUNS / 50, 'the writes were watched');
  });

  row('S24', 'what is no HTTP at all', async () => {
    const { port } = new URL(room.url);
    const wire = [
      'GARBAGE\r\n\r\n',
      'GET / HTTP/9.9\r\nHost: x\r\n\r\n',
      `GET /${'a'.repeat(20_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
      `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`,
      'POST /lti/launch HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      'POST /lti/launch HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n',
      'POST /lti/launch HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
      'GET http://evil.example/lti/login HTTP/1.1\r\nHost: evil.example\r\n\r\n',
      `GET /${MARKUP.replaceAll(' ', '')} HTTP/1.1\r\nHost: x\r\n\r\n`,
      'CONNECT evil.example:443 HTTP/1.1\r\nHost: x\r\n\r\n',
      'GET /app/\u00ff\u0000 HTTP/1.1\r\nHost: x\r\n\r\n',
    ];
    for (const bytes of wire) {
      const socket = connect(Number(port), 'localhost');
      let heard = '';
      socket.on('data', (chunk: Buffer) => {
        heard += chunk.toString('latin1');
        socket.end();
      });
      socket.on('error', () => socket.destroy());
      socket.write(bytes, 'latin1');
      await once(socket, 'close');
      assert.doesNotMatch(heard, /^HTTP\/1\.1 (5|2|3)/, bytes.slice(0, 60));
      assert.doesNotMatch(heard, /<hx7/);
      assert.equal((await room.get('/health/live')).status, 200);
    }
  });
});

interface Attempt {
  user_id: string;
  state: string;
  current: { decision: string; step: number; tries: number; hints: number } | null;
}
