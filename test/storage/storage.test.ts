import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MongoClient } from 'mongodb';
import { mongodRecipe } from '../../src/embedded/mongod-recipe.js';
import { resolveBinary } from '../../src/embedded/resolve.js';
import { freePort, type ServerProcess, startServer } from '../../src/embedded/server-process.js';
import { ownSurroundings } from '../../src/embedded/surroundings.js';
import { openStorage, StorageError } from '../../src/storage/index.js';
import { projectRoot, testServices } from '../support/services.js';
import { openTestStorage, probes, testKeyring } from './support/probe.js';

/** How opening is refused, and how long that took (milliseconds). */
async function refusalOf(uri: string): Promise<{ reason: string; message: string; took: number }> {
  const start = performance.now();
  try {
    await (await openStorage(uri, testKeyring)).close();
  } catch (error) {
    assert.ok(error instanceof StorageError, String(error));
    return { reason: error.reason, message: error.message, took: performance.now() - start };
  }
  assert.fail('it was opened');
}

/** A MongoDB that is no replica set, in a folder of its own. */
async function startStandalone(folder: string): Promise<{ server: ServerProcess; port: number }> {
  const surroundings = ownSurroundings(process.env, () => undefined, join(projectRoot, '.attune/cache'));
  const { path } = await resolveBinary(mongodRecipe, surroundings);
  const port = await freePort();
  const isReady = async (): Promise<boolean> => {
    const client = new MongoClient(`mongodb://127.0.0.1:${port}/?directConnection=true`, {
      serverSelectionTimeoutMS: 500,
    });
    try {
      return (await client.db('admin').command({ ping: 1 })).ok === 1;
    } finally {
      await client.close();
    }
  };
  const args = ['--bind_ip', '127.0.0.1', '--port', String(port), '--dbpath', folder, '--nounixsocket'];
  const command = { service: 'MongoDB', program: path, args, marks: ['mongod', folder], folder, isReady };
  return { server: await startServer(command, () => undefined), port };
}

describe('storage', () => {
  it('opens a replica set, answers pings, and closes', async () => {
    const { storage, close } = await openTestStorage();
    await storage.ping();
    await close();
    await assert.rejects(storage.ping());
  });

  it('uses the database that the address names, and "attune" when it names none', async () => {
    const { mongoUri } = await testServices();
    const [, server = '', query = ''] = /^(mongodb:\/\/[^/?]+)[^?]*(\?.*)?$/.exec(mongoUri) ?? [];
    const named = async (uri: string): Promise<string | undefined> => {
      const storage = await openStorage(uri, testKeyring);
      const name = storage.connection.db?.databaseName;
      await storage.close();
      return name;
    };
    assert.equal(await named(`${server}/school${query}`), 'school');
    assert.equal(await named(`${server}/${query}`), 'attune');
    assert.equal(await named(`${server}${query.replace('?', '/?')}`), 'attune');
  });

  it('makes no collection and no index by itself', async () => {
    const { storage, close } = await openTestStorage();
    storage.scope('north').collection(probes);
    await storage.scope('north').collection(probes).find({});
    assert.deepEqual(await storage.connection.listCollections(), []);
    await close();
  });

  it('says within its time-out that nobody answers', async function () {
    this.timeout(15_000);
    const { reason, message, took } = await refusalOf(`mongodb://127.0.0.1:${await freePort()}/attune`);
    assert.equal(reason, 'unreachable');
    assert.equal(message, 'MongoDB did not answer. Check MONGODB_URI and that the server runs.');
    assert.ok(took < 8_000, `${took} ms`);
  });

  it('says that an address is none', async () => {
    const { message } = await refusalOf('http://localhost:27017');
    assert.equal(message, 'MONGODB_URI is not an address of MongoDB; it begins with mongodb://.');
  });

  it('says that user and password are wrong, and does not repeat them', async () => {
    const { mongoUri } = await testServices();
    const { message } = await refusalOf(mongoUri.replace('mongodb://', 'mongodb://somebody:s3cret@'));
    assert.equal(message, 'MongoDB refused us. Check user and password in MONGODB_URI.');
  });

  describe('of a MongoDB without transactions', () => {
    let folder = '';
    let server: ServerProcess | undefined;
    let port = 0;
    before(async function () {
      this.timeout(60_000);
      folder = mkdtempSync(join(tmpdir(), 'attune-standalone-'));
      mkdirSync(folder, { recursive: true });
      ({ server, port } = await startStandalone(folder));
    });
    after(async function () {
      this.timeout(30_000);
      await server?.stop();
      rmSync(folder, { recursive: true, force: true });
    });

    it('is refused with a sentence', async () => {
      const { reason, message } = await refusalOf(`mongodb://127.0.0.1:${port}/attune`);
      assert.equal(reason, 'no-transactions');
      assert.equal(
        message,
        'MongoDB runs without transactions. Start it as a replica set (one node is enough), then try again.',
      );
    });
  });
});
