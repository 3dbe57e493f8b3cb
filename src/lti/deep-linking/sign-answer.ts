import { SignJWT } from 'jose';
import { CLAIM } from '../launch/claims.js';
import type { Randomness } from '../randomness.js';
import type { PlatformRegistry } from '../registration/index.js';
import type { ContentItem } from './content-item.js';
import type { DeepLinkRequest } from './deep-link-requests.js';

/** Long enough for clocks that are minutes apart; the nonce lets the platform take it only once. */
const LIFETIME_S = 5 * 60;

const DL = 'https://purl.imsglobal.org/spec/lti-dl/claim';

/** What goes back to the platform beside the items. */
export interface ReturnWords {
  /** What the platform may show to the person. */
  readonly message?: string | undefined;
  /** What the platform may write to its log. */
  readonly log?: string | undefined;
  /** The same when something went wrong. */
  readonly errorMessage?: string | undefined;
  readonly errorLog?: string | undefined;
}

export interface SignParts {
  readonly registry: Pick<PlatformRegistry, 'findByIssuerAndClient' | 'signingKey'>;
  readonly randomness: Randomness;
  readonly clock: () => Date;
}

/**
 * The signed answer to a deep linking request (LTI Deep Linking 2.0, 4.4).
 *
 * @throws Error when the platform is closed or not registered any more
 */
export async function signAnswer(
  { registry, randomness, clock }: SignParts,
  asked: DeepLinkRequest,
  items: readonly ContentItem[],
  { message, log, errorMessage, errorLog }: ReturnWords,
): Promise<string> {
  const platform = await registry.findByIssuerAndClient(asked.issuer, asked.client_id);
  if (!platform?.active) throw new Error('This platform is closed, so nothing is sent back to it.');
  const { kid, key } = await registry.signingKey(platform.id);
  const now = Math.floor(clock().getTime() / 1000);
  return new SignJWT({
    nonce: randomness.secret(),
    [CLAIM.deploymentId]: asked.deployment_id,
    [CLAIM.messageType]: 'LtiDeepLinkingResponse',
    [CLAIM.version]: '1.3.0',
    [`${DL}/content_items`]: items,
    // Exactly as it came, also when it came empty.
    ...(asked.data !== null && { [`${DL}/data`]: asked.data }),
    ...(message !== undefined && { [`${DL}/msg`]: message }),
    ...(log !== undefined && { [`${DL}/log`]: log }),
    ...(errorMessage !== undefined && { [`${DL}/errormsg`]: errorMessage }),
    ...(errorLog !== undefined && { [`${DL}/errorlog`]: errorLog }),
  })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid })
    .setIssuer(asked.client_id)
    .setAudience(asked.issuer)
    .setIssuedAt(now)
    .setExpirationTime(now + LIFETIME_S)
    .sign(key);
}
