/** Something that was sent and has not been answered yet: where it goes, and its fields without the session's secret. */
export interface Waiting {
  readonly address: string;
  readonly fields: readonly (readonly [name: string, value: string])[];
}

const PLACE = 'attune.waiting';
/** In the place of the storage where the browser keeps it from a page in a frame. */
let memory: string | null = null;

/** Keeps it until it has arrived, also through a reload of this page; one at a time, as forms are sent. */
export function keepWaiting(address: string, body: URLSearchParams): void {
  const fields = [...body].filter(([name]) => name !== 'session');
  const text = JSON.stringify({ address, fields } satisfies Waiting);
  memory = text;
  attempt((storage) => storage.setItem(PLACE, text));
}

export function forgetWaiting(): void {
  memory = null;
  attempt((storage) => storage.removeItem(PLACE));
}

/** What this page, or the one before a reload, could not send. */
export function selectOptionalWaiting(): Waiting | null {
  const text = attempt((storage) => storage.getItem(PLACE)) ?? memory;
  if (text === null) return null;
  try {
    const { address, fields } = JSON.parse(text) as Waiting;
    return typeof address === 'string' && Array.isArray(fields) ? { address, fields } : null;
  } catch {
    return null;
  }
}

/** Storage may be blocked, or full: then the memory of the page has to do. */
function attempt<T>(work: (storage: Storage) => T): T | undefined {
  try {
    return work(sessionStorage);
  } catch {
    return undefined;
  }
}
