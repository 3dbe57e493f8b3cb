import { z } from 'zod';
import { SECRET } from '../randomness.js';
import { LaunchRefusal } from '../refusals/index.js';

const LONGEST_TOKEN = 64 * 1024;
/** RFC 6749, 4.1.2.1: an error code is printable ASCII without quote and backslash. */
const ERROR_CODE = /^[\x20\x21\x23-\x5b\x5d-\x7e]{1,64}$/;

const Answer = z.object({
  id_token: z.string().min(1).max(LONGEST_TOKEN),
  state: z.string().min(1).max(255),
  /** Posted by our own page, where the browser sent no cookie. */
  proof: z.string().max(255).optional(),
});

const Failure = z.object({ error: z.string().regex(ERROR_CODE), state: z.string().max(255).optional() });

export interface LaunchAnswer {
  readonly kind: 'answer';
  readonly idToken: string;
  readonly state: string;
  readonly proof: string | null;
}

export interface LaunchFailure {
  readonly kind: 'failure';
  readonly error: string;
  readonly state: string | null;
}

/**
 * Reads what the platform posts: an id_token with our state, or an OIDC error.
 *
 * @throws LaunchRefusal when a field is missing, repeated, or not a plain string
 */
export function readLaunchParameters(body: unknown): LaunchAnswer | LaunchFailure {
  if (typeof body === 'object' && body !== null && 'error' in body) {
    const failure = Failure.safeParse(body);
    if (!failure.success) throw new LaunchRefusal('bad-parameters', 'an OIDC error that is not one');
    return { kind: 'failure', error: failure.data.error, state: secretOrNull(failure.data.state) };
  }
  const answer = Answer.safeParse(body);
  if (!answer.success) {
    const names = answer.error.issues.map(({ path }) => path.join('.')).join(', ');
    throw new LaunchRefusal('bad-parameters', `launch fields: ${names || 'none'}`);
  }
  const { id_token: idToken, state, proof } = answer.data;
  if (!SECRET.test(state)) throw new LaunchRefusal('state-unknown', 'a state that we never gave');
  if (proof !== undefined && !SECRET.test(proof)) throw new LaunchRefusal('proof-wrong', 'a proof that we never gave');
  return { kind: 'answer', idToken, state, proof: proof ?? null };
}

function secretOrNull(value: string | undefined): string | null {
  return value !== undefined && SECRET.test(value) ? value : null;
}
