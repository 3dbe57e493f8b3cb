import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { type Logger, pino } from 'pino';
import { ConfigError, loadConfig } from '../../src/config.js';
import { freePort } from '../../src/embedded/server-process.js';
import { startProgram, withAddresses } from '../../src/program.js';
import { createKeyring, migrateUp, openStorage } from '../../src/storage/index.js';
import { projectRoot, type TestDatabase, uniqueDatabase } from '../support/services.js';

const log: Logger = pino({ level: 'silent' });

describe('a process of the tool', function () {
  this.timeout(30_000);
  let database: TestDatabase;
  before(async () => {
    database = await uniqueDatabase();
  });
  const partsOf = (settings: Record<string, string> = {}) => ({
    config: withAddresses(
      loadConfig({
        NODE_ENV: 'test',
        MONGODB_URI: database.mongoUri,
        REDIS_URL: database.redisUrl,
        PORT: '0',
        LOG_LEVEL: 'silent',
        ...settings,
      }),
    ),
    log,
    queuePrefix: database.redisPrefix,
  });

  it('needs to be told where its services are', () => {
    for (const missing of ['MONGODB_URI', 'REDIS_URL']) {
      assert.throws(
        () => partsOf({ [missing]: '' }),
        (error) => error instanceof ConfigError && /give both/.test(error.message),
      );
    }
  });

  it('does not start on a database that is behind', async () => {
    await assert.rejects(startProgram(partsOf(), 'all'), /^Error: The database is behind this version/);
  });

  describe('on a database that is up to date', () => {
    before(async () => {
      const storage = await openStorage(database.mongoUri, createKeyring([{ id: 'x', secret: Buffer.alloc(32) }]));
      await migrateUp(storage.connection);
      await storage.close();
    });

    it('answers on a port as web, and on none as worker', async () => {
      const web = await startProgram(partsOf(), 'web');
      const worker = await startProgram(partsOf(), 'worker');
      assert.ok(web.port);
      assert.equal(worker.port, null);
      assert.equal((await fetch(`http://127.0.0.1:${web.port}/health/live`)).status, 200);
      await Promise.all([web.close(), worker.close()]);
      await assert.rejects(fetch(`http://127.0.0.1:${web.port}/health/live`));
    });

    it('says that its port is taken', async () => {
      const port = String(await freePort());
      const first = await startProgram(partsOf({ PORT: port }), 'web');
      await assert.rejects(
        startProgram(partsOf({ PORT: port }), 'web'),
        new RegExp(`^Error: Port ${port} is in use\\.`),
      );
      await first.close();
    });

    it('gives the answers that are under way before it ends', async () => {
      const program = await startProgram(partsOf(), 'web');
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      const ping = program.app.storage.ping;
      Object.assign(program.app.storage, {
        ping: async () => {
          await held;
          await ping();
        },
      });
      const answer = fetch(`http://127.0.0.1:${program.port}/health/ready`);
      await new Promise((resolve) => setTimeout(resolve, 100));
      const closed = program.close();
      await assert.rejects(fetch(`http://127.0.0.1:${program.port}/health/live`), 'it takes no more');
      release();
      assert.deepEqual(await (await answer).json(), { status: 'ok', mongodb: 'ok', redis: 'ok' });
      await closed;
    });
  });

  it('ends after its close, whatever still hangs', async () => {
    const script = join(projectRoot, 'test/app/support/lingering.ts');
    const child = spawn(process.execPath, ['--import', 'tsx', script], {
      cwd: projectRoot,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.stdout.once('data', () => child.kill('SIGTERM'));
    const limit = setTimeout(() => child.kill('SIGKILL'), 15_000);
    const ending = await new Promise((resolve) => child.once('exit', (...how) => resolve(how)));
    clearTimeout(limit);
    assert.deepEqual(ending, [0, null]);
  });

  it('as a container starts it, says in a sentence what is wrong, and ends with exit code 1', async () => {
    const run = (env: Record<string, string>) =>
      new Promise<[number | null, string]>((resolve, reject) => {
        const child = spawn(process.execPath, ['--import', 'tsx', join(projectRoot, 'src/main.ts')], {
          cwd: projectRoot,
          env: { PATH: process.env.PATH ?? '', ...env },
          stdio: ['ignore', 'ignore', 'pipe'],
        });
        let text = '';
        child.stderr.on('data', (chunk) => {
          text += chunk;
        });
        child.once('error', reject);
        child.once('close', (code) => resolve([code, text.trim()]));
      });
    assert.deepEqual(await Promise.all([run({ ROLE: 'boss' }), run({ NODE_ENV: 'production', ROLE: '' })]), [
      [1, 'ROLE: give one of web, worker, all.'],
      [
        1,
        [
          'PUBLIC_URL: production needs an https address, since an LMS frames nothing else.',
          'ENCRYPTION_KEYS: production needs keys of its own; make one with "attune secrets new".',
          'MONGODB_URI: production needs a MongoDB replica set; give its address.',
          'REDIS_URL: production needs a Redis; give its address.',
        ].join('\n'),
      ],
    ]);
  });
});
