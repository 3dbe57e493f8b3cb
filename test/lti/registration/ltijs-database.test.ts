import assert from 'node:assert/strict';
import type { Database } from 'ltijs';
import { MemoryLtijsDatabase, MongoLtijsDatabase, systemRandomness } from '../../../src/lti/index.js';
import { openStorage, type Storage } from '../../../src/storage/index.js';
import { uniqueDatabase } from '../../support/services.js';
import { emptyDatabase, keys, openTestStorage } from '../support/lti-app.js';

const platform = (clientId: string, kid: string) => ({
  platformUrl: 'https://lms.example',
  clientId,
  kid,
  platformName: 'LMS',
  authEndpoint: 'https://lms.example/auth',
  accesstokenEndpoint: 'https://lms.example/token',
  authConfig: { method: 'JWK_SET', key: 'https://lms.example/jwks' },
  institution: 'school',
  frameOrigins: [],
});

/** What ltijs may rely on, and what we add, whichever database is under it. */
function contract(name: string, open: () => Promise<{ database: Database; close(): Promise<void> }>): void {
  describe(`the ltijs database ${name}`, () => {
    let database: Database;
    let close: () => Promise<void>;

    beforeEach(async () => {
      ({ database, close } = await open());
      assert.equal(await database.setup(), true);
    });
    afterEach(async () => {
      assert.equal(await database.Close(), true);
      await close();
    });

    it('says false when there is nothing', async () => {
      assert.equal(await database.Get(false, 'platform', { kid: 'a' }), false);
      assert.equal(await database.Get('key', 'publickey'), false);
    });

    it('gives back what was inserted', async () => {
      await database.Insert(false, 'platform', platform('a', 'kid-a'));
      await database.Insert(false, 'platform', platform('b', 'kid-b'));
      assert.deepEqual(await database.Get(false, 'platform', { platformUrl: 'https://lms.example', clientId: 'b' }), [
        platform('b', 'kid-b'),
      ]);
      assert.equal(((await database.Get(false, 'platform')) || []).length, 2);
    });

    it('gives sealed items back with the time of their making', async () => {
      const index = { kid: 'k', platformUrl: 'https://lms.example', clientId: 'a' };
      await database.Insert('key', 'privatekey', { kid: 'k', key: 'PEM' }, index);
      const [item] = (await database.Get('key', 'privatekey', { kid: 'k' })) || [];
      assert.ok(item?.createdAt instanceof Date);
      assert.deepEqual({ ...item, createdAt: null }, { kid: 'k', key: 'PEM', createdAt: null });
    });

    it('replaces, or inserts what there is not yet', async () => {
      const query = { platformUrl: 'https://lms.example', clientId: 'a' };
      for (const key of ['one', 'two']) {
        await database.Replace('key', 'publickey', query, { kid: 'k', key }, { kid: 'k', ...query });
      }
      const found = (await database.Get('key', 'publickey', { kid: 'k' })) || [];
      assert.deepEqual(
        found.map(({ key }) => key),
        ['two'],
      );
      await database.Replace(false, 'platformStatus', { id: 'k' }, { id: 'k', active: true });
      await database.Replace(false, 'platformStatus', { id: 'k' }, { id: 'k', active: false });
      assert.deepEqual(await database.Get(false, 'platformStatus', { id: 'k' }), [{ id: 'k', active: false }]);
    });

    it('changes some fields and leaves the others', async () => {
      await database.Insert(false, 'platform', platform('a', 'kid-a'));
      await database.Modify(false, 'platform', { kid: 'kid-a' }, { platformName: 'New' });
      const [found] = (await database.Get(false, 'platform', { kid: 'kid-a' })) || [];
      assert.deepEqual(found, { ...platform('a', 'kid-a'), platformName: 'New' });
    });

    it('deletes what matches and nothing else', async () => {
      await database.Insert(false, 'platform', platform('a', 'kid-a'));
      await database.Insert(false, 'platform', platform('b', 'kid-b'));
      assert.equal(await database.Delete('platform', { kid: 'kid-a' }), true);
      assert.deepEqual(await database.Get(false, 'platform'), [platform('b', 'kid-b')]);
    });

    it('takes a platform without a status for a closed one', async () => {
      assert.deepEqual(await database.Get(false, 'platformStatus', { id: 'nobody' }), [{ active: false }]);
    });

    it('keeps one platform per issuer and client, and one key per id', async () => {
      await database.Insert(false, 'platform', platform('a', 'kid-a'));
      await assert.rejects(database.Insert(false, 'platform', platform('a', 'kid-b')));
      await assert.rejects(database.Insert(false, 'platform', platform('b', 'kid-a')));
      const index = { kid: 'k', platformUrl: 'https://lms.example', clientId: 'a' };
      await database.Insert('key', 'publickey', { kid: 'k', key: 'x' }, index);
      await assert.rejects(database.Insert('key', 'publickey', { kid: 'k', key: 'y' }, { ...index, clientId: 'b' }));
    });

    for (const query of [
      { kid: { $ne: '' } },
      { kid: ['a'] },
      { kid: null },
      { kid: /./ },
      { $where: '1' },
      { name: 'x' },
    ]) {
      it(`refuses the query ${JSON.stringify(query)}`, async () => {
        await database.Insert(false, 'platform', platform('a', 'kid-a'));
        await assert.rejects(database.Get(false, 'platform', query), TypeError);
        await assert.rejects(database.Replace(false, 'platform', query, platform('b', 'kid-b')), TypeError);
        await assert.rejects(database.Modify(false, 'platform', query, { platformName: 'x' }), TypeError);
        // Nobody waits for a delete of ltijs: it says no, and never throws.
        assert.equal(await database.Delete('platform', query), false);
        assert.deepEqual(await database.Get(false, 'platform'), [platform('a', 'kid-a')]);
      });
    }

    it('keeps nothing for ltijs but platforms and keys', async () => {
      for (const collection of ['state', 'nonce', 'idtoken', 'contexttoken', '__proto__', 'constructor']) {
        await assert.rejects(database.Insert(false, collection, { state: 'x' }), RangeError);
        assert.equal(await database.Delete(collection, {}), false);
      }
    });
  });
}

