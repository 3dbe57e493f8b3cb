import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { z } from 'zod';

/**
 * The peers, each in a Python process of its own on one core. They live in virtual environments made from the pinned
 * lists beside this file: `main` (requirements.txt), `kt` (pyBKT needs an older scikit-learn) and `srs` (torch).
 */
export type PeerEnvironment = 'main' | 'kt' | 'srs';

const run = promisify(execFile);
const HERE = import.meta.dirname;
const LISTS: Record<PeerEnvironment, string> = {
  main: 'requirements.txt',
  kt: 'requirements-kt.txt',
  srs: 'requirements-srs.txt',
};
const MOST_OUTPUT = 256 * 1024 * 1024;
/** One thread each, so that seconds are seconds of one core. */
const ONE_THREAD = Object.fromEntries(
  ['OPENBLAS', 'OMP', 'MKL', 'NUMEXPR', 'VECLIB_MAXIMUM'].map((name) => [`${name}_NUM_THREADS`, '1']),
);

/** The folder with the real data: ATTUNE_DATA, or ../shared/data. */
export function dataFile(...path: string[]): string {
  const folder = process.env.ATTUNE_DATA ?? join(HERE, '../../shared/data');
  const file = join(folder, ...path);
  if (!existsSync(file)) throw new Error(`There is no ${file}. Set ATTUNE_DATA to the folder of the data.`);
  return file;
}

/**
 * What a peer printed: `bench/peers/<script>` is run with `args` and prints one line of JSON last.
 *
 * @throws Error with what the peer complained of when it fails
 */
export async function runPeer<T>(
  environment: PeerEnvironment,
  script: string,
  args: readonly string[],
  schema: z.ZodType<T>,
): Promise<T> {
  const python = await pythonOf(environment);
  const { stdout } = await run(python, ['-W', 'ignore', join(HERE, 'peers', script), ...args], {
    env: { ...process.env, ...ONE_THREAD },
    maxBuffer: MOST_OUTPUT,
  });
  const last = stdout.trimEnd().split('\n').at(-1) ?? '';
  return schema.parse(JSON.parse(last));
}

/** The Python of an environment, made anew when its list has changed. */
async function pythonOf(environment: PeerEnvironment): Promise<string> {
  const folder = join(process.env.ATTUNE_PEERS ?? join(HERE, '.peers'), environment);
  const python = join(folder, 'bin/python');
  const list = readFileSync(join(HERE, LISTS[environment]), 'utf8');
  const mark = join(folder, 'installed.txt');
  if (existsSync(mark) && readFileSync(mark, 'utf8') === list) return python;
  console.error(`Installing the peers of bench/${LISTS[environment]} …`);
  mkdirSync(folder, { recursive: true });
  await run('python3', ['-m', 'venv', folder]);
  const pip = (...args: string[]) => run(python, ['-m', 'pip', 'install', '-q', ...args], { maxBuffer: MOST_OUTPUT });
  await pip('wheel', 'setuptools<81', '-r', join(HERE, LISTS[environment]));
  // pyBKT builds its C++ against the numpy that is there, and asks for versions that no longer build.
  if (environment === 'kt') await pip('--no-build-isolation', '--no-deps', 'pyBKT==1.4.2');
  writeFileSync(mark, list);
  return python;
}

/**
 * A peer that is an npm package, installed beside the Python ones: it has builds for one machine each, and a lock file
 * that wants them all would keep everybody else from installing Attune.
 */
export async function loadPeer<T>(name: string, version: string): Promise<T> {
  const folder = join(process.env.ATTUNE_PEERS ?? join(HERE, '.peers'), 'npm');
  if (!existsSync(join(folder, 'node_modules', name))) {
    console.error(`Installing ${name} ${version} …`);
    mkdirSync(folder, { recursive: true });
    await run('npm', ['install', '--silent', '--no-save', '--prefix', folder, `${name}@${version}`]);
  }
  return createRequire(join(folder, 'peers.cjs'))(name) as T;
}
