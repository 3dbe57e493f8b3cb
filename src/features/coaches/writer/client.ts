import { z } from 'zod';
import type { ChatMessage } from './prompt.js';

export interface ModelConfig {
  /** Where `/v1/chat/completions` is, without that path and without a slash at its end. */
  readonly baseUrl: string;
  readonly apiKey: string | null;
  readonly model: string;
  readonly timeoutMs: number;
}

export type FailureReason = 'busy' | 'refused' | 'unavailable' | 'slow' | 'unreadable' | 'unreachable';

export type ChatAnswer =
  | { readonly ok: true; readonly text: string; readonly tokens: number | null }
  | { readonly ok: false; readonly reason: FailureReason; readonly retryAfterSeconds: number | null };

/** Room for the answer of a model that was told to be short. */
export const MOST_TOKENS = 120;
const MOST_BYTES = 65_536;
const TEMPERATURE = 0.7;

/** What is read of an answer in the shape of OpenAI's chat completions; everything else in it is left alone. */
const Completion = z.object({
  choices: z
    .array(z.object({ message: z.object({ content: z.string().max(MOST_BYTES) }) }))
    .min(1)
    .max(16),
  usage: z
    .object({ total_tokens: z.number().int().min(0).max(1e6) })
    .optional()
    .catch(undefined),
});

/** Asks a model once. Whatever goes wrong is an answer, never an error. */
export async function complete(
  fetcher: typeof fetch,
  { baseUrl, apiKey, model, timeoutMs }: ModelConfig,
  messages: readonly ChatMessage[],
): Promise<ChatAnswer> {
  try {
    const response = await fetcher(`${baseUrl}/v1/chat/completions`, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/json',
        ...(apiKey !== null && { Authorization: `Bearer ${apiKey}` }),
      },
      body: JSON.stringify({ model, messages, max_tokens: MOST_TOKENS, temperature: TEMPERATURE, n: 1, stream: false }),
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (!response.ok) {
      await response.body?.cancel().catch(() => undefined);
      return failure(reasonOf(response.status), retryAfter(response.headers.get('retry-after')));
    }
    const text = await readCapped(response);
    const parsed = text === null ? null : Completion.safeParse(parseJson(text));
    const content = parsed?.success ? parsed.data.choices[0]?.message.content : undefined;
    if (!parsed?.success || content === undefined) return failure('unreadable');
    return { ok: true, text: content, tokens: parsed.data.usage?.total_tokens ?? null };
  } catch (error) {
    return failure(error instanceof Error && error.name === 'TimeoutError' ? 'slow' : 'unreachable');
  }
}

const failure = (reason: FailureReason, retryAfterSeconds: number | null = null): ChatAnswer => ({
  ok: false,
  reason,
  retryAfterSeconds,
});

function reasonOf(status: number): FailureReason {
  if (status === 429) return 'busy';
  return status >= 500 ? 'unavailable' : 'refused';
}

/** The header in seconds; a date in it is not looked at. */
function retryAfter(header: string | null): number | null {
  return header !== null && /^\d{1,6}$/.test(header) ? Number(header) : null;
}

/** @returns null when it is larger than any answer that we asked for */
async function readCapped(response: Response): Promise<string | null> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks).toString('utf8');
    length += value.length;
    if (length > MOST_BYTES) {
      await reader.cancel().catch(() => undefined);
      return null;
    }
    chunks.push(value);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
