import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { type Db, MongoServerError } from 'mongodb';

/** How long the lock of a process that died keeps others out. A process that lives renews it. */
const LEASE_MS = 30_000;
const RENEW_MS = 10_000;
const WAIT_MS = 120_000;
const POLL_MS = 200;
const DUPLICATE_KEY = 11_000;

interface Lock {
  _id: 'migrations';
  owner: string;
  until: Date;
}

/**
 * Runs `work` while no other process migrates this database; waits for one that does. The time is the database's.
 *
 * @throws Error when the other one is not done after two minutes
 */
export async function withMigrationLock<T>(db: Db, work: () => Promise<T>): Promise<T> {
  const owner = randomUUID();
  const deadline = Date.now() + WAIT_MS;
  while (!(await take(db, owner))) {
    if (Date.now() > deadline) {
      throw new Error(
        'Another process has been migrating this database for two minutes. Look after it, then try again.',
      );
    }
    await pause(POLL_MS);
  }
  const renewal = setInterval(() => void renew(db, owner), RENEW_MS);
  try {
    return await work();
  } finally {
    clearInterval(renewal);
    await locks(db).deleteOne({ _id: 'migrations', owner });
  }
}

const locks = (db: Db) => db.collection<Lock>('migrations_lock');
const leaseEnd = { $add: ['$$NOW', LEASE_MS] };

/** In one step: whoever finds the lock free, or its lease over, puts its name there. */
async function take(db: Db, owner: string): Promise<boolean> {
  const free = { $lte: [{ $ifNull: ['$until', new Date(0)] }, '$$NOW'] };
  const change = { owner: { $cond: [free, owner, '$owner'] }, until: { $cond: [free, leaseEnd, '$until'] } };
  try {
    const options = { upsert: true, returnDocument: 'after' } as const;
    const lock = await locks(db).findOneAndUpdate({ _id: 'migrations' }, [{ $set: change }], options);
    return lock?.owner === owner;
  } catch (error) {
    // Two made the first lock at the same time, and the other one was faster.
    if (error instanceof MongoServerError && error.code === DUPLICATE_KEY) return false;
    throw error;
  }
}

async function renew(db: Db, owner: string): Promise<void> {
  // A renewal that fails is tried again; the lease outlasts two of them.
  await locks(db)
    .updateOne({ _id: 'migrations', owner }, [{ $set: { until: leaseEnd } }])
    .catch(() => undefined);
}
