import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isExposable, sympsonHetterParameters } from '../../../src/engine/ability/exposure.js';
import { fisherInformation } from '../../../src/engine/ability/irt.js';
import { kullbackLeiblerInformation, posteriorKullbackLeibler } from '../../../src/engine/ability/kullback-leibler.js';
import { type BankItem, selectItem } from '../../../src/engine/ability/select-item.js';
import { seededRandom } from '../../../src/engine/numerics/random.js';
import { chance, near, someBank } from './simulated.js';

const bank = someBank(40, 'bank');
const standard = { mean: 0, sd: 1 };

describe('kullbackLeiblerInformation', () => {
  it('agrees with a fine sum of p ln(p / p0) and is near reach^3 / 3 x Fisher for a small reach', () => {
    const item = { discrimination: 1.4, difficulty: 0.3, guessing: 0.2, upper: 0.95 };
    const p = chance(item, -0.5);
    let sum = 0;
    for (let step = 0; step < 20_000; step++) {
      const t = chance(item, -0.5 - 1.5 + (3 * (step + 0.5)) / 20_000);
      sum += (p * Math.log(p / t) + (1 - p) * Math.log((1 - p) / (1 - t))) * (3 / 20_000);
    }
    near(kullbackLeiblerInformation(item, -0.5, 1.5), sum, 1e-4);
    const small = kullbackLeiblerInformation(item, 0.2, 0.01) / (0.01 ** 3 / 3);
    near(small, fisherInformation(item, 0.2), 1e-3);
    assert.throws(() => kullbackLeiblerInformation(item, 0, 0), /reach/);
    assert.throws(() => kullbackLeiblerInformation(item, Number.NaN, 1), /ability/);
  });
});

describe('posteriorKullbackLeibler', () => {
  it('agrees with a fine weighted sum, and with half the variance x Fisher when all is known', () => {
    const item = { discrimination: 1.4, difficulty: 0.3, guessing: 0.2, upper: 0.95 };
    const p = chance(item, -0.5);
    let sum = 0;
    for (let step = 0; step < 20_000; step++) {
      const z = -5 + (10 * (step + 0.5)) / 20_000;
      const t = chance(item, -0.5 + 0.7 * z);
      const density = Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
      sum += density * (p * Math.log(p / t) + (1 - p) * Math.log((1 - p) / (1 - t))) * (10 / 20_000);
    }
    near(posteriorKullbackLeibler(item, { mean: -0.5, sd: 0.7 }), sum, 1e-4);
    const small = posteriorKullbackLeibler(item, { mean: 0.2, sd: 0.01 }) / (0.01 ** 2 / 2);
    near(small, fisherInformation(item, 0.2), 1e-3);
    assert.throws(() => posteriorKullbackLeibler(item, { mean: 0, sd: 0 }), /sd/);
    assert.throws(() => posteriorKullbackLeibler(item, { mean: Number.NaN, sd: 1 }), /mean/);
  });
});

