import { failureOf } from '../outbound/index.js';
import { readCapped } from '../services/read-capped.js';

/** What a host said, or why it said nothing. */
export interface CallResult {
  /** Why there is no answer; null when there is one. */
  readonly problem: string | null;
  readonly status: number;
  readonly json: unknown;
  readonly date: string | null;
}

interface Init {
  readonly method?: 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

const CALL_MS = 5_000;
const MOST_BYTES = 512 * 1024;

/** One call to a host: five seconds, half a megabyte, no redirect. */
export async function call(send: typeof fetch, url: string, init: Init = {}): Promise<CallResult> {
  try {
    const headers = { accept: 'application/json', 'user-agent': 'Attune', ...init.headers };
    const response = await send(url, { ...init, headers, redirect: 'manual', signal: AbortSignal.timeout(CALL_MS) });
    const { text } = await readCapped(response, MOST_BYTES);
    return { problem: null, status: response.status, json: jsonIn(text), date: response.headers.get('date') };
  } catch (error) {
    return { problem: failureOf(error), status: 0, json: undefined, date: null };
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
