import { SignJWT } from 'jose';
import { z } from 'zod';
import { classifyPassing } from './classify.js';
import { type HttpAnswer, isSuccess, jsonOf } from './http-answer.js';
import type { HttpClient } from './http-client.js';
import { dead, type Outcome, ok, retry } from './outcome.js';
import type { PlatformKeys, ServicePlatform } from './ports.js';
import { SCOPE } from './scopes.js';

const ASSERTION_SECONDS = 300;
/** RFC 6749 lets a platform leave `expires_in` out; then we do not trust a token for long. */
const LIFETIME_WHEN_UNSAID_SECONDS = 300;
/** A token is renewed this long before its end, or at half its life when that is short. */
const MARGIN_MS = 60_000;

export interface AccessToken {
  readonly value: string;
  /** When to stop using it, milliseconds since 1970. */
  readonly until: number;
}

export interface AccessTokens {
  /** A token with exactly these rights: the one at hand, or a new one; whoever asks meanwhile shares the request. */
  take(platform: ServicePlatform, scopes: readonly string[], deadline: AbortSignal): Promise<Outcome<AccessToken>>;
  /** Forgets a token that a service refused; one that replaced it already stays. */
  drop(token: AccessToken): void;
}

interface SigningParts {
  readonly keys: PlatformKeys;
  readonly clock: () => Date;
  readonly newId: () => string;
}

interface Dependencies extends SigningParts {
  readonly http: HttpClient;
}

/**
 * Access tokens by client credentials and a signed assertion (1EdTech Security Framework 1.0, section 4.1). They are
 * kept in memory only: a process that starts asks for its own.
 */
export function createAccessTokens(deps: Dependencies): AccessTokens {
  const atHand = new Map<string, AccessToken>();
  const asked = new Map<string, Promise<Outcome<AccessToken>>>();
  return {
    async take(platform, scopes, deadline) {
      const wanted = [...new Set(scopes)].sort();
      const key = JSON.stringify([platform.id, platform.tokenUrl, ...wanted]);
      const token = atHand.get(key);
      if (token && token.until > deps.clock().getTime()) return ok(token);
      const request =
        asked.get(key) ??
        requestToken(deps, platform, wanted, deadline)
          .then((outcome) => {
            if (outcome.result === 'ok') atHand.set(key, outcome.value);
            return outcome;
          })
          .finally(() => asked.delete(key));
      asked.set(key, request);
      return request;
    },
    drop(token) {
      for (const [key, kept] of atHand) if (kept === token) atHand.delete(key);
    },
  };
}

const Grant = z.object({
  access_token: z.string().min(1).max(16_384),
  token_type: z
    .string()
    .regex(/^bearer$/i)
    .default('Bearer'),
  expires_in: z.coerce.number().positive().default(LIFETIME_WHEN_UNSAID_SECONDS),
  scope: z.string().optional(),
});

async function requestToken(
  deps: Dependencies,
  platform: ServicePlatform,
  wanted: readonly string[],
  deadline: AbortSignal,
): Promise<Outcome<AccessToken>> {
  const sent = await deps.http.send({
    method: 'POST',
    url: platform.tokenUrl,
    headers: { accept: 'application/json', 'content-type': FORM },
    body: await tokenRequest(deps, platform, wanted),
    deadline,
  });
  if (sent.result !== 'ok') return sent;
  const now = deps.clock();
  if (!isSuccess(sent.value)) return refused(sent.value, wanted, now);
  const grant = Grant.safeParse(jsonOf(sent.value));
  if (!grant.success) return retry('The LMS answered the request for an access token with something unreadable.');
  const { access_token: value, expires_in: seconds, scope } = grant.data;
  const missing = scope === undefined ? [] : wanted.filter((right) => !scope.split(/\s+/).includes(right));
  if (missing.length > 0) return lacking(wanted, missing);
  const lifetime = seconds * 1000;
  return ok({ value, until: now.getTime() + lifetime - Math.min(MARGIN_MS, lifetime / 2) });
}

export const FORM = 'application/x-www-form-urlencoded';

/** What is posted to ask for an access token: a form with an assertion that we sign. */
export async function tokenRequest(
  deps: SigningParts,
  platform: ServicePlatform,
  scopes: readonly string[],
): Promise<string> {
  return new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: await signAssertion(deps, platform),
    scope: scopes.join(' '),
  }).toString();
}

async function signAssertion({ keys, clock, newId }: SigningParts, platform: ServicePlatform): Promise<string> {
  const { kid, key } = await keys.signingKey(platform.id);
  const now = Math.floor(clock().getTime() / 1000);
  return new SignJWT()
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
    .setIssuer(platform.clientId)
    .setSubject(platform.clientId)
    .setAudience(platform.tokenAudience)
    .setIssuedAt(now)
    .setExpirationTime(now + ASSERTION_SECONDS)
    .setJti(newId())
    .sign(key);
}

const OauthError = z.object({ error: z.string() });

/** A refusal concerns the registration, hence all calls: they wait until it is mended, unless a right was taken away. */
function refused(answer: HttpAnswer, wanted: readonly string[], now: Date): Outcome<never> {
  if (OauthError.safeParse(jsonOf(answer)).data?.error === 'invalid_scope') return lacking(wanted, []);
  return (
    classifyPassing(answer, now) ??
    retry(
      `The LMS gave Attune no access token (${answer.status}). Ask an administrator to check the tool's client id and key set address, and whether it is active.`,
    )
  );
}

function lacking(wanted: readonly string[], missing: readonly string[]): Outcome<never> {
  const names = missing.map((scope) => scope.slice(scope.lastIndexOf('/') + 1)).join(', ');
  const service = wanted.includes(SCOPE.memberships)
    ? 'the names and role service'
    : 'the grade services, then send the grade again';
  return dead(
    `The LMS no longer allows the tool ${names === '' ? 'what it allowed at the launch' : names}. Ask an administrator to allow ${service}.`,
  );
}
