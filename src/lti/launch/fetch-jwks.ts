import { z } from 'zod';

const FETCH_MS = 5_000;
const LARGEST_BODY = 512 * 1024;

const MIN_FRESH_S = 60;
const DEFAULT_FRESH_S = 10 * 60;
const MAX_FRESH_S = 24 * 60 * 60;

export const KeySet = z.object({ keys: z.array(z.record(z.string(), z.unknown())).max(200) });

export interface FetchedKeySet {
  readonly keys: readonly Record<string, unknown>[];
  /** How long the platform says they are good, in seconds, within our bounds. */
  readonly freshSeconds: number;
}

/**
 * Fetches a platform's key set: five seconds, half a megabyte, no redirect.
 *
 * @throws Error when it cannot be had or is not a key set
 */
export async function fetchKeySet(url: string, fetcher: typeof fetch): Promise<FetchedKeySet> {
  const response = await fetcher(url, {
    redirect: 'error',
    signal: AbortSignal.timeout(FETCH_MS),
    headers: { accept: 'application/jwk-set+json, application/json', 'user-agent': 'Attune' },
  });
  if (!response.ok || !response.body) {
    await response.body?.cancel();
    throw new Error(`the key set answered with status ${response.status}`);
  }
  const { keys } = KeySet.parse(JSON.parse(await textOf(response.body)));
  return { keys, freshSeconds: freshSeconds(response.headers.get('cache-control')) };
}

async function textOf(body: ReadableStream<Uint8Array>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  // Leaving the loop early cancels the stream.
  for await (const chunk of body) {
    size += chunk.length;
    if (size > LARGEST_BODY) throw new Error('the key set is too large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function freshSeconds(cacheControl: string | null): number {
  const header = cacheControl ?? '';
  if (/\bno-(?:store|cache)\b/i.test(header)) return MIN_FRESH_S;
  const [, given] = /\bmax-age\s{0,4}=\s{0,4}"?(\d{1,9})/i.exec(header) ?? [];
  return given === undefined ? DEFAULT_FRESH_S : Math.min(MAX_FRESH_S, Math.max(MIN_FRESH_S, Number(given)));
}
