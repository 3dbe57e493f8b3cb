import assert from 'node:assert/strict';
import { connect, type Socket } from 'node:net';
import { freePort } from '../../src/embedded/server-process.js';
import { CLAIM } from '../../src/lti/launch/claims.js';
import { type Answer, ask, formBody } from '../attacks/support/ask.js';
import { changesBetween, openedBy, type Person } from '../attacks/support/attack-room.js';
import { endProcesses, startAttune } from '../cli/support/attune.js';
import type { Claims } from '../lti/support/fake-platform.js';
import { projectRoot } from '../support/services.js';
import { Door } from './support/door.js';
import { row } from './support/row.js';

const LEARNER = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Learner';
const FORM = 'application/x-www-form-urlencoded';
const OPERATORS = /\$(ne|gt|gte|where|regex|in|set|expr)\b/;
const TRACE = /\n\s+at .+:\d+:\d+|node_modules|\.ts:\d+|ZodError|CastError|MongoServerError/;
/** What was sent there may leave this behind, and nothing else. */
const OF_THE_DOOR =
  /^(launch_refusals|login_states|audit_log|sessions|learners|courses|placements|enrolments|user_profiles|user_interactions|outbox) /;

/** Values where words are expected; a database would take the first ones for a command. */
const STRANGE: readonly unknown[] = [{ $ne: '' }, { $where: '1' }, ['a', { $gt: '' }], 7, true];

