import assert from 'node:assert/strict';
import { freePort } from '../../src/embedded/server-process.js';
import { createKeyring, migrateUp, openStorage } from '../../src/storage/index.js';
import { type TestDatabase, uniqueDatabase } from '../support/services.js';
import { emptyFolder, endProcesses, removeFolders, startAttune } from './support/attune.js';

describe('the processes of attune', function () {
  this.timeout(60_000);
  let database: TestDatabase;
  let env: Record<string, string>;
  before(async () => {
    database = await uniqueDatabase();
    const storage = await openStorage(database.mongoUri, createKeyring([{ id: 'x', secret: Buffer.alloc(32) }]));
    await migrateUp(storage.connection);
    await storage.close();
    env = { NODE_ENV: 'test', MONGODB_URI: database.mongoUri, REDIS_URL: database.redisUrl };
  });
  afterEach(endProcesses);
  after(removeFolders);
  const start = (...words: string[]) => startAttune(words, { cwd: emptyFolder(), env });

  it('serve: answers on its port until SIGTERM, and ends with exit code 0', async () => {
    const port = await freePort();
    const serve = start('serve', '--port', String(port), '--json');
    await serve.says(/"port"/);
    const [health, ready, keys] = await Promise.all(
      ['health/live', 'health/ready', 'lti/keys'].map((path) => fetch(`http://127.0.0.1:${port}/${path}`)),
    );
    assert.deepEqual([health?.status, ready?.status, keys?.status], [200, 200, 200]);
    serve.child.kill('SIGTERM');
    const { code, out, err } = await serve.ended;
    assert.deepEqual([code, err], [0, '']);
    const [first = '', ...log] = out.trim().split('\n');
    assert.deepEqual(JSON.parse(first), { role: 'all', port, publicUrl: `http://localhost:${port}` });
    assert.ok(
      log.some((line) => JSON.parse(line).msg === 'stopping'),
      'the log is JSON too',
    );
  });

  it('serve --role web and worker: do one thing each, and stop at Ctrl+C as well', async () => {
    const port = await freePort();
    const web = start('serve', '--role', 'web', '--port', String(port));
    const worker = start('worker');
    await Promise.all([
      web.says(/Attune answers on http:\/\/localhost:\d+ \(port \d+\)\./),
      worker.says(/Attune delivers grades\./),
    ]);
    const second = start('serve', '--port', String(port));
    const taken = await second.ended;
    assert.equal(taken.code, 1);
    assert.match(
      taken.err,
      new RegExp(`^Port ${port} is in use\\. Stop the other program, or choose another port\\.\n$`),
    );
    web.child.kill('SIGINT');
    worker.child.kill('SIGINT');
    assert.deepEqual(
      (await Promise.all([web.ended, worker.ended])).map(({ code }) => code),
      [0, 0],
    );
  });

  it('say on a terminal what was wrong, without a stack trace', async () => {
    const { code, out, err } = await startAttune(['worker'], { cwd: emptyFolder(), env: { ...env, PORT: 'x' } }).ended;
    assert.deepEqual([code, out, err], [2, '', 'PORT: give a whole number from 0 to 65535.\n']);
  });
});
