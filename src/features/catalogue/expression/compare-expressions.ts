import { type RandomSource, seededRandom } from '../../../engine/numerics/random.js';
import { residueOf } from './exact.js';
import { CONSTANTS, type Parsed } from './sandbox.js';

/** `opposite`: equal but for the sign. `near`: within half a per cent wherever it was tried, such as 1.41 for √2. */
export type Comparison = 'equal' | 'opposite' | 'near' | 'different';

const EXACT_POINTS = 3;
const REAL_POINTS = 48;
/** Fewer common points than this decide nothing. */
const LEAST_COMMON_POINTS = 8;
/** Rounding in a few dozen operations stays far below this, relative to the larger value. */
const EQUAL_WITHIN = 1e-9;
const NEAR_WITHIN = 5e-3;

/**
 * Whether two expressions mean the same. Rational ones are decided exactly (see exact.ts); others by their values at
 * seeded points, over the reals, wherever both have one: they must have one together at least at half of the points
 * where the expected one does.
 */
export function compareExpressions(expected: Parsed, given: Parsed): Comparison {
  const letters = [...new Set([...expected.symbols, ...given.symbols])].sort();
  const exact = compareExactly(expected, given, letters);
  if (exact === 'equal' || exact === 'opposite') return exact;
  const real = compareReals(expected, given, letters);
  if (exact === null) return real;
  // Exactly different: the reals can only say how far.
  return real === 'equal' || real === 'opposite' ? 'near' : real;
}

function compareExactly(expected: Parsed, given: Parsed, letters: readonly string[]): Comparison | null {
  const random = seededRandom('expression: exact points');
  let equal = true;
  let opposite = true;
  for (let point = 0; point < EXACT_POINTS; point++) {
    const values = new Map([...letters, ...Object.keys(CONSTANTS)].map((letter) => [letter, randomResidue(random)]));
    const left = residueOf(expected, values);
    const right = residueOf(given, values);
    if (left === null || right === null) return null;
    equal &&= left === right;
    opposite &&= (left + right) % (2n ** 61n - 1n) === 0n;
  }
  if (equal) return 'equal';
  return opposite ? 'opposite' : 'different';
}

function randomResidue(random: RandomSource): bigint {
  return BigInt(Math.floor(random.next() * 2 ** 30)) * 2n ** 30n + BigInt(Math.floor(random.next() * 2 ** 30)) + 2n;
}

function compareReals(expected: Parsed, given: Parsed, letters: readonly string[]): Comparison {
  const random = seededRandom('expression: real points');
  const verdict = { equal: true, opposite: true, near: true };
  let common = 0;
  let expectedDefined = 0;
  const points = letters.length === 0 ? 1 : REAL_POINTS;
  for (let point = 0; point < points; point++) {
    const values = Object.fromEntries(letters.map((letter) => [letter, realPoint(random, point)]));
    const left = expected.value(values);
    const right = given.value(values);
    if (!Number.isFinite(left)) continue;
    expectedDefined++;
    if (!Number.isFinite(right)) continue;
    common++;
    const size = Math.max(Math.abs(left), Math.abs(right));
    verdict.equal &&= Math.abs(left - right) <= EQUAL_WITHIN * Math.max(size, 1e-6);
    verdict.opposite &&= Math.abs(left + right) <= EQUAL_WITHIN * Math.max(size, 1e-6);
    verdict.near &&= Math.abs(left - right) <= NEAR_WITHIN * size;
  }
  if (common < Math.min(points, LEAST_COMMON_POINTS) || common * 2 < expectedDefined) return 'different';
  if (verdict.equal) return 'equal';
  if (verdict.opposite) return 'opposite';
  return verdict.near ? 'near' : 'different';
}

/** Two points in three are positive, so that roots and logarithms have values; sizes from a tenth to ten. */
function realPoint(random: RandomSource, point: number): number {
  const size = 10 ** (random.next() * 2 - 1);
  return point % 3 === 2 && random.next() < 0.8 ? -size : size;
}
