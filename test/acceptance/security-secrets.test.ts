import assert from 'node:assert/strict';
import { type Answer, ask } from '../attacks/support/ask.js';
import { AttackRoom, type Person } from '../attacks/support/attack-room.js';
import { row } from './support/row.js';

const NAME = 'Zebedee Quillfeather';
const EMAIL = 'zebedee.quillfeather@school.example';
const ANSWER = 'my-very-own-answer-5417';

describe('acceptance: headers, addresses and the log', function () {
  this.timeout(60_000);
  let room: AttackRoom;
  let learner: Person;
  let staff: Person;
  before(async () => {
    room = await AttackRoom.open({ worker: true });
    staff = await room.launch(room.home, { sub: 'teacher', role: 'Instructor' });
    learner = await room.launch(room.home, { sub: 'ada' });
  });
  after(() => room?.close());

  const policyOf = ({ headers }: Answer): Record<string, string> =>
    Object.fromEntries(
      String(headers['content-security-policy'])
        .split('; ')
        .map((rule) => [rule.slice(0, rule.indexOf(' ')), rule.slice(rule.indexOf(' ') + 1)]),
    );

  function assertHeaders(answer: Answer, ancestors: string, name: string): void {
    const { headers } = answer;
    const policy = policyOf(answer);
    assert.equal(policy['frame-ancestors'], ancestors, name);
    assert.equal(policy['default-src'], "'none'", name);
    assert.doesNotMatch(policy['script-src'] ?? '', /unsafe|\*|https?:|data:/, name);
    assert.doesNotMatch(policy['form-action'] ?? '', /\*/, name);
    assert.equal(headers['x-content-type-options'], 'nosniff', name);
    assert.equal(headers['referrer-policy'], 'no-referrer', name);
    assert.equal(headers['cross-origin-resource-policy'], 'same-origin', name);
    assert.equal(headers['access-control-allow-origin'], undefined, name);
    assert.equal(headers['x-frame-options'], undefined, name);
    assert.equal(headers['x-powered-by'], undefined, name);
    assert.equal(headers.server, undefined, name);
  }

  row('S25', async () => {
    const own = `'self' ${room.home.origin}`;
    const { state, nonce, cookie } = await room.login(room.home);
    const signed = await room.home.sign(room.claims(room.home, nonce, { sub: 'ada' }));
    const { issuer: iss, clientId } = room.home;
    const target = new URLSearchParams({
      iss,
      client_id: clientId,
      login_hint: 'x',
      target_link_uri: `${room.url}/lti/launch`,
    });
    const framed: [string, Promise<Answer>][] = [
      ['login', room.get(`/lti/login?${target}`)],
      ['proof', room.post('/lti/launch', { id_token: signed, state })],
      ['a launch refused', room.post('/lti/launch', { id_token: 'a.b.c', state }, { cookie })],
      ['practice', room.send(learner, 'practice')],
      ['practice by cookie', room.get(`${learner.base}/practice`, { cookie: learner.cookie })],
      ['next', room.send(learner, 'next')],
      ['staff', room.send(staff, 'staff')],
      ['deep link', room.send(staff, 'deep-link')],
      ['preview', room.send(staff, 'preview')],
      ['no such suggestion', room.send(learner, 'next/accept', { recommendation: 'x' })],
      ['no such route', room.get('/nowhere')],
      ['no session', room.get(`${learner.base}/practice`)],
      ['unknown platform', room.get('/lti/login?iss=x&login_hint=x&target_link_uri=x')],
      ['health', room.get('/health/live')],
      ['asset', room.get('/assets/app.css')],
      ['keys', room.get('/lti/keys')],
    ];
    const nobodys = new Set(['no such route', 'no session', 'unknown platform', 'health', 'asset', 'keys']);
    const cached = new Set(['asset', 'keys']);
    for (const [name, asked] of framed) {
      const answer = await asked;
      assertHeaders(answer, nobodys.has(name) ? "'none'" : own, name);
      const control = String(answer.headers['cache-control']);
      if (cached.has(name)) assert.match(control, /^public, max-age=\d+/, name);
      else assert.match(control, /no-store/, name);
    }
  });

  row('S25', 'and over https browsers are told to stay there', async () => {
    const secure = await AttackRoom.open({ settings: { PUBLIC_URL: 'https://tool.example' } });
    try {
      for (const path of ['/lti/login', '/lti/keys', '/nowhere', '/health/live']) {
        const { headers } = await secure.get(path);
        assert.match(headers['strict-transport-security'] ?? '', /^max-age=\d{8}/, path);
        assert.match(String(headers['permissions-policy']), /camera=\(\)/, path);
      }
    } finally {
      await secure.close();
    }
  });

  row('S10', 'its cookie is for this tool, this frame and this session alone', async () => {
    const lines = [
      ...((await room.answerTo(room.home, { sub: 'ada' })).headers['set-cookie'] ?? []),
      ...((await room.post('/lti/login', loginFields())).headers['set-cookie'] ?? []),
    ].filter((line) => !/Expires=Thu, 01 Jan 1970/.test(line));
    assert.equal(lines.length, 2);
    for (const line of lines) {
      assert.match(line, /; Path=\/(app\/[0-9a-f-]{36}|lti\/launch);/);
      for (const part of ['HttpOnly', 'Secure', 'Partitioned', 'SameSite=None']) assert.ok(line.includes(`; ${part}`));
      assert.doesNotMatch(line, /Domain/i);
    }
  });

  const loginFields = () => ({
    iss: room.home.issuer,
    client_id: room.home.clientId,
    login_hint: 'hint-of-a-person',
    target_link_uri: `${room.url}/lti/launch`,
  });

  row('S29', 'and no address either, on the way through everything', async () => {
    const addresses: string[] = [];
    const secrets = new Set<string>([
      NAME,
      'Zebedee',
      EMAIL,
      ANSWER,
      'sub-of-zebedee',
      'hint-of-a-login',
      'Secret course',
    ]);
    const note = (answer: Answer): Answer => {
      addresses.push(String(answer.headers.location ?? ''));
      for (const [, address = ''] of answer.text.matchAll(/\s(?:href|src|action)="([^"]*)"/g)) addresses.push(address);
      return answer;
    };
    const { state, nonce, proof, cookie } = await room.login(room.home);
    const who = { name: NAME, given_name: 'Zebedee', family_name: 'Quillfeather', email: EMAIL };
    const claims = room.claims(room.home, nonce, { sub: 'sub-of-zebedee', course: 'Secret course', claims: who });
    const token = await room.home.sign(claims);
    for (const secret of [state, nonce, proof, token, cookie]) secrets.add(secret);
    note(await room.post('/lti/launch', { id_token: `${token}x`, state: 'A'.repeat(43) }));
    note(await room.post('/lti/launch', { id_token: token, state }));
    const launched = note(await room.post('/lti/launch', { id_token: token, state }, { cookie }));
    assert.equal(launched.status, 303);
    const teacher = { sub: 'teacher', role: 'Instructor', course: 'Secret course' } as const;
    const instructor = await room.launch(room.home, teacher);
    const visit = { sub: 'sub-of-zebedee', course: 'Secret course', claims: who };
    const person = await room.launch(room.home, visit);
    for (const each of [person, instructor]) for (const part of each.token.split('.').slice(2)) secrets.add(part);
    for (const each of [person, instructor]) secrets.add(each.sessionId);
    note(await room.send(person, 'practice/start'));
    const attempts = room.app.storage.connection.collection<Attempt>('attempts');
    for (let count = 0; count < 4; count += 1) {
      const current = (await attempts.findOne({ user_id: person.userId }))?.current;
      assert.ok(current);
      const mark = { decision: current.decision, step: String(current.step), tries: String(current.tries) };
      note(await room.send(person, 'practice/answer', { ...mark, answer: ANSWER, [ANSWER]: ANSWER.repeat(200) }));
      note(await room.send(person, 'practice/answer', { ...mark, answer: ANSWER }));
      note(await room.send(person, 'practice/solution', mark));
      note(await room.send(person, 'practice/next', mark));
    }
    note(await room.send(person, 'next'));
    note(await room.send(person, 'next/accept', { recommendation: ANSWER }));
    note(await room.send(instructor, 'staff'));
    note(await room.send(instructor, 'preview'));
    note(await room.post(`${person.base}/practice?name=${encodeURIComponent(NAME)}`, { session: ANSWER }));
    note(await room.get(`/app/${encodeURIComponent(NAME)}/practice`));
    note(await room.get(`/${encodeURIComponent(EMAIL)}/${encodeURIComponent(ANSWER)}`));
    note(await room.post(`${person.base}/practice/answer`, { session: person.token, decision: ANSWER.repeat(100) }));
    const headers = { authorization: `Bearer ${person.token}`, 'content-type': 'application/json', accept: 'x/y' };
    await ask(room.url, { method: 'POST', path: `${person.base}/practice/answer`, headers, body: `{"a":"${ANSWER}` });
    await delivered();

    const opening = [person, instructor].flatMap(({ token: each }) => [each, each.split('.')[2] ?? '']);
    const inAddresses = [...opening, state, token, NAME, EMAIL, ANSWER].flatMap((secret) =>
      addresses.filter((address) => address.includes(secret)).map((address) => address.slice(0, 80)),
    );
    // The login page has the state in the address of the platform, as OIDC asks.
    assert.deepEqual(inAddresses, []);
    const log = room.logged.join('\n');
    assert.ok(room.logged.length > 20, `only ${room.logged.length} lines were logged`);
    assert.deepEqual(
      [...secrets].filter(
        (secret) => secret !== '' && (log.includes(secret) || log.includes(encodeURIComponent(secret))),
      ),
      [],
    );
  });

  /** The worker has tried to deliver the grades; this platform understands none of it, which fills the log. */
  async function delivered(): Promise<void> {
    const outbox = room.app.storage.connection.collection('outbox');
    const end = Date.now() + 15_000;
    room.clock.advance(5_000);
    while (Date.now() < end && !(await outbox.findOne({ problem: { $type: 'string' } }))) {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    assert.ok(await outbox.findOne({ problem: { $type: 'string' } }), 'no delivery was tried');
  }
});

interface Attempt {
  user_id: string;
  current: { decision: string; step: number; tries: number } | null;
}
