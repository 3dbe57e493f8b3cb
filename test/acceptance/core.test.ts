import assert from 'node:assert/strict';
import { CLAIM } from '../../src/lti/launch/claims.js';
import type { RefusalCode } from '../../src/lti/refusals/index.js';
import type { Answer } from '../attacks/support/ask.js';
import type { Person } from '../attacks/support/attack-room.js';
import { attribute } from '../lti/support/browser.js';
import type { Claims } from '../lti/support/fake-platform.js';
import { Door } from './support/door.js';
import { row } from './support/row.js';
import { headingOf, textOf } from './support/words.js';

const COURSE = 'http://purl.imsglobal.org/vocab/lis/v2/membership';
const LTI = 'https://purl.imsglobal.org/spec/lti/claim';
const MINUTE_MS = 60_000;
const MARKUP = '<img src=x onerror=alert(1)>';

describe('acceptance: the core of LTI', function () {
  this.timeout(60_000);
  let door: Door;
  beforeEach(async () => {
    door = await Door.open();
  });
  afterEach(() => door?.close());

  const loginFields = () => ({
    iss: door.room.home.issuer,
    login_hint: 'hint of a login; "7"',
    target_link_uri: `${door.room.url}/lti/launch`,
  });
  const beginByGet = (fields: Record<string, string>): Promise<Answer> =>
    door.room.get(`/lti/login?${new URLSearchParams(fields)}`);
  const requestOf = (answer: Answer): URLSearchParams => {
    assert.equal(answer.status, 200, answer.text);
    return new URL(attribute(answer.text, 'data-address')).searchParams;
  };
  const arrive = (claims: Claims): Promise<Person> => door.room.launch(door.room.home, { sub: 'student-7', claims });

  row('C1', async () => {
    const { home } = door.room;
    const hints = { lti_message_hint: '{"cmid":12,"x":"%?&="}', lti_deployment_id: 'deployment-1' };
    const whole = { ...loginFields(), client_id: home.clientId, ...hints };
    for (const begin of [beginByGet, (fields: Record<string, string>) => door.room.post('/lti/login', fields)]) {
      const asked = requestOf(await begin(whole));
      assert.equal(asked.get('login_hint'), whole.login_hint);
      assert.equal(asked.get('lti_message_hint'), hints.lti_message_hint);
      assert.equal(asked.get('lti_deployment_id'), hints.lti_deployment_id);
      const least = requestOf(await begin(loginFields()));
      assert.equal(least.get('client_id'), home.clientId);
      assert.deepEqual([least.has('lti_message_hint'), least.has('lti_deployment_id')], [false, false]);
      for (const name of Object.keys(loginFields())) {
        const rest = Object.fromEntries(Object.entries(loginFields()).filter(([each]) => each !== name));
        await door.refuses(`no ${name}`, () => begin(rest), 'bad-parameters', { status: 400 });
      }
    }
  });

  row('C2', async () => {
    const { home, url } = door.room;
    const asked = [0, 1].map(async () =>
      requestOf(await beginByGet({ ...loginFields(), target_link_uri: `${url}/?course=1` })),
    );
    const [one, two] = (await Promise.all(asked)).map((each) => Object.fromEntries(each));
    const { state, nonce, id_token_signed_response_alg: _, ...rest } = one ?? {};
    assert.deepEqual(rest, {
      scope: 'openid',
      response_type: 'id_token',
      response_mode: 'form_post',
      prompt: 'none',
      client_id: home.clientId,
      redirect_uri: `${url}/lti/launch`,
      login_hint: loginFields().login_hint,
    });
    for (const secret of [state, nonce]) assert.match(secret ?? '', /^[A-Za-z0-9_-]{43}$/);
    assert.ok(state !== two?.state && nonce !== two?.nonce && state !== nonce);
  });

  row('C3', async () => {
    const { home, other } = door.room;
    const { now } = door;
    const wrong: [string, Claims, RefusalCode][] = [
      ['another issuer', { iss: other.issuer }, 'token-issuer'],
      ['an issuer with a slash more', { iss: `${home.issuer}/` }, 'token-issuer'],
      ['another audience', { aud: 'somebody' }, 'token-audience'],
      ['a further audience', { aud: [home.clientId, 'somebody'], azp: home.clientId }, 'token-audience'],
      ['another party', { azp: 'somebody' }, 'token-audience'],
      ['an end that is over', { iat: now - 600, exp: now - 120 }, 'token-expired'],
      ['a beginning to come', { iat: now + 120, exp: now + 600 }, 'token-times'],
      ['no nonce', { nonce: undefined }, 'token-nonce'],
      ['a nonce of its own', { nonce: 'made-up' }, 'token-nonce'],
    ];
    for (const [what, claims, code] of wrong) await door.refuses(what, () => door.launch(claims), code);
    const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
    const claimsFor = (nonce: string) => door.room.claims(home, nonce, { sub: 'student-7' });
    const unsigned = (nonce: string) => `${part({ alg: 'none', kid: home.kid })}.${part(claimsFor(nonce))}.AA`;
    await door.refuses('another algorithm', () => door.post(unsigned), 'token-algorithm');
    const foreign = (nonce: string) =>
      other.sign(door.room.claims(home, nonce, { sub: 'student-7' }), { kid: home.kid });
    await door.refuses("another's signature", () => door.post(foreign), 'token-signature');
    for (const claims of [
      { aud: [home.clientId] },
      { azp: home.clientId },
      { aud: [home.clientId], azp: home.clientId },
    ]) {
      assert.equal((await door.launch(claims)).status, 303);
    }
  });

  row('C4', async () => {
    const { home, url } = door.room;
    const begin = { ...loginFields(), client_id: home.clientId };
    for (const target of [
      'https://evil.example/lti/launch',
      `${url}/lti/keys`,
      `${url}@evil.example/`,
      'javascript:alert(1)',
    ]) {
      await door.refuses(target, () => beginByGet({ ...begin, target_link_uri: target }), 'foreign-target', {
        status: 400,
      });
      await door.refuses(target, () => door.launch({ [CLAIM.targetLinkUri]: target }), 'claims-target');
    }
    const answer = await door.launch({ [CLAIM.targetLinkUri]: `${url}/?from=the+token` });
    assert.match(answer.headers.location ?? '', /^\/app\/[0-9a-f-]{36}\/practice$/);
  });

  row('C5', async () => {
    const { room } = door;
    await room.administration.deployments.approve(await room.homePlatform(), 'deployment-2', 'home-school');
    const person = await arrive({});
    const again = await arrive({ email: 'another@school.example', name: 'Another Name' });
    assert.deepEqual(
      [again.userId, again.courseId, again.placementId],
      [person.userId, person.courseId, person.placementId],
    );
    const apart: [string, keyof Person, Promise<Person>][] = [
      ['a person in other letters', 'userId', arrive({ sub: 'Student-7' })],
      ['a course in other letters', 'courseId', arrive({ [CLAIM.context]: { id: 'Course-1' } })],
      ['a course of another deployment', 'courseId', arrive({ [CLAIM.deploymentId]: 'deployment-2' })],
      ['a link of another deployment', 'placementId', arrive({ [CLAIM.deploymentId]: 'deployment-2' })],
      ['a link in other letters', 'placementId', arrive({ [CLAIM.resourceLink]: { id: 'Course-1-Link' } })],
      ['a person of another issuer', 'userId', room.launch(room.other, { sub: 'student-7' })],
      ['a course of another issuer', 'courseId', room.launch(room.other, { sub: 'student-7' })],
    ];
    for (const [what, id, launched] of apart) assert.notEqual((await launched)[id], person[id], what);
    const same = await arrive({ [CLAIM.deploymentId]: 'deployment-2' });
    assert.equal(same.userId, person.userId, 'the person is one, over all deployments of an issuer');
    const longest = 'x'.repeat(255);
    await arrive({ sub: longest, [CLAIM.context]: { id: longest }, [CLAIM.resourceLink]: { id: longest } });
  });

  row('C6', async () => {
    const { room } = door;
    await room.administration.deployments.approve(await room.homePlatform(), 'deployment-2', 'other-school');
    const tenantOf = async (claims: Claims) => (await arrive(claims)).token.split('.')[0];
    assert.equal(await tenantOf({}), 'home-school');
    assert.equal(await tenantOf({ [CLAIM.deploymentId]: 'deployment-2' }), 'other-school');
    const waiting = { status: 403, mayWrite: /^(launch_refusals|login_states|deployments) / };
    await door.refuses(
      'a third',
      () => door.launch({ [CLAIM.deploymentId]: 'Deployment-1' }),
      'deployment-pending',
      waiting,
    );
  });

  row('C7', async () => {
    const { room } = door;
    const { placementId } = await arrive({
      'https://lms.example/claim/colour': { deep: [1, { $ne: 2 }] },
      surprise: 'x'.repeat(4_000),
      [CLAIM.custom]: {
        attune_length: '$Canvas.assignment.pointsPossible',
        attune_due: '$ResourceLink.submission.endDateTime',
        attune_hints: '',
        lms_course: '$Context.id',
        attune_attempts: '3',
      },
    });
    const placements = room.app.storage.connection.collection<Placement>('placements');
    const placed = await placements.findOne({ _id: placementId ?? '' });
    assert.deepEqual(placed?.ignored, []);
    const { length, dueAt, hints, attempts } = placed?.settings ?? {};
    assert.deepEqual({ length, dueAt, hints, attempts }, { length: null, dueAt: null, hints: 'always', attempts: 3 });
  });

  row('C8', 'after a refusal, with what to say and what to log', async () => {
    const { home } = door.room;
    const presentation = { [CLAIM.presentation]: { return_url: `${home.origin}/courses/7?tab=2` } };
    const wrong = { ...presentation, [CLAIM.version]: '1.2.0' };
    const answer = await door.refuses('with a way back', () => door.launch(wrong), 'claims-version');
    const link = '<a class="btn btn-primary"';
    const back = new URL(attribute(answer.text.slice(answer.text.indexOf(link)), 'href'));
    assert.equal(`${back.origin}${back.pathname}`, `${home.origin}/courses/7`);
    assert.equal(back.searchParams.get('tab'), '2');
    assert.ok(
      textOf(answer.text).includes(back.searchParams.get('lti_errormsg') ?? '-'),
      'the person is told the same there',
    );
    const [, reference = '-'] = /Reference: ([A-Za-z0-9_-]{12})/.exec(answer.text) ?? [];
    assert.match(back.searchParams.get('lti_errorlog') ?? '', new RegExp(`claims-version .*${reference}`));
    for (const return_url of ['https://evil.example/', 'javascript:alert(1)', `${home.origin}@evil.example/`, 7, {}]) {
      const claims = { [CLAIM.version]: '1.2.0', [CLAIM.presentation]: { return_url } };
      const without = await door.refuses(String(return_url), () => door.launch(claims), 'claims-version');
      assert.ok(!without.text.includes(link), String(return_url));
    }
    const unsigned = await door.refuses('unsigned', () => door.launch(wrong, { kid: 'nobody' }), 'token-key-unknown');
    assert.ok(!unsigned.text.includes('/courses/7'), 'nobody has vouched for this address');
  });

  row('C9', async () => {
    const { home, other } = door.room;
    const { state } = await door.room.login(home);
    for (const [what, fields] of Object.entries({
      'of a login': { state },
      'of a login that is over': { state: 'x'.repeat(43) },
      'of no login': {},
    })) {
      const failure = { error: 'login_required', error_description: MARKUP, error_uri: other.origin, ...fields };
      const answer = await door.refuses(what, () => door.room.post('/lti/launch', failure), 'platform-error', {
        status: 400,
      });
      assert.ok(headingOf(answer.text).length > 0);
      assert.doesNotMatch(answer.text, /onerror|login_required/);
      assert.ok(!answer.text.includes(other.origin));
    }
  });

  row('C10', async () => {
    const { room } = door;
    await door.refuses('nobody', () => door.launch({ sub: undefined }), 'anonymous', { status: 403 });
    const mentor = { [CLAIM.roles]: [`${COURSE}#Mentor`], [`${LTI}/role_scope_mentor`]: ['student-7'] };
    const visitor = await arrive({ sub: 'mentor-1', ...mentor });
    assert.equal(visitor.landing, 'home');
    for (const page of ['practice', 'staff', 'next']) {
      assert.equal((await room.get(`${visitor.base}/${page}`, { cookie: visitor.cookie })).status, 403, page);
    }
    const known = await arrive({ sub: 'student-8' });
    const migrated = await arrive({ sub: 'student-9', [`${LTI}/lti1p1`]: { user_id: 'student-8' } });
    assert.notEqual(migrated.userId, known.userId);
  });

  row('C11', async () => {
    const { room } = door;
    const { registry } = room.administration;
    const { id } = await room.homePlatform();
    const shown = async () => {
      const answer = await room.get('/lti/keys', { accept: 'application/json' });
      assert.equal(answer.status, 200);
      assert.match(answer.headers['cache-control'] ?? '', /public, max-age=\d+/);
      return (JSON.parse(answer.text).keys as Record<string, unknown>[]).map((key) => {
        assert.deepEqual(Object.keys(key).sort(), ['alg', 'e', 'kid', 'kty', 'n', 'use']);
        return key.kid;
      });
    };
    const before = await shown();
    room.clock.advance(MINUTE_MS);
    const { kid, signsFrom } = await registry.rotateKey(id, { atOnce: false });
    assert.ok(!before.includes(kid));
    assert.deepEqual((await shown()).sort(), [...before, kid].sort(), 'the new key is shown before it signs');
    assert.notEqual((await registry.signingKey(id)).kid, kid);
    room.clock.set(signsFrom);
    assert.equal((await registry.signingKey(id)).kid, kid);
    assert.deepEqual((await shown()).sort(), [...before, kid].sort(), 'the old key stays for what it signed');
    room.clock.advance(25 * 60 * MINUTE_MS);
    assert.deepEqual((await shown()).length, before.length);
    assert.ok((await shown()).includes(kid));
  });

  row('C12', async () => {
    const { home, clock } = door.room;
    home.answer = (response) => home.sendKeys(response, { 'cache-control': 'max-age=300' });
    clock.advance(24 * 60 * MINUTE_MS);
    const fetchesDuring = async (work: () => Promise<unknown>) => {
      const before = home.fetches;
      await work();
      return home.fetches - before;
    };
    const launches = (count: number) => Promise.all(Array.from({ length: count }, () => arrive({})));
    assert.equal(await fetchesDuring(() => launches(10)), 1);
    clock.advance(4 * MINUTE_MS);
    assert.equal(await fetchesDuring(() => launches(1)), 0);
    clock.advance(2 * MINUTE_MS);
    assert.equal(await fetchesDuring(() => launches(1)), 1);
    await home.changeKeys();
    assert.equal(await fetchesDuring(() => launches(10)), 1, 'a new key id is asked for once');
    const unknown = () => door.refuses('an unknown key', () => door.launch({}, { kid: 'nobody' }), 'token-key-unknown');
    clock.advance(MINUTE_MS);
    assert.equal(await fetchesDuring(async () => [await unknown(), await unknown(), await unknown()]), 1);
    home.answer = (response) => response.writeHead(503).end();
    clock.advance(60 * MINUTE_MS);
    await launches(3);
  });
});

interface Placement {
  _id: string;
  ignored: string[];
  settings: Record<string, unknown>;
}
