import { isDeepStrictEqual } from 'node:util';
import type { ClientSession, Connection, Model, PipelineStage, QueryFilter, UpdateQuery } from 'mongoose';
import type { Owned } from './collection.js';
import { deltaOf } from './delta.js';
import { SharedReads } from './shared-reads.js';

export type Filter<T> = QueryFilter<T>;
/** Fields that are texts and tell one document from all others. */
export type Key<T> = { readonly [F in keyof T]?: T[F] & string };
export type Draft<T> = Omit<T, 'tenant'>;
const DUPLICATE_KEY = 11_000;

interface Reading {
  sort?: Record<string, 1 | -1>;
  limit?: number;
  /** Reads no other fields than these (and `_id`); the type of what comes still names all. */
  only?: readonly string[];
}

/**
 * One collection as one institution sees it. Every filter and every insert carries the tenant, inside the session of the
 * scope, so a query of one institution cannot reach another's documents.
 */
export class ScopedCollection<T extends Owned> {
  constructor(
    private readonly model: Model<Owned>,
    private readonly tenant: string,
    private readonly session: ClientSession | null,
  ) {}

  async findOne(filter: Filter<T>, { sort, only }: Reading = {}): Promise<T | null> {
    if (only) return (await this.find(filter, { ...(sort && { sort }), limit: 1, only }))[0] ?? null;
    const query = this.model.findOne(this.own(filter)).session(this.session).lean();
    return (sort ? query.sort(sort) : query).exec() as Promise<unknown> as Promise<T | null>;
  }

  /**
   * What a whole class reads alike: whoever asks at the same time shares one read, and so the document, which nobody may
   * change.
   */
  findShared(key: Key<T>): Promise<T | null> {
    const filter = key as Filter<T>;
    if (this.session) return this.findOne(filter);
    const name = JSON.stringify([this.model.collection.name, this.own(filter)]);
    return readsOf(this.model.db).get(name, () => this.findOne(filter));
  }

  find(filter: Filter<T>, { sort, limit, only }: Reading = {}): Promise<T[]> {
    if (only) return this.readOnly(filter, { ...(sort && { sort }), ...(limit !== undefined && { limit }), only });
    let query = this.model.find(this.own(filter)).session(this.session).lean();
    if (sort) query = query.sort(sort);
    if (limit !== undefined) query = query.limit(limit);
    return query.exec() as Promise<unknown> as Promise<T[]>;
  }

  /** Some fields of some documents: past mongoose to the driver, as `append`, since pages wait for these reads. */
  private async readOnly(
    filter: Filter<T>,
    { sort, limit, only }: Reading & { only: readonly string[] },
  ): Promise<T[]> {
    const found = await this.model.collection
      .find(this.own(filter) as object, {
        projection: Object.fromEntries(only.map((field) => [field, 1])),
        ...(sort && { sort }),
        ...(limit !== undefined && { limit }),
        ...(this.session && { session: this.session }),
      })
      .toArray();
    return found as unknown as T[];
  }

  /** Walks a large result without holding it. */
  stream(filter: Filter<T>, { sort }: Reading = {}): AsyncIterable<T> {
    const query = this.model.find(this.own(filter)).session(this.session).lean();
    return (sort ? query.sort(sort) : query).cursor() as unknown as AsyncIterable<T>;
  }

  count(filter: Filter<T>): Promise<number> {
    return this.model.countDocuments(this.own(filter)).session(this.session).exec();
  }

  /** @throws Error when a stage reads or writes another collection, where the tenant would not be asked for */
  async aggregate<R>(stages: PipelineStage[]): Promise<R[]> {
    refuseOtherCollections(stages);
    const match = { $match: { tenant: this.tenant } } as PipelineStage;
    return this.model
      .aggregate<R>([match, ...stages])
      .session(this.session)
      .exec();
  }

  async insert(draft: Draft<T>): Promise<T> {
    const document = this.stamp(draft);
    await this.model.create([document], { session: this.session });
    return document;
  }

