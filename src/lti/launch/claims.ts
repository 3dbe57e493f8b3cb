import { z } from 'zod';

/** Names of the claims that we read. */
export const CLAIM = {
  version: 'https://purl.imsglobal.org/spec/lti/claim/version',
  messageType: 'https://purl.imsglobal.org/spec/lti/claim/message_type',
  deploymentId: 'https://purl.imsglobal.org/spec/lti/claim/deployment_id',
  targetLinkUri: 'https://purl.imsglobal.org/spec/lti/claim/target_link_uri',
  roles: 'https://purl.imsglobal.org/spec/lti/claim/roles',
  context: 'https://purl.imsglobal.org/spec/lti/claim/context',
  resourceLink: 'https://purl.imsglobal.org/spec/lti/claim/resource_link',
  custom: 'https://purl.imsglobal.org/spec/lti/claim/custom',
  presentation: 'https://purl.imsglobal.org/spec/lti/claim/launch_presentation',
  toolPlatform: 'https://purl.imsglobal.org/spec/lti/claim/tool_platform',
  ags: 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint',
  nrps: 'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice',
  deepLinking: 'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings',
} as const;

const MOST_ROLES = 100;
const MOST_SCOPES = 50;
const MOST_TYPES = 50;
const LONGEST_TEXT = 1024;
const LONGEST_URL = 2048;

/** Ids are case-sensitive and have 255 printable characters at most (LTI 1.3, 5.3.5 to 5.4). */
const identifier = z
  .string()
  .max(255)
  .regex(/^[\x20-\x7e]*[\x21-\x7e][\x20-\x7e]*$/);

/** Words for a person: cut to what a page can show, and absent rather than wrong. */
const words = z
  .string()
  .transform((value) => value.trim().slice(0, LONGEST_TEXT) || null)
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

const address = z
  .string()
  .max(LONGEST_URL)
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

/** Canvas and Moodle write booleans, others write them as words. A platform that says nothing forbids nothing. */
const permitted = z
  .union([z.boolean(), z.enum(['true', 'false']).transform((value) => value === 'true')])
  .nullish()
  .transform((value) => value ?? true);

const strings = (most: number) => z.array(z.string().max(LONGEST_TEXT)).max(most);

const DeepLinkingSettings = z.object({
  deep_link_return_url: z.string().min(1).max(LONGEST_URL),
  accept_types: strings(MOST_TYPES),
  accept_multiple: permitted,
  accept_lineitem: permitted,
  data: z
    .string()
    .max(16_384)
    .nullish()
    .transform((value) => value ?? null),
});

/** The claims of a launch after its signature, issuer, audience, times, nonce and version are known to be right. */
export const LaunchClaims = z.object({
  sub: identifier,
  name: words,
  given_name: words,
  family_name: words,
  email: words,
  locale: words,
  [CLAIM.messageType]: z.enum(['LtiResourceLinkRequest', 'LtiDeepLinkingRequest']),
  [CLAIM.deploymentId]: identifier,
  [CLAIM.targetLinkUri]: z.string().max(LONGEST_URL),
  /** Optional in a deep linking request (LTI Deep Linking 2.0, 4.4.9). */
  [CLAIM.roles]: z.array(z.string().max(255)).max(MOST_ROLES).optional(),
  [CLAIM.context]: z.object({ id: identifier, label: words, title: words }).nullish(),
  [CLAIM.resourceLink]: z.object({ id: identifier, title: words, description: words }).nullish(),
  [CLAIM.custom]: z.record(z.string(), z.unknown()).nullish(),
  [CLAIM.presentation]: z.object({ return_url: address, locale: words, document_target: words }).nullish().catch(null),
  [CLAIM.toolPlatform]: z.object({ guid: words, product_family_code: words, name: words }).nullish().catch(null),
  [CLAIM.ags]: z
    .object({ lineitems: address, lineitem: address, scope: strings(MOST_SCOPES) })
    .nullish()
    .catch(null),
  [CLAIM.nrps]: z.object({ context_memberships_url: address }).nullish().catch(null),
  [CLAIM.deepLinking]: DeepLinkingSettings.nullish(),
});

export type LaunchClaims = z.output<typeof LaunchClaims>;

const UNRESOLVED = /^\$[A-Za-z][A-Za-z0-9._-]*$/;
const CUSTOM_NAME = /^[A-Za-z0-9_.:-]{1,128}$/;
const MOST_CUSTOM = 100;
const LONGEST_CUSTOM = 8192;

/**
 * Custom parameters: strings under plain names. A variable that the platform did not fill in arrives as its own name
 * (`$Canvas.course.id`) and is left out, and so is `__proto__`.
 */
export function readCustom(claimed: Record<string, unknown> | null | undefined): Readonly<Record<string, string>> {
  const entries = Object.entries(claimed ?? {}).filter(
    (entry): entry is [string, string] =>
      CUSTOM_NAME.test(entry[0]) &&
      entry[0] !== '__proto__' &&
      typeof entry[1] === 'string' &&
      entry[1].length <= LONGEST_CUSTOM &&
      !UNRESOLVED.test(entry[1]),
  );
  return Object.fromEntries(entries.slice(0, MOST_CUSTOM));
}
