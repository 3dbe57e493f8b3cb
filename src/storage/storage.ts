import { type Connection, createConnection, type Model } from 'mongoose';
import type { Collection, Owned } from './collection.js';
import type { Keyring } from './keyring.js';
import { type Listener, News } from './news.js';
import { Scope } from './scope.js';
import { StorageError } from './storage-error.js';

/** The door to MongoDB. Institutions are reached through `scope`; see `everywhere` for the few things above them. */
export interface Storage {
  readonly connection: Connection;
  readonly keyring: Keyring;
  /** All that one institution owns. */
  scope(tenant: string): Scope;
  /**
   * A collection across institutions. Only for what exists before a tenant is known (platforms, deployments, logins)
   * and for the outbox; a test holds the list of files that may call it.
   */
  everywhere<T>(collection: Collection<T>): Model<Owned>;
  /** Hears of what this process commits; see News. @returns ends it */
  listen(listener: Listener): () => void;
  /** Resolves when MongoDB answers now. @throws when it does not within two seconds */
  ping(): Promise<void>;
  close(): Promise<void>;
}

const DATABASE = 'attune';
const SELECTION_MS = 5_000;
const PING_MS = 2_000;

/**
 * Connects and proves that transactions work.
 *
 * @throws StorageError with one sentence when MongoDB cannot be reached or is not a replica set
 */
export async function openStorage(uri: string, keyring: Keyring): Promise<Storage> {
  const connection = createConnection();
  try {
    await connection.openUri(uri, {
      serverSelectionTimeoutMS: SELECTION_MS,
      autoIndex: false,
      autoCreate: false,
      ...(namesDatabase(uri) ? {} : { dbName: DATABASE }),
    });
  } catch (cause) {
    await connection.close().catch(() => undefined);
    throw new StorageError('unreachable', whyNot(cause), { cause });
  }
  if (!(await hasTransactions(connection))) {
    await connection.close();
    throw new StorageError(
      'no-transactions',
      'MongoDB runs without transactions. Start it as a replica set (one node is enough), then try again.',
    );
  }
  // The driver looks each list that it reads up in here and finds what every object inherits: a list under the key
  // `constructor` came back as bytes. What inherits nothing has nothing to be found.
  Object.setPrototypeOf(connection.getClient().bsonOptions.fieldsAsRaw ?? {}, null);
  const news = new News();
  return {
    connection,
    keyring,
    scope: (tenant) => new Scope(connection, tenant, null, news),
    listen: (listener) => news.listen(listener),
    everywhere: (collection) => collection.on(connection),
    ping: async () => {
      if (!connection.db) throw new StorageError('unreachable', 'The database connection is closed.');
      await withinPing(connection.db.command({ ping: 1, maxTimeMS: PING_MS }));
    },
    close: () => connection.close(),
  };
}

/** The driver looks for a server longer than a health check may take. */
async function withinPing(answer: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    const late = new StorageError('unreachable', `MongoDB did not answer within ${PING_MS} ms.`);
    timer = setTimeout(() => reject(late), PING_MS);
  });
  try {
    await Promise.race([answer, limit]);
  } finally {
    clearTimeout(timer);
  }
}

function whyNot(error: unknown): string {
  const name = error instanceof Error ? error.name : '';
  if (name === 'MongoParseError') return 'MONGODB_URI is not an address of MongoDB; it begins with mongodb://.';
  if (name === 'MongoServerError') return 'MongoDB refused us. Check user and password in MONGODB_URI.';
  return 'MongoDB did not answer. Check MONGODB_URI and that the server runs.';
}

/** An address without a database name means ours. It is not written into the address: there it would also say where
 * the user's password is kept. */
function namesDatabase(uri: string): boolean {
  return /^mongodb(\+srv)?:\/\/[^/?]+\/[^?]/.test(uri);
}

async function hasTransactions(connection: Connection): Promise<boolean> {
  const hello = await connection.db?.command({ hello: 1 });
  return hello !== undefined && (hello.setName !== undefined || hello.msg === 'isdbgrid');
}
