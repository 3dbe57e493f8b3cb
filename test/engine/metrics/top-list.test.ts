import assert from 'node:assert/strict';
import fc from 'fast-check';
import { topListMeter } from '../../../src/engine/metrics/top-list.js';

function near(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) < 1e-12, `${actual} is not ${expected}`);
}

const CATALOGUE = 12;
const items = (least: number) => fc.uniqueArray(fc.nat({ max: CATALOGUE - 1 }), { minLength: least });
const lists = fc.array(fc.tuple(items(0), items(1)), { minLength: 1, maxLength: 15 });

describe('topListMeter', () => {
  it('is worked by hand over two lists', () => {
    const meter = topListMeter(3, 10);
    meter.add([4, 7, 1], new Set([7, 1, 9, 8]));
    // Found at places 2 and 3: (1/log2 3 + 1/log2 4) of the best (1 + 1/log2 3 + 1/log2 4).
    const third = 1 / Math.log2(3);
    near(meter.metrics().ndcg, (third + 0.5) / (1 + third + 0.5));
    meter.add([0, 4, 2], new Set([5]));
    const { hitRate, ndcg, recall, coverage, lists: count } = meter.metrics();
    near(ndcg, (third + 0.5) / (1 + third + 0.5) / 2);
    // One list of two hits; 2 of 4 and 0 of 1 are found; {0, 1, 2, 4, 7} of 10 were shown.
    assert.deepEqual([hitRate, recall, coverage, count], [0.5, 0.25, 0.5, 2]);
  });

  it('gives a single choice 1 / log2(place + 1)', () => {
    for (const [place, gain] of [1, 1 / Math.log2(3), 1 / 2, 1 / Math.log2(5)].entries()) {
      const meter = topListMeter(4, 4);
      meter.add([3, 2, 1, 0], new Set([3 - place]));
      const { hitRate, ndcg, recall } = meter.metrics();
      assert.deepEqual([hitRate, recall], [1, 1]);
      near(ndcg, gain);
    }
  });

  it('does not look beyond its places, nor need them filled', () => {
    const meter = topListMeter(2, 5);
    meter.add([0, 1, 2, 3], new Set([2, 3]));
    assert.deepEqual(meter.metrics(), { hitRate: 0, ndcg: 0, recall: 0, coverage: 0.4, lists: 1 });
    const short = topListMeter(3, 4);
    short.add([2], new Set([2, 3]));
    near(short.metrics().ndcg, 1 / (1 + 1 / Math.log2(3)));
    short.add([], new Set([1]));
    assert.deepEqual([short.metrics().hitRate, short.metrics().coverage], [0.5, 0.25]);
  });

  it('agrees with the definitions, list by list', () => {
    fc.assert(
      fc.property(lists, fc.integer({ min: 1, max: 15 }), (drawn, size) => {
        const meter = topListMeter(size, CATALOGUE);
        let [hits, gains, recalls] = [0, 0, 0];
        const shown = new Set<number>();
        for (const [list, chosen] of drawn) {
          meter.add(list, new Set(chosen));
          const top = list.slice(0, size);
          const gained = (relevant: boolean[]): number =>
            relevant.reduce((sum, one, index) => sum + (one ? Math.LN2 / Math.log(index + 2) : 0), 0);
          for (const item of top) shown.add(item);
          hits += Number(top.some((item) => chosen.includes(item)));
          recalls += chosen.filter((item) => top.includes(item)).length / chosen.length;
          gains += gained(top.map((item) => chosen.includes(item))) / gained(chosen.slice(0, size).map(() => true));
        }
        const found = meter.metrics();
        assert.equal(found.lists, drawn.length);
        near(found.hitRate, hits / drawn.length);
        near(found.recall, recalls / drawn.length);
        near(found.ndcg, gains / drawn.length);
        near(found.coverage, shown.size / CATALOGUE);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('gives 1 to a list that begins with all that was chosen, in any order', () => {
    const meter = topListMeter(3, 5);
    meter.add([4, 2, 0], new Set([2, 4]));
    const { hitRate, ndcg, recall } = meter.metrics();
    assert.deepEqual([hitRate, ndcg, recall], [1, 1, 1]);
  });

  it('is NaN without lists', () => {
    const { hitRate, ndcg, recall, coverage, lists: count } = topListMeter(3, 5).metrics();
    assert.deepEqual([hitRate, ndcg, recall, coverage, count], [Number.NaN, Number.NaN, Number.NaN, 0, 0]);
  });

  it('refuses items that are unknown or come twice, lists without a choice, and sizes that are none', () => {
    const meter = topListMeter(3, 5);
    for (const bad of [5, -1, 1.5, Number.NaN]) {
      assert.throws(() => meter.add([0, bad], new Set([1])), /RangeError: an item of the list must be/);
    }
    assert.throws(() => meter.add([2, 1, 2], new Set([2])), /RangeError: a list must hold each item once: 2, 1, 2/);
    assert.throws(() => meter.add([0], new Set()), /RangeError: chosen.size must be a whole number of at least 1/);
    // Nothing of what was refused is counted.
    assert.deepEqual([meter.metrics().lists, meter.metrics().coverage], [0, 0]);
    for (const bad of [0, -1, 1.5, Number.NaN]) {
      assert.throws(() => topListMeter(bad, 5), /RangeError: size must be/);
      assert.throws(() => topListMeter(3, bad), /RangeError: catalogue must be/);
    }
  });
});
