import type { ScopedCollection, Storage } from '../../../src/storage/index.js';
import { openTestStorage, type Probe, probes } from './probe.js';

export const IDS = ['a', 'b', 'c', 'd'];

/** Two institutions, north and south, whose probes lie in one collection of a database of its own. */
export class TwoSchools {
  private constructor(
    readonly storage: Storage,
    readonly close: () => Promise<void>,
  ) {}

  static async open(): Promise<TwoSchools> {
    const { storage, close } = await openTestStorage();
    await storage.everywhere(probes).createCollection();
    return new TwoSchools(storage, close);
  }

  north(): ScopedCollection<Probe> {
    return this.storage.scope('north').collection(probes);
  }

  south(): ScopedCollection<Probe> {
    return this.storage.scope('south').collection(probes);
  }

  /** The collection past any scope. */
  everything() {
    return this.storage.connection.collection<Probe>('probes');
  }

  owned(tenant: string): Promise<Probe[]> {
    return this.everything().find({ tenant }).sort({ _id: 1 }).toArray();
  }
}

export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}
