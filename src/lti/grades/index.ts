import type { Logger } from 'pino';
import { DELIVERY_MS, type Deliverer } from '../../jobs/index.js';
import type { Outcome, PlatformKeys, ServiceCalls } from '../services/index.js';
import { createEarnedReader, createGradeDeliverer } from './deliver-grade.js';
import { createLineItems } from './line-items.js';
import type { GradeBook } from './ports.js';
import type { Earned } from './results.js';

export { GradeSubject } from './deliver-grade.js';
export type { BegunSend, GradeBook, GradeServices, GradeToSend, WorkToReport } from './ports.js';
export type { Earned } from './results.js';

export interface GradeServiceDependencies {
  /** The registry of platforms. */
  readonly keys: PlatformKeys;
  readonly calls: ServiceCalls;
  readonly book: GradeBook;
  readonly clock: () => Date;
  readonly log: Logger;
  /** How long one delivery may take in all, milliseconds. */
  readonly deliveryMs?: number;
}

export interface GradeService {
  /** Delivers outbox entries of kind `grade`. */
  readonly deliver: Deliverer;
  /** What the gradebook holds for the learner of a grade, asked of the LMS now; null when it holds nothing. */
  readEarned(tenant: string, gradeId: string): Promise<Outcome<Earned | null>>;
}

export function createGradeService(deps: GradeServiceDependencies): GradeService {
  const { keys, calls, book, clock, log, deliveryMs = DELIVERY_MS } = deps;
  const lineItems = createLineItems({ calls, book, clock, deliveryMs });
  const parts = { keys, book, calls, lineItems, clock, log, deliveryMs };
  return { deliver: createGradeDeliverer(parts), readEarned: createEarnedReader(parts) };
}
