import assert from 'node:assert/strict';
import { type Answer, ask, formBody } from '../attacks/support/ask.js';
import { AttackRoom, changesBetween, type Fields, type Person } from '../attacks/support/attack-room.js';
import { row } from './support/row.js';

const FORM = 'application/x-www-form-urlencoded';

describe('acceptance: strangers, over every route', function () {
  this.timeout(120_000);
  let room: AttackRoom;
  let ada: Person;
  let teacher: Person;
  /** Whose ids the others bring along. */
  let victim: Person;
  let strangers: Readonly<Record<string, Person>>;
  let guest: Person;
  let observer: Person;
  /** Ids and words of the victim that no stranger's answer may hold. */
  let secrets: string[];
  let bodies: readonly Fields[];

  before(async () => {
    room = await AttackRoom.open();
    teacher = await room.launch(room.home, { sub: 'teacher', role: 'Instructor', claims: { name: 'Tia Teacher' } });
    await room.launch(room.home, { sub: 'second-teacher', role: 'Instructor', course: 'course-2' });
    await room.launch(room.other, { sub: 'other-teacher', role: 'Instructor' });
    victim = await room.launch(room.home, { sub: 'victim', claims: { name: 'Vera Victim' } });
    ada = await room.launch(room.home, { sub: 'ada', claims: { name: 'Ada Attacker' } });
    guest = await room.launch(room.home, { sub: 'guest', role: 'Guest' });
    observer = await room.launch(room.home, { sub: 'observer', role: 'Mentor' });
    strangers = {
      'another learner of the course': ada,
      'a learner of another course': await room.launch(room.home, { sub: 'ada', course: 'course-2' }),
      'a learner of another institution': await room.launch(room.other, { sub: 'victim' }),
      'staff of another course': await room.launch(room.home, {
        sub: 'second-teacher',
        role: 'Instructor',
        course: 'course-2',
      }),
      'staff of another institution': await room.launch(room.other, { sub: 'other-teacher', role: 'Instructor' }),
      'the course staff': teacher,
      'a guest': guest,
      'an observer': observer,
    };
    await room.send(victim, 'practice/start');
    await room.send(victim, 'next');
    const { connection } = room.app.storage;
    const attempts = connection.collection<{ current: { decision: string } }>('attempts');
    const decision = (await attempts.findOne({ user_id: victim.userId }))?.current.decision ?? '';
    const suggestions = connection.collection<{ _id: string }>('content_recommendations');
    const recommendation = (await suggestions.findOne({ user_id: victim.userId }))?._id ?? '';
    assert.ok(decision && recommendation, 'the victim has nothing to steal');
    secrets = [victim.token, victim.userId, decision, recommendation, 'Vera Victim'];
    const mark = { decision, step: '0', tries: '0', hints: '0' };
    const ids = { user: victim.userId, user_id: victim.userId, course: victim.courseId, tenant: 'home-school' };
    bodies = [
      {},
      { ...mark, ...ids, answer: '0', recommendation, catalogue: 'testing', role: 'staff', placement: 'x' },
    ];
  });
  after(() => room?.close());

  const addresses = (base: string) =>
    room.app.routes.map(({ method, path, permission, operationId }) => ({
      method: method.toUpperCase(),
      permission,
      operationId,
      path: path.replace('/app/:sessionId', base).replace(':catalogueId', 'testing').replace(':name', 'figure.svg'),
    }));

  const send = (method: string, path: string, headers: Record<string, string>, fields?: Fields): Promise<Answer> => {
    const body = method === 'GET' || !fields ? undefined : formBody(fields);
    return ask(room.url, { method, path, headers: { 'content-type': FORM, accept: 'text/html', ...headers }, body });
  };

  /** Runs requests that must all be refused so, say nothing of the victim, and change nothing. */
  async function refused(
    statuses: readonly number[],
    requests: readonly { name: string; ask: () => Promise<Answer> }[],
  ): Promise<void> {
    assert.ok(requests.length > 0);
    const before = await room.snapshot();
    for (const { name, ask: run } of requests) {
      const answer = await run();
      assert.ok(statuses.includes(answer.status), `${name}: ${answer.status}`);
      const said = secrets.filter((secret) => answer.text.includes(secret));
      assert.deepEqual(said, [], name);
    }
    assert.deepEqual(changesBetween(before, await room.snapshot()), []);
  }

  row('S12', 'nobody without a session', async () => {
    const requests = addresses(victim.base).flatMap(({ method, path, operationId }) =>
      bodies.flatMap((fields) =>
        [
          {},
          { authorization: 'Bearer' },
          { authorization: `Bearer home-school.${victim.sessionId}.${'A'.repeat(43)}` },
        ].map((headers) => ({
          name: operationId,
          ask: () => send(method, path, headers as Record<string, string>, fields),
        })),
      ),
    );
    await refused([401], requests);
  });

  row('S11', "by a session of one's own", async () => {
    const requests = Object.entries(strangers).flatMap(([who, { token, cookie }]) =>
      addresses(victim.base).flatMap(({ method, path, operationId }) => [
        {
          name: `${who}: ${operationId} by header`,
          ask: () => send(method, path, { authorization: `Bearer ${token}` }, bodies[1]),
        },
        {
          name: `${who}: ${operationId} by form`,
          ask: () => send(method, path, {}, { ...bodies[1], session: token }),
        },
        {
          name: `${who}: ${operationId} by cookie`,
          ask: () => send(method, path, { cookie: cookie.replace(/^[^=]+/, `attune_${victim.sessionId}`) }, bodies[1]),
        },
      ]),
    );
    await refused([401], requests);
  });

  row('S11', 'however a token is put together', async () => {
    const [, , secret] = victim.token.split('.');
    const tokens = [
      `other-school.${victim.sessionId}.${secret}`,
      `home-school.${ada.sessionId}.${secret}`,
      `${victim.token}.`,
      `home-school.${victim.sessionId}.${'A'.repeat(43)}`,
    ];
    const page = `${victim.base}/practice`;
    await refused(
      [401],
      tokens.flatMap((token) => [
        { name: token, ask: () => room.post(page, { session: token }) },
        { name: token, ask: () => room.get(page, { cookie: `attune_${victim.sessionId}=${token}` }) },
      ]),
    );
    const twice = { session: [victim.token, victim.token] };
    await refused(
      [401],
      [
        { name: 'twice', ask: () => room.post(page, twice) },
        { name: 'a blank before it', ask: () => room.post(page, { session: ` ${victim.token}` }) },
      ],
    );
  });

  row('S15', 'by a cookie', async () => {
    const requests = [victim, teacher].flatMap(({ base, cookie }) =>
      addresses(base)
        .filter(({ method }) => method !== 'GET')
        .flatMap(({ method, path, operationId }) => [
          { name: operationId, ask: () => send(method, path, { cookie }, bodies[1]) },
          { name: operationId, ask: () => send(method, path, { cookie, 'content-type': 'text/plain' }, bodies[1]) },
          {
            name: operationId,
            ask: () => send(method, path, { cookie, 'content-type': 'application/json' }, bodies[1]),
          },
        ]),
    );
    await refused([401], requests);
  });

  row('S13', 'over every route', async () => {
    const may: Record<string, readonly Person[]> = {
      'learner:self': [victim],
      'course:staff': [teacher],
      'signed-in': [victim, teacher, guest, observer],
    };
    const everybody = [victim, teacher, guest, observer];
    const requests = everybody.flatMap((person) =>
      addresses(person.base)
        .filter(({ permission }) => !may[permission]?.includes(person))
        .flatMap(({ method, path, operationId }) => [
          { name: operationId, ask: () => send(method, path, { authorization: `Bearer ${person.token}` }, bodies[1]) },
          {
            name: operationId,
            ask: () =>
              send(method, `${path}?role=staff`, { cookie: person.cookie }, { ...bodies[1], session: person.token }),
          },
        ]),
    );
    await refused([403], requests);
  });

  row('S12', 'by a question or a suggestion', async () => {
    await room.send(ada, 'practice/start');
    await room.send(ada, 'next');
    const commands = ['answer', 'hint', 'solution', 'next'].map((name) => `practice/${name}`);
    const before = await room.snapshot();
    for (const who of [ada, strangers['a learner of another course'], strangers['a learner of another institution']]) {
      assert.ok(who);
      for (const command of commands) {
        const answer = await room.send(who, command, bodies[1]);
        assert.equal(answer.status, 200, command);
        assert.deepEqual(
          secrets.filter((secret) => answer.text.includes(secret)),
          [],
        );
      }
      for (const name of ['accept', 'dismiss', 'complete']) {
        const answer = await room.send(who, `next/${name}`, bodies[1]);
        assert.equal(answer.status, 404, name);
        assert.deepEqual(
          secrets.filter((secret) => secret !== bodies[1]?.recommendation && answer.text.includes(secret)),
          [],
        );
      }
    }
    assert.deepEqual(changesBetween(before, await room.snapshot()), []);
  });

  row('S15', 'by GET', async () => {
    const before = await room.snapshot();
    for (const person of [victim, ada, teacher, guest, observer]) {
      for (const { method, path } of addresses(person.base)) {
        if (method !== 'GET') continue;
        for (const verb of ['GET', 'HEAD', 'OPTIONS']) {
          const answer = await ask(room.url, { method: verb, path, headers: { cookie: person.cookie } });
          assert.ok(answer.status < 500, `${verb} ${path}: ${answer.status}`);
        }
      }
    }
    for (const path of ['/', '/health/live', '/health/ready', '/lti/keys', '/assets/app.css', '/nowhere']) {
      await room.get(path);
    }
    assert.deepEqual(changesBetween(before, await room.snapshot()), []);
  });
});
