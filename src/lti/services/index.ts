import { DELIVERY_MS } from '../../jobs/index.js';
import { createAccessTokens } from './access-token.js';
import { createHttpClient, type HttpLimits, limitsFor } from './http-client.js';
import type { PlatformKeys } from './ports.js';
import { createServiceCalls, type ServiceCalls } from './service-calls.js';

export { FORM, tokenRequest } from './access-token.js';
export { type Conversation, converse } from './conversation.js';
export type { HttpLimits } from './http-client.js';
export { dead, type Failure, failedDelivery, type Outcome, ok, retry } from './outcome.js';
export type { PlatformKeys, ServicePlatform } from './ports.js';
export { SCOPE, scopeToReadLineItems } from './scopes.js';
export type { List, ListLimits, ServiceCall, ServiceCalls } from './service-calls.js';
export { belowLineItem, withQuery } from './service-url.js';

export interface LmsServicesDependencies {
  /** The registry of platforms. */
  readonly keys: PlatformKeys;
  readonly config: { readonly insecurePlatformOrigins: readonly string[] };
  /** Our version, as it stands in the User-Agent. */
  readonly version: string;
  readonly clock: () => Date;
  readonly newId: () => string;
  readonly fetch?: typeof fetch;
  /** How long one delivery may take in all, milliseconds. */
  readonly deliveryMs?: number;
  readonly limits?: Partial<HttpLimits>;
}

/**
 * The way to the services of all platforms: one for each process, since it keeps the access tokens and knows which LMS
 * is in trouble.
 */
export function createLmsServices(deps: LmsServicesDependencies): ServiceCalls {
  const { keys, config, version, clock, newId, deliveryMs = DELIVERY_MS, limits } = deps;
  const http = createHttpClient({
    fetch: deps.fetch ?? fetch,
    clock,
    version,
    insecurePlatformOrigins: config.insecurePlatformOrigins,
    limits: { ...limitsFor(deliveryMs), ...limits },
  });
  return createServiceCalls({ http, tokens: createAccessTokens({ http, keys, clock, newId }), clock });
}
