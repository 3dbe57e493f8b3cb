import type { Scope } from '../../../storage/index.js';
import type { AnswerKey } from '../../catalogue/index.js';
import { type Allowed, release, reserve } from './budget.js';
import { complete, type FailureReason, MOST_TOKENS, type ModelConfig } from './client.js';
import { filterWords, type RefusalReason } from './filter.js';
import { type Brief, type ChatMessage, promptOf } from './prompt.js';

export interface WriterConfig extends ModelConfig {
  readonly tokens: Allowed;
}

export interface WriterParts {
  readonly config: WriterConfig;
  /** Goes to public addresses only, see lti/outbound. */
  readonly fetch: typeof fetch;
  /** Hears why words were not used: a code, never a word of anybody. */
  readonly onFailure: (reason: FailureReason | RefusalReason | 'budget') => void;
}

export type Written = { readonly kind: 'words'; readonly text: string } | { readonly kind: 'help' };

/** Something that may write for coaches; null where it has nothing to say, and a line of the course is said instead. */
export interface Writer {
  write(scope: Scope, brief: Brief, keys: readonly AnswerKey[], now: Date): Promise<Written | null>;
}

/** After this many failures in a row nobody waits for it any more, for a while. */
const FAILURES = 3;
const REST_MS = 60_000;
const LONGEST_REST_MS = 10 * 60_000;
/** Few languages need more than a token for two characters. */
const CHARACTERS_PER_TOKEN = 2;

/** A writer that asks a language model, once, within a budget. */
export function createWriter({ config, fetch: fetcher, onFailure }: WriterParts): Writer {
  let failures = 0;
  let restUntil = 0;
  const fail = (reason: FailureReason, retryAfterSeconds: number | null, now: Date): null => {
    onFailure(reason);
    failures += 1;
    if (retryAfterSeconds !== null) restUntil = now.getTime() + Math.min(LONGEST_REST_MS, retryAfterSeconds * 1_000);
    else if (failures >= FAILURES) restUntil = now.getTime() + REST_MS;
    return null;
  };
  return {
    async write(scope, brief, keys, now) {
      if (now.getTime() < restUntil) return null;
      const prompt = promptOf(brief);
      const reservation = await reserve(scope, config.tokens, estimateOf(prompt), now);
      if (!reservation) {
        onFailure('budget');
        return null;
      }
      const answer = await complete(fetcher, config, prompt);
      // A model that was asked may have worked, even when its answer did not arrive.
      const used = answer.ok
        ? (answer.tokens ?? reservation.tokens)
        : answer.reason === 'slow'
          ? reservation.tokens
          : 0;
      await release(scope, reservation, used);
      if (!answer.ok) return fail(answer.reason, answer.retryAfterSeconds, now);
      failures = 0;
      const filtered = filterWords(answer.text, prompt, keys);
      if (filtered.outcome === 'refused') onFailure(filtered.reason);
      if (filtered.outcome === 'help') return { kind: 'help' };
      return filtered.outcome === 'taken' ? { kind: 'words', text: filtered.text } : null;
    },
  };
}

function estimateOf(prompt: readonly ChatMessage[]): number {
  const characters = prompt.reduce((sum, { content }) => sum + content.length, 0);
  return Math.ceil(characters / CHARACTERS_PER_TOKEN) + MOST_TOKENS;
}
