import type { Database, Item, Query } from 'ltijs';
import { LTIJS_COLLECTIONS, type LtijsCollection, ltijsCollection, NO_STATUS, stringQuery } from './ltijs-records.js';

interface Kept {
  readonly index: Record<string, string>;
  item: Item;
  /** Only its index is to be read without the key. */
  readonly sealed: boolean;
  readonly createdAt: Date;
}

/** ltijs' database in the memory of this process: for tests, and for trying out a platform without MongoDB. */
export class MemoryLtijsDatabase implements Database {
  readonly #kept = new Map<LtijsCollection, Kept[]>();

  constructor(private readonly clock: () => Date) {}

  async setup(): Promise<boolean> {
    return true;
  }

  async Close(): Promise<boolean> {
    this.#kept.clear();
    return true;
  }

  async Get(encryption: string | false, collection: string, query?: Query): Promise<Item[] | false> {
    const name = ltijsCollection(collection);
    const found = this.#matching(name, stringQuery(name, query));
    if (found.length === 0) return name === 'platformStatus' ? NO_STATUS : false;
    return found.map(({ sealed, index, item, createdAt }) =>
      structuredClone(sealed ? { ...(encryption ? item : index), createdAt } : item),
    );
  }

  async Insert(encryption: string | false, collection: string, item: Item, index: Query = {}): Promise<boolean> {
    const name = ltijsCollection(collection);
    const kept = {
      index: indexOf(name, item, index),
      item: structuredClone(item),
      sealed: encryption !== false,
      createdAt: this.clock(),
    };
    const twin = LTIJS_COLLECTIONS[name].unique.some((keys) =>
      this.#list(name).some((other) => keys.every((key) => other.index[key] === kept.index[key])),
    );
    if (twin) throw new Error(`"${collection}" has this one already.`);
    this.#list(name).push(kept);
    return true;
  }

  async Replace(
    encryption: string | false,
    collection: string,
    query: Query,
    item: Item,
    index: Query = {},
  ): Promise<boolean> {
    const name = ltijsCollection(collection);
    this.#drop(name, stringQuery(name, query));
    return this.Insert(encryption, collection, item, { ...query, ...index });
  }

  async Modify(_encryption: string | false, collection: string, query: Query, change: Item): Promise<boolean> {
    const name = ltijsCollection(collection);
    const [first] = this.#matching(name, stringQuery(name, query));
    if (first) first.item = { ...first.item, ...structuredClone(change) };
    return true;
  }

  async Delete(collection: string, query: Query): Promise<boolean> {
    try {
      const name = ltijsCollection(collection);
      this.#drop(name, stringQuery(name, query));
      return true;
    } catch {
      return false;
    }
  }

  #list(name: LtijsCollection): Kept[] {
    const list = this.#kept.get(name) ?? [];
    this.#kept.set(name, list);
    return list;
  }

  #matching(name: LtijsCollection, query: Record<string, string>): Kept[] {
    return this.#list(name).filter(({ index }) => Object.entries(query).every(([key, value]) => index[key] === value));
  }

  #drop(name: LtijsCollection, query: Record<string, string>): void {
    const gone = new Set(this.#matching(name, query));
    this.#kept.set(
      name,
      this.#list(name).filter((kept) => !gone.has(kept)),
    );
  }
}

function indexOf(name: LtijsCollection, item: Item, index: Query): Record<string, string> {
  const keys = LTIJS_COLLECTIONS[name].keys.map((key) => [key, index[key] ?? item[key]] as const);
  return stringQuery(name, Object.fromEntries(keys.filter(([, value]) => value !== undefined)));
}
