import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { findOnPath, lastLine, runCommand } from './command.js';
import { isDebianFamily, type Surroundings, stopwatch } from './surroundings.js';

const APT_LIMIT_MS = 300_000;
const QUIET_NETWORK = [
  '-o',
  'Acquire::Retries=1',
  '-o',
  'Acquire::http::Timeout=20',
  '-o',
  'Acquire::https::Timeout=20',
];

/** Debian asks the policy script before a package starts its service; 101 forbids it. */
async function withoutStartingServices<T>(policyFile: string, work: () => Promise<T>): Promise<T> {
  if (existsSync(policyFile)) return work();
  await writeFile(policyFile, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    return await work();
  } finally {
    await rm(policyFile, { force: true });
  }
}

/**
 * Installs Debian packages, without starting the services in them.
 *
 * @throws Error with a short reason: not root, not Debian, or what apt-get said last
 */
export async function aptInstall(packages: readonly string[], surroundings: Surroundings): Promise<void> {
  const apt = findOnPath('apt-get', surroundings.env);
  if (!isDebianFamily(surroundings.osRelease) || apt === null) throw new Error('this system has no apt-get');
  if (!surroundings.isRoot) throw new Error('only root can install packages');
  const elapsed = stopwatch();
  const env = { ...surroundings.env, DEBIAN_FRONTEND: 'noninteractive' };
  surroundings.say(`apt-get: installing ${packages.join(', ')}`);
  const run = async (args: readonly string[]): Promise<void> => {
    const { code, output } = await runCommand(apt, [...QUIET_NETWORK, ...args], { env, timeoutMs: APT_LIMIT_MS });
    if (code !== 0) throw new Error(`apt-get ${args[0] ?? ''}: ${lastLine(output)}`);
  };
  await run(['update']);
  const install = ['install', '-y', '--no-install-recommends', ...packages];
  await withoutStartingServices(surroundings.servicePolicyFile, () => run(install));
  surroundings.say(`apt-get: installed ${packages.join(', ')} in ${elapsed()}`);
}
