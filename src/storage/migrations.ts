import { join } from 'node:path';
import { config, down, status, up } from 'migrate-mongo';
import type { Connection } from 'mongoose';
import { packageRoot } from './paths.js';

export interface Migration {
  readonly fileName: string;
  /** `PENDING`, or when it was applied (ISO 8601). */
  readonly appliedAt: string;
}

/** How long a lock of a process that died keeps others from migrating, in seconds. */
const LOCK_SECONDS = 120;

/** Applies every pending migration in order. @returns the names of those applied now */
export async function migrateUp(connection: Connection): Promise<string[]> {
  const { db, client } = open(connection);
  return up(db, client);
}

/** Takes back the newest migration. @returns its name, or nothing when none is applied */
export async function migrateDown(connection: Connection): Promise<string[]> {
  const { db, client } = open(connection);
  return down(db, client);
}

export async function migrationStatus(connection: Connection): Promise<Migration[]> {
  const { db } = open(connection);
  const rows: { fileName: string; appliedAt: Date | string }[] = await status(db);
  return rows.map(({ fileName, appliedAt }) => ({
    fileName,
    appliedAt: appliedAt instanceof Date ? appliedAt.toISOString() : appliedAt,
  }));
}

/** @throws Error when the database lacks a migration that this version needs */
export async function assertMigrated(connection: Connection): Promise<void> {
  const pending = (await migrationStatus(connection)).filter(({ appliedAt }) => appliedAt === 'PENDING');
  if (pending.length === 0) return;
  const names = pending.map(({ fileName }) => fileName).join(', ');
  throw new Error(
    `The database is behind this version (missing: ${names}). Run "attune migrate up", then start again.`,
  );
}

function open(connection: Connection) {
  config.set({
    migrationsDir: join(packageRoot(), 'migrations'),
    changelogCollectionName: 'migrations',
    lockCollectionName: 'migrations_lock',
    lockTtl: LOCK_SECONDS,
    migrationFileExtension: '.js',
    useFileHash: false,
    moduleSystem: 'esm',
  });
  const { db } = connection;
  if (!db) throw new Error('The database connection is not open yet.');
  return { db, client: connection.getClient() };
}
