import type { Request } from 'express';
import { type JWTVerifyGetKey, jwtVerify } from 'jose';
import { z } from 'zod';
import { type Reply, refuse } from './endpoint.js';
import type { UsedIds } from './messages.js';
import { endpointsOf, type Settings } from './settings.js';
import { permittedScopes, type Switches } from './switches.js';

const TOKEN_LIFETIME_SECONDS = 3600;
const CLOCK_TOLERANCE_SECONDS = 5;
const OLDEST_ASSERTION_SECONDS = 600;

export interface TokenParts {
  readonly settings: Settings;
  readonly switches: () => Switches;
  readonly toolKeys: JWTVerifyGetKey;
  readonly usedAssertions: UsedIds;
  readonly tokens: AccessTokens;
  readonly clock: () => Date;
}

const requestSchema = z.object({
  grant_type: z.literal('client_credentials'),
  client_assertion_type: z.literal('urn:ietf:params:oauth:client-assertion-type:jwt-bearer'),
  client_assertion: z.string(),
  scope: z.string().min(1),
});

/** The token endpoint: client credentials with a signed assertion (LTI security framework 1.0, section 4.1). */
export async function grantToken(parts: TokenParts, request: Request): Promise<Reply> {
  const parsed = requestSchema.safeParse(request.body);
  if (!parsed.success) {
    const field = parsed.error.issues[0]?.path[0];
    const error = field === 'grant_type' ? 'unsupported_grant_type' : 'invalid_request';
    return oauthError(400, error, `${String(field)} is missing or not as it should be`);
  }
  const fault = await assertionFault(parts, parsed.data.client_assertion);
  const { flavour } = parts.switches();
  if (fault) return oauthError(flavour === 'canvas' ? 401 : 400, 'invalid_client', fault);

  const asked = parsed.data.scope.split(' ').filter((scope) => scope !== '');
  const permitted = permittedScopes(parts.switches());
  const granted = asked.filter((scope) => permitted.includes(scope));
  // Moodle gives what it can of the list, Canvas all of it or nothing.
  if (granted.length === 0 || (flavour === 'canvas' && granted.length < asked.length)) {
    return oauthError(400, 'invalid_scope', 'this tool may not have what it asked for');
  }
  return {
    status: 200,
    headers: { 'cache-control': 'no-store' },
    body: {
      access_token: parts.tokens.issue(granted),
      token_type: 'Bearer',
      expires_in: TOKEN_LIFETIME_SECONDS,
      scope: granted.join(' '),
    },
  };
}

function oauthError(status: number, error: string, description: string): Reply {
  return {
    status,
    headers: { 'cache-control': 'no-store' },
    body: { error, error_description: description },
  };
}

const assertionSchema = z.object({ jti: z.string().min(1), exp: z.number() });

/** @returns why the assertion is not accepted, or undefined when it is */
async function assertionFault(parts: TokenParts, assertion: string): Promise<string | undefined> {
  const { settings, toolKeys, usedAssertions, clock } = parts;
  try {
    const { payload } = await jwtVerify(assertion, toolKeys, {
      algorithms: ['RS256'],
      issuer: settings.clientId,
      subject: settings.clientId,
      audience: endpointsOf(settings.origin).tokenUrl,
      requiredClaims: ['exp', 'iat', 'jti'],
      maxTokenAge: OLDEST_ASSERTION_SECONDS,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate: clock(),
    });
    const { jti, exp } = assertionSchema.parse(payload);
    const until = new Date((exp + CLOCK_TOLERANCE_SECONDS) * 1000);
    return usedAssertions.use(jti, until) ? undefined : 'this assertion was used before';
  } catch (error) {
    return error instanceof Error ? error.message : 'the assertion could not be read';
  }
}

export interface AccessTokens {
  issue(scopes: readonly string[]): string;
  /** @returns the scopes of a live token, undefined for any other text */
  scopesOf(token: string): readonly string[] | undefined;
  /** Ends every token at once, as an administrator would by saving the tool's settings. */
  revokeAll(): void;
}

export function createAccessTokens(clock: () => Date, newId: () => string): AccessTokens {
  const live = new Map<string, { scopes: readonly string[]; until: number }>();
  return {
    issue(scopes) {
      const token = newId();
      live.set(token, { scopes, until: clock().getTime() + TOKEN_LIFETIME_SECONDS * 1000 });
      return token;
    },
    scopesOf(token) {
      const found = live.get(token);
      return found && found.until > clock().getTime() ? found.scopes : undefined;
    },
    revokeAll: () => live.clear(),
  };
}

/**
 * Checks a service call: a live bearer token with one of the scopes, and in the Canvas flavour a User-Agent, without
 * which hosted Canvas answers 403.
 * @returns the refusal, or undefined when the call may go on. A missing scope is 401 in Moodle and 403 here otherwise.
 */
export function refuseUnlessPermitted(
  { tokens, switches }: Pick<TokenParts, 'tokens' | 'switches'>,
  request: Request,
  scopes: readonly string[],
): Reply | undefined {
  const { flavour } = switches();
  if (flavour === 'canvas' && !request.headers['user-agent']) return refuse(403, 'a User-Agent header is required');
  const token = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
  const held = token === undefined ? undefined : tokens.scopesOf(token);
  if (held === undefined) {
    return {
      ...refuse(401, 'the access token is missing, unknown or expired'),
      headers: { 'www-authenticate': 'Bearer' },
    };
  }
  const mayGo = scopes.some((scope) => held.includes(scope) && permittedScopes(switches()).includes(scope));
  return mayGo ? undefined : refuse(flavour === 'canvas' ? 403 : 401, 'the access token lacks the scope');
}
