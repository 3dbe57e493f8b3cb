import { readCapped } from '../services/read-capped.js';

/** What a host said, or why it said nothing. */
export interface CallResult {
  /** Why there is no answer; null when there is one. */
  readonly problem: string | null;
  readonly status: number;
  readonly json: unknown;
  readonly date: string | null;
}

const CALL_MS = 5_000;
const MOST_BYTES = 512 * 1024;

/** One call to a host: five seconds, half a megabyte, no redirect. */
export async function call(send: typeof fetch, url: string, init: RequestInit): Promise<CallResult> {
  try {
    const response = await send(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(CALL_MS) });
    const { text } = await readCapped(response, MOST_BYTES);
    return { problem: null, status: response.status, json: jsonIn(text), date: response.headers.get('date') };
  } catch (error) {
    return { problem: reasonOf(error), status: 0, json: undefined, date: null };
  }
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function reasonOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error)) return 'the connection failed';
  if (cause.name === 'TimeoutError') return `no answer within ${CALL_MS / 1000} s`;
  return 'code' in cause && typeof cause.code === 'string' && cause.message === '' ? cause.code : cause.message;
}
