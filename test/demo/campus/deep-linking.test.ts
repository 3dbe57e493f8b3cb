import assert from 'node:assert/strict';
import { decodeJwt } from 'jose';
import { CLAIM } from '../../../demo/campus/vocabulary.js';
import { Bench, CLIENT_ID, formOf, LAUNCH_URL, ORIGIN, startFakeTool } from './bench.js';

describe('campus: deep linking', () => {
  let bench: Bench;
  let data: string;
  let nonces = 0;
  beforeEach(async () => {
    bench = await Bench.start();
    data = await openRequest();
  });
  afterEach(() => bench.close());

  async function requestClaims(): Promise<Record<string, unknown>> {
    const start = await bench.http.get(`/lti/start-deep-linking/${bench.courseId}?as=instructor&section=s2`);
    const { login_hint, lti_message_hint } = formOf(start.text).fields;
    const page = await bench.http.get('/lti/auth').query({
      client_id: CLIENT_ID,
      redirect_uri: LAUNCH_URL,
      response_type: 'id_token',
      response_mode: 'form_post',
      scope: 'openid',
      prompt: 'none',
      state: 's',
      nonce: 'n',
      login_hint,
      lti_message_hint,
    });
    return decodeJwt(formOf(page.text).fields.id_token ?? '');
  }

  async function openRequest(): Promise<string> {
    return ((await requestClaims())[CLAIM.deepLinkingSettings] as { data: string }).data;
  }

  function response(change: Record<string, unknown> = {}): Record<string, unknown> {
    const iat = Math.floor(bench.now.getTime() / 1000);
    nonces += 1;
    return {
      iss: CLIENT_ID,
      aud: ORIGIN,
      iat,
      exp: iat + 60,
      nonce: `nonce-${nonces}`,
      [CLAIM.messageType]: 'LtiDeepLinkingResponse',
      [CLAIM.version]: '1.3.0',
      [CLAIM.deploymentId]: '1',
      [CLAIM.data]: data,
      [CLAIM.contentItems]: [item()],
      ...change,
    };
  }

  function item(change: Record<string, unknown> = {}): Record<string, unknown> {
    return {
      type: 'ltiResourceLink',
      title: 'Pot odds',
      url: LAUNCH_URL,
      custom: { attune_kind: 'practice' },
      ...change,
    };
  }

  const send = (jwt: string) => bench.http.post('/lti/deep-link-return').type('form').send({ JWT: jwt });
  const answer = async (change: Record<string, unknown> = {}) => send(await bench.tool.sign(response(change)));

  it('asks the tool for links, with everything a tool must obey', async () => {
    const claims = await requestClaims();
    assert.equal(claims[CLAIM.messageType], 'LtiDeepLinkingRequest');
    const settings = claims[CLAIM.deepLinkingSettings] as Record<string, unknown>;
    assert.equal(settings.deep_link_return_url, `${ORIGIN}/lti/deep-link-return`);
    assert.deepEqual(settings.accept_types, ['ltiResourceLink']);
    assert.equal(settings.accept_multiple, true);
    assert.equal(CLAIM.resourceLink in claims, false);
  });

  it('lets staff only begin', async () => {
    await bench.http.get(`/lti/start-deep-linking/${bench.courseId}?as=mia`).expect(403);
    await bench.http.get(`/lti/start-deep-linking/${bench.courseId}`).expect(403);
  });

  it('makes the activities in the section, with custom parameters and columns', async () => {
    const graded = item({
      title: 'Graded',
      lineItem: { scoreMaximum: 30, resourceId: 'r', tag: 't' },
      submission: { endDateTime: '2026-12-01T12:00:00Z' },
      window: {},
    });
    const page = await answer({ [CLAIM.contentItems]: [item(), graded] });
    assert.equal(page.status, 200);
    assert.match(page.text, /2 activities were added/);
    const [first, second] = bench.campus.state.links;
    assert.deepEqual(first?.custom, { attune_kind: 'practice' });
    assert.deepEqual([first?.sectionId, first?.openIn, first?.dueAt], ['s2', 'iframe', null]);
    assert.deepEqual([second?.openIn, second?.dueAt], ['window', '2026-12-01T12:00:00Z']);
    const [column, ...others] = bench.campus.state.lineItems;
    assert.equal(others.length, 0);
    assert.deepEqual(
      [column?.linkId, column?.label, column?.scoreMaximum, column?.resourceId, column?.coupled],
      [second?.id, 'Graded', 30, 'r', true],
    );
  });

  it('takes an empty answer as a change of mind', async () => {
    const page = await answer({ [CLAIM.contentItems]: [], [CLAIM.message]: 'Come back later' });
    assert.equal(page.status, 200);
    assert.match(page.text, /Nothing was added/);
    assert.match(page.text, /Come back later/);
    assert.equal(bench.campus.state.links.length, 0);
  });

  it('takes an answer once', async () => {
    const jwt = await bench.tool.sign(response());
    assert.equal((await send(jwt)).status, 200);
    assert.equal((await send(jwt)).status, 400);
    assert.equal((await answer()).status, 400);
    assert.equal(bench.campus.state.links.length, 1);
  });

  it('does not take a nonce again for another request', async () => {
    assert.equal((await answer({ nonce: 'same' })).status, 200);
    data = await openRequest();
    assert.equal((await answer({ nonce: 'same' })).status, 400);
    assert.equal((await answer({ nonce: 'other' })).status, 200);
  });

  it('refuses what is not honest or not what was asked for, and changes nothing', async () => {
    const now = bench.now.getTime() / 1000;
    const wrong: Record<string, unknown>[] = [
      { iss: 'somebody' },
      { aud: 'https://other.example' },
      { exp: now - 10 },
      { exp: undefined },
      { iat: undefined },
      { iat: now + 60 },
      { nonce: undefined },
      { [CLAIM.deploymentId]: '2' },
      { [CLAIM.data]: undefined },
      { [CLAIM.data]: 'made-up' },
      { [CLAIM.messageType]: 'LtiResourceLinkRequest' },
      { [CLAIM.version]: '1.1' },
      { [CLAIM.contentItems]: undefined },
      { [CLAIM.contentItems]: [item({ type: 'html' })] },
      { [CLAIM.contentItems]: [item({ title: ' ' })] },
      { [CLAIM.contentItems]: [item({ custom: { number: 1 } })] },
      { [CLAIM.contentItems]: [item({ url: 'https://evil.example/launch' })] },
      { [CLAIM.contentItems]: [item({ lineItem: { scoreMaximum: 0 } })] },
    ];
    for (const change of wrong) {
      const page = await answer(change);
      assert.equal(page.status, 400, JSON.stringify(change));
    }
    assert.equal((await bench.http.post('/lti/deep-link-return').type('form').send({})).status, 400);
    assert.equal(bench.campus.state.links.length, 0);
    assert.equal((await answer()).status, 200);
  });

  it('refuses a signature of somebody else', async () => {
    const stranger = await startFakeTool();
    try {
      assert.equal((await send(await stranger.sign(response()))).status, 400);
    } finally {
      await stranger.close();
    }
  });

  it('writes what the tool says as text, never as markup', async () => {
    await answer({ [CLAIM.contentItems]: [item({ title: '<img src=x onerror=alert(1)>' })] });
    const page = await bench.http.get(`/courses/${bench.courseId}`).set('cookie', 'campus_person=mia');
    assert.equal(page.text.includes('<img'), false);
    assert.match(page.text, /&lt;img/);
  });
});
