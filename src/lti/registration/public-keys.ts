import type { Database } from 'ltijs';
import { z } from 'zod';
import { hashOf } from '../randomness.js';
import { type PublicJwk, publicJwk } from './key-pairs.js';
import type { PublicKeys } from './platform.js';

const KeyIds = z.array(z.object({ kid: z.string() }));
const OpenKey = z.object({ kid: z.string(), key: z.string() });

/**
 * Our public keys, each opened and converted once in the life of the process. A call asks the database only which keys
 * there are, so a platform that another process registered is there at once. When the database does not answer, the last
 * set is good.
 */
export class PublicKeySet {
  readonly #jwks = new Map<string, PublicJwk>();
  #last: PublicKeys | null = null;

  constructor(
    private readonly database: Database,
    private readonly encryption: string,
  ) {}

  async read(): Promise<PublicKeys> {
    try {
      const kids = KeyIds.parse((await this.database.Get(false, 'platform')) || []).map(({ kid }) => kid);
      const keys = (await Promise.all(kids.map((kid) => this.#jwk(kid)))).filter((jwk) => jwk !== null);
      const body = JSON.stringify({ keys });
      this.#last = { body, etag: `"${hashOf(body)}"` };
      return this.#last;
    } catch (error) {
      if (this.#last) return this.#last;
      throw error;
    }
  }

  async #jwk(kid: string): Promise<PublicJwk | null> {
    const known = this.#jwks.get(kid);
    if (known) return known;
    const [found] = (await this.database.Get(this.encryption, 'publickey', { kid })) || [];
    if (!found) return null;
    const jwk = publicJwk(kid, OpenKey.parse(found).key);
    this.#jwks.set(kid, jwk);
    return jwk;
  }
}
