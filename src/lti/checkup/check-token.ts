import { SignJWT } from 'jose';
import { z } from 'zod';
import type { Randomness } from '../randomness.js';
import type { Platform, PlatformRegistry } from '../registration/index.js';
import { type CallResult, call } from './call.js';
import { type CheckFinding, finding } from './finding.js';

const SCORE = 'https://purl.imsglobal.org/spec/lti-ags/scope/score';
const MEMBERS = 'https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly';

const Grant = z.object({ access_token: z.string().min(1), scope: z.string().optional() });
const Refused = z.object({ error: z.string().max(100) });

interface TokenParts {
  readonly registry: PlatformRegistry;
  readonly fetch: typeof fetch;
  readonly randomness: Randomness;
  readonly clock: () => Date;
}

/** Asks for an access token as a delivery would, and says what the LMS lets us do. */
export async function checkToken(parts: TokenParts, platform: Platform): Promise<CheckFinding> {
  const { fetch: send, registry, clock, randomness } = parts;
  const { kid, key } = await registry.signingKey(platform.id);
  const now = Math.floor(clock().getTime() / 1000);
  const assertion = await new SignJWT()
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
    .setIssuer(platform.clientId)
    .setSubject(platform.clientId)
    .setAudience(platform.tokenAudience)
    .setIssuedAt(now)
    .setExpirationTime(now + 60)
    .setJti(randomness.id())
    .sign(key);
  const answer = await call(send, platform.tokenUrl, {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: assertion,
      scope: `${SCORE} ${MEMBERS}`,
    }).toString(),
  });
  return judgeToken(platform, answer);
}

function judgeToken({ tokenUrl, clientId }: Platform, { problem, status, json }: CallResult): CheckFinding {
  if (problem !== null)
    return finding('access token', 'wrong', `${tokenUrl} cannot be reached: ${problem}. No grade can be sent.`);
  const granted = Grant.safeParse(json);
  if (status === 200 && granted.success) {
    const scopes = granted.data.scope?.split(/\s+/) ?? [SCORE, MEMBERS];
    const missing = [
      ...(scopes.includes(SCORE) ? [] : ['send grades']),
      ...(scopes.includes(MEMBERS) ? [] : ['read the roster']),
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
