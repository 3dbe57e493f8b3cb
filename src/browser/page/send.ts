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

/**
 * Sends a form until it arrives, and says so while it does not. A command that arrives twice is counted once: what says
 * of which moment of which question it is outlives a reload of the page, too.
 *
 * @param again  it was kept from before
 */
export async function send(address: string, body: URLSearchParams, { again = false } = {}): Promise<Sent> {
  if (body.has('decision') && body.has('step')) keepWaiting(address, body);
  for (let attempt = 0; ; attempt++) {
    const response = await attemptOnce(address, body);
    if (response) {
      forgetWaiting();
      if (attempt > 0 || again) status.savedAfterAll();
      const page = new DOMParser().parseFromString(await response.text(), 'text/html');
      return { status: response.status, page };
    }
    if (navigator.onLine) status.trying();
    else status.offline();
    await pause(PAUSES_MS[Math.min(attempt, PAUSES_MS.length - 1)] ?? 0);
  }
}

async function attemptOnce(address: string, body: URLSearchParams): Promise<Response | null> {
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
    return TRY_AGAIN.has(response.status) ? null : response;
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
