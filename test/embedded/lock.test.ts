import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedServiceError } from '../../src/embedded/errors.js';
import { identify } from '../../src/embedded/identity.js';
import { withLock } from '../../src/embedded/lock.js';
import { type FakeMachine, fakeMachine } from './fakes.js';

describe('a lock file', () => {
  let machine: FakeMachine;
  let file: string;
  beforeEach(() => {
    machine = fakeMachine();
    file = join(machine.root, 'thing.lock');
  });
  afterEach(() => machine.remove());
  const options = { onWait: () => {}, timeoutMs: 5_000 };

  it('lets one in at a time, and is gone afterwards, also after an error', async () => {
    let inside = 0;
    let most = 0;
    const work = async (): Promise<void> => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((done) => setTimeout(done, 10));
      inside -= 1;
      throw new Error('work failed');
    };
    const results = await Promise.allSettled([1, 2, 3, 4].map(() => withLock(file, options, work)));
    assert.equal(most, 1);
    assert.equal(results.filter(({ status }) => status === 'rejected').length, 4);
    assert.deepEqual(readdirSync(machine.root), ['bin']);
  });

  it('is taken over from a process that died', async () => {
    const { pid } = spawnSync(process.execPath, ['--version']);
    writeFileSync(file, JSON.stringify({ pid, started: '1' }));
    assert.equal(await withLock(file, options, async () => 'done'), 'done');
  });

  it('is taken over from an earlier process whose number was given to another', async () => {
    writeFileSync(file, JSON.stringify({ pid: process.pid, started: 'long ago' }));
    assert.equal(await withLock(file, options, async () => 'done'), 'done');
  });

  it('is taken over when it can not be read', async () => {
    writeFileSync(file, '{');
    assert.equal(await withLock(file, options, async () => 'done'), 'done');
  });

  it('is respected while its owner lives, and then says who that is', async () => {
    writeFileSync(file, JSON.stringify(identify(process.pid)));
    const waited: number[] = [];
    const attempt = withLock(file, { onWait: (pid) => waited.push(pid), timeoutMs: 250 }, async () => 'done');
    await assert.rejects(
      attempt,
      (error: unknown) => error instanceof EmbeddedServiceError && error.message.includes(`Process ${process.pid}`),
    );
    assert.deepEqual(waited, [process.pid]);
    assert.equal(existsSync(file), true);
  });
});
