import { migrateUp, openStorage } from '../../../src/storage/index.js';
import { testKeyring } from './probe.js';

/** A process of its own that migrates the database at an address and prints what it did. */
const storage = await openStorage(process.argv[2] ?? '', testKeyring);
console.log(JSON.stringify(await migrateUp(storage.connection)));
await storage.close();
