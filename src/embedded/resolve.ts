import { chmod, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { aptInstall } from './apt.js';
import { lookUp, store } from './cache.js';
import { findOnPath, lastLine, runCommand } from './command.js';
import { EmbeddedServiceError, reasonOf } from './errors.js';
import { withLock } from './lock.js';
import type { Recipe, Source } from './source.js';
import type { Surroundings } from './surroundings.js';

const VERSION_LIMIT_MS = 20_000;
const LOCK_LIMIT_MS = 900_000;

/** A server's program that was seen to run on this machine. */
export interface ResolvedBinary {
  path: string;
  /** The major version. */
  major: number;
  /** Where it was found: 'PATH', 'the cache', or the name of a source. */
  origin: string;
}

/** Runs `--version`: a binary that can't print it (a missing library, another processor) can't serve either. */
async function checkRuns(recipe: Recipe, path: string, surroundings: Surroundings): Promise<number> {
  const limits = { env: surroundings.env, timeoutMs: VERSION_LIMIT_MS };
  let { code, output } = await runCommand(path, ['--version'], limits);
  if (code !== 0 && output.includes('libcurl.so.4')) {
    // Every mongod build needs it, and slim Debian images lack it.
    await aptInstall(['libcurl4'], surroundings).catch((error: unknown) => {
      throw new Error(`it needs the library libcurl4, and ${reasonOf(error)}`);
    });
    ({ code, output } = await runCommand(path, ['--version'], limits));
  }
  const major = Number(recipe.version.exec(output)?.[1]);
  if (code !== 0 || Number.isNaN(major)) throw new Error(`it does not run here (${lastLine(output)})`);
  if (major < recipe.minimumMajor) throw new Error(`version ${major} is older than ${recipe.minimumMajor}`);
  return major;
}

function finalSentence(recipe: Recipe, tried: readonly string[]): string {
  return [
    `${recipe.service} is needed and could not be brought here. Tried:`,
    ...tried.map((line) => `  - ${line}`),
    `To go on, put ${recipe.binary} (version ${recipe.minimumMajor} or newer) on PATH, or set ${recipe.variable} to a running server, such as ${recipe.exampleUrl}.`,
  ].join('\n');
}

async function fromSource(recipe: Recipe, source: Source, surroundings: Surroundings): Promise<ResolvedBinary> {
  // One name for all: the lock is held here, and what a crash left behind goes with the next try.
  const folder = join(surroundings.cacheDirectory, `${recipe.binary}.work`);
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  try {
    const obtained = await source.obtain(surroundings, folder);
    if (source.cached) await chmod(obtained, 0o755);
    const major = await checkRuns(recipe, obtained, surroundings);
    const path = source.cached ? await store(surroundings.cacheDirectory, recipe.binary, obtained) : obtained;
    return { path, major, origin: source.name };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function fromCacheOrSources(
  recipe: Recipe,
  surroundings: Surroundings,
  tried: string[],
): Promise<ResolvedBinary> {
  const attempt = async (name: string, work: () => Promise<ResolvedBinary>): Promise<ResolvedBinary | null> => {
    try {
      return await work();
    } catch (error) {
      tried.push(`${name}: ${reasonOf(error)}`);
      surroundings.say(`${recipe.service}: not from ${name} (${reasonOf(error)})`);
      return null;
    }
  };
  const cached = await lookUp(surroundings.cacheDirectory, recipe.binary);
  if (cached.state === 'damaged') {
    surroundings.say(`${recipe.service}: the cached ${recipe.binary} is not what was stored; it is fetched anew`);
    tried.push(`the cache: the cached ${recipe.binary} does not have the checksum next to it`);
  } else if (cached.state === 'absent') {
    tried.push('the cache: empty');
  } else {
    const found = await attempt('the cache', async () => {
      const major = await checkRuns(recipe, cached.path, surroundings);
      return { path: cached.path, major, origin: 'the cache' };
    });
    if (found !== null) return found;
  }
  for (const source of recipe.sources) {
    const found = await attempt(source.name, () => fromSource(recipe, source, surroundings));
    if (found !== null) return found;
  }
  throw new EmbeddedServiceError(finalSentence(recipe, tried));
}

/**
 * Finds a server's program: on PATH, in the cache (checksum verified), then from each source of the recipe in turn.
 * What a source gives is run once before it is trusted. Two processes that look at once do not disturb each other.
 *
 * @throws EmbeddedServiceError with what was tried and how to go on, when it can't be had
 */
export async function resolveBinary(recipe: Recipe, surroundings: Surroundings): Promise<ResolvedBinary> {
  const tried: string[] = [];
  const onPath = findOnPath(recipe.binary, surroundings.env);
  if (onPath === null) {
    tried.push(`PATH: no ${recipe.binary} on it`);
  } else {
    try {
      return { path: onPath, major: await checkRuns(recipe, onPath, surroundings), origin: 'PATH' };
    } catch (error) {
      tried.push(`PATH: ${onPath}: ${reasonOf(error)}`);
      surroundings.say(`${recipe.service}: passing over ${onPath} (${reasonOf(error)})`);
    }
  }
  return withLock(
    join(surroundings.cacheDirectory, `${recipe.binary}.lock`),
    {
      onWait: (owner) => surroundings.say(`${recipe.service}: waiting for process ${owner}, which is fetching it`),
      timeoutMs: LOCK_LIMIT_MS,
    },
    () => fromCacheOrSources(recipe, surroundings, tried),
  );
}
