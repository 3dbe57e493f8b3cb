import { createSign, generateKeyPairSync } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { CLAIM } from '../../src/lti/launch/claims.js';
import { freePort, startServer } from './server-process.js';

export const CLIENT_ID = 'bench-client';
export const DEPLOYMENT = '1';
const KID = 'bench-key';
const MEMBERSHIP = 'http://purl.imsglobal.org/vocab/lis/v2/membership';

/** Somebody of the class. */
export interface Person {
  readonly sub: string;
  readonly role: 'Learner' | 'Instructor';
}

/** The LMS that both tools are registered with: its key set in a process of its own, its launches signed here. */
export interface Lms {
  readonly issuer: string;
  /** The id_token of a launch, as Moodle or Canvas would fill it. */
  sign(person: Person, answer: { nonce: string; target: string }): string;
  stop(): Promise<void>;
}

export async function startLms(): Promise<Lms> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const port = await freePort();
  const keySet = JSON.stringify({
    keys: [{ ...publicKey.export({ format: 'jwk' }), kid: KID, alg: 'RS256', use: 'sig' }],
  });
  const program = fileURLToPath(new URL('key-server.mjs', import.meta.url));
  const server = await startServer(program, { PORT: String(port), KEY_SET: keySet }, /ready/);
  const issuer = `http://127.0.0.1:${port}`;
  return {
    issuer,
    sign(person, answer) {
      const text = [{ alg: 'RS256', kid: KID, typ: 'JWT' }, claimsOf(issuer, person, answer)].map(encoded).join('.');
      return `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey, 'base64url')}`;
    },
    stop: () => server.stop(),
  };
}

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');

function claimsOf(issuer: string, { sub, role }: Person, { nonce, target }: { nonce: string; target: string }): object {
  const now = Math.floor(Date.now() / 1_000);
  return {
    iss: issuer,
    aud: CLIENT_ID,
    sub,
    nonce,
    iat: now,
    exp: now + 300,
    name: `Person ${sub}`,
    given_name: 'Person',
    family_name: sub,
    email: `${sub}@school.example`,
    locale: 'en',
    [CLAIM.version]: '1.3.0',
    [CLAIM.messageType]: 'LtiResourceLinkRequest',
    [CLAIM.deploymentId]: DEPLOYMENT,
    [CLAIM.targetLinkUri]: target,
    [CLAIM.roles]: [`${MEMBERSHIP}#${role}`],
    [CLAIM.context]: { id: 'course-1', label: 'C1', title: 'A course' },
    [CLAIM.resourceLink]: { id: 'link-1', title: 'Practice' },
    [CLAIM.custom]: { attune_target: '0.85' },
    [CLAIM.presentation]: { return_url: `${issuer}/course/1`, locale: 'en', document_target: 'iframe' },
    [CLAIM.toolPlatform]: { guid: 'bench', product_family_code: 'moodle', name: 'Bench' },
    [CLAIM.ags]: {
      lineitems: `${issuer}/lineitems`,
      lineitem: `${issuer}/lineitems/1`,
      scope: ['https://purl.imsglobal.org/spec/lti-ags/scope/score'],
    },
    [CLAIM.nrps]: { context_memberships_url: `${issuer}/members`, service_versions: ['2.0'] },
  };
}
