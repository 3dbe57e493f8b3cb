import type { Figure } from '../schema.js';

/** How a file of each type begins; the last bytes of a WebP's beginning stand behind its length. */
const BEGINNINGS: readonly (readonly [Figure['mediaType'], RegExp])[] = [
  ['image/png', /^\x89PNG/],
  ['image/jpeg', /^\xff\xd8\xff/],
  ['image/gif', /^GIF8[79]a/],
  ['image/webp', /^RIFF[\s\S]{4}WEBP/],
  ['image/svg+xml', /^(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!DOCTYPE svg|svg[\s>])/i],
];

/** What a picture is by its content, whatever its name says; null when it is none that a browser shows. */
export function mediaTypeOf(bytes: Uint8Array): Figure['mediaType'] | null {
  const beginning = Buffer.from(bytes.subarray(0, 4_096)).toString('latin1');
  const type = BEGINNINGS.find(([, pattern]) => pattern.test(beginning))?.[0] ?? null;
  return type === 'image/svg+xml' && !/<svg[\s>]/i.test(beginning) ? null : type;
}
