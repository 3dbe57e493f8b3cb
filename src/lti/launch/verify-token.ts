import { compactVerify, decodeProtectedHeader } from 'jose';
import { z } from 'zod';
import { isLaunchTarget } from '../launch-target.js';
import type { LoginState } from '../login/index.js';
import { LaunchRefusal } from '../refusals/index.js';
import type { Platform, PlatformUrlRules } from '../registration/index.js';
import { CLAIM, LaunchClaims } from './claims.js';
import type { PlatformKeys } from './platform-keys.js';
import { launchOf, returnUrlOf, type VerifiedLaunch } from './verified-launch.js';

/** How far the platform's clock may be from ours, in seconds. */
const SKEW_S = 60;
/** No platform needs a launch to be good for longer than a day. */
const LONGEST_LIFE_S = 24 * 60 * 60;
const COMPACT = /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/;

const Header = z.object({ alg: z.string(), kid: z.string().min(1).max(255).optional() });
const Payload = z.record(z.string(), z.unknown());
type Payload = z.output<typeof Payload>;

export interface VerifyParts {
  readonly keys: PlatformKeys;
  readonly rules: PlatformUrlRules;
  readonly publicUrl: string;
  readonly clock: () => Date;
}

/**
 * Checks an id_token as the 1EdTech Security Framework 1.0 (5.1.3) and LTI 1.3 Core ask, against the login that it
 * answers, and gives what it says.
 *
 * @throws LaunchRefusal naming the first rule that is broken
 */
export async function verifyToken(
  { keys, rules, publicUrl, clock }: VerifyParts,
  idToken: string,
  platform: Platform,
  login: Pick<LoginState, 'nonce'>,
): Promise<VerifiedLaunch> {
  const payload = await verifiedPayload(keys, idToken, platform);
  checkParties(payload, platform);
  checkTimes(payload, clock().getTime() / 1000);
  if (payload.nonce !== login.nonce) throw new LaunchRefusal('token-nonce');
  try {
    const claims = readClaims(payload);
    if (!isLaunchTarget(claims[CLAIM.targetLinkUri], publicUrl)) throw new LaunchRefusal('claims-target');
    return launchOf(claims, platform, rules);
  } catch (error) {
    // The platform has signed this much, so its way back may be offered.
    if (error instanceof LaunchRefusal) error.returnUrl = readReturnUrl(payload, platform, rules);
    throw error;
  }
}

const Presentation = z.object({ [CLAIM.presentation]: z.object({ return_url: z.string() }) });

function readReturnUrl(payload: Payload, platform: Platform, rules: PlatformUrlRules): string | null {
  const claimed = Presentation.safeParse(payload);
  return claimed.success ? returnUrlOf(claimed.data[CLAIM.presentation].return_url, platform, rules) : null;
}

async function verifiedPayload(keys: PlatformKeys, idToken: string, platform: Platform): Promise<Payload> {
  const { alg, kid } = headerOf(idToken);
  if (alg !== 'RS256') throw new LaunchRefusal('token-algorithm');
  if (kid === undefined) throw new LaunchRefusal('token-key-missing');
  const key = await keys.find(platform.jwksUrl, kid);
  const verified = await compactVerify(idToken, key, { algorithms: ['RS256'] }).catch(() => {
    throw new LaunchRefusal('token-signature');
  });
  return payloadOf(verified.payload);
}

function headerOf(idToken: string): z.output<typeof Header> {
  if (!COMPACT.test(idToken)) throw new LaunchRefusal('token-malformed');
  try {
    return Header.parse(decodeProtectedHeader(idToken));
  } catch {
    throw new LaunchRefusal('token-malformed', 'the header cannot be read');
  }
}

function payloadOf(bytes: Uint8Array): Payload {
  try {
    return Payload.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  } catch {
    throw new LaunchRefusal('token-malformed', 'the payload is no JSON object');
  }
}

/** We are the only audience: a token that is meant for others as well could be theirs to replay. */
function checkParties({ iss, aud, azp }: Payload, platform: Platform): void {
  if (iss !== platform.issuer) throw new LaunchRefusal('token-issuer');
  const audiences: unknown[] = Array.isArray(aud) ? aud : [aud];
  const ours = audiences.length > 0 && audiences.every((audience) => audience === platform.clientId);
  if (!ours) throw new LaunchRefusal('token-audience', 'aud');
  if (azp !== undefined && azp !== platform.clientId) throw new LaunchRefusal('token-audience', 'azp');
}

/** @param now  seconds since 1970 */
function checkTimes({ exp, iat, nbf }: Payload, now: number): void {
  if (!isTime(exp)) throw new LaunchRefusal('token-times', 'exp');
  if (!isTime(iat)) throw new LaunchRefusal('token-times', 'iat');
  if (nbf !== undefined && !isTime(nbf)) throw new LaunchRefusal('token-times', 'nbf');
  if (exp <= iat || exp - iat > LONGEST_LIFE_S) throw new LaunchRefusal('token-times', 'lifetime');
  if (exp <= now - SKEW_S) throw new LaunchRefusal('token-expired');
  if (iat > now + SKEW_S) throw new LaunchRefusal('token-times', 'iat in the future');
  if (nbf !== undefined && nbf > now + SKEW_S) throw new LaunchRefusal('token-times', 'nbf in the future');
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0;
}

function readClaims(payload: Payload): LaunchClaims {
  if (payload[CLAIM.version] !== '1.3.0') throw new LaunchRefusal('claims-version');
  const type = payload[CLAIM.messageType];
  if (type !== 'LtiResourceLinkRequest' && type !== 'LtiDeepLinkingRequest') {
    throw new LaunchRefusal('claims-message-type');
  }
  const { sub } = payload;
  if (sub === undefined || sub === null || sub === '') throw new LaunchRefusal('anonymous');
  const claims = LaunchClaims.safeParse(payload);
  if (claims.success) return claims.data;
  const names = claims.error.issues.map(({ path }) => String(path[0] ?? 'payload'));
  throw new LaunchRefusal('claims-malformed', [...new Set(names)].join(', '));
}
