import { BlockList, isIP } from 'node:net';

type Subnet = readonly [network: string, prefix: number];

/**
 * Where no LMS of the open internet lies (IANA special-purpose registries, RFC 6890): this machine, its links, private
 * networks, documentation, benchmarks, multicast.
 */
const SPECIAL_IPV4: readonly Subnet[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
];
/** Of IPv6 only global unicast is public, without protocol assignments, documentation and wrapped IPv4 (6to4). */
const GLOBAL_IPV6: readonly Subnet[] = [['2000::', 3]];
const SPECIAL_IPV6: readonly Subnet[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];
/** Networks that an institution may have of its own. This machine and its links are in none of them. */
const PRIVATE_IPV4: readonly Subnet[] = [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
];
const PRIVATE_IPV6: readonly Subnet[] = [['fc00::', 7]];

const special = { ipv4: blockList('ipv4', SPECIAL_IPV4), ipv6: blockList('ipv6', SPECIAL_IPV6) };
const globalIpv6 = blockList('ipv6', GLOBAL_IPV6);
const privateNetworks = { ipv4: blockList('ipv4', PRIVATE_IPV4), ipv6: blockList('ipv6', PRIVATE_IPV6) };

/** Whether an IP address lies in the open internet. An IPv4 address in IPv6 clothes never does. */
export function isPublicAddress(address: string): boolean {
  const family = familyOf(address);
  if (family === null || special[family].check(address, family)) return false;
  return family === 'ipv4' || globalIpv6.check(address, family);
}

/** Whether an IP address lies in a private network (RFC 1918, RFC 4193, RFC 6598). */
export function isPrivateAddress(address: string): boolean {
  const family = familyOf(address);
  return family !== null && privateNetworks[family].check(address, family);
}

function familyOf(address: string): 'ipv4' | 'ipv6' | null {
  const family = isIP(address);
  if (family === 0) return null;
  return family === 4 ? 'ipv4' : 'ipv6';
}

function blockList(family: 'ipv4' | 'ipv6', subnets: readonly Subnet[]): BlockList {
  const list = new BlockList();
  for (const [network, prefix] of subnets) list.addSubnet(network, prefix, family);
  return list;
}
