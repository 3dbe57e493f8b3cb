import { CLAIM } from '../../src/lti/launch/claims.js';
import type { RefusalCode } from '../../src/lti/refusals/index.js';
import type { Claims } from '../lti/support/fake-platform.js';
import { Door } from './support/door.js';
import { row } from './support/row.js';

const LEARNER = 'http://purl.imsglobal.org/vocab/lis/v2/membership#Learner';
const DAY_S = 86_400;
const MINUTE_S = 60;

/** Refused launches: what is wrong, the claims that are so, the reason, and the status if it is another than 401. */
type Wrong = readonly [what: string, claims: Claims, code: RefusalCode, status?: number];

const MALFORMED: RefusalCode = 'claims-malformed';

const WRONG_CLAIMS: Readonly<Record<string, readonly Wrong[]>> = {
  B3: [
    ['LTI 1.2', { [CLAIM.version]: '1.2.0' }, 'claims-version'],
    ['LTI 1.4', { [CLAIM.version]: '1.4.0' }, 'claims-version'],
    ['a version that is a number', { [CLAIM.version]: 1.3 }, 'claims-version'],
  ],
  B4: [
    ['no version', { [CLAIM.version]: undefined }, 'claims-version'],
    ['an empty version', { [CLAIM.version]: '' }, 'claims-version'],
  ],
  B6: [
    ['no version', { [CLAIM.version]: undefined }, 'claims-version'],
    ['no message type', { [CLAIM.messageType]: undefined }, 'claims-message-type'],
    ['no roles', { [CLAIM.roles]: undefined }, MALFORMED],
    ['no deployment', { [CLAIM.deploymentId]: undefined }, MALFORMED],
    ['no target', { [CLAIM.targetLinkUri]: undefined }, MALFORMED],
    ['no link', { [CLAIM.resourceLink]: undefined }, MALFORMED],
    ['a course without id', { [CLAIM.context]: { title: 'A course' } }, MALFORMED],
    ['nobody', { sub: undefined }, 'anonymous', 403],
  ],
  B8: [
    ['no message type', { [CLAIM.messageType]: undefined }, 'claims-message-type'],
    ['a message that we do not serve', { [CLAIM.messageType]: 'LtiSubmissionReviewRequest' }, 'claims-message-type'],
    ['a list of message types', { [CLAIM.messageType]: ['LtiResourceLinkRequest'] }, 'claims-message-type'],
  ],
  B9: [
    ['no roles', { [CLAIM.roles]: undefined }, MALFORMED],
    ['roles in one string', { [CLAIM.roles]: LEARNER }, MALFORMED],
    ['a role that is an object', { [CLAIM.roles]: [{ $ne: '' }] }, MALFORMED],
    ['roles that are null', { [CLAIM.roles]: null }, MALFORMED],
  ],
  B10: [
    ['no deployment', { [CLAIM.deploymentId]: undefined }, MALFORMED],
    ['an empty deployment', { [CLAIM.deploymentId]: '' }, MALFORMED],
    ['a deployment that is a number', { [CLAIM.deploymentId]: 1 }, MALFORMED],
    ['a deployment that is an object', { [CLAIM.deploymentId]: { $ne: '' } }, MALFORMED],
    ['a deployment of 256 characters', { [CLAIM.deploymentId]: 'd'.repeat(256) }, MALFORMED],
  ],
  B11: [
    ['no link', { [CLAIM.resourceLink]: undefined }, MALFORMED],
    ['a link without id', { [CLAIM.resourceLink]: { title: 'Practice' } }, MALFORMED],
    ['a link with an empty id', { [CLAIM.resourceLink]: { id: '' } }, MALFORMED],
    ['a link with an id that is a number', { [CLAIM.resourceLink]: { id: 4 } }, MALFORMED],
  ],
  B12: [
    ['nobody', { sub: undefined }, 'anonymous', 403],
    ['a person who is null', { sub: null }, 'anonymous', 403],
    ['an empty person', { sub: '' }, 'anonymous', 403],
    ['a person who is an object', { sub: { $gt: '' } }, MALFORMED],
    ['a person who is a number', { sub: 7 }, MALFORMED],
  ],
};

describe('acceptance: bad launches', function () {
  this.timeout(60_000);
  let door: Door;
  before(async () => {
    door = await Door.open();
  });
  after(() => door?.close());

  const refuseAll = async (cases: readonly Wrong[]): Promise<void> => {
    for (const [what, claims, code, status] of cases) {
      await door.refuses(what, () => door.launch(claims), code, status === undefined ? {} : { status });
    }
  };

  row('B1', async () => {
    await door.refuses('no key id', () => door.launch({}, { kid: null }), 'token-key-missing');
  });

  row('B2', async () => {
    for (const kid of ['nobody-has-this', '../key-1', 'key-1\u0000']) {
      await door.refuses(kid, () => door.launch({}, { kid }), 'token-key-unknown');
    }
  });

  row('B5', async () => {
    const { home } = door.room;
    const json = JSON.stringify({ iss: home.issuer, name: 'no token' });
    const tokens: [string, (nonce: string) => string | Promise<string>, RefusalCode][] = [
      ['JSON', () => json, 'token-malformed'],
      ['JSON in a single part', () => Buffer.from(json).toString('base64url'), 'token-malformed'],
      ['three parts of nothing', () => 'a.b.c', 'token-malformed'],
      ['a list for a payload', () => home.sign([] as never), 'token-malformed'],
      ['a token that says nothing', () => home.sign({}), 'token-issuer'],
      ['a token of OIDC alone', (nonce) => home.sign(withoutLti(door, nonce)), 'claims-version'],
    ];
    for (const [what, make, code] of tokens) await door.refuses(what, () => door.post(make), code);
  });

  row('B7', async () => {
    const { now } = door;
    await refuseAll([
      ['no end', { exp: undefined }, 'token-times'],
      ['no beginning', { iat: undefined }, 'token-times'],
      ['an end in words', { exp: String(now + 300) }, 'token-times'],
      ['a beginning in words', { iat: new Date().toISOString() }, 'token-times'],
      ['a beginning before 1970', { iat: -5 }, 'token-times'],
      ['over for a minute', { iat: now - 300, exp: now - MINUTE_S - 1 }, 'token-expired'],
      ['begun in two minutes', { iat: now + 2 * MINUTE_S, exp: now + 600 }, 'token-times'],
      ['good in two minutes', { nbf: now + 2 * MINUTE_S }, 'token-times'],
      ['over before it began', { iat: now, exp: now - 1 }, 'token-times'],
      ['good for ten years', { exp: now + 3_650 * DAY_S }, 'token-times'],
    ]);
  });

  for (const [id, cases] of Object.entries(WRONG_CLAIMS)) row(id, () => refuseAll(cases));
});

/** What any OIDC provider would say of somebody, and no more. */
function withoutLti(door: Door, nonce: string): Claims {
  const { iss, aud, sub, iat, exp } = door.room.claims(door.room.home, nonce, { sub: 'student-7' });
  return { iss, aud, sub, iat, exp, nonce };
}
