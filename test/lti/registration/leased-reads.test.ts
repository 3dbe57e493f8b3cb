import assert from 'node:assert/strict';
import { LeasedReads } from '../../../src/lti/registration/leased-reads.js';

describe('a leased read', () => {
  let now = 0;
  let reads: LeasedReads<string>;
  let made: number;
  const ask = (answer: string) =>
    reads.get('key', async () => {
      made += 1;
      return answer;
    });
  beforeEach(() => {
    [now, made] = [0, 0];
    reads = new LeasedReads(
      (value: string) => value === 'open',
      () => now,
    );
  });
  const settled = () => new Promise((resolve) => setImmediate(resolve));

  it('counts for a quarter of a second from when it began', async () => {
    await ask('open');
    now = 249;
    assert.equal(await ask('closed'), 'open');
    now = 250;
    assert.equal(await ask('closed'), 'closed');
    assert.equal(made, 2);
  });

  it('is never kept when what was read is closed, or could not be read', async () => {
    await ask('closed');
    await settled();
    assert.equal(await ask('open'), 'open');
    now = 1_000;
    await assert.rejects(
      reads.get('key', () => Promise.reject(new Error('no database'))),
      /no database/,
    );
    await settled();
    assert.equal(await ask('open'), 'open');
  });

  it('is over for this process when a door closes, and for every other before that is said', async () => {
    await ask('open');
    const elsewhere = new LeasedReads((value: string) => value === 'open');
    await elsewhere.get('key', async () => 'open');
    await reads.end();
    assert.equal(await ask('closed'), 'closed');
    assert.equal(await elsewhere.get('key', async () => 'closed'), 'closed');
  });
});
