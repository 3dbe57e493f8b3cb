import assert from 'node:assert/strict';
import { createKeyring, openStorage, type Storage } from '../../../src/storage/index.js';
import type { TestDatabase } from '../../support/services.js';
import { type Attune, attuneIn, emptyFolder, removeFolders } from './attune.js';

const key = (name: string): string => `${name}:${Buffer.alloc(32, name).toString('base64')}`;

/** Somebody who runs commands in a folder of their own, on a database with nothing in it. */
export class Administrator {
  attune: Attune;

  private constructor(
    readonly folder: string,
    private readonly database: TestDatabase,
    readonly storage: Storage,
  ) {
    this.attune = this.attuneWith('first');
  }

  static async begin(database: TestDatabase): Promise<Administrator> {
    const folder = emptyFolder();
    const keyring = createKeyring([{ id: 'first', secret: Buffer.alloc(32, 'first') }]);
    return new Administrator(folder, database, await openStorage(database.mongoUri, keyring));
  }

  attuneWith(...keys: string[]): Attune {
    return attuneIn(this.folder, {
      NODE_ENV: 'test',
      MONGODB_URI: this.database.mongoUri,
      REDIS_URL: this.database.redisUrl,
      ENCRYPTION_KEYS: keys.map(key).join(','),
    });
  }

  /** The JSON that a command prints; it must succeed. */
  async json<T = Record<string, unknown>>(...words: string[]): Promise<T> {
    const { code, out, err } = await this.attune(...words, '--json');
    assert.deepEqual([code, err], [0, ''], words.join(' '));
    return JSON.parse(out) as T;
  }

  async text(...words: string[]): Promise<string> {
    const { code, out, err } = await this.attune(...words);
    assert.deepEqual([code, err], [0, ''], words.join(' '));
    assert.throws(() => JSON.parse(out), 'words for people');
    return out;
  }

  async failure(code: number, ...words: string[]): Promise<string> {
    const answer = await this.attune(...words, '--json');
    assert.deepEqual([answer.code, answer.out], [code, ''], answer.err);
    return answer.err;
  }

  async end(): Promise<void> {
    await this.storage.close();
    await this.database.drop();
    removeFolders();
  }
}
