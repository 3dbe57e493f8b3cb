import assert from 'node:assert/strict';
import { createLocalJWKSet, jwtVerify } from 'jose';
import { CLAIM } from '../../../demo/campus/vocabulary.js';
import { Bench, CLIENT_ID, formOf, LAUNCH_URL, ORIGIN, START, TOOL_ORIGIN } from './bench.js';

const ROLE = 'http://purl.imsglobal.org/vocab/lis/v2';

describe('campus: login and launch', () => {
  let bench: Bench;
  let linkId: string;
  beforeEach(async () => {
    bench = await Bench.start();
    linkId = bench.gradedLink({ who: '$User.id', due: '$ResourceLink.submission.endDateTime', plain: 'x' }).link.id;
  });
  afterEach(() => bench.close());

  async function start(personId: string): Promise<Record<string, string>> {
    return formOf((await bench.http.get(`/lti/start/${linkId}?as=${personId}`)).text).fields;
  }

  async function authentication(personId = 'mia'): Promise<Record<string, string>> {
    const { login_hint = '', lti_message_hint = '' } = await start(personId);
    return {
      client_id: CLIENT_ID,
      redirect_uri: LAUNCH_URL,
      response_type: 'id_token',
      response_mode: 'form_post',
      scope: 'openid',
      prompt: 'none',
      state: 'the-state',
      nonce: 'the-nonce',
      login_hint,
      lti_message_hint,
    };
  }

  async function launchClaims(personId: string): Promise<Record<string, unknown>> {
    const page = await bench.http.get('/lti/auth').query(await authentication(personId));
    const keySet = createLocalJWKSet((await bench.http.get('/lti/jwks')).body);
    const checks = { issuer: ORIGIN, audience: CLIENT_ID, algorithms: ['RS256'], currentDate: bench.now };
    return (await jwtVerify(formOf(page.text).fields.id_token ?? '', keySet, checks)).payload;
  }

  it('starts a login with a form that carries everything the tool needs', async () => {
    const page = await bench.http.get(`/lti/start/${linkId}?as=mia`);
    const { action, fields } = formOf(page.text);
    assert.equal(action, `${TOOL_ORIGIN}/lti/login`);
    const { lti_message_hint: hint, ...others } = fields;
    assert.match(hint ?? '', /.{20}/);
    assert.deepEqual(others, {
      iss: ORIGIN,
      target_link_uri: LAUNCH_URL,
      login_hint: bench.person('mia').sub,
      client_id: CLIENT_ID,
      lti_deployment_id: '1',
      lti_storage_target: '_parent',
    });
  });

  it('starts with a redirect, and without a storage target, when the switches say so', async () => {
    bench.campus.setSwitch('loginMethod', 'get');
    bench.campus.setSwitch('platformStorage', false);
    const response = await bench.http.get(`/lti/start/${linkId}?as=mia`).expect(302);
    const target = new URL(response.headers.location ?? '');
    assert.equal(target.origin + target.pathname, `${TOOL_ORIGIN}/lti/login`);
    assert.equal(target.searchParams.get('iss'), ORIGIN);
    assert.equal(target.searchParams.has('lti_storage_target'), false);
  });

  it('lets nobody start who is not a member: no visitor, a stranger, a test student that is switched off', async () => {
    await bench.http.get(`/lti/start/${linkId}`).expect(403);
    await bench.http.get(`/lti/start/${linkId}?as=nobody`).expect(403);
    await bench.http.get('/lti/start/9999?as=mia').expect(403);
    bench.campus.setSwitch('testStudent', false);
    await bench.http.get(`/lti/start/${linkId}?as=test-student`).expect(403);
  });

  it('answers an honest authentication request with a signed token and the state', async () => {
    const page = await bench.http
      .post('/lti/auth')
      .type('form')
      .send(await authentication());
    const { action, fields } = formOf(page.text);
    assert.equal(action, LAUNCH_URL);
    assert.equal(fields.state, 'the-state');
    assert.equal(page.headers['cache-control'], 'no-store');
    const claims = await launchClaims('mia');
    assert.equal(claims.sub, bench.person('mia').sub);
    assert.equal(claims.nonce, 'the-nonce');
    assert.equal(claims.iat, START.getTime() / 1000);
    assert.equal(claims.name, 'Mia Novak');
    assert.equal(claims[CLAIM.messageType], 'LtiResourceLinkRequest');
    assert.equal(claims[CLAIM.version], '1.3.0');
    assert.equal(claims[CLAIM.deploymentId], '1');
    assert.equal(claims[CLAIM.targetLinkUri], LAUNCH_URL);
    assert.deepEqual(claims[CLAIM.resourceLink], { id: linkId, title: 'Practice' });
    const custom = { who: bench.person('mia').sub, due: '$ResourceLink.submission.endDateTime', plain: 'x' };
    assert.deepEqual(claims[CLAIM.custom], custom);
    const grades = claims[CLAIM.ags] as { lineitem: string; lineitems: string; scope: string[] };
    assert.match(grades.lineitem, /\/lineitem\?type_id=1$/);
    assert.match(grades.lineitems, /\/lineitems\?type_id=1$/);
    assert.equal(grades.scope.length, 4);
  });

  it('gives each kind of person the roles of that kind', async () => {
    const roles = async (id: string) => (await launchClaims(id))[CLAIM.roles] as string[];
    assert.deepEqual(await roles('mia'), [`${ROLE}/membership#Learner`, `${ROLE}/institution/person#Student`]);
    assert.ok((await roles('instructor')).includes(`${ROLE}/membership#Instructor`));
    assert.ok((await roles('assistant')).includes(`${ROLE}/membership/Instructor#TeachingAssistant`));
    assert.ok((await roles('designer')).includes(`${ROLE}/membership#ContentDeveloper`));
    assert.deepEqual(await roles('administrator'), [`${ROLE}/institution/person#Administrator`]);
    assert.deepEqual(await roles('test-student'), [
      `${ROLE}/membership#Learner`,
      'http://purl.imsglobal.org/vocab/lti/system/person#TestUser',
    ]);
    assert.deepEqual((await launchClaims('mentor'))[CLAIM.roleScopeMentor], [bench.person('mia').sub]);
  });

  it('sends no names, services or columns that are switched off', async () => {
    bench.campus.setSwitch('names', false);
    bench.campus.setSwitch('gradeService', 'none');
    bench.campus.setSwitch('roster', false);
    const claims = await launchClaims('mia');
    for (const absent of ['name', 'given_name', 'family_name', 'email', CLAIM.ags, CLAIM.nrps]) {
      assert.equal(absent in claims, false, absent);
    }
  });

  it('redirects nowhere for an unknown client or a redirect URI that is not exactly the registered one', async () => {
    const honest = await authentication();
    const wrong = [
      { client_id: 'other' },
      { redirect_uri: `${LAUNCH_URL}/` },
      { redirect_uri: `${LAUNCH_URL}?a=1` },
      { redirect_uri: 'https://evil.example/launch' },
    ];
    for (const change of wrong) {
      const page = await bench.http.get('/lti/auth').query({ ...honest, ...change });
      assert.equal(page.status, 400);
      assert.equal(page.text.includes('<form'), false);
    }
  });

  it('sends an OpenID error, with the state, for everything else that is wrong', async () => {
    const honest = await authentication();
    const cases: [Record<string, string | undefined>, string][] = [
      [{ response_type: 'code' }, 'unsupported_response_type'],
      [{ scope: 'profile' }, 'invalid_scope'],
      [{ response_mode: 'query' }, 'invalid_request'],
      [{ prompt: 'login' }, 'invalid_request'],
      [{ nonce: undefined }, 'invalid_request'],
      [{ nonce: '' }, 'invalid_request'],
      [{ login_hint: bench.person('tariq').sub }, 'login_required'],
      [{ lti_message_hint: 'made-up' }, 'login_required'],
    ];
    for (const [change, error] of cases) {
      const page = await bench.http
        .post('/lti/auth')
        .type('form')
        .send({ ...honest, ...change });
      const { action, fields } = formOf(page.text);
      assert.equal(action, LAUNCH_URL);
      assert.equal(fields.error, error, JSON.stringify(change));
      assert.equal(fields.state, 'the-state');
      assert.equal('id_token' in fields, false);
    }
  });

  it('refuses a hint of one person in the browser of another, and a hint that is too old', async () => {
    const honest = await authentication('mia');
    const other = await bench.http.get('/lti/auth').query(honest).set('cookie', 'campus_person=tariq');
    assert.equal(formOf(other.text).fields.error, 'login_required');
    bench.now = new Date(START.getTime() + 31 * 60 * 1000);
    const late = await bench.http.get('/lti/auth').query(honest);
    assert.equal(formOf(late.text).fields.error, 'login_required');
  });

  it('resolves the variables of Canvas in the Canvas flavour only, and names only while they are on', async () => {
    const wanted = { canvas: '$Canvas.user.id', history: '$Context.id.history', full: '$Person.name.full' };
    linkId = bench.gradedLink(wanted).link.id;
    assert.deepEqual((await launchClaims('mia'))[CLAIM.custom], { ...wanted, history: '', full: 'Mia Novak' });
    bench.campus.setSwitch('flavour', 'canvas');
    bench.campus.setSwitch('names', false);
    const custom = (await launchClaims('mia'))[CLAIM.custom];
    assert.deepEqual(custom, { ...wanted, history: '', canvas: String(bench.person('mia').number) });
  });

  it('keeps the history of a copied course readable', async () => {
    const { link } = bench.gradedLink({ course: '$Context.id.history', link: '$ResourceLink.id.history' });
    const copy = bench.campus.copyCourse(bench.courseId, 'Next term');
    const copied = bench.campus.state.links.find(({ history }) => history[0] === link.id);
    linkId = copied?.id ?? '';
    const claims = await launchClaims('mia');
    assert.deepEqual(claims[CLAIM.custom], { course: bench.courseId, link: link.id });
    assert.equal((claims[CLAIM.context] as { id: string }).id, copy.id);
    const items = bench.campus.state.lineItems.filter(({ courseId }) => courseId === copy.id);
    assert.deepEqual(new Set(items.map(({ resourceId }) => resourceId)), new Set(['practice-1']));
  });

  it('publishes its keys to be cached, and both keys while it rotates', async () => {
    const before = await bench.http.get('/lti/jwks').expect('cache-control', 'public, max-age=600');
    assert.equal(before.body.keys[0].d, undefined);
    const oldToken = await bench.campus.mintIdToken();
    await bench.campus.keys.rotate();
    const during = createLocalJWKSet((await bench.http.get('/lti/jwks')).body);
    await jwtVerify(oldToken, during, { currentDate: bench.now });
    await jwtVerify(await bench.campus.mintIdToken(), during, { currentDate: bench.now });
    bench.campus.keys.retireOld();
    const after = createLocalJWKSet((await bench.http.get('/lti/jwks')).body);
    await assert.rejects(jwtVerify(oldToken, after, { currentDate: bench.now }));
    assert.equal(bench.campus.calls.jwks, 3);
  });

  it('mints tokens with anything in them changed', async () => {
    const parts = (token: string) => token.split('.').map((part) => Buffer.from(part, 'base64url').toString());
    const forged = await bench.campus.mintIdToken({
      personId: 'tariq',
      nonce: 'n',
      claims: { iss: 'https://evil.example', exp: undefined },
      header: { alg: 'none', kid: undefined },
    });
    const [header = '', payload = '', signature] = parts(forged);
    assert.deepEqual(JSON.parse(header), { typ: 'JWT', alg: 'none' });
    assert.equal(signature, '');
    const claims = JSON.parse(payload);
    assert.equal(claims.iss, 'https://evil.example');
    assert.equal('exp' in claims, false);
    assert.equal(claims.sub, bench.person('tariq').sub);
    const symmetric = await bench.campus.mintIdToken({ header: { alg: 'HS256' }, key: new Uint8Array(32) });
    assert.equal(JSON.parse(parts(symmetric)[0] ?? '').alg, 'HS256');
    const raw = await bench.campus.mintIdToken({ payload: '[]', header: { crit: ['odd'], odd: 1 } });
    assert.equal(parts(raw)[1], '[]');
  });
});
