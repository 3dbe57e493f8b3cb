import { requireProbability } from '../numerics/guards.js';
import type { Verdict } from './verdict.js';

/**
 * The window of ADWIN: sums of 1, 2, 4, … numbers, the oldest first within each size; at most `MOST_BUCKETS` of a size.
 * Plain JSON, some 5 log2(n) buckets for n numbers.
 */
export interface AdaptiveWindow {
  /** sizes[k] holds the sums of buckets of 2^k numbers. */
  readonly sizes: readonly (readonly Bucket[])[];
  /** Cuts so far, and the change of the mean at the last one. */
  readonly cuts: number;
  readonly lastChange: number;
}

/** Numbers of a window that are kept as one: their sum and their spread. */
export interface Bucket {
  readonly sum: number;
  /** Sum of squared distances to the bucket's mean. */
  readonly squares: number;
}

/** How sure a cut must be. */
export interface WindowOptions {
  /** Chance of a false cut at any one step, for the bound `proved`. */
  readonly delta?: number;
  /**
   * `proved`: theorem 3.1 of the paper holds. `variance`: the sharper bound of its section 3.3, which takes the
   * spread into account and reacts sooner, by a normal approximation.
   */
  readonly bound?: 'proved' | 'variance';
}

/** The window after one more number, and what that number changed. */
export interface WindowLook {
  readonly window: AdaptiveWindow;
  readonly count: number;
  readonly mean: number;
  /** Whether this number made the window drop its older part. */
  readonly cut: boolean;
  readonly verdict: Verdict<'steady' | 'changed' | 'changed-much'>;
}

/** A window before its first number. */
export const EMPTY_WINDOW: AdaptiveWindow = { sizes: [], cuts: 0, lastChange: 0 };

/** M of the paper: more buckets of each size place a cut more finely. */
const MOST_BUCKETS = 5;
const DELTA = 0.002;
/** A change of the mean of numbers in [0, 1] that asks for action. */
const ACT = 0.1;

/**
 * One more number for an adaptive window over a stream (ADWIN2: Bifet & Gavalda 2007). While two parts of the window,
 * older and newer, differ in their means by more than
 *
 *   proved:    sqrt(ln(4 n / delta) / 2m)
 *   variance:  sqrt(2 v ln(2 ln n / delta) / m) + 2 ln(2 ln n / delta) / 3m,  1/m = 1/n0 + 1/n1
 *
 * the oldest bucket is dropped. So the window is long while nothing changes and short after a change, and its mean is
 * that of now.
 *
 * @param value  in [0, 1]
 * @throws RangeError when the value is outside [0, 1] or delta outside (0, 1)
 */
export function withObservation(
  { sizes, cuts, lastChange }: AdaptiveWindow,
  value: number,
  { delta = DELTA, bound = 'variance' }: WindowOptions = {},
): WindowLook {
  requireProbability('value', value);
  if (!(delta > 0 && delta < 1)) throw new RangeError(`delta must be inside (0, 1), not ${delta}`);
  const rows = pushed(sizes, { sum: value, squares: 0 });
  let total = totalOf(rows);
  let change = 0;
  for (;;) {
    const found = changeIn(rows, total, delta, bound);
    if (found === 0) break;
    change = found;
    dropOldest(rows);
    total = totalOf(rows);
  }
  const cut = change !== 0;
  const window = { sizes: rows, cuts: cuts + Number(cut), lastChange: cut ? change : lastChange };
  return { window, count: total.count, mean: total.sum / total.count, cut, verdict: verdictOf(change) };
}

interface Total {
  readonly count: number;
  readonly sum: number;
  readonly squares: number;
}

function pushed(sizes: AdaptiveWindow['sizes'], first: Bucket): Bucket[][] {
  const rows = sizes.map((row) => [...row]);
  let carry: Bucket | undefined = first;
  for (let size = 0; carry !== undefined; size++) {
    const row: Bucket[] = rows[size] ?? [];
    rows[size] = row;
    row.push(carry);
    carry = undefined;
    if (row.length > MOST_BUCKETS) {
      const [older, newer] = row.splice(0, 2) as [Bucket, Bucket];
      const half = 2 ** size;
      const distance = (older.sum - newer.sum) / half;
      const squares = older.squares + newer.squares + (distance * distance * half) / 2;
      carry = { sum: older.sum + newer.sum, squares };
    }
  }
  return rows;
}

/** Change of the mean, newer minus older, at the first place where it is more than chance allows; 0 for none. */
function changeIn(rows: readonly Bucket[][], total: Total, delta: number, bound: 'proved' | 'variance'): number {
  const { count: n, sum, squares } = total;
  if (n < 2) return 0;
  const variance = squares / n;
  const log = bound === 'proved' ? Math.log((4 * n) / delta) : Math.log((2 * Math.max(1, Math.log(n))) / delta);
  let [olderCount, olderSum] = [0, 0];
  for (let size = rows.length - 1; size >= 0; size--) {
    for (const bucket of rows[size] as Bucket[]) {
      olderCount += 2 ** size;
      olderSum += bucket.sum;
      if (olderCount === n) return 0;
      const newerCount = n - olderCount;
      const difference = (sum - olderSum) / newerCount - olderSum / olderCount;
      const inverse = 1 / olderCount + 1 / newerCount;
      const limit =
        bound === 'proved'
          ? Math.sqrt((inverse * log) / 2)
          : Math.sqrt(2 * variance * inverse * log) + (2 / 3) * inverse * log;
      if (Math.abs(difference) > limit) return difference;
    }
  }
  return 0;
}

function dropOldest(rows: Bucket[][]): void {
  const last = rows.at(-1);
  last?.shift();
  if (last?.length === 0) rows.pop();
}

function totalOf(rows: readonly Bucket[][]): Total {
  let [count, sum, squares] = [0, 0, 0];
  for (const [size, row] of rows.entries()) {
    const each = 2 ** size;
    for (const bucket of row) {
      const next = count + each;
      const distance = bucket.sum / each - (count === 0 ? 0 : sum / count);
      squares += bucket.squares + (distance * distance * count * each) / next;
      sum += bucket.sum;
      count = next;
    }
  }
  return { count, sum, squares };
}

function verdictOf(change: number): WindowLook['verdict'] {
  if (change === 0) return { severity: 'none', reason: 'steady' };
  return Math.abs(change) < ACT
    ? { severity: 'watch', reason: 'changed' }
    : { severity: 'act', reason: 'changed-much' };
}
