import assert from 'node:assert/strict';
import { constants, createHmac, createPublicKey, generateKeyPairSync, sign } from 'node:crypto';
import { exportJWK } from 'jose';
import type { RefusalCode } from '../../src/lti/refusals/index.js';
import type { Claims } from '../lti/support/fake-platform.js';
import { Door } from './support/door.js';
import { row } from './support/row.js';

type Header = Readonly<Record<string, unknown>>;
type Wrong = readonly [what: string, claims: Claims];

const DAY_S = 86_400;
const RSA_PSS = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };

const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A token by hand: libraries refuse to make most of these. */
function tokenOf(header: Header, claims: unknown, signature: (input: Buffer) => Buffer | string): string {
  const input = `${part(header)}.${part(claims)}`;
  const made = signature(Buffer.from(input));
  return `${input}.${typeof made === 'string' ? made : made.toString('base64url')}`;
}

describe('acceptance: tokens', function () {
  this.timeout(60_000);
  let door: Door;
  before(async () => {
    door = await Door.open();
    door.room.clock.set(new Date(door.now * 1000));
  });
  after(() => door?.close());

  const claimsFor = (nonce: string) => door.room.claims(door.room.home, nonce, { sub: 'student-7' });
  const refusesToken = (what: string, make: (claims: Claims) => string | Promise<string>, code: RefusalCode) =>
    door.refuses(what, () => door.post(async (nonce) => make(claimsFor(nonce))), code);
  const refusesClaims = async (cases: readonly Wrong[], code: RefusalCode): Promise<void> => {
    for (const [what, claims] of cases) await door.refuses(what, () => door.launch(claims), code);
  };

  row('S1', async () => {
    const { home, other } = door.room;
    const { kid, privateKey } = home;
    const publicKey = createPublicKey(privateKey);
    const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    const hmac = (secret: string) => (input: Buffer) => createHmac('sha256', secret).update(input).digest();
    const rsa = (hash: string) => (input: Buffer) => sign(hash, input, privateKey);
    const pss = (input: Buffer) => sign('sha256', input, { key: privateKey, ...RSA_PSS });
    const curve = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    const ecdsa = (input: Buffer) => sign('sha256', input, { key: curve, dsaEncoding: 'ieee-p1363' });
    const others: [string, (input: Buffer) => Buffer | string][] = [
      ['none', () => 'AA'],
      ['None', () => 'AA'],
      ['HS256', hmac(pem)],
      ['HS256', hmac(JSON.stringify(home.publicJwk))],
      ['RS384', rsa('sha384')],
      ['RS512', rsa('sha512')],
      ['PS256', pss],
      ['ES256', ecdsa],
      ['rs256', rsa('sha256')],
      ['', rsa('sha256')],
    ];
    for (const [alg, signature] of others) {
      await refusesToken(alg, (claims) => tokenOf({ alg, kid }, claims, signature), 'token-algorithm');
    }
    await refusesToken('no signature', (claims) => tokenOf({ alg: 'none', kid }, claims, () => ''), 'token-malformed');
    const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const jwk = await exportJWK(own.publicKey);
    const before = other.fetches;
    for (const brought of [{ jwk }, { jku: `${other.origin}/jwks` }, { x5u: `${other.origin}/x` }, { x5c: ['AAAA'] }]) {
      const header = { alg: 'RS256', kid, ...brought };
      const make = (claims: Claims) => tokenOf(header, claims, (input) => sign('sha256', input, own.privateKey));
      await refusesToken(Object.keys(brought).join(), make, 'token-signature');
    }
    assert.equal(other.fetches, before, 'an address in a header was called');
    const critical = (claims: Claims) =>
      tokenOf({ alg: 'RS256', kid, crit: ['unheard-of'], 'unheard-of': 1 }, claims, rsa('sha256'));
    await refusesToken('an unknown critical header', critical, 'token-signature');
  });

  row('S2', async () => {
    const { home, other } = door.room;
    await refusesToken(
      "another's key under our platform's id",
      (claims) => other.sign(claims, { kid: home.kid }),
      'token-signature',
    );
    const tampered = async (claims: Claims) => {
      const [header, , signature] = (await home.sign(claims)).split('.');
      return `${header}.${part({ ...claims, sub: 'somebody-else' })}.${signature}`;
    };
    await refusesToken('other claims under the same signature', tampered, 'token-signature');
    await other.changeKeys();
    await refusesToken("a key of another institution's LMS", (claims) => other.sign(claims), 'token-key-unknown');
    for (const kid of [
      '../key-1',
      'key-1/../key-1',
      './key-1',
      ' key-1',
      'KEY-1',
      '__proto__',
      'constructor',
      'key-1\u0000',
      '*',
      `${home.origin}/jwks`,
    ]) {
      await refusesToken(kid, (claims) => home.sign(claims, { kid }), 'token-key-unknown');
    }
    const signed = (header: Header) => (claims: Claims) =>
      tokenOf({ alg: 'RS256', ...header }, claims, (input) => sign('sha256', input, home.privateKey));
    for (const kid of ['', 'k'.repeat(256), 7, { $ne: '' }, ['key-1'], null]) {
      await refusesToken(JSON.stringify(kid), signed({ kid }), 'token-malformed');
    }
  });

  row('S3', async () => {
    const { now } = door;
    const wrongKinds = [
      undefined,
      null,
      String(now),
      new Date(now * 1000).toISOString(),
      [now],
      { $gt: 0 },
      true,
      0,
      -now,
      1e308,
    ];
    for (const name of ['exp', 'iat']) {
      await refusesClaims(
        wrongKinds.map((value) => [`${name} ${JSON.stringify(value)}`, { [name]: value }]),
        'token-times',
      );
    }
    const optional = wrongKinds.filter((value) => value !== undefined);
    await refusesClaims(
      optional.map((value) => [`nbf ${JSON.stringify(value)}`, { nbf: value }]),
      'token-times',
    );
    await refusesClaims(
      [
        ['begins in 61 seconds', { iat: now + 61, exp: now + 300 }],
        ['is good in 61 seconds', { nbf: now + 61 }],
        ['ends when it begins', { iat: now, exp: now }],
        ['is good for a day and a second', { iat: now, exp: now + DAY_S + 1 }],
        ['is in milliseconds', { iat: now * 1000, exp: (now + 300) * 1000 }],
      ],
      'token-times',
    );
    await refusesClaims([['ended 60 seconds ago', { iat: now - 300, exp: now - 60 }]], 'token-expired');
    for (const claims of [
      { iat: now - 300, exp: now - 59 },
      { iat: now + 60, exp: now + 300, nbf: now + 60 },
      { iat: now, exp: now + DAY_S },
      { iat: now - 0.5, exp: now + 300.5 },
      { nbf: now - 3600 },
    ]) {
      assert.equal((await door.launch(claims)).status, 303, JSON.stringify(claims));
    }
  });

  row('S6', async () => {
    const { home, other } = door.room;
    const { clientId } = home;
    await refusesClaims(
      [
        ['another', { aud: 'somebody' }],
        ['a further one', { aud: [clientId, 'somebody'], azp: clientId }],
        ['a further one first', { aud: ['somebody', clientId], azp: clientId }],
        ['a further one without a party', { aud: [clientId, other.issuer] }],
        ['none', { aud: undefined }],
        ['null', { aud: null }],
        ['an empty list', { aud: [] }],
        ['a list in a list', { aud: [[clientId]] }],
        ['an object', { aud: { 0: clientId } }],
        ['a number', { aud: 1 }],
        ['other letters', { aud: clientId.toUpperCase() }],
        ['another party', { azp: 'somebody' }],
        ['another party beside a list', { aud: [clientId], azp: 'somebody' }],
        ['a party that is null', { azp: null }],
        ['a party that is a list', { azp: [clientId] }],
      ],
      'token-audience',
    );
    for (const claims of [{ aud: clientId }, { aud: [clientId] }, { aud: [clientId], azp: clientId }]) {
      assert.equal((await door.launch(claims)).status, 303);
    }
  });
});
