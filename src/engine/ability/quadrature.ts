import { requireFinite, requirePositive, requireWhole } from '../numerics/guards.js';
import type { AbilityPrior } from './eap.js';

/** Points on the ability scale and the share of learners that each stands for; the weights sum to 1. */
export interface Quadrature {
  readonly nodes: Float64Array;
  readonly weights: Float64Array;
}

/** A normal density below this many standard deviations weighs less than 1e-8. */
const REACH = 6;

/**
 * Evenly spaced points with weights proportional to a normal density (the rectangle rule, which for smooth densities
 * that vanish at both ends converges faster than any power of the step; Bock & Aitkin 1981 use the same form).
 *
 * @param points  how many, at least 2
 * @param reach   the outermost points lie this many standard deviations from the mean
 * @throws RangeError when an argument is out of range
 */
export function normalQuadrature(
  points: number,
  { mean, sd }: AbilityPrior = { mean: 0, sd: 1 },
  reach = REACH,
): Quadrature {
  requireWhole('points', points, 2);
  requireFinite('mean', mean);
  requirePositive('sd', sd);
  requirePositive('reach', reach);
  const step = (2 * reach) / (points - 1);
  const nodes = new Float64Array(points);
  const weights = new Float64Array(points);
  let sum = 0;
  for (let q = 0; q < points; q++) {
    const z = -reach + step * q;
    nodes[q] = mean + sd * z;
    weights[q] = Math.exp(-0.5 * z * z);
    sum += weights[q] as number;
  }
  for (let q = 0; q < points; q++) weights[q] = (weights[q] as number) / sum;
  return { nodes, weights };
}