  /**
   * Inserts a document that is whole as it is: no defaults, no conversions. It goes past mongoose to the driver, at less
   * than two thirds of the cost, which counts where every launch does it; the validator of the collection checks it.
   */
  async append(draft: Draft<T>): Promise<void> {
    const session = this.session ? { session: this.session } : {};
    await this.model.collection.insertOne(this.stamp(draft) as unknown as { _id: never }, session);
  }

  /** Many documents that are whole as they are, in their order and in one message; see `append`. */
  async appendMany(drafts: readonly Draft<T>[]): Promise<void> {
    if (drafts.length === 0) return;
    await this.model.collection.insertMany(drafts.map((draft) => this.stamp(draft)) as unknown as { _id: never }[], {
      ...this.plain(),
      ordered: true,
    });
  }

  /**
   * Puts documents that are whole as they are in the place of those that are there, in one message; see `append`. So a
   * record may have any key, also those that mongoose leaves out (`constructor`).
   *
   * @returns how many were there
   */
  async exchangeMany(drafts: readonly Draft<T>[]): Promise<number> {
    if (drafts.length === 0) return 0;
    const operations = drafts.map((draft) => ({
      replaceOne: { filter: { _id: draft._id as never, tenant: this.tenant }, replacement: this.stamp(draft) },
    }));
    const { matchedCount } = await this.model.collection.bulkWrite(operations, { ...this.plain(), ordered: false });
    return matchedCount;
  }

  /**
   * Makes documents as they were read in this transaction into what they are now, in one message that tells only what is
   * new of them (see `deltaOf`); past mongoose to the driver, as `append`.
   */
  async amendMany(changes: readonly { readonly before: T; readonly after: T }[]): Promise<void> {
    const operations = changes.flatMap(({ before, after }) => {
      const $set = deltaOf(before, this.stamp(after));
      const filter = { _id: before._id as never, tenant: this.tenant };
      return Object.keys($set).length > 0 ? [{ updateOne: { filter, update: { $set } } }] : [];
    });
    const [only, ...others] = operations;
    if (!only) return;
    const { collection } = this.model;
    if (others.length > 0) await collection.bulkWrite(operations, { ...this.plain(), ordered: false });
    else await collection.updateOne(only.updateOne.filter, only.updateOne.update, this.plain());
  }

  async insertMany(drafts: readonly Draft<T>[]): Promise<void> {
    if (drafts.length === 0) return;
    await this.model.insertMany(
      drafts.map((draft) => this.stamp(draft)),
      { session: this.session },
    );
  }

  async has(filter: Filter<T>): Promise<boolean> {
    return (await this.model.exists(this.own(filter)).session(this.session).exec()) !== null;
  }

  /** @returns how many documents matched (0 or 1) */
  updateOne(filter: Filter<T>, update: UpdateQuery<T>, { upsert = false } = {}): Promise<number> {
    return this.racing(upsert, async () => {
      const result = await this.model
        .updateOne(this.own(filter), this.guard(update), { upsert })
        .session(this.session)
        .exec();
      return result.matchedCount;
    });
  }

  /**
   * Many updates on their way together, in no order. An update that must insert where nothing matches finds its document
   * by the fields of a unique index, and by no others.
   */
  async updateEach(
    changes: readonly { readonly filter: Filter<T>; readonly update: UpdateQuery<T> }[],
    { upsert = false } = {},
  ): Promise<void> {
    if (changes.length === 0) return;
    const operations = changes.map(({ filter, update }) => ({
      updateOne: { filter: this.own(filter), update: this.guard(update), upsert },
    }));
    const session = this.session ? { session: this.session } : {};
    await this.racing(upsert, () =>
      this.model.bulkWrite(operations, { ordered: false, throwOnValidationError: true, ...session }),
    );
  }

  async updateMany(filter: Filter<T>, update: UpdateQuery<T>): Promise<number> {
    const result = await this.model.updateMany(this.own(filter), this.guard(update)).session(this.session).exec();
    return result.matchedCount;
  }

