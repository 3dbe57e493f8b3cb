import assert from 'node:assert/strict';
import { RefusalLog } from '../../../src/lti/index.js';
import type { Storage } from '../../../src/storage/index.js';
import { testClock } from '../../support/app.js';
import { openTestStorage } from '../support/lti-app.js';

describe('the log of refusals', () => {
  let storage: Storage;
  before(async () => {
    storage = await openTestStorage();
  });
  after(() => storage?.close());

  it('keeps so many in an hour of one platform, or of none, and no more', async () => {
    const clock = testClock();
    const log = new RefusalLog(storage, clock, 2);
    const flood = async (name: string, clientId: string | null) => {
      const platform = clientId === null ? null : { issuer: 'https://lms.example', clientId };
      for (const turn of [1, 2, 3]) {
        const draft = { reference: `${name} ${turn}`, code: 'token-nonce', detail: '', tenant: null } as const;
        await log.put({ ...draft, platform });
      }
    };
    const kept = async () => (await log.list({ limit: 100 })).map(({ _id }) => _id).sort();
    await flood('a', 'client-a');
    await flood('none', null);
    assert.deepEqual(await kept(), ['a 1', 'a 2', 'none 1', 'none 2']);
    await flood('b', 'client-b');
    clock.advance(3_600_000);
    await flood('later', 'client-a');
    assert.deepEqual(await kept(), ['a 1', 'a 2', 'b 1', 'b 2', 'later 1', 'later 2', 'none 1', 'none 2']);
  });

  it('is listed and counted by an index', async () => {
    const refusals = storage.connection.collection('launch_refusals');
    const planOf = async (filter: object, sort: Record<string, 1 | -1>) =>
      JSON.stringify((await refusals.find(filter).sort(sort).explain('queryPlanner')).queryPlanner.winningPlan);
    const since = { created_at: { $gte: new Date(0) } };
    for (const [filter, index] of [
      [{}, 'refusals_by_time'],
      [{ tenant: 't' }, 'refusals_of_an_institution'],
      [{ issuer: 'i', client_id: 'c', ...since }, 'refusals_of_a_platform'],
    ] as const) {
      const plan = await planOf(filter, { created_at: -1 });
      assert.match(plan, new RegExp(`"indexName":"${index}"`));
      assert.doesNotMatch(plan, /COLLSCAN|"SORT"/);
    }
  });
});
