import type { z } from 'zod';

/** Why an LMS gave no answer, in a sentence for whoever runs the connector. It names no token and no learner. */
export class ConnectorError extends Error {
  override readonly name = 'ConnectorError';
}

export interface AskParts {
  /** Reaches public addresses only; see src/lti/outbound. */
  readonly fetch: typeof fetch;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly now: () => Date;
  /** Our version, as it stands in the User-Agent. */
  readonly version: string;
}

export interface Asked {
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly form?: URLSearchParams;
}

export interface Answered {
  readonly value: unknown;
  readonly headers: Headers;
}

const TRIES = 4;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
const CALL_MS = 30_000;
const MOST_BYTES = 20_000_000;

/**
 * One question to an LMS. It is asked again, four times at most, when the LMS asks us to wait or has a trouble of its own;
 * a redirect is never followed, since the token would go along.
 *
 * @throws ConnectorError
 */
export async function ask({ fetch, sleep, now, version }: AskParts, asked: Asked): Promise<Answered> {
  const { host } = new URL(asked.url);
  let problem = '';
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    try {
      const response = await fetch(asked.url, {
        method: asked.form ? 'POST' : 'GET',
        headers: { accept: 'application/json', 'user-agent': `Attune/${version}`, ...asked.headers },
        redirect: 'manual',
        signal: AbortSignal.timeout(CALL_MS),
        ...(asked.form && { body: asked.form }),
      });
      const text = await readText(response, host);
      if (response.ok) return { value: jsonOf(text, host), headers: response.headers };
      if (!passes(response.status, text)) throw new ConnectorError(refusal(host, response.status));
      problem = `${host} answers ${response.status}.`;
      if (attempt + 1 < TRIES) await sleep(waitMs(response.headers, attempt, now()));
    } catch (error) {
      if (error instanceof ConnectorError) throw error;
      problem = `${host} cannot be reached${codeOf(error)}.`;
      if (attempt + 1 < TRIES) await sleep(FIRST_WAIT_MS * 2 ** attempt);
    }
  }
  throw new ConnectorError(`${problem} It was asked ${TRIES} times; try again later.`);
}

/** Canvas throttles with 403 and these words. */
const passes = (status: number, text: string): boolean =>
  status === 429 || status >= 500 || status === 408 || (status === 403 && /rate limit exceeded/i.test(text));

function waitMs(headers: Headers, attempt: number, now: Date): number {
  const given = headers.get('retry-after')?.trim() ?? '';
  const asked = /^\d{1,9}$/.test(given) ? Number(given) * 1_000 : Date.parse(given) - now.getTime();
  return Math.min(LONGEST_WAIT_MS, Math.max(0, Number.isNaN(asked) ? FIRST_WAIT_MS * 2 ** attempt : asked));
}

function refusal(host: string, status: number): string {
  if (status === 401 || status === 403) {
    return `${host} refuses the token (${status}). Make a new one with the rights that the guide names.`;
  }
  if (status === 404) return `${host} has no such course, or the token may not see it (404).`;
  if (status >= 300 && status < 400) return `${host} points to another address (${status}). Use that one as --base.`;
  return `${host} refuses the question (${status}).`;
}

async function readText(response: Response, host: string): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += (chunk as Uint8Array).byteLength;
    if (bytes > MOST_BYTES) throw new ConnectorError(`${host} answers with more than any gradebook.`);
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function jsonOf(text: string, host: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ConnectorError(`${host} answers with something that is no JSON. Is --base its address?`);
  }
}

function codeOf(error: unknown): string {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
  return typeof code === 'string' ? ` (${code})` : '';
}

/** Reads an answer as what it must be. @throws ConnectorError */
export function readAs<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const path = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new ConnectorError(`What the LMS says of ${what} is not what we know of it (${path}). Tell us its version.`);
}
