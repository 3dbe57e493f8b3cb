import { type Connection, type Model, Schema } from 'mongoose';
import { defineCollection, type Owned } from './collection.js';
import type { Scope } from './scope.js';

/**
 * What must reach the world outside, written in the transaction that caused it and delivered at least once.
 *
 * An entry is a subject (say: the grade of one learner on one line item), not a message: `enqueue` on an open entry only
 * raises its revision, and whoever delivers reads the newest state. So changes coalesce, and one delivery is in flight
 * per subject.
 */
export interface OutboxEntry extends Owned {
  kind: string;
  /** What the deliverer needs to find the newest state; ids only. */
  subject: Record<string, string>;
  /** Goes up with each change of the subject. */
  revision: number;
  state: 'pending' | 'delivered' | 'dead';
  /** Attempts since the last success. */
  attempts: number;
  due_at: Date;
  lease: { owner: string; until: Date } | null;
  /** Why the last attempt failed, in a sentence for staff. */
  problem: string | null;
  created_at: Date;
  updated_at: Date;
}

export const outboxCollection = defineCollection<OutboxEntry>(
  'outbox',
  new Schema({
    _id: { type: String, required: true },
    tenant: { type: String, required: true },
    kind: String,
    subject: Schema.Types.Mixed,
    revision: Number,
    state: String,
    attempts: Number,
    due_at: Date,
    lease: Schema.Types.Mixed,
    problem: String,
    created_at: Date,
    updated_at: Date,
  }),
);

/**
 * Marks a subject as changed, inside the caller's transaction. An entry that was given up is tried again.
 *
 * `delayMs` is how long an entry waits for more changes, from the first one on: one that waits already keeps its time. So
 * a steady stream of changes cannot put the delivery off for ever, and a wait that the LMS asked for is kept as well.
 */
export async function enqueue(
  scope: Scope,
  entry: { id: string; kind: string; subject: Record<string, string>; now: Date; delayMs?: number },
): Promise<void> {
  const { id, kind, subject, now, delayMs = 0 } = entry;
  const outbox = scope.collection(outboxCollection);
  const fresh = { state: 'pending', attempts: 0, updated_at: now } as const;
  const waiting = await outbox.updateOne({ _id: id, state: 'pending' }, { $inc: { revision: 1 }, $set: fresh });
  if (waiting > 0) return;
  await outbox.updateOne(
    { _id: id },
    {
      $inc: { revision: 1 },
      $set: { ...fresh, due_at: new Date(now.getTime() + delayMs) },
      $setOnInsert: { kind, subject, lease: null, problem: null, created_at: now },
    },
    { upsert: true },
  );
}

export interface OutboxFilter {
  readonly tenant?: string;
  readonly state?: OutboxEntry['state'];
  readonly kind?: string;
  /** Only these entries. */
  readonly ids?: readonly string[];
}

/** The deliverer's side of the outbox, across institutions. */
export interface Outbox {
  /** Takes a due entry for `leaseMs`; null when it is delivered, not due, or in other hands. */
  claim(id: string, owner: string, now: Date, leaseMs: number): Promise<OutboxEntry | null>;
  /** Done with the revision that was claimed; the entry stays pending when it changed meanwhile. */
  delivered(entry: OutboxEntry, owner: string, now: Date): Promise<'delivered' | 'changed'>;
  /** Try again at `dueAt`. */
  retry(entry: OutboxEntry, owner: string, now: Date, dueAt: Date, problem: string): Promise<void>;
  /** Given up: staff see it and can send it again. */
  dead(entry: OutboxEntry, owner: string, now: Date, problem: string): Promise<void>;
  /** Ids of entries that are due and in nobody's hands: what a lost queue has to be told again. */
  due(now: Date, limit: number): Promise<{ id: string; kind: string }[]>;
  list(filter: OutboxFilter, limit: number): Promise<OutboxEntry[]>;
  /** Puts dead entries back to pending. @returns how many */
  resend(filter: { tenant?: string; id?: string }, now: Date): Promise<number>;
  /** Makes pending entries due now that wait for a later moment. @returns how many */
  hurry(filter: { tenant?: string; id?: string }, now: Date): Promise<number>;
}

export function createOutbox(connection: Connection): Outbox {
  const model: Model<Owned> = outboxCollection.on(connection);
  const held = (entry: OutboxEntry, owner: string) => ({ _id: entry._id, 'lease.owner': owner });
  const settle = async (entry: OutboxEntry, owner: string, change: Record<string, unknown>) => {
    await model.updateOne({ ...held(entry, owner), revision: entry.revision }, { $set: { ...change, lease: null } });
    // A change that came meanwhile keeps the entry pending and due at once; only the lease is given back.
    await model.updateOne(held(entry, owner), { $set: { lease: null } });
  };
  return {
    async claim(id, owner, now, leaseMs) {
      const free = { $or: [{ lease: null }, { 'lease.until': { $lte: now } }] };
      const lease = { owner, until: new Date(now.getTime() + leaseMs) };
      const entry = await model
        .findOneAndUpdate(
          { _id: id, state: 'pending', due_at: { $lte: now }, ...free },
          { $set: { lease }, $inc: { attempts: 1 } },
          { returnDocument: 'after' },
        )
        .lean();
      return entry as unknown as OutboxEntry | null;
    },
    async delivered(entry, owner, now) {
      await settle(entry, owner, { state: 'delivered', attempts: 0, problem: null, updated_at: now });
      const current = (await model.findById(entry._id).lean()) as unknown as OutboxEntry | null;
      return current?.revision === entry.revision ? 'delivered' : 'changed';
    },
    async retry(entry, owner, now, dueAt, problem) {
      const change = { due_at: dueAt, problem: problem.slice(0, 500), updated_at: now, lease: null };
      await model.updateOne(held(entry, owner), { $set: change });
    },
    dead: (entry, owner, now, problem) =>
      settle(entry, owner, { state: 'dead', problem: problem.slice(0, 500), updated_at: now }),
    async due(now, limit) {
      const free = { $or: [{ lease: null }, { 'lease.until': { $lte: now } }] };
      const rows = await model
        .find({ state: 'pending', due_at: { $lte: now }, ...free }, { kind: 1 })
        .sort({ due_at: 1 })
        .limit(limit)
        .lean();
      return (rows as unknown as OutboxEntry[]).map(({ _id, kind }) => ({ id: _id, kind }));
    },
    async list({ ids, ...fields }, limit) {
      const filter = { ...fields, ...(ids && { _id: { $in: ids } }) };
      const rows = await model.find(filter).sort({ updated_at: -1 }).limit(limit).lean();
      return rows as unknown as OutboxEntry[];
    },
    async resend({ tenant, id }, now) {
      const filter = { state: 'dead', ...(tenant && { tenant }), ...(id && { _id: id }) };
      const change = { $set: { state: 'pending', attempts: 0, due_at: now, updated_at: now } };
      return (await model.updateMany(filter, change)).modifiedCount;
    },
    async hurry({ tenant, id }, now) {
      const filter = { state: 'pending', due_at: { $gt: now }, ...(tenant && { tenant }), ...(id && { _id: id }) };
      return (await model.updateMany(filter, { $set: { due_at: now, updated_at: now } })).modifiedCount;
    },
  };
}
