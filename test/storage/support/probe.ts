import { Schema } from 'mongoose';
import { createKeyring, defineCollection, type Owned, openStorage, type Storage } from '../../../src/storage/index.js';
import { uniqueDatabase } from '../../support/services.js';

/** A collection for tests alone. */
export interface Probe extends Owned {
  n: number;
  word: string | null;
}

export const probes = defineCollection<Probe>(
  'probes',
  new Schema({
    _id: { type: String, required: true },
    tenant: { type: String, required: true },
    n: Number,
    word: String,
  }),
);

export const testKeyring = createKeyring([{ id: 'test', secret: Buffer.alloc(32, 'test') }]);

/** A storage on a database of its own; `close` drops it. */
export async function openTestStorage(): Promise<{ storage: Storage; mongoUri: string; close(): Promise<void> }> {
  const database = await uniqueDatabase();
  const storage = await openStorage(database.mongoUri, testKeyring);
  return {
    storage,
    mongoUri: database.mongoUri,
    async close() {
      await storage.close();
      await database.drop();
    },
  };
}
