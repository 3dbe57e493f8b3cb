import type { Logger } from 'pino';
import {
  APPLY,
  activityEndpoints,
  activityRoutes,
  askForDueGrades,
  createMappingApplier,
  createReadingBook,
  LOOK_EVERY_MS,
  READ,
} from './features/activity/index.js';
import type { InForce } from './features/catalogue/index.js';
import type { ApiRoute, RenderPage, Route } from './http/index.js';
import { announce, type Deliverer, type JobQueue } from './jobs/index.js';
import { createGradebookReader } from './lti/gradebook/index.js';
import type { PlatformKeys, ServiceCalls } from './lti/services/index.js';
import type { Outbox, Storage } from './storage/index.js';

interface ReaderParts {
  readonly storage: Storage;
  readonly keys: PlatformKeys;
  readonly calls: ServiceCalls;
  readonly queue: JobQueue;
  readonly inForce: InForce;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly log: Logger;
  readonly deliveryMs: number;
}

/** Between the gradebooks of the LMS and the ledger: what a worker does to read them, on demand and by itself. */
export function createReader(parts: ReaderParts): { readonly deliverers: Readonly<Record<string, Deliverer>> } {
  const { storage, keys, calls, queue, inForce, clock, newId, log, deliveryMs } = parts;
  const book = createReadingBook({ storage, inForce, newId });
  queue.repeat('gradebooks that are due', LOOK_EVERY_MS, async () => void (await askForDueGrades(storage, clock())));
  return {
    deliverers: {
      [READ]: createGradebookReader({ keys, calls, book, clock, log, deliveryMs }),
      [APPLY]: createMappingApplier({ storage, inForce, clock, newId }),
    },
  };
}

interface ActivityParts {
  readonly storage: Storage;
  readonly outbox: Outbox;
  readonly queue: JobQueue;
  readonly inForce: InForce;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly renderPage: RenderPage;
}

/** The pages and endpoints about activity elsewhere. */
export function composeActivity(parts: ActivityParts): { readonly routes: Route[]; readonly endpoints: ApiRoute[] } {
  const { storage, outbox, queue, inForce, clock, newId, renderPage } = parts;
  const tell = (entry: string) => announce(queue, entry);
  return {
    routes: activityRoutes({ storage, outbox, inForce, clock, newId, renderPage, announce: tell }),
    endpoints: activityEndpoints({ storage, inForce, newId, announce: tell }),
  };
}
