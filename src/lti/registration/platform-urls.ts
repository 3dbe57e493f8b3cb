const LONGEST_URL = 2048;

/** Which addresses of a platform we accept: https on a public name, and what the operator listed for development. */
export interface PlatformUrlRules {
  /** Origins that may use http or a loopback address. Production has none. */
  readonly insecureOrigins: readonly string[];
}

/** Whether an address of a platform may be stored, called or sent to. */
export function isPlatformUrl(value: string, { insecureOrigins }: PlatformUrlRules): boolean {
  if (value.length > LONGEST_URL || !URL.canParse(value)) return false;
  const url = new URL(value);
  if (url.username !== '' || url.password !== '' || url.hash !== '') return false;
  if (insecureOrigins.includes(url.origin)) return true;
  return url.protocol === 'https:' && !isNear(url.hostname);
}

/**
 * Loopback and link-local addresses, where a machine keeps what is nobody else's business (a cloud's metadata, say).
 * `new URL` has brought every spelling of an IPv4 address (decimal, octal, short) into dotted form before.
 */
function isNear(hostname: string): boolean {
  const host = hostname.replace(/\.$/, '');
  return (
    host === 'localhost' ||
    host.endsWith('.localhost') ||
    /^(127|169\.254)\./.test(host) ||
    host === '0.0.0.0' ||
    /^\[(::1?|::ffff:(7f[0-9a-f]{2}|a9fe):[0-9a-f]{1,4}|fe[89ab][0-9a-f]:.*)\]$/.test(host)
  );
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
