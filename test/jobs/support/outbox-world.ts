import { randomUUID } from 'node:crypto';
import { type Logger, pino } from 'pino';
import { createBullQueue, type Deliverer, deliverEntry, type JobQueue, runOutbox } from '../../../src/jobs/index.js';
import {
  createKeyring,
  createOutbox,
  enqueue,
  type Outbox,
  type OutboxEntry,
  openStorage,
  type Storage,
} from '../../../src/storage/index.js';
import { migratedDatabase, type TestDatabase } from '../../support/services.js';

/** What a log was told, one object a line. */
export interface ReadableLog {
  readonly log: Logger;
  readonly lines: Record<string, unknown>[];
}

export function readableLog(): ReadableLog {
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: 'debug', base: null }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  return { log, lines };
}

/** An outbox on a real database, and what it takes to deliver from it. */
export interface OutboxWorld extends ReadableLog {
  readonly storage: Storage;
  readonly database: TestDatabase;
  readonly outbox: Outbox;
  /** How long a delivery may take, when a test says so. */
  deliveryMs: number | undefined;
  enqueue(id: string, options?: { kind?: string; delayMs?: number }): Promise<void>;
  entry(id: string): Promise<OutboxEntry | undefined>;
  readonly redisUrl: string;
  /** A queue on Redis as one process has it; closed by `reset`. */
  queue(redisUrl?: string): JobQueue;
  /** A queue with a worker of the outbox on it. */
  worker(deliverers: Readonly<Record<string, Deliverer>>, queue?: JobQueue): JobQueue;
  /** One attempt at one entry, with the requests that it made of the queue. */
  deliver(id: string, deliver: Deliverer | null, random?: number): Promise<{ id: string; delayMs: number }[]>;
  /** Closes all queues and empties outbox and log, for the next test. */
  reset(): Promise<void>;
  close(): Promise<void>;
}

export async function outboxWorld(clock: () => Date = () => new Date()): Promise<OutboxWorld> {
  const database = await migratedDatabase();
  const storage = await openStorage(database.mongoUri, createKeyring([{ id: 'test', secret: Buffer.alloc(32) }]));
  const outbox = createOutbox(storage.connection);
  const { log, lines } = readableLog();
  const queues: JobQueue[] = [];
  let round = 0;
  const base = { outbox, clock, newId: randomUUID, log };
  const world: OutboxWorld = {
    storage,
    database,
    outbox,
    deliveryMs: undefined,
    log,
    lines,
    enqueue: (id, { kind = 'grade', delayMs = 0 } = {}) =>
      storage
        .scope('north')
        .transaction((tx) => enqueue(tx, { id, kind, subject: { gradeId: id }, now: clock(), delayMs })),
    entry: async (id) => (await outbox.list({}, 1_000)).find(({ _id }) => _id === id),
    redisUrl: database.redisUrl,
    queue(redisUrl = database.redisUrl) {
      const queue = createBullQueue({ redisUrl, prefix: `${database.redisPrefix}${round}`, log });
      queues.push(queue);
      return queue;
    },
    worker(deliverers, queue = world.queue()) {
      runOutbox({ ...base, queue, deliverers, slowKinds: ['roster'], random: Math.random });
      return queue;
    },
    async deliver(id, deliver, random = 1) {
      const requests: { id: string; delayMs: number }[] = [];
      const queue: JobQueue = {
        process: () => assertUnused('process'),
        repeat: () => assertUnused('repeat'),
        request: (_name, data, { delayMs = 0 } = {}) => void requests.push({ id: data.id ?? '', delayMs }),
        ping: async () => undefined,
        close: async () => undefined,
      };
      const deliverers = deliver ? { grade: deliver } : {};
      const { deliveryMs } = world;
      const limit = deliveryMs === undefined ? {} : { deliveryMs };
      await deliverEntry({ ...base, queue, deliverers, random: () => random, ...limit }, id);
      return requests;
    },
    async reset() {
      await Promise.all(queues.splice(0).map((queue) => queue.close()));
      await storage.connection.collection('outbox').deleteMany({});
      lines.length = 0;
      round += 1;
    },
    async close() {
      await world.reset();
      await storage.close();
      await database.drop();
    },
  };
  return world;
}

function assertUnused(name: string): never {
  throw new Error(`A delivery has no business with ${name}.`);
}

/** Waits until something is so; milliseconds. */
export async function until(what: () => boolean | Promise<boolean>, limit = 5_000): Promise<void> {
  const deadline = performance.now() + limit;
  while (!(await what())) {
    if (performance.now() > deadline) throw new Error(`It was not so within ${limit} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
