import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { chmod, copyFile, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';

/** The sha256 of a file, as 64 hexadecimal digits. */
export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex');
}

/** The first sha256 in the text of a checksum file ('<64 digits>  <name>'), or null. */
export function parseChecksum(text: string): string | null {
  return /\b[0-9a-f]{64}\b/i.exec(text)?.[0].toLowerCase() ?? null;
}

async function replaceFile(file: string, write: (draft: string) => Promise<void>): Promise<void> {
  const draft = `${file}.${randomUUID()}.draft`;
  try {
    await write(draft);
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}

/** What the cache holds under a name: nothing, a file that is as it was written, or one that has changed since. */
export type Cached = { state: 'absent' } | { state: 'sound'; path: string } | { state: 'damaged' };

/** Looks a binary up in the cache and compares it with the checksum that was written next to it. */
export async function lookUp(cacheDirectory: string, name: string): Promise<Cached> {
  const path = join(cacheDirectory, name);
  if (!existsSync(path)) return { state: 'absent' };
  const expected = existsSync(`${path}.sha256`) ? parseChecksum(await readFile(`${path}.sha256`, 'utf8')) : null;
  return expected !== null && (await sha256OfFile(path)) === expected ? { state: 'sound', path } : { state: 'damaged' };
}

/**
 * Puts a binary into the cache with its checksum (in the format of sha256sum -c) next to it. Each file appears whole
 * or not at all; a crash between the two is found by the next look-up.
 *
 * @returns the path of the cached copy
 */
export async function store(cacheDirectory: string, name: string, file: string): Promise<string> {
  const path = join(cacheDirectory, name);
  await mkdir(cacheDirectory, { recursive: true });
  const digest = await sha256OfFile(file);
  await replaceFile(path, async (draft) => {
    await copyFile(file, draft);
    await chmod(draft, 0o755);
  });
  await replaceFile(`${path}.sha256`, (draft) => writeFile(draft, `${digest}  ${basename(path)}\n`));
  return path;
}
