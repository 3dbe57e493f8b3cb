import { importJWK } from 'jose';
import { failureOf } from '../outbound/index.js';
import { LaunchRefusal } from '../refusals/index.js';
import { fetchKeySet } from './fetch-jwks.js';

/** After a failed or a fruitless fetch we ask no sooner than this again, so garbage cannot make us hammer an LMS. */
const PAUSE_MS = 10_000;
/** While there are no keys at all nobody can launch, so a process that has just begun asks again soon. */
const PAUSE_WITHOUT_KEYS_MS = 1_000;

type VerificationKey = Awaited<ReturnType<typeof importJWK>>;

interface Kept {
  readonly keys: ReadonlyMap<string, Record<string, unknown>>;
  readonly imported: Map<string, VerificationKey>;
  freshUntil: number;
}

/**
 * The platforms' public keys, fetched once and kept as long as the platform says. An unknown key id, which is what a
 * platform that changed its keys sends, makes one more fetch. While the platform does not answer, its last good keys
 * hold.
 */
export class PlatformKeys {
  readonly #kept = new Map<string, Kept>();
  readonly #fetching = new Map<string, Promise<Kept>>();
  readonly #pausedUntil = new Map<string, number>();

  constructor(
    private readonly clock: () => Date,
    private readonly fetcher: typeof fetch = fetch,
  ) {}

  /**
   * The key with this id in the key set at `url`.
   *
   * @throws LaunchRefusal when the set has no such RSA key, or when we never had the set and cannot get it
   */
  async find(url: string, kid: string): Promise<VerificationKey> {
    const current = await this.#current(url);
    const kept = current.keys.has(kid) ? current : await this.#again(url, current);
    const jwk = kept.keys.get(kid);
    if (!jwk) throw new LaunchRefusal('token-key-unknown');
    const known = kept.imported.get(kid);
    if (known) return known;
    const key = await importJWK(jwk, 'RS256').catch(() => {
      throw new LaunchRefusal('token-key-unknown', 'the key cannot be read');
    });
    kept.imported.set(kid, key);
    return key;
  }

  async #current(url: string): Promise<Kept> {
    const kept = this.#kept.get(url);
    if (kept && (kept.freshUntil > this.#now() || this.#isPaused(url))) return kept;
    if (!kept && this.#isPaused(url)) throw new LaunchRefusal('keys-unreachable', 'the key set failed a moment ago');
    try {
      return await this.#fetch(url);
    } catch (error) {
      this.#pause(url, kept ? PAUSE_MS : PAUSE_WITHOUT_KEYS_MS);
      if (kept) return kept;
      throw new LaunchRefusal('keys-unreachable', failureOf(error));
    }
  }

  async #again(url: string, current: Kept): Promise<Kept> {
    const underway = this.#fetching.get(url);
    if (underway === undefined && this.#isPaused(url)) return this.#kept.get(url) ?? current;
    this.#pause(url);
    return (underway ?? this.#fetch(url)).catch(() => current);
  }

  /** Whoever asks while a fetch is under way waits for that one. */
  #fetch(url: string): Promise<Kept> {
    const underway = this.#fetching.get(url);
    if (underway !== undefined) return underway;
    const fetching = this.#load(url).finally(() => this.#fetching.delete(url));
    this.#fetching.set(url, fetching);
    return fetching;
  }

  async #load(url: string): Promise<Kept> {
    const { keys, freshSeconds } = await fetchKeySet(url, this.fetcher);
    const usable = keys.filter(isSignatureKey).map((jwk) => [String(jwk.kid), jwk] as const);
    const kept = { keys: new Map(usable), imported: new Map(), freshUntil: this.#now() + freshSeconds * 1000 };
    this.#kept.set(url, kept);
    return kept;
  }

  #isPaused(url: string): boolean {
    return (this.#pausedUntil.get(url) ?? 0) > this.#now();
  }

  #pause(url: string, milliseconds = PAUSE_MS): void {
    this.#pausedUntil.set(url, this.#now() + milliseconds);
  }

  #now(): number {
    return this.clock().getTime();
  }
}

/** Whether a key of a platform can have signed a launch. */
export function isSignatureKey({ kty, kid, use, alg }: Record<string, unknown>): boolean {
  const forSignatures = use === undefined || use === 'sig';
  return kty === 'RSA' && typeof kid === 'string' && forSignatures && (alg === undefined || alg === 'RS256');
}
