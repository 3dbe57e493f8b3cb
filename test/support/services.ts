import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type Db, MongoClient } from 'mongodb';
import { createConnection } from 'mongoose';
import { type Services, startServices } from '../../src/embedded/index.js';
import { migrateUp } from '../../src/storage/index.js';

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
const removing: Promise<void>[] = [];
/** Migrated, and lent to nobody now. */
const ready: Place[] = [];
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

type Place = Omit<TestDatabase, 'drop'>;

async function newPlace(): Promise<Place> {
  const services = await testServices();
  const name = `attune_test_${randomBytes(6).toString('hex')}`;
  const mongoUri = withDatabase(services.mongoUri, name);
  return { mongoUri, name, redisUrl: services.redisUrl, redisPrefix: `${name}:` };
}

async function withDatabaseOf<T>({ mongoUri, name }: Place, work: (database: Db) => Promise<T>): Promise<T> {
  const client = new MongoClient(mongoUri);
  try {
    return await work(client.db(name));
  } finally {
    await client.close();
  }
}

async function remove(place: Place): Promise<void> {
  await withDatabaseOf(place, (database) => database.dropDatabase());
  await dropKeys(place.redisUrl, place.redisPrefix);
}

/** Lends a place until it is dropped, by its borrower or when its file is over. */
function lend(place: Place, takeBack: (place: Place) => Promise<void>): TestDatabase {
  const database: TestDatabase = {
    ...place,
    async drop() {
      if (toDrop.delete(database)) await takeBack(place);
    },
  };
  toDrop.add(database);
  return database;
}

/** A fresh database (and Redis prefix) for a test file: call it in `before`, or in `beforeEach` where tests disturb each other. */
export async function uniqueDatabase(): Promise<TestDatabase> {
  return lend(await newPlace(), remove);
}

async function newMigratedPlace(): Promise<Place> {
  const place = await newPlace();
  const connection = await createConnection(place.mongoUri).asPromise();
  try {
    await migrateUp(connection);
  } finally {
    await connection.close();
  }
  return place;
}

/** Empties all collections but the list of what was migrated. */
function empty(place: Place): Promise<void> {
  return withDatabaseOf(place, async (database) => {
    const collections = await database.collections();
    const filled = collections.filter(({ collectionName }) => collectionName !== 'migrations');
    await Promise.all(filled.map((collection) => collection.deleteMany({})));
  });
}

/**
 * An empty database with every migration applied. Once it is dropped the next who asks gets it: to make one takes more
 * than a second. One that its file leaves behind, whose program may still write, is removed.
 */
export async function migratedDatabase(): Promise<TestDatabase> {
  const place = ready.pop() ?? (await newMigratedPlace());
  await empty(place);
  return lend({ ...place, redisPrefix: `${place.name}:${randomBytes(4).toString('hex')}:` }, async (lent) => {
    await dropKeys(lent.redisUrl, lent.redisPrefix);
    ready.push(place);
  });
}

/** Notes which databases belong to the file whose test just ended. */
export function settleDatabases(): void {
  settled = [...toDrop];
}

/** Begins to remove what the files before have left; nothing waits for it but the end of the run. */
export function dropSettled(): void {
  for (const database of settled) {
    if (!toDrop.delete(database)) continue;
    const removed = remove(database);
    // A failure is told at the end, where it is waited for.
    removed.catch(() => undefined);
    removing.push(removed);
  }
  settled = [];
}

/** Removes what is left and closes what this process started. Called once, after all tests. */
export async function releaseTestServices(): Promise<void> {
  await Promise.all([...removing, ...[...toDrop, ...ready].map(remove)]);
  toDrop.clear();
  const own = await ownServices;
  ownServices = null;
  await own?.close();
}
