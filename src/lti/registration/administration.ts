import { z } from 'zod';
import type { AuditAction } from '../../storage/index.js';
import type { Deployment, Deployments } from './deployments.js';
import type { Platform, PlatformRegistry, RotatedKey } from './platform.js';
import { isPlatformUrl, type PlatformUrlRules } from './platform-urls.js';
import type { Institutions } from './ports.js';

export interface Administration {
  readonly registry: PlatformRegistry;
  readonly deployments: Deployments;
  readonly institutions: Institutions;
  readonly rules: PlatformUrlRules;
  /** Ends every session that came through a deployment. */
  endSessions(tenant: string, deployment: string): Promise<void>;
  /** Puts an order that was carried out into the audit log of its institution. */
  audit(tenant: string, action: AuditAction, details: Readonly<Record<string, string | boolean>>): Promise<void>;
}

/** An order that cannot be carried out. Its message has one sentence for each thing to mend. */
export class AdministrationError extends Error {
  override readonly name = 'AdministrationError';
}

const identifier = z
  .string()
  .min(1, 'must not be empty')
  .max(255, 'must have 255 characters at most')
  .regex(/^[\x21-\x7e]+$/, 'must be printable ASCII without blanks');

const slug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/, 'must be 1 to 64 of a-z, 0-9 and -, not beginning or ending with -');

const frameOrigin = z
  .string()
  .regex(
    /^https:\/\/(\*\.)?[a-z0-9-]+(\.[a-z0-9-]+)+(:\d{1,5})?$/,
    'must be https:// and a name, like https://lms.school.org or https://*.school.org',
  );

const platformOrder = ({ insecureOrigins }: PlatformUrlRules) => {
  const address = z
    .string()
    .refine(
      (value) => isPlatformUrl(value, { insecureOrigins }),
      'must be an https address on a public name (or at an origin of INSECURE_PLATFORM_ORIGINS)',
    );
  return z.object({
    issuer: identifier.refine(
      (value) => !value.startsWith('http:') || isPlatformUrl(value, { insecureOrigins }),
      'must be https (or at an origin of INSECURE_PLATFORM_ORIGINS)',
    ),
    clientId: identifier,
    authUrl: address,
    tokenUrl: address,
    jwksUrl: address,
    tokenAudience: identifier.optional(),
    deployments: z.array(identifier).default([]),
    name: z.string().trim().min(1, 'must not be empty').max(255, 'must have 255 characters at most').optional(),
    institution: slug.optional(),
    frameOrigins: z.array(frameOrigin).default([]),
  });
};

/** What `attune platform add` says; checked when the order is carried out. */
export type PlatformOrder = z.input<ReturnType<typeof platformOrder>>;

/**
 * Registers a platform, opens it, and approves the deployments that the order names, into its institution.
 *
 * @throws AdministrationError naming each field that is wrong
 * @throws PlatformExists when it is registered already
 */
export async function addPlatform(
  { registry, deployments, institutions, rules, audit }: Administration,
  order: PlatformOrder,
): Promise<{ platform: Platform; deployments: Deployment[] }> {
  const wanted = checked(platformOrder(rules), order);
  const name = wanted.name ?? nameOf(wanted.issuer);
  const institution = wanted.institution ?? slugOf(name);
  await institutions.ensure(institution, name);
  const { id } = await registry.register({ ...wanted, name, institution });
  const platform = await platformById(registry, id);
  const approved: Deployment[] = [];
  for (const deploymentId of wanted.deployments) {
    approved.push(await deployments.approve(platform, deploymentId, institution));
  }
  await registry.setActive(id, true);
  await audit(institution, 'platform-added', { platform: id, issuer: wanted.issuer, client: wanted.clientId });
  for (const { _id } of approved) await audit(institution, 'deployment-approved', { platform: id, deployment: _id });
  return { platform: { ...platform, active: true }, deployments: approved };
}

export function listPlatforms({ registry }: Administration): Promise<Platform[]> {
  return registry.list();
}

/** Closes a platform: no login, no launch, and the sessions that came through it end. */
export async function disablePlatform(administration: Administration, id: string): Promise<void> {
  const platform = await platformById(administration.registry, id);
  await administration.registry.setActive(platform.id, false);
  await endSessionsOf(administration, platform.id);
  await administration.audit(platform.institution, 'platform-disabled', { platform: platform.id });
}

