import { status } from './status.js';
import { surroundings } from './surroundings.js';
import { forgetWaiting, keepWaiting } from './waiting.js';

export interface Sent {
  readonly status: number;
  readonly page: Document;
}

const PATIENCE_MS = 20_000;
const PAUSES_MS = [1_000, 2_000, 4_000, 8_000, 15_000, 30_000];
/** The server or the way to it is busy; what was sent can be sent again, since every command knows its moment. */
const TRY_AGAIN = new Set([408, 429, 502, 503, 504]);
const SESSION_ENDED = 401;

/**
 * Sends a form until it arrives, and says so while it does not. A command that arrives twice is counted once: what says
 * of which moment of which question it is outlives a reload of the page, too.
 *
 * @param again  it was kept from before
 */
export async function send(address: string, body: URLSearchParams, { again = false } = {}): Promise<Sent> {
  const isKept = body.has('decision') && body.has('step');
  if (isKept) keepWaiting(address, body);
  for (let attempt = 0; ; attempt++) {
    const sent = await attemptOnce(address, body);
    if (sent) {
      if (isKept && isSettled(sent)) forgetWaiting();
      if (isTaken(sent) && (attempt > 0 || again)) status.savedAfterAll();
      return sent;
    }
    if (navigator.onLine) status.trying();
    else status.offline();
    await pause(PAUSES_MS[Math.min(attempt, PAUSES_MS.length - 1)] ?? 0);
  }
}

const isTaken = ({ status }: Sent): boolean => status < 400;

/** It has arrived, or is refused for good; what met a broken server or the end of its session may still be counted. */
const isSettled = ({ status }: Sent): boolean => status < 500 && status !== SESSION_ENDED;

/** @returns null when it is to be tried again, as when the answer broke off on its way back */
async function attemptOnce(address: string, body: URLSearchParams): Promise<Sent | null> {
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: {
        Accept: 'text/html',
        Authorization: `Bearer ${surroundings.token}`,
        'X-Requested-With': 'attune',
      },
      body,
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (TRY_AGAIN.has(response.status)) return null;
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    return { status: response.status, page };
  } catch {
    return null;
  }
}

/** Waits, but no longer than until the connection is back. */
function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      removeEventListener('online', go);
      resolve();
    };
    const timer = setTimeout(go, milliseconds);
    addEventListener('online', go);
  });
}
