import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { mongodAnswers, mongoUriAt } from './mongod.js';
import { ownerIsAlive, readRecord, type ServiceName, type ServicesRecord } from './record.js';
import { redisAnswers, redisUrlAt } from './redis.js';

/** What runs in a directory, as far as it was started by us. */
export interface RunningServices {
  /** Null when the process that started them has its MongoDB from its environment. */
  mongoUri: string | null;
  redisUrl: string | null;
  /** The process that started them, and will end them. */
  ownerPid: number;
}

/** The addresses of what a record names; null when any of it does not answer. */
async function answering(record: ServicesRecord): Promise<RunningServices | null> {
  const portOf = (name: ServiceName): number | null =>
    record.servers.find(({ service }) => service === name)?.port ?? null;
  const [mongo, redis] = [portOf('MongoDB'), portOf('Redis')];
  const answers = await Promise.all([mongo === null || mongodAnswers(mongo), redis === null || redisAnswers(redis)]);
  if (record.servers.length === 0 || answers.includes(false)) return null;
  return {
    mongoUri: mongo === null ? null : mongoUriAt(mongo),
    redisUrl: redis === null ? null : redisUrlAt(redis),
    ownerPid: record.owner.pid,
  };
}

/**
 * The kept services that another process runs in this directory, if it is alive and they answer; else null. Only looks.
 */
export async function findRunningServices(directory: string): Promise<RunningServices | null> {
  const record = readRecord(join(directory, '.attune'));
  return record === null || !ownerIsAlive(record) ? null : answering(record);
}

/** As long as a server may take to stop: one that does not answer may be on its way out. */
const STOPPING_LIMIT_MS = 16_000;
const POLL_MS = 200;

/**
 * The record of a living owner, with what it runs; null when there is none. An owner whose services do not answer is
 * given time to finish stopping; after it, `running` is null.
 */
export async function livingOwner(home: string): Promise<{ ownerPid: number; running: RunningServices | null } | null> {
  const deadline = Date.now() + STOPPING_LIMIT_MS;
  for (;;) {
    const record = readRecord(home);
    if (record === null || !ownerIsAlive(record)) return null;
    const running = await answering(record);
    if (running !== null || Date.now() > deadline) return { ownerPid: record.owner.pid, running };
    await pause(POLL_MS);
  }
}
