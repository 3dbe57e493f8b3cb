import type { ClientSession, Connection } from 'mongoose';
import type { Collection, Owned } from './collection.js';
import { type Change, Changes, News } from './news.js';
import { ScopedCollection } from './scoped-collection.js';
import { StorageError } from './storage-error.js';

/** So long a transaction is begun anew after conflicts. It ends before a browser, a proxy or a lease gives up on it. */
const PATIENCE_MS = 10_000;

/** All that one institution owns; inside `transaction` every read and write belongs to that transaction. */
export class Scope {
  constructor(
    private readonly connection: Connection,
    readonly tenant: string,
    readonly session: ClientSession | null = null,
    private readonly news: News = new News(),
    private readonly changes: Changes | null = null,
  ) {
    if (tenant === '') throw new RangeError('A scope needs a tenant.');
  }

  collection<T extends Owned>(collection: Collection<T>): ScopedCollection<T> {
    return new ScopedCollection(collection.on(this.connection), this.tenant, this.session);
  }

  /** Says what this changed to whoever listens: after the commit, each thing once; outside a transaction at once. */
  tell(change: Omit<Change, 'tenant'>): void {
    const told = { ...change, tenant: this.tenant };
    if (this.changes) this.changes.add(told);
    else this.news.publish([told]);
  }

  /**
   * Runs `work` in one transaction: all of it is stored, or nothing. MongoDB may run it more than once after a write
   * conflict, so `work` has no effect but its writes. Inside a transaction it joins the one that is open.
   *
   * @throws StorageError `busy` when conflicts do not end: mostly a process died in the middle of a transaction, and
   *   MongoDB keeps what that one wrote to itself for a while
   */
  async transaction<R>(work: (scope: Scope) => Promise<R>, { patienceMs = PATIENCE_MS } = {}): Promise<R> {
    if (this.session) return work(this);
    const session = await this.connection.startSession();
    const latest = performance.now() + patienceMs;
    const changes = new Changes();
    const attempt = (): Promise<R> => {
      if (performance.now() > latest) throw new StorageError('busy', `MongoDB had conflicts for ${patienceMs} ms.`);
      changes.clear();
      return work(new Scope(this.connection, this.tenant, session, this.news, changes));
    };
    try {
      const result = await session.withTransaction(attempt, {
        readConcern: { level: 'snapshot' },
        writeConcern: { w: 'majority' },
      });
      this.news.publish(changes);
      return result;
    } finally {
      await session.endSession();
    }
  }
}
