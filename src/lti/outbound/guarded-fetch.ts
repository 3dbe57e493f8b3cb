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

/**
 * `fetch` for everything that a platform names: key sets, token endpoints, services. A name is resolved here, each of its
 * addresses is checked, and the connection goes to exactly the address that was checked, so a name that changes its mind
 * in between (DNS rebinding) gains nothing. Nothing leaves before that.
 */
export function createOutbound(parts: OutboundParts): Outbound {
  const { insecureOrigins, resolve = resolveAll, connect = buildConnector({ timeout: CONNECT_MS }) } = parts;
  const privateHosts = new Set(parts.privateHosts);
  const guarded: Connect = (options, callback) => {
    const { protocol, hostname, host } = options;
    if (insecureOrigins.includes(`${protocol}//${host ?? hostname}`)) {
      connect(options, callback);
      return;
    }
    checkedAddress(hostname, { resolve, mayBePrivate: privateHosts.has(hostname) }).then(
      (address) => connect({ ...options, hostname: address, servername: options.servername ?? hostname }, callback),
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
 * The address to connect to.
 *
 * @throws AddressRefused when any address of the name is not public (or, where that is allowed, not private either)
 */
async function checkedAddress(
  hostname: string,
  { resolve, mayBePrivate }: { readonly resolve: Resolve; readonly mayBePrivate: boolean },
): Promise<string> {
  const bare = hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(bare) === 0 ? await resolve(hostname) : [bare];
  const [first] = addresses;
  const allowed = (address: string) => isPublicAddress(address) || (mayBePrivate && isPrivateAddress(address));
  if (first === undefined || !addresses.every(allowed))
    throw new AddressRefused(`${hostname} lies at no public address`);
  return first;
}

async function resolveAll(hostname: string): Promise<string[]> {
  return (await lookup(hostname, { all: true })).map(({ address }) => address);
}