contract('in memory', async () => ({
  database: new MemoryLtijsDatabase(() => new Date()),
  close: async () => undefined,
}));

describe('with MongoDB', () => {
  let storage: Storage;
  before(async () => {
    storage = await openTestStorage();
  });
  after(() => storage.close());
  contract('in MongoDB', async () => ({
    database: new MongoLtijsDatabase(storage, systemRandomness, () => new Date()),
    close: () => emptyDatabase(storage),
  }));
});

describe('keys at rest', () => {
  let storage: Storage;
  let database: MongoLtijsDatabase;
  const index = { kid: 'k', platformUrl: 'https://lms.example', clientId: 'a' };

  before(async () => {
    storage = await openTestStorage();
  });
  beforeEach(async () => {
    await emptyDatabase(storage);
    database = new MongoLtijsDatabase(storage, systemRandomness, () => new Date());
    await database.Insert('key', 'privatekey', { kid: 'k', key: 'PRIVATE-PEM' }, index);
    await database.Insert('key', 'publickey', { kid: 'k', key: 'PUBLIC-PEM' }, index);
  });
  after(() => storage.close());

  const raw = () => storage.connection.collection('ltijs_private_keys').findOne({ kid: 'k' });

  it('are sealed, with the name of the key that closed them', async () => {
    const kept = await raw();
    assert.equal(kept?.sealed.key, 'k1');
    assert.ok(!JSON.stringify(kept).includes('PRIVATE-PEM'));
  });

  it('do not open after they were changed, or moved to another record', async () => {
    const kept = await raw();
    const collection = storage.connection.collection<{ _id: string }>('ltijs_private_keys');
    const { _id, ...rest } = kept as unknown as { _id: string; kid: string };
    await collection.insertOne({ ...rest, _id: 'elsewhere', kid: 'moved' } as never);
    await assert.rejects(database.Get('key', 'privatekey', { kid: 'moved' }));
    assert.ok(await database.Get('key', 'privatekey', { kid: 'k' }), _id);
  });

  it('are closed again with the newest key, and then need the old one no more', async () => {
    const { name } = storage.connection;
    const { mongoUri } = await uniqueDatabase();
    const uri = mongoUri.replace(/attune_test_[0-9a-f]+/, name);
    const both = await openStorage(uri, keys('k2', 'k1'));
    const rotated = new MongoLtijsDatabase(both, systemRandomness, () => new Date());
    assert.equal(await rotated.resealAll(), 2);
    assert.equal(await rotated.resealAll(), 0);
    await both.close();
    const only = await openStorage(uri, keys('k2'));
    const [item] =
      (await new MongoLtijsDatabase(only, systemRandomness, () => new Date()).Get('key', 'privatekey', index)) || [];
    assert.equal(item?.key, 'PRIVATE-PEM');
    await only.close();
  });
});
