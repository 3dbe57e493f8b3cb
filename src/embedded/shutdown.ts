const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What must end with this process. */
export interface Closable {
  close(): Promise<void>;
  /** The last resort, when the process exits without having closed: quick and synchronous. */
  abandon(): void;
}

const open = new Set<Closable>();

function onExit(): void {
  for (const closable of open) closable.abandon();
}

/** Closes everything and then lets the signal do what it does by default, unless others listen to it too. */
function onSignal(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  void Promise.allSettled([...open].map((closable) => closable.close())).then(() => {
    process.removeListener(signal, onSignal);
    process.kill(process.pid, signal);
  });
}

/**
 * Has something closed when this process ends: at a signal that nobody else handles, and at the latest on exit. Who
 * handles signals itself closes by itself; the exit then finds nothing left.
 *
 * @returns a function that takes it off the list again
 */
export function closeWithProcess(closable: Closable): () => void {
  if (open.size === 0) {
    process.on('exit', onExit);
    for (const signal of SIGNALS) process.on(signal, onSignal);
  }
  open.add(closable);
  return () => {
    open.delete(closable);
    if (open.size > 0) return;
    process.removeListener('exit', onExit);
    for (const signal of SIGNALS) process.removeListener(signal, onSignal);
  };
}
