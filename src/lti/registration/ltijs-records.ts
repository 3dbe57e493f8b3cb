import type { Query } from 'ltijs';

/**
 * What ltijs keeps with us. The list is closed: its states, nonces, tokens and sessions are replaced by our own, and an
 * attempt to keep one is a mistake that should be loud.
 */
export const LTIJS_COLLECTIONS = {
  platform: {
    keptAs: 'ltijs_platforms',
    keys: ['platformUrl', 'clientId', 'kid'],
    unique: [['platformUrl', 'clientId'], ['kid']],
  },
  platformStatus: { keptAs: 'ltijs_platform_statuses', keys: ['id'], unique: [['id']] },
  publickey: { keptAs: 'ltijs_public_keys', keys: ['platformUrl', 'clientId', 'kid'], unique: [['kid']] },
  privatekey: { keptAs: 'ltijs_private_keys', keys: ['platformUrl', 'clientId', 'kid'], unique: [['kid']] },
} as const;

export type LtijsCollection = keyof typeof LTIJS_COLLECTIONS;

/** @throws RangeError for a collection that ltijs must not keep with us */
export function ltijsCollection(name: string): LtijsCollection {
  if (Object.hasOwn(LTIJS_COLLECTIONS, name)) return name as LtijsCollection;
  throw new RangeError(`Attune keeps no "${name}" for ltijs.`);
}

/**
 * A query as we run it: only keys of this collection, only strings.
 *
 * @throws TypeError when a value is not a string (an operator such as `{ $ne: null }`) or the key is none of the
 *   collection's
 */
export function stringQuery(collection: LtijsCollection, query: Query = {}): Record<string, string> {
  const keys: readonly string[] = LTIJS_COLLECTIONS[collection].keys;
  return Object.fromEntries(
    Object.entries(query).map(([key, value]) => {
      if (!keys.includes(key)) throw new TypeError(`"${collection}" is not looked up by that field.`);
      if (typeof value !== 'string') throw new TypeError(`"${collection}" is looked up by strings only.`);
      return [key, value];
    }),
  );
}

/** ltijs takes a platform without a status for an active one; with us a platform is closed until somebody opens it. */
export const NO_STATUS = [{ active: false }];
