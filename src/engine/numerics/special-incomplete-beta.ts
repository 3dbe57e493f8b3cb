import { requirePositive, requireProbability } from './guards.js';
import type { Tails } from './special-incomplete-gamma.js';
import { logOnePlusMinus, stirlingError } from './special-log-gamma.js';

const TINY = 1e-300;
const SMALLEST_STEP = 4e-16;

/**
 * The regularised incomplete beta function I_x(a, b) (lower) and 1 - I_x(a, b) = I_y(b, a) (upper), by the even part
 * of the continued fraction 8.17.22 of the DLMF (Didonato & Morris 1992, eq. 9) on the side where it converges in
 * some sqrt(max(a, b)) steps.
 *
 * @param x  in [0, 1]
 * @param y  1 - x; given apart where the caller knows it with more digits than the subtraction has
 * @throws RangeError when a or b is not a finite number above 0, or x or y outside [0, 1]
 */
export function incompleteBeta(a: number, b: number, x: number, y: number = 1 - x): Tails {
  requirePositive('a', a);
  requirePositive('b', b);
  requireProbability('x', x);
  requireProbability('y', y);
  if (x === 0) return { lower: 0, upper: 1 };
  if (y === 0) return { lower: 1, upper: 0 };
  const term = betaPowerTerm(a, b, x, y);
  if (x * (b + 1) <= y * (a + 1)) {
    const lower = Math.min(1, term / evenFraction(a, b, x, y));
    return { lower, upper: 1 - lower };
  }
  const upper = Math.min(1, term / evenFraction(b, a, y, x));
  return { lower: 1 - upper, upper };
}

/**
 * x^a y^b / B(a, b) with x + y = 1, from its deviance at the mean a / (a + b) (Loader 2000), so that large a and b
 * lose no digits.
 */
export function betaPowerTerm(a: number, b: number, x: number, y: number): number {
  const n = a + b;
  const difference = b * x - a * y;
  const [u, v] = [difference / a, -difference / b];
  // a u + b v = 0: near the mean the linear parts cancel exactly and may be left out; far away nothing cancels.
  const near = Math.abs(u) < 0.5 && Math.abs(v) < 0.5;
  const deviance = near
    ? a * logOnePlusMinus(u) + b * logOnePlusMinus(v)
    : a * logOfShare(u, n, x, a) + b * logOfShare(v, n, y, b);
  const scale = Math.sqrt(a / n) * Math.sqrt(b / (2 * Math.PI));
  return scale * Math.exp(deviance + stirlingError(n) - stirlingError(a) - stirlingError(b));
}

/** ln(n x / a), which is ln(1 + u). */
function logOfShare(u: number, n: number, x: number, a: number): number {
  return Math.abs(u) < 0.5 ? Math.log1p(u) : Math.log(x) - Math.log(a / n);
}

function evenFraction(a: number, b: number, x: number, y: number): number {
  const base = a * y - b * x + 1;
  let f = awayFromZero((a * base) / (a + 1));
  let c = f;
  let d = 0;
  for (let m = 1; ; m++) {
    const odd = a + 2 * m - 1;
    const shared = (m * (b - m) * x) / odd;
    const numerator = (((a + m - 1) * (a + b + m - 1)) / odd) * shared * x;
    const denominator = m + shared + ((a + m) * (base + m * (1 + y))) / (a + 2 * m + 1);
    d = 1 / awayFromZero(denominator + numerator * d);
    c = awayFromZero(denominator + numerator / c);
    const step = c * d;
    f *= step;
    if (Math.abs(step - 1) <= SMALLEST_STEP) return f;
  }
}

function awayFromZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
