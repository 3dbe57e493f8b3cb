import type { IncomingMessage, ServerResponse } from 'node:http';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

export type Service = 'token' | 'lineitems' | 'scores' | 'results' | 'memberships';

/** What a service does instead of its work, once. */
export type Fault =
  | { readonly status: number; readonly headers?: Record<string, string>; readonly body?: string }
  /** Milliseconds before it works. */
  | { readonly delay: number }
  | 'hang'
  /** As behind a proxy that repeats requests; the second answer comes back. */
  | 'twice'
  | 'answer without end'
  | 'drop before work'
  | 'drop after work';

/** What shall go wrong: for each service its next requests in order, and one request that is known by what it is. */
export class Faults {
  readonly #waiting: Record<Service, Fault[]> = {
    token: [],
    lineitems: [],
    scores: [],
    results: [],
    memberships: [],
  };
  #special: { on: (request: Received) => boolean; fault: Fault } | null = null;

  add(service: Service, faults: readonly Fault[]): void {
    this.#waiting[service].push(...faults);
  }

  addOnce(on: (request: Received) => boolean, fault: Fault): void {
    this.#special = { on, fault };
  }

  take(service: Service, received: Received): Fault | undefined {
    if (!this.#special?.on(received)) return this.#waiting[service].shift();
    const { fault } = this.#special;
    this.#special = null;
    return fault;
  }

  clear(): void {
    for (const faults of Object.values(this.#waiting)) faults.length = 0;
    this.#special = null;
  }
}

export function pourInto(response: ServerResponse): void {
  const chunk = ' '.repeat(65_536);
  const pour = () => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', pour);
  pour();
}

export function serviceOf(path: string): Service {
  if (path === '/token') return 'token';
  if (path.endsWith('/memberships')) return 'memberships';
  if (path.endsWith('/scores')) return 'scores';
  return path.endsWith('/results') ? 'results' : 'lineitems';
}
