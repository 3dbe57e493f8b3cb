import { createPublicKey, generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';

/** RS256 needs 2048 bits at the least (RFC 7518, 3.3); NIST SP 800-57 holds that length good until 2030. */
const MODULUS_BITS = 3072;

export interface KeyPair {
  /** SPKI, PEM. */
  readonly publicKey: string;
  /** PKCS #8, PEM. */
  readonly privateKey: string;
}

export type MakeKeyPair = () => Promise<KeyPair>;

/** Makes an RSA pair on a thread of its own: ltijs makes its pairs on the event loop, which then stands for seconds. */
export const makeRsaKeyPair: MakeKeyPair = () =>
  promisify(generateKeyPair)('rsa', {
    modulusLength: MODULUS_BITS,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });

export interface PublicJwk {
  readonly kty: 'RSA';
  readonly n: string;
  readonly e: string;
  readonly kid: string;
  readonly alg: 'RS256';
  readonly use: 'sig';
}

export function publicJwk(kid: string, pem: string): PublicJwk {
  const { n, e } = createPublicKey(pem).export({ format: 'jwk' });
  if (n === undefined || e === undefined) throw new TypeError(`The public key ${kid} is not an RSA key.`);
  return { kty: 'RSA', n, e, kid, alg: 'RS256', use: 'sig' };
}
