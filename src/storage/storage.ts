import { type Connection, createConnection, type Model } from 'mongoose';
import type { Collection, Owned } from './collection.js';
import type { Keyring } from './keyring.js';
import { Scope } from './scope.js';

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
 * @throws Error with one sentence when MongoDB cannot be reached or is not a replica set
 */
export async function openStorage(uri: string, keyring: Keyring): Promise<Storage> {
  const connection = createConnection(withDatabase(uri), {
    serverSelectionTimeoutMS: SELECTION_MS,
    autoIndex: false,
    autoCreate: false,
  });
  try {
    await connection.asPromise();
  } catch (error) {
    await connection.close().catch(() => undefined);
    throw new Error('MongoDB did not answer. Check MONGODB_URI and that the server runs.', { cause: error });
  }
  if (!(await hasTransactions(connection))) {
    await connection.close();
    throw new Error(
      'MongoDB runs without transactions. Start it as a replica set (one node is enough), then try again.',
    );
  }
  return {
    connection,
    keyring,
    scope: (tenant) => new Scope(connection, tenant),
    everywhere: (collection) => collection.on(connection),
    ping: async () => {
      await connection.db?.command({ ping: 1, maxTimeMS: PING_MS }, { timeoutMS: PING_MS });
    },
    close: () => connection.close(),
  };
}

/** An address without a database name means ours. */
function withDatabase(uri: string): string {
  const [, before = '', database = '', query = ''] = /^(mongodb(?:\+srv)?:\/\/[^/?]+)\/?([^?]*)(\?.*)?$/.exec(uri) ?? [];
  return before === '' ? uri : `${before}/${database === '' ? DATABASE : database}${query}`;
}

async function hasTransactions(connection: Connection): Promise<boolean> {
  const hello = await connection.db?.command({ hello: 1 });
  return hello !== undefined && (hello.setName !== undefined || hello.msg === 'isdbgrid');
}
