import { requirePositive, requireProbability } from '../numerics/guards.js';

/**
 * Wilson's score interval for a share seen in `count` trials (Wilson 1927).
 *
 * @param share     in [0, 1]
 * @param count     trials, above 0; need not be whole
 * @param quantile  z of the two-sided level, e.g. 1.96 for 95 %
 * @throws RangeError when the share is outside [0, 1] or the count is not above 0
 */
export function wilsonInterval(share: number, count: number, quantile: number): { low: number; high: number } {
  requireProbability('share', share);
  requirePositive('count', count);
  const squared = quantile ** 2 / count;
  const centre = share + squared / 2;
  const half = quantile * Math.sqrt((share * (1 - share)) / count + squared / (4 * count));
  // The bounds hold the share exactly in theory; min and max keep the last rounding from breaking that.
  return {
    low: Math.max(0, Math.min(share, (centre - half) / (1 + squared))),
    high: Math.min(1, Math.max(share, (centre + half) / (1 + squared))),
  };
}
