import { type ArrivalDependencies, arrive, type GradeServices, type RosterService } from './features/courses/index.js';
import { type PersonalizationEngine, showSet } from './features/recommendations/index.js';
import type { LaunchReceiver } from './lti/index.js';

/** Between the LMS door and the rooms behind it: a verified launch becomes an arrival in our words. */
export function launchReceiver(deps: ArrivalDependencies & { engine: PersonalizationEngine }): LaunchReceiver {
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
      // A page that is opened by GET only reads, so its suggestions are made here, and that it shows them is a fact.
      if (arrived.landing === 'next') {
        const { userId, courseId } = arrived;
        const learner = { tenant: launch.tenant, userId, courseId };
        await showSet(deps, learner, await deps.engine.generateRecommendations(learner));
      }
      return arrived;
    },
  };
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
