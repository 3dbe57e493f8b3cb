/**
 * Runs in the page around the tool (or in a frame beside it): answers LTI Platform Storage messages
 * (lti-cs-pm, lti-pm-s) and lets the tool set the height of its frame. It listens to the tool's origin only.
 */
const LONGEST_VALUE = 4096;
const MOST_KEYS = 100;
const HEIGHTS = { least: 200, most: 6000 };

interface ToolMessage {
  readonly subject: string;
  readonly message_id?: unknown;
  readonly key?: unknown;
  readonly value?: unknown;
  readonly height?: unknown;
}

/** Where storage messages are answered: nowhere, here, or in the named frame beside the tool. */
type StoragePlace = 'off' | '_parent' | 'campus_storage';

const script = document.currentScript;
const toolOrigin = script?.dataset.toolOrigin ?? '';
const place = (script?.dataset.storage ?? 'off') as StoragePlace;
const isStorageFrame = script?.dataset.storageFrame === 'yes';
const stored = new Map<string, string>();

window.addEventListener('message', (event: MessageEvent<unknown>) => {
  const message = event.origin === toolOrigin ? readMessage(event.data) : undefined;
  if (!message) return;
  if (message.subject.endsWith('lti.frameResize')) resizeFrame(event.source, message.height);
  const answer = answerTo(message);
  if (!answer) return;
  const reply = { subject: `${message.subject}.response`, message_id: message.message_id, ...answer };
  event.source?.postMessage(reply, { targetOrigin: event.origin });
});

/** Objects, or the same as JSON text, which older tools send. */
function readMessage(data: unknown): ToolMessage | undefined {
  const value = typeof data === 'string' ? parseJson(data) : data;
  const isMessage = typeof value === 'object' && value !== null && 'subject' in value;
  return isMessage && typeof value.subject === 'string' ? (value as ToolMessage) : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function answerTo(message: ToolMessage): object | undefined {
  const answersStorage = place === '_parent' || isStorageFrame;
  if (message.subject === 'lti.capabilities' && place !== 'off' && !isStorageFrame) return capabilities();
  if (message.subject === 'lti.put_data' && answersStorage) return putData(message);
  if (message.subject === 'lti.get_data' && answersStorage) return getData(message);
  return undefined;
}

function capabilities(): object {
  const subjects = ['lti.get_data', 'lti.put_data'].map((subject) => ({ subject, frame: place }));
  return { supported_messages: [{ subject: 'lti.capabilities' }, { subject: 'lti.frameResize' }, ...subjects] };
}

function putData({ key, value, message_id: id }: ToolMessage): object {
  if (typeof key !== 'string' || key === '' || typeof id !== 'string')
    return failure('bad_request', 'key or message_id');
  if (value === null || value === undefined) {
    stored.delete(key);
    return { key };
  }
  if (typeof value !== 'string') return failure('bad_request', 'value must be text');
  if (value.length > LONGEST_VALUE || (!stored.has(key) && stored.size >= MOST_KEYS)) {
    return failure('storage_exhaustion', 'too much data');
  }
  stored.set(key, value);
  return { key, value };
}

function getData({ key, message_id: id }: ToolMessage): object {
  if (typeof key !== 'string' || typeof id !== 'string') return failure('bad_request', 'key or message_id');
  return { key, value: stored.get(key) ?? null };
}

function failure(code: string, message: string): object {
  return { error: { code, message } };
}

function resizeFrame(source: MessageEventSource | null, height: unknown): void {
  const wanted = Number(height);
  if (!Number.isFinite(wanted)) return;
  for (const frame of document.querySelectorAll('iframe')) {
    if (frame.contentWindow === source) {
      frame.style.height = `${Math.min(HEIGHTS.most, Math.max(HEIGHTS.least, wanted))}px`;
    }
  }
}

export {};
