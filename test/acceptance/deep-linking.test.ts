import assert from 'node:assert/strict';
import { createLocalJWKSet, decodeProtectedHeader, type JWTPayload, jwtVerify } from 'jose';
import { ContentItem } from '../../src/lti/index.js';
import { CLAIM } from '../../src/lti/launch/claims.js';
import type { Answer } from '../attacks/support/ask.js';
import { type Fields, type Opened, openedBy } from '../attacks/support/attack-room.js';
import { attribute, field } from '../lti/support/browser.js';
import type { Claims } from '../lti/support/fake-platform.js';
import { Door } from './support/door.js';
import { row } from './support/row.js';
import { headingOf } from './support/words.js';

const DL = 'https://purl.imsglobal.org/spec/lti-dl/claim';
const COURSE = 'http://purl.imsglobal.org/vocab/lis/v2/membership';

/** The form as an instructor fills it in. */
const FORM: Fields = {
  kind: 'practice',
  title: 'Week one',
  skills: ['counting', 'ratios'],
  target: '0.9',
  length: '10',
  attempts: '2',
  hints: 'always',
  grade: 'best',
  afterDue: 'practice',
};

describe('acceptance: deep linking', function () {
  this.timeout(60_000);
  let door: Door;
  before(async () => {
    door = await Door.open();
  });
  after(() => door?.close());

  const instructor = async (settings: Claims = {}): Promise<Opened> => openedBy(await door.deepLink(settings));
  const add = (who: Opened, fields: Fields = FORM) =>
    door.room.post(`${who.base}/deep-link/add`, { session: who.token, ...fields });
  const cancel = (who: Opened) => door.room.post(`${who.base}/deep-link/cancel`, { session: who.token });

  /** What the LMS reads of the form that the browser posts to it, by the keys that we publish. */
  async function received(answer: Answer): Promise<JWTPayload> {
    const { room } = door;
    assert.equal(answer.status, 200, answer.text);
    assert.match(answer.text, /<form method="post"[^>]* data-submit-now>/);
    assert.match(answer.text, /<script type="module" src="\/assets\/launch-submit\.js/);
    assert.equal(attribute(answer.text, 'action'), `${room.home.origin}/deep-link-return`);
    const keys = createLocalJWKSet(JSON.parse((await room.get('/lti/keys')).text));
    const jwt = field(answer.text, 'JWT');
    assert.ok(decodeProtectedHeader(jwt).kid);
    const { clientId: issuer, issuer: audience } = room.home;
    const now = { currentDate: room.clock() };
    return (await jwtVerify(jwt, keys, { issuer, audience, algorithms: ['RS256'], ...now })).payload;
  }
  const itemsOf = (payload: JWTPayload) => payload[`${DL}/content_items`] as ContentItem[];

  row('DL1', async () => {
    const data = ' {"opaque":"<&\\"\' ü 漢"} ';
    const who = await instructor({ data });
    const payload = await received(await add(who));
    assert.equal(payload.iss, door.room.home.clientId);
    assert.equal(payload.aud, door.room.home.issuer);
    assert.equal(payload[CLAIM.messageType], 'LtiDeepLinkingResponse');
    assert.equal(payload[CLAIM.version], '1.3.0');
    assert.equal(payload[CLAIM.deploymentId], 'deployment-1');
    assert.equal(payload[`${DL}/data`], data);
    assert.ok((payload.exp ?? 0) > (payload.iat ?? Number.POSITIVE_INFINITY));
    assert.equal(itemsOf(payload).length, 1);
    const again = await received(await add(who));
    assert.ok(payload.nonce && again.nonce && payload.nonce !== again.nonce);
    assert.ok(!(`${DL}/data` in (await received(await add(await instructor({ data: undefined }))))));
  });

  row('DL2', async () => {
    const who = await instructor();
    assert.equal(itemsOf(await received(await add(who))).length, 1);
    const payload = await received(await cancel(who));
    assert.deepEqual(itemsOf(payload), []);
    assert.equal(payload[`${DL}/data`], 'opaque-1');
    assert.ok(!(`${DL}/errormsg` in payload), 'to change one’s mind is no error');
  });

  row('DL3', async () => {
    const ungraded = itemsOf(await received(await add(await instructor({ accept_lineitem: false }))));
    assert.equal(ungraded[0]?.lineItem, undefined);
    const single = itemsOf(await received(await add(await instructor({ accept_multiple: false }))));
    assert.equal(single.length, 1);
    // Media types are about files, which we never send; and no wish about frame or window is sent, so each target fits.
    for (const target of ['iframe', 'window', 'embed']) {
      const settings = { accept_presentation_document_targets: [target], accept_media_types: 'image/png' };
      const [item] = itemsOf(await received(await add(await instructor(settings))));
      assert.deepEqual([item?.iframe, item?.window], [undefined, undefined]);
    }
    for (const role of ['Learner', 'Mentor', 'Member', 'Officer']) {
      const claims = { sub: `a-${role}`, [CLAIM.roles]: [`${COURSE}#${role}`] };
      await door.refuses(role, () => door.deepLink({}, claims), 'staff-only', { status: 403 });
    }
    const pupil = await door.room.launch(door.room.home, { sub: 'student-7' });
    assert.equal((await add(pupil)).status, 403);
    assert.equal((await cancel(pupil)).status, 403);
  });

  row('DL4', async () => {
    const who = await instructor();
    const [item] = itemsOf(await received(await add(who)));
    assert.ok(item);
    assert.deepEqual(ContentItem.parse(item), item);
    assert.equal(item.type, 'ltiResourceLink');
    assert.equal(item.url, `${door.room.url}/lti/launch`);
    assert.equal(item.title, 'Week one');
    assert.ok(Object.values(item.custom ?? {}).every((value) => typeof value === 'string'));
    const { scoreMaximum, label, resourceId, tag } = item.lineItem ?? {};
    assert.deepEqual([scoreMaximum, label, tag], [100, 'Week one', 'attune-practice']);
    assert.equal(resourceId, item.custom?.attune_placement, 'a copy of the course finds the settings and the grades');
    const [suggestions] = itemsOf(await received(await add(who, { ...FORM, kind: 'next' })));
    assert.equal(suggestions?.lineItem, undefined);
    for (const wrong of [{ title: ' ' }, { target: '2' }, { length: '-1' }, { title: 'x'.repeat(201) }]) {
      assert.equal((await add(who, { ...FORM, ...wrong })).status, 400);
    }
    const launched = await door.launch({
      [CLAIM.resourceLink]: { id: 'placed', title: item.title },
      [CLAIM.custom]: item.custom,
    });
    assert.equal(launched.status, 303, 'what was placed opens');
  });

  row('DL5', async () => {
    const tabs = await Promise.all(['tab one', 'tab two'].map((data) => instructor({ data })));
    const answers = await Promise.all(tabs.toReversed().map((tab) => add(tab)));
    const data = await Promise.all(answers.map(async (answer) => (await received(answer))[`${DL}/data`]));
    assert.deepEqual(data, ['tab two', 'tab one']);
    const [one] = tabs;
    assert.ok(one);
    assert.equal((await received(await cancel(one)))[`${DL}/data`], 'tab one');
  });

  row('DL6', async () => {
    const nobody = { sub: 'teacher', [CLAIM.roles]: undefined };
    const answer = await door.refuses('no roles', () => door.deepLink({}, nobody), 'staff-only', { status: 403 });
    assert.ok(headingOf(answer.text).length > 0);
    await door.refuses(
      'roles in a string',
      () => door.deepLink({}, { [CLAIM.roles]: 'Instructor' }),
      'claims-malformed',
    );
    assert.equal((await door.deepLink()).status, 303);
  });

  row('DL7', async () => {
    const policy = (await add(await instructor())).headers['content-security-policy'] ?? '';
    const rules = Object.fromEntries(
      String(policy)
        .split('; ')
        .map((rule) => [rule.slice(0, rule.indexOf(' ')), rule.slice(rule.indexOf(' ') + 1)]),
    );
    assert.equal(rules['form-action'], `'self' ${door.room.home.origin}`);
    assert.match(rules['script-src'] ?? '', /^'self' 'nonce-[A-Za-z0-9+/=]{24}'$/);
    assert.equal(rules['default-src'], `'none'`);
    assert.equal(rules['frame-ancestors'], `'self' ${door.room.home.origin}`);
  });

  row('DL8', async () => {
    const { exp = 0, iat = 0 } = await received(await add(await instructor()));
    assert.equal(iat, door.now);
    assert.ok(exp - iat >= 5 * 60 && exp - iat <= 60 * 60, `${exp - iat} s`);
    const who = await instructor({ accept_types: ['file', 'html'] });
    const page = await door.room.post(`${who.base}/${who.landing}`, { session: who.token });
    assert.equal(page.status, 200);
    assert.match(page.text, /deep-link\/cancel/);
    assert.ok(!page.text.includes('deep-link/add'));
    assert.equal((await add(who)).status, 409);
    const payload = await received(await cancel(who));
    assert.deepEqual(itemsOf(payload), []);
    assert.match(String(payload[`${DL}/errormsg`]), /takes no activities/);
    assert.equal(typeof payload[`${DL}/errorlog`], 'string');
  });
});
