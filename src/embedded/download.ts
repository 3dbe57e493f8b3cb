import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { parseChecksum } from './cache.js';
import { reasonOf } from './errors.js';
import { megabytes, type Surroundings, stopwatch } from './surroundings.js';

/** How long a site may take to answer, and then to go on after a pause. */
const CONNECT_MS = 5_000;
const IDLE_MS = 20_000;
const PERCENT_STEP = 20;

async function open(url: string, surroundings: Surroundings): Promise<{ response: Response; abort: AbortController }> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(new Error(`no answer in ${CONNECT_MS / 1000} s`)), CONNECT_MS);
  try {
    const response = await surroundings.fetch(url, { signal: abort.signal, redirect: 'follow' });
    if (!response.ok) throw new Error(`the site answered ${response.status}`);
    return { response, abort };
  } finally {
    clearTimeout(timer);
  }
}

async function publishedChecksum(url: string, surroundings: Surroundings): Promise<string> {
  const { response } = await open(url, surroundings);
  const checksum = parseChecksum(await response.text());
  if (checksum === null) throw new Error('the published checksum could not be read');
  return checksum;
}

async function* chunksOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) yield part.value;
}

/**
 * Downloads a file whose sha256 its publisher puts beside it, with a line of progress now and then.
 *
 * @param label        what the progress lines call it
 * @param checksumUrl  where the published sha256 is
 * @throws Error when the site can't be reached, stops sending, or the bytes do not have the published checksum
 */
export async function download(
  label: string,
  url: string,
  checksumUrl: string,
  file: string,
  surroundings: Surroundings,
): Promise<void> {
  const host = new URL(url).host;
  const elapsed = stopwatch();
  surroundings.say(`${label}: asking ${host} for the official download`);
  try {
    const expected = await publishedChecksum(checksumUrl, surroundings);
    const { response, abort } = await open(url, surroundings);
    if (response.body === null) throw new Error('the site sent nothing');
    const total = Number(response.headers.get('content-length') ?? 0);
    const hash = createHash('sha256');
    let received = 0;
    let shown = 0;
    const stall = setTimeout(() => abort.abort(new Error(`nothing came for ${IDLE_MS / 1000} s`)), IDLE_MS);
    const count = async function* (source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
      for await (const chunk of source) {
        stall.refresh();
        hash.update(chunk);
        received += chunk.byteLength;
        const percent = total > 0 ? Math.floor((received / total) * 100) : 0;
        if (percent >= shown + PERCENT_STEP) {
          shown = percent - (percent % PERCENT_STEP);
          surroundings.say(`${label}: ${shown} % of ${megabytes(total)}`);
        }
        yield chunk;
      }
    };
    try {
      await pipeline(chunksOf(response.body), count, createWriteStream(file));
    } finally {
      clearTimeout(stall);
    }
    if (hash.digest('hex') !== expected) throw new Error('what came does not have the published checksum');
    surroundings.say(`${label}: downloaded ${megabytes(received)} in ${elapsed()}, checksum as published`);
  } catch (error) {
    throw new Error(`${host}: ${reasonOf(error)}`);
  }
}
