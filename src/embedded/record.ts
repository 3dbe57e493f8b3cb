import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { identify, isRunning } from './identity.js';
import { endRecorded } from './server-process.js';

const identitySchema = z.object({ pid: z.number().int(), started: z.string() });
const recordSchema = z.object({
  /** The process that started the servers and will end them. */
  owner: identitySchema,
  servers: z.array(
    z.object({
      service: z.enum(['MongoDB', 'Redis']),
      identity: identitySchema,
      marks: z.array(z.string()),
      port: z.number().int(),
    }),
  ),
});

/** Who runs here: written as soon as each server starts, so that nothing that runs is ever unknown. */
export type ServicesRecord = z.infer<typeof recordSchema>;

export type ServiceName = ServicesRecord['servers'][number]['service'];

const FILE = 'services.json';
/** A folder without a record is younger than this while its owner is still writing it. */
const NEWBORN_MS = 60_000;

/** A record that names this process as the owner, of nothing yet. */
export function emptyRecord(): ServicesRecord {
  return { owner: identify(process.pid) ?? { pid: process.pid, started: '' }, servers: [] };
}

/** Reads the record in a folder; null where there is none, or none that can be read. */
export function readRecord(folder: string): ServicesRecord | null {
  try {
    return recordSchema.parse(JSON.parse(readFileSync(join(folder, FILE), 'utf8')));
  } catch {
    return null;
  }
}

/** Writes the record, whole or not at all. */
export function writeRecord(folder: string, record: ServicesRecord): void {
  const file = join(folder, FILE);
  writeFileSync(`${file}.draft`, `${JSON.stringify(record, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.draft`, file);
}

export function removeRecord(folder: string): void {
  rmSync(join(folder, FILE), { force: true });
}

/** Whether the process that started the servers is alive. */
export function ownerIsAlive(record: ServicesRecord): boolean {
  return isRunning(record.owner);
}

/** Ends the servers that a dead owner left. Each is verified to be the recorded one before it is touched. */
export async function endOrphans(record: ServicesRecord): Promise<number> {
  const ended = await Promise.all(record.servers.map(({ identity, marks }) => endRecorded(identity, marks)));
  return ended.filter(Boolean).length;
}

/** Ends and removes what throwaway runs left that did not get to clean up after themselves. */
export async function sweepThrowaways(parent: string): Promise<number> {
  let ended = 0;
  for (const entry of readdirSync(parent, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const folder = join(parent, entry.name);
    const record = readRecord(folder);
    if (record !== null && ownerIsAlive(record)) continue;
    if (record === null && Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0) < NEWBORN_MS)
      continue;
    if (record !== null) ended += await endOrphans(record);
    rmSync(folder, { recursive: true, force: true });
  }
  return ended;
}