  /** @returns the document after the update */
  findOneAndUpdate(filter: Filter<T>, update: UpdateQuery<T>, { upsert = false } = {}): Promise<T | null> {
    const options = { upsert, returnDocument: 'after', session: this.session } as const;
    return this.racing(upsert, async () => {
      const found: unknown = await this.model
        .findOneAndUpdate(this.own(filter), this.guard(update), options)
        .lean()
        .exec();
      return found as T | null;
    });
  }

  /**
   * Finds a document and brings it to what `set` says, or makes it. What says so already is only read, since a read costs
   * MongoDB less than half of a write, and waits for no disk.
   *
   * @param stamp  what is set along with any change, and makes none by itself
   * @returns the document as it is then
   */
  async ensure(
    key: Key<T>,
    { set, insert, stamp = {} }: { set: Partial<T>; insert: Partial<T>; stamp?: Partial<T> },
  ): Promise<T> {
    const found = await this.findShared(key);
    if (found && isDeepStrictEqual({ ...found, ...set }, found)) return found;
    const update = { $set: { ...set, ...stamp }, $setOnInsert: insert } as UpdateQuery<T>;
    const put = await this.findOneAndUpdate(key as Filter<T>, update, { upsert: true });
    if (!put) throw new Error('A document was neither found nor made.');
    return put;
  }

  async replace(draft: Draft<T>): Promise<void> {
    const document = this.stamp(draft);
    await this.model
      .replaceOne(this.own({ _id: document._id } as Filter<T>), document, { upsert: true })
      .session(this.session)
      .exec();
  }

  async deleteOne(filter: Filter<T>): Promise<number> {
    return (await this.model.deleteOne(this.own(filter)).session(this.session).exec()).deletedCount;
  }

  async deleteMany(filter: Filter<T>): Promise<number> {
    return (await this.model.deleteMany(this.own(filter)).session(this.session).exec()).deletedCount;
  }

  /**
   * Two upserts of one new document may meet; the second then finds what the first has put there. (MongoDB tries again
   * by itself only where the filter is the unique index that was hit, field by field.)
   */
  private async racing<R>(upsert: boolean, work: () => Promise<R>): Promise<R> {
    try {
      return await work();
    } catch (error) {
      const lost = error instanceof Error && 'code' in error && error.code === DUPLICATE_KEY;
      if (!upsert || !lost || this.session) throw error;
      return work();
    }
  }

  /** Options of the bare driver: a field without a value is no field. */
  private plain() {
    return { ignoreUndefined: true, ...(this.session && { session: this.session }) };
  }

  private own(filter: Filter<T>): QueryFilter<Owned> {
    return { ...filter, tenant: this.tenant } as QueryFilter<Owned>;
  }

  private stamp(draft: Draft<T>): T {
    return { ...draft, tenant: this.tenant } as T;
  }

  private guard(update: UpdateQuery<T>): UpdateQuery<Owned> {
    if (Array.isArray(update)) throw new Error('An update is made of operators, not of a pipeline.');
    for (const [operator, change] of Object.entries(update)) {
      // Mongoose reads a bare field as `$set`, and `$rename` names a field in its values as well.
      const named = operator === '$rename' ? Object.entries(Object(change)).flat() : Object.keys(Object(change));
      const fields = operator.startsWith('$') ? named : [operator];
      if (fields.some((field) => /^tenant(\.|$)/.test(String(field)))) {
        throw new Error('A document never moves to another institution.');
      }
    }
    return update as UpdateQuery<Owned>;
  }
}

const sharedReads = new WeakMap<Connection, SharedReads>();

function readsOf(connection: Connection): SharedReads {
  const known = sharedReads.get(connection);
  if (known) return known;
  const reads = new SharedReads();
  sharedReads.set(connection, reads);
  return reads;
}

const OTHER_COLLECTIONS = /^\$(lookup|graphLookup|unionWith|out|merge)$/;

function refuseOtherCollections(part: unknown): void {
  if (typeof part !== 'object' || part === null) return;
  for (const [name, inner] of Object.entries(part)) {
    if (OTHER_COLLECTIONS.test(name)) throw new Error(`${name} reaches beyond the institution's own documents.`);
    refuseOtherCollections(inner);
  }
}
