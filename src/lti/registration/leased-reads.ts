import { setTimeout } from 'node:timers/promises';

/** How long what opens a door counts after it was read. */
const LEASE_MS = 250;
/** A timer may come a moment before its time. */
const EARLY_MS = 10;

interface Lease<T> {
  readonly value: Promise<T>;
  readonly until: number;
}

/**
 * Reads that all launches of a class make alike, made once in a quarter of a second. Closing acts at once all the same:
 * whoever closes something waits, before saying that it is closed, until no process can hold a lease from before
 * (Gray & Cheriton 1989). Opening needs no waiting, since only what is open is kept.
 */
export class LeasedReads<T> {
  readonly #leases = new Map<string, Lease<T>>();

  /** @param isOpen  whether an answer lets somebody in; any other is read again at the next call */
  constructor(
    private readonly isOpen: (value: T) => boolean,
    private readonly milliseconds: () => number = () => performance.now(),
  ) {}

  get(key: string, read: () => Promise<T>): Promise<T> {
    const now = this.milliseconds();
    const held = this.#leases.get(key);
    if (held && now < held.until) return held.value;
    const lease = { value: read(), until: now + LEASE_MS };
    this.#leases.set(key, lease);
    void lease.value
      .then(this.isOpen, () => false)
      .then((open) => {
        if (!open && this.#leases.get(key) === lease) this.#leases.delete(key);
      });
    return lease.value;
  }

  /** After any change: this process reads again. */
  drop(): void {
    this.#leases.clear();
  }

  /** To be waited for after a door was closed: then nobody acts any more on what was before. */
  async end(): Promise<void> {
    this.drop();
    await setTimeout(LEASE_MS + EARLY_MS);
  }
}
