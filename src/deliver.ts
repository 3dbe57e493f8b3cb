import type { Logger } from 'pino';
import type { Config } from './config.js';
import type { InForce } from './features/catalogue/index.js';
import { createRosterBook } from './features/courses/index.js';
import { createGradebook } from './features/practice/index.js';
import { type JobQueue, runOutbox } from './jobs/index.js';
import { createGradeService } from './lti/grades/index.js';
import { createRosterDeliverer } from './lti/roster/index.js';
import { createLmsServices, type PlatformKeys } from './lti/services/index.js';
import { createReader } from './reading.js';
import type { Outbox, Storage } from './storage/index.js';

export interface DeliveryParts {
  readonly config: Config;
  readonly storage: Storage;
  readonly outbox: Outbox;
  readonly queue: JobQueue;
  readonly inForce: InForce;
  readonly keys: PlatformKeys;
  readonly fetch: typeof fetch;
  readonly version: string;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly log: Logger;
}

/** Makes this process deliver what waits in the outbox, and read what the LMS has for us. */
export function startDelivering({ config, storage, outbox, queue, keys, version, ...parts }: DeliveryParts): void {
  const { clock, newId, log } = parts;
  const deliveryMs = config.deliverySeconds * 1_000;
  const calls = createLmsServices({ keys, config, version, clock, newId, deliveryMs, fetch: parts.fetch });
  const shared = { keys, calls, clock, log, deliveryMs };
  const grades = createGradeService({ ...shared, book: createGradebook({ storage, newId }) });
  const roster = createRosterDeliverer({ ...shared, book: createRosterBook({ storage, newId }) });
  const reader = createReader({ ...shared, storage, queue, inForce: parts.inForce, newId });
  const deliverers = { grade: grades.deliver, roster, ...reader.deliverers };
  const slowKinds = ['roster', ...Object.keys(reader.deliverers)];
  runOutbox({ outbox, queue, deliverers, slowKinds, clock, newId, random: Math.random, log, deliveryMs });
}
