import assert from 'node:assert/strict';
import { SharedReads } from '../../src/storage/shared-reads.js';

/** A read that ends when the test says so. */
function slowReads() {
  const waiting: ((value: number) => void)[] = [];
  const fail: ((error: Error) => void)[] = [];
  let begun = 0;
  const read = (): Promise<number> => {
    begun += 1;
    return new Promise((resolve, reject) => {
      waiting.push(resolve);
      fail.push(reject);
    });
  };
  return { read, begun: () => begun, end: (value: number) => waiting.shift()?.(value), fail: () => fail };
}

const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('a shared read', () => {
  it('that is under way serves nobody who comes later; all of them share the next one', async () => {
    const reads = new SharedReads();
    const slow = slowReads();
    const first = reads.get('a', slow.read);
    const later = [1, 2, 3].map(() => reads.get('a', slow.read));
    await settled();
    assert.equal(slow.begun(), 1);
    slow.end(10);
    assert.equal(await first, 10);
    await settled();
    assert.equal(slow.begun(), 2, 'the next begins only now, after everybody asked');
    const last = reads.get('a', slow.read);
    slow.end(20);
    assert.deepEqual(await Promise.all(later), [20, 20, 20]);
    await settled();
    slow.end(30);
    assert.equal(await last, 30);
    assert.equal(slow.begun(), 3);
  });

  it('keeps nothing when it is over', async () => {
    const reads = new SharedReads();
    let value = 0;
    const read = async () => {
      value += 1;
      return value;
    };
    assert.deepEqual([await reads.get('a', read), await reads.get('a', read)], [1, 2]);
  });

  it('is apart from those of other keys', async () => {
    const reads = new SharedReads();
    const found = await Promise.all(['a', 'b'].map((key) => reads.get(key, async () => key)));
    assert.deepEqual(found, ['a', 'b']);
  });

  it('that fails, fails for those who shared it, and the next is made all the same', async () => {
    const reads = new SharedReads();
    const slow = slowReads();
    const first = reads.get('a', slow.read);
    const next = reads.get('a', async () => 5);
    slow.fail()[0]?.(new Error('the line broke'));
    await assert.rejects(first, /the line broke/);
    assert.equal(await next, 5);
  });
});
