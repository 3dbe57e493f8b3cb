import assert from 'node:assert/strict';
import {
  createOutbox,
  enqueue,
  migrateUp,
  type Outbox,
  type OutboxEntry,
  type Storage,
} from '../../../src/storage/index.js';
import { type TestClock, testClock } from '../../support/app.js';
import { openTestStorage } from './probe.js';

export const LEASE_MS = 60_000;

/** The outbox of a database of its own, with a clock that a test moves. */
export class TestOutbox {
  clock: TestClock = testClock();

  private constructor(
    readonly storage: Storage,
    readonly outbox: Outbox,
    readonly close: () => Promise<void>,
  ) {}

  static async open(): Promise<TestOutbox> {
    const { storage, close } = await openTestStorage();
    await migrateUp(storage.connection);
    return new TestOutbox(storage, createOutbox(storage.connection), close);
  }

  /** As it was at first, and the clock as well. */
  async reset(): Promise<void> {
    this.clock = testClock();
    await this.documents().deleteMany({});
  }

  documents() {
    return this.storage.connection.collection<OutboxEntry>('outbox');
  }

  async stored(id = 'grade:1'): Promise<OutboxEntry> {
    const entry = await this.documents().findOne({ _id: id });
    assert.ok(entry);
    return entry;
  }

  put(id = 'grade:1', { tenant = 'north', delayMs = 0 } = {}): Promise<void> {
    const entry = { id, kind: 'grade', subject: { gradeId: id }, now: this.clock(), delayMs };
    return this.storage.scope(tenant).transaction((tx) => enqueue(tx, entry));
  }

  claim(owner = 'w', id = 'grade:1'): Promise<OutboxEntry | null> {
    return this.outbox.claim(id, owner, this.clock(), LEASE_MS);
  }

  async claimed(owner = 'w', id = 'grade:1'): Promise<OutboxEntry> {
    const entry = await this.claim(owner, id);
    assert.ok(entry, 'it can be claimed');
    return entry;
  }

  async dueIds(limit = 100): Promise<string[]> {
    return (await this.outbox.due(this.clock(), limit)).map(({ id }) => id);
  }
}