/** Opens a platform that was closed. */
export async function enablePlatform({ registry, audit }: Administration, id: string): Promise<void> {
  const platform = await platformById(registry, id);
  await registry.setActive(platform.id, true);
  await audit(platform.institution, 'platform-enabled', { platform: platform.id });
}

/** Gives a platform a new key of ours; see `PlatformRegistry.rotateKey`. */
export async function rotatePlatformKey(
  { registry, audit }: Administration,
  id: string,
  options: { readonly atOnce: boolean },
): Promise<RotatedKey> {
  const platform = await platformById(registry, id);
  const rotated = await registry.rotateKey(platform.id, options);
  await audit(platform.institution, 'key-rotated', { platform: platform.id, key: rotated.kid, ...options });
  return rotated;
}

/** Takes a platform away with its keys and deployments. What its institution owns stays. */
export async function removePlatform(administration: Administration, id: string): Promise<void> {
  const platform = await platformById(administration.registry, id);
  await administration.registry.remove(platform.id);
  await endSessionsOf(administration, platform.id);
  await administration.deployments.removeOf(platform.id);
  await administration.audit(platform.institution, 'platform-removed', { platform: platform.id });
}

export function listDeployments(
  { deployments }: Administration,
  filter: { platformId?: string; status?: Deployment['status'] } = {},
): Promise<Deployment[]> {
  return deployments.list(filter);
}

/**
 * Approves a deployment into an institution: the given one, or that of its platform.
 *
 * @throws AdministrationError when there is no such deployment, or it belongs to another institution: what its courses
 *   and learners have done stays where it is
 */
export async function approveDeployment(
  { registry, deployments, institutions, audit }: Administration,
  id: string,
  institution?: string,
): Promise<Deployment> {
  const deployment = found(await deployments.findById(id), `There is no deployment ${id}.`);
  const platform = await platformById(registry, deployment.platform_id);
  const tenant = institution === undefined ? (deployment.tenant ?? platform.institution) : checked(slug, institution);
  if (deployment.tenant !== null && deployment.tenant !== tenant) {
    throw new AdministrationError(`This deployment belongs to ${deployment.tenant}; it cannot move to ${tenant}.`);
  }
  await institutions.ensure(tenant, tenant === platform.institution ? platform.name : tenant);
  const approved = await deployments.approve(platform, deployment.deployment_id, tenant);
  await audit(tenant, 'deployment-approved', { platform: platform.id, deployment: id });
  return approved;
}

/** Takes an approval back, and ends the sessions that came through the deployment. */
export async function revokeDeployment(administration: Administration, id: string): Promise<Deployment> {
  const deployment = found(await administration.deployments.revoke(id), `There is no deployment ${id}.`);
  if (deployment.tenant === null) return deployment;
  await administration.endSessions(deployment.tenant, deployment._id);
  await administration.audit(deployment.tenant, 'deployment-revoked', { deployment: deployment._id });
  return deployment;
}

async function endSessionsOf(administration: Administration, platformId: string): Promise<void> {
  for (const { tenant, _id } of await administration.deployments.list({ platformId })) {
    if (tenant !== null) await administration.endSessions(tenant, _id);
  }
}

async function platformById(registry: PlatformRegistry, id: string): Promise<Platform> {
  return found(await registry.findById(id), `There is no platform ${id}. "attune platform list" shows their ids.`);
}

function found<T>(value: T | null, sentence: string): T {
  if (value === null) throw new AdministrationError(sentence);
  return value;
}

function checked<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const sentences = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'institution'}: ${message}.`);
  throw new AdministrationError(sentences.join('\n'));
}

function nameOf(issuer: string): string {
  return URL.canParse(issuer) && new URL(issuer).host !== '' ? new URL(issuer).host : issuer;
}

/** A name as an institution's id: `École de Riverside` becomes `ecole-de-riverside`. */
function slugOf(name: string): string {
  const plain = name
    .normalize('NFKD')
    .replace(/\p{Mark}/gu, '')
    .toLowerCase();
  const words = plain.replace(/[^a-z0-9]+/g, '-').slice(0, 64);
  return words.replace(/^-+|-+$/g, '') || 'institution';
}
