import type { ChangeStream, ChangeStreamDocument } from 'mongodb';
import type { Connection } from 'mongoose';
import type { Collection, Owned } from './collection.js';

/** Tells who listens to a document that it has changed. */
export interface Changes {
  /**
   * Calls `wake` whenever the document of this id may have changed, with no word of how: read it anew, through a scope.
   * It may be called more often than that, as when the connection was lost for a while, and never less often.
   *
   * @returns ends it; the last to leave closes the stream
   */
  listen(id: string, wake: () => void): () => void;
  close(): Promise<void>;
}

const RETRY_MS = 1_000;
const KINDS = ['insert', 'update', 'replace', 'delete'];

/**
 * One change stream of MongoDB for a collection and all who listen in this process, however many. It is opened for the
 * first of them. Only ids travel: what a document holds is read by those who may.
 */
export function watchCollection<T extends Owned>(connection: Connection, collection: Collection<T>): Changes {
  const listeners = new Map<string, Set<() => void>>();
  let stream: ChangeStream | null = null;
  let retry: NodeJS.Timeout | undefined;
  let closed = false;

  const wakeAll = (): void => {
    for (const set of listeners.values()) for (const wake of set) wake();
  };

  function start(): void {
    if (closed || stream || listeners.size === 0) return;
    const opened = collection
      .on(connection)
      .collection.watch([
        { $match: { operationType: { $in: KINDS } } },
        { $project: { documentKey: 1 } },
      ]) as unknown as ChangeStream;
    stream = opened;
    opened.on('change', tell);
    // The driver resumes by itself where it can. Where it cannot, what happened meanwhile is unknown: all look again.
    opened.on('error', () => restart(opened));
    opened.on('close', () => restart(opened));
    // What changed between a listener's own reading and this moment would be missed, so everybody looks once more.
    opened.once('resumeTokenChanged', wakeAll);
  }

  function restart(failed: ChangeStream): void {
    if (stream !== failed) return;
    void stop();
    if (closed || listeners.size === 0) return;
    retry = setTimeout(() => {
      start();
      wakeAll();
    }, RETRY_MS);
  }

  function stop(): Promise<void> {
    const last = stream;
    stream = null;
    clearTimeout(retry);
    return last?.close().catch(() => undefined) ?? Promise.resolve();
  }

  function tell(change: ChangeStreamDocument): void {
    if (!('documentKey' in change)) return;
    for (const wake of listeners.get(String(change.documentKey._id)) ?? []) wake();
  }

  return {
    listen(id, wake) {
      const set = listeners.get(id) ?? new Set();
      listeners.set(id, set.add(wake));
      start();
      return () => {
        set.delete(wake);
        if (set.size === 0 && listeners.get(id) === set) listeners.delete(id);
        if (listeners.size === 0) void stop();
      };
    },
    close() {
      closed = true;
      listeners.clear();
      return stop();
    },
  };
}
