/** What has changed: ids only. */
export interface Change {
  readonly topic: 'profile';
  readonly tenant: string;
  readonly userId: string;
  readonly courseId: string;
}

export type Listener = (change: Change) => void;

/**
 * Tells this process what was committed in it. Only a hint to look: nobody is told of what another process did, and a
 * listener that fails loses nothing but time.
 */
export class News {
  private readonly listeners = new Set<Listener>();

  /** @returns ends it */
  listen(listener: Listener): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  publish(changes: Iterable<Change>): void {
    for (const change of changes) for (const listener of this.listeners) listener(change);
  }
}

/** Changes of one transaction, each once. */
export class Changes {
  private readonly all = new Map<string, Change>();

  add(change: Change): void {
    this.all.set(JSON.stringify(change), change);
  }

  /** A transaction that is begun anew has told nothing yet. */
  clear(): void {
    this.all.clear();
  }

  [Symbol.iterator](): Iterator<Change> {
    return this.all.values();
  }
}
