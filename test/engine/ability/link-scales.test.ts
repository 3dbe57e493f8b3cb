import assert from 'node:assert/strict';
import fc from 'fast-check';
import { calibrate } from '../../../src/engine/ability/calibrate.js';
import type { ItemCurve } from '../../../src/engine/ability/irt.js';
import { curveOf } from '../../../src/engine/ability/item-line.js';
import { linkAbility, linkByMeanSigma, linkByStockingLord, linkItem } from '../../../src/engine/ability/link-scales.js';
import { chance, near, simulate, someBank } from './simulated.js';

const bank = someBank(12, 'common').map((item, index) => ({ ...item, guessing: index % 3 === 0 ? 0.2 : 0 }));
/** The same items on a scale where old = slope x new + intercept. */
const moved = (slope: number, intercept: number) =>
  bank.map((old) => ({
    old,
    fresh: { ...old, discrimination: old.discrimination * slope, difficulty: (old.difficulty - intercept) / slope },
  }));

describe('links', () => {
  it('find the line that made the new scale', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.5, max: 2, noNaN: true }),
        fc.double({ min: -1.5, max: 1.5, noNaN: true }),
        (slope, intercept) => {
          for (const [link, tolerance] of [
            [linkByMeanSigma(moved(slope, intercept)), 1e-9],
            [linkByStockingLord(moved(slope, intercept)), 1e-4],
          ] as const) {
            near(link.slope, slope, tolerance);
            near(link.intercept, intercept, tolerance);
          }
        },
      ),
      { seed: 91, numRuns: 40 },
    );
  });

  it('carry items and abilities so that every chance stays what it was', () => {
    const link = { slope: 1.3, intercept: -0.4 };
    for (const { old, fresh } of moved(1.3, -0.4)) {
      const carried = linkItem(fresh, link);
      near(chance(carried, linkAbility(0.7, link)), chance(fresh, 0.7), 1e-12);
      near(carried.difficulty, old.difficulty, 1e-12);
      assert.equal(carried.guessing, old.guessing);
    }
  });

  it('stand one bad item better by Stocking-Lord', () => {
    const common = moved(1, 0).map((item, index) =>
      index === 0 ? { ...item, fresh: { discrimination: 0.1, difficulty: 15 } } : item,
    );
    const [robust, plain] = [linkByStockingLord(common), linkByMeanSigma(common)];
    assert.ok(Math.abs(robust.slope - 1) < 0.15 && Math.abs(plain.slope - 1) > 0.3);
  });

  it('bring two calibrations of different learners onto one scale', () => {
    const items = someBank(20, 'two years');
    // The second year is half a unit abler: on its own scale every item looks half a unit easier.
    const shifted = items.map((item) => ({ ...item, difficulty: item.difficulty - 0.5 }));
    const curves = (b: readonly ItemCurve[], seed: string) =>
      calibrate(simulate(b, 1200, seed).answers).items.map(curveOf);
    const [first, second] = [curves(items, 'first'), curves(shifted, 'second')];
    const link = linkByStockingLord(first.map((old, k) => ({ old, fresh: second[k] as ItemCurve })));
    near(link.slope, 1, 0.12);
    near(link.intercept, 0.5, 0.12);
  });

  it('refuse what gives no line', () => {
    const one = moved(1, 0).slice(0, 1);
    assert.throws(() => linkByMeanSigma(one), /RangeError: common must hold at least 2 items/);
    assert.throws(() => linkByStockingLord([]), /at least 1 item,/);
    assert.throws(() => linkByMeanSigma([...one, ...one]), /spread/);
    assert.throws(() => linkItem(bank[0] as ItemCurve, { slope: 0, intercept: 0 }), /slope/);
    assert.throws(() => linkAbility(Number.NaN, { slope: 1, intercept: 0 }), /ability/);
    const bad = [{ old: bank[0] as ItemCurve, fresh: { discrimination: -1, difficulty: 0 } }];
    assert.throws(() => linkByStockingLord(bad), /discrimination/);
  });
});
