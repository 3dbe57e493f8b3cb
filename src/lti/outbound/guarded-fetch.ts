import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { Agent, buildConnector, fetch as undiciFetch } from 'undici';
import { isPrivateAddress, isPublicAddress } from './addresses.js';

/** All addresses that a name has now. */
export type Resolve = (hostname: string) => Promise<readonly string[]>;
export type Connect = buildConnector.connector;

export interface OutboundParts {
  /** Origins that may use http or a loopback address. Production has none. */
  readonly insecureOrigins: readonly string[];
  /** Names of LMS hosts that lie in a private network. */
  readonly privateHosts: readonly string[];
  readonly resolve?: Resolve;
  readonly connect?: Connect;
}

export interface Outbound {
  readonly fetch: typeof fetch;
  close(): Promise<void>;
}

/** A host that we do not call, whoever names it. */
export class AddressRefused extends Error {
  override readonly name = 'AddressRefused';
  readonly code = 'ADDRESS_REFUSED';
}

const CONNECT_MS = 5_000;
/** Where a name has another address, it is soon tried. */
const NEXT_ADDRESS_MS = 1_000;

/**
 * `fetch` for everything that a platform names: key sets, token endpoints, services. A name is resolved here, each of its
 * addresses is checked, and the connection goes to one of exactly these, so a name that changes its mind in between (DNS
 * rebinding) gains nothing. Nothing leaves before that.
 */
export function createOutbound(parts: OutboundParts): Outbound {
  const { insecureOrigins, resolve = resolveAll, connect = buildConnector({ timeout: CONNECT_MS }) } = parts;
  const connectSoon = parts.connect ?? buildConnector({ timeout: NEXT_ADDRESS_MS });
  /** One address after the other: a name may have one of IPv6 that cannot be reached from here. */
  const connectToOneOf = (addresses: readonly string[], ...[options, callback]: Parameters<Connect>): void => {
    const [address = '', ...others] = addresses;
    const last = others.length === 0;
    (last ? connect : connectSoon)({ ...options, hostname: address }, (...made) => {
      if (made[0] === null || last) callback(...made);
      else connectToOneOf(others, options, callback);
    });
  };
  const privateHosts = new Set(parts.privateHosts);
  const guarded: Connect = (options, callback) => {
    const { protocol, hostname, host } = options;
    if (insecureOrigins.includes(`${protocol}//${host ?? hostname}`)) {
      connect(options, callback);
      return;
    }
    const named = { ...options, servername: options.servername ?? hostname };
    checkedAddresses(hostname, { resolve, mayBePrivate: privateHosts.has(hostname) }).then(
      (addresses) => connectToOneOf(addresses, named, callback),
      (error: Error) => callback(error, null),
    );
  };
  const agent = new Agent({ connect: guarded });
  return {
    fetch: ((url: string, init: object) => undiciFetch(url, { ...init, dispatcher: agent })) as unknown as typeof fetch,
    close: () => agent.destroy(),
  };
}

/**
 * The addresses to connect to, at least one.
 *
 * @throws AddressRefused when any address of the name is not public (or, where that is allowed, not private either)
 */
async function checkedAddresses(
  hostname: string,
  { resolve, mayBePrivate }: { readonly resolve: Resolve; readonly mayBePrivate: boolean },
): Promise<readonly string[]> {
  const bare = hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(bare) === 0 ? await resolve(hostname) : [bare];
  const allowed = (address: string) => isPublicAddress(address) || (mayBePrivate && isPrivateAddress(address));
  if (addresses.length === 0 || !addresses.every(allowed))
    throw new AddressRefused(
      `${hostname} lies at no public address; if that is right, list it in PRIVATE_PLATFORM_HOSTS`,
    );
  return addresses;
}

async function resolveAll(hostname: string): Promise<string[]> {
  return (await lookup(hostname, { all: true })).map(({ address }) => address);
}
