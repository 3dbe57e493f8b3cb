import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { EmbeddedServiceError, reasonOf, startServices } from '../src/embedded/index.js';
import { findChromium } from '../test/support/chromium.js';
import { projectRoot } from '../test/support/services.js';
import { parseArguments, type Selection, selectFiles, shareOut } from './test-selection.js';

/** After the last test, so much time for what the tests opened to close. */
const LINGER_MS = 15_000;
const POLL_MS = 250;
const countsSchema = z.object({ passed: z.number().int(), failed: z.number().int() });
type Counts = z.infer<typeof countsSchema>;

const say = (line: string): void => console.log(line);

function readCounts(file: string): Counts | null {
  return existsSync(file) ? countsSchema.parse(JSON.parse(readFileSync(file, 'utf8'))) : null;
}

function ended(child: ChildProcess): Promise<number> {
  return new Promise((done, failed) => {
    child.on('error', failed);
    child.on('exit', (code) => done(code ?? 1));
  });
}

/** The folder of real data: ATTUNE_DATA, or ../shared/data. */
function dataFolder(): string {
  const folder = resolve(projectRoot, process.env.ATTUNE_DATA ?? '../shared/data');
  if (existsSync(folder)) return folder;
  throw new Error(`The tests on real data need the folder ${folder}. Set ATTUNE_DATA to where the data is.`);
}

async function buildAssets(): Promise<void> {
  if (!existsSync(join(projectRoot, 'scripts/build-assets.ts'))) return;
  const build = spawn('npm', ['run', '--silent', 'build:assets'], { cwd: projectRoot, stdio: 'inherit' });
  if ((await ended(build)) !== 0) throw new Error('The assets of the pages could not be built; see above.');
}

/** Ends mocha when its tests are over and something that they left open keeps it from ending. */
function endIfItLingers(mocha: ChildProcess, countsFile: string): () => boolean {
  let overSince: number | null = null;
  let lingered = false;
  const timer = setInterval(() => {
    if (!existsSync(countsFile)) return;
    overSince ??= Date.now();
    if (Date.now() - overSince < LINGER_MS) return;
    clearInterval(timer);
    lingered = true;
    mocha.kill('SIGKILL');
  }, POLL_MS);
  mocha.on('exit', () => clearInterval(timer));
  return () => lingered;
}

interface Run {
  readonly code: number;
  readonly counts: Counts;
}

/** All files in one run, or in two side by side where the machine has the cores and nobody asks for a single report. */
async function runTests(selection: Selection, env: NodeJS.ProcessEnv): Promise<Run> {
  const files = selectFiles(selection, projectRoot);
  if (files.length === 0) throw new Error('There is no test file of that kind there.');
  // Tests on real data are few, long and hungry: each has the machine to itself.
  const alone = availableParallelism() < 2 || env.ATTUNE_TEST_OUTCOMES !== undefined || selection.kind === 'data';
  const shares = alone ? [files] : shareOut(files, projectRoot);
  const runs = await Promise.all(shares.map((share) => runMocha(share, selection, env)));
  const sum = (count: keyof Counts): number => runs.reduce((total, { counts }) => total + counts[count], 0);
  const counts = { passed: sum('passed'), failed: sum('failed') };
  const code = counts.passed + counts.failed === 0 ? 1 : Math.max(...runs.map((run) => run.code));
  return { code, counts };
}

async function runMocha(files: readonly string[], selection: Selection, env: NodeJS.ProcessEnv): Promise<Run> {
  const folder = mkdtempSync(join(tmpdir(), 'attune-tests-'));
  const countsFile = join(folder, 'counts.json');
  try {
    const args = [
      '--import',
      'tsx',
      // Mocha would otherwise require() the tests, and they would run as CommonJS, unlike the product.
      '--no-experimental-require-module',
      join(projectRoot, 'node_modules/mocha/bin/_mocha'),
      ...selection.mochaArgs,
      ...files,
    ];
    const mocha = spawn(process.execPath, args, {
      cwd: projectRoot,
      stdio: 'inherit',
      env: { ...env, ATTUNE_TEST_COUNTS: countsFile },
    });
    for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.once(signal, () => mocha.kill(signal));
    // Ctrl-C reaches mocha by itself; what it leaves is closed when it has ended.
    process.once('SIGINT', () => {});
    const lingered = endIfItLingers(mocha, countsFile);
    const code = await ended(mocha);
    const counts = readCounts(countsFile);
    if (!lingered()) return { code, counts: counts ?? { passed: 0, failed: 0 } };
    say(`A test left something open: mocha had not ended ${LINGER_MS / 1000} s after its last test.`);
    // Its tests are over and have said how it went; what they left open ends with them.
    return { code: counts?.failed === 0 ? 0 : 1, counts: counts ?? { passed: 0, failed: 0 } };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function main(): Promise<number> {
  const selection = parseArguments(process.argv.slice(2), projectRoot);
  const env: NodeJS.ProcessEnv = { ...process.env, NODE_ENV: 'test' };
  if (selection.kind === 'data') env.ATTUNE_DATA = dataFolder();
  if (selection.kind === 'long') env.ATTUNE_LONG = '1';
  await buildAssets();
  env.CHROMIUM_PATH = await findChromium({ say, env: process.env });
  const services = await startServices({ directory: projectRoot, keep: false, say, env: process.env });
  try {
    env.ATTUNE_TEST_MONGODB_URI = services.mongoUri;
    env.ATTUNE_TEST_REDIS_URL = services.redisUrl;
    const { code, counts } = await runTests(selection, env);
    await services.close();
    say(`${counts.passed} passed, ${counts.failed} failed`);
    return code;
  } finally {
    await services.close();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof EmbeddedServiceError ? error.message : reasonOf(error));
  process.exitCode = 1;
}
