import { deepLinkingClaims, resourceLinkClaims } from './claims.js';
import { courseById, linkById, personById } from './directory.js';
import { type KeyRing, signCompact } from './keys.js';
import type { Settings } from './settings.js';
import type { CampusState } from './state.js';

/** A launch token as a test wants it. Whatever is left out is as in an honest launch. */
export interface MintRequest {
  /** Who launches; the first student when absent. */
  readonly personId?: string;
  /** Which activity; the first one when absent. */
  readonly linkId?: string;
  /** Makes a deep linking request for this course instead; `data` is a text of its own. */
  readonly deepLinkInto?: string;
  /** The nonce that the tool asked for; a fresh one when absent. */
  readonly nonce?: string;
  /** Claims to set, or to leave out where the value is undefined. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** The whole payload as text, in place of any claims. */
  readonly payload?: string;
  /** Header fields to set, or to leave out where the value is undefined. */
  readonly header?: Readonly<Record<string, unknown>>;
  /** Signs with this key instead of the platform's. */
  readonly key?: CryptoKey | Uint8Array;
}

export interface MintParts {
  readonly settings: Settings;
  readonly state: CampusState;
  readonly keys: KeyRing;
  readonly clock: () => Date;
  readonly newId: () => string;
}

export function createMint(parts: MintParts): (request?: MintRequest) => Promise<string> {
  return async (request = {}) => {
    const { kid, privateKey } = parts.keys.current();
    const payload = request.payload ?? JSON.stringify({ ...honestClaims(parts, request), ...request.claims });
    const header = present({ typ: 'JWT', kid, ...request.header });
    const alg = request.header?.alg;
    return await signCompact(
      payload,
      { ...header, alg: typeof alg === 'string' ? alg : 'RS256' },
      request.key ?? privateKey,
    );
  };
}

function honestClaims({ settings, state, clock, newId }: MintParts, request: MintRequest) {
  const person = request.personId
    ? personById(state, request.personId)
    : state.people.find(({ kind }) => kind === 'student');
  const link = request.linkId ? linkById(state, request.linkId) : state.links[0];
  const course = courseById(state, request.deepLinkInto ?? link?.courseId);
  if (!person || !course) throw new RangeError('there is no such person, activity or course to make a token for');
  const facts = { person, course, nonce: request.nonce ?? newId(), now: clock() };
  if (request.deepLinkInto !== undefined) return deepLinkingClaims(settings, state, { ...facts, data: newId() });
  if (!link) throw new RangeError('there is no activity to make a token for');
  return resourceLinkClaims(settings, state, { ...facts, link });
}

function present(fields: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
