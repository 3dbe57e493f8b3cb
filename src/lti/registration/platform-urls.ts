import { isIP } from 'node:net';
import { isPublicAddress } from '../outbound/index.js';

/** Addresses that we keep. */
const LONGEST_URL = 2048;

/** Which addresses of a platform we accept: https on a public name, and what the operator listed for development. */
export interface PlatformUrlRules {
  /** Origins that may use http or a loopback address. Production has none. */
  readonly insecureOrigins: readonly string[];
  /** Characters of the longest address, 2,048 when absent. */
  readonly longest?: number;
}

/** Whether an address of a platform may be stored, called or sent to. */
export function isPlatformUrl(value: string, { insecureOrigins, longest = LONGEST_URL }: PlatformUrlRules): boolean {
  if (value.length > longest || !URL.canParse(value)) return false;
  const url = new URL(value);
  if (url.username !== '' || url.password !== '' || url.hash !== '') return false;
  if (insecureOrigins.includes(url.origin)) return true;
  return url.protocol === 'https:' && !isNear(url.hostname);
}

/**
 * This machine by name, and any address that is no public one. (What a public name leads to is looked at when we call it.)
 * `new URL` has brought every spelling of an IPv4 address (decimal, octal, short) into dotted form before.
 */
function isNear(hostname: string): boolean {
  const host = hostname.replace(/\.$/, '').replace(/^\[|\]$/g, '');
  if (isIP(host) !== 0) return !isPublicAddress(host);
  return host === 'localhost' || host.endsWith('.localhost');
}

const HOSTED_CANVAS = /^https:\/\/canvas(\.beta|\.test)?\.instructure\.com$/;

/**
 * Who may frame our pages for a platform: its own origins, those that the administrator named, and for hosted Canvas
 * (one issuer for all schools, each on a name of its own) every school's origin.
 */
export function originsOf({
  issuer,
  authUrl,
  frameOrigins,
}: {
  issuer: string;
  authUrl: string;
  frameOrigins: readonly string[];
}): string[] {
  const own = [issuer, authUrl].filter((value) => URL.canParse(value)).map((value) => new URL(value).origin);
  const schools = HOSTED_CANVAS.test(issuer) ? ['https://*.instructure.com'] : [];
  return [...new Set([...own.filter((origin) => origin !== 'null'), ...schools, ...frameOrigins])];
}

/** Whether an address lies at one of the platform's origins; `https://*.school.org` stands for any name below it. */
export function liesAt(value: string, origins: readonly string[]): boolean {
  if (!URL.canParse(value)) return false;
  const { origin, protocol, hostname } = new URL(value);
  return origins.some((each) => {
    if (!each.startsWith('https://*.')) return each === origin;
    return protocol === 'https:' && hostname.endsWith(each.slice('https://*'.length));
  });
}