describe('acceptance: hostile input', function () {
  this.timeout(90_000);
  let door: Door;
  let ada: Person;
  before(async () => {
    door = await Door.open();
    ada = await door.room.launch(door.room.home, { sub: 'ada' });
    await door.room.send(ada, 'practice/start');
  });
  after(() => door?.close());

  const post = (path: string, body: string, type = FORM): Promise<Answer> =>
    ask(door.room.url, { method: 'POST', path, headers: { 'content-type': type, accept: 'text/html' }, body });

  /** A refusal of some kind, without a word about the inside, and nothing is written but that it happened. */
  async function refused(what: string, asking: () => Promise<Answer>, statuses: readonly number[]): Promise<void> {
    const before = await door.room.snapshot();
    const answer = await asking();
    assert.ok(statuses.includes(answer.status), `${what}: ${answer.status}`);
    assert.doesNotMatch(answer.text, TRACE, what);
    const written = changesBetween(before, await door.room.snapshot());
    assert.deepEqual(
      written.filter((name) => !name.startsWith('launch_refusals ')),
      [],
      what,
    );
  }

  row('S17', 'in forms, queries and paths', async () => {
    const { home, url } = door.room;
    const login = { iss: home.issuer, client_id: home.clientId, login_hint: 'x', target_link_uri: `${url}/lti/launch` };
    const { state } = await door.room.login(home);
    const launch = { id_token: 'a.b.c', state };
    const twisted = (fields: Record<string, string>, needed: readonly string[]) =>
      needed.flatMap((name) => {
        const { [name]: value = '', ...rest } = fields;
        return [`${name}[$ne]=`, `${name}[]=${value}`, `${name}=${value}&${name}=x`, `${name}.$gt=`].map(
          (twist) => `${formBody(rest)}&${twist}`,
        );
      });
    for (const body of twisted(login, ['iss', 'login_hint', 'target_link_uri'])) {
      await refused(body, () => post('/lti/login', body), [400]);
      await refused(body, () => door.room.get(`/lti/login?${body}`), [400]);
    }
    for (const body of twisted(launch, ['id_token', 'state']))
      await refused(body, () => post('/lti/launch', body), [400]);
    for (const body of ['{"state":{"$ne":null},"id_token":"a.b.c"}', '{"state":{"$where":"1"}}']) {
      for (const path of ['/lti/launch', '/lti/login'])
        await refused(body, () => post(path, body, 'application/json'), [415]);
    }
    for (const session of ['session[$ne]=', 'session[]=x', `session=${ada.token}&session=${ada.token}`]) {
      await refused(session, () => post(`${ada.base}/practice/solution`, `${session}&decision=x`), [401]);
    }
    for (const id of ['[$ne]', '%7B%22$ne%22:1%7D', '$ne', '__proto__', 'x.y']) {
      await refused(id, () => door.room.get(`/app/${id}/practice`, { cookie: ada.cookie }), [401, 404]);
    }
    const named = ['decision[$ne]=', 'decision=x&decision=y', 'decision[$gt]=&step[$gt]=', 'decision.$ne=1'];
    for (const fields of named) {
      const own = `session=${ada.token}&${fields}`;
      await refused(fields, () => post(`${ada.base}/practice/answer`, own), [200, 400, 404, 409]);
      await refused(
        fields,
        () => post(`${ada.base}/next/accept`, own.replaceAll('decision', 'recommendation')),
        [400, 404],
      );
    }
  });

  row('S17', 'in every claim', async () => {
    const within = (name: string) => (value: unknown) => ({ id: 'x', [name]: value });
    const places: [string, (value: unknown) => Claims][] = [
      ...['sub', 'aud', 'azp', 'nonce', 'exp', 'name', 'given_name', 'email', 'locale'].map(
        (name): [string, (value: unknown) => Claims] => [name, (value) => ({ [name]: value })],
      ),
      ...Object.values(CLAIM).map((name): [string, (value: unknown) => Claims] => [
        name,
        (value) => ({ [name]: value }),
      ]),
      ...['id', 'title', 'label'].map((name): [string, (value: unknown) => Claims] => [
        `context.${name}`,
        (value) => ({ [CLAIM.context]: within(name)(value) }),
      ]),
      ['resource_link.id', (value) => ({ [CLAIM.resourceLink]: { id: value } })],
      ['resource_link.title', (value) => ({ [CLAIM.resourceLink]: within('title')(value) })],
      [
        'custom',
        (value) => ({ [CLAIM.custom]: { attune_kind: value, attune_skills: value, attune_placement: value } }),
      ],
      ['roles', (value) => ({ [CLAIM.roles]: [value] })],
      ['ags', (value) => ({ [CLAIM.ags]: { lineitem: value, lineitems: value, scope: [value] } })],
      ['nrps', (value) => ({ [CLAIM.nrps]: { context_memberships_url: value } })],
    ];
    for (const [where, claimsFor] of places) {
      for (const value of STRANGE) {
        const before = await door.room.snapshot();
        const answer = await door.launch({ sub: 'mallory', ...claimsFor(value) });
        const what = `${where}: ${JSON.stringify(value)}`;
        assert.ok(answer.status === 303 || (answer.status >= 400 && answer.status < 500), `${what}: ${answer.status}`);
        const after = await door.room.snapshot();
        const written = changesBetween(before, after);
        assert.deepEqual(
          written.filter((name) => !OF_THE_DOOR.test(name)),
          [],
          what,
        );
        for (const name of written) assert.doesNotMatch(after.get(name) ?? '', OPERATORS, `${what}: ${name}`);
      }
    }
  });

  row('S18', async () => {
    const prototypes = () =>
      [Object.prototype, Array.prototype, Function.prototype].map((each) => Object.getOwnPropertyNames(each).join());
    const before = prototypes();
    const poison = '{"__proto__":{"role":"staff","owned":1},"constructor":{"prototype":{"owned":1}}}';
    for (const name of ['__proto__', 'constructor.prototype', 'constructor[prototype]', 'prototype']) {
      const fields = `${encodeURIComponent(`${name}[role]`)}=staff&${encodeURIComponent(name)}=staff`;
      await refused(name, () => post('/lti/launch', fields), [400]);
      await refused(name, () => door.room.get(`/lti/login?${fields}`), [400]);
      await refused(
        name,
        () => post(`${ada.base}/practice/answer`, `session=${ada.token}&${fields}`),
        [200, 400, 404, 409],
      );
      assert.equal((await post(`${ada.base}/staff?${fields}`, `session=${ada.token}&${fields}`)).status, 403);
    }
    for (const path of ['/lti/launch', '/lti/login', `${ada.base}/practice/answer`]) {
      await refused(path, () => post(path, poison, 'application/json'), [400, 401, 415]);
    }
    const claims = {
      ...JSON.parse(poison),
      [CLAIM.custom]: JSON.parse(poison),
      [CLAIM.presentation]: JSON.parse(poison),
    };
    const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    for (const name of names) {
      const ids = { sub: name, [CLAIM.context]: { id: name }, [CLAIM.resourceLink]: { id: name, title: name } };
      const opened = openedBy(await door.launch({ ...claims, ...ids }));
      assert.equal(opened.landing, 'practice');
      assert.equal((await door.room.get(`${opened.base}/staff`, { cookie: opened.cookie })).status, 403, name);
    }
    const people = door.room.app.storage.connection.collection('learners');
    assert.equal(await people.countDocuments({ sub: { $in: names } }), names.length, 'each is somebody of their own');
    assert.deepEqual(prototypes(), before);
    assert.equal(({} as Record<string, unknown>).owned, undefined);
  });

  row('S19', 'bodies, headers, tokens and key sets', async () => {
    const { other } = door.room;
    const large = `id_token=${'a'.repeat(101 * 1024)}&state=${'x'.repeat(43)}`;
    for (const path of ['/lti/launch', '/lti/login', `${ada.base}/practice/answer`])
      await refused(path, () => post(path, large), [413]);
    await refused('many fields', () => post('/lti/launch', 'a=1&'.repeat(101)), [413]);
    await refused('a long header', () => door.room.get('/lti/login', { 'x-long': 'x'.repeat(20_000) }), [431]);
    await refused('a long address', () => door.room.get(`/lti/login?${'x'.repeat(20_000)}`), [431]);
    await refused('deep JSON', () => post('/lti/launch', '['.repeat(50_000), 'application/json'), [415]);
    const roles = (count: number) => ({ [CLAIM.roles]: Array.from({ length: count }, () => LEARNER) });
    await door.refuses('101 roles', () => door.launch(roles(101)), 'claims-malformed');
    await door.refuses('5,000 roles', () => door.launch(roles(5_000)), 'too-large', { status: 413 });
    const deep = Array.from({ length: 2_000 }).reduce<unknown>((inner) => [inner], 'end');
    openedBy(await door.launch({ 'https://lms.example/deep': deep, [CLAIM.custom]: { deep } }));
    const named = openedBy(
      await door.launch({
        sub: 'long',
        name: 'n'.repeat(20_000),
        [CLAIM.context]: { id: 'c', title: 't'.repeat(9_000) },
      }),
    );
    assert.equal((await door.room.get(`${named.base}/practice`, { cookie: named.cookie })).status, 200);
    const megabytes = `{"keys":[${'{"kty":"RSA"},'.repeat(770_000)}{}]}`;
    assert.ok(megabytes.length > 10_000_000);
    other.answer = (response) => response.on('error', () => undefined).end(megabytes);
    const answer = await door.room.answerTo(other, { sub: 'ada' });
    assert.equal(await door.codeOf(answer), 'keys-unreachable');
    assert.equal((await door.room.get('/health/live')).status, 200);
  });

  row('S19', 'clients that are slow on purpose', async () => {
    const port = await freePort();
    const env = { ...door.room.environment, LOG_LEVEL: 'info', HOST: '127.0.0.1', PORT: String(port) };
    try {
      await startAttune(['serve', '--role', 'web', '--json'], { cwd: projectRoot, env }).says(/"port"/);
      const began = Date.now();
      const sockets = Array.from({ length: 200 }, () => connect(port, '127.0.0.1'));
      const ended = (socket: Socket) =>
        new Promise<void>((resolve) => {
          socket.on('error', () => socket.destroy());
          socket.on('close', () => resolve());
          socket.resume();
          socket.write('POST /lti/launch HTTP/1.1\r\nHost: x\r\n');
        });
      const closed = Promise.all(sockets.map(ended));
      const dribble = setInterval(() => {
        for (const socket of sockets) if (socket.writable) socket.write('x: y\r\n');
      }, 1_000);
      const live = await ask(`http://127.0.0.1:${port}`, { method: 'GET', path: '/health/live' });
      assert.equal(live.status, 200, 'others are served meanwhile');
      await closed;
      clearInterval(dribble);
      const seconds = (Date.now() - began) / 1_000;
      assert.ok(seconds < 30, `${seconds} s`);
    } finally {
      endProcesses();
    }
  });
});
