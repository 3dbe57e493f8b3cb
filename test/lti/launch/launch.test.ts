import assert from 'node:assert/strict';
import request from 'supertest';
import { CLAIM } from '../../../src/lti/launch/claims.js';
import { assertRefused, attribute, field, TestBrowser } from '../support/browser.js';
import { FakePlatform } from '../support/fake-platform.js';
import { LtiApp } from '../support/lti-app.js';

describe('a launch', () => {
  let platform: FakePlatform;
  let tool: LtiApp;
  let browser: TestBrowser;

  before(async () => {
    platform = await FakePlatform.start();
    tool = await LtiApp.start(platform);
    await tool.connect(platform);
    browser = new TestBrowser(tool, platform);
  });
  beforeEach(() => {
    tool.received.length = 0;
    tool.outcome = {};
  });
  after(async () => {
    await tool.close();
    await platform.stop();
  });

  it('goes to its page with a session cookie of its own where the browser keeps cookies', async () => {
    const answer = await browser.launch();
    assert.equal(answer.status, 303, answer.text);
    const [, sessionId = ''] = /^\/app\/([0-9a-f-]{36})\/practice$/.exec(answer.headers.location ?? '') ?? [];
    const cookies = answer.headers['set-cookie'] as unknown as string[];
    const session = cookies.find((cookie) => cookie.startsWith(`attune_${sessionId}=`)) ?? '';
    for (const word of [
      `Path=/app/${sessionId}`,
      'HttpOnly',
      'Secure',
      'SameSite=None',
      'Partitioned',
      'Max-Age=14400',
    ]) {
      assert.ok(session.split('; ').includes(word), `${word} in ${session}`);
    }
    assert.ok(cookies.some((cookie) => /^attune_login_[^=]+=;.*Expires=Thu, 01 Jan 1970/.test(cookie)));
  });

  it('tells the rooms behind the door what was verified, and in which institution', async () => {
    await browser.launch({
      [CLAIM.custom]: {
        attune_kind: 'practice',
        attune_due: '',
        course: '$Canvas.course.id',
        count: 4,
        __proto__: 'x',
      },
      [CLAIM.presentation]: { return_url: `${platform.origin}/course/1`, locale: 'de_DE', document_target: 'window' },
      [CLAIM.toolPlatform]: { product_family_code: 'Moodle' },
      [CLAIM.ags]: {
        lineitems: `${platform.origin}/items?type_id=3`,
        lineitem: `${platform.origin}/items/9?type_id=3`,
        scope: ['https://purl.imsglobal.org/spec/lti-ags/scope/score'],
      },
      [CLAIM.nrps]: { context_memberships_url: `${platform.origin}/members` },
    });
    const [launch] = tool.received;
    const [deployment] = await tool.deployments.list();
    assert.deepEqual(launch, {
      tenant: 'fake-campus',
      deployment: deployment?._id,
      messageType: 'resource-link',
      platformId: launch?.platformId,
      issuer: platform.issuer,
      clientId: platform.clientId,
      deploymentId: 'deployment-1',
      subject: 'student-7',
      names: { full: 'Ada Sample', given: 'Ada', family: 'Sample', email: 'ada@school.example' },
      roles: { role: 'learner', mayGrade: false, institutionAdmin: false, testUser: false },
      context: { id: 'course-1', label: 'ST1', title: 'Statistics' },
      resourceLink: { id: 'link-1', title: 'Practice', description: null },
      custom: { attune_kind: 'practice', attune_due: '' },
      targetLinkUri: 'https://tool.example/lti/launch',
      ags: {
        lineitems: `${platform.origin}/items?type_id=3`,
        lineitem: `${platform.origin}/items/9?type_id=3`,
        scope: ['https://purl.imsglobal.org/spec/lti-ags/scope/score'],
      },
      membershipsUrl: `${platform.origin}/members`,
      returnUrl: `${platform.origin}/course/1`,
      locale: 'de-DE',
      documentTarget: 'window',
      platformFamily: 'moodle',
      deepLinking: null,
    });
  });

  const languages: [locale: string, language: string, direction: string, title: string][] = [
    ['ar', 'ar', 'rtl', 'نفتح نشاطك'],
    ['ar_EG', 'ar', 'rtl', 'نفتح نشاطك'],
    ['de_AT', 'de', 'ltr', 'Deine Aktivität wird geöffnet'],
    ['es-419', 'es', 'ltr', 'Abriendo tu actividad'],
    ['tlh', 'en', 'ltr', 'Opening your activity'],
  ];
  for (const [locale, language, direction, title] of languages) {
    it(`speaks ${language} to somebody whose LMS says ${locale}`, async () => {
      const login = await browser.login({ lti_storage_target: '_parent' });
      const token = await platform.sign(
        platform.claims(login.nonce, tool.now, { [CLAIM.presentation]: { locale, document_target: 'iframe' } }),
      );
      const answer = await browser.post({ id_token: token, state: login.state, proof: login.proof });
      assert.equal(answer.status, 200);
      assert.ok(answer.text.includes(`<html lang="${language}" dir="${direction}">`));
      assert.ok(answer.text.includes(title), answer.text);
    });
  }

  it('takes the language of the person where the LMS says none for the page', async () => {
    await browser.launch({ locale: 'de', [CLAIM.presentation]: { document_target: 'iframe' } });
    await browser.launch({ locale: 'de', [CLAIM.presentation]: { locale: 'es' } });
    await browser.launch({ locale: undefined, [CLAIM.presentation]: undefined });
    assert.deepEqual(
      tool.received.map(({ locale }) => locale),
      ['de', 'es', 'en'],
    );
  });

  const sparse: [string, Record<string, unknown>][] = [
    ['no name and no e-mail', { name: undefined, given_name: undefined, family_name: undefined, email: undefined }],
    ['an e-mail and no name', { name: undefined, given_name: undefined, family_name: undefined }],
    ['no course', { [CLAIM.context]: undefined, name: undefined }],
    ['no role at all', { [CLAIM.roles]: [] }],
    ['claims that nobody knows', { 'https://lms.example/claim/colour': { deep: [1, 2, 3] } }],
    ['names of the wrong kind', { name: { first: 'Ada' }, [CLAIM.presentation]: 'frame', [CLAIM.toolPlatform]: 7 }],
    ['an audience that is a list of us alone', { aud: ['tool-client-1'] }],
    ['us as the authorised party', { azp: 'tool-client-1' }],
  ];
  for (const [what, changes] of sparse) {
    it(`takes place with ${what}`, async () => {
      assert.equal((await browser.launch(changes)).status, 303);
      assert.equal(tool.received.length, 1);
    });
  }

  it('drops service addresses that we would never call', async () => {
    await browser.launch({
      [CLAIM.ags]: { lineitems: 'http://10.0.0.1/items', lineitem: 'https://localhost/x', scope: [] },
      [CLAIM.nrps]: { context_memberships_url: 'file:///etc/passwd' },
      [CLAIM.presentation]: { return_url: 'https://elsewhere.example/back' },
    });
    const [launch] = tool.received;
    assert.deepEqual([launch?.ags, launch?.membershipsUrl, launch?.returnUrl], [null, null, null]);
  });

  it('marks a test student as synthetic, whatever the rooms behind the door think', async () => {
    const answer = await browser.launch({
      [CLAIM.roles]: [
        'http://purl.imsglobal.org/vocab/lis/v2/membership#Instructor',
        'http://purl.imsglobal.org/vocab/lti/system/person#TestUser',
      ],
    });
    assert.equal(answer.status, 303);
    const made = await tool.storage.connection
      .collection('sessions')
      .countDocuments({ synthetic: true, role: 'learner' });
    assert.equal(made, 1);
  });

  it('asks the page for the proof when the browser sent no cookie, and goes on by form', async () => {
    const login = await browser.login({ lti_storage_target: '_parent' });
    const token = await platform.sign(platform.claims(login.nonce, tool.now));
    const page = await browser.post({ id_token: token, state: login.state });
    assert.equal(page.status, 200);
    assert.equal(attribute(page.text, 'data-storage-target'), '_parent');
    assert.equal(attribute(page.text, 'data-storage-origin'), platform.origin);
    assert.equal(tool.received.length, 0);

    const again = { id_token: field(page.text, 'id_token'), state: field(page.text, 'state'), proof: login.proof };
    const answer = await browser.post(again);
    assert.equal(answer.status, 200);
    assert.equal(tool.received.length, 1);
    const action = attribute(answer.text, 'action');
    assert.match(action, /^\/app\/[0-9a-f-]{36}\/practice$/);
    const principal = await tool.sessions.open(field(answer.text, 'session'));
    assert.equal(principal?.userId, 'user-of-student-7');
    assert.ok(!answer.headers.location && !action.includes(principal?.token ?? ''));
  });

  it('offers to begin the same login again in a new window', async () => {
    const login = await browser.login();
    const page = await browser.post({ id_token: 'a.b.c', state: login.state });
    const restart = page.text.slice(page.text.indexOf('<noscript>'));
    assert.match(restart, /action="\/lti\/login" target="_blank"/);
    const fields = Object.fromEntries(Object.keys(browser.loginFields()).map((name) => [name, field(restart, name)]));
    assert.deepEqual(fields, browser.loginFields());
    const answer = await request(tool.app).post('/lti/login').type('form').send(fields);
    assert.equal(answer.status, 200);
  });

  it('lets its platform frame the pages, and nobody else', async () => {
    const login = await browser.login();
    const page = await browser.post({ id_token: 'a.b.c', state: login.state });
    const refused = await browser.post({ id_token: 'a.b.c', state: login.state }, login.cookie);
    await assertRefused(tool, refused, 401, 'token-malformed');
    for (const { headers } of [page, refused]) {
      assert.match(headers['content-security-policy'] ?? '', new RegExp(`frame-ancestors 'self' ${platform.origin}$`));
    }
    const stranger = await browser.post({ id_token: 'a.b.c', state: 'x'.repeat(43) });
    assert.match(stranger.headers['content-security-policy'] ?? '', /frame-ancestors 'none'$/);
  });

  it('ends sessions that may do more than the LMS says now, and only those', async () => {
    const membership = (role: string) => ({
      [CLAIM.roles]: [`http://purl.imsglobal.org/vocab/lis/v2/membership#${role}`],
    });
    const sub = 'teacher-1';
    await browser.launch({ sub, ...membership('Instructor') });
    await browser.launch({ sub, ...membership('Learner') });
    await browser.launch({ sub, ...membership('Learner') });
    const sessions = tool.storage.connection.collection('sessions');
    const roles = await sessions.find({ user_id: 'user-of-teacher-1' }).project({ role: 1 }).toArray();
    assert.deepEqual(
      roles.map(({ role }) => role),
      ['learner', 'learner'],
    );
  });

  it('gives two courses in two tabs a session each', async () => {
    const [one, two] = await Promise.all([
      browser.launch({ [CLAIM.context]: { id: 'course-a' } }),
      browser.launch({ [CLAIM.context]: { id: 'course-b' } }),
    ]);
    assert.notEqual(one.headers.location, two.headers.location);
    assert.deepEqual(tool.received.map(({ context }) => context?.id).sort(), ['course-a', 'course-b']);
  });

  it('does not redirect to a page that is none of a session', async () => {
    tool.outcome = { landing: '../../evil' };
    assert.equal((await browser.launch()).status, 500);
  });
});
