import { requireProbability } from './guards.js';
import { expMinusSquare, NORMAL_CENTRE_END, normalCentre, normalScaledTail } from './special-error-function.js';
import { rational } from './special-rational.js';

const SQRT_TWO_PI = 2.5066282746310007;

/** Beyond this the tail is smaller than the smallest number. */
const NOTHING_LEFT = 39;

/** Density of the standard normal distribution, e^(-z^2/2) / sqrt(2 pi). */
export function normalDensity(z: number): number {
  return expMinusSquare(z, 0.5) / SQRT_TWO_PI;
}

/**
 * Phi(z), the chance that a standard normal number is at most z (Cody 1969), in [0, 1]; the lower tail keeps its
 * relative precision down to the smallest number.
 *
 * @throws RangeError when z is NaN
 */
export function normalCdf(z: number): number {
  if (Number.isNaN(z)) throw new RangeError('z must be a number, not NaN');
  if (Math.abs(z) <= NORMAL_CENTRE_END) return 0.5 + normalCentre(z);
  const tail = Math.abs(z) > NOTHING_LEFT ? 0 : normalScaledTail(Math.abs(z)) * expMinusSquare(z, 0.5);
  return z > 0 ? 1 - tail : tail;
}

/** 1 - Phi(z) = Phi(-z). @throws RangeError when z is NaN */
export function normalSurvival(z: number): number {
  return normalCdf(-z);
}

// biome-ignore format: tables of Wichura (1988), algorithm AS 241, PPND16
const TABLES = {
  centre: {
    top: [2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987,
      13731.69376550946, 1971.5909503065513, 133.14166789178438, 3.3871328727963665],
    bottom: [5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597,
      5394.196021424751, 687.1870074920579, 42.31333070160091, 1],
  },
  tail: {
    top: [0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684,
      3.6478483247632045, 5.769497221460691, 4.630337846156546, 1.4234371107496835],
    bottom: [1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008,
      0.6897673349851, 1.6763848301838038, 2.053191626637759, 1],
  },
  far: {
    top: [2.0103343992922881e-7, 0.000027115555687434876, 0.0012426609473880784, 0.026532189526576124,
      0.29656057182850487, 1.7848265399172913, 5.463784911164114, 6.657904643501103],
    bottom: [2.0442631033899397e-15, 1.421511758316446e-7, 0.000018463183175100548, 0.0007868691311456133,
      0.014875361290850615, 0.1369298809227358, 0.599832206555888, 1],
  },
};

/**
 * The z with Phi(z) = p (Wichura 1988, AS 241), to a relative precision of 1e-15 or so.
 *
 * @param p  in [0, 1]; 0 and 1 give minus and plus infinity
 * @throws RangeError when p is outside [0, 1]
 */
export function normalQuantile(p: number): number {
  requireProbability('p', p);
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) return q * rational(TABLES.centre, 0.180625 - q * q);
  const tail = q < 0 ? p : 1 - p;
  const r = Math.sqrt(-Math.log(tail));
  if (r === Number.POSITIVE_INFINITY) return q < 0 ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const z = r <= 5 ? rational(TABLES.tail, r - 1.6) : rational(TABLES.far, r - 5);
  return q < 0 ? -z : z;
}

/** The z with 1 - Phi(z) = p: for p too small for 1 - p to hold it. @throws RangeError when p is outside [0, 1] */
export function normalUpperQuantile(p: number): number {
  return -normalQuantile(p);
}
