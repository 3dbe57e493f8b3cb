import { LaunchRefusal } from '../refusals/index.js';
import { isPlatformUrl, liesAt, type Platform, type PlatformUrlRules } from '../registration/index.js';
import { CLAIM, type LaunchClaims, readCustom } from './claims.js';
import { type LaunchRoles, readRoles } from './roles.js';

/** What the gradebook of this launch lets us do. */
export interface AgsEndpoint {
  /** The container of line items; absent where the platform lets us see only our own. */
  readonly lineitems: string | null;
  /** The one line item of this link, where there is exactly one. */
  readonly lineitem: string | null;
  readonly scope: readonly string[];
}

export interface DeepLinkingSettings {
  readonly returnUrl: string;
  readonly acceptTypes: readonly string[];
  readonly acceptMultiple: boolean;
  readonly acceptLineItem: boolean;
  readonly data: string | null;
}

/**
 * A launch whose every part was checked. Ids are the platform's: `subject` is unique per issuer, `context.id` and
 * `resourceLink.id` per deployment. Names are there only where the institution sends them, and e-mail is never a key.
 */
export interface VerifiedLaunch {
  readonly messageType: 'resource-link' | 'deep-linking';
  readonly platformId: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly deploymentId: string;
  readonly subject: string;
  readonly names: {
    readonly full: string | null;
    readonly given: string | null;
    readonly family: string | null;
    readonly email: string | null;
  };
  readonly roles: LaunchRoles;
  readonly context: { readonly id: string; readonly label: string | null; readonly title: string | null } | null;
  /** Present in every resource link launch. */
  readonly resourceLink: {
    readonly id: string;
    readonly title: string | null;
    readonly description: string | null;
  } | null;
  readonly custom: Readonly<Record<string, string>>;
  readonly targetLinkUri: string;
  readonly ags: AgsEndpoint | null;
  /** The roster's address, where the platform offers one. */
  readonly membershipsUrl: string | null;
  readonly returnUrl: string | null;
  /** BCP 47, as the platform gave it. */
  readonly locale: string;
  readonly documentTarget: 'iframe' | 'window';
  /** `canvas`, `moodle`, …, in lower case. */
  readonly platformFamily: string | null;
  /** Present in every deep linking launch. */
  readonly deepLinking: DeepLinkingSettings | null;
}

/**
 * Puts checked claims into our words.
 *
 * @throws LaunchRefusal when what this kind of message needs is missing
 */
export function launchOf(claims: LaunchClaims, platform: Platform, rules: PlatformUrlRules): VerifiedLaunch {
  const deepLinking = claims[CLAIM.messageType] === 'LtiDeepLinkingRequest';
  const presentation = claims[CLAIM.presentation];
  const resourceLink = claims[CLAIM.resourceLink];
  if (!deepLinking && !resourceLink) throw new LaunchRefusal('claims-malformed', 'a resource link launch without link');
  const roles = claims[CLAIM.roles] ?? (deepLinking ? [] : null);
  if (!roles) throw new LaunchRefusal('claims-malformed', 'a resource link launch without roles');
  return {
    messageType: deepLinking ? 'deep-linking' : 'resource-link',
    platformId: platform.id,
    issuer: platform.issuer,
    clientId: platform.clientId,
    deploymentId: claims[CLAIM.deploymentId],
    subject: claims.sub,
    names: { full: claims.name, given: claims.given_name, family: claims.family_name, email: claims.email },
    roles: readRoles(roles),
    context: claims[CLAIM.context] ?? null,
    resourceLink: resourceLink ?? null,
    custom: readCustom(claims[CLAIM.custom]),
    targetLinkUri: claims[CLAIM.targetLinkUri],
    ags: agsOf(claims[CLAIM.ags], rules),
    membershipsUrl: usable(claims[CLAIM.nrps]?.context_memberships_url, rules),
    returnUrl: returnUrlOf(presentation?.return_url, platform, rules),
    locale: localeOf(presentation?.locale, claims.locale),
    documentTarget: presentation?.document_target === 'window' ? 'window' : 'iframe',
    platformFamily: claims[CLAIM.toolPlatform]?.product_family_code?.toLowerCase() ?? null,
    deepLinking: deepLinking ? settingsOf(claims[CLAIM.deepLinking], platform, rules) : null,
  };
}

/** Where the platform wants people back: at one of its own origins, or nowhere. */
export function returnUrlOf(
  value: string | null | undefined,
  { origins }: Platform,
  rules: PlatformUrlRules,
): string | null {
  return value && liesAt(value, origins) ? usable(value, rules) : null;
}

function agsOf(claim: LaunchClaims[typeof CLAIM.ags], rules: PlatformUrlRules): AgsEndpoint | null {
  if (!claim) return null;
  const [lineitems, lineitem] = [usable(claim.lineitems, rules), usable(claim.lineitem, rules)];
  return lineitems === null && lineitem === null ? null : { lineitems, lineitem, scope: claim.scope };
}

function settingsOf(
  claim: LaunchClaims[typeof CLAIM.deepLinking],
  { origins }: Platform,
  rules: PlatformUrlRules,
): DeepLinkingSettings {
  const returnUrl = usable(claim?.deep_link_return_url, rules);
  if (!claim || returnUrl === null || !liesAt(returnUrl, origins))
    throw new LaunchRefusal('claims-malformed', 'deep linking without a usable return address');
  return {
    returnUrl,
    acceptTypes: claim.accept_types,
    acceptMultiple: claim.accept_multiple,
    acceptLineItem: claim.accept_lineitem,
    data: claim.data,
  };
}

function usable(value: string | null | undefined, rules: PlatformUrlRules): string | null {
  return value && isPlatformUrl(value, rules) ? value : null;
}

const LOCALE = /^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}$/;

function localeOf(...wanted: (string | null | undefined)[]): string {
  return wanted.find((locale) => locale && LOCALE.test(locale))?.replaceAll('_', '-') ?? 'en';
}
