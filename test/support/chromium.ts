import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import {
  aptInstall,
  findOnPath,
  lastLine,
  ownSurroundings,
  reasonOf,
  runCommand,
  type Say,
  type Surroundings,
} from '../../src/embedded/index.js';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];
const DOWNLOAD_LIMIT_MS = 600_000;

function onPath(env: NodeJS.ProcessEnv): string | null {
  for (const name of NAMES) {
    const path = findOnPath(name, env);
    if (path !== null) return path;
  }
  return null;
}

async function byApt(surroundings: Surroundings): Promise<string> {
  await aptInstall(['chromium'], surroundings);
  const path = onPath({ PATH: `${surroundings.env.PATH ?? ''}:/usr/bin` });
  if (path === null) throw new Error('the package brought no chromium onto PATH');
  return path;
}

async function byPlaywright({ env, say }: Surroundings): Promise<string> {
  const path = chromium.executablePath();
  if (existsSync(path)) return path;
  say('Chromium: asking Playwright for its own download');
  const limits = { env, timeoutMs: DOWNLOAD_LIMIT_MS };
  const { code, output } = await runCommand('npx', ['playwright-core', 'install', 'chromium'], limits);
  if (code !== 0 || !existsSync(path)) throw new Error(lastLine(output));
  return path;
}

/**
 * The browser for the tests and the pictures: CHROMIUM_PATH, on PATH, from apt when root on Debian, or Playwright's own
 * download.
 *
 * @throws Error that says what was tried and how to go on; tests that need a browser never just leave themselves out
 */
export async function findChromium(options: { say: Say; env: NodeJS.ProcessEnv }): Promise<string> {
  const { env, say } = options;
  const named = env.CHROMIUM_PATH;
  if (named !== undefined && named !== '') {
    if (existsSync(named)) return named;
    throw new Error(`CHROMIUM_PATH names ${named}, and there is no such file.`);
  }
  const found = onPath(env);
  if (found !== null) return found;
  const surroundings = ownSurroundings(env, say, '');
  const tried = [`PATH: none of ${NAMES.join(', ')}`];
  for (const [name, bring] of [
    ['apt-get install chromium', byApt],
    ["Playwright's download", byPlaywright],
  ] as const) {
    try {
      return await bring(surroundings);
    } catch (error) {
      tried.push(`${name}: ${reasonOf(error)}`);
      say(`Chromium: not from ${name} (${reasonOf(error)})`);
    }
  }
  throw new Error(
    [
      'Chromium is needed for the tests of the pages and could not be brought here. Tried:',
      ...tried.map((line) => `  - ${line}`),
      'To go on, put chromium on PATH, or set CHROMIUM_PATH to a Chromium or Chrome.',
    ].join('\n'),
  );
}
