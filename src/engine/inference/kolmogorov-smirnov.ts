import { kolmogorovSurvival } from '../numerics/distributions-kolmogorov.js';
import { requireFinite, requireWhole } from '../numerics/guards.js';
import type { Verdict } from './verdict.js';

/** Whether two samples come from one distribution. */
export interface KolmogorovSmirnov {
  /** Largest distance between the two distribution functions, in [0, 1]. */
  readonly distance: number;
  readonly pValue: number;
  readonly verdict: Verdict<'alike' | 'shifted' | 'shifted-far'>;
}

/** Up to so many pairs the p-value is counted, beyond it the limit distribution is taken. */
const MOST_COUNTED = 4_000_000;
const SIGNIFICANT = 0.01;
/** Distances that matter: below the first a shift is real perhaps, but small. */
const WATCH = 0.1;
const ACT = 0.2;

/**
 * Kolmogorov-Smirnov test that two samples come from one distribution. The p-value is exact (by counting the paths in
 * the lattice of ranks, Hodges 1958) while n m <= 4 million, else that of the limit distribution at
 * sqrt(n m / (n + m)) times the distance. Exact for values without ties; with ties it errs on the safe side.
 *
 * @param before  finite numbers, at least one
 * @param now     finite numbers, at least one
 * @throws RangeError when a sample is empty or a number not finite
 */
export function kolmogorovSmirnov(before: ArrayLike<number>, now: ArrayLike<number>): KolmogorovSmirnov {
  const [a, b] = [ascending('before', before), ascending('now', now)];
  // In units of 1 / (n m), so that equal distances compare as equal.
  const steps = largestDistance(a, b);
  const distance = steps / (a.length * b.length);
  const pValue =
    a.length * b.length <= MOST_COUNTED
      ? exactSurvival(a.length, b.length, steps)
      : kolmogorovSurvival(distance * Math.sqrt(a.length / (1 + a.length / b.length)));
  return { distance, pValue, verdict: verdictOf(distance, pValue) };
}

function largestDistance(a: Float64Array, b: Float64Array): number {
  let [i, j, most] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i] as number, b[j] as number);
    while (i < a.length && a[i] === value) i++;
    while (j < b.length && b[j] === value) j++;
    most = Math.max(most, Math.abs(i * b.length - j * a.length));
  }
  return most;
}

/**
 * Share of the paths from (0, 0) to (n, m) that reach |i m - j n| >= steps somewhere. Carried from place to place is
 * the chance that a random path has reached it, so that the smallest p-value keeps its digits (after Viehmann 2021).
 */
function exactSurvival(n: number, m: number, steps: number): number {
  if (steps === 0) return 1;
  const row = new Float64Array(m + 1);
  for (let i = 0; i <= n; i++) {
    for (let j = 0; j <= m; j++) {
      if (Math.abs(i * m - j * n) >= steps) row[j] = 1;
      else if (i === 0 || j === 0) row[j] = 0;
      else {
        // The last step came from the left or from below in proportion to i and j.
        row[j] = (i * (row[j] as number) + j * (row[j - 1] as number)) / (i + j);
      }
    }
  }
  return row[m] as number;
}

function ascending(name: string, values: ArrayLike<number>): Float64Array {
  requireWhole(`${name}.length`, values.length, 1);
  return Float64Array.from(values, (value) => requireFinite(name, value)).sort();
}

function verdictOf(distance: number, pValue: number): KolmogorovSmirnov['verdict'] {
  if (pValue >= SIGNIFICANT || distance < WATCH) return { severity: 'none', reason: 'alike' };
  return distance < ACT ? { severity: 'watch', reason: 'shifted' } : { severity: 'act', reason: 'shifted-far' };
}
