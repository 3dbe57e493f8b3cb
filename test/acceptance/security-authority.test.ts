import assert from 'node:assert/strict';
import { CLAIM } from '../../src/lti/launch/claims.js';
import { ask, formBody } from '../attacks/support/ask.js';
import { AttackRoom, type Opened, openedBy } from '../attacks/support/attack-room.js';
import type { Claims } from '../lti/support/fake-platform.js';
import { Door } from './support/door.js';
import { row } from './support/row.js';

const COURSE = 'http://purl.imsglobal.org/vocab/lis/v2/membership';
const INSTITUTION = 'http://purl.imsglobal.org/vocab/lis/v2/institution/person';
const SYSTEM = 'http://purl.imsglobal.org/vocab/lis/v2/system/person';
const TEST_USER = 'http://purl.imsglobal.org/vocab/lti/system/person#TestUser';
const FORM = { 'content-type': 'application/x-www-form-urlencoded', accept: 'text/html' };

/** Words that lead away from this tool if they are ever followed. */
const foreignTo = (url: string): readonly string[] => [
  'https://evil.example/lti/launch',
  `${url}.evil.example/lti/launch`,
  `${url}@evil.example/`,
  url.replace('://', '://user@'),
  url.replace('http:', 'https:'),
  '//evil.example/lti/launch',
  '/\\evil.example',
  `${url}\\@evil.example/lti/launch`,
  `${url}//evil.example`,
  'javascript:alert(1)',
  'data:text/html,x',
  `${url}/app/secret`,
];

describe('acceptance: who may what, and where it leads', function () {
  this.timeout(60_000);
  let door: Door;
  before(async () => {
    door = await Door.open();
  });
  after(() => door?.close());

  row('S9', 'by a target', async () => {
    const { room } = door;
    const login = { iss: room.home.issuer, client_id: room.home.clientId, login_hint: 'x' };
    for (const target of foreignTo(room.url)) {
      const begin = () => room.post('/lti/login', { ...login, target_link_uri: target });
      await door.refuses(target, begin, 'foreign-target', { status: 400 });
      await door.refuses(target, () => door.launch({ [CLAIM.targetLinkUri]: target }), 'claims-target');
    }
  });

  row('S9', 'by a path', async () => {
    const paths = ['//evil.example/x', '/\\evil.example', '/%5cevil.example', '/%2f%2fevil.example', '///evil.example'];
    const starts = ['', '/lti', '/lti/launch', '/lti/login', '/app', '/assets'];
    for (const path of starts.flatMap((start) => paths.map((each) => start + each))) {
      for (const method of ['GET', 'POST']) {
        const body = method === 'POST' ? formBody({ state: 'x', id_token: 'a.b.c' }) : undefined;
        const answer = await ask(door.room.url, { method, path, headers: FORM, body });
        assert.ok(answer.status >= 400 && answer.status < 500, `${method} ${path}: ${answer.status}`);
        assert.equal(answer.headers.location, undefined, path);
      }
    }
  });

  row('S9', 'by an address to return to', async () => {
    const { home, other, url } = door.room;
    const settings = (deep_link_return_url: string) => ({ deep_link_return_url });
    openedBy(await door.deepLink(settings(`${home.origin}/return`)));
    for (const foreign of [
      `${other.origin}/return`,
      'https://evil.example/return',
      `${home.origin}@evil.example/`,
      `https://evil.example/#${home.origin}`,
      'javascript:alert(1)',
      'data:text/html,x',
      `${url}/lti/launch`,
    ]) {
      await door.refuses(foreign, () => door.deepLink(settings(foreign)), 'claims-malformed');
      const { base, token } = openedBy(await door.launch({ [CLAIM.presentation]: { return_url: foreign } }));
      const page = await door.room.post(`${base}/practice`, { session: token });
      assert.equal(page.status, 200);
      assert.ok(!page.text.includes(foreign) && !page.text.includes('evil.example'), foreign);
    }
  });

  row('S13', 'as the roles say, and no more', async () => {
    const cases: [what: string, roles: string[], landing: string][] = [
      ['an instructor', [`${COURSE}#Instructor`], 'staff'],
      ['a teaching assistant', [`${COURSE}/Instructor#TeachingAssistant`], 'staff'],
      ['a learner', [`${COURSE}#Learner`], 'practice'],
      ['a mentor', [`${COURSE}#Mentor`], 'home'],
      ['an administrator of the institution', [`${INSTITUTION}#Administrator`], 'home'],
      ['a teacher of the institution', [`${INSTITUTION}#Instructor`, `${INSTITUTION}#Faculty`], 'home'],
      ['an administrator of the system', [`${SYSTEM}#Administrator`, `${SYSTEM}#SysAdmin`], 'home'],
      ['a test student with the role of an instructor', [`${COURSE}#Instructor`, TEST_USER], 'practice'],
      ['a role that nobody knows', [`${COURSE}#Instructors`, 'https://lms.example/#Instructor'], 'home'],
      ['a role in other letters', [`${COURSE}#instructor`, 'INSTRUCTOR'], 'home'],
      ['nobody in particular', [], 'home'],
    ];
    for (const [what, roles, landing] of cases) {
      const opened = openedBy(await door.launch({ sub: what, [CLAIM.roles]: roles }));
      assert.equal(opened.landing, landing, what);
      assert.equal(await statusOf(opened, 'staff'), landing === 'staff' ? 200 : 403, what);
      assert.equal(await statusOf(opened, 'practice'), landing === 'practice' ? 200 : 403, what);
    }
  });

  row('S13', 'whatever else is said', async () => {
    const { room } = door;
    const { state, nonce, cookie } = await room.login(room.home);
    const staff = `${COURSE}#Instructor`;
    const custom = { role: 'staff', roles: staff, attune_role: 'staff', [CLAIM.roles]: staff };
    const claims: Claims = { [CLAIM.custom]: custom, role: staff, roles: [staff], ext_roles: staff };
    const token = await room.home.sign(room.claims(room.home, nonce, { sub: 'ada', claims }));
    const fields = { id_token: token, state, role: 'staff', roles: staff, [CLAIM.roles]: staff };
    const opened = openedBy(await room.post(`/lti/launch?role=staff&roles=${staff}`, fields, { cookie }));
    assert.equal(opened.landing, 'practice');
    assert.equal(await statusOf(opened, 'staff?role=staff'), 403);
    // Nor by what the same person is in another course, or in the same one at another institution.
    const teacher = await room.launch(room.home, { sub: 'ada', role: 'Instructor', course: 'course-2' });
    await room.launch(room.other, { sub: 'ada', role: 'Instructor' });
    assert.equal(await statusOf(teacher, 'staff'), 200);
    assert.equal(await statusOf(opened, 'staff'), 403);
  });

  const statusOf = async ({ base, cookie }: Opened, page: string): Promise<number> =>
    (await door.room.get(`${base}/${page}`, { cookie })).status;
});

