/** Below it the series in e^(-pi^2 / 8x^2) is the shorter one, above it the series in e^(-2 x^2). */
const TURN = 1.18;
/** Below it the chance rounds to 1. */
const SMALLEST = 0.1;

/**
 * Chance that the limit of sqrt(n) times the largest distance of Kolmogorov is above x:
 *
 *   2 sum over k >= 1 of (-1)^(k-1) e^(-2 k^2 x^2) = 1 - sqrt(2 pi)/x sum over k >= 1 of e^(-(2k-1)^2 pi^2 / (8 x^2))
 *
 * (Kolmogorov 1933; Marsaglia, Tsang & Wang 2003, eq. 1).
 *
 * @returns in [0, 1]; 1 for x <= 0
 * @throws RangeError when x is NaN
 */
export function kolmogorovSurvival(x: number): number {
  if (Number.isNaN(x)) throw new RangeError('x must be a number, not NaN');
  if (x < SMALLEST) return 1;
  if (x < TURN) {
    const y = -(Math.PI * Math.PI) / (8 * x * x);
    let below = 0;
    for (let odd = 1; odd <= 7; odd += 2) below += Math.exp(odd * odd * y);
    return 1 - (Math.sqrt(2 * Math.PI) / x) * below;
  }
  let above = 0;
  for (let k = 4; k >= 1; k--) above = Math.exp(-2 * (2 * k - 1) * x * x) * (1 - above);
  return 2 * above;
}
