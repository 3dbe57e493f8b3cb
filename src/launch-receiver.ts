import {
  type ArrivalDependencies,
  type Arrived,
  arrive,
  type GradeServices,
  type RosterService,
} from './features/courses/index.js';
import { recordFact } from './features/learners/index.js';
import { wishesAtLaunch } from './features/privacy/index.js';
import { type LandingDependencies, prepareLanding } from './landing.js';
import type { LaunchReceiver } from './lti/index.js';

/** Between the LMS door and the rooms behind it: a verified launch becomes an arrival in our words. */
export function launchReceiver(deps: ArrivalDependencies & LandingDependencies): LaunchReceiver {
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
      if (launch.roles.role !== 'learner') return arrived;
      await recordLaunch(deps, launch.tenant, arrived);
      const learner = { tenant: launch.tenant, userId: arrived.userId, courseId: arrived.courseId };
      // Nothing is made of what is known of somebody who has not yet been asked.
      const { consented, language } = await wishesAtLaunch(deps.storage.scope(launch.tenant), arrived);
      const asked = arrived.synthetic || consented;
      if (asked) await prepareLanding(deps, learner, arrived.landing);
      return { ...arrived, consentDue: !asked, locale: language };
    },
  };
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