describe('acceptance: addresses of services', function () {
  this.timeout(60_000);
  let room: AttackRoom;
  before(async () => {
    room = await AttackRoom.open({ worker: true });
  });
  after(() => room?.close());

  row('S14', async () => {
    const { home, other } = room;
    const foreign = `${other.origin}/lineitems/1`;
    const scope = ['https://purl.imsglobal.org/spec/lti-ags/scope/score'];
    const claims = {
      [CLAIM.ags]: { lineitem: foreign, lineitems: `${other.origin}/lineitems`, scope },
      [CLAIM.nrps]: { context_memberships_url: `${other.origin}/members` },
    };
    await room.launch(home, { sub: 'teacher', role: 'Instructor', claims });
    const ada = await room.launch(home, { sub: 'ada', claims });
    const before = other.fetches;
    await room.send(ada, 'practice/start');
    const attempts = room.app.storage.connection.collection<Attempt>('attempts');
    const current = (await attempts.findOne({ user_id: ada.userId }))?.current;
    assert.ok(current);
    const mark = { decision: current.decision, step: '0', tries: '0', hints: '0' };
    const forged = {
      lineitem: 'https://evil.example/1',
      line_item: 'https://evil.example/1',
      services: 'https://evil.example',
    };
    assert.equal((await room.send(ada, 'practice/solution', { ...mark, ...forged })).status, 200);
    await givenUp(2);
    assert.equal(other.fetches, before, 'somebody else heard of it');
    assert.ok(![...(await room.snapshot()).values()].join('\n').includes('evil.example'));
  });

  /** Waits until so many deliveries, the grade and the roster, are given up. */
  async function givenUp(count: number): Promise<void> {
    const outbox = room.app.storage.connection.collection('outbox');
    const end = Date.now() + 20_000;
    room.clock.advance(5_000);
    while (Date.now() < end && (await outbox.countDocuments({ state: 'dead' })) < count) {
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    const kept = await outbox.find().toArray();
    assert.deepEqual(
      kept.map(({ state }) => state),
      Array.from({ length: count }, () => 'dead'),
    );
    for (const { problem } of kept) assert.match(String(problem), /not registered as its own/);
  }
});

interface Attempt {
  user_id: string;
  current: { decision: string } | null;
}
