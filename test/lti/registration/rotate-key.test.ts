import assert from 'node:assert/strict';
import fc from 'fast-check';
import { LtijsPlatformRegistry, MemoryLtijsDatabase, systemRandomness } from '../../../src/lti/index.js';
import { type TestClock, testClock } from '../../support/app.js';
import { samePair } from '../support/lti-app.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe('rotating our key for a platform', () => {
  let clock: TestClock;
  let registry: LtijsPlatformRegistry;
  let id: string;
  /** Which deletes the database does not carry out; it says no, as ltijs' own does. */
  let keeps: string[];
  class Forgetful extends MemoryLtijsDatabase {
    override async Delete(...[collection, query]: Parameters<MemoryLtijsDatabase['Delete']>): Promise<boolean> {
      return !keeps.includes(collection) && super.Delete(collection, query);
    }
  }
  beforeEach(async () => {
    keeps = [];
    clock = testClock();
    registry = new LtijsPlatformRegistry(new Forgetful(clock), systemRandomness, clock, samePair);
    id = (await register('client-1')).id;
  });

  const register = (clientId: string) =>
    registry.register({
      issuer: 'https://lms.example',
      clientId,
      name: 'LMS',
      authUrl: 'https://lms.example/auth',
      tokenUrl: 'https://lms.example/token',
      jwksUrl: 'https://lms.example/jwks',
      institution: 'school',
      frameOrigins: [],
    });
  const shown = async (): Promise<string[]> =>
    (JSON.parse((await registry.publicKeys()).body).keys as { kid: string }[]).map(({ kid }) => kid);
  const signing = async () => (await registry.signingKey(id)).kid;

  it('shows the new one before it signs, and the old one for a day after', async () => {
    clock.advance(HOUR);
    const { kid, signsFrom } = await registry.rotateKey(id, { atOnce: false });
    assert.equal(signsFrom.getTime(), clock().getTime() + 10 * MINUTE);
    assert.deepEqual(await shown(), [id, kid]);
    assert.equal(await signing(), id);
    clock.advance(10 * MINUTE - 1);
    assert.equal(await signing(), id);
    clock.advance(1);
    assert.equal(await signing(), kid);
    clock.advance(24 * HOUR - 1);
    assert.deepEqual(await shown(), [id, kid]);
    clock.advance(1);
    assert.deepEqual(await shown(), [kid]);
    assert.equal((await registry.findById(id))?.id, id, 'the platform keeps its id');
  });

  it('drops an old one that is not to be trusted at once', async () => {
    const { kid, signsFrom } = await registry.rotateKey(id, { atOnce: true });
    assert.equal(signsFrom.getTime(), clock().getTime());
    assert.deepEqual(await shown(), [kid]);
    assert.equal(await signing(), kid);
  });

  it('leaves the keys of other platforms alone, and goes with its platform', async () => {
    const other = await register('client-2');
    await registry.rotateKey(id, { atOnce: true });
    assert.ok((await shown()).includes(other.id));
    await registry.remove(id);
    assert.deepEqual(await shown(), [other.id]);
    await assert.rejects(registry.rotateKey(id, { atOnce: false }), /not registered/);
  });

  for (const half of ['publickey', 'privatekey']) {
    it(`says so when an old one could not be dropped, and drops it when told again (${half})`, async () => {
      keeps = [half];
      await assert.rejects(registry.rotateKey(id, { atOnce: true }), /could not be removed/);
      keeps = [];
      const { kid } = await registry.rotateKey(id, { atOnce: true });
      assert.deepEqual([await shown(), await signing()], [[kid], kid]);
    });
  }

  for (const kept of ['publickey', 'privatekey', 'platform']) {
    it(`goes with a platform that can be removed again when that broke off (${kept})`, async () => {
      keeps = [kept];
      await assert.rejects(registry.remove(id), /could not be removed/);
      keeps = [];
      await registry.remove(id);
      assert.deepEqual([await registry.list(), await shown()], [[], []]);
    });
  }

  it('never signs with a key that is not shown, or was not long enough, however often it is done', async () => {
    const waits = fc.array(fc.integer({ min: 0, max: 30 * 60 }), { minLength: 1, maxLength: 12 });
    await fc.assert(
      fc.asyncProperty(waits, async (minutes) => {
        const platform = await register(systemRandomness.id());
        id = platform.id;
        const firstSeen = new Map<string, number>();
        for (const wait of minutes) {
          await registry.rotateKey(id, { atOnce: false });
          for (const kid of await shown()) if (!firstSeen.has(kid)) firstSeen.set(kid, clock().getTime());
          clock.advance(wait * MINUTE);
          const now = await signing();
          assert.ok((await shown()).includes(now));
          const age = clock().getTime() - (firstSeen.get(now) ?? Number.POSITIVE_INFINITY);
          assert.ok(now === platform.id || age >= 10 * MINUTE, `${age} ms`);
        }
        await registry.remove(id);
      }),
      { seed: 7, numRuns: 40 },
    );
  });
});
