import { readEvents } from './event-stream.js';
import { announce } from './status.js';
import { surroundings } from './surroundings.js';
import { swapQuietly } from './swap-quietly.js';

/** Pages that follow each other quickly need no stream of their own. */
const SETTLE_MS = 800;
/** What comes in a burst is shown once. */
const GATHER_MS = 400;
const BUSY_MS = 500;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;
/** A page that nobody touches stops asking, so that it does not keep its session alive for ever. */
const UNTOUCHED_MS = 20 * 60_000;
/** The session is over, or this page is nobody's: asking again changes nothing. */
const FINAL = new Set([401, 403, 404]);

let followed: Following | null = null;
let touchedAt = Date.now();

/**
 * Keeps a page with `data-live` up to date: when something new is known of the learner, its main part is fetched again
 * and put in the place of what is there. A page that was put there by an answer begins anew from what it shows.
 */
export function followLive(enhance: () => void): void {
  const live = document.querySelector<HTMLElement>('main [data-live]');
  if (live === (followed?.element ?? null)) return;
  followed?.stop.abort();
  followed = null;
  if (!live || surroundings.token === '' || !('ReadableStream' in window)) return;
  followed = { element: live, stop: new AbortController(), last: live.dataset.sequence ?? null };
  void follow(followed, enhance);
}

interface Following {
  readonly element: HTMLElement;
  readonly stop: AbortController;
  /** The last fact that the page shows; null: it shows all there are when the stream begins. */
  last: string | null;
}

for (const event of ['pointerdown', 'keydown', 'scroll'] as const) {
  const touched = () => {
    touchedAt = Date.now();
  };
  addEventListener(event, touched, { passive: true, capture: true });
}

async function follow(following: Following, enhance: () => void): Promise<void> {
  const { stop } = following;
  let gather: ReturnType<typeof setTimeout> | undefined;
  const heard = (id: string) => {
    if (following.last === null || Number(id) <= Number(following.last)) {
      following.last ??= id;
      return;
    }
    following.last = id;
    clearTimeout(gather);
    gather = setTimeout(() => void renew(following, enhance), GATHER_MS);
  };
  await pause(SETTLE_MS, stop.signal);
  for (let failures = 0; !stop.signal.aborted; ) {
    const began = Date.now();
    const { token, base } = surroundings;
    const options = { token, last: following.last, signal: stop.signal };
    const status = await readEvents(`${base}/live`, options, heard).catch(() => 0);
    if (FINAL.has(status) || stop.signal.aborted) return;
    failures = status === 200 || Date.now() - began > LONGEST_PAUSE_MS ? 0 : failures + 1;
    const wait = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** failures);
    // Not all pages of a class come back in the same moment.
    await pause(wait * (0.5 + Math.random() / 2), stop.signal);
    await untilTouched(stop.signal);
  }
}

/** Fetches the page again and puts its main part in place; an answer to the reader's own click on its way goes before. */
async function renew(following: Following, enhance: () => void): Promise<void> {
  const { element, stop } = following;
  await untilSeen(stop.signal);
  while (isBusy() && !stop.signal.aborted) await pause(BUSY_MS, stop.signal);
  if (stop.signal.aborted) return;
  const { token, base } = surroundings;
  const headers = { Accept: 'text/html', Authorization: `Bearer ${token}` };
  try {
    const response = await fetch(`${base}/${element.dataset.live}`, { headers, signal: stop.signal });
    if (!response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), 'text/html');
    if (stop.signal.aborted) return;
    if (isBusy()) return renew(following, enhance);
    const news = element.dataset.liveNews;
    if (swapQuietly(page, enhance)) announce(news);
  } catch {
    // What could not be fetched now comes with the next news.
  }
}

const isBusy = (): boolean => document.querySelector('main')?.hasAttribute('aria-busy') ?? false;

const untilSeen = (signal: AbortSignal): Promise<void> =>
  until(signal, ['visibilitychange'], () => document.visibilityState === 'visible');

const untilTouched = (signal: AbortSignal): Promise<void> =>
  until(signal, ['visibilitychange', 'pointerdown', 'keydown', 'scroll'], () => Date.now() - touchedAt < UNTOUCHED_MS);

function until(signal: AbortSignal, events: readonly string[], holds: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!holds() && !signal.aborted) return;
      for (const event of events) document.removeEventListener(event, look, true);
      resolve();
    };
    for (const event of events) document.addEventListener(event, look, true);
    signal.addEventListener('abort', look, { once: true });
    look();
  });
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    const leave = () => {
      clearTimeout(timer);
      resolve();
    };
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
  });
}
