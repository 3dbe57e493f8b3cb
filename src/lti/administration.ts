import { recordAudit, type Storage } from '../storage/index.js';
import type { Randomness } from './randomness.js';
import {
  type Administration,
  Deployments,
  type Institutions,
  type PlatformRegistry,
  type PlatformUrlRules,
} from './registration/index.js';
import { endSessionsOfDeployment } from './sessions/index.js';

export interface AdministrationParts {
  readonly storage: Storage;
  readonly registry: PlatformRegistry;
  readonly institutions: Institutions;
  readonly rules: PlatformUrlRules;
  readonly randomness: Randomness;
  readonly clock: () => Date;
}

/** What the orders of whoever runs the tool work with; each of them goes into the audit log of its institution. */
export function createAdministration(parts: AdministrationParts): Administration {
  const { storage, registry, institutions, rules, randomness, clock } = parts;
  return {
    registry,
    deployments: new Deployments(storage, randomness, clock),
    institutions,
    rules,
    endSessions: (tenant, deployment) => endSessionsOfDeployment(storage, tenant, deployment),
    audit: (tenant, action, details) =>
      recordAudit(storage.scope(tenant), { action, actor: 'operator', details }, { id: randomness.id(), now: clock() }),
  };
}
