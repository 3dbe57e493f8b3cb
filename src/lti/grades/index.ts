import type { Logger } from 'pino';
import type { Deliverer } from '../../jobs/index.js';
import { createAccessTokens } from './access-token.js';
import { createEarnedReader, createGradeDeliverer } from './deliver-grade.js';
import { createHttpClient, HTTP_LIMITS, type HttpLimits } from './http-client.js';
import { createLineItems } from './line-items.js';
import type { Outcome } from './outcome.js';
import type { GradeBook, PlatformKeys } from './ports.js';
import type { Earned } from './results.js';
import { createServiceCalls } from './service-calls.js';

export { GradeSubject } from './deliver-grade.js';
export type { Failure, Outcome } from './outcome.js';
export type {
  BegunSend,
  GradeBook,
  GradePlatform,
  GradeServices,
  GradeToSend,
  PlatformKeys,
} from './ports.js';
export type { Earned } from './results.js';

/** Shorter than the outbox's lease of a minute: nobody else begins the delivery while this one may still send. */
const DELIVERY_MS = 45_000;

export interface GradeServiceDependencies {
  /** The registry of platforms. */
  readonly keys: PlatformKeys;
  readonly book: GradeBook;
  readonly config: { readonly insecurePlatformOrigins: readonly string[] };
  /** Our version, as it stands in the User-Agent. */
  readonly version: string;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly log: Logger;
  readonly fetch?: typeof fetch;
  readonly limits?: Partial<HttpLimits & { readonly deliveryMs: number }>;
}

export interface GradeService {
  /** Delivers outbox entries of kind `grade`. */
  readonly deliver: Deliverer;
  /** What the gradebook holds for the learner of a grade, asked of the LMS now; null when it holds nothing. */
  readEarned(tenant: string, gradeId: string): Promise<Outcome<Earned | null>>;
}

/** The grade client: one for each process, since it keeps the access tokens and knows which LMS is in trouble. */
export function createGradeService(deps: GradeServiceDependencies): GradeService {
  const { keys, book, config, version, clock, newId, log } = deps;
  const { deliveryMs = DELIVERY_MS, ...limits } = deps.limits ?? {};
  const http = createHttpClient({
    fetch: deps.fetch ?? fetch,
    clock,
    version,
    insecurePlatformOrigins: config.insecurePlatformOrigins,
    limits: { ...HTTP_LIMITS, ...limits },
  });
  const tokens = createAccessTokens({ http, keys, clock, newId });
  const calls = createServiceCalls({ http, tokens, clock });
  const parts = { keys, book, calls, lineItems: createLineItems({ calls, book, clock }), clock, log, deliveryMs };
  return { deliver: createGradeDeliverer(parts), readEarned: createEarnedReader(parts) };
}
