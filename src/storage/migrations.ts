import { join } from 'node:path';
import { config, down, status, up } from 'migrate-mongo';
import type { Connection } from 'mongoose';
import { withMigrationLock } from './migration-lock.js';
import { packageRoot } from './paths.js';

export interface Migration {
  readonly fileName: string;
  /** `PENDING`, or when it was applied (ISO 8601). */
  readonly appliedAt: string;
}

/**
 * Applies every pending migration in order. Of several processes one does it; the others wait and find nothing to do.
 *
 * @returns the names of those applied now
 */
export async function migrateUp(connection: Connection): Promise<string[]> {
  const { db, client } = open(connection);
  return withMigrationLock(db, () => up(db, client));
}

/** Takes back the newest migration. @returns its name, or nothing when none is applied */
export async function migrateDown(connection: Connection): Promise<string[]> {
  const { db, client } = open(connection);
  return withMigrationLock(db, () => down(db, client));
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
    // Its lock is looked for and then set, so two processes may both have it; ours is in migration-lock.ts.
    lockTtl: 0,
    migrationFileExtension: '.js',
    useFileHash: false,
    moduleSystem: 'esm',
  });
  const { db } = connection;
  if (!db) throw new Error('The database connection is not open yet.');
  return { db, client: connection.getClient() };
}
