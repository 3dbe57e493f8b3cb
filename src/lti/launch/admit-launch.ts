import { recordAudit, type Storage } from '../../storage/index.js';
import type { Randomness } from '../randomness.js';
import { LaunchRefusal } from '../refusals/index.js';
import type { Deployment, Deployments, Platform } from '../registration/index.js';
import type { OpenSession, SessionSpec, SessionStore } from '../sessions/index.js';
import type { LaunchReceiver } from './ports.js';
import type { VerifiedLaunch } from './verified-launch.js';

export interface AdmitParts {
  readonly storage: Storage;
  readonly randomness: Randomness;
  readonly clock: () => Date;
  readonly deployments: Deployments;
  readonly sessions: SessionStore;
  readonly receiver: LaunchReceiver;
  /** Keeps what a deep linking request asks for, for as long as its session lives. */
  readonly keepDeepLinking: (session: OpenSession, launch: VerifiedLaunch) => Promise<void>;
}

/** A page of a session: words with single slashes, then perhaps a query. It comes from us, and is checked all the same. */
const LANDING = /^[a-z0-9-]+(?:\/[A-Za-z0-9_-]+)*(?:\?[A-Za-z0-9_=&%.-]*)?$/;

export interface Admitted {
  readonly session: OpenSession;
  /** Where to go now, on this host. */
  readonly address: string;
}

/**
 * Lets a verified launch in: its deployment decides the institution, the rooms behind the door say who and what it is,
 * and a session of its own begins. Sessions of the same person that may do more than the LMS says now end.
 *
 * @throws LaunchRefusal when the deployment is not approved, or a learner asks to deep link
 */
export async function admitLaunch(parts: AdmitParts, launch: VerifiedLaunch, platform: Platform): Promise<Admitted> {
  const { deployments, sessions, receiver, keepDeepLinking } = parts;
  const { _id: deployment, tenant } = await approvedDeployment(deployments, launch, platform);
  if (launch.messageType === 'deep-linking' && launch.roles.role !== 'staff')
    throw new LaunchRefusal('staff-only').concerning(tenant);
  const outcome = await receiver.receive({ ...launch, tenant, deployment });
  if (!LANDING.test(outcome.landing)) throw new Error('The landing of a launch is not a page of a session.');
  const spec = {
    tenant,
    userId: outcome.userId,
    courseId: outcome.courseId,
    placementId: outcome.placementId,
    deployment,
    role: launch.roles.role,
    institutionAdmin: launch.roles.institutionAdmin,
    synthetic: outcome.synthetic || launch.roles.testUser,
    locale: outcome.locale ?? launch.locale,
    platformOrigin: platform.origins.join(' '),
    returnUrl: launch.returnUrl,
    inWindow: launch.documentTarget === 'window',
    ...(outcome.consentDue && { consentDue: true }),
  };
  const [session] = await Promise.all([
    sessions.createSession(spec),
    // The new session may do no more than the LMS says now, so this leaves it alone.
    sessions.endHigher(spec),
    recordLaunch(parts, launch, spec),
  ]);
  if (launch.messageType === 'deep-linking') await keepDeepLinking(session, launch);
  return { session, address: `/app/${session.sessionId}/${outcome.landing}` };
}

/** Who came in where, as what: so that nobody has to guess later who could see a course. */
async function recordLaunch(
  { storage, randomness, clock }: AdmitParts,
  { messageType }: VerifiedLaunch,
  { tenant, userId, courseId, deployment, role, institutionAdmin, synthetic }: SessionSpec,
): Promise<void> {
  const details = { course: courseId, deployment, role, institutionAdmin, synthetic, message: messageType };
  const stamp = { id: randomness.id(), now: clock() };
  await recordAudit(storage.scope(tenant), { action: 'launch', actor: { user: userId }, details }, stamp);
}

async function approvedDeployment(
  deployments: Deployments,
  launch: VerifiedLaunch,
  platform: Platform,
): Promise<Deployment & { tenant: string }> {
  const deployment = await deployments.seen(platform, launch.deploymentId);
  if (deployment?.status === 'revoked') throw new LaunchRefusal('deployment-revoked').concerning(deployment.tenant);
  if (deployment?.status !== 'approved' || deployment.tenant === null) {
    throw new LaunchRefusal('deployment-pending', deployment ? 'waiting' : 'too many deployments wait already');
  }
  return { ...deployment, tenant: deployment.tenant };
}
