import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { EmbeddedServiceError } from './errors.js';
import { identify, isRunning, type ProcessIdentity } from './identity.js';

const POLL_MS = 100;
/** Only a crash in the few microseconds of taking a dead owner's lock away leaves that guard behind. */
const GUARD_STALE_MS = 5_000;
const ownerSchema = z.object({ pid: z.number().int(), started: z.string() });

export interface LockOptions {
  /** Called once, when another process has the lock. */
  onWait: (owner: number) => void;
  timeoutMs: number;
}

function ownerOf(file: string): ProcessIdentity | null {
  try {
    return ownerSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return null;
  }
}

/** Creates the file with its content in one step, so that nobody ever reads a half-written lock. */
function take(file: string): boolean {
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, JSON.stringify(identify(process.pid)));
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Takes away the lock of a dead owner. A second lock guards the look-and-remove, so that no fresh lock is removed. */
function removeIfOwnerIsDead(file: string): void {
  const guard = `${file}.guard`;
  try {
    if (Date.now() - statSync(guard).mtimeMs > GUARD_STALE_MS) rmSync(guard, { force: true });
  } catch {
    // There is no guard, as nearly always.
  }
  if (!take(guard)) return;
  try {
    const owner = ownerOf(file);
    if (owner === null || !isRunning(owner)) rmSync(file, { force: true });
  } finally {
    rmSync(guard, { force: true });
  }
}

/**
 * Does some work while no other process does work under the same lock file. The lock of a process that died is taken
 * over.
 *
 * @throws EmbeddedServiceError when a living process keeps the lock longer than timeoutMs
 */
export async function withLock<T>(file: string, options: LockOptions, work: () => Promise<T>): Promise<T> {
  mkdirSync(dirname(file), { recursive: true });
  const deadline = Date.now() + options.timeoutMs;
  let told = false;
  while (!take(file)) {
    const owner = ownerOf(file);
    if (owner === null || !isRunning(owner)) {
      removeIfOwnerIsDead(file);
      await pause(1);
      continue;
    }
    if (!told) options.onWait(owner.pid);
    told = true;
    if (Date.now() > deadline) {
      throw new EmbeddedServiceError(
        `Process ${owner.pid} has kept the lock ${file} for ${Math.round(options.timeoutMs / 1000)} s. Wait for it or end it, then try again.`,
      );
    }
    await pause(POLL_MS);
  }
  try {
    return await work();
  } finally {
    rmSync(file, { force: true });
  }
}
