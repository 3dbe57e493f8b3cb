import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { MongoClient } from 'mongodb';
import { type Services, startServices } from '../../src/embedded/index.js';

/** The folder of package.json. */
export const projectRoot = fileURLToPath(new URL('../..', import.meta.url));

/** A real MongoDB (a replica set) and a real Redis, shared by all tests of a run. */
export interface TestServices {
  mongoUri: string;
  redisUrl: string;
}

/** A database and a key prefix that nobody else uses. */
export interface TestDatabase {
  /** The address with the database's name in it. */
  mongoUri: string;
  /** The database's name. */
  name: string;
  redisUrl: string;
  /** To be put in front of every key in Redis; it ends with a colon. */
  redisPrefix: string;
  /** Removes both now. What is not dropped by a test is dropped after all tests. */
  drop(): Promise<void>;
}

const toDrop = new Set<TestDatabase>();
/** Those that were there when the last test ended. */
let settled: TestDatabase[] = [];
const dropping: Promise<void>[] = [];
let ownServices: Promise<Services> | null = null;

function startOwn(): Promise<Services> {
  const say = (line: string): void => console.error(line);
  ownServices ??= startServices({ directory: projectRoot, keep: false, say, env: process.env });
  return ownServices;
}

/**
 * The services to test on: those that `npm test` started, or else, for a file that is run by hand, throwaway ones that
 * are started once for this process and closed after its last test. (On a machine that has never fetched them, run
 * `npm test` once first: a hook does not wait for a download.)
 */
export async function testServices(): Promise<TestServices> {
  const { ATTUNE_TEST_MONGODB_URI: mongoUri, ATTUNE_TEST_REDIS_URL: redisUrl } = process.env;
  if (mongoUri !== undefined && redisUrl !== undefined) return { mongoUri, redisUrl };
  const own = await startOwn();
  return { mongoUri: own.mongoUri, redisUrl: own.redisUrl };
}

/** The same server's address with another database in it. */
function withDatabase(uri: string, name: string): string {
  const match = /^(mongodb(?:\+srv)?:\/\/[^/?]+)(?:\/[^?]*)?(\?.*)?$/.exec(uri);
  if (match === null) throw new Error('the test MongoDB address is not a mongodb:// address');
  return `${match[1]}/${name}${match[2] ?? ''}`;
}

const DELETE_BY_PREFIX = `local cursor = '0'
repeat
  local page = redis.call('SCAN', cursor, 'MATCH', ARGV[1] .. '*', 'COUNT', 1000)
  cursor = page[1]
  for _, key in ipairs(page[2]) do redis.call('DEL', key) end
until cursor == '0'
return 1`;

/** Removes every key with a prefix, in one script on the server: no client library is needed for that. */
function dropKeys(redisUrl: string, prefix: string): Promise<void> {
  const { hostname, port } = new URL(redisUrl);
  const words = ['EVAL', DELETE_BY_PREFIX, '0', prefix];
  const request = words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('');
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port === '' ? 6379 : port) });
    socket.setTimeout(5_000, () => socket.destroy(new Error('Redis did not answer in 5 s')));
    socket.on('error', reject);
    socket.on('connect', () => socket.write(`*${words.length}\r\n${request}`));
    socket.on('data', (reply) => {
      socket.destroy();
      const text = reply.toString();
      if (text.startsWith(':')) resolve();
      else reject(new Error(text.trim()));
    });
  });
}

/** A fresh database (and Redis prefix) for a test file: call it in `before`, or in `beforeEach` where tests disturb each other. */
export async function uniqueDatabase(): Promise<TestDatabase> {
  const services = await testServices();
  const name = `attune_test_${randomBytes(6).toString('hex')}`;
  const database: TestDatabase = {
    mongoUri: withDatabase(services.mongoUri, name),
    name,
    redisUrl: services.redisUrl,
    redisPrefix: `${name}:`,
    async drop() {
      if (!toDrop.delete(database)) return;
      const client = new MongoClient(database.mongoUri);
      try {
        await client.db(name).dropDatabase();
      } finally {
        await client.close();
      }
      await dropKeys(services.redisUrl, database.redisPrefix);
    },
  };
  toDrop.add(database);
  return database;
}

/** Notes which databases belong to the file whose test just ended. */
export function settleDatabases(): void {
  settled = [...toDrop];
}

/** Begins to drop what the files before have left; nothing waits for it but the end of the run. */
export function dropSettled(): void {
  for (const database of settled) {
    const dropped = database.drop();
    // A failure is told at the end, where it is waited for.
    dropped.catch(() => undefined);
    dropping.push(dropped);
  }
  settled = [];
}

/** Drops what is left and closes what this process started. Called once, after all tests. */
export async function releaseTestServices(): Promise<void> {
  await Promise.all([...dropping, ...[...toDrop].map((database) => database.drop())]);
  const own = await ownServices;
  ownServices = null;
  await own?.close();
}
