import { requireNonNegative, requirePositive } from './guards.js';
import { logGammaOnePlus, logOnePlusMinus, stirlingError } from './special-log-gamma.js';

/** Both tails of a distribution at one point; their sum is 1, and each keeps its digits however small it is. */
export interface Tails {
  readonly lower: number;
  readonly upper: number;
}

const TINY = 1e-300;
const SMALLEST_STEP = 1e-16;

/**
 * The regularised incomplete gamma functions P(a, x) = 1/Gamma(a) times the integral from 0 to x of t^(a-1) e^-t, and
 * Q = 1 - P. The series 8.7.1 of the DLMF below a + 1, the continued fraction 8.9.2 above it, and for small a and x
 * the series of Q itself. Some sqrt(a) steps are taken.
 *
 * @param a  shape, above 0
 * @param x  at least 0; infinity allowed
 * @throws RangeError when either is out of range
 */
export function incompleteGamma(a: number, x: number): Tails {
  requirePositive('a', a);
  if (x === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 };
  requireNonNegative('x', x);
  if (x === 0) return { lower: 0, upper: 1 };
  if (a < 1 && x < 1.5) return smallShape(a, x);
  const density = gammaPowerTerm(a, x);
  if (density === 0) return x < a ? { lower: 0, upper: 1 } : { lower: 1, upper: 0 };
  if (x < a + 1) {
    const lower = Math.min(1, (density / a) * risingSeries(a, x));
    return { lower, upper: 1 - lower };
  }
  const upper = density * upperFraction(a, x);
  return { lower: 1 - upper, upper };
}

/** x^a e^-x / Gamma(a), as the saddle point of Loader (2000) has it, so that large a and x lose no digits. */
export function gammaPowerTerm(a: number, x: number): number {
  const u = (x - a) / a;
  // Far below a, 1 + u would have lost the digits of x / a.
  const deviance = u < -0.5 ? a * (Math.log(x) - Math.log(a)) + (a - x) : a * logOnePlusMinus(u);
  return Math.sqrt(a / (2 * Math.PI)) * Math.exp(deviance - stirlingError(a));
}

/** 1 + x/(a+1) + x^2/((a+1)(a+2)) + …, all terms positive. */
function risingSeries(a: number, x: number): number {
  let [sum, term] = [1, 1];
  for (let k = 1; term > sum * SMALLEST_STEP; k++) {
    term *= x / (a + k);
    sum += term;
  }
  return sum;
}

/** 1/(x+1-a- 1(1-a)/(x+3-a- 2(2-a)/(x+5-a- …))) by the method of Lentz (1976). */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / b;
  let fraction = d;
  for (let k = 1; ; k++) {
    const numerator = k * (a - k);
    b += 2;
    d = 1 / awayFromZero(numerator * d + b);
    c = awayFromZero(b + numerator / c);
    const step = c * d;
    fraction *= step;
    if (Math.abs(step - 1) <= 4 * SMALLEST_STEP) return fraction;
  }
}

/**
 * For a < 1 and x < 1.5: x^a / Gamma(1 + a) times 1 + a * sum over n >= 1 of (-x)^n / (n! (a + n)); Q is taken from
 * the parts of its difference to 1, so that it keeps its digits when a is near 0.
 */
function smallShape(a: number, x: number): Tails {
  let [sum, term] = [0, 1];
  for (let n = 1; ; n++) {
    term *= -x / n;
    const part = term / (a + n);
    sum += part;
    if (Math.abs(part) <= SMALLEST_STEP * Math.abs(sum)) break;
  }
  const exponent = a * Math.log(x) - logGammaOnePlus(a);
  const lower = Math.exp(exponent) * (1 + a * sum);
  return { lower, upper: -Math.expm1(exponent) - Math.exp(exponent) * a * sum };
}

function awayFromZero(value: number): number {
  return Math.abs(value) < TINY ? TINY : value;
}
