import type { Database, Item, Query } from 'ltijs';
import { type Model, Schema } from 'mongoose';
import { defineCollection, type Keyring, type Sealed, type Storage } from '../../storage/index.js';
import type { Randomness } from '../randomness.js';
import { LTIJS_COLLECTIONS, type LtijsCollection, ltijsCollection, NO_STATUS, stringQuery } from './ltijs-records.js';

/** A record under the names that ltijs gives its fields; what ltijs asks to have encrypted is in `sealed` only. */
interface LtijsDocument {
  _id: string;
  created_at: Date;
  sealed?: Sealed;
  [field: string]: unknown;
}

const FIELDS = {
  platform: {
    platformName: String,
    platformUrl: String,
    clientId: String,
    authEndpoint: String,
    accesstokenEndpoint: String,
    authorizationServer: String,
    kid: String,
    authConfig: Schema.Types.Mixed,
    institution: String,
    frameOrigins: [String],
  },
  platformStatus: { id: String, active: Boolean },
  publickey: { platformUrl: String, clientId: String, kid: String, sealed: Schema.Types.Mixed },
  privatekey: { platformUrl: String, clientId: String, kid: String, sealed: Schema.Types.Mixed },
};

function collectionOf(name: LtijsCollection) {
  const fields = { _id: { type: String, required: true }, created_at: Date, ...FIELDS[name] };
  return defineCollection<LtijsDocument>(LTIJS_COLLECTIONS[name].keptAs, new Schema(fields, { id: false }));
}

const COLLECTIONS = {
  platform: collectionOf('platform'),
  platformStatus: collectionOf('platformStatus'),
  publickey: collectionOf('publickey'),
  privatekey: collectionOf('privatekey'),
};

const SEALED_COLLECTIONS = ['publickey', 'privatekey'] as const;

/** ltijs' database on our MongoDB connection: what ltijs asks to have encrypted is sealed with the keyring. */
export class MongoLtijsDatabase implements Database {
  constructor(
    private readonly storage: Storage,
    private readonly randomness: Randomness,
    private readonly clock: () => Date,
  ) {}

  async setup(): Promise<boolean> {
    return true;
  }

  /** The connection belongs to the storage, which closes it. */
  async Close(): Promise<boolean> {
    return true;
  }

  async Get(encryption: string | false, collection: string, query?: Query): Promise<Item[] | false> {
    const name = ltijsCollection(collection);
    const found = await this.#model(name)
      .find(stringQuery(name, query))
      .sort({ created_at: 1 })
      .lean<LtijsDocument[]>();
    if (found.length === 0) return name === 'platformStatus' ? NO_STATUS : false;
    return found.map((document) => this.#itemOf(name, document, encryption !== false));
  }

  async Insert(encryption: string | false, collection: string, item: Item, index: Query = {}): Promise<boolean> {
    const name = ltijsCollection(collection);
    await this.#model(name).create([this.#documentOf(name, this.randomness.id(), item, index, encryption !== false)]);
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
    const filter = stringQuery(name, query);
    const old = await this.#model(name).findOne(filter, { _id: 1 }).lean<LtijsDocument>();
    const id = old?._id ?? this.randomness.id();
    const document = this.#documentOf(name, id, item, { ...query, ...index }, encryption !== false);
    await this.#model(name).replaceOne({ _id: id }, document, { upsert: true });
    return true;
  }

  async Modify(_encryption: string | false, collection: string, query: Query, change: Item): Promise<boolean> {
    const name = ltijsCollection(collection);
    await this.#model(name).updateOne(stringQuery(name, query), { $set: change });
    return true;
  }

  /** Never rejects: ltijs does not wait for it, and a rejection that nobody sees would end the process. */
  async Delete(collection: string, query: Query): Promise<boolean> {
    try {
      const name = ltijsCollection(collection);
      await this.#model(name).deleteMany(stringQuery(name, query));
      return true;
    } catch {
      return false;
    }
  }

  /** Seals again, with the newest key, what an older key closed. @returns how many */
  async resealAll(): Promise<number> {
    const { keyring } = this.storage;
    let count = 0;
    for (const name of SEALED_COLLECTIONS) {
      const old = await this.#model(name)
        .find({ 'sealed.key': { $ne: keyring.current } })
        .lean<LtijsDocument[]>();
      for (const { _id, sealed } of old) {
        if (!sealed) continue;
        const fresh = reseal(keyring, sealed, contextOf(name, _id));
        const filter = { _id, 'sealed.text': sealed.text };
        count += (await this.#model(name).updateOne(filter, { $set: { sealed: fresh } })).modifiedCount;
      }
    }
    return count;
  }

  #model(name: LtijsCollection): Model<LtijsDocument> {
    return this.storage.everywhere(COLLECTIONS[name]) as unknown as Model<LtijsDocument>;
  }

  #documentOf(name: LtijsCollection, id: string, item: Item, index: Query, sealed: boolean): LtijsDocument {
    const base = { _id: id, created_at: this.clock() };
    if (!sealed) return { ...base, ...defined(item) };
    const closed = this.storage.keyring.seal(JSON.stringify(item), contextOf(name, id));
    return { ...base, ...stringQuery(name, index), sealed: closed };
  }

  #itemOf(name: LtijsCollection, { _id, created_at, sealed, ...item }: LtijsDocument, open: boolean): Item {
    if (!sealed) return item;
    if (!open) return { ...item, createdAt: created_at };
    const opened = JSON.parse(this.storage.keyring.open(sealed, contextOf(name, _id))) as Item;
    return { ...opened, createdAt: created_at };
  }
}

/** A sealed key that is moved to another record does not open. */
function contextOf(name: LtijsCollection, id: string): string {
  return `${LTIJS_COLLECTIONS[name].keptAs}/${id}`;
}

function reseal(keyring: Keyring, sealed: Sealed, context: string): Sealed {
  return keyring.seal(keyring.open(sealed, context), context);
}

function defined(item: Item): Item {
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined));
}
