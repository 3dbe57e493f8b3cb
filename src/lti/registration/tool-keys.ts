import { createPrivateKey } from 'node:crypto';
import type { Database } from 'ltijs';
import { z } from 'zod';
import { hashOf, type Randomness } from '../randomness.js';
import { type MakeKeyPair, type PublicJwk, publicJwk } from './key-pairs.js';
import type { Platform, PublicKeys, RotatedKey, SigningKey } from './platform.js';

/** Tells our databases to seal; the key itself is theirs. */
export const SEALED = 'sealed';

/**
 * A new key is shown for so long before it signs: every platform has fetched our key set by then, which may be kept for
 * five minutes.
 */
export const KEY_PROPAGATION_MS = 10 * 60_000;
/** A key that signs no longer is shown for so long, so that nothing it signed is refused on the way. */
export const KEY_OVERLAP_MS = 24 * 60 * 60_000;

const KeyRecords = z.array(
  z.object({ kid: z.string(), platformUrl: z.string(), clientId: z.string(), createdAt: z.date() }),
);
type KeyRecord = z.output<typeof KeyRecords>[number];
const OpenKey = z.object({ kid: z.string(), key: z.string() });

type Owner = Pick<Platform, 'issuer' | 'clientId'>;

/**
 * Our key pairs, one or several for each platform. Their age decides what they do (1EdTech Security Framework 1.0, 6.3):
 * the newest that everybody has seen signs, the one before it stays in the key set for a day, and older ones are gone.
 * A key id is never used again.
 */
export class ToolKeys {
  readonly #jwks = new Map<string, PublicJwk>();
  #last: PublicKeys | null = null;

  constructor(
    private readonly database: Database,
    private readonly randomness: Randomness,
    private readonly clock: () => Date,
    private readonly makeKeyPair: MakeKeyPair,
  ) {}

  async add({ issuer, clientId }: Owner, kid = this.randomness.id()): Promise<string> {
    const { publicKey, privateKey } = await this.makeKeyPair();
    const index = { kid, platformUrl: issuer, clientId };
    // The public half last: whoever sees it can count on the other.
    await this.database.Insert(SEALED, 'privatekey', { kid, key: privateKey }, index);
    await this.database.Insert(SEALED, 'publickey', { kid, key: publicKey }, index);
    return kid;
  }

  /**
   * Gives a platform a new key, and drops those that nothing needs any more.
   *
   * @param atOnce  the old keys are not to be trusted: they leave the key set now, and the new one signs now
   */
  async rotate(owner: Owner, { atOnce }: { readonly atOnce: boolean }): Promise<RotatedKey> {
    const before = await this.#of(owner);
    const kid = await this.add(owner);
    const needed = atOnce ? new Set<string>() : new Set(this.#shown(await this.#of(owner)).map((key) => key.kid));
    for (const old of before) if (!needed.has(old.kid)) await this.remove({ kid: old.kid });
    const now = this.clock().getTime();
    const alone = atOnce || before.length === 0;
    return { kid, signsFrom: new Date(alone ? now : now + KEY_PROPAGATION_MS) };
  }

  /** @throws Error when the platform has no key, since it is not registered */
  async signingKey(owner: Owner): Promise<SigningKey> {
    const keys = await this.#of(owner);
    const seen = this.clock().getTime() - KEY_PROPAGATION_MS;
    const chosen = keys.findLast(({ createdAt }) => createdAt.getTime() <= seen) ?? keys[0];
    const [sealed] = chosen ? (await this.database.Get(SEALED, 'privatekey', { kid: chosen.kid })) || [] : [];
    if (!sealed) throw new Error('This platform is not registered any more, so there is no key to sign with.');
    const { kid, key } = OpenKey.parse(sealed);
    return { kid, key: createPrivateKey(key) };
  }

  /**
   * The public keys, each opened and converted once in the life of the process. A call asks the database only which keys
   * there are, so a key that another process made is there at once. When the database does not answer, the last set is
   * good.
   */
  async publicKeys(): Promise<PublicKeys> {
    try {
      const all = KeyRecords.parse((await this.database.Get(false, 'publickey')) || []);
      const kids = byOwner(all).flatMap((keys) => this.#shown(keys));
      const keys = (await Promise.all(kids.map(({ kid }) => this.#jwk(kid)))).filter((jwk) => jwk !== null);
      const body = JSON.stringify({ keys });
      this.#last = { body, etag: `"${hashOf(body)}"` };
      return this.#last;
    } catch (error) {
      if (this.#last) return this.#last;
      throw error;
    }
  }

  /** @throws Error when they may still be there: nobody shall take a key for gone that signs */
  async remove(key: Owner | { readonly kid: string }): Promise<void> {
    const query = 'kid' in key ? { kid: key.kid } : { platformUrl: key.issuer, clientId: key.clientId };
    // The public half last: by it the other is found when this has to be done again.
    for (const half of ['privatekey', 'publickey']) {
      // A database of ltijs says no instead of throwing.
      if (!(await this.database.Delete(half, query))) throw new Error('A key of ours could not be removed. Try again.');
    }
  }

  /** Oldest first. */
  async #of({ issuer, clientId }: Owner): Promise<KeyRecord[]> {
    const found = (await this.database.Get(false, 'publickey', { platformUrl: issuer, clientId })) || [];
    return inOrder(KeyRecords.parse(found));
  }

  /** Those of one platform's keys that are in the key set: each until the next one has signed for a day. */
  #shown(keys: readonly KeyRecord[]): KeyRecord[] {
    const forgotten = this.clock().getTime() - KEY_PROPAGATION_MS - KEY_OVERLAP_MS;
    return inOrder(keys).filter((_, index, all) => (all[index + 1]?.createdAt.getTime() ?? Infinity) > forgotten);
  }

  async #jwk(kid: string): Promise<PublicJwk | null> {
    const known = this.#jwks.get(kid);
    if (known) return known;
    const [found] = (await this.database.Get(SEALED, 'publickey', { kid })) || [];
    if (!found) return null;
    const jwk = publicJwk(kid, OpenKey.parse(found).key);
    this.#jwks.set(kid, jwk);
    return jwk;
  }
}

function byOwner(keys: readonly KeyRecord[]): KeyRecord[][] {
  const groups = new Map<string, KeyRecord[]>();
  for (const key of keys) {
    const owner = JSON.stringify([key.platformUrl, key.clientId]);
    const group = groups.get(owner);
    if (group) group.push(key);
    else groups.set(owner, [key]);
  }
  return [...groups.values()];
}

function inOrder(keys: readonly KeyRecord[]): KeyRecord[] {
  return [...keys].sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
}
