import { liesAt } from '../registration/platform-urls.js';
import { dead, type Outcome, ok } from './outcome.js';
import type { PlatformKeys, ServicePlatform } from './ports.js';
import { originsOf } from './service-url.js';

/** Whom a call to services talks to. */
export interface Conversation {
  readonly platform: ServicePlatform;
  /** The origins of the service addresses that signed launches named: our token goes nowhere else. */
  readonly origins: ReadonlySet<string>;
  readonly deadline: AbortSignal;
}

/**
 * Begins to talk to a platform about the addresses that its launches named.
 *
 * @param milliseconds  how long the whole conversation may take
 * @returns `dead` when the platform is closed, or an address is none or lies where the platform is not at home
 */
export async function converse(
  keys: PlatformKeys,
  { issuer, clientId }: { readonly issuer: string; readonly clientId: string },
  addresses: readonly string[],
  milliseconds: number,
): Promise<Outcome<Conversation>> {
  const platform = await keys.findByIssuerAndClient(issuer, clientId);
  if (!platform?.active) return dead(NO_PLATFORM);
  if (!addresses.every((address) => URL.canParse(address))) return dead(NO_ADDRESS);
  const home = [...platform.origins, new URL(platform.tokenUrl).origin];
  if (!addresses.every((address) => liesAt(address, home))) return dead(FOREIGN_ADDRESS);
  return ok({ platform, origins: originsOf(addresses), deadline: AbortSignal.timeout(milliseconds) });
}

const NO_ADDRESS =
  'What the LMS named as its service is no web address. Ask its administrator to check the settings of the tool, open the activity once, then send again.';
const FOREIGN_ADDRESS =
  'The LMS named a service on a host that is not registered as its own, and Attune sends nothing there. If the host is right, register the platform again with --frame-origin and that address, open the activity once, then send again.';
const NO_PLATFORM =
  'The LMS is not registered any more, or was disabled. Enable it with "attune platform", then send again.';
