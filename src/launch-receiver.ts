import {
  type ArrivalDependencies,
  type Arrived,
  arrive,
  type GradeServices,
  type RosterService,
} from './features/courses/index.js';
import { freshenDashboard } from './features/dashboard/index.js';
import { recordFact } from './features/learners/index.js';
import { bringPath, type PathDependencies } from './features/paths/index.js';
import { type PersonalizationEngine, showSet } from './features/recommendations/index.js';
import { AppError } from './http/index.js';
import type { LaunchReceiver } from './lti/index.js';

/** Between the LMS door and the rooms behind it: a verified launch becomes an arrival in our words. */
export function launchReceiver(
  deps: ArrivalDependencies & { engine: PersonalizationEngine; paths: PathDependencies },
): LaunchReceiver {
  return {
    async receive(launch) {
      const arrived = await arrive(deps, {
        tenant: launch.tenant,
        issuer: launch.issuer,
        deployment: launch.deployment,
        sub: launch.subject,
        name: nameOf(launch.names),
        role: launch.roles.role,
        testUser: launch.roles.testUser,
        context: launch.context,
        link: launch.resourceLink,
        custom: launch.custom,
        services: servicesOf(launch),
        lineItem: launch.ags?.lineitem ?? null,
        roster: rosterOf(launch),
        deepLinking: launch.messageType === 'deep-linking',
      });
      if (launch.roles.role === 'learner') await recordLaunch(deps, launch.tenant, arrived);
      // A page that is opened by GET only reads, so its suggestions are made here, and that it shows them is a fact.
      if (arrived.landing === 'next') {
        const { userId, courseId } = arrived;
        const learner = { tenant: launch.tenant, userId, courseId };
        await showSet(deps, learner, await deps.engine.generateRecommendations(learner));
      }
      if (arrived.landing === 'dashboard') {
        await freshenDashboard(deps, { tenant: launch.tenant, userId: arrived.userId, courseId: arrived.courseId });
      }
      if (arrived.landing === 'path') await makePath(deps, launch.tenant, arrived);
      return arrived;
    },
  };
}

/** A course that is not set up yet has no paths, and its page says so. */
async function makePath(
  { paths, clock }: { readonly paths: PathDependencies; readonly clock: () => Date },
  tenant: string,
  { userId, courseId }: Arrived,
): Promise<void> {
  try {
    await bringPath(paths, { tenant, userId, courseId }, clock());
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'conflict')) throw error;
  }
}

/** That a learner came is a fact, once for each launch: the LMS door lets none in twice. */
async function recordLaunch({ storage, clock, newId }: ArrivalDependencies, tenant: string, arrived: Arrived) {
  const [now, id] = [clock(), newId()];
  const metrics = { placement: arrived.placementId };
  const fact = { type: 'launch', key: `launch:${id}`, contentId: null, metrics, at: now } as const;
  await storage.scope(tenant).transaction((tx) => recordFact(tx, arrived, fact, { id, now }));
}

type Launch = Parameters<LaunchReceiver['receive']>[0];

function rosterOf({ membershipsUrl, clientId, deploymentId }: Launch): RosterService | null {
  return membershipsUrl === null ? null : { url: membershipsUrl, client_id: clientId, deployment_id: deploymentId };
}

/** Some platforms send the parts of a name alone. */
function nameOf({ full, given, family }: Launch['names']): string | null {
  return full ?? ([given, family].filter((part) => part !== null).join(' ') || null);
}

function servicesOf({ ags, clientId, deploymentId, platformFamily }: Launch): GradeServices | null {
  if (!ags) return null;
  const family = platformFamily === 'canvas' || platformFamily === 'moodle' ? platformFamily : 'other';
  return {
    client_id: clientId,
    deployment_id: deploymentId,
    line_items: ags.lineitems,
    scopes: [...ags.scope],
    family,
  };
}
