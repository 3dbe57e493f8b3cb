import { requireProbability, requireWhole } from '../numerics/guards.js';

/** How often each item of a bank was given, and to how many tests it could have been. Plain, to be stored. */
export interface ExposureCounts {
  /** Tests begun, this one included. */
  readonly tests: number;
  /** Of each item: tests in which it was given. */
  readonly given: readonly number[];
}

/**
 * Whether an item may be given once more without its exposure rising above the cap (a hard cap at every moment, as in
 * the restricted method of Revuelta & Ponsoda 1998): given < ceil(cap x tests). After N tests no item was in more than
 * ceil(cap x N) of them.
 *
 * @param cap  largest share of tests that an item may be in, in [0, 1]
 * @throws RangeError when the cap or the item is out of range
 */
export function isExposable({ tests, given }: ExposureCounts, item: number, cap: number): boolean {
  requireProbability('cap', cap);
  requireWhole('item', item, 0);
  requireWhole('tests', tests, 1);
  const count = given[item];
  if (count === undefined) throw new RangeError(`item must be below ${given.length}, not ${item}`);
  return count < Math.ceil(cap * tests);
}

/**
 * New Sympson-Hetter parameters (Sympson & Hetter 1985; Hetter & Sympson 1997): the chance that an item which selection
 * proposes is given is cap / (share of tests that propose it) where that share is above the cap, else 1. Repeat on
 * simulated tests until no exposure is above the cap.
 *
 * @param proposed  of each item: tests in which it was proposed
 * @returns         of each item: the chance to be given when proposed, in (0, 1]
 * @throws RangeError when a count is out of range or the cap is not in (0, 1]
 */
export function sympsonHetterParameters(proposed: readonly number[], tests: number, cap: number): number[] {
  requireWhole('tests', tests, 1);
  if (!(requireProbability('cap', cap) > 0)) throw new RangeError('cap must be above 0');
  return proposed.map((count) => {
    const share = requireWhole('proposed', count, 0) / tests;
    return share > cap ? cap / share : 1;
  });
}