describe('selectItem', () => {
  it('takes the most informative item that is left', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.nat(39), { maxLength: 39 }),
        fc.double({ min: -3, max: 3, noNaN: true }),
        (given, mean) => {
          const chosen = selectItem({ bank, given, ability: { mean, sd: 0.5 } });
          assert.ok(chosen && !given.includes(chosen.item));
          const worth = fisherInformation(bank[chosen.item] as BankItem, mean);
          for (const [item, curve] of bank.entries()) {
            if (!given.includes(item)) assert.ok(fisherInformation(curve, mean) <= worth);
          }
        },
      ),
      { seed: 81, numRuns: 100 },
    );
    assert.equal(selectItem({ bank, given: [...bank.keys()], ability: standard }), null);
    assert.throws(() => selectItem({ bank: [], given: [], ability: standard }), /bank/);
  });

  it('prefers a blunt item to a sharp one far away only when little is known (Kullback-Leibler)', () => {
    const two = [
      { discrimination: 2.2, difficulty: 1.9 },
      { discrimination: 0.8, difficulty: 0 },
    ];
    const rule = { kind: 'kullback-leibler' } as const;
    assert.equal(selectItem({ bank: two, given: [], ability: standard, rule })?.item, 0);
    const weighted = { kind: 'posterior-kullback-leibler' } as const;
    assert.equal(selectItem({ bank: two, given: [], ability: { mean: 0, sd: 2 }, rule: weighted })?.item, 0);
    assert.equal(selectItem({ bank: two, given: [], ability: { mean: 0, sd: 0.2 }, rule: weighted })?.item, 1);
    assert.equal(selectItem({ bank: two, given: [], ability: standard })?.item, 1);
  });

  it('starts with the blunt stratum and ends with the sharp one', () => {
    const rule = { kind: 'a-stratified', strata: 4, length: 20 } as const;
    const sharpness = (item: number) => bank.filter((b) => b.discrimination < (bank[item]?.discrimination ?? 0)).length;
    const given: number[] = [];
    for (let step = 0; step < 20; step++) {
      const item = selectItem({ bank, given, ability: standard, rule })?.item as number;
      assert.equal(Math.floor(sharpness(item) / 10), Math.floor(step / 5));
      given.push(item);
    }
    // A stage that is used up borrows instead of ending the test.
    const all = Array.from({ length: 40 }, (_, step) => {
      const item = selectItem({ bank, given: given.slice(0, step), ability: standard, rule })?.item as number;
      given[step] = item;
      return item;
    });
    assert.equal(new Set(all).size, 40);
  });

  it('keeps content areas at their shares', () => {
    const areas = ['reading', 'reading', 'algebra', 'geometry'];
    const mixed = bank.map((item, index) => ({ ...item, content: areas[index % 4] ?? '' }));
    const contentShares = { reading: 0.5, algebra: 0.3, geometry: 0.2 };
    const given: number[] = [];
    for (let step = 0; step < 20; step++) {
      given.push(selectItem({ bank: mixed, given, ability: standard, contentShares })?.item as number);
    }
    const count = (area: string) => given.filter((item) => mixed[item]?.content === area).length;
    assert.deepEqual([count('reading'), count('algebra'), count('geometry')], [10, 6, 4]);
    assert.throws(
      () => selectItem({ bank: mixed, given: [], ability: standard, contentShares: { reading: -1 } }),
      /content/,
    );
  });

  it('draws among the best, and passes over what is not admitted', () => {
    const ranked = [...bank.keys()].sort(
      (a, b) => fisherInformation(bank[b] as BankItem, 0) - fisherInformation(bank[a] as BankItem, 0),
    );
    const random = seededRandom('draws');
    const drawn = new Set<number>();
    for (let k = 0; k < 200; k++)
      drawn.add(selectItem({ bank, given: [], ability: standard, among: 5, random })?.item ?? -1);
    assert.deepEqual([...drawn].sort(), ranked.slice(0, 5).sort());
    const admission = bank.map((_, item) => (item === ranked[0] || item === ranked[1] ? 0 : 1));
    assert.deepEqual(selectItem({ bank, given: [], ability: standard, admission, random }), {
      item: ranked[2],
      passedOver: ranked.slice(0, 2),
    });
    const none = bank.map(() => 0);
    assert.equal(selectItem({ bank, given: [], ability: standard, admission: none, random }), null);
    assert.throws(() => selectItem({ bank, given: [], ability: standard, among: 2 }), /random/);
    assert.throws(() => selectItem({ bank, given: [], ability: standard, among: 0 }), /among/);
    assert.throws(() => selectItem({ bank, given: [], ability: standard, admission: [], random }), /admission/);
  });
});

describe('exposure', () => {
  it('never lets an item above its cap, after any number of tests', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.05, max: 1, noNaN: true }), fc.integer({ min: 1, max: 60 }), (cap, tests) => {
        let given = 0;
        for (let test = 1; test <= tests; test++) {
          if (isExposable({ tests: test, given: [given] }, 0, cap)) given++;
          assert.ok(given <= Math.ceil(cap * test));
        }
      }),
      { seed: 82, numRuns: 100 },
    );
    const counts = { tests: 10, given: [3, 2] };
    assert.equal(
      selectItem({ bank: bank.slice(0, 2), given: [], ability: standard, exposure: { counts, cap: 0.3 } })?.item,
      1,
    );
    assert.throws(() => isExposable(counts, 2, 0.3), /item/);
    assert.throws(() => isExposable(counts, 0, 1.3), /cap/);
  });

  it('admits by cap over share proposed (Sympson & Hetter)', () => {
    assert.deepEqual(sympsonHetterParameters([500, 200, 0], 1000, 0.25), [0.5, 1, 1]);
    assert.throws(() => sympsonHetterParameters([1], 0, 0.25), /tests/);
    assert.throws(() => sympsonHetterParameters([1], 1, 0), /cap/);
  });
});
