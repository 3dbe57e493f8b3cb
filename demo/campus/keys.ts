import { CompactSign, exportJWK, generateKeyPair, type JWK } from 'jose';

export interface PlatformKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly publicKey: CryptoKey;
  /** As published in the key set. */
  readonly publicJwk: JWK;
}

/** The platform's signing keys: the newest signs, all are published until retired. */
export interface KeyRing {
  current(): PlatformKey;
  published(): readonly PlatformKey[];
  /** Makes a new signing key; the older ones stay published. */
  rotate(): Promise<PlatformKey>;
  /** Stops publishing every key but the current one. */
  retireOld(): void;
}

export async function createKeyRing(newId: () => string): Promise<KeyRing> {
  let current = await makeKey(newId());
  let published: readonly PlatformKey[] = [current];
  return {
    current: () => current,
    published: () => published,
    async rotate() {
      current = await makeKey(newId());
      published = [current, ...published];
      return current;
    },
    retireOld() {
      published = [current];
    },
  };
}

async function makeKey(kid: string): Promise<PlatformKey> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const publicJwk = { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' };
  return { kid, privateKey, publicKey, publicJwk };
}

export interface JwsHeader {
  readonly alg: string;
  readonly [name: string]: unknown;
}

/**
 * Signs a payload as it is, whatever it says: attack tests need tokens that no honest library would make.
 * With alg "none" the signature part is empty.
 */
export async function signCompact(payload: string, header: JwsHeader, key: CryptoKey | Uint8Array): Promise<string> {
  if (header.alg === 'none') {
    return `${base64url(JSON.stringify(header))}.${base64url(payload)}.`;
  }
  const crit = Array.isArray(header.crit) ? header.crit.map(String) : [];
  return await new CompactSign(new TextEncoder().encode(payload))
    .setProtectedHeader(header)
    .sign(key, { crit: Object.fromEntries(crit.map((name) => [name, false])) });
}

function base64url(text: string): string {
  return Buffer.from(text).toString('base64url');
}
