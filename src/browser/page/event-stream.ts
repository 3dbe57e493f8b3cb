/** Longer than the server's heartbeat: a connection that is silent for this long is dead, whatever the network says. */
const SILENCE_MS = 45_000;

/**
 * Reads Server-Sent Events by fetch, which can carry the session's secret where `EventSource` cannot, and gives the id of
 * each event.
 *
 * @returns the status of the answer when the stream has ended, or was none
 */
export async function readEvents(
  address: string,
  { token, last, signal }: { readonly token: string; readonly last: string | null; readonly signal: AbortSignal },
  heard: (id: string) => void,
): Promise<number> {
  const stop = new AbortController();
  const giveUp = () => stop.abort();
  signal.addEventListener('abort', giveUp);
  let silence = setTimeout(giveUp, SILENCE_MS);
  try {
    const headers = {
      Accept: 'text/event-stream',
      Authorization: `Bearer ${token}`,
      ...(last !== null && { 'Last-Event-ID': last }),
    };
    const response = await fetch(address, { headers, cache: 'no-store', signal: stop.signal });
    const reader = response.ok ? response.body?.getReader() : undefined;
    if (!reader) return response.status;
    const decoder = new TextDecoder();
    let text = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return response.status;
      clearTimeout(silence);
      silence = setTimeout(giveUp, SILENCE_MS);
      const events = (text + decoder.decode(value, { stream: true })).split('\n\n');
      text = events.pop() ?? '';
      for (const event of events) {
        const id = /^id: ?(.*)$/m.exec(event)?.[1];
        if (id !== undefined) heard(id);
      }
    }
  } finally {
    clearTimeout(silence);
    signal.removeEventListener('abort', giveUp);
    stop.abort();
  }
}
