import { z } from 'zod';
import type { Randomness } from '../randomness.js';
import type { Platform, PlatformRegistry } from '../registration/index.js';
import { FORM, SCOPE, tokenRequest } from '../services/index.js';
import { type CallResult, call } from './call.js';
import { type CheckFinding, finding } from './finding.js';

const Grant = z.object({ access_token: z.string().min(1), scope: z.string().optional() });
/** Printed on a terminal, so printable only. */
const Refused = z.object({ error: z.string().regex(/^[\x20-\x7e]{1,100}$/) });

interface TokenParts {
  readonly registry: PlatformRegistry;
  readonly fetch: typeof fetch;
  readonly randomness: Randomness;
  readonly clock: () => Date;
}

/** Asks for an access token as a delivery would, and says what the LMS lets us do. */
export async function checkToken(parts: TokenParts, platform: Platform): Promise<CheckFinding> {
  const { fetch: send, registry: keys, clock, randomness } = parts;
  const answer = await call(send, platform.tokenUrl, {
    method: 'POST',
    headers: { 'content-type': FORM },
    body: await tokenRequest({ keys, clock, newId: () => randomness.id() }, platform, [SCOPE.score, SCOPE.memberships]),
  });
  return judgeToken(platform, answer);
}

function judgeToken({ tokenUrl, clientId }: Platform, { problem, status, json }: CallResult): CheckFinding {
  if (problem !== null)
    return finding('access token', 'wrong', `${tokenUrl} cannot be reached: ${problem}. No grade can be sent.`);
  const granted = Grant.safeParse(json);
  if (status === 200 && granted.success) {
    const scopes = granted.data.scope?.split(/\s+/) ?? [SCOPE.score, SCOPE.memberships];
    const missing = [
      ...(scopes.includes(SCOPE.score) ? [] : ['send grades']),
      ...(scopes.includes(SCOPE.memberships) ? [] : ['read the roster']),
    ];
    return missing.length === 0
      ? finding('access token', 'ok', 'The LMS gives access tokens for grades and the roster.')
      : finding(
          'access token',
          'look',
          `The LMS does not let the tool ${missing.join(' or ')}. Allow it in the settings of the tool there, if it is wanted.`,
        );
  }
  const error = Refused.safeParse(json).data?.error ?? `status ${status}`;
  const hint =
    error === 'invalid_scope'
      ? 'Allow the grade and roster services in the settings of the tool there.'
      : `Check there that the client id is ${clientId}, that the tool is active, and that its key set address is ours.`;
  return finding(
    'access token',
    error === 'invalid_scope' ? 'look' : 'wrong',
    `The LMS gave no access token (${error}). ${hint}`,
  );
}
