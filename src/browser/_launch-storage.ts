/**
 * Where a launch leaves its proof besides the cookie: the LTI Platform Storage of the LMS (lti.put_data, lti.get_data),
 * and the local storage of this tool inside this LMS.
 */

const ANSWER_MS = 3_000;
const AGAIN_MS = 500;
const KEPT_MS = 10 * 60 * 1_000;
const PREFIX = 'attune.login.';

export interface PlatformStorage {
  /** The frame that answers: `_parent`, or the name of a frame beside ours; empty where the LMS offers none. */
  readonly target: string;
  /** The only origin that we speak to and listen to. */
  readonly origin: string;
}

/** Reads the storage that the page names. */
export function platformStorageOf(element: HTMLElement): PlatformStorage {
  return { target: element.dataset.storageTarget ?? '', origin: element.dataset.storageOrigin ?? '' };
}

export async function leaveProof(storage: PlatformStorage, state: string, proof: string): Promise<void> {
  leaveLocally(state, proof);
  await ask(storage, { subject: 'lti.put_data', key: PREFIX + state, value: proof });
}

export async function findProof(storage: PlatformStorage, state: string): Promise<string | null> {
  const answer = await ask(storage, { subject: 'lti.get_data', key: PREFIX + state });
  return typeof answer?.value === 'string' ? answer.value : findLocally(state);
}

/**
 * Sends one message to the storage frame, and again until it answers: the frame may still be loading, and so not be
 * listening yet. The answer, or null when none comes in time.
 */
function ask(storage: PlatformStorage, message: Record<string, string>): Promise<Record<string, unknown> | null> {
  const frame = storageFrame(storage.target);
  if (!frame) return Promise.resolve(null);
  const id = crypto.randomUUID();
  return new Promise((resolve) => {
    const settle = (answer: Record<string, unknown> | null) => {
      window.removeEventListener('message', listen);
      clearTimeout(timer);
      clearInterval(again);
      resolve(answer);
    };
    const listen = ({ origin, data }: MessageEvent) => {
      if (origin !== storage.origin || typeof data !== 'object' || data === null) return;
      if (data.message_id !== id || data.subject !== `${message.subject}.response`) return;
      settle(data.error ? null : data);
    };
    const timer = setTimeout(() => settle(null), ANSWER_MS);
    window.addEventListener('message', listen);
    const say = () => frame.postMessage({ ...message, message_id: id }, storage.origin);
    const again = setInterval(say, AGAIN_MS);
    say();
  });
}

function storageFrame(target: string): Window | null {
  if (target === '') return null;
  const host: Window | null = window.parent === window ? window.opener : window.parent;
  return target === '_parent' ? host : frameNamed(target, host);
}

/** A frame beside ours, or beside one around ours: an editor of the LMS may stand between. */
function frameNamed(name: string, host: Window | null): Window | null {
  if (!host) return null;
  const found = frameOf(host, name);
  return found || host.parent === host ? found : frameNamed(name, host.parent);
}

function frameOf(host: Window, name: string): Window | null {
  try {
    // A frame of another site can be reached by its name, and by nothing else of it.
    return (Reflect.get(host.frames, name) as Window | undefined) ?? null;
  } catch {
    return null;
  }
}

/** A browser may refuse local storage inside another site; then this way is closed, and that is all. */
function leaveLocally(state: string, proof: string): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(PREFIX) && Date.now() - leftAt(localStorage.getItem(key)) > KEPT_MS)
        localStorage.removeItem(key);
    }
    localStorage.setItem(PREFIX + state, `${Date.now()}:${proof}`);
  } catch {}
}

function findLocally(state: string): string | null {
  try {
    const [, proof] = localStorage.getItem(PREFIX + state)?.split(':') ?? [];
    localStorage.removeItem(PREFIX + state);
    return proof ?? null;
  } catch {
    return null;
  }
}

function leftAt(value: string | null): number {
  return Number(value?.split(':')[0] ?? 0);
}
