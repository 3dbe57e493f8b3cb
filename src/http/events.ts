import { once } from 'node:events';
import type { Request, Response } from 'express';

/** One event of a stream (HTML Living Standard, 9.2). */
export interface ServerEvent {
  /** Where a reader goes on that lost the connection: it comes back as `Last-Event-ID`. */
  readonly id: string;
  readonly event: string;
  readonly data: unknown;
}

/** Proxies give up on connections that are silent for a minute. */
const HEARTBEAT_MS = 15_000;
/** Then the reader comes again, and proves anew who they are. */
const LIFETIME_MS = 15 * 60_000;
const RETRY_MS = 3_000;

/** The id of the last event that a reader had; undefined for one who begins. */
export function lastEventId(request: Request): string | undefined {
  return request.get('last-event-id') ?? undefined;
}

/**
 * Sends events until they end, the reader leaves, or a quarter of an hour is over. Events are taken from the source no
 * faster than the reader takes them: the source decides what a slow one misses.
 *
 * @param open  makes the source; the signal says that nobody reads it any more
 */
export async function sendEvents(
  response: Response,
  open: (signal: AbortSignal) => AsyncIterable<ServerEvent>,
): Promise<void> {
  response.status(200).set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    // No proxy may hold events back to compress or to buffer them.
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
  });
  response.flushHeaders();
  if (response.req.method === 'HEAD') {
    response.end();
    return;
  }
  const over = new AbortController();
  const end = (): void => over.abort();
  response.once('close', end);
  const lifetime = setTimeout(end, LIFETIME_MS);
  const heartbeat = setInterval(() => {
    if (!response.writableNeedDrain) response.write(':\n\n');
  }, HEARTBEAT_MS);
  try {
    response.write(`retry: ${RETRY_MS}\n\n`);
    for await (const event of open(over.signal)) {
      if (over.signal.aborted) break;
      if (!response.write(textOf(event))) await once(response, 'drain', { signal: over.signal });
    }
  } catch (error) {
    // Headers are out, so no refusal can be told; the reader comes again. Leaving in the middle is no failure.
    if (!over.signal.aborted) throw error;
  } finally {
    clearTimeout(lifetime);
    clearInterval(heartbeat);
    response.off('close', end);
    over.abort();
    response.end();
  }
}

/** JSON has no line breaks of its own, so the data is one line; ids and names are ours. */
const textOf = ({ id, event, data }: ServerEvent): string =>
  `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
