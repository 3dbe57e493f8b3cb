import { MongoClient, MongoServerError } from 'mongodb';
import { z } from 'zod';
import type { ResolvedBinary } from './resolve.js';
import type { ServerCommand } from './server-process.js';

const REPLICA_SET = 'attune';
const NOT_YET_INITIATED = 94;
const ANSWER_MS = 2_000;
/**
 * What a process that was killed in the middle of a transaction had written stays locked for so long, seconds. Ours take
 * milliseconds; MongoDB's own limit is a minute, and it looks every half of it.
 */
const TRANSACTION_SECONDS = 10;
/**
 * Seconds for which MongoDB keeps what was dropped, for readers of the past, of which we have none. With its own five
 * minutes a run of the tests comes to more open files than a process may have.
 */
const HISTORY_SECONDS = 5;
/** Gigabytes of memory for MongoDB's cache: this is one person's machine, with a browser and an editor on it. */
const CACHE_GB = '0.5';

const helloSchema = z.object({ isWritablePrimary: z.boolean() });
const configSchema = z.object({
  config: z.looseObject({ version: z.number(), members: z.tuple([z.looseObject({ host: z.string() })]) }),
});

/** The address for the driver. It names the one member directly, so that an old name of it can't mislead. */
export function mongoUriAt(port: number): string {
  return `mongodb://127.0.0.1:${port}/attune?replicaSet=${REPLICA_SET}&directConnection=true`;
}

async function withAdmin<T>(
  port: number,
  work: (run: (command: object) => Promise<unknown>) => Promise<T>,
): Promise<T> {
  const client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, {
    serverSelectionTimeoutMS: ANSWER_MS,
    connectTimeoutMS: ANSWER_MS,
  });
  try {
    return await work((command) => client.db('admin').command({ ...command }));
  } finally {
    await client.close();
  }
}

async function isPrimary(run: (command: object) => Promise<unknown>): Promise<boolean> {
  return helloSchema.parse(await run({ hello: 1 })).isWritablePrimary;
}

/** Makes this server the only member of its set: at first use, and again when it comes back on another port. */
async function makeOnlyMember(run: (command: object) => Promise<unknown>, host: string): Promise<void> {
  let found: z.infer<typeof configSchema>;
  try {
    found = configSchema.parse(await run({ replSetGetConfig: 1 }));
  } catch (error) {
    if (!(error instanceof MongoServerError) || error.code !== NOT_YET_INITIATED) throw error;
    await run({ replSetInitiate: { _id: REPLICA_SET, members: [{ _id: 0, host }] } });
    return;
  }
  const [member] = found.config.members;
  if (member.host === host) return;
  const config = { ...found.config, version: found.config.version + 1, members: [{ ...member, host }] };
  await run({ replSetReconfig: config, force: true });
}

/** Whether a MongoDB on this loopback port answers and takes writes. */
export async function mongodAnswers(port: number): Promise<boolean> {
  try {
    return await withAdmin(port, isPrimary);
  } catch {
    return false;
  }
}

/** How a one-member replica set is run (transactions need a set) on a loopback port, with its data in a folder. */
export function mongodCommand(binary: ResolvedBinary, port: number, folder: string): ServerCommand {
  return {
    service: 'MongoDB',
    program: binary.path,
    args: [
      ...['--bind_ip', '127.0.0.1', '--port', String(port), '--replSet', REPLICA_SET],
      ...['--dbpath', folder, '--wiredTigerCacheSizeGB', CACHE_GB, '--oplogSize', '128'],
      ...['--nounixsocket', '--quiet', '--setParameter', 'diagnosticDataCollectionEnabled=false'],
      ...['--setParameter', `transactionLifetimeLimitSeconds=${TRANSACTION_SECONDS}`],
      ...['--setParameter', `minSnapshotHistoryWindowInSeconds=${HISTORY_SECONDS}`],
    ],
    marks: ['mongod', folder],
    folder,
    isReady: () =>
      withAdmin(port, async (run) => {
        if (await isPrimary(run)) return true;
        await makeOnlyMember(run, `127.0.0.1:${port}`);
        return isPrimary(run);
      }),
  };
}
